"""Convolutions without shared weights; the import path `keras.layers.local`."""
# flake8: noqa: F401  (names that Keras 2 had at this path)

from keras import activations, constraints, initializers, regularizers
from keras import backend as K
from keras.engine.base_layer import InputSpec, Layer
from keras.layers.local.locally_connected1d import LocallyConnected1D
from keras.layers.local.locally_connected2d import LocallyConnected2D
from keras.legacy import interfaces
from keras.utils import conv_utils

LAYERS = (LocallyConnected1D, LocallyConnected2D)

__all__ = [layer.__name__ for layer in LAYERS] + [
    'InputSpec', 'K', 'Layer', 'activations', 'constraints', 'conv_utils', 'initializers',
    'regularizers']
