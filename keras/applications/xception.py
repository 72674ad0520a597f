"""Xception: residual blocks of separable convolutions."""

from keras.applications import keras_modules_injection  # noqa: F401
from keras.applications import imagenet_utils
from keras.applications.building import Order, batch_norm
from keras.applications.imagenet_utils import decode_predictions  # noqa: F401
from keras.layers import Activation, Conv2D, MaxPooling2D, SeparableConv2D, add

_FOLDER = 'https://github.com/fchollet/deep-learning-models/releases/download/v0.4/'
_FILE = 'xception_weights_tf_dim_ordering_tf_kernels%s.h5'


def Xception(include_top=True, weights='imagenet', input_tensor=None, input_shape=None,
             pooling=None, classes=1000, **kwargs):
    """Builds Xception: convolutions that treat space and channels one after the other.

    Args:
        include_top: Whether to have the layers that name the class.
        weights: `'imagenet'` (downloaded to `$KERAS_HOME/models` at first), None for random ones,
            or the path of a file.
        input_tensor: Tensor to start from. Default: a new `Input`.
        input_shape: Shape of an image without the batch axis, sides of 71 or more. Default:
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
        from keras.applications.xception import Xception
        model = Xception(weights=None, include_top=False, pooling='avg')

    References:
        Chollet: Xception: Deep Learning with Depthwise Separable Convolutions, arXiv 1610.02357.
    """
    order = Order('Xception', include_top, weights, input_tensor, input_shape, pooling, classes,
                  kwargs)
    x = order.input(default_size=299, min_size=71)
    for number, (filters, stride) in enumerate(((32, 2), (64, 1)), 1):
        name = 'block1_conv%d' % number
        x = Conv2D(filters, 3, strides=stride, use_bias=False, name=name)(x)
        x = _activate(batch_norm(name + '_bn')(x), name)
    for block, filters in ((2, 128), (3, 256), (4, 728)):
        x = _narrowing(x, 'block%d_' % block, filters, filters, active=block > 2)
    for block in range(5, 13):
        y = x
        for number in (1, 2, 3):
            name = 'block%d_sepconv%d' % (block, number)
            y = _separate(_activate(y, name), 728, name)
        x = add([y, x])
    x = _narrowing(x, 'block13_', 728, 1024)
    for number, filters in enumerate((1536, 2048), 1):
        name = 'block14_sepconv%d' % number
        x = _activate(_separate(x, filters, name), name)
    x = order.end(x, average='avg_pool')
    return order.model(x, 'xception', _FOLDER, (_FILE % '', _FILE % '_notop'))


def _narrowing(x, name, filters, more_filters, active=True):
    """Two separable convolutions and a pooling, beside one convolution with a stride."""
    around = Conv2D(more_filters, 1, strides=2, padding='same', use_bias=False)(x)
    around = batch_norm()(around)
    if active:
        x = _activate(x, name + 'sepconv1')
    x = _separate(x, filters, name + 'sepconv1')
    x = _separate(_activate(x, name + 'sepconv2'), more_filters, name + 'sepconv2')
    x = MaxPooling2D(3, strides=2, padding='same', name=name + 'pool')(x)
    return add([x, around])


def _separate(x, filters, name):
    """A separable convolution and a batch normalization."""
    x = SeparableConv2D(filters, 3, padding='same', use_bias=False, name=name)(x)
    return batch_norm(name + '_bn')(x)


def _activate(x, name):
    """A rectifier."""
    return Activation('relu', name=name + '_act')(x)


def preprocess_input(x, **kwargs):
    """Scales images as the networks of this module expect them.

    Args:
        x: Array or tensor of RGB images with values from 0 to 255; floats are changed in place.
        **kwargs: `data_format`, see `imagenet_utils.preprocess_input`.

    Returns:
        Array or tensor of the same shape: values from -1 to 1.

    Example:
        import numpy as np
        from keras.applications.xception import preprocess_input
        x = preprocess_input(np.random.uniform(0, 255, (1, 32, 32, 3)))
    """
    return imagenet_utils.preprocess_input(x, mode='tf', **kwargs)
