"""Convolution of sequences."""

from keras.layers.convolutional.base import _Conv


class Conv1D(_Conv):
    """Convolution of sequences with learned kernels.

    Args:
        filters: Number of kernels: the number of output channels.
        kernel_size: Size of a kernel, an int.
        strides: Distance between the places of the kernel, an int. Default 1. Strides above
            1 cannot be combined with a `dilation_rate` above 1.
        padding: 'valid' (default: no padding), 'same' (zeros at both ends, so that with a stride
            of 1 the length stays) or 'causal' (zeros at the start: no step sees a later one).
        data_format: 'channels_last' (default) or 'channels_first'.
        dilation_rate: Distance between the taps of the kernel, an int. Default 1.
        activation: Name of an activation or a function; None (default) for the linear one.
        use_bias: Whether a bias per output channel is added. Default True.
        kernel_initializer: Initializer of the kernels. Default 'glorot_uniform'.
        bias_initializer: Initializer of the bias. Default 'zeros'.
        kernel_regularizer: Regularizer of the kernels, or None.
        bias_regularizer: Regularizer of the bias, or None.
        activity_regularizer: Regularizer of the output, or None.
        kernel_constraint: Constraint on the kernels, or None.
        bias_constraint: Constraint on the bias, or None.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, steps, channels)`, or `(batch, channels, steps)` with
            'channels_first'.
        Output: The same axes with `filters` channels and lengths
            `ceil((length - (kernel_size - 1) * dilation_rate) / strides)` with 'valid',
            `ceil(length / strides)` with 'same' and 'causal'.
        Weights: kernel `kernel_size + (channels, filters)`, bias `(filters,)`.

    Raises:
        ValueError: If an argument has another form, or the kernel is larger than the input.

    Example:
        from keras import backend as K
        from keras.layers import Conv1D, Input
        outputs = Conv1D(16, 3, padding='causal')(Input(shape=(20, 8)))
        assert K.int_shape(outputs)[1:] == (20, 16)
    """

    def __init__(self, filters, kernel_size, strides=1, padding='valid',
                 data_format='channels_last', dilation_rate=1, activation=None, use_bias=True,
                 kernel_initializer='glorot_uniform', bias_initializer='zeros',
                 kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None,
                 kernel_constraint=None, bias_constraint=None, **kwargs):
        super().__init__(
            1, filters, kernel_size, strides=strides, padding=padding, data_format=data_format,
            dilation_rate=dilation_rate, activation=activation, use_bias=use_bias,
            kernel_initializer=kernel_initializer, bias_initializer=bias_initializer,
            kernel_regularizer=kernel_regularizer, bias_regularizer=bias_regularizer,
            activity_regularizer=activity_regularizer, kernel_constraint=kernel_constraint,
            bias_constraint=bias_constraint, **kwargs)
