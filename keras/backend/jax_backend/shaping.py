"""Kernels on shapes: reshaping, joining, repeating, padding, slicing, resizing."""

import jax
import numpy as np
from jax import lax
from jax import numpy as jnp
from jax.experimental import sparse

from keras.backend import common
from keras.backend import shapes
from keras.backend.jax_backend import core


def reshape(x, shape):
    return jnp.reshape(x, [-1 if size is None else int(size) for size in shape])


def permute_dimensions(x, pattern):
    return lax.transpose(x, [int(axis) % x.ndim for axis in pattern])


def transpose(x):
    return jnp.transpose(x)


def flatten(x):
    return x.reshape(-1)


def batch_flatten(x):
    return x.reshape(x.shape[0], int(np.prod(x.shape[1:])))


def expand_dims(x, axis=-1):
    return jnp.expand_dims(x, int(axis))


def squeeze(x, axis):
    return jnp.squeeze(x, int(axis))


def concatenate(tensors, axis=-1):
    tensors, axis = list(tensors), int(axis) % tensors[0].ndim
    if False not in [core._is_sparse(x) for x in tensors]:
        return sparse.bcoo_concatenate(tensors, dimension=axis)
    return jnp.concatenate([core.to_dense(x) for x in tensors], axis)


def stack(x, axis=0):
    return jnp.stack(list(x), int(axis))


def repeat(x, n):
    if x.ndim != 2:
        raise ValueError('K.repeat() takes a tensor of shape (samples, size), received shape '
                         f'{x.shape}. K.repeat_elements() and K.tile() take any.')
    return jnp.broadcast_to(x[:, None], (x.shape[0], int(n), x.shape[1]))


def repeat_elements(x, rep, axis):
    return _repeat(x, {int(axis) % x.ndim: int(rep)})


def _repeat(x, times):
    """Repeats elements along several axes at once: {axis: how often}."""
    apart, wide, joined = [], [], []
    for axis, size in enumerate(x.shape):
        often = times.get(axis, 1)
        apart += [size, 1] if axis in times else [size]
        wide += [size, often] if axis in times else [size]
        joined.append(size * often)
    return jnp.broadcast_to(x.reshape(apart), wide).reshape(joined)


def tile(x, n):
    return jnp.tile(x, core._sizes(n))


def reverse(x, axes):
    return jnp.flip(x, core._sizes(axes))


def slice(x, start, size):
    start, size = core._sizes(start), core._sizes(size)
    ends = [length if count == -1 else first + count
            for first, count, length in zip(start, size, x.shape)]
    return lax.slice(x, start, ends)


def gather(reference, indices):
    # A row that is not there gives NaN (the least integer), as no error can be raised from here.
    numbers = lax.GatherDimensionNumbers(
        offset_dims=tuple(range(indices.ndim, indices.ndim + reference.ndim - 1)),
        collapsed_slice_dims=(0,), start_index_map=(0,))
    return lax.gather(reference, indices[..., None], numbers, (1,) + reference.shape[1:],
                      mode='fill')


def one_hot(indices, num_classes):
    return jax.nn.one_hot(indices, int(num_classes), dtype=common.floatx())


def arange(start, stop=None, step=1, dtype='int32'):
    if stop is None:
        start, stop = 0, start if start > 0 else 0
    if False not in [isinstance(one, (int, np.integer)) for one in (start, stop, step)]:
        return jnp.arange(int(start), int(stop), int(step), dtype=dtype)
    return jnp.asarray(np.arange(start, stop, step).astype(dtype))


def temporal_padding(x, padding=(1, 1)):
    return _pad(x, {1: padding})


def spatial_2d_padding(x, padding=((1, 1), (1, 1)), data_format=None):
    return _pad_space(x, padding, 2, data_format)


def spatial_3d_padding(x, padding=((1, 1), (1, 1), (1, 1)), data_format=None):
    return _pad_space(x, padding, 3, data_format)


def _pad_space(x, padding, rank, data_format):
    """Pads the space axes with zeros, a pair of sizes for each."""
    if len(padding) != rank or False in [len(pair) == 2 for pair in padding]:
        raise ValueError(f'The argument `padding` must be {rank} pairs of integers (before, '
                         f'after), received {padding!r}.')
    return _pad(x, dict(zip(_space(x, data_format), padding)))


def _pad(x, pairs):
    """Pads with zeros: {axis: (before, after)}."""
    amounts = [tuple(pairs.get(axis, (0, 0))) + (0,) for axis in range(x.ndim)]
    return lax.pad(x, jnp.zeros((), x.dtype), amounts)


def resize_images(x, height_factor, width_factor, data_format, interpolation='nearest'):
    if interpolation not in ('nearest', 'bilinear'):
        raise ValueError(f'The argument `interpolation` was given {interpolation!r}. Expected '
                         "'nearest' or 'bilinear'.")
    times = dict(zip(_space(x, data_format), (int(height_factor), int(width_factor))))
    if interpolation == 'nearest':
        return _repeat(x, times)
    dtype = x.dtype if jnp.issubdtype(x.dtype, jnp.floating) else jnp.dtype('float32')
    x = x.astype('float32') if dtype.itemsize < 4 else x.astype(dtype)
    for axis, factor in times.items():
        x = _stretch(x, factor, axis)
    return x.astype(dtype)


def _stretch(x, factor, axis):
    """Puts the places in between on a straight line; place i of the result is i / factor of `x`."""
    if factor == 1 or not x.shape[axis]:
        return x
    last = lax.slice_in_dim(x, x.shape[axis] - 1, None, axis=axis)
    following = jnp.concatenate([lax.slice_in_dim(x, 1, None, axis=axis), last], axis)
    weight = np.arange(factor).reshape((-1,) + (1,) * (x.ndim - 1 - axis)) / factor
    weight = weight.astype(x.dtype)
    parts = jnp.expand_dims(x, axis + 1) * (1 - weight) + (
        jnp.expand_dims(following, axis + 1) * weight)
    return parts.reshape(x.shape[:axis] + (x.shape[axis] * factor,) + x.shape[axis + 1:])


def resize_volumes(x, depth_factor, height_factor, width_factor, data_format):
    factors = (int(depth_factor), int(height_factor), int(width_factor))
    return _repeat(x, dict(zip(_space(x, data_format), factors)))


def _space(x, data_format):
    """The space axes of a batch of images."""
    return shapes.spatial_axes(common.normalize_data_format(data_format), x.ndim)
