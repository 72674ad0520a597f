"""MobileNet: a small network of depthwise and 1x1 convolutions."""

from keras.applications import keras_modules_injection  # noqa: F401
from keras.applications import imagenet_utils
from keras.applications.building import Order, batch_norm, channels_first, warn_of_size
from keras.applications.imagenet_utils import decode_predictions  # noqa: F401
from keras.layers import (
    Activation, Conv2D, DepthwiseConv2D, Dropout, GlobalAveragePooling2D, ReLU, Reshape,
    ZeroPadding2D)

_FOLDER = 'https://github.com/fchollet/deep-learning-models/releases/download/v0.6/'
_FILE = 'mobilenet_%s_%d_tf%s.h5'
_ALPHAS = {0.25: '2_5', 0.5: '5_0', 0.75: '7_5', 1.0: '1_0'}
_SIZES = (128, 160, 192, 224)
# Filters and stride of each block.
_BLOCKS = ((64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1), (512, 1),
           (512, 1), (512, 1), (512, 1), (1024, 2), (1024, 1))
# The published files of which the SHA-256 is known.
_DIGESTS = {'mobilenet_2_5_224_tf_no_top.h5':
            'dbdb03ee2a22fd895301636cd328b234bb3a9952358f436d82f46b81e0d5b0bf'}


def MobileNet(input_shape=None, alpha=1.0, depth_multiplier=1, dropout=1e-3, include_top=True,
              weights='imagenet', input_tensor=None, pooling=None, classes=1000, **kwargs):
    """Builds MobileNet.

    Args:
        input_shape: Shape of an image without the batch axis, sides of 32 or more. Default:
            (224, 224, 3), or without the top any size.
        alpha: Number, by which the channels of every layer are multiplied. There are weights of
            ImageNet for 0.25, 0.5, 0.75 and 1.
        depth_multiplier: Integer, kernels for each channel in depthwise convolutions; 1 with the
            weights of ImageNet.
        dropout: Part of the features that the top drops in training.
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
        from keras.applications.mobilenet import MobileNet
        model = MobileNet(weights=None, include_top=False, pooling='avg')

    References:
        Howard, Zhu, Chen, Kalenichenko, Wang, Weyand, Andreetto, Adam: MobileNets: Efficient
        Convolutional Neural Networks for Mobile Vision Applications, arXiv 1704.04861.
    """
    order = Order('MobileNet', include_top, weights, input_tensor, input_shape, pooling, classes,
                  kwargs)
    size = order.size(224, _SIZES)
    if weights == 'imagenet' and (depth_multiplier != 1 or alpha not in _ALPHAS):
        raise ValueError('MobileNet has weights of ImageNet for alpha=%s and depth_multiplier=1; '
                         'received alpha=%r, depth_multiplier=%r. Pass weights=None.'
                         % (', '.join(map(str, sorted(_ALPHAS))), alpha, depth_multiplier))
    x = order.input(default_size=size, min_size=32)
    x = ZeroPadding2D(((0, 1), (0, 1)), name='conv1_pad')(x)
    x = Conv2D(int(32 * alpha), 3, strides=2, use_bias=False, name='conv1')(x)
    x = _activate(x, 'conv1')
    for number, (filters, stride) in enumerate(_BLOCKS, 1):
        x = _block(x, int(filters * alpha), stride, depth_multiplier, number)
    if include_top:
        x = _top(x, int(1024 * alpha), dropout, classes)
    else:
        x = order.end(x)
    name = 'mobilenet_%0.2f_%s' % (alpha, order.rows() or size)
    if weights == 'imagenet':
        warn_of_size('MobileNet', order.rows(), size)
    files = [_FILE % (_ALPHAS.get(alpha), size, end) for end in ('', '_no_top')]
    return order.model(x, name, _FOLDER, files, [_DIGESTS.get(file) for file in files])


def _block(x, filters, stride, depth_multiplier, number):
    """A depthwise convolution for space, then a 1x1 convolution for the channels."""
    if stride == 2:
        x = ZeroPadding2D(((0, 1), (0, 1)), name='conv_pad_%d' % number)(x)
    name = 'conv_dw_%d' % number
    x = DepthwiseConv2D(3, padding='same' if stride == 1 else 'valid', strides=stride,
                        depth_multiplier=depth_multiplier, use_bias=False, name=name)(x)
    x = _activate(x, name)
    name = 'conv_pw_%d' % number
    x = Conv2D(filters, 1, padding='same', use_bias=False, name=name)(x)
    return _activate(x, name)


def _activate(x, name):
    """Batch normalization and a rectifier up to 6."""
    return ReLU(6., name=name + '_relu')(batch_norm(name + '_bn')(x))


def _top(x, filters, dropout, classes):
    """Classes from 1x1 maps."""
    x = GlobalAveragePooling2D()(x)
    x = Reshape((filters, 1, 1) if channels_first() else (1, 1, filters))(x)
    x = Dropout(dropout, name='dropout')(x)
    x = Conv2D(classes, 1, padding='same', name='conv_preds')(x)
    x = Reshape((classes,))(x)
    return Activation('softmax', name='act_softmax')(x)


def preprocess_input(x, **kwargs):
    """Scales images as the networks of this module expect them.

    Args:
        x: Array or tensor of RGB images with values from 0 to 255; floats are changed in place.
        **kwargs: `data_format`, see `imagenet_utils.preprocess_input`.

    Returns:
        Array or tensor of the same shape: values from -1 to 1.

    Example:
        import numpy as np
        from keras.applications.mobilenet import preprocess_input
        x = preprocess_input(np.random.uniform(0, 255, (1, 32, 32, 3)))
    """
    return imagenet_utils.preprocess_input(x, mode='tf', **kwargs)
