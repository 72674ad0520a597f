"""All layers under one name: `from keras.layers import Dense, Input`."""
# flake8: noqa: F401  (names that Keras 2 had at this path)

from keras import activations, constraints, initializers, regularizers
from keras import backend as K
from keras.engine.base_layer import InputSpec, Layer
from keras.engine.input_layer import Input, InputLayer
from keras.layers import (
    advanced_activations, convolutional, convolutional_recurrent, core, cudnn_recurrent,
    embeddings, local, merge, noise, normalization, pooling, recurrent, wrappers)
from keras.layers.advanced_activations import (
    ELU, LeakyReLU, PReLU, ReLU, Softmax, ThresholdedReLU)
from keras.layers.convolutional import (
    AtrousConv1D, AtrousConv2D, Convolution2DTranspose, Deconv2D, Deconv3D,
    SeparableConvolution1D, SeparableConvolution2D)
from keras.layers.convolutional import (
    Conv1D, Conv2D, Conv2DTranspose, Conv3D, Conv3DTranspose, Convolution1D, Convolution2D,
    Convolution3D, Cropping1D, Cropping2D, Cropping3D, Deconvolution2D, Deconvolution3D,
    DepthwiseConv2D, SeparableConv1D, SeparableConv2D, UpSampling1D, UpSampling2D, UpSampling3D,
    ZeroPadding1D, ZeroPadding2D, ZeroPadding3D)
from keras.layers.convolutional_recurrent import ConvLSTM2D, ConvLSTM2DCell, ConvRNN2D
from keras.layers.core import (
    Activation, ActivityRegularization, Dense, Dropout, Flatten, Lambda, Masking, Permute,
    RepeatVector, Reshape, SpatialDropout1D, SpatialDropout2D, SpatialDropout3D)
from keras.layers.cudnn_recurrent import CuDNNGRU, CuDNNLSTM
from keras.layers.embeddings import Embedding
from keras.layers.local import LocallyConnected1D, LocallyConnected2D
from keras.layers.merge import (
    Add, Average, Concatenate, Dot, Maximum, Minimum, Multiply, Subtract, add, average,
    concatenate, dot, maximum, minimum, multiply, subtract)
from keras.layers.noise import AlphaDropout, GaussianDropout, GaussianNoise
from keras.layers.normalization import BatchNormalization
from keras.layers.pooling import (
    AveragePooling1D, AveragePooling2D, AveragePooling3D, AvgPool1D, AvgPool2D, AvgPool3D,
    GlobalAveragePooling1D, GlobalAveragePooling2D, GlobalAveragePooling3D, GlobalAvgPool1D,
    GlobalAvgPool2D, GlobalAvgPool3D, GlobalMaxPool1D, GlobalMaxPool2D, GlobalMaxPool3D,
    GlobalMaxPooling1D, GlobalMaxPooling2D, GlobalMaxPooling3D, MaxPool1D, MaxPool2D, MaxPool3D,
    MaxPooling1D, MaxPooling2D, MaxPooling3D)
from keras.layers.recurrent import (
    GRU, LSTM, RNN, GRUCell, LSTMCell, SimpleRNN, SimpleRNNCell, StackedRNNCells)
from keras.layers.wrappers import Bidirectional, TimeDistributed, Wrapper
from keras.legacy import interfaces
from keras.legacy.layers import (
    AtrousConvolution1D, AtrousConvolution2D, ConvRecurrent2D, Highway, MaxoutDense, Recurrent)
from keras.utils import conv_utils, registry
from keras.utils.generic_utils import (
    func_dump, func_load, has_arg, object_list_uid, to_list, transpose_shape)
from keras.utils.registry import deserialize_keras_object, serialize_keras_object

_FAMILIES = (core, convolutional, pooling, merge, normalization, embeddings,
             advanced_activations, noise, local, recurrent, convolutional_recurrent,
             cudnn_recurrent, wrappers)

registry.LAYERS.add(InputLayer, Highway, MaxoutDense)
for _family in _FAMILIES:
    registry.LAYERS.add(*_family.LAYERS)
    registry.LAYERS.alias(**getattr(_family, 'ALIASES', {}))


def serialize(layer):
    """The plain data that stands for a layer in a file.

    Args:
        layer: A layer.

    Returns:
        `{'class_name': name of its class, 'config': its configuration}`.

    Example:
        from keras import layers
        data = layers.serialize(layers.Dense(3))
        assert data['config']['units'] == 3
    """
    return serialize_keras_object(layer)


def deserialize(config, custom_objects=None, safe_mode=True):
    """Makes a layer from its plain data.

    Args:
        config: `{'class_name': ..., 'config': {...}}`; it is not changed.
        custom_objects: Dictionary from names to classes or functions of your own.
        safe_mode: Whether bytecode that this process did not write is refused. Default True.

    Returns:
        A layer (or model), not yet built.

    Raises:
        ValueError: If a name is unknown, or bytecode is refused.

    Example:
        from keras import layers
        layer = layers.deserialize({'class_name': 'Dense', 'config': {'units': 3}})
    """
    return deserialize_keras_object(config, module_objects=registry.LAYERS,
                                    custom_objects=custom_objects,
                                    printable_module_name='layer', safe_mode=safe_mode)


__all__ = ['AvgPool1D', 'AvgPool2D', 'AvgPool3D', 'Convolution1D', 'Convolution2D',
           'Convolution3D', 'Deconvolution2D', 'Deconvolution3D', 'GlobalAvgPool1D',
           'GlobalAvgPool2D', 'GlobalAvgPool3D', 'GlobalMaxPool1D', 'GlobalMaxPool2D',
           'GlobalMaxPool3D', 'MaxPool1D', 'MaxPool2D', 'MaxPool3D',
           'Input', 'InputLayer', 'InputSpec', 'Layer', 'deserialize', 'serialize',
           'deserialize_keras_object', 'add', 'average', 'concatenate', 'dot', 'maximum',
           'minimum', 'multiply', 'subtract']
__all__ += [_layer.__name__ for _family in _FAMILIES for _layer in _family.LAYERS]
__all__ += ['AtrousConvolution1D', 'AtrousConvolution2D', 'ConvRecurrent2D', 'Highway',
            'MaxoutDense', 'Recurrent']
