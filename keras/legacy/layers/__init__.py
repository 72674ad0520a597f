"""Layers of Keras 1 that Keras 2 kept for old programs only."""
# flake8: noqa: F401  (names that Keras 2 had at this path)

import warnings

import numpy as np

from keras import activations, constraints, initializers, regularizers
from keras import backend as K
from keras.engine.base_layer import InputSpec, Layer
from keras.layers.convolutional.atrous import AtrousConvolution1D, AtrousConvolution2D
from keras.legacy.layers.dense import Highway, MaxoutDense
from keras.legacy.layers.recurrent import ConvRecurrent2D, Recurrent
from keras.utils import conv_utils
from keras.utils.generic_utils import to_list

LAYERS = (Highway, MaxoutDense)
