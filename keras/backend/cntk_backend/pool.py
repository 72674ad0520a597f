"""Kernels of pooling."""

import cntk as C
import numpy as np

from keras.backend import common
from keras.backend import shapes
from keras.backend.cntk_backend import precision
from keras.backend.cntk_backend import images
from keras.backend.cntk_backend.kernels import kernel

#: Stands for minus infinity, which CNTK's padding does not take.
_LEAST = -3e38


@kernel
def pool2d(x, pool_size, strides=(1, 1), padding='valid', data_format=None, pool_mode='max'):
    return _pool(x, pool_size, strides, padding, data_format, pool_mode)


@kernel
def pool3d(x, pool_size, strides=(1, 1, 1), padding='valid', data_format=None, pool_mode='max'):
    return _pool(x, pool_size, strides, padding, data_format, pool_mode)


def _pool(x, pool_size, strides, padding, data_format, pool_mode):
    """Pooling in two or three dimensions."""
    rank = x.ndim - 2
    lowered = padding.lower() if isinstance(padding, str) else padding
    if lowered not in ('valid', 'same'):
        raise ValueError("`padding` of K.pool{}d must be 'valid' or 'same'. Received: {!r}."
                         .format(rank, padding))
    if pool_mode not in ('max', 'avg'):
        raise ValueError("`pool_mode` must be 'max' or 'avg'. Received: {!r}.".format(pool_mode))
    if x.is_in_loop:
        raise NotImplementedError('CNTK has no pooling inside of a loop over time steps. '
                                  'Use unroll=True.')
    sizes = shapes.normalize_tuple(pool_size, rank, 'pool_size')
    strides = shapes.normalize_tuple(strides, rank, 'strides')
    is_first = common.normalize_data_format(data_format) == 'channels_first'
    lengths = x.shape[2:] if is_first else x.shape[1:-1]
    amounts = shapes.window_padding(lowered, lengths, sizes, strides)
    given = images.of(x, is_first)
    node, is_padded = given.node, any(before or after for before, after in amounts)
    if is_padded:
        node = C.pad(node, [(0, 0)] + [tuple(pair) for pair in amounts],
                     constant_value=_LEAST if pool_mode == 'max' else 0)
    kind = C.MAX_POOLING if pool_mode == 'max' else C.AVG_POOLING
    node = C.pooling(node, kind, sizes, strides=strides, auto_padding=[False] * (rank + 1))
    if is_padded and pool_mode == 'avg':
        node = node * C.constant(_shares(lengths, sizes, strides, amounts).astype(
            precision.kind_of(x.dtype)), dtype=precision.kind_of(x.dtype))
    return images.Images(node, given.count, x.dtype, is_first).to_array()


def _shares(lengths, sizes, strides, amounts):
    """The size of a window over the number of values in it that are really there."""
    result = np.ones(())
    for length, size, stride, pair in zip(lengths, sizes, strides, amounts):
        there = np.pad(np.ones(length), tuple(pair), 'constant')
        counts = [there[start:start + size].sum()
                  for start in range(0, len(there) - size + 1, stride)]
        result = result[..., np.newaxis] * (size / np.array(counts))
    return result[np.newaxis]
