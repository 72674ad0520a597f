"""The import path of Keras 2.3: everything here lives in `keras.callbacks`."""

from keras import backend as K  # noqa: F401
from keras.callbacks.base_logger import BaseLogger  # noqa: F401
from keras.callbacks.callback import Callback  # noqa: F401
from keras.callbacks.callback_list import CallbackList  # noqa: F401
from keras.callbacks.csv_logger import CSVLogger  # noqa: F401
from keras.callbacks.early_stopping import EarlyStopping  # noqa: F401
from keras.callbacks.history import History  # noqa: F401
from keras.callbacks.lambda_callback import LambdaCallback  # noqa: F401
from keras.callbacks.learning_rate_scheduler import LearningRateScheduler  # noqa: F401
from keras.callbacks.model_checkpoint import ModelCheckpoint  # noqa: F401
from keras.callbacks.progbar_logger import ProgbarLogger  # noqa: F401
from keras.callbacks.reduce_lr_on_plateau import ReduceLROnPlateau  # noqa: F401
from keras.callbacks.remote_monitor import RemoteMonitor  # noqa: F401
from keras.callbacks.terminate_on_nan import TerminateOnNaN  # noqa: F401
from keras.utils.progbar import Progbar  # noqa: F401
