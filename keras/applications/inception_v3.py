"""InceptionV3: blocks of parallel convolutions of several sizes."""

from keras.applications import keras_modules_injection  # noqa: F401
from keras.applications import imagenet_utils
from keras.applications.building import Order, batch_norm, channel_axis
from keras.applications.imagenet_utils import decode_predictions  # noqa: F401
from keras.layers import Activation, AveragePooling2D, Concatenate, Conv2D, MaxPooling2D

_FOLDER = 'https://github.com/fchollet/deep-learning-models/releases/download/v0.5/'
_FILE = 'inception_v3_weights_tf_dim_ordering_tf_kernels%s.h5'
_WIDE, _TALL = (1, 7), (7, 1)


def InceptionV3(include_top=True, weights='imagenet', input_tensor=None, input_shape=None,
                pooling=None, classes=1000, **kwargs):
    """Builds InceptionV3.

    Args:
        include_top: Whether to have the layers that name the class.
        weights: `'imagenet'` (downloaded to `$KERAS_HOME/models` at first), None for random ones,
            or the path of a file.
        input_tensor: Tensor to start from. Default: a new `Input`.
        input_shape: Shape of an image without the batch axis, sides of 75 or more. Default:
            (299, 299, 3), or without the top any size.
        pooling: Without the top, `'avg'` or `'max'` over each feature map; None for the maps.
        classes: Integer, number of classes; 1000 with the weights of ImageNet.
        **kwargs: The modules `backend`, `layers`, `models`, `utils`, which are not needed.

    Returns:
        A `Model`, not compiled.

    Raises:
        IOError: If the weights cannot be read or downloaded.
        ValueError: If the arguments do not go together.

    Example:
        from keras.applications.inception_v3 import InceptionV3
        model = InceptionV3(weights=None, include_top=False, pooling='avg')

    References:
        Szegedy, Vanhoucke, Ioffe, Shlens, Wojna: Rethinking the Inception Architecture for
        Computer Vision, arXiv 1512.00567.
    """
    order = Order('InceptionV3', include_top, weights, input_tensor, input_shape, pooling, classes,
                  kwargs)
    x = order.input(default_size=299, min_size=75)
    x = _chain(_halve(x, 32), (32, 3, 'valid'), (64, 3))
    x = MaxPooling2D(3, strides=2)(x)
    x = _chain(x, (80, 1, 'valid'), (192, 3, 'valid'))
    x = MaxPooling2D(3, strides=2)(x)
    for number, pooled in enumerate((32, 64, 64)):
        x = _parallel([_chain(x, (64, 1)), _chain(x, (48, 1), (64, 5)),
                       _chain(x, (64, 1), (96, 3), (96, 3)), _pool(x, pooled)], number)
    x = _parallel([_halve(x, 384), _halve(_chain(x, (64, 1), (96, 3)), 96),
                   MaxPooling2D(3, strides=2)(x)], 3)
    for number, filters in enumerate((128, 160, 160, 192), 4):
        x = _parallel([
            _chain(x, (192, 1)), _chain(x, (filters, 1), (filters, _WIDE), (192, _TALL)),
            _chain(x, (filters, 1), (filters, _TALL), (filters, _WIDE), (filters, _TALL),
                   (192, _WIDE)), _pool(x, 192)], number)
    x = _parallel([_halve(_chain(x, (192, 1)), 320),
                   _halve(_chain(x, (192, 1), (192, _WIDE), (192, _TALL)), 192),
                   MaxPooling2D(3, strides=2)(x)], 8)
    for number in (9, 10):
        x = _parallel([_chain(x, (320, 1)), _fork(_chain(x, (384, 1)), 'mixed9_%d' % (number - 9)),
                       _fork(_chain(x, (448, 1), (384, 3)), None), _pool(x, 192)], number)
    x = order.end(x, average='avg_pool')
    return order.model(x, 'inception_v3', _FOLDER, (_FILE % '', _FILE % '_notop'))


def _chain(x, *steps):
    """Convolutions one after the other, each (filters, kernel) or (filters, kernel, padding)."""
    for filters, kernel, padding in [(step + ('same',))[:3] for step in steps]:
        x = _convolve(x, filters, kernel, padding=padding)
    return x


def _halve(x, filters):
    """A 3x3 convolution of every other place."""
    return _convolve(x, filters, 3, strides=2, padding='valid')


def _convolve(x, filters, kernel, **kwargs):
    """A convolution, batch normalization, a rectifier."""
    x = Conv2D(filters, kernel, use_bias=False, **kwargs)(x)
    return Activation('relu')(batch_norm(scale=False)(x))


def _pool(x, filters):
    """An average and a 1x1 convolution."""
    return _chain(AveragePooling2D(3, strides=1, padding='same')(x), (filters, 1))


def _fork(x, name):
    """A row and a column of 3 side by side."""
    return Concatenate(channel_axis(), name=name)([_chain(x, (384, (1, 3))),
                                                   _chain(x, (384, (3, 1)))])


def _parallel(branches, number):
    """The end of a block: its branches side by side."""
    return Concatenate(channel_axis(), name='mixed%d' % number)(branches)


def preprocess_input(x, **kwargs):
    """Scales images as the networks of this module expect them.

    Args:
        x: Array or tensor of RGB images with values from 0 to 255; floats are changed in place.
        **kwargs: `data_format`, see `imagenet_utils.preprocess_input`.

    Returns:
        Array or tensor of the same shape: values from -1 to 1.

    Example:
        import numpy as np
        from keras.applications.inception_v3 import preprocess_input
        x = preprocess_input(np.random.uniform(0, 255, (1, 32, 32, 3)))
    """
    return imagenet_utils.preprocess_input(x, mode='tf', **kwargs)
