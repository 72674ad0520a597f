"""Contract of the room `conv`: convolution and pooling.

Every convolution here is a correlation: the kernel is not flipped. Padding `'valid'` adds nothing;
`'same'` adds zeros so that the output has `ceil(length / stride)` places, the odd zero at the end.
`data_format` is `'channels_last'`, `'channels_first'`, or None for `K.image_data_format()`.
"""

from keras.backend.contract.declare import op


@op
def conv1d(x, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1):
    """Convolution along one axis.

    Args:
        x: tensor (samples, length, channels), or (samples, channels, length) for
            `channels_first`.
        kernel: tensor (size, channels, filters).
        strides: int.
        padding: `'valid'`, `'same'`, or `'causal'` (zeros before the first step only, so that
            no output depends on later steps).
        data_format: order of the axes.
        dilation_rate: int, distance between two taps of the kernel.

    Returns:
        Tensor (samples, new length, filters), or (samples, filters, new length).

    Raises:
        ValueError: unknown padding or data format.
    """


@op
def conv2d(x, kernel, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1)):
    """Convolution of images.

    Args:
        x: tensor (samples, rows, columns, channels), or (samples, channels, rows, columns) for
            `channels_first`.
        kernel: tensor (rows, columns, channels, filters).
        strides: int or pair of ints.
        padding: `'valid'` or `'same'`.
        data_format: order of the axes.
        dilation_rate: int or pair of ints, distances between two taps of the kernel.

    Returns:
        Tensor (samples, new rows, new columns, filters), or (samples, filters, new rows,
        new columns).

    Raises:
        ValueError: unknown padding or data format.
    """


@op
def conv3d(x, kernel, strides=(1, 1, 1), padding='valid', data_format=None,
           dilation_rate=(1, 1, 1)):
    """Convolution of volumes.

    Args:
        x: tensor (samples, depth, rows, columns, channels), or (samples, channels, depth, rows,
            columns) for `channels_first`.
        kernel: tensor (depth, rows, columns, channels, filters).
        strides: int or three ints.
        padding: `'valid'` or `'same'`.
        data_format: order of the axes.
        dilation_rate: int or three ints, distances between two taps of the kernel.

    Returns:
        Tensor like `x`, with new lengths and `filters` channels.

    Raises:
        ValueError: unknown padding or data format.
    """


@op
def conv2d_transpose(x, kernel, output_shape, strides=(1, 1), padding='valid', data_format=None,
                     dilation_rate=(1, 1)):
    """Transposed convolution of images: what `conv2d` does to a gradient on its way back.

    Args:
        x: tensor (samples, rows, columns, channels), or (samples, channels, rows, columns) for
            `channels_first`.
        kernel: tensor (rows, columns, filters, channels).
        output_shape: the wanted shape, in the same order of axes: a tensor of ints, or a tuple
            of ints, scalar tensors, and None (batch: as `x`; lengths: the least that give `x`
            back; channels: `filters`).
        strides: int or pair of ints.
        padding: `'valid'` or `'same'`.
        data_format: order of the axes.
        dilation_rate: int or pair of ints, distances between two taps of the kernel.

    Returns:
        Tensor of the shape `output_shape`.

    Raises:
        ValueError: unknown padding or data format, or a shape that does not give `x` back.
    """


@op
def conv3d_transpose(x, kernel, output_shape, strides=(1, 1, 1), padding='valid',
                     data_format=None):
    """Transposed convolution of volumes: what `conv3d` does to a gradient on its way back.

    Args:
        x: tensor (samples, depth, rows, columns, channels), or (samples, channels, depth, rows,
            columns) for `channels_first`.
        kernel: tensor (depth, rows, columns, filters, channels).
        output_shape: as for `conv2d_transpose`.
        strides: int or three ints.
        padding: `'valid'` or `'same'`.
        data_format: order of the axes.

    Returns:
        Tensor of the shape `output_shape`.

    Raises:
        ValueError: unknown padding or data format, or a shape that does not give `x` back.
    """


@op
def depthwise_conv2d(x, depthwise_kernel, strides=(1, 1), padding='valid', data_format=None,
                     dilation_rate=(1, 1)):
    """Convolution of images with kernels of its own for each channel.

    Args:
        x: tensor (samples, rows, columns, channels), or (samples, channels, rows, columns) for
            `channels_first`.
        depthwise_kernel: tensor (rows, columns, channels, multiplier).
        strides: int or pair of ints.
        padding: `'valid'` or `'same'`.
        data_format: order of the axes.
        dilation_rate: int or pair of ints, distances between two taps of the kernel.

    Returns:
        Tensor like `x`, with new rows and columns and `channels * multiplier` channels, those
        of one input channel side by side.

    Raises:
        ValueError: unknown padding or data format.
    """


@op
def separable_conv1d(x, depthwise_kernel, pointwise_kernel, strides=1, padding='valid',
                     data_format=None, dilation_rate=1):
    """Convolution along one axis per channel, then a mix of the channels at each step.

    Args:
        x: tensor (samples, length, channels), or (samples, channels, length) for
            `channels_first`.
        depthwise_kernel: tensor (size, channels, multiplier).
        pointwise_kernel: tensor (1, channels * multiplier, filters).
        strides: int.
        padding: `'valid'`, `'same'` or `'causal'`.
        data_format: order of the axes.
        dilation_rate: int, distance between two taps of the kernel.

    Returns:
        Tensor (samples, new length, filters), or (samples, filters, new length).

    Raises:
        ValueError: unknown padding or data format.
    """


@op
def separable_conv2d(x, depthwise_kernel, pointwise_kernel, strides=(1, 1), padding='valid',
                     data_format=None, dilation_rate=(1, 1)):
    """Convolution of images per channel, then a mix of the channels at each place.

    Args:
        x: tensor (samples, rows, columns, channels), or (samples, channels, rows, columns) for
            `channels_first`.
        depthwise_kernel: tensor (rows, columns, channels, multiplier).
        pointwise_kernel: tensor (1, 1, channels * multiplier, filters).
        strides: int or pair of ints.
        padding: `'valid'` or `'same'`.
        data_format: order of the axes.
        dilation_rate: int or pair of ints, distances between two taps of the kernel.

    Returns:
        Tensor like `x`, with new rows and columns and `filters` channels.

    Raises:
        ValueError: unknown padding or data format.
    """


@op
def pool2d(x, pool_size, strides=(1, 1), padding='valid', data_format=None, pool_mode='max'):
    """Largest or mean value in each window of images.

    Args:
        x: tensor (samples, rows, columns, channels), or (samples, channels, rows, columns) for
            `channels_first`.
        pool_size: int or pair of ints, size of the window.
        strides: int or pair of ints.
        padding: `'valid'` or `'same'`; what is added counts neither for `'max'` nor for `'avg'`.
        data_format: order of the axes.
        pool_mode: `'max'` or `'avg'`.

    Returns:
        Tensor like `x`, with new rows and columns.

    Raises:
        ValueError: unknown padding, data format or mode.
    """


@op
def pool3d(x, pool_size, strides=(1, 1, 1), padding='valid', data_format=None, pool_mode='max'):
    """Largest or mean value in each window of volumes.

    Args:
        x: tensor (samples, depth, rows, columns, channels), or (samples, channels, depth, rows,
            columns) for `channels_first`.
        pool_size: int or three ints, size of the window.
        strides: int or three ints.
        padding: `'valid'` or `'same'`; what is added counts neither for `'max'` nor for `'avg'`.
        data_format: order of the axes.
        pool_mode: `'max'` or `'avg'`.

    Returns:
        Tensor like `x`, with new lengths.

    Raises:
        ValueError: unknown padding, data format or mode.
    """


@op
def local_conv1d(inputs, kernel, kernel_size, strides, data_format=None):
    """Convolution along one axis (`'valid'`) with a kernel of its own at each place.

    Args:
        inputs: tensor (samples, length, channels), or (samples, channels, length) for
            `channels_first`.
        kernel: tensor (places, features, filters), where the features are size * channels in
            this order (`channels_first`: channels * size).
        kernel_size: int or tuple of one int.
        strides: int or tuple of one int.
        data_format: order of the axes.

    Returns:
        Tensor (samples, places, filters), or (samples, filters, places).

    Raises:
        ValueError: unknown data format.
    """


@op
def local_conv2d(inputs, kernel, kernel_size, strides, output_shape, data_format=None):
    """Convolution of images (`'valid'`) with a kernel of its own at each place.

    Args:
        inputs: tensor (samples, rows, columns, channels), or (samples, channels, rows, columns)
            for `channels_first`.
        kernel: tensor (places, features, filters): the places row by row, the features
            rows * columns * channels in this order (`channels_first`: channels * rows * columns).
        kernel_size: int or pair of ints.
        strides: int or pair of ints.
        output_shape: pair of ints, rows and columns of the output.
        data_format: order of the axes.

    Returns:
        Tensor (samples, rows, columns, filters), or (samples, filters, rows, columns).

    Raises:
        ValueError: unknown data format.
    """
