"""What the depthwise separable convolutions share."""

from keras import backend as K
from keras.layers import weights
from keras.layers.arguments import positive_integer
from keras.layers.convolutional.base import _Conv


class _SeparableConv(_Conv):
    """Depthwise separable convolution over `rank` axes, 1 or 2.

    The arguments are those of `SeparableConv2D`; `rank` is the number of spatial axes.
    """

    def __init__(self, rank, filters, kernel_size, strides=1, padding='valid', data_format=None,
                 dilation_rate=1, depth_multiplier=1, activation=None, use_bias=True,
                 depthwise_initializer='glorot_uniform', pointwise_initializer='glorot_uniform',
                 bias_initializer='zeros', depthwise_regularizer=None,
                 pointwise_regularizer=None, bias_regularizer=None, activity_regularizer=None,
                 depthwise_constraint=None, pointwise_constraint=None, bias_constraint=None,
                 **kwargs):
        super().__init__(
            rank, filters, kernel_size, strides=strides, padding=padding,
            data_format=data_format, dilation_rate=dilation_rate, activation=activation,
            use_bias=use_bias, bias_initializer=bias_initializer,
            bias_regularizer=bias_regularizer, activity_regularizer=activity_regularizer,
            bias_constraint=bias_constraint, **kwargs)
        self.depth_multiplier = positive_integer(depth_multiplier, 'depth_multiplier')
        weights.set_options(self, 'depthwise', initializer=depthwise_initializer,
                            regularizer=depthwise_regularizer, constraint=depthwise_constraint)
        weights.set_options(self, 'pointwise', initializer=pointwise_initializer,
                            regularizer=pointwise_regularizer, constraint=pointwise_constraint)

    def build(self, input_shape):
        channels = self._input_channels(input_shape)
        self.depthwise_kernel = weights.add(
            self, 'depthwise', self.kernel_size + (channels, self.depth_multiplier),
            name='depthwise_kernel')
        self.pointwise_kernel = weights.add(
            self, 'pointwise', (1,) * self.rank + (channels * self.depth_multiplier,
                                                   self.filters),
            name='pointwise_kernel')
        self.bias = weights.add(self, 'bias', (self.filters,)) if self.use_bias else None
        self.built = True

    def call(self, inputs):
        convolution = {1: K.separable_conv1d, 2: K.separable_conv2d}[self.rank]
        padding = self.padding
        if padding == 'causal':
            reach = (self.kernel_size[0] - 1) * self.dilation_rate[0]
            inputs, padding = K.temporal_padding(inputs, (reach, 0)), 'valid'
        outputs = convolution(inputs, self.depthwise_kernel, self.pointwise_kernel,
                              strides=self._per_axis(self.strides), padding=padding,
                              data_format=self.data_format,
                              dilation_rate=self._per_axis(self.dilation_rate))
        return self._finish(outputs)

    def get_config(self):
        config = self._common_config()
        config.update(filters=self.filters, depth_multiplier=self.depth_multiplier)
        config.update(weights.options_config(self, 'depthwise', 'pointwise'))
        return config
