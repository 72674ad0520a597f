"""The name that `keras.losses` had in Keras 1; every name here is the one there."""

from keras.losses import *  # noqa: F401,F403
from keras.losses import K, losses_utils  # noqa: F401
