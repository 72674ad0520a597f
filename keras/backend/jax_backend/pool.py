"""Kernels of pooling."""

import numpy as np
from jax import lax
from jax import numpy as jnp

from keras.backend import common
from keras.backend import shapes
from keras.backend.jax_backend import core


def pool2d(x, pool_size, strides=(1, 1), padding='valid', data_format=None, pool_mode='max'):
    return _pool(x, pool_size, strides, padding, data_format, pool_mode)


def pool3d(x, pool_size, strides=(1, 1, 1), padding='valid', data_format=None, pool_mode='max'):
    return _pool(x, pool_size, strides, padding, data_format, pool_mode)


def _pool(x, pool_size, strides, padding, data_format, pool_mode):
    """Pooling in two or three dimensions."""
    rank = x.ndim - 2
    lowered = padding.lower() if isinstance(padding, str) else padding
    if lowered not in ('valid', 'same'):
        raise ValueError(f"`padding` of K.pool{rank}d must be 'valid' or 'same'. "
                         f'Received: {padding!r}.')
    if pool_mode not in ('max', 'avg'):
        raise ValueError(f"`pool_mode` must be 'max' or 'avg'. Received: {pool_mode!r}.")
    sizes = shapes.normalize_tuple(pool_size, rank, 'pool_size')
    strides = shapes.normalize_tuple(strides, rank, 'strides')
    axes = shapes.spatial_axes(common.normalize_data_format(data_format), x.ndim)
    amounts = shapes.window_padding(lowered, [x.shape[axis] for axis in axes], sizes, strides)
    windows = list(zip(axes, sizes, strides, amounts))
    return _largest(x, windows) if pool_mode == 'max' else _average(x, windows)


def _largest(x, windows):
    """The largest value of each window, axis by axis, from the last one to the first.

    Of equal values the first one gets the whole gradient, as TensorFlow has it.
    """
    for axis, size, stride, (before, after) in reversed(windows):
        if before or after:
            pads = [(0, 0, 0)] * x.ndim
            pads[axis] = (before, after, 0)
            x = lax.pad(x, jnp.asarray(-jnp.inf, x.dtype), pads)
        places = (x.shape[axis] - size) // stride
        parts = [lax.slice_in_dim(x, tap, tap + places * stride + 1, stride, axis)
                 for tap in range(size)]
        x = parts[0]
        for part in parts[1:]:
            x = jnp.where((x >= part) | (x != x), x, part)
    return x


def _average(x, windows):
    """The mean of each window, of the values that are really there."""
    sizes, strides, pads = [1] * x.ndim, [1] * x.ndim, [(0, 0)] * x.ndim
    counts = np.ones((1,) * x.ndim)
    for axis, size, stride, amounts in windows:
        sizes[axis], strides[axis], pads[axis] = size, stride, amounts
        counts = counts * _counts(x.shape[axis], size, stride, amounts, x.ndim - 1 - axis)
    wide = core._wide(x)
    total = lax.reduce_window(wide, np.zeros((), wide.dtype), lax.add, sizes, strides, pads)
    if np.all(counts == counts.flat[0]):
        return (total * (1 / counts.flat[0])).astype(x.dtype)
    return (total / jnp.asarray(counts, wide.dtype)).astype(x.dtype)


def _counts(length, size, stride, amounts, after):
    """How many values each window holds along an axis that `after` others follow."""
    there = np.pad(np.ones(length), amounts, 'constant')
    counts = [there[start:start + size].sum()
              for start in range(0, len(there) - size + 1, stride)]
    return np.array(counts).reshape((-1,) + (1,) * after)
