"""The import path of Keras 2.3: `TensorBoard` lives in `keras.callbacks`."""

from keras import backend as K  # noqa: F401
from keras.callbacks.callback import Callback  # noqa: F401
from keras.callbacks.tensorboard import TensorBoard  # noqa: F401
