"""Kernels of convolution and pooling.

Images stay in the order of axes that they come in. Padding is given in numbers, so that an odd zero
of 'same' stands at the end.
"""

import jax
import numpy as np
from jax import lax
from jax import numpy as jnp

from keras.backend import common
from keras.backend import shapes
from keras.backend.jax_backend import core
from keras.backend.jax_backend.pool import pool2d, pool3d  # noqa: F401

_SPACE = 'DHW'

#: Kernels of up to so many taps are added up tap by tap where that is faster.
_MOST_TAPS = 64


def conv1d(x, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1):
    return _convolve(x, kernel, strides, padding, data_format, dilation_rate)


def conv2d(x, kernel, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1)):
    return _convolve(x, kernel, strides, padding, data_format, dilation_rate)


def conv3d(x, kernel, strides=(1, 1, 1), padding='valid', data_format=None,
           dilation_rate=(1, 1, 1)):
    return _convolve(x, kernel, strides, padding, data_format, dilation_rate)


def conv2d_transpose(x, kernel, output_shape, strides=(1, 1), padding='valid', data_format=None,
                     dilation_rate=(1, 1)):
    return _convolve_back(x, kernel, output_shape, strides, padding, data_format, dilation_rate)


def conv3d_transpose(x, kernel, output_shape, strides=(1, 1, 1), padding='valid',
                     data_format=None):
    return _convolve_back(x, kernel, output_shape, strides, padding, data_format, (1, 1, 1))


def depthwise_conv2d(x, depthwise_kernel, strides=(1, 1), padding='valid', data_format=None,
                     dilation_rate=(1, 1)):
    return _convolve(x, depthwise_kernel, strides, padding, data_format, dilation_rate,
                     name='depthwise_conv2d', per_channel=True)


def separable_conv1d(x, depthwise_kernel, pointwise_kernel, strides=1, padding='valid',
                     data_format=None, dilation_rate=1):
    between = _convolve(x, depthwise_kernel, strides, padding, data_format, dilation_rate,
                        name='separable_conv1d', per_channel=True)
    return _convolve(between, pointwise_kernel, 1, 'valid', data_format, 1)


def separable_conv2d(x, depthwise_kernel, pointwise_kernel, strides=(1, 1), padding='valid',
                     data_format=None, dilation_rate=(1, 1)):
    between = _convolve(x, depthwise_kernel, strides, padding, data_format, dilation_rate,
                        name='separable_conv2d', per_channel=True)
    return _convolve(between, pointwise_kernel, 1, 'valid', data_format, 1)


def local_conv1d(inputs, kernel, kernel_size, strides, data_format=None):
    return _local_conv(inputs, kernel, kernel_size, strides, kernel.shape[:1], data_format)


def local_conv2d(inputs, kernel, kernel_size, strides, output_shape, data_format=None):
    return _local_conv(inputs, kernel, kernel_size, strides, output_shape, data_format)


def _convolve(x, kernel, strides, padding, data_format, dilation_rate, name=None,
              per_channel=False):
    """Correlation of `x` with `kernel` in one, two or three dimensions."""
    rank = x.ndim - 2
    is_first = common.normalize_data_format(data_format) == 'channels_first'
    padding = _checked(padding, name or f'conv{rank}d', causal=rank == 1)
    strides = shapes.normalize_tuple(strides, rank, 'strides')
    dilations = shapes.normalize_tuple(dilation_rate, rank, 'dilation_rate')
    lengths = x.shape[2:] if is_first else x.shape[1:-1]
    sizes = kernel.shape[:rank]
    amounts = shapes.window_padding(padding, lengths, sizes, strides, dilations)
    groups = 1
    if per_channel:
        groups = kernel.shape[-2]
        if groups > 1 and np.prod(sizes) <= _MOST_TAPS and jax.default_backend() == 'cpu':
            return _sum_of_taps(x, kernel, strides, amounts, dilations, is_first)
        kernel = kernel.reshape(sizes + (1, -1))
    elif set(sizes) == {1} and not is_first:
        # A mix of the channels at each place: a matrix product, also on its way back.
        x = lax.slice(x, (0,) * x.ndim, x.shape, (1,) + strides + (1,))
        return jnp.matmul(x, kernel.reshape(kernel.shape[-2:]))
    return lax.conv_general_dilated(
        x, kernel, strides, amounts, rhs_dilation=dilations,
        dimension_numbers=_numbers(rank, is_first, 'IO'), feature_group_count=groups)


def _sum_of_taps(x, kernel, strides, amounts, dilations, is_first):
    """Correlation per channel, tap by tap: a sum that is fused into one loop.

    On a CPU the engine's own takes from twenty to eighty times as long.
    """
    rank, (channels, multiplier) = len(strides), kernel.shape[-2:]
    pads = ((0, 0),) + ((0, 0),) * is_first + amounts + ((0, 0),) * (not is_first)
    wide = jnp.pad(core._wide(x), pads)
    kernel = core._wide(kernel)
    lengths = wide.shape[2:] if is_first else wide.shape[1:-1]
    output_shape = tuple(
        (length - shapes.dilated_size(size, dilation)) // stride + 1
        for length, size, dilation, stride in zip(lengths, kernel.shape, dilations, strides))
    result = 0
    for place in np.ndindex(*kernel.shape[:rank]):
        offset = tuple(tap * dilation for tap, dilation in zip(place, dilations))
        seen = _tap(wide, offset, strides, output_shape, is_first)
        if is_first:
            weights = kernel[place].reshape((channels, multiplier) + (1,) * rank)
            result = result + seen[:, :, None] * weights
        else:
            result = result + seen[..., None] * kernel[place]
    if is_first:
        return result.reshape((len(x), -1) + output_shape).astype(x.dtype)
    return result.reshape((len(x),) + output_shape + (-1,)).astype(x.dtype)


def _convolve_back(x, kernel, output_shape, strides, padding, data_format, dilation_rate):
    """Transposed convolution: the gradient of a convolution with respect to its input."""
    rank = x.ndim - 2
    data_format = common.normalize_data_format(data_format)
    is_first = data_format == 'channels_first'
    padding = _checked(padding, f'conv{rank}d_transpose')
    strides = shapes.normalize_tuple(strides, rank, 'strides')
    dilations = shapes.normalize_tuple(dilation_rate, rank, 'dilation_rate')
    sizes = [shapes.dilated_size(*one) for one in zip(kernel.shape, dilations)]
    given = x.shape[2:] if is_first else x.shape[1:-1]
    lengths = _target_lengths(output_shape, given, sizes, strides, padding, data_format)
    before = shapes.window_padding(padding, lengths, sizes, strides)
    amounts = []
    for length, places, size, stride, (first, _) in zip(lengths, given, sizes, strides, before):
        left = size - 1 - first
        amounts.append((left, length + size - 2 - (places - 1) * stride - left))
    return lax.conv_general_dilated(
        x, lax.rev(kernel, range(rank)), (1,) * rank, amounts, lhs_dilation=strides,
        rhs_dilation=dilations, dimension_numbers=_numbers(rank, is_first, 'OI'))


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
                f'The output of a transposed convolution was asked to have the shape '
                f'{tuple(output_shape)}. Expected a size of axis {axis} from which a convolution '
                f'makes {places} places again; from {length} it makes {back}.')
        lengths.append(length)
    return tuple(lengths)


def _numbers(rank, is_first, channels):
    """Order of the axes of images, kernels and results, as the engine writes it."""
    space = _SPACE[-rank:]
    images = 'NC' + space if is_first else 'N' + space + 'C'
    return images, space + channels, images


def _checked(padding, name, causal=False):
    """The padding name in lower case, if the op knows it."""
    lowered = padding.lower() if isinstance(padding, str) else padding
    allowed = ('valid', 'same') + (('causal',) if causal else ())
    if lowered not in allowed:
        raise ValueError(f'`padding` of K.{name} must be one of {", ".join(map(repr, allowed))}. '
                         f'Received: {padding!r}.')
    return lowered


def _local_conv(inputs, kernel, kernel_size, strides, output_shape, data_format):
    """Convolution with a kernel of its own at every place, as one batched matrix product."""
    rank = inputs.ndim - 2
    is_first = common.normalize_data_format(data_format) == 'channels_first'
    kernel_size = shapes.normalize_tuple(kernel_size, rank, 'kernel_size')
    strides = shapes.normalize_tuple(strides, rank, 'strides')
    output_shape = tuple(int(size) for size in output_shape)
    # One strided view per tap, not one per place: there are far fewer taps.
    taps = [_tap(inputs, offset, strides, output_shape, is_first)
            for offset in np.ndindex(*kernel_size)]
    places = (int(np.prod(output_shape)),)
    if is_first:        # (samples, channels, taps, places): the features are channels * taps
        patches = jnp.stack(taps, 2).reshape((len(inputs), -1) + places)
        numbers = (((1,), (1,)), ((2,), (0,)))
    else:               # (samples, places, taps, channels): the features are taps * channels
        patches = jnp.stack(taps, 1 + rank).reshape((len(inputs),) + places + (-1,))
        numbers = (((2,), (1,)), ((1,), (0,)))
    result = lax.dot_general(patches, kernel, numbers)
    result = result.reshape(output_shape + result.shape[1:])
    space = tuple(range(rank))
    return result.transpose((rank, rank + 1) + space if is_first else (rank,) + space + (rank + 1,))


def _tap(x, offset, strides, output_shape, is_first):
    """What one tap of a kernel sees at every place."""
    ends = tuple(start + (count - 1) * stride + 1
                 for start, stride, count in zip(offset, strides, output_shape))
    if is_first:
        return lax.slice(x, (0, 0) + offset, x.shape[:2] + ends, (1, 1) + strides)
    return lax.slice(x, (0,) + offset + (0,), x.shape[:1] + ends + x.shape[-1:],
                     (1,) + strides + (1,))
