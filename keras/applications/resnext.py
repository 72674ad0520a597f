"""ResNeXt with 50 and 101 layers (Keras 2.3.1 had it in the package Keras-Applications only)."""

from keras.applications import keras_modules_injection  # noqa: F401
from keras import backend as K
from keras.applications import imagenet_utils
from keras.applications.building import Order, channels_first
from keras.applications.densenet import SCALING
from keras.applications.imagenet_utils import decode_predictions  # noqa: F401
from keras.applications.residual import normalized, residual_network
from keras.engine.base_layer import Layer
from keras.layers import Activation, Add, Conv2D, DepthwiseConv2D, ZeroPadding2D
from keras.utils.registry import register_keras_serializable

_GROUPS = 32


def ResNeXt50(include_top=True, weights='imagenet', input_tensor=None, input_shape=None,
              pooling=None, classes=1000, **kwargs):
    """Builds ResNeXt50: residual blocks whose 3x3 convolutions are in 32 groups.

    Args:
        include_top: Whether to have the layers that name the class.
        weights: `'imagenet'` (downloaded to `$KERAS_HOME/models` at first), None for random ones,
            or the path of a file.
        input_tensor: Tensor to start from. Default: a new `Input`.
        input_shape: Shape of an image without the batch axis, sides of 32 or more. Default:
            (224, 224, 3). It must be known.
        pooling: Without the top, `'avg'` or `'max'` over each feature map; None for the maps.
        classes: Integer, number of classes; 1000 with the weights of ImageNet.
        **kwargs: The modules `backend`, `layers`, `models`, `utils`, which are not needed.

    Returns:
        A `Model`, not compiled.

    Raises:
        IOError: If the weights cannot be read or downloaded.
        ValueError: If the arguments do not go together.

    Example:
        from keras.applications.resnext import ResNeXt50
        model = ResNeXt50(weights=None, include_top=False, pooling='avg')

    References:
        Xie, Girshick, Dollar, Tu, He: Aggregated Residual Transformations for Deep Neural Networks,
        arXiv 1611.05431.
    """
    order = Order('ResNeXt50', include_top, weights, input_tensor, input_shape, pooling, classes,
                  kwargs)
    return residual_network(order, 'resnext50', (3, 4, 6, 3), _stack, before=False, grouped=True)


def ResNeXt101(include_top=True, weights='imagenet', input_tensor=None, input_shape=None,
               pooling=None, classes=1000, **kwargs):
    """Builds ResNeXt101: residual blocks whose 3x3 convolutions are in 32 groups.

    Args:
        include_top: Whether to have the layers that name the class.
        weights: `'imagenet'` (downloaded to `$KERAS_HOME/models` at first), None for random ones,
            or the path of a file.
        input_tensor: Tensor to start from. Default: a new `Input`.
        input_shape: Shape of an image without the batch axis, sides of 32 or more. Default:
            (224, 224, 3). It must be known.
        pooling: Without the top, `'avg'` or `'max'` over each feature map; None for the maps.
        classes: Integer, number of classes; 1000 with the weights of ImageNet.
        **kwargs: The modules `backend`, `layers`, `models`, `utils`, which are not needed.

    Returns:
        A `Model`, not compiled.

    Raises:
        IOError: If the weights cannot be read or downloaded.
        ValueError: If the arguments do not go together.

    Example:
        from keras.applications.resnext import ResNeXt101
        model = ResNeXt101(weights=None, include_top=False, pooling='avg')

    References:
        Xie, Girshick, Dollar, Tu, He: Aggregated Residual Transformations for Deep Neural Networks,
        arXiv 1611.05431.
    """
    order = Order('ResNeXt101', include_top, weights, input_tensor, input_shape, pooling, classes,
                  kwargs)
    return residual_network(order, 'resnext101', (3, 4, 23, 3), _stack, before=False, grouped=True)


@register_keras_serializable(package='applications')
class GroupSum(Layer):
    """Sums up, within groups of channels, what a depthwise convolution made of each channel.

    A convolution in groups of `n` channels is a depthwise convolution with `n` kernels for each
    channel, and these sums.

    Args:
        groups: Integer, number of groups.
        **kwargs: Arguments of every layer.

    Shape:
        Input: Images with `groups * n * n` channels, of known size.
        Output: Images with `groups * n` channels.

    Example:
        from keras.applications.resnext import GroupSum
        from keras.layers import DepthwiseConv2D, Input
        x = Input(shape=(8, 8, 6))
        y = GroupSum(2)(DepthwiseConv2D(3, depth_multiplier=3)(x))
    """

    def __init__(self, groups, **kwargs):
        super().__init__(**kwargs)
        self.groups = int(groups)

    def call(self, inputs):
        shape, each = K.int_shape(inputs), self._each(K.int_shape(inputs))
        if None in shape[1:]:
            raise ValueError('GroupSum must know the size of the images; received the shape %s. '
                             'Give `input_shape` with rows and columns.' % (shape,))
        if channels_first():
            parts = K.reshape(inputs, (-1, each, each, shape[2] * shape[3]))
        else:
            parts = K.reshape(inputs, (-1, each, each))
        return K.reshape(K.sum(parts, axis=1), (-1,) + self.compute_output_shape(shape)[1:])

    def compute_output_shape(self, input_shape):
        channels = self.groups * self._each(input_shape)
        if channels_first():
            return (input_shape[0], channels) + tuple(input_shape[2:])
        return tuple(input_shape[:-1]) + (channels,)

    def get_config(self):
        return dict(super().get_config(), groups=self.groups)

    def _each(self, shape):
        """The number of channels of a group."""
        channels = shape[1 if channels_first() else 3]
        each = int(round((channels / self.groups) ** 0.5))
        if self.groups * each * each != channels:
            raise ValueError('GroupSum(%d) takes %d * n * n channels; received %d.'
                             % (self.groups, self.groups, channels))
        return each


def _stack(x, number, filters, depth, name):
    """A stack of blocks, the first of which halves the maps (not in stack 0)."""
    filters *= 2
    for block in range(1, depth + 1):
        start, stride, around = '%s%d' % (name, block), 1, x
        if block == 1:
            stride = 2 if number else 1
            around = Conv2D(2 * filters, 1, strides=stride, use_bias=False,
                            name=start + '_0_conv')(x)
            around = normalized(around, start + '_0')
        x = Conv2D(filters, 1, use_bias=False, name=start + '_1_conv')(x)
        x = normalized(x, start + '_1', 'relu')
        x = ZeroPadding2D(1, name=start + '_2_pad')(x)
        x = DepthwiseConv2D(3, strides=stride, depth_multiplier=filters // _GROUPS,
                            use_bias=False, name=start + '_2_conv')(x)
        x = GroupSum(_GROUPS, name=start + '_2_sum')(x)
        x = normalized(x, start + '_2', 'relu')
        x = Conv2D(2 * filters, 1, use_bias=False, name=start + '_3_conv')(x)
        x = normalized(x, start + '_3')
        x = Add(name=start + '_add')([around, x])
        x = Activation('relu', name=start + '_out')(x)
    return x


def preprocess_input(x, **kwargs):
    """Scales images as the networks of this module expect them.

    Args:
        x: Array or tensor of RGB images with values from 0 to 255; floats are changed in place.
        **kwargs: `data_format`, see `imagenet_utils.preprocess_input`.

    Returns:
        Array or tensor of the same shape: from 0 to 1, minus the mean, by the
        deviation of each channel.

    Example:
        import numpy as np
        from keras.applications.resnext import preprocess_input
        x = preprocess_input(np.random.uniform(0, 255, (1, 32, 32, 3)))
    """
    return imagenet_utils.preprocess_input(x, mode=SCALING, **kwargs)
