"""The fully connected layer."""

from keras import activations
from keras import backend as K
from keras import regularizers
from keras.engine.base_layer import InputSpec
from keras.engine.base_layer import Layer
from keras.layers import weights
from keras.layers.arguments import accept_input_dim
from keras.layers.arguments import positive_integer


class Dense(Layer):
    """Fully connected layer: `activation(dot(inputs, kernel) + bias)`.

    Inputs of more than two axes are multiplied along the last one; the kernel is shared by all
    other positions.

    Args:
        units: Positive integer, the size of the last output axis.
        activation: Name of an activation or a function; None (default) for the linear one.
        use_bias: Whether a bias vector is added. Default True.
        kernel_initializer: Initializer of the kernel. Default 'glorot_uniform'.
        bias_initializer: Initializer of the bias. Default 'zeros'.
        kernel_regularizer: Regularizer of the kernel, or None.
        bias_regularizer: Regularizer of the bias, or None.
        activity_regularizer: Regularizer of the output, or None.
        kernel_constraint: Constraint on the kernel, or None.
        bias_constraint: Constraint on the bias, or None.
        **kwargs: `name`, `dtype`, `trainable`, `input_shape`, ... of every layer, and
            `input_dim`: `input_dim=8` is `input_shape=(8,)`.

    Shape:
        Input: `(batch, ..., input_dim)`, at least two axes, the last one known.
        Output: `(batch, ..., units)`.
        Weights: kernel `(input_dim, units)`, bias `(units,)`.

    Raises:
        ValueError: If `units` is no positive integer.

    Example:
        from keras import backend as K
        from keras.layers import Dense, Input
        hidden = Dense(32, activation='relu')(Input(shape=(16,)))
        assert K.int_shape(hidden)[1] == 32
    """

    def __init__(self, units, activation=None, use_bias=True,
                 kernel_initializer='glorot_uniform', bias_initializer='zeros',
                 kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None,
                 kernel_constraint=None, bias_constraint=None, **kwargs):
        accept_input_dim(kwargs)
        super().__init__(**kwargs)
        self.units = positive_integer(units, 'units')
        self.activation = activations.get(activation)
        self.use_bias = use_bias
        weights.set_options(self, 'kernel', initializer=kernel_initializer,
                            regularizer=kernel_regularizer, constraint=kernel_constraint)
        weights.set_options(self, 'bias', initializer=bias_initializer,
                            regularizer=bias_regularizer, constraint=bias_constraint)
        self.activity_regularizer = regularizers.get(activity_regularizer)
        self.input_spec = InputSpec(min_ndim=2)
        self.supports_masking = True

    def build(self, input_shape):
        if len(input_shape) < 2 or input_shape[-1] is None:
            raise ValueError(
                'Dense needs inputs of at least two axes, the last of known size. Layer {!r} '
                'received the shape {}. Give the size with input_shape=(..., size).'
                .format(self.name, input_shape))
        input_dim = input_shape[-1]
        self.kernel = weights.add(self, 'kernel', (input_dim, self.units))
        self.bias = weights.add(self, 'bias', (self.units,)) if self.use_bias else None
        self.input_spec = InputSpec(min_ndim=2, axes={-1: input_dim})
        self.built = True

    def call(self, inputs):
        output = K.dot(inputs, self.kernel)
        if self.use_bias:
            output = K.bias_add(output, self.bias, data_format='channels_last')
        return self.activation(output)

    def compute_output_shape(self, input_shape):
        return tuple(input_shape[:-1]) + (self.units,)

    def get_config(self):
        config = super().get_config()
        config.update(
            units=self.units,
            activation=activations.serialize(self.activation),
            use_bias=self.use_bias,
            activity_regularizer=regularizers.serialize(self.activity_regularizer))
        config.update(weights.options_config(self, 'kernel', 'bias'))
        return config
