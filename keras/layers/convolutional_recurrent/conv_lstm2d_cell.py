"""The cell of `ConvLSTM2D`."""

from keras import activations
from keras import backend as K
from keras.engine.base_layer import Layer
from keras.layers import weights
from keras.layers.arguments import one_of, positive_integer
from keras.layers.nesting import mark_phase
from keras.layers.recurrent.dropout import RecurrentDropout, masked
from keras.layers.recurrent.lstm_cell import forget_gate_starts_at_one
from keras.layers.shapes import channel_axis
from keras.utils import conv_utils

_ROLES = ('kernel', 'recurrent', 'bias')


class ConvLSTM2DCell(RecurrentDropout, Layer):
    """One step of a long short-term memory whose products are convolutions of images.

    The gates are i, f, c, o, in this order in all weights.

    Args:
        filters: Positive integer, number of channels of the output and of both states.
        kernel_size: Height and width of the window, an int or a pair.
        strides: Steps of the window over the input, an int or a pair. Default (1, 1).
        padding: 'valid' (default) or 'same', for the input; states are always padded 'same'.
        data_format: 'channels_last' or 'channels_first'. Default: `image_data_format` of the
            configuration.
        dilation_rate: Distance between the points of the window, an int or a pair.
            Default (1, 1).
        activation: Activation of candidate and output. Default 'tanh'; None is the linear one.
        recurrent_activation: Activation of the gates. Default 'hard_sigmoid'.
        use_bias: Whether there is a bias. Default True.
        kernel_initializer: Initializer of the kernel. Default 'glorot_uniform'.
        recurrent_initializer: Initializer of the recurrent kernel. Default 'orthogonal'.
        bias_initializer: Initializer of the bias. Default 'zeros'.
        unit_forget_bias: Whether the bias of the forget gate starts with 1. Default True.
        kernel_regularizer: Regularizer of the kernel, or None.
        recurrent_regularizer: Regularizer of the recurrent kernel, or None.
        bias_regularizer: Regularizer of the bias, or None.
        kernel_constraint: Constraint on the kernel, or None.
        recurrent_constraint: Constraint on the recurrent kernel, or None.
        bias_constraint: Constraint on the bias, or None.
        dropout: Fraction of the inputs to drop in training, the same at all steps. Default 0.
        recurrent_dropout: Fraction of the state h to drop likewise. Default 0.
        **kwargs: Arguments of every layer.

    Shape:
        Input: One image, `(batch, rows, columns, channels)` or channels first, and the list of
            the states h and c.
        Output: h `(batch, new_rows, new_columns, filters)`, and the list of the new states.

    Example:
        from keras.layers import ConvLSTM2DCell, ConvRNN2D, Input
        outputs = ConvRNN2D(ConvLSTM2DCell(4, 3, padding='same'))(Input(shape=(5, 8, 8, 3)))
    """

    mask_count = 4

    def __init__(self, filters, kernel_size, strides=(1, 1), padding='valid', data_format=None,
                 dilation_rate=(1, 1), activation='tanh', recurrent_activation='hard_sigmoid',
                 use_bias=True, kernel_initializer='glorot_uniform',
                 recurrent_initializer='orthogonal', bias_initializer='zeros',
                 unit_forget_bias=True, kernel_regularizer=None, recurrent_regularizer=None,
                 bias_regularizer=None, kernel_constraint=None, recurrent_constraint=None,
                 bias_constraint=None, dropout=0., recurrent_dropout=0., **kwargs):
        super().__init__(**kwargs)
        self.filters = positive_integer(filters, 'filters')
        self.kernel_size = conv_utils.normalize_tuple(kernel_size, 2, 'kernel_size')
        self.strides = conv_utils.normalize_tuple(strides, 2, 'strides')
        self.padding = one_of(conv_utils.normalize_padding(padding), ('valid', 'same'), 'padding')
        self.data_format = K.normalize_data_format(data_format)
        self.dilation_rate = conv_utils.normalize_tuple(dilation_rate, 2, 'dilation_rate')
        self.activation = activations.get(activation)
        self.recurrent_activation = activations.get(recurrent_activation)
        self.use_bias = use_bias
        self.unit_forget_bias = unit_forget_bias
        weights.set_options(self, 'kernel', initializer=kernel_initializer,
                            regularizer=kernel_regularizer, constraint=kernel_constraint)
        weights.set_options(self, 'recurrent', initializer=recurrent_initializer,
                            regularizer=recurrent_regularizer, constraint=recurrent_constraint)
        weights.set_options(self, 'bias', initializer=bias_initializer,
                            regularizer=bias_regularizer, constraint=bias_constraint)
        self._set_dropout(dropout, recurrent_dropout)
        self.state_size = (self.filters, self.filters)

    def build(self, input_shape):
        channels = input_shape[channel_axis(self.data_format, 2)]
        if channels is None:
            raise ValueError('{} {!r} needs to know the number of channels of its input. Received '
                             'images of shape {}.'.format(
                                 type(self).__name__, self.name, tuple(input_shape)))
        width = 4 * self.filters
        self.kernel = weights.add(self, 'kernel', self.kernel_size + (channels, width))
        self.recurrent_kernel = weights.add(
            self, 'recurrent', self.kernel_size + (self.filters, width), name='recurrent_kernel')
        self.bias = None
        if self.use_bias:
            initializer = self.bias_initializer
            if self.unit_forget_bias:
                initializer = forget_gate_starts_at_one(initializer, self.filters)
            self.bias = self.add_weight('bias', (width,), initializer=initializer,
                                        regularizer=self.bias_regularizer,
                                        constraint=self.bias_constraint)
        self.built = True

    def draw_image_masks(self, image, state, training):
        """Draws new masks, to be used by all time steps.

        Args:
            image: Tensor, a step of the input.
            state: Tensor, the state h.
            training: Whether to drop; None for the learning phase.
        """
        self._dropout_mask = self._recurrent_dropout_mask = None
        self._draw(K.ones_like(image), K.ones_like(state), training)

    def call(self, inputs, states, training=None):
        hidden, carry = states
        x = self._gates(inputs, self.input_masks(inputs, training), self.kernel, self.bias,
                        lambda x, w, b: self.input_conv(x, w, b, padding=self.padding))
        h = self._gates(hidden, self.state_masks(hidden, training), self.recurrent_kernel, None,
                        lambda x, w, b: self.recurrent_conv(x, w))
        z_i, z_f, z_c, z_o = [a + b for a, b in zip(x, h)]
        carry = (self.recurrent_activation(z_f) * carry
                 + self.recurrent_activation(z_i) * self.activation(z_c))
        hidden = self.recurrent_activation(z_o) * self.activation(carry)
        mark_phase(hidden, training is None and (self.drops_inputs or self.drops_states))
        return hidden, [hidden, carry]

    def _gates(self, x, masks, kernel, bias, convolve):
        """The convolution for each gate: one for all together if nothing is dropped."""
        parts = [slice(index * self.filters, (index + 1) * self.filters) for index in range(4)]
        if masks is not None:
            return [convolve(masked(x, masks, index), kernel[..., part],
                             None if bias is None else bias[part])
                    for index, part in enumerate(parts)]
        product = convolve(x, kernel, bias)
        if self.data_format == 'channels_first':
            return [product[:, part] for part in parts]
        return [product[..., part] for part in parts]

    def input_conv(self, x, w, b=None, padding='valid'):
        """Convolution of the input.

        Args:
            x: Tensor, images.
            w: Kernel.
            b: Bias, or None.
            padding: 'valid' or 'same'.

        Returns:
            Tensor.
        """
        output = K.conv2d(x, w, strides=self.strides, padding=padding,
                          data_format=self.data_format, dilation_rate=self.dilation_rate)
        return output if b is None else K.bias_add(output, b, data_format=self.data_format)

    def recurrent_conv(self, x, w):
        """Convolution of the state: the size stays.

        Args:
            x: Tensor, the state.
            w: Kernel.

        Returns:
            Tensor.
        """
        return K.conv2d(x, w, strides=(1, 1), padding='same', data_format=self.data_format)

    def get_config(self):
        config = super().get_config()
        for name in ('filters', 'kernel_size', 'strides', 'padding', 'data_format',
                     'dilation_rate', 'use_bias', 'unit_forget_bias', 'dropout',
                     'recurrent_dropout'):
            config[name] = getattr(self, name)
        config.update(
            activation=activations.serialize(self.activation),
            recurrent_activation=activations.serialize(self.recurrent_activation))
        config.update(weights.options_config(self, *_ROLES))
        return config
