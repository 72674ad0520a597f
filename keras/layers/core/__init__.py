"""The basic layers; the import path `keras.layers.core`."""
# flake8: noqa: F401  (names that Keras 2 had at this path)

from keras import activations, constraints, initializers, regularizers
from keras import backend as K
from keras.engine.base_layer import InputSpec, Layer
from keras.layers.core.activation import Activation
from keras.layers.core.activity_regularization import ActivityRegularization
from keras.layers.core.dense import Dense
from keras.layers.core.dropout import (
    Dropout, SpatialDropout1D, SpatialDropout2D, SpatialDropout3D)
from keras.layers.core.flatten import Flatten
from keras.layers.core.lambda_layer import Lambda
from keras.layers.core.masking import Masking
from keras.layers.core.permute import Permute
from keras.layers.core.repeat_vector import RepeatVector
from keras.layers.core.reshape import Reshape
from keras.legacy import interfaces
from keras.utils import conv_utils
from keras.utils.functions import func_dump, func_load, has_arg
from keras.utils.registry import deserialize_keras_object

LAYERS = (Dense, Activation, Dropout, SpatialDropout1D, SpatialDropout2D, SpatialDropout3D,
          Flatten, Reshape, Permute, RepeatVector, Lambda, Masking, ActivityRegularization)

__all__ = [layer.__name__ for layer in LAYERS] + [
    'InputSpec', 'K', 'Layer', 'activations', 'constraints', 'deserialize_keras_object',
    'func_dump', 'func_load', 'has_arg', 'initializers', 'regularizers']
