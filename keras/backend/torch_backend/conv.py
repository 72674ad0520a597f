"""Kernels of the room `conv`: convolution and pooling.

PyTorch's kernels name the channels before the space axes. A tensor with its channels last is passed
as a permuted view, which is the memory format that the kernels call `channels_last`: nothing is
copied, and the result lies in memory as Keras names its axes.
"""

import torch
import torch.nn.functional as F

from keras.backend import common
from keras.backend import shapes

_DIRECT = {1: F.conv1d, 2: F.conv2d, 3: F.conv3d}
_BACK = {2: F.conv_transpose2d, 3: F.conv_transpose3d}
_LARGEST = {2: torch.max_pool2d, 3: torch.max_pool3d}
_MEAN = {2: F.avg_pool2d, 3: F.avg_pool3d}


def conv1d(x, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1):
    return _convolve(x, kernel, strides, padding, data_format, dilation_rate, 'conv1d')


def conv2d(x, kernel, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1)):
    return _convolve(x, kernel, strides, padding, data_format, dilation_rate, 'conv2d')


def conv3d(x, kernel, strides=(1, 1, 1), padding='valid', data_format=None,
           dilation_rate=(1, 1, 1)):
    return _convolve(x, kernel, strides, padding, data_format, dilation_rate, 'conv3d')


def conv2d_transpose(x, kernel, output_shape, strides=(1, 1), padding='valid', data_format=None,
                     dilation_rate=(1, 1)):
    return _convolve_back(x, kernel, output_shape, strides, padding, data_format, dilation_rate,
                          'conv2d_transpose')


def conv3d_transpose(x, kernel, output_shape, strides=(1, 1, 1), padding='valid',
                     data_format=None):
    return _convolve_back(x, kernel, output_shape, strides, padding, data_format, (1, 1, 1),
                          'conv3d_transpose')


def depthwise_conv2d(x, depthwise_kernel, strides=(1, 1), padding='valid', data_format=None,
                     dilation_rate=(1, 1)):
    return _convolve(x, depthwise_kernel, strides, padding, data_format, dilation_rate,
                     'depthwise_conv2d', is_depthwise=True)


def separable_conv1d(x, depthwise_kernel, pointwise_kernel, strides=1, padding='valid',
                     data_format=None, dilation_rate=1):
    between = _convolve(x, depthwise_kernel, strides, padding, data_format, dilation_rate,
                        'separable_conv1d', is_depthwise=True)
    return conv1d(between, pointwise_kernel, data_format=data_format)


def separable_conv2d(x, depthwise_kernel, pointwise_kernel, strides=(1, 1), padding='valid',
                     data_format=None, dilation_rate=(1, 1)):
    between = _convolve(x, depthwise_kernel, strides, padding, data_format, dilation_rate,
                        'separable_conv2d', is_depthwise=True)
    return conv2d(between, pointwise_kernel, data_format=data_format)


def pool2d(x, pool_size, strides=(1, 1), padding='valid', data_format=None, pool_mode='max'):
    return _pool(x, pool_size, strides, padding, data_format, pool_mode, 2)


def pool3d(x, pool_size, strides=(1, 1, 1), padding='valid', data_format=None, pool_mode='max'):
    return _pool(x, pool_size, strides, padding, data_format, pool_mode, 3)


def local_conv1d(inputs, kernel, kernel_size, strides, data_format=None):
    return _local_conv(inputs, kernel, kernel_size, strides, (kernel.shape[0],), data_format)


def local_conv2d(inputs, kernel, kernel_size, strides, output_shape, data_format=None):
    return _local_conv(inputs, kernel, kernel_size, strides, output_shape, data_format)


def _is_first(data_format):
    """Whether the channels come before the space axes."""
    return common.normalize_data_format(data_format) == 'channels_first'


def _checked(padding, name, causal=False):
    """The padding name in lower case, if the op knows it."""
    lowered = padding.lower() if isinstance(padding, str) else padding
    allowed = ('valid', 'same') + (('causal',) if causal else ())
    if lowered not in allowed:
        raise ValueError('`padding` of K.{} must be one of {}. Received: {!r}.'.format(
            name, ', '.join(repr(one) for one in allowed), padding))
    return lowered


def _enter(x, is_first):
    """A view of `x` with its channels before the space axes."""
    return x if is_first else x.movedim(-1, 1)


def _leave(x, is_first):
    """A view of a kernel's result with its channels where the data format wants them."""
    return x if is_first else x.movedim(1, -1)


def _padded(x, amounts):
    """Zeros around the space axes, which are the last ones of `x`."""
    flat = []
    for before, after in reversed(amounts):         # `pad` begins with the last axis
        flat += [before, after]
    return F.pad(x, flat)


def _weights(kernel, rank, is_depthwise):
    """A convolution kernel with its axes as PyTorch names them, and the number of groups."""
    space = tuple(range(rank))
    if not is_depthwise:
        return kernel.permute((rank + 1, rank) + space), 1
    channels, multiplier = kernel.shape[rank:]
    kernel = kernel.permute((rank, rank + 1) + space)
    return kernel.reshape((channels * multiplier, 1) + tuple(kernel.shape[2:])), channels


def _convolve(x, kernel, strides, padding, data_format, dilations, name, is_depthwise=False):
    """Correlation of `x` with `kernel` in one, two or three dimensions."""
    is_first, rank = _is_first(data_format), x.dim() - 2
    strides = shapes.normalize_tuple(strides, rank, 'strides')
    dilations = shapes.normalize_tuple(dilations, rank, 'dilation_rate')
    padding = _checked(padding, name, causal=rank == 1)
    if rank == 1 and not is_first:
        # There is no memory format of sequences with their channels last; images have one.
        amounts = shapes.window_padding(padding, x.shape[1:2], kernel.shape, strides, dilations)
        image = _correlate(x.unsqueeze(1), kernel.unsqueeze(0), (1,) + strides,
                           ((0, 0),) + amounts, (1,) + dilations, False, is_depthwise)
        return image.squeeze(1)
    lengths = x.shape[2:] if is_first else x.shape[1:-1]
    amounts = shapes.window_padding(padding, lengths, kernel.shape[:rank], strides, dilations)
    return _correlate(x, kernel, strides, amounts, dilations, is_first, is_depthwise)


def _correlate(x, kernel, strides, amounts, dilations, is_first, is_depthwise):
    """Correlation with a known padding of each axis."""
    rank = len(strides)
    x = _enter(x, is_first)
    if [pair for pair in amounts if pair[0] != pair[1]]:
        x, around = _padded(x, amounts), 0
    else:
        around = [before for before, _ in amounts]
    weights, groups = _weights(kernel, rank, is_depthwise)
    return _leave(_DIRECT[rank](x, weights, None, strides, around, dilations, groups), is_first)


def _convolve_back(x, kernel, output_shape, strides, padding, data_format, dilations, name):
    """Transposed convolution: the gradient of a convolution with respect to its input."""
    is_first, rank = _is_first(data_format), x.dim() - 2
    strides = shapes.normalize_tuple(strides, rank, 'strides')
    dilations = shapes.normalize_tuple(dilations, rank, 'dilation_rate')
    padding = _checked(padding, name)
    x = _enter(x, is_first)
    lengths = _target_lengths(x, kernel, output_shape, strides, padding, dilations, is_first)
    amounts = shapes.window_padding(padding, lengths, kernel.shape, strides, dilations)
    cut, extra, is_whole = [], [], True
    for given, size, stride, dilation, length, (before, _) in zip(
            x.shape[2:], kernel.shape, strides, dilations, lengths, amounts):
        made = (given - 1) * stride + shapes.dilated_size(size, dilation) - 2 * before
        cut.append(before)
        extra.append(max(length - made, 0))
        is_whole = is_whole and made <= length
    weights = kernel.permute((rank + 1, rank) + tuple(range(rank)))
    result = _BACK[rank](x, weights, None, strides, cut, extra, 1, dilations)
    if not is_whole:            # the odd place of 'same' goes at the end
        for axis, length in enumerate(lengths, 2):
            result = result.narrow(axis, 0, length)
    return _leave(result, is_first)


def _target_lengths(x, kernel, output_shape, strides, padding, dilations, is_first):
    """The space axes of the wanted shape as integers, checked."""
    rank = len(strides)
    wanted = [None if size is None or size == -1 else int(size) for size in output_shape]
    axes = shapes.spatial_axes('channels_first' if is_first else 'channels_last', rank + 2)
    lengths = []
    for axis, given, size, stride, dilation in zip(
            axes, x.shape[2:], kernel.shape, strides, dilations):
        length = wanted[axis]
        if length is None:
            length = shapes.deconv_length(given, stride, size, padding, None, dilation)
        if shapes.conv_output_length(length, size, padding, stride, dilation) != given:
            raise ValueError('A transposed convolution cannot give the shape {}: a convolution of '
                             'length {} gives no length {}.'.format(
                                 tuple(output_shape), length, given))
        lengths.append(length)
    channels = wanted[1 if is_first else -1]
    if channels not in (None, kernel.shape[rank]) or wanted[0] not in (None, x.shape[0]):
        raise ValueError('A transposed convolution of {} samples with a kernel of shape {} cannot '
                         'give the shape {}.'.format(x.shape[0], tuple(kernel.shape),
                                                     tuple(output_shape)))
    return lengths


def _pool(x, pool_size, strides, padding, data_format, pool_mode, rank):
    """Pooling in two or three dimensions."""
    is_first = _is_first(data_format)
    sizes = shapes.normalize_tuple(pool_size, rank, 'pool_size')
    strides = shapes.normalize_tuple(strides, rank, 'strides')
    padding = _checked(padding, 'pool{}d'.format(rank))
    if pool_mode not in ('max', 'avg'):
        raise ValueError("`pool_mode` must be 'max' or 'avg'. Received: {!r}.".format(pool_mode))
    x = _enter(x, is_first)
    around, surplus, beyond = [], [], False
    for length, size, stride in zip(x.shape[2:], sizes, strides):
        before, after = (0, 0) if padding == 'valid' else shapes.same_padding(length, size, stride)
        # The same padding on both sides is all there is. One place more at the end: the last
        # window may reach beyond it, or with a stride of 1 an extra window comes first.
        is_extra = after > before and stride == 1
        around.append(after if is_extra else before)
        surplus.append(is_extra)
        beyond = beyond or after > before and not is_extra
    if pool_mode == 'max':
        result = _LARGEST[rank](x, sizes, strides, around, 1, beyond)
    else:
        result = _mean(x, sizes, strides, around, beyond)
    for axis, is_extra in enumerate(surplus, 2):
        if is_extra:
            result = result.narrow(axis, 1, result.shape[axis] - 1)
    return _leave(result, is_first)


def _mean(x, sizes, strides, around, beyond):
    """Means of windows; what is added around counts for none."""
    rank = len(sizes)
    if x.is_cuda and any(around):
        # The gradient of what lies channels last is wrong beside the border (seen with 2.11).
        x = x.contiguous()
    is_short = x.dtype in (torch.float16, torch.bfloat16)
    if rank == 3 and is_short and x.device.type == 'cpu':       # there is no kernel for these
        return _MEAN[3](x.float(), sizes, strides, around, beyond, False).to(x.dtype)
    return _MEAN[rank](x, sizes, strides, around, beyond, False)


def _local_conv(x, kernel, kernel_size, strides, output_shape, data_format):
    """Convolution with a kernel of its own at every place, as one batched matrix product."""
    is_first, rank = _is_first(data_format), x.dim() - 2
    sizes = shapes.normalize_tuple(kernel_size, rank, 'kernel_size')
    strides = shapes.normalize_tuple(strides, rank, 'strides')
    output_shape = tuple(int(size) for size in output_shape)
    first = 2 if is_first else 1
    for axis, (size, stride, count) in enumerate(zip(sizes, strides, output_shape), first):
        x = x.unfold(axis, size, stride).narrow(axis, 0, count)
    # The taps of the windows are the last axes now; the places come first.
    places = tuple(range(first, first + rank))
    taps = tuple(range(rank + 2, 2 * rank + 2))
    features = (1,) + taps if is_first else taps + (rank + 1,)
    patches = x.permute(places + (0,) + features)
    patches = patches.reshape(kernel.shape[0], x.shape[0], kernel.shape[1])
    result = torch.bmm(patches, kernel).reshape(output_shape + (x.shape[0], kernel.shape[2]))
    if is_first:
        return result.permute((rank, rank + 1) + tuple(range(rank)))
    return result.permute((rank,) + tuple(range(rank)) + (rank + 1,))
