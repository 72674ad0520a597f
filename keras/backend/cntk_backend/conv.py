"""Kernels of convolution.

CNTK's own stands at the bottom: it correlates, has no dilation on a CPU (the kernel is spread out
with zeros instead), and pads evenly (uneven padding is done before).
"""

import cntk as C
import numpy as np

from keras.backend import common
from keras.backend import shapes
from keras.backend.cntk_backend import arrays
from keras.backend.cntk_backend import images
from keras.backend.cntk_backend.kernels import kernel as as_kernel
from keras.backend.cntk_backend.program import in_batch


@as_kernel
def conv1d(x, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1):
    return _convolve(x, kernel, strides, padding, data_format, dilation_rate)


@as_kernel
def conv2d(x, kernel, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1)):
    return _convolve(x, kernel, strides, padding, data_format, dilation_rate)


@as_kernel
def conv3d(x, kernel, strides=(1, 1, 1), padding='valid', data_format=None,
           dilation_rate=(1, 1, 1)):
    return _convolve(x, kernel, strides, padding, data_format, dilation_rate)


@as_kernel
def conv2d_transpose(x, kernel, output_shape, strides=(1, 1), padding='valid', data_format=None,
                     dilation_rate=(1, 1)):
    return _convolve_back(x, kernel, output_shape, strides, padding, data_format, dilation_rate)


@as_kernel
def conv3d_transpose(x, kernel, output_shape, strides=(1, 1, 1), padding='valid',
                     data_format=None):
    return _convolve_back(x, kernel, output_shape, strides, padding, data_format, (1, 1, 1))


@as_kernel
def depthwise_conv2d(x, depthwise_kernel, strides=(1, 1), padding='valid', data_format=None,
                     dilation_rate=(1, 1)):
    return _convolve(x, depthwise_kernel, strides, padding, data_format, dilation_rate,
                     name='depthwise_conv2d', per_channel=True)


@as_kernel
def separable_conv1d(x, depthwise_kernel, pointwise_kernel, strides=1, padding='valid',
                     data_format=None, dilation_rate=1):
    between = _convolve(x, depthwise_kernel, strides, padding, data_format, dilation_rate,
                        name='separable_conv1d', per_channel=True)
    return _convolve(between, pointwise_kernel, 1, 'valid', data_format, 1)


@as_kernel
def separable_conv2d(x, depthwise_kernel, pointwise_kernel, strides=(1, 1), padding='valid',
                     data_format=None, dilation_rate=(1, 1)):
    between = _convolve(x, depthwise_kernel, strides, padding, data_format, dilation_rate,
                        name='separable_conv2d', per_channel=True)
    return _convolve(between, pointwise_kernel, 1, 'valid', data_format, 1)


@as_kernel
def local_conv1d(inputs, kernel, kernel_size, strides, data_format=None):
    return _local_conv(inputs, kernel, kernel_size, strides, kernel.shape[:1], data_format)


@as_kernel
def local_conv2d(inputs, kernel, kernel_size, strides, output_shape, data_format=None):
    return _local_conv(inputs, kernel, kernel_size, strides, output_shape, data_format)


def _convolve(x, kernel, strides, padding, data_format, dilation_rate, name=None,
              per_channel=False):
    """Correlation of `x` with `kernel` in one, two or three dimensions."""
    rank = x.ndim - 2
    is_first = common.normalize_data_format(data_format) == 'channels_first'
    padding = _checked(padding, name or 'conv{}d'.format(rank), causal=rank == 1)
    strides = shapes.normalize_tuple(strides, rank, 'strides')
    dilations = shapes.normalize_tuple(dilation_rate, rank, 'dilation_rate')
    lengths = x.shape[2:] if is_first else x.shape[1:-1]
    channels = x.shape[1] if is_first else x.shape[-1]
    if channels != kernel.shape[-2]:
        raise ValueError('A kernel of shape {} is for {} channels, received an input of shape {}.'
                         .format(kernel.shape, kernel.shape[-2], x.shape))
    kernel = _spread(arrays.cast(kernel, x.dtype), dilations)
    amounts = shapes.window_padding(padding, lengths, kernel.shape[:rank], strides)
    if x.is_in_loop:
        return _convolve_in_loop(x, kernel, strides, amounts, is_first, per_channel)
    groups = 1
    if per_channel:
        groups = channels
        kernel = arrays.reshape(kernel, kernel.shape[:rank] + (1, -1))
        # CNTK's groups come one after the other: all kernels of the first channel first.
    weights = arrays.transposed(kernel, (rank + 1, rank) + tuple(range(rank)))
    given = images.of(x, is_first)
    node, pads = _padded(given.node, amounts, kernel.shape[:rank], strides)
    filters = weights.node
    is_row = groups > 1 and rank == 1       # CNTK has groups in two dimensions only
    if is_row:
        node = C.reshape(node, (node.shape[0], 1, node.shape[1]))
        filters = C.reshape(filters, weights.shape[:2] + (1,) + weights.shape[2:])
        strides, pads = (1,) + strides, [False] + pads
    node = C.convolution(filters, node, strides=strides, auto_padding=[False] + pads,
                         groups=groups)
    node = C.reshape(node, (node.shape[0], node.shape[2])) if is_row else node
    return images.Images(node, given.count, x.dtype, is_first).to_array()


def _padded(node, amounts, sizes, strides):
    """A node with zeros around it, as far as CNTK does not add them; and what it is to add."""
    is_even = all(before == after and size == 2 * before + 1 and stride == 1 and size <= length
                  for (before, after), size, stride, length in zip(
                      amounts, sizes, strides, node.shape[1:]))
    if is_even or not any(before or after for before, after in amounts):
        return node, [is_even] * len(amounts)
    return C.pad(node, [(0, 0)] + [tuple(pair) for pair in amounts]), [False] * len(amounts)


def _spread(kernel, dilations):
    """A kernel with zeros between its taps."""
    for axis, dilation in enumerate(dilations):
        size = kernel.shape[axis]
        if dilation == 1 or size == 1:
            continue
        before, after = kernel.shape[:axis], kernel.shape[axis + 1:]
        apart = arrays.reshape(kernel, before + (size, 1) + after)
        amounts = [(0, 0)] * apart.ndim
        amounts[axis + 1] = (0, dilation - 1)
        wide = arrays.reshape(arrays.padded(apart, amounts), before + (size * dilation,) + after)
        kernel = arrays.cut(wide, axis, 0, shapes.dilated_size(size, dilation))
    return kernel


def _convolve_in_loop(x, kernel, strides, amounts, is_first, per_channel):
    """Convolution at each step of a loop, as one product with what all taps of the kernel see.

    CNTK's own does not add up the gradients of the kernel over the steps.
    """
    rank, sizes = len(strides), kernel.shape[:len(strides)]
    if is_first:
        x = arrays.transposed(x, (0,) + tuple(range(2, x.ndim)) + (1,))
    x = arrays.padded(x, [(0, 0)] + [tuple(pair) for pair in amounts] + [(0, 0)])
    places = tuple((length - size) // stride + 1
                   for length, size, stride in zip(x.shape[1:-1], sizes, strides))
    taps = [arrays.reshape(one, one.shape[:-1] + (1, -1))
            for one in _taps(x, sizes, strides, places, 1)]
    seen = arrays.joined(taps, rank + 1)            # (samples, places, taps, channels)
    if per_channel:
        wide = arrays.reshape(seen, seen.shape + (1,)) * arrays.reshape(
            kernel, (len(taps),) + kernel.shape[rank:])
        result = arrays.reshape(arrays.reduced(C.reduce_sum, wide, (rank + 1,)),
                                x.shape[:1] + places + (-1,))
    else:
        result = arrays.product(arrays.reshape(seen, x.shape[:1] + places + (-1,)),
                                arrays.reshape(kernel, (-1, kernel.shape[-1])))
    if is_first:
        result = arrays.transposed(result, (0, rank + 1) + tuple(range(1, rank + 1)))
    return result


def _taps(x, sizes, strides, places, first_axis):
    """What each tap of a kernel sees at every place, the space beginning at some axis."""
    taps = []
    for offset in np.ndindex(*sizes):
        seen = x
        for axis, (start, count, stride) in enumerate(zip(offset, places, strides), first_axis):
            seen = arrays.cut(seen, axis, start, start + (count - 1) * stride + 1, stride)
        taps.append(seen)
    return taps


def _convolve_back(x, kernel, output_shape, strides, padding, data_format, dilation_rate):
    """Transposed convolution: the gradient of a convolution with respect to its input."""
    rank = x.ndim - 2
    data_format = common.normalize_data_format(data_format)
    is_first = data_format == 'channels_first'
    padding = _checked(padding, 'conv{}d_transpose'.format(rank))
    strides = shapes.normalize_tuple(strides, rank, 'strides')
    dilations = shapes.normalize_tuple(dilation_rate, rank, 'dilation_rate')
    kernel = _spread(arrays.cast(kernel, x.dtype), dilations)
    sizes = kernel.shape[:rank]
    places = x.shape[2:] if is_first else x.shape[1:-1]
    lengths = _target_lengths(output_shape, places, sizes, strides, padding, data_format)
    before = shapes.window_padding(padding, lengths, sizes, strides)
    weights = arrays.transposed(kernel, (rank + 1, rank) + tuple(range(rank)))
    full = [(place - 1) * stride + size for place, stride, size in zip(places, strides, sizes)]
    given = images.of(x, is_first)
    node = C.convolution_transpose(
        weights.node, given.node, strides=strides, auto_padding=[False] * (rank + 1),
        output_shape=(kernel.shape[-2],) + tuple(full))
    amounts = [(0, 0)]
    for axis, (length, whole, (first, _)) in enumerate(zip(lengths, full, before), 1):
        if first or first + length < whole:
            node = C.slice(node, axis, first, min(first + length, whole))
        amounts.append((0, max(first + length - whole, 0)))
    if any(after for _, after in amounts):
        node = C.pad(node, amounts)
    return images.Images(node, given.count, x.dtype, is_first).to_array()


def _target_lengths(output_shape, given, sizes, strides, padding, data_format):
    """The spatial lengths of a transposed convolution, with unknown ones filled in; checked."""
    axes = shapes.spatial_axes(data_format, len(given) + 2)
    lengths = []
    for axis, places, size, stride in zip(axes, given, sizes, strides):
        length = output_shape[axis]
        if length is None or length == -1:
            length = shapes.deconv_length(places, stride, size, padding, None)
        length = int(length)
        back = shapes.conv_output_length(length, size, padding, stride)
        if back != places:
            raise ValueError(
                'The output of a transposed convolution was asked to have the shape {}. Expected a '
                'size of axis {} from which a convolution makes {} places again; from {} it makes '
                '{}.'.format(tuple(output_shape), axis, places, length, back))
        lengths.append(length)
    return tuple(lengths)


def _checked(padding, name, causal=False):
    """The padding name in lower case, if the op knows it."""
    lowered = padding.lower() if isinstance(padding, str) else padding
    allowed = ('valid', 'same') + (('causal',) if causal else ())
    if lowered not in allowed:
        raise ValueError('`padding` of K.{} must be one of {}. Received: {!r}.'.format(
            name, ', '.join(map(repr, allowed)), padding))
    return lowered


def _local_conv(inputs, kernel, kernel_size, strides, output_shape, data_format):
    """Convolution with a kernel of its own at every place: one matrix product for each place."""
    rank = inputs.ndim - 2
    is_first = common.normalize_data_format(data_format) == 'channels_first'
    kernel_size = shapes.normalize_tuple(kernel_size, rank, 'kernel_size')
    strides = shapes.normalize_tuple(strides, rank, 'strides')
    output_shape = tuple(int(size) for size in output_shape)
    samples, places = inputs.shape[0], int(np.prod(output_shape))
    taps = _taps(inputs, kernel_size, strides, output_shape, 2 if is_first else 1)
    # (places, samples, features): with channels first a feature is one tap of a channel.
    if is_first:
        taps = [arrays.reshape(x, (samples, -1, 1, places)) for x in taps]
        patches = arrays.transposed(arrays.joined(taps, 2), (3, 0, 1, 2))
    else:
        taps = [arrays.reshape(x, (samples, places, 1, -1)) for x in taps]
        patches = arrays.transposed(arrays.joined(taps, 2), (1, 0, 2, 3))
    patches = arrays.reshape(patches, (places, samples, -1))
    node = C.times(in_batch(patches), in_batch(arrays.cast(kernel, inputs.dtype)))
    result = arrays.from_samples(node, places, inputs.dtype)
    result = arrays.reshape(result, output_shape + result.shape[1:])
    space = tuple(range(rank))
    return arrays.transposed(
        result, (rank, rank + 1) + space if is_first else (rank,) + space + (rank + 1,))
