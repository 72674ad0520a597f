"""Pooling."""

import numpy as np

from keras.backend import common
from keras.backend import shapes
from keras.backend.theano_backend import core
from keras.backend.theano_backend import shaping
from keras.backend.theano_backend import static
from keras.backend.theano_backend.engine import T, Variable, pooling, with_pattern


def pool2d(x, pool_size, strides=(1, 1), padding='valid', data_format=None, pool_mode='max'):
    return _pool(x, pool_size, strides, padding, data_format, pool_mode)


def pool3d(x, pool_size, strides=(1, 1, 1), padding='valid', data_format=None, pool_mode='max'):
    return _pool(x, pool_size, strides, padding, data_format, pool_mode)


def _pool(x, pool_size, strides, padding, data_format, pool_mode):
    """Pooling in two or three dimensions."""
    rank = x.ndim - 2
    lowered = padding.lower() if isinstance(padding, str) else padding
    if lowered not in ('valid', 'same'):
        raise ValueError("`padding` of K.pool{}d must be 'valid' or 'same'. Received: {!r}.".format(
            rank, padding))
    if pool_mode not in ('max', 'avg'):
        raise ValueError("`pool_mode` must be 'max' or 'avg'. Received: {!r}.".format(pool_mode))
    sizes = shapes.normalize_tuple(pool_size, rank, 'pool_size')
    strides = shapes.normalize_tuple(strides, rank, 'strides')
    data_format = common.normalize_data_format(data_format)
    known = shapes.window_shape(core.int_shape(x), None, sizes, strides, lowered, data_format)
    first = shapes.permutation(data_format, 'channels_first', x.ndim)
    x = x if first is None else x.dimshuffle(*first)
    amounts = {2 + i: _amounts(x, 2 + i, sizes[i], strides[i], lowered) for i in range(rank)}
    is_padded = any(isinstance(one, Variable) or one for pair in amounts.values() for one in pair)
    if pool_mode == 'max':
        wide = shaping.pad(x, amounts, -np.inf) if is_padded else x
        result = _windows(wide, sizes, strides, 'max')
    elif is_padded:
        # The mean of the values that are really there.
        there = shaping.pad(T.ones_like(x[:1, :1]), amounts)
        count = with_pattern(_windows(there, sizes, strides, 'sum'), [True] * 2 + [False] * rank)
        result = _windows(shaping.pad(x, amounts), sizes, strides, 'sum') / count
    else:
        result = _windows(x, sizes, strides, 'average_exc_pad')
    last = shapes.permutation('channels_first', data_format, x.ndim)
    result = result if last is None else result.dimshuffle(*last)
    return static.known(with_pattern(result, [size == 1 for size in known]), known)


def _amounts(x, axis, size, stride, padding):
    """What is put before and after one axis: integers, or scalar tensors where they must be."""
    length = core.int_shape(x)[axis]
    if padding == 'valid':
        return 0, 0
    if length is not None:
        return shapes.same_padding(length, size, stride)
    length = x.shape[axis]
    total = T.maximum((length + stride - 1) // stride * stride - stride + size - length, 0)
    return total // 2, total - total // 2


def _windows(x, sizes, strides, mode):
    """Calls the engine's kernel on images with the channels first."""
    pool = pooling.pool_2d if len(sizes) == 2 else pooling.pool_3d
    dtype = x.dtype
    x = core.cast(x, 'float32') if dtype == 'float16' else x
    return core.cast(pool(x, ws=sizes, stride=strides, ignore_border=True, mode=mode), dtype)
