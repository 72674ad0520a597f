"""Transposed convolution of images."""

from keras.layers.convolutional.conv2d import Conv2D
from keras.layers.convolutional.transposed import _Transposed


class Conv2DTranspose(_Transposed, Conv2D):
    """Transposed convolution of images: from the shape of a convolution's output to its input's.

    It is what a convolution does to gradients, and is used to enlarge images; also called
    deconvolution.

    Args:
        filters: Number of output channels.
        kernel_size: Size of a kernel, an int or a pair of ints.
        strides: Factor by which the input is enlarged, an int or a pair of ints. Default (1, 1).
        padding: 'valid' (default) or 'same'.
        output_padding: Extra length at the end of each axis, an int or a pair of ints, less than
            the stride; None (default) for the usual length.
        data_format: 'channels_last', 'channels_first', or None (default) for
            `keras.backend.image_data_format()`.
        dilation_rate: Distance between the taps of the kernel, an int or a pair of ints. Default
            (1, 1).
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
        Input: `(batch, rows, cols, channels)`, or `(batch, channels, rows, cols)` with
            'channels_first'.
        Output: The same axes with `filters` channels and lengths
            `length * strides + max(kernel_size - strides, 0)` with 'valid', `length * strides`
            with 'same'; with `output_padding`
            `(length - 1) * strides + kernel_size - 2 * pad + output_padding`, where `pad` is
            0 with 'valid' and `kernel_size // 2` with 'same'.
        Weights: kernel `kernel_size + (filters, channels)`, bias `(filters,)`.

    Raises:
        ValueError: If an argument has another form.

    Example:
        from keras import backend as K
        from keras.layers import Conv2DTranspose, Input
        outputs = Conv2DTranspose(8, 3, strides=2, padding='same')(Input(shape=(7, 7, 4)))
        assert K.int_shape(outputs)[1:] == (14, 14, 8)

    References:
        - Dumoulin and Visin 2016, A guide to convolution arithmetic for deep learning,
          https://arxiv.org/abs/1603.07285
        - Zeiler et al. 2010, Deconvolutional Networks,
          https://www.matthewzeiler.com/mattzeiler/deconvolutionalnetworks.pdf
    """

    def __init__(self, filters, kernel_size, strides=(1, 1), padding='valid', output_padding=None,
                 data_format=None, dilation_rate=(1, 1), activation=None, use_bias=True,
                 kernel_initializer='glorot_uniform', bias_initializer='zeros',
                 kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None,
                 kernel_constraint=None, bias_constraint=None, **kwargs):
        super().__init__(
            filters, kernel_size, strides=strides, padding=padding, data_format=data_format,
            dilation_rate=dilation_rate, activation=activation, use_bias=use_bias,
            kernel_initializer=kernel_initializer, bias_initializer=bias_initializer,
            kernel_regularizer=kernel_regularizer, bias_regularizer=bias_regularizer,
            activity_regularizer=activity_regularizer, kernel_constraint=kernel_constraint,
            bias_constraint=bias_constraint, **kwargs)
        self._set_output_padding(output_padding)
