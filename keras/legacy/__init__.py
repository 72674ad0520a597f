"""Keras 1: its spellings as one table, and the layers that Keras 2 kept only for its sake."""
from keras.utils.lazy import lazy

lazy(__name__, submodules=['interfaces', 'layers'])
