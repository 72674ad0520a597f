"""What all convolutions share: arguments, weights, shapes and configuration."""

from keras import activations
from keras import backend as K
from keras import regularizers
from keras.engine.base_layer import InputSpec
from keras.engine.base_layer import Layer
from keras.layers import weights
from keras.layers.arguments import one_of
from keras.layers.arguments import positive_integer
from keras.layers.shapes import channel_axis
from keras.layers.shapes import join_shape
from keras.layers.shapes import split_shape
from keras.utils import conv_utils


class _Conv(Layer):
    """Convolution over `rank` axes, 1 to 3.

    The arguments are those of `Conv2D`; `rank` is the number of spatial axes.
    """

    def __init__(self, rank, filters, kernel_size, strides=1, padding='valid', data_format=None,
                 dilation_rate=1, activation=None, use_bias=True,
                 kernel_initializer='glorot_uniform', bias_initializer='zeros',
                 kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None,
                 kernel_constraint=None, bias_constraint=None, **kwargs):
        super().__init__(**kwargs)
        self.rank = rank
        self.filters = None if filters is None else positive_integer(filters, 'filters')
        self.kernel_size = _sizes(kernel_size, rank, 'kernel_size')
        self.strides = _sizes(strides, rank, 'strides')
        self.dilation_rate = _sizes(dilation_rate, rank, 'dilation_rate')
        paddings = ('valid', 'same', 'causal') if rank == 1 else ('valid', 'same')
        self.padding = one_of(conv_utils.normalize_padding(padding), paddings, 'padding')
        self.data_format = K.normalize_data_format(data_format)
        if self.padding == 'causal' and self.data_format != 'channels_last':
            raise ValueError("padding='causal' needs data_format='channels_last'. Received: "
                             'data_format={!r}.'.format(data_format))
        self.activation = activations.get(activation)
        self.use_bias = use_bias
        weights.set_options(self, 'kernel', initializer=kernel_initializer,
                            regularizer=kernel_regularizer, constraint=kernel_constraint)
        weights.set_options(self, 'bias', initializer=bias_initializer,
                            regularizer=bias_regularizer, constraint=bias_constraint)
        self.activity_regularizer = regularizers.get(activity_regularizer)
        self.input_spec = InputSpec(ndim=rank + 2)

    def _input_channels(self, input_shape):
        """Number of channels of the input; from now on part of `input_spec`."""
        axis = channel_axis(self.data_format, self.rank)
        channels = input_shape[axis]
        if channels is None:
            raise ValueError(
                '{} layer {!r} with data_format={!r} needs the number of channels (axis {}) of '
                'its input, but received the shape {}.'.format(
                    type(self).__name__, self.name, self.data_format, axis, input_shape))
        self.input_spec = InputSpec(ndim=self.rank + 2, axes={axis: channels})
        return channels

    def build(self, input_shape):
        channels = self._input_channels(input_shape)
        self.kernel = weights.add(self, 'kernel', self.kernel_size + (channels, self.filters))
        self.bias = weights.add(self, 'bias', (self.filters,)) if self.use_bias else None
        self.built = True

    def _per_axis(self, values):
        """A tuple of numbers per axis as the backend wants it: with one axis, just a number."""
        return values[0] if self.rank == 1 else values

    def call(self, inputs):
        convolution = {1: K.conv1d, 2: K.conv2d, 3: K.conv3d}[self.rank]
        outputs = convolution(inputs, self.kernel, strides=self._per_axis(self.strides),
                              padding=self.padding, data_format=self.data_format,
                              dilation_rate=self._per_axis(self.dilation_rate))
        return self._finish(outputs)

    def _finish(self, outputs):
        """Adds the bias and applies the activation."""
        if self.use_bias:
            outputs = K.bias_add(outputs, self.bias, data_format=self.data_format)
        return self.activation(outputs)

    def compute_output_shape(self, input_shape):
        batch, spatial, _ = split_shape(input_shape, self.data_format)
        lengths = [conv_utils.conv_output_length(size, taps, self.padding, stride, dilation)
                   for size, taps, stride, dilation in
                   zip(spatial, self.kernel_size, self.strides, self.dilation_rate)]
        if any(length is not None and length < 1 for length in lengths):
            raise ValueError(
                'The kernel of {} layer {!r} (kernel_size={}, dilation_rate={}) is larger than '
                "its input of shape {}. Use a smaller kernel or padding='same'.".format(
                    type(self).__name__, self.name, self.kernel_size, self.dilation_rate,
                    tuple(input_shape)))
        return join_shape(batch, lengths, self.filters, self.data_format)

    def _common_config(self):
        """The configuration without the filters and the options of the kernel."""
        config = super().get_config()
        config.update(
            kernel_size=self.kernel_size,
            strides=self.strides,
            padding=self.padding,
            data_format=self.data_format,
            dilation_rate=self.dilation_rate,
            activation=activations.serialize(self.activation),
            use_bias=self.use_bias,
            activity_regularizer=regularizers.serialize(self.activity_regularizer))
        config.update(weights.options_config(self, 'bias'))
        return config

    def get_config(self):
        config = self._common_config()
        config['filters'] = self.filters
        config.update(weights.options_config(self, 'kernel'))
        return config


def _sizes(value, rank, name):
    """The value as a tuple of `rank` positive ints."""
    sizes = conv_utils.normalize_tuple(value, rank, name)
    if min(sizes) < 1:
        raise ValueError('`{}` must be positive. Received: {!r}.'.format(name, value))
    return sizes
