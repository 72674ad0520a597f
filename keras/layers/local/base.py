"""What the locally connected layers share."""

from keras import activations
from keras import backend as K
from keras import regularizers
from keras.engine.base_layer import InputSpec, Layer
from keras.layers import weights
from keras.layers.arguments import one_of, positive_integer
from keras.layers.shapes import channel_axis, join_shape, split_shape
from keras.utils import conv_utils


class LocallyConnected(Layer):
    """A convolution over `rank` axes whose kernel is another one at each place.

    Args:
        rank: Number of spatial axes.
        filters: Number of output channels.
        kernel_size: An int, or one per axis.
        strides: An int, or one per axis.
        padding: 'valid'.
        data_format: 'channels_last' or 'channels_first'.
        activation: Name of an activation, a function, or None.
        use_bias: Whether there is a bias.
        options: Dictionary: `kernel_initializer`, ..., `bias_constraint`.
        activity_regularizer: Regularizer of the output, or None.
        **kwargs: Arguments of every layer.
    """

    def __init__(self, rank, filters, kernel_size, strides, padding, data_format, activation,
                 use_bias, options, activity_regularizer, **kwargs):
        super().__init__(**kwargs)
        self.rank = rank
        self.filters = positive_integer(filters, 'filters')
        self.kernel_size = conv_utils.normalize_tuple(kernel_size, rank, 'kernel_size')
        self.strides = conv_utils.normalize_tuple(strides, rank, 'strides')
        self.padding = one_of(conv_utils.normalize_padding(padding), ('valid',), 'padding')
        self.data_format = data_format
        self.activation = activations.get(activation)
        self.use_bias = use_bias
        for role in ('kernel', 'bias'):
            weights.set_options(self, role, **{
                key[len(role) + 1:]: value for key, value in options.items()
                if key.startswith(role + '_')})
        self.activity_regularizer = regularizers.get(activity_regularizer)
        self.input_spec = InputSpec(ndim=rank + 2)

    def build(self, input_shape):
        _, spatial, channels = split_shape(input_shape, self.data_format)
        if None in spatial or channels is None:
            raise ValueError(
                '{} layer {!r} has weights for each place, so it needs to know the size of all '
                'axes of its input but the batch. Received the shape {}. Give it with '
                '`input_shape`.'.format(type(self).__name__, self.name, tuple(input_shape)))
        places, taps = 1, channels
        for size in self._lengths(spatial):
            places *= size
        for size in self.kernel_size:
            taps *= size
        self.kernel = weights.add(self, 'kernel', (places, taps, self.filters))
        self.bias = None
        if self.use_bias:
            self.bias = weights.add(self, 'bias', self._lengths(spatial) + (self.filters,))
        axis = channel_axis(self.data_format, self.rank)
        self.input_spec = InputSpec(ndim=self.rank + 2, axes={axis: channels})
        self.built = True

    def _lengths(self, spatial):
        """Sizes of the spatial axes of the output."""
        lengths = tuple(conv_utils.conv_output_length(size, taps, self.padding, stride)
                        for size, taps, stride in zip(spatial, self.kernel_size, self.strides))
        if any(length is not None and length < 1 for length in lengths):
            raise ValueError('The kernel of {} layer {!r} (kernel_size={}) is larger than its '
                             'input of sizes {}. Use a smaller kernel.'.format(
                                 type(self).__name__, self.name, self.kernel_size, spatial))
        return lengths

    def compute_output_shape(self, input_shape):
        batch, spatial, _ = split_shape(input_shape, self.data_format)
        return join_shape(batch, self._lengths(spatial), self.filters, self.data_format)

    def _finish(self, outputs):
        """Adds the bias and applies the activation."""
        if self.use_bias:
            outputs = K.bias_add(outputs, self.bias, data_format=self.data_format)
        return self.activation(outputs)

    def get_config(self):
        config = super().get_config()
        config.update(
            filters=self.filters,
            kernel_size=self.kernel_size,
            strides=self.strides,
            padding=self.padding,
            activation=activations.serialize(self.activation),
            use_bias=self.use_bias,
            activity_regularizer=regularizers.serialize(self.activity_regularizer))
        config.update(weights.options_config(self, 'kernel', 'bias'))
        return config
