"""Shape arithmetic that all engines share: pure Python on ints and None, no tensors."""

from keras.utils.conv_utils import conv_input_length
from keras.utils.conv_utils import conv_output_length
from keras.utils.conv_utils import deconv_length
from keras.utils.conv_utils import normalize_padding
from keras.utils.conv_utils import normalize_tuple
from keras.utils.generic_utils import transpose_shape

__all__ = ['bias_shape', 'broadcast_shape', 'channel_axis', 'conv_input_length',
           'conv_output_length', 'deconv_length', 'dilated_size', 'is_default', 'normalize_axis',
           'normalize_padding', 'normalize_tuple', 'permutation', 'same_padding', 'scaled',
           'spatial_axes', 'transpose_shape', 'window_padding', 'window_shape']


def channel_axis(data_format, ndim):
    """Axis of the channels: 1 for `channels_first`, the last one for `channels_last`."""
    return 1 if data_format == 'channels_first' else ndim - 1


def spatial_axes(data_format, ndim):
    """Tuple of the spatial axes of a batch of images with `ndim` dimensions."""
    return tuple(range(2, ndim)) if data_format == 'channels_first' else tuple(range(1, ndim - 1))


def permutation(source, target, ndim):
    """Axes order that brings a tensor from one data format to another.

    Args:
        source: `'channels_first'` or `'channels_last'`, what the tensor has.
        target: the same, what is wanted.
        ndim: int, number of dimensions.

    Returns:
        Tuple of ints for a transposition, or None if there is nothing to do.

    Example:
        from keras.backend.shapes import permutation
        assert permutation('channels_first', 'channels_last', 4) == (0, 2, 3, 1)
    """
    if source == target:
        return None
    if target == 'channels_last':
        return (0,) + tuple(range(2, ndim)) + (1,)
    return (0, ndim - 1) + tuple(range(1, ndim - 1))


def normalize_axis(axis, ndim):
    """Counts a negative axis from the end and checks that it exists.

    Args:
        axis: int between `-ndim` and `ndim - 1`.
        ndim: int, number of dimensions.

    Returns:
        int between 0 and `ndim - 1`.

    Raises:
        ValueError: there is no such axis.
    """
    if not -ndim <= axis < ndim:
        raise ValueError(f'`axis` must be between {-ndim} and {ndim - 1} for a tensor of {ndim} '
                         f'dimensions. Received: {axis}.')
    return axis % ndim


def broadcast_shape(first, second):
    """Shape that an elementwise op of two tensors gives.

    Args:
        first: tuple of ints and None (unknown).
        second: the same.

    Returns:
        Tuple of ints and None. An unknown size next to a known one other than 1 becomes the
        known one.

    Raises:
        ValueError: two sizes differ and neither is 1.

    Example:
        from keras.backend.shapes import broadcast_shape
        assert broadcast_shape((None, 1, 3), (5, 3)) == (None, 5, 3)
    """
    first, second = tuple(first), tuple(second)
    ndim = max(len(first), len(second))
    pairs = zip((1,) * (ndim - len(first)) + first, (1,) * (ndim - len(second)) + second)
    result = []
    for a, b in pairs:
        if a == 1 or b == 1:
            result.append(b if a == 1 else a)
        elif a is None or b is None:
            result.append(b if a is None else a)
        elif a == b:
            result.append(a)
        else:
            raise ValueError(f'Shapes {first} and {second} do not fit together: sizes {a} and {b} '
                             'stand in the same place, and sizes must be equal or 1.')
    return tuple(result)


def is_default(values):
    """True if every stride or dilation is 1."""
    return all(value == 1 for value in values)


def dilated_size(filter_size, dilation):
    """Length that a filter spans when its taps stand `dilation` apart."""
    return (filter_size - 1) * dilation + 1


def same_padding(length, filter_size, stride=1, dilation=1):
    """Zeros that padding `'same'` puts before and after one axis.

    Their number is the least that makes the output `ceil(length / stride)` long; the odd one goes
    to the end.

    Args:
        length: int, length of the axis.
        filter_size: int, taps of the kernel or size of the window.
        stride: int.
        dilation: int, distance between two taps.

    Returns:
        Tuple `(before, after)` of ints.

    Example:
        from keras.backend.shapes import same_padding
        assert same_padding(5, 2) == (0, 1)
    """
    outputs = conv_output_length(length, filter_size, 'same', stride)
    total = max((outputs - 1) * stride + dilated_size(filter_size, dilation) - length, 0)
    return total // 2, total - total // 2


def window_padding(padding, lengths, filter_sizes, strides, dilations=None):
    """Padding of each spatial axis for a padding name.

    Args:
        padding: `'valid'`, `'same'` or `'causal'`.
        lengths: tuple of ints, spatial sizes of the input.
        filter_sizes: tuple of ints.
        strides: tuple of ints.
        dilations: tuple of ints, default all 1.

    Returns:
        Tuple of pairs `(before, after)`.
    """
    dilations = dilations or (1,) * len(lengths)
    if padding == 'valid':
        return ((0, 0),) * len(lengths)
    if padding == 'causal':
        return tuple((dilated_size(size, dilation) - 1, 0)
                     for size, dilation in zip(filter_sizes, dilations))
    return tuple(same_padding(*one) for one in zip(lengths, filter_sizes, strides, dilations))


def window_shape(shape, filters, kernel_size, strides, padding, data_format, dilations=None):
    """Output shape of a convolution or a pooling.

    Args:
        shape: tuple of ints and None, shape of the input with the batch axis.
        filters: int, output channels, or None to keep the input's.
        kernel_size: tuple of ints.
        strides: tuple of ints.
        padding: str.
        data_format: `'channels_first'` or `'channels_last'`.
        dilations: tuple of ints, default all 1.

    Returns:
        Tuple of ints and None.
    """
    result = list(shape)
    dilations = dilations or (1,) * len(kernel_size)
    axes = spatial_axes(data_format, len(shape))
    for axis, size, stride, dilation in zip(axes, kernel_size, strides, dilations):
        result[axis] = conv_output_length(shape[axis], size, padding, stride, dilation)
    if filters is not None:
        result[channel_axis(data_format, len(shape))] = filters
    return tuple(result)


def scaled(length, factor):
    """Length times factor, None if the length is unknown."""
    return None if length is None else length * factor


def bias_shape(shape, ndim, data_format):
    """Shape a bias takes to be added to a tensor of `ndim` dimensions by broadcasting.

    Args:
        shape: tuple of ints, shape of the bias: `(channels,)`, or the shape of one sample in
            the `channels_last` order.
        ndim: int, number of dimensions of the tensor it is added to.
        data_format: `'channels_first'` or `'channels_last'`.

    Returns:
        Tuple of `ndim` ints.

    Raises:
        ValueError: the bias has neither 1 nor `ndim - 1` dimensions.
    """
    shape = tuple(shape)
    if len(shape) not in (1, ndim - 1):
        raise ValueError(f'A bias for a tensor of {ndim} dimensions must have 1 dimension '
                         f'(channels) or {ndim - 1} (one sample). Received a bias of shape '
                         f'{shape}, which has {len(shape)}.')
    if len(shape) == 1:
        shape = (1,) * (ndim - 2) + shape
    if data_format == 'channels_first':
        shape = shape[-1:] + shape[:-1]
    return (1,) + shape


def batch_dot_axes(x_shape, y_shape, axes, integers=int):
    """Finds the axes that `K.batch_dot` sums over.

    Args:
        x_shape: tuple of ints and None, shape of the first argument.
        y_shape: tuple of ints and None, shape of the second one.
        axes: int, pair of ints, or None for the default.
        integers: type or tuple of types that an axis of a pair may have.

    Returns:
        List of the summed axis of both arguments as positive ints.

    Raises:
        ValueError: there is no such axis, or the sizes of both differ.
    """
    x_rank, y_rank = len(x_shape), len(y_shape)
    if x_rank < 2 or y_rank < 2:
        raise ValueError('K.batch_dot() needs arguments of rank 2 or more, received shapes {} and '
                         '{}.'.format(x_shape, y_shape))
    if axes is None:
        axes = (x_rank - 1, 1 if y_rank == 2 else y_rank - 2)
    elif isinstance(axes, int):
        axes = (axes, axes)
    axes = tuple(axes)
    if len(axes) != 2:
        raise ValueError('K.batch_dot() sums over one axis of each argument: `axes` is an integer '
                         'or a pair of them, received {!r}.'.format(axes))
    result = []
    for shape, axis in zip((x_shape, y_shape), axes):
        rank = len(shape)
        if not isinstance(axis, integers) or not -rank <= axis < rank or axis % rank == 0:
            raise ValueError('K.batch_dot() cannot sum over axis {!r} of a tensor of shape {}. '
                             'Expected an axis from 1 to {} (0 is the batch).'.format(
                                 axis, shape, rank - 1))
        result.append(int(axis) % rank)
    sizes = x_shape[result[0]], y_shape[result[1]]
    if None not in sizes and sizes[0] != sizes[1]:
        raise ValueError('K.batch_dot() cannot sum over axis {} of shape {} and axis {} of shape '
                         '{}: their sizes differ.'.format(
                             result[0], x_shape, result[1], y_shape))
    return result


def product(sizes):
    """Returns the product of sizes, ints or scalar tensors."""
    result = 1
    for size in sizes:
        result = result * size
    return result
