"""Depthwise separable convolution of sequences."""

from keras.layers.convolutional.separable import _SeparableConv


class SeparableConv1D(_SeparableConv):
    """Depthwise separable convolution of sequences.

    Each input channel is convolved by itself (depthwise), then the channels are mixed by a
    convolution with kernels of size 1 (pointwise).

    Args:
        filters: Number of output channels.
        kernel_size: Size of a depthwise kernel, an int.
        strides: Distance between the places of the kernel, an int. Default 1.
        padding: 'valid' (default: no padding), 'same' (zeros at both ends) or 'causal' (zeros at
            the
            start: no step sees a later one).
        data_format: 'channels_last' (default) or 'channels_first'.
        dilation_rate: Distance between the taps of the kernel, an int. Default 1.
        depth_multiplier: Number of depthwise outputs per input channel. Default 1.
        activation: Name of an activation or a function; None (default) for the linear one.
        use_bias: Whether a bias per output channel is added. Default True.
        depthwise_initializer: Initializer of the depthwise kernels. Default 'glorot_uniform'.
        pointwise_initializer: Initializer of the pointwise kernels. Default 'glorot_uniform'.
        bias_initializer: Initializer of the bias. Default 'zeros'.
        depthwise_regularizer: Regularizer of the depthwise kernels, or None.
        pointwise_regularizer: Regularizer of the pointwise kernels, or None.
        bias_regularizer: Regularizer of the bias, or None.
        activity_regularizer: Regularizer of the output, or None.
        depthwise_constraint: Constraint on the depthwise kernels, or None.
        pointwise_constraint: Constraint on the pointwise kernels, or None.
        bias_constraint: Constraint on the bias, or None.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, steps, channels)`, or `(batch, channels, steps)` with
            'channels_first'.
        Output: As of `Conv1D`.
        Weights: depthwise_kernel `kernel_size + (channels, depth_multiplier)`, pointwise_kernel
            `(1,) + (channels * depth_multiplier, filters)`, bias `(filters,)`.

    Raises:
        ValueError: If an argument has another form, or the kernel is larger than the input.

    Example:
        from keras import backend as K
        from keras.layers import Input, SeparableConv1D
        outputs = SeparableConv1D(16, 3)(Input(shape=(20, 8)))
        assert K.int_shape(outputs)[1:] == (18, 16)

    References:
        - Chollet 2017, Xception: Deep Learning with Depthwise Separable Convolutions,
          https://arxiv.org/abs/1610.02357
    """

    def __init__(self, filters, kernel_size, strides=1, padding='valid',
                 data_format='channels_last', dilation_rate=1, depth_multiplier=1, activation=None,
                 use_bias=True, depthwise_initializer='glorot_uniform',
                 pointwise_initializer='glorot_uniform', bias_initializer='zeros',
                 depthwise_regularizer=None, pointwise_regularizer=None, bias_regularizer=None,
                 activity_regularizer=None, depthwise_constraint=None,
                 pointwise_constraint=None, bias_constraint=None, **kwargs):
        super().__init__(
            1, filters, kernel_size, strides=strides, padding=padding, data_format=data_format,
            dilation_rate=dilation_rate, depth_multiplier=depth_multiplier,
            activation=activation, use_bias=use_bias,
            depthwise_initializer=depthwise_initializer,
            pointwise_initializer=pointwise_initializer, bias_initializer=bias_initializer,
            depthwise_regularizer=depthwise_regularizer,
            pointwise_regularizer=pointwise_regularizer, bias_regularizer=bias_regularizer,
            activity_regularizer=activity_regularizer,
            depthwise_constraint=depthwise_constraint,
            pointwise_constraint=pointwise_constraint, bias_constraint=bias_constraint, **kwargs)
