"""Convolutions and their helpers; the import path `keras.layers.convolutional`."""
# flake8: noqa: F401  (names that Keras 2 had at this path)

from keras import activations, constraints, initializers, regularizers
from keras import backend as K
from keras.engine.base_layer import InputSpec, Layer
from keras.layers.convolutional.atrous import AtrousConvolution1D, AtrousConvolution2D
from keras.layers.convolutional.base import _Conv  # noqa: F401
from keras.layers.convolutional.conv1d import Conv1D
from keras.layers.convolutional.conv2d import Conv2D
from keras.layers.convolutional.conv2d_transpose import Conv2DTranspose
from keras.layers.convolutional.conv3d import Conv3D
from keras.layers.convolutional.conv3d_transpose import Conv3DTranspose
from keras.layers.convolutional.cropping import (  # noqa: F401
    Cropping1D, Cropping2D, Cropping3D, _Cropping)
from keras.layers.convolutional.depthwise_conv2d import DepthwiseConv2D
from keras.layers.convolutional.padding import (  # noqa: F401
    ZeroPadding1D, ZeroPadding2D, ZeroPadding3D, _ZeroPadding)
from keras.layers.convolutional.separable import _SeparableConv  # noqa: F401
from keras.layers.convolutional.separable_conv1d import SeparableConv1D
from keras.layers.convolutional.separable_conv2d import SeparableConv2D
from keras.layers.convolutional.upsampling import (  # noqa: F401
    UpSampling1D, UpSampling2D, UpSampling3D, _UpSampling)
from keras.layers.pooling import (
    AveragePooling1D, AveragePooling2D, AveragePooling3D, MaxPooling1D, MaxPooling2D,
    MaxPooling3D)
from keras.legacy import interfaces
from keras.utils import conv_utils
from keras.utils.generic_utils import transpose_shape

Convolution1D, Convolution2D, Convolution3D = Conv1D, Conv2D, Conv3D
SeparableConvolution1D, SeparableConvolution2D = SeparableConv1D, SeparableConv2D
Convolution2DTranspose = Deconvolution2D = Deconv2D = Conv2DTranspose
Deconvolution3D = Deconv3D = Conv3DTranspose
AtrousConv1D, AtrousConv2D = AtrousConvolution1D, AtrousConvolution2D

LAYERS = (Conv1D, Conv2D, Conv3D, Conv2DTranspose, Conv3DTranspose,
          SeparableConv1D, SeparableConv2D, DepthwiseConv2D,
          UpSampling1D, UpSampling2D, UpSampling3D,
          ZeroPadding1D, ZeroPadding2D, ZeroPadding3D, Cropping1D, Cropping2D, Cropping3D)

ALIASES = {
    'Convolution1D': Conv1D, 'Convolution2D': Conv2D, 'Convolution3D': Conv3D,
    'SeparableConvolution1D': SeparableConv1D, 'SeparableConvolution2D': SeparableConv2D,
    'Convolution2DTranspose': Conv2DTranspose, 'Deconvolution2D': Conv2DTranspose,
    'Deconv2D': Conv2DTranspose, 'Deconvolution3D': Conv3DTranspose,
    'Deconv3D': Conv3DTranspose}

__all__ = [layer.__name__ for layer in LAYERS] + sorted(ALIASES) + [
    'AveragePooling1D', 'AveragePooling2D', 'AveragePooling3D', 'InputSpec', 'K', 'Layer',
    'MaxPooling1D', 'MaxPooling2D', 'MaxPooling3D', 'activations', 'constraints', 'conv_utils',
    'initializers', 'regularizers', 'transpose_shape']
