"""The layers that Keras 2 had for one library of GPUs; the path `keras.layers.cudnn_recurrent`."""
# flake8: noqa: F401  (names that Keras 2 had at this path)

from collections import namedtuple

from keras import backend as K
from keras import constraints, initializers, regularizers
from keras.engine.base_layer import InputSpec
from keras.layers.cudnn_recurrent.base import _CuDNNRNN
from keras.layers.cudnn_recurrent.cudnn_gru import CuDNNGRU
from keras.layers.cudnn_recurrent.cudnn_lstm import CuDNNLSTM
from keras.layers.recurrent import RNN

LAYERS = (CuDNNGRU, CuDNNLSTM)

__all__ = [layer.__name__ for layer in LAYERS] + [
    'InputSpec', 'K', 'RNN', 'constraints', 'initializers', 'namedtuple', 'regularizers']
