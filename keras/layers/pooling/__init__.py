"""Pooling layers; the import path `keras.layers.pooling`."""
# flake8: noqa: F401  (names that Keras 2 had at this path)

from keras import backend as K
from keras.engine.base_layer import InputSpec, Layer
from keras.layers.pooling.average_pooling import (
    AveragePooling1D, AveragePooling2D, AveragePooling3D)
from keras.layers.pooling.base import _Pooling1D, _Pooling2D, _Pooling3D  # noqa: F401
from keras.layers.pooling.global_average_pooling import (
    GlobalAveragePooling1D, GlobalAveragePooling2D, GlobalAveragePooling3D)
from keras.layers.pooling.global_base import (  # noqa: F401
    _GlobalPooling1D, _GlobalPooling2D, _GlobalPooling3D)
from keras.layers.pooling.global_max_pooling import (
    GlobalMaxPooling1D, GlobalMaxPooling2D, GlobalMaxPooling3D)
from keras.layers.pooling.max_pooling import MaxPooling1D, MaxPooling2D, MaxPooling3D
from keras.legacy import interfaces
from keras.utils import conv_utils

AvgPool1D, AvgPool2D, AvgPool3D = AveragePooling1D, AveragePooling2D, AveragePooling3D
MaxPool1D, MaxPool2D, MaxPool3D = MaxPooling1D, MaxPooling2D, MaxPooling3D
GlobalMaxPool1D, GlobalMaxPool2D, GlobalMaxPool3D = (
    GlobalMaxPooling1D, GlobalMaxPooling2D, GlobalMaxPooling3D)
GlobalAvgPool1D, GlobalAvgPool2D, GlobalAvgPool3D = (
    GlobalAveragePooling1D, GlobalAveragePooling2D, GlobalAveragePooling3D)

LAYERS = (MaxPooling1D, MaxPooling2D, MaxPooling3D,
          AveragePooling1D, AveragePooling2D, AveragePooling3D,
          GlobalMaxPooling1D, GlobalMaxPooling2D, GlobalMaxPooling3D,
          GlobalAveragePooling1D, GlobalAveragePooling2D, GlobalAveragePooling3D)

ALIASES = {
    'AvgPool1D': AvgPool1D, 'AvgPool2D': AvgPool2D, 'AvgPool3D': AvgPool3D,
    'MaxPool1D': MaxPool1D, 'MaxPool2D': MaxPool2D, 'MaxPool3D': MaxPool3D,
    'GlobalMaxPool1D': GlobalMaxPool1D, 'GlobalMaxPool2D': GlobalMaxPool2D,
    'GlobalMaxPool3D': GlobalMaxPool3D, 'GlobalAvgPool1D': GlobalAvgPool1D,
    'GlobalAvgPool2D': GlobalAvgPool2D, 'GlobalAvgPool3D': GlobalAvgPool3D}

__all__ = [layer.__name__ for layer in LAYERS] + sorted(ALIASES) + [
    'InputSpec', 'K', 'Layer', 'conv_utils']
