"""Normalization layers; the import path `keras.layers.normalization`."""
# flake8: noqa: F401  (names that Keras 2 had at this path)

from keras import backend as K
from keras import constraints, initializers, regularizers
from keras.engine.base_layer import InputSpec, Layer
from keras.layers.normalization.batch_normalization import BatchNormalization
from keras.legacy import interfaces

LAYERS = (BatchNormalization,)

__all__ = ['BatchNormalization', 'InputSpec', 'K', 'Layer', 'constraints', 'initializers',
           'regularizers']
