"""Small data sets to start with."""

from keras.datasets import digits  # noqa: F401
from keras.datasets import mnist  # noqa: F401
