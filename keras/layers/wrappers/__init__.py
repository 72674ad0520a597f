"""Layers around other layers; the import path `keras.layers.wrappers`."""
# flake8: noqa: F401  (names that Keras 2 had at this path)

import copy

from keras import backend as K
from keras.engine.base_layer import InputSpec, Layer, disable_tracking
from keras.layers import recurrent
from keras.layers.wrappers.bidirectional import Bidirectional
from keras.layers.wrappers.time_distributed import TimeDistributed
from keras.layers.wrappers.wrapper import Wrapper
from keras.utils.functions import has_arg
from keras.utils.generic_utils import object_list_uid

LAYERS = (Wrapper, TimeDistributed, Bidirectional)

__all__ = [layer.__name__ for layer in LAYERS] + [
    'InputSpec', 'K', 'Layer', 'copy', 'disable_tracking', 'has_arg', 'object_list_uid',
    'recurrent']
