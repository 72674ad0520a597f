"""Depthwise convolution of images."""

from keras import backend as K
from keras.layers import weights
from keras.layers.arguments import positive_integer
from keras.layers.convolutional.conv2d import Conv2D
from keras.layers.shapes import join_shape
from keras.layers.shapes import split_shape


class DepthwiseConv2D(Conv2D):
    """Convolution of images in which each channel has kernels of its own and is not mixed.

    The first half of a separable convolution.

    Args:
        kernel_size: Size of a kernel, an int or a pair of ints.
        strides: Distance between the places of the kernel, an int or a pair of equal ints.
            Default (1, 1).
        padding: 'valid' (default: no padding) or 'same' (zeros around).
        depth_multiplier: Number of outputs per input channel. Default 1.
        data_format: 'channels_last', 'channels_first', or None (default) for
            `keras.backend.image_data_format()`.
        dilation_rate: Distance between the taps of the kernel. Default (1, 1).
        activation: Name of an activation or a function; None (default) for the linear one.
        use_bias: Whether a bias per output channel is added. Default True.
        depthwise_initializer: Initializer of the kernels. Default 'glorot_uniform'.
        bias_initializer: Initializer of the bias. Default 'zeros'.
        depthwise_regularizer: Regularizer of the kernels, or None.
        bias_regularizer: Regularizer of the bias, or None.
        activity_regularizer: Regularizer of the output, or None.
        depthwise_constraint: Constraint on the kernels, or None.
        bias_constraint: Constraint on the bias, or None.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, rows, cols, channels)`, or `(batch, channels, rows, cols)` with
            'channels_first'.
        Output: The same axes with `channels * depth_multiplier` channels and lengths as of
            `Conv2D`.
        Weights: depthwise_kernel `kernel_size + (channels, depth_multiplier)`, bias
            `(channels * depth_multiplier,)`.

    Raises:
        ValueError: If an argument has another form, or the kernel is larger than the input.

    Example:
        from keras import backend as K
        from keras.layers import DepthwiseConv2D, Input
        outputs = DepthwiseConv2D(3, depth_multiplier=2)(Input(shape=(8, 8, 4)))
        assert K.int_shape(outputs)[1:] == (6, 6, 8)
    """

    def __init__(self, kernel_size, strides=(1, 1), padding='valid', depth_multiplier=1,
                 data_format=None, dilation_rate=(1, 1), activation=None, use_bias=True,
                 depthwise_initializer='glorot_uniform', bias_initializer='zeros',
                 depthwise_regularizer=None, bias_regularizer=None, activity_regularizer=None,
                 depthwise_constraint=None, bias_constraint=None, **kwargs):
        super().__init__(
            None, kernel_size, strides=strides, padding=padding, data_format=data_format,
            dilation_rate=dilation_rate, activation=activation, use_bias=use_bias,
            bias_initializer=bias_initializer, bias_regularizer=bias_regularizer,
            activity_regularizer=activity_regularizer, bias_constraint=bias_constraint,
            **kwargs)
        self.depth_multiplier = positive_integer(depth_multiplier, 'depth_multiplier')
        weights.set_options(self, 'depthwise', initializer=depthwise_initializer,
                            regularizer=depthwise_regularizer, constraint=depthwise_constraint)

    def build(self, input_shape):
        channels = self._input_channels(input_shape)
        self.depthwise_kernel = weights.add(
            self, 'depthwise', self.kernel_size + (channels, self.depth_multiplier),
            name='depthwise_kernel')
        self.bias = weights.add(self, 'bias', (channels * self.depth_multiplier,)) \
            if self.use_bias else None
        self.built = True

    def call(self, inputs, training=None):
        return self._finish(K.depthwise_conv2d(
            inputs, self.depthwise_kernel, strides=self.strides, padding=self.padding,
            data_format=self.data_format, dilation_rate=self.dilation_rate))

    def compute_output_shape(self, input_shape):
        channels = split_shape(input_shape, self.data_format)[2]
        shape = super().compute_output_shape(input_shape)
        batch, spatial, _ = split_shape(shape, self.data_format)
        return join_shape(batch, spatial, channels * self.depth_multiplier, self.data_format)

    def get_config(self):
        config = self._common_config()
        config['depth_multiplier'] = self.depth_multiplier
        config.update(weights.options_config(self, 'depthwise'))
        return config
