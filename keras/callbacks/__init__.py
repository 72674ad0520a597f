"""Callbacks: what is told about every epoch and batch of `fit`, `evaluate` and `predict`."""

from keras import backend as K  # noqa: F401
from keras.callbacks import callbacks, tensorboard_v1, tensorboard_v2  # noqa: F401
from keras.callbacks.base_logger import BaseLogger
from keras.callbacks.callback import Callback
from keras.callbacks.callback_list import CallbackList
from keras.callbacks.csv_logger import CSVLogger
from keras.callbacks.early_stopping import EarlyStopping
from keras.callbacks.history import History
from keras.callbacks.lambda_callback import LambdaCallback
from keras.callbacks.learning_rate_scheduler import LearningRateScheduler
from keras.callbacks.live_plot import LivePlot
from keras.callbacks.logs import Logs
from keras.callbacks.model_checkpoint import ModelCheckpoint
from keras.callbacks.progbar_logger import ProgbarLogger
from keras.callbacks.reduce_lr_on_plateau import ReduceLROnPlateau
from keras.callbacks.remote_monitor import RemoteMonitor
from keras.callbacks.tensorboard import TensorBoard
from keras.callbacks.terminate_on_nan import TerminateOnNaN
from keras.utils.progbar import Progbar  # noqa: F401

__all__ = [
    'BaseLogger', 'CSVLogger', 'Callback', 'CallbackList', 'EarlyStopping', 'History',
    'LambdaCallback', 'LearningRateScheduler', 'LivePlot', 'Logs', 'ModelCheckpoint',
    'ProgbarLogger', 'ReduceLROnPlateau', 'RemoteMonitor', 'TensorBoard', 'TerminateOnNaN',
]
