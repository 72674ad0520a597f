"""Recurrent layers and their cells; the import path `keras.layers.recurrent`."""
# flake8: noqa: F401  (names that Keras 2 had at this path)

import warnings

import numpy as np

from keras import activations, constraints, initializers, regularizers
from keras import backend as K
from keras.engine.base_layer import InputSpec, Layer, disable_tracking
from keras.layers.recurrent.dropout import generate_dropout_mask as _generate_dropout_mask
from keras.layers.recurrent.gru import GRU
from keras.layers.recurrent.gru_cell import GRUCell
from keras.layers.recurrent.lstm import LSTM
from keras.layers.recurrent.lstm_cell import LSTMCell
from keras.layers.recurrent.rnn import RNN
from keras.layers.recurrent.simple_rnn import SimpleRNN
from keras.layers.recurrent.simple_rnn_cell import SimpleRNNCell
from keras.layers.recurrent.stacked_cells import StackedRNNCells
from keras.layers.recurrent.states import standardize_args as _standardize_args
from keras.legacy import interfaces
from keras.legacy.layers.recurrent import Recurrent
from keras.utils.functions import has_arg
from keras.utils.generic_utils import to_list

LAYERS = (RNN, StackedRNNCells, SimpleRNN, SimpleRNNCell, GRU, GRUCell, LSTM, LSTMCell)

__all__ = [layer.__name__ for layer in LAYERS] + [
    'InputSpec', 'K', 'Layer', 'activations', 'constraints', 'disable_tracking', 'has_arg',
    'initializers', 'np', 'regularizers', 'to_list', 'warnings']
