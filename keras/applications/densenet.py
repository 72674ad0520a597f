"""DenseNet with 121, 169 and 201 layers."""

from keras.applications import keras_modules_injection  # noqa: F401
from keras.applications import imagenet_utils
from keras.applications.building import Order, batch_norm, channel_axis
from keras.applications.imagenet_utils import decode_predictions  # noqa: F401
from keras.backend import int_shape
from keras.layers import (
    Activation, AveragePooling2D, Concatenate, Conv2D, MaxPooling2D, ZeroPadding2D)

_FOLDER = 'https://github.com/keras-team/keras-applications/releases/download/densenet/'
_GROWTH = 32    # channels that each layer adds
SCALING = 'torch'


def DenseNet121(include_top=True, weights='imagenet', input_tensor=None, input_shape=None,
                pooling=None, classes=1000, **kwargs):
    """Builds DenseNet121: every layer of a block sees the outputs of all before it.

    Args:
        include_top: Whether to have the layers that name the class.
        weights: `'imagenet'` (downloaded to `$KERAS_HOME/models` at first), None for random ones,
            or the path of a file.
        input_tensor: Tensor to start from. Default: a new `Input`.
        input_shape: Shape of an image without the batch axis, sides of 32 or more. Default:
            (224, 224, 3), or without the top any size.
        pooling: Without the top, `'avg'` or `'max'` over each feature map; None for the maps.
        classes: Integer, number of classes; 1000 with the weights of ImageNet.
        **kwargs: The modules `backend`, `layers`, `models`, `utils`, which are not needed.

    Returns:
        A `Model`, not compiled.

    Raises:
        IOError: If the weights cannot be read or downloaded.
        ValueError: If the arguments do not go together.

    Example:
        from keras.applications.densenet import DenseNet121
        model = DenseNet121(weights=None, include_top=False, pooling='avg')

    References:
        Huang, Liu, van der Maaten, Weinberger: Densely Connected Convolutional Networks, arXiv
        1608.06993.
    """
    order = Order('DenseNet121', include_top, weights, input_tensor, input_shape, pooling, classes,
                  kwargs)
    return _densenet(order, 'densenet121', (6, 12, 24, 16))


def DenseNet169(include_top=True, weights='imagenet', input_tensor=None, input_shape=None,
                pooling=None, classes=1000, **kwargs):
    """Builds DenseNet169: every layer of a block sees the outputs of all before it.

    Args:
        include_top: Whether to have the layers that name the class.
        weights: `'imagenet'` (downloaded to `$KERAS_HOME/models` at first), None for random ones,
            or the path of a file.
        input_tensor: Tensor to start from. Default: a new `Input`.
        input_shape: Shape of an image without the batch axis, sides of 32 or more. Default:
            (224, 224, 3), or without the top any size.
        pooling: Without the top, `'avg'` or `'max'` over each feature map; None for the maps.
        classes: Integer, number of classes; 1000 with the weights of ImageNet.
        **kwargs: The modules `backend`, `layers`, `models`, `utils`, which are not needed.

    Returns:
        A `Model`, not compiled.

    Raises:
        IOError: If the weights cannot be read or downloaded.
        ValueError: If the arguments do not go together.

    Example:
        from keras.applications.densenet import DenseNet169
        model = DenseNet169(weights=None, include_top=False, pooling='avg')

    References:
        Huang, Liu, van der Maaten, Weinberger: Densely Connected Convolutional Networks, arXiv
        1608.06993.
    """
    order = Order('DenseNet169', include_top, weights, input_tensor, input_shape, pooling, classes,
                  kwargs)
    return _densenet(order, 'densenet169', (6, 12, 32, 32))


def DenseNet201(include_top=True, weights='imagenet', input_tensor=None, input_shape=None,
                pooling=None, classes=1000, **kwargs):
    """Builds DenseNet201: every layer of a block sees the outputs of all before it.

    Args:
        include_top: Whether to have the layers that name the class.
        weights: `'imagenet'` (downloaded to `$KERAS_HOME/models` at first), None for random ones,
            or the path of a file.
        input_tensor: Tensor to start from. Default: a new `Input`.
        input_shape: Shape of an image without the batch axis, sides of 32 or more. Default:
            (224, 224, 3), or without the top any size.
        pooling: Without the top, `'avg'` or `'max'` over each feature map; None for the maps.
        classes: Integer, number of classes; 1000 with the weights of ImageNet.
        **kwargs: The modules `backend`, `layers`, `models`, `utils`, which are not needed.

    Returns:
        A `Model`, not compiled.

    Raises:
        IOError: If the weights cannot be read or downloaded.
        ValueError: If the arguments do not go together.

    Example:
        from keras.applications.densenet import DenseNet201
        model = DenseNet201(weights=None, include_top=False, pooling='avg')

    References:
        Huang, Liu, van der Maaten, Weinberger: Densely Connected Convolutional Networks, arXiv
        1608.06993.
    """
    order = Order('DenseNet201', include_top, weights, input_tensor, input_shape, pooling, classes,
                  kwargs)
    return _densenet(order, 'densenet201', (6, 12, 48, 32))


def _densenet(order, name, depths):
    """A network of four dense blocks, halved in size and channels between them."""
    x = order.input(default_size=224, min_size=32)
    x = ZeroPadding2D(3)(x)
    x = Conv2D(64, 7, strides=2, use_bias=False, name='conv1/conv')(x)
    x = _activated(x, 'conv1/')
    x = ZeroPadding2D(1)(x)
    x = MaxPooling2D(3, strides=2, name='pool1')(x)
    for number, depth in enumerate(depths, 2):
        if number > 2:
            x = _transition(x, 'pool%d_' % (number - 1))
        for layer in range(1, depth + 1):
            x = _grow(x, 'conv%d_block%d_' % (number, layer))
    x = _activated(x, '')
    x = order.end(x, top='fc1000', average='avg_pool', named=True)
    file = name + '_weights_tf_dim_ordering_tf_kernels%s.h5'
    return order.model(x, name, _FOLDER, (file % '', file % '_notop'))


def _grow(x, name):
    """One layer of a dense block: what it computes is put beside what it got."""
    y = _activated(x, name + '0_')
    y = Conv2D(4 * _GROWTH, 1, use_bias=False, name=name + '1_conv')(y)
    y = _activated(y, name + '1_')
    y = Conv2D(_GROWTH, 3, padding='same', use_bias=False, name=name + '2_conv')(y)
    return Concatenate(axis=channel_axis(), name=name + 'concat')([x, y])


def _transition(x, name):
    """Half the channels, half the sides."""
    x = _activated(x, name)
    x = Conv2D(int_shape(x)[channel_axis()] // 2, 1, use_bias=False, name=name + 'conv')(x)
    return AveragePooling2D(2, strides=2, name=name + 'pool')(x)


def _activated(x, name):
    """Batch normalization and a rectifier."""
    x = batch_norm(name + 'bn', epsilon=1.001e-5)(x)
    return Activation('relu', name=name + 'relu')(x)


def preprocess_input(x, data_format=None, **kwargs):
    """Scales images as the networks of this module expect them.

    Args:
        x: Array or tensor of RGB images with values from 0 to 255; floats are changed in place.
        data_format: `'channels_first'`, `'channels_last'` or None for
            `K.image_data_format()`.
        **kwargs: The modules `backend`, `layers`, `models`, `utils`, which are not needed.

    Returns:
        Array or tensor of the same shape: from 0 to 1, minus the mean, by the
        deviation of each channel.

    Example:
        import numpy as np
        from keras.applications.densenet import preprocess_input
        x = preprocess_input(np.random.uniform(0, 255, (1, 32, 32, 3)))
    """
    return imagenet_utils.preprocess_input(x, data_format, mode=SCALING, **kwargs)
