"""Recurrent layers over images; the import path `keras.layers.convolutional_recurrent`."""
# flake8: noqa: F401  (names that Keras 2 had at this path)

import warnings

import numpy as np

from keras import activations, constraints, initializers, regularizers
from keras import backend as K
from keras.engine.base_layer import InputSpec, Layer
from keras.layers.convolutional_recurrent.conv_lstm2d import ConvLSTM2D
from keras.layers.convolutional_recurrent.conv_lstm2d_cell import ConvLSTM2DCell
from keras.layers.convolutional_recurrent.conv_rnn2d import ConvRNN2D
from keras.layers.recurrent import (
    RNN, _generate_dropout_mask, _standardize_args)
from keras.legacy import interfaces
from keras.legacy.layers.recurrent import ConvRecurrent2D, Recurrent
from keras.utils import conv_utils
from keras.utils.functions import has_arg
from keras.utils.generic_utils import to_list, transpose_shape

LAYERS = (ConvRNN2D, ConvLSTM2D, ConvLSTM2DCell)

__all__ = [layer.__name__ for layer in LAYERS] + [
    'InputSpec', 'K', 'Layer', 'RNN', 'activations', 'constraints', 'conv_utils', 'has_arg',
    'initializers', 'np', 'regularizers', 'to_list', 'transpose_shape', 'warnings']
