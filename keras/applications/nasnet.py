"""NASNet-A: cells that a search found, in two sizes."""

from keras.applications import keras_modules_injection  # noqa: F401
from keras.applications import imagenet_utils
from keras.applications.building import Order
from keras.applications.imagenet_utils import decode_predictions  # noqa: F401
from keras.applications.nasnet_cells import normal_cell, normalize, reduction_cell
from keras.layers import Activation, Conv2D

_FOLDER = 'https://github.com/titu1994/Keras-NASNet/releases/download/v1.2/'


def NASNetLarge(input_shape=None, include_top=True, weights='imagenet', input_tensor=None,
                pooling=None, classes=1000, **kwargs):
    """Builds NASNet-A (6 @ 4032).

    Args:
        input_shape: Shape of an image without the batch axis, sides of 32 or more. Default:
            (331, 331, 3).
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
        from keras.applications.nasnet import NASNetLarge
        model = NASNetLarge(weights=None, include_top=False, pooling='avg')

    References:
        Zoph, Vasudevan, Shlens, Le: Learning Transferable Architectures for Scalable Image
        Recognition, arXiv 1707.07012.
    """
    order = Order('NASNetLarge', include_top, weights, input_tensor, input_shape, pooling, classes,
                  kwargs)
    return _nasnet(order, 331, features=4032, repeats=6, stem=96, skip=True, file='large')


def NASNetMobile(input_shape=None, include_top=True, weights='imagenet', input_tensor=None,
                 pooling=None, classes=1000, **kwargs):
    """Builds NASNet-A (4 @ 1056).

    Args:
        input_shape: Shape of an image without the batch axis, sides of 32 or more. Default:
            (224, 224, 3).
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
        from keras.applications.nasnet import NASNetMobile
        model = NASNetMobile(weights=None, include_top=False, pooling='avg')

    References:
        Zoph, Vasudevan, Shlens, Le: Learning Transferable Architectures for Scalable Image
        Recognition, arXiv 1707.07012.
    """
    order = Order('NASNetMobile', include_top, weights, input_tensor, input_shape, pooling, classes,
                  kwargs)
    return _nasnet(order, 224, features=1056, repeats=4, stem=32, skip=False, file='mobile')


def _nasnet(order, size, features, repeats, stem, skip, file):
    """Two cells that halve the maps, then three times `repeats` normal cells.

    Args:
        order: `building.Order`.
        size: Integer, default side of the images.
        features: Integer, channels at the end.
        repeats: Integer, normal cells in a row.
        stem: Integer, filters of the first convolution.
        skip: Whether a cell after a reduction sees, as the other input, what the reduction saw
            as its other input, not what it reduced.
        file: String, part of the name of the files.

    Returns:
        `Model`.
    """
    filters = features // 24
    x = order.input(default_size=size, min_size=32, known=True)
    x = Conv2D(stem, 3, strides=2, use_bias=False, kernel_initializer='he_normal',
               name='stem_conv1')(x)
    x = normalize(x, 'stem_bn1')
    x, before = reduction_cell(x, None, filters // 4, 'stem_1'), x
    x, before = reduction_cell(x, before, filters // 2, 'stem_2'), x
    for stage in range(3):
        if stage:
            reduced = reduction_cell(x, before, 2 * filters, 'reduce_%d' % (stage * repeats))
            x, before, filters = reduced, before if skip else x, 2 * filters
        for number in range(repeats):
            name = str(stage * repeats + number + (1 if stage else 0))
            x, before = normal_cell(x, before, filters, name), x
    x = Activation('relu')(x)
    x = order.end(x)
    files = ['nasnet_%s%s.h5=NASNet-%s%s.h5' % (file, end, file, end.replace('_', '-'))
             for end in ('', '_no_top')]
    return order.model(x, 'NASNet', _FOLDER, files)


def preprocess_input(x, **kwargs):
    """Scales images as the networks of this module expect them.

    Args:
        x: Array or tensor of RGB images with values from 0 to 255; floats are changed in place.
        **kwargs: `data_format`, see `imagenet_utils.preprocess_input`.

    Returns:
        Array or tensor of the same shape: values from -1 to 1.

    Example:
        import numpy as np
        from keras.applications.nasnet import preprocess_input
        x = preprocess_input(np.random.uniform(0, 255, (1, 32, 32, 3)))
    """
    return imagenet_utils.preprocess_input(x, mode='tf', **kwargs)
