"""Kernels of the room `shaping`: reshaping, joining, repeating, padding, slicing, resizing."""

import torch
import torch.nn.functional as F

from keras.backend import common
from keras.backend.torch_backend import core
from keras.backend.torch_backend import dtypes
from keras.backend.torch_backend import engine


def reshape(x, shape):
    return x.reshape(_ints(shape))


def permute_dimensions(x, pattern):
    return x.permute(_ints(pattern))


def transpose(x):
    return x.permute(tuple(range(x.dim() - 1, -1, -1)))


def flatten(x):
    return x.reshape(-1)


def batch_flatten(x):
    return x.flatten(1) if x.dim() > 1 else x.unsqueeze(1)


def expand_dims(x, axis=-1):
    return x.unsqueeze(axis)


def squeeze(x, axis):
    if x.shape[axis] != 1:
        raise ValueError('K.squeeze() removes an axis of size 1, but axis {} of the shape {} is '
                         'of size {}.'.format(axis, tuple(x.shape), x.shape[axis]))
    return x.squeeze(axis)


def concatenate(tensors, axis=-1):
    sparse = [x.layout != torch.strided for x in tensors]
    if True in sparse and False in sparse:
        tensors = [core.to_dense(x) for x in tensors]
    return torch.cat(tuple(tensors), axis)


def stack(x, axis=0):
    return torch.stack(tuple(x), axis)


def repeat(x, n):
    if x.dim() != 2:
        raise ValueError('K.repeat() takes a tensor of shape (samples, size), received shape {}. '
                         'K.repeat_elements() and K.tile() take any.'.format(tuple(x.shape)))
    return x.unsqueeze(1).expand(-1, int(n), -1)


def repeat_elements(x, rep, axis):
    return _repeat(x, {axis % x.dim(): int(rep)})


def tile(x, n):
    return torch.tile(x, [int(n)] if dtypes.is_number(n) else _ints(n))


def reverse(x, axes):
    return torch.flip(x, [axes] if isinstance(axes, int) else _ints(axes))


def slice(x, start, size):
    for axis, (first, count) in enumerate(zip(_ints(start), _ints(size))):
        count = x.shape[axis] - first if count == -1 else count
        if first or count != x.shape[axis]:
            x = x.narrow(axis, first, count)
    return x


def gather(reference, indices):
    if indices.dtype not in (torch.int32, torch.int64):
        indices = indices.long()
    if reference.dim() == 2 and not dtypes.is_integral(reference):
        return F.embedding(indices, reference)
    picked = torch.index_select(reference, 0, indices.reshape(-1))
    return picked.reshape(tuple(indices.shape) + tuple(reference.shape[1:]))


def one_hot(indices, num_classes):
    classes = torch.arange(int(num_classes), device=indices.device)
    return (indices.unsqueeze(-1) == classes).to(dtypes.named(None))


def arange(start, stop=None, step=1, dtype='int32'):
    if stop is None:
        start, stop = 0, start
    start, stop, step = (one.item() if hasattr(one, 'item') else one
                         for one in (start, stop, step))
    if (stop - start) * step <= 0:
        stop = start
    # Fractions are counted before the cast: a step of one half is no step of 0.
    made = dtypes.named(dtype)
    fractions = [one for one in (start, stop, step) if isinstance(one, float)]
    counted = torch.arange(start, stop, step, device=engine.device(),
                           dtype=torch.float64 if fractions else made)
    return counted.to(made)


def temporal_padding(x, padding=(1, 1)):
    before, after = padding
    return F.pad(x, (0, 0, int(before), int(after)))


def spatial_2d_padding(x, padding=((1, 1), (1, 1)), data_format=None):
    return _pad_space(x, padding, 2, data_format)


def spatial_3d_padding(x, padding=((1, 1), (1, 1), (1, 1)), data_format=None):
    return _pad_space(x, padding, 3, data_format)


def resize_images(x, height_factor, width_factor, data_format, interpolation='nearest'):
    if interpolation not in ('nearest', 'bilinear'):
        raise ValueError('The argument `interpolation` was given {!r}. Expected \'nearest\' or '
                         '\'bilinear\'.'.format(interpolation))
    first = 2 if _is_channels_first(data_format) else 1
    factors = {first: int(height_factor), first + 1: int(width_factor)}
    if interpolation == 'nearest':
        return _repeat(x, factors)
    x = x.float() if dtypes.is_integral(x) else x
    for axis, factor in factors.items():
        x = _stretch(x, factor, axis)
    return x


def resize_volumes(x, depth_factor, height_factor, width_factor, data_format):
    first = 2 if _is_channels_first(data_format) else 1
    return _repeat(x, {first: int(depth_factor), first + 1: int(height_factor),
                       first + 2: int(width_factor)})


def _ints(sizes):
    """Sizes as a list of Python integers."""
    return [int(size) for size in sizes]


def _repeat(x, factors):
    """Repeats each element along some axes with a single copy."""
    apart, wide, joined = [], [], []
    for axis, size in enumerate(x.shape):
        factor = factors.get(axis, 1)
        apart += [size, 1] if axis in factors else [size]
        wide += [size, factor] if axis in factors else [size]
        joined.append(size * factor)
    return x.reshape(apart).expand(wide).reshape(joined)


def _stretch(x, factor, axis):
    """Puts places in between on a straight line; place i of the result is i / factor of `x`."""
    if factor == 1:
        return x
    size = x.shape[axis]
    after = torch.cat((x.narrow(axis, 1, size - 1), x.narrow(axis, size - 1, 1)), axis)
    weight = torch.arange(factor, device=x.device, dtype=x.dtype) / factor
    weight = weight.reshape((factor,) + (1,) * (x.dim() - 1 - axis))
    between = torch.lerp(x.unsqueeze(axis + 1), after.unsqueeze(axis + 1), weight)
    return between.flatten(axis, axis + 1)


def _pad_space(x, padding, rank, data_format):
    """Pads the space axes with zeros, a pair of sizes for each."""
    if len(padding) != rank or [pair for pair in padding if len(pair) != 2]:
        raise ValueError('The argument `padding` must be {} pairs of integers (before, after), '
                         'received {!r}.'.format(rank, padding))
    amounts = [] if _is_channels_first(data_format) else [0, 0]
    for before, after in reversed(padding):         # `pad` begins with the last axis
        amounts += [int(before), int(after)]
    return F.pad(x, amounts)


def _is_channels_first(data_format):
    """Whether the channels come before the space axes."""
    return common.normalize_data_format(data_format) == 'channels_first'
