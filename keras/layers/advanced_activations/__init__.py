"""Activations with parameters; the import path `keras.layers.advanced_activations`."""
# flake8: noqa: F401  (names that Keras 2 had at this path)

from keras import activations, constraints, initializers, regularizers
from keras import backend as K
from keras.engine.base_layer import InputSpec, Layer
from keras.layers.advanced_activations.elu import ELU
from keras.layers.advanced_activations.leaky_relu import LeakyReLU
from keras.layers.advanced_activations.prelu import PReLU
from keras.layers.advanced_activations.relu import ReLU
from keras.layers.advanced_activations.softmax import Softmax
from keras.layers.advanced_activations.thresholded_relu import ThresholdedReLU
from keras.legacy import interfaces
from keras.utils.generic_utils import to_list

LAYERS = (LeakyReLU, PReLU, ELU, ThresholdedReLU, Softmax, ReLU)

__all__ = [layer.__name__ for layer in LAYERS] + [
    'InputSpec', 'K', 'Layer', 'activations', 'constraints', 'initializers', 'regularizers',
    'to_list']
