"""Merging layers and functions; the import path `keras.layers.merge`."""
# flake8: noqa: F401  (names that Keras 2 had at this path)

from keras import backend as K
from keras.engine.base_layer import Layer
from keras.layers.merge.base import _Merge  # noqa: F401
from keras.layers.merge.concatenation import Concatenate, concatenate
from keras.layers.merge.dot_product import Dot, dot
from keras.layers.merge.elementwise import (
    Add, Average, Maximum, Minimum, Multiply, Subtract, add, average, maximum, minimum, multiply,
    subtract)

LAYERS = (Add, Subtract, Multiply, Average, Maximum, Minimum, Concatenate, Dot)

__all__ = [layer.__name__ for layer in LAYERS] + [
    'K', 'Layer', 'add', 'average', 'concatenate', 'dot', 'maximum', 'minimum', 'multiply',
    'subtract']
