"""MobileNetV2: residual blocks that are wide inside and narrow outside."""

from keras.applications import keras_modules_injection  # noqa: F401
from keras.applications import imagenet_utils
from keras.applications.building import (
    Order, batch_norm, channel_axis, padding_before_stride, warn_of_size)
from keras.applications.imagenet_utils import decode_predictions  # noqa: F401
from keras.backend import int_shape
from keras.layers import Add, Conv2D, DepthwiseConv2D, ReLU, ZeroPadding2D

_FOLDER = 'https://github.com/JonathanCMitchell/mobilenet_v2_keras/releases/download/v1.1/'
_FILE = 'mobilenet_v2_weights_tf_dim_ordering_tf_kernels_%s_%d%s.h5'
_ALPHAS = (0.35, 0.5, 0.75, 1.0, 1.3, 1.4)
_SIZES = (96, 128, 160, 192, 224)
# Filters, number of blocks and first stride of each stage.
_STAGES = ((16, 1, 1), (24, 2, 2), (32, 3, 2), (64, 4, 2), (96, 3, 1), (160, 3, 2), (320, 1, 1))


def MobileNetV2(input_shape=None, alpha=1.0, include_top=True,
                weights='imagenet', input_tensor=None, pooling=None, classes=1000, **kwargs):
    """Builds MobileNetV2.

    Args:
        input_shape: Shape of an image without the batch axis, sides of 32 or more. Default:
            (224, 224, 3), or without the top any size.
        alpha: Number, by which the channels of every layer are multiplied. There are weights of
            ImageNet for 0.35, 0.5, 0.75, 1, 1.3 and 1.4.
        include_top: Whether to have the layers that name the class.
        weights: `'imagenet'` (downloaded to `$KERAS_HOME/models` at first), None for random ones,
            or the path of a file.
        input_tensor: Tensor to start from. Default: a new `Input`.
        pooling: Without the top, `'avg'` or `'max'` over each feature map; None for the maps.
        classes: Integer, number of classes; 1000 with the weights of ImageNet.
        **kwargs: The modules `backend`, `layers`, `models`, `utils`, which are not needed.

    Returns:
        A `Model`, not compiled.

    Raises:
        IOError: If the weights cannot be read or downloaded.
        ValueError: If the arguments do not go together.

    Example:
        from keras.applications.mobilenet_v2 import MobileNetV2
        model = MobileNetV2(weights=None, include_top=False, pooling='avg')

    References:
        Sandler, Howard, Zhu, Zhmoginov, Chen: MobileNetV2: Inverted Residuals and Linear
        Bottlenecks, arXiv 1801.04381.
    """
    order = Order('MobileNetV2', include_top, weights, input_tensor, input_shape, pooling, classes,
                  kwargs)
    size = order.size(224, _SIZES)
    if weights == 'imagenet' and alpha not in _ALPHAS:
        raise ValueError('MobileNetV2 has weights of ImageNet for alpha=%s; received alpha=%r. '
                         'Pass weights=None.' % (', '.join(map(str, _ALPHAS)), alpha))
    x = order.input(default_size=size, min_size=32)
    x = ZeroPadding2D(padding_before_stride(x, 3), name='Conv1_pad')(x)
    x = Conv2D(_by_8(32 * alpha), 3, strides=2, use_bias=False, name='Conv1')(x)
    x = ReLU(6., name='Conv1_relu')(_normalize(x, 'bn_Conv1'))
    number = 0
    for filters, depth, stride in _STAGES:
        for block in range(depth):
            x = _block(x, _by_8(int(filters * alpha)), 1 if block else stride, number)
            number += 1
    x = Conv2D(_by_8(1280 * max(alpha, 1.)), 1, use_bias=False, name='Conv_1')(x)
    x = ReLU(6., name='out_relu')(_normalize(x, 'Conv_1_bn'))
    x = order.end(x, top='Logits')
    name = 'mobilenetv2_%0.2f_%s' % (alpha, order.rows() or size)
    if weights == 'imagenet':
        warn_of_size('MobileNetV2', order.rows(), size)
    files = [_FILE % (float(alpha), size, end) for end in ('', '_no_top')]
    return order.model(x, name, _FOLDER, files)


def _block(x, filters, stride, number):
    """Six times as many channels, a depthwise convolution, and back without a rectifier."""
    channels, y = int_shape(x)[channel_axis()], x
    name = 'block_%d_' % number if number else 'expanded_conv_'
    if number:
        y = Conv2D(6 * channels, 1, padding='same', use_bias=False, name=name + 'expand')(y)
        y = ReLU(6., name=name + 'expand_relu')(_normalize(y, name + 'expand_BN'))
    if stride == 2:
        y = ZeroPadding2D(padding_before_stride(y, 3), name=name + 'pad')(y)
    y = DepthwiseConv2D(3, strides=stride, padding='same' if stride == 1 else 'valid',
                        use_bias=False, name=name + 'depthwise')(y)
    y = ReLU(6., name=name + 'depthwise_relu')(_normalize(y, name + 'depthwise_BN'))
    y = Conv2D(filters, 1, padding='same', use_bias=False, name=name + 'project')(y)
    y = _normalize(y, name + 'project_BN')
    return Add(name=name + 'add')([x, y]) if channels == filters and stride == 1 else y


def _normalize(x, name):
    """Batch normalization with a long memory."""
    return batch_norm(name, epsilon=1e-3, momentum=0.999)(x)


def _by_8(filters):
    """The nearest multiple of 8, but not more than a tenth less."""
    rounded = max(8, int(filters + 4) // 8 * 8)
    return rounded + 8 if rounded < 0.9 * filters else rounded


def preprocess_input(x, **kwargs):
    """Scales images as the networks of this module expect them.

    Args:
        x: Array or tensor of RGB images with values from 0 to 255; floats are changed in place.
        **kwargs: `data_format`, see `imagenet_utils.preprocess_input`.

    Returns:
        Array or tensor of the same shape: values from -1 to 1.

    Example:
        import numpy as np
        from keras.applications.mobilenet_v2 import preprocess_input
        x = preprocess_input(np.random.uniform(0, 255, (1, 32, 32, 3)))
    """
    return imagenet_utils.preprocess_input(x, mode='tf', **kwargs)
