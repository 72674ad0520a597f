"""Kernels of pooling."""

import numpy as np
from jax import lax
from jax import numpy as jnp

from keras.backend import common
from keras.backend import shapes
from keras.backend.jax_backend import core

#: Windows up to this size are combined value by value.
_SMALL = 8


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

    Slices and choices, which are fused, and whose gradient is: the engine's own window takes from
    ten to forty times as long on its way back on a CPU. Of equal values the first one gets the
    whole gradient, as TensorFlow has it.
    """
    for axis, size, stride, amounts in reversed(windows):
        x = _padded(x, axis, amounts, -np.inf)
        places = (x.shape[axis] - size) // stride + 1
        if size <= _SMALL:
            parts = _taps(x, axis, size, stride, places)
            x = parts[0]
            for part in parts[1:]:
                x = _larger(x, part)
            continue
        width = 1           # `x` holds the largest of this many values
        while width < size:
            step = min(width, size - width)
            x = _larger(lax.slice_in_dim(x, 0, x.shape[axis] - step, axis=axis),
                        lax.slice_in_dim(x, step, None, axis=axis))
            width += step
        x = _taps(x, axis, 1, stride, places)[0]
    return x


def _larger(x, y):
    """The larger of two, the first of equal ones, one that is no number in any case."""
    return jnp.where((x >= y) | (x != x), x, y)


def _average(x, windows):
    """The mean of each window, of the values that are really there."""
    wide, factor, divisors = core._wide(x), 1., []
    for axis, size, stride, amounts in reversed(windows):
        counts = _counts(x.shape[axis], size, stride, amounts, x.ndim - 1 - axis)
        wide = _sums(_padded(wide, axis, amounts, 0), axis, size, stride)
        if (counts == counts.max()).all():
            factor /= counts.max()
        else:
            divisors.append(jnp.asarray(counts, wide.dtype))
    # Axis by axis: the table of all counts would be as large as the result.
    for divisor in divisors:
        wide = wide / divisor
    return (wide * factor).astype(x.dtype)


def _sums(x, axis, size, stride):
    """The sum of each window along one axis."""
    places = (x.shape[axis] - size) // stride + 1
    if size == stride:
        x = lax.slice_in_dim(x, 0, places * size, axis=axis)
        return x.reshape(x.shape[:axis] + (places, size) + x.shape[axis + 1:]).sum(axis + 1)
    if size <= _SMALL:
        parts = _taps(x, axis, size, stride, places)
        return sum(parts[1:], parts[0])
    sizes, strides = [1] * x.ndim, [1] * x.ndim
    sizes[axis], strides[axis] = size, stride
    return lax.reduce_window(x, np.zeros((), x.dtype), lax.add, sizes, strides, 'VALID')


def _taps(x, axis, size, stride, places):
    """Per place in a window what is there in all windows along one axis."""
    return [lax.slice_in_dim(x, tap, tap + (places - 1) * stride + 1, stride, axis)
            for tap in range(size)]


def _padded(x, axis, amounts, value):
    """The array with a value before and after it along one axis."""
    if amounts == (0, 0):
        return x
    pads = [(0, 0, 0)] * x.ndim
    pads[axis] = amounts + (0,)
    return lax.pad(x, jnp.asarray(value, x.dtype), pads)


def _counts(length, size, stride, amounts, after):
    """How many values each window holds along an axis that `after` others follow."""
    there = np.pad(np.ones(length), amounts, 'constant')
    counts = [there[start:start + size].sum()
              for start in range(0, len(there) - size + 1, stride)]
    return np.array(counts).reshape((-1,) + (1,) * after)
