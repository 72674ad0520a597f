"""InceptionResNetV2: blocks of parallel convolutions, the output of which is added."""

from keras.applications import keras_modules_injection  # noqa: F401
from keras.applications import imagenet_utils
from keras.applications.building import Order, batch_norm, channel_axis
from keras.applications.imagenet_utils import decode_predictions  # noqa: F401
from keras.backend import int_shape
from keras.engine.base_layer import Layer
from keras.layers import Activation, AveragePooling2D, Concatenate, Conv2D, MaxPooling2D
from keras.utils.registry import register_keras_serializable

_FOLDER = 'https://github.com/fchollet/deep-learning-models/releases/download/v0.7/'
_FILE = 'inception_resnet_v2_weights_tf_dim_ordering_tf_kernels%s.h5'

# The three kinds of residual blocks: for each branch its convolutions, (filters, kernel).
_BLOCK35 = [[(32, 1)], [(32, 1), (32, 3)], [(32, 1), (48, 3), (64, 3)]]
_BLOCK17 = [[(192, 1)], [(128, 1), (160, (1, 7)), (192, (7, 1))]]
_BLOCK8 = [[(192, 1)], [(192, 1), (224, (1, 3)), (256, (3, 1))]]


def InceptionResNetV2(include_top=True, weights='imagenet', input_tensor=None,
                      input_shape=None, pooling=None, classes=1000, **kwargs):
    """Builds InceptionResNetV2.

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
        from keras.applications.inception_resnet_v2 import InceptionResNetV2
        model = InceptionResNetV2(weights=None, include_top=False, pooling='avg')

    References:
        Szegedy, Ioffe, Vanhoucke, Alemi: Inception-v4, Inception-ResNet and the Impact of Residual
        Connections on Learning, arXiv 1602.07261.
    """
    order = Order('InceptionResNetV2', include_top, weights, input_tensor, input_shape, pooling,
                  classes, kwargs)
    x = order.input(default_size=299, min_size=75)
    x = _chain(_halve(x, 32), (32, 3, 'valid'), (64, 3))
    x = MaxPooling2D(3, strides=2)(x)
    x = _chain(x, (80, 1, 'valid'), (192, 3, 'valid'))
    x = MaxPooling2D(3, strides=2)(x)
    x = _parallel([_chain(x, (96, 1)), _chain(x, (48, 1), (64, 5)),
                   _chain(x, (64, 1), (96, 3), (96, 3)),
                   _chain(AveragePooling2D(3, strides=1, padding='same')(x), (64, 1))],
                  'mixed_5b')
    for number in range(1, 11):
        x = _residual(x, 'block35_%d' % number, _BLOCK35, 0.17)
    x = _parallel([_halve(x, 384), _halve(_chain(x, (256, 1), (256, 3)), 384),
                   MaxPooling2D(3, strides=2)(x)], 'mixed_6a')
    for number in range(1, 21):
        x = _residual(x, 'block17_%d' % number, _BLOCK17, 0.1)
    x = _parallel([_halve(_chain(x, (256, 1)), 384), _halve(_chain(x, (256, 1)), 288),
                   _halve(_chain(x, (256, 1), (288, 3)), 320),
                   MaxPooling2D(3, strides=2)(x)], 'mixed_7a')
    for number in range(1, 10):
        x = _residual(x, 'block8_%d' % number, _BLOCK8, 0.2)
    x = _residual(x, 'block8_10', _BLOCK8, 1., activation=None)
    x = _convolve(x, 1536, 1, name='conv_7b')
    x = order.end(x, average='avg_pool')
    return order.model(x, 'inception_resnet_v2', _FOLDER, (_FILE % '', _FILE % '_notop'))


@register_keras_serializable(package='applications')
class ScaledSum(Layer):
    """Adds a part of one tensor to another: `a + scale * b`.

    Args:
        scale: Number.
        **kwargs: Arguments of every layer.

    Shape:
        Input: Two tensors of the same shape.
        Output: The same.

    Example:
        from keras.applications.inception_resnet_v2 import ScaledSum
        from keras.layers import Input
        a, b = Input(shape=(3,)), Input(shape=(3,))
        y = ScaledSum(0.1)([a, b])
    """

    def __init__(self, scale, **kwargs):
        super().__init__(**kwargs)
        self.scale = float(scale)

    def call(self, inputs):
        return inputs[0] + self.scale * inputs[1]

    def compute_output_shape(self, input_shape):
        return input_shape[0]

    def get_config(self):
        return dict(super().get_config(), scale=self.scale)


def _residual(x, name, branches, scale, activation='relu'):
    """Parallel convolutions, brought back to as many channels as came in, and added to these."""
    y = _parallel([_chain(x, *steps) for steps in branches], name + '_mixed')
    y = Conv2D(int_shape(x)[channel_axis()], 1, padding='same', name=name + '_conv')(y)
    x = ScaledSum(scale, name=name)([x, y])
    return Activation(activation, name=name + '_ac')(x) if activation else x


def _chain(x, *steps):
    """Convolutions one after the other, each (filters, kernel) or (filters, kernel, padding)."""
    for filters, kernel, padding in [(step + ('same',))[:3] for step in steps]:
        x = _convolve(x, filters, kernel, padding=padding)
    return x


def _halve(x, filters):
    """A 3x3 convolution of every other place."""
    return _convolve(x, filters, 3, strides=2, padding='valid')


def _convolve(x, filters, kernel, strides=1, padding='same', name=None):
    """A convolution, batch normalization, a rectifier."""
    x = Conv2D(filters, kernel, strides=strides, padding=padding, use_bias=False, name=name)(x)
    x = batch_norm(name and name + '_bn', scale=False)(x)
    return Activation('relu', name=name and name + '_ac')(x)


def _parallel(branches, name):
    """Branches side by side."""
    return Concatenate(channel_axis(), name=name)(branches)


def preprocess_input(x, **kwargs):
    """Scales images as the networks of this module expect them.

    Args:
        x: Array or tensor of RGB images with values from 0 to 255; floats are changed in place.
        **kwargs: `data_format`, see `imagenet_utils.preprocess_input`.

    Returns:
        Array or tensor of the same shape: values from -1 to 1.

    Example:
        import numpy as np
        from keras.applications.inception_resnet_v2 import preprocess_input
        x = preprocess_input(np.random.uniform(0, 255, (1, 32, 32, 3)))
    """
    return imagenet_utils.preprocess_input(x, mode='tf', **kwargs)
