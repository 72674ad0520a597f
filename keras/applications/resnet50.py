"""ResNet50 with the names of layers that its first weights had."""

from keras.applications import keras_modules_injection  # noqa: F401
from keras.applications.building import Order, batch_norm
from keras.applications.imagenet_utils import decode_predictions, preprocess_input  # noqa: F401
from keras.layers import Activation, Conv2D, MaxPooling2D, ZeroPadding2D, add

_FOLDER = 'https://github.com/fchollet/deep-learning-models/releases/download/v0.2/'
_FILE = 'resnet50_weights_tf_dim_ordering_tf_kernels%s.h5'


def ResNet50(include_top=True, weights='imagenet', input_tensor=None, input_shape=None,
             pooling=None, classes=1000, **kwargs):
    """Builds ResNet50: 50 layers with weights, in blocks around which the signal is added.

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
        from keras.applications.resnet50 import ResNet50
        model = ResNet50(weights=None, include_top=False, pooling='avg')

    References:
        He, Zhang, Ren, Sun: Deep Residual Learning for Image Recognition, arXiv 1512.03385.
    """
    order = Order('ResNet50', include_top, weights, input_tensor, input_shape, pooling, classes,
                  kwargs)
    x = order.input(default_size=224, min_size=32)
    x = ZeroPadding2D(3, name='conv1_pad')(x)
    x = Conv2D(64, 7, strides=2, kernel_initializer='he_normal', name='conv1')(x)
    x = batch_norm('bn_conv1')(x)
    x = Activation('relu')(x)
    x = ZeroPadding2D(1, name='pool1_pad')(x)
    x = MaxPooling2D(3, strides=2)(x)
    for stage, (filters, depth) in enumerate(((64, 3), (128, 4), (256, 6), (512, 3)), 2):
        for number in range(depth):
            stride = 2 if number == 0 and stage > 2 else 1
            x = _block(x, filters, stride, '%d%s_branch' % (stage, 'abcdef'[number]), number == 0)
    x = order.end(x, top='fc1000', average='avg_pool')
    return order.model(x, 'resnet50', _FOLDER, (_FILE % '', _FILE % '_notop'))


def _block(x, filters, stride, name, first):
    """Three convolutions, to which the input is added, in the first block through a fourth."""
    y = _convolve(x, filters, 1, name + '2a', strides=stride)
    y = Activation('relu')(y)
    y = _convolve(y, filters, 3, name + '2b', padding='same')
    y = Activation('relu')(y)
    y = _convolve(y, 4 * filters, 1, name + '2c')
    around = _convolve(x, 4 * filters, 1, name + '1', strides=stride) if first else x
    return Activation('relu')(add([y, around]))


def _convolve(x, filters, kernel, name, **kwargs):
    """A convolution and a batch normalization."""
    x = Conv2D(filters, kernel, kernel_initializer='he_normal', name='res' + name, **kwargs)(x)
    return batch_norm('bn' + name)(x)
