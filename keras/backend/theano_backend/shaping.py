"""Shapes: reshaping, joining, repeating, padding, slicing, resizing."""

import numpy as np

from keras.backend import common
from keras.backend import shapes
from keras.backend.theano_backend import core
from keras.backend.theano_backend import static
from keras.backend.theano_backend.engine import T, Variable, sparse, with_pattern
from keras.backend.theano_backend.math import reshape_to


def reshape(x, shape):
    if isinstance(shape, Variable):
        count = static.sizes(shape)[0]
        if count is None:
            raise ValueError('K.reshape() was given a shape of unknown length: on this backend the '
                             'rank of the result must be known. Give a tuple of sizes.')
        known = static.values(shape) or (None,) * count
        shape = [shape[i] if size is None else size for i, size in enumerate(known)]
    return fixed(reshape_to(x, [-1 if size is None else size for size in shape]), x, shape)


def fixed(made, x, shape):
    """Notes the sizes of a reshaped tensor, also the one that follows from the others."""
    sizes = [size if isinstance(size, (int, np.integer)) and size >= 0 else None for size in shape]
    given = core.int_shape(x)
    if sizes.count(None) == 1 and None not in given:
        rest = int(np.prod([size for size in sizes if size is not None], dtype='int64'))
        if rest:
            sizes[sizes.index(None)] = int(np.prod(given, dtype='int64')) // rest
    made = with_pattern(made, [size == 1 for size in sizes])
    return static.known(made, sizes)


def permute_dimensions(x, pattern):
    return x.dimshuffle(*[int(axis) % x.ndim for axis in pattern])


def transpose(x):
    return x.dimshuffle(*reversed(range(x.ndim)))


def flatten(x):
    return fixed(T.reshape(x, (-1,), ndim=1), x, (None,))


def batch_flatten(x):
    samples, rest = x.shape[0], core.int_shape(x)[1:]
    if None in rest:
        return reshape_to(x, [core.axis_sizes(x)[0], T.prod(x.shape[1:])])
    rest = int(np.prod(rest, dtype='int64'))
    if core.int_shape(x)[0] is not None:
        samples = core.int_shape(x)[0]
    return reshape_to(x, [samples, rest])


def expand_dims(x, axis=-1):
    order = list(range(x.ndim))
    order.insert(axis % (x.ndim + 1), 'x')
    return x.dimshuffle(*order)


def squeeze(x, axis):
    axis = shapes.normalize_axis(axis, x.ndim)
    x = with_pattern(x, [one or i == axis for i, one in enumerate(x.broadcastable)])
    return x.dimshuffle(*[i for i in range(x.ndim) if i != axis])


def concatenate(tensors, axis=-1):
    tensors = list(tensors)
    axis = axis % tensors[0].ndim
    if False not in [core.is_sparse(x) for x in tensors]:
        joined = (sparse.hstack if axis else sparse.vstack)(tensors, format='csr')
        sizes = [core.int_shape(x) for x in tensors]
        lengths = [size[axis] for size in sizes]
        total = None if None in lengths else sum(lengths)
        joined._keras_shape = (sizes[0][0], total) if axis else (total, sizes[0][1])
        return joined
    return T.concatenate([core.to_dense(x) for x in tensors], axis=axis)


def stack(x, axis=0):
    axis = axis % (x[0].ndim + 1)
    return T.concatenate([expand_dims(one, axis) for one in x], axis=axis)


def repeat(x, n):
    if core.ndim(x) != 2:
        raise ValueError('K.repeat() takes a tensor of shape (samples, size), received shape {}. '
                         'K.repeat_elements() and K.tile() take any.'.format(core.int_shape(x)))
    return _repeated(expand_dims(x, 1), 1, n)


def _repeated(x, axis, count):
    """Repeats a tensor along an axis of size 1."""
    sizes = core.axis_sizes(x)
    sizes[axis] = count
    wide = T.alloc(x, *sizes)
    return static.known(wide, [None if isinstance(size, Variable) else size for size in sizes])


def repeat_elements(x, rep, axis):
    axis = axis % x.ndim
    sizes = core.axis_sizes(x)
    sizes[axis] = sizes[axis] * rep
    return reshape_to(_repeated(expand_dims(x, axis + 1), axis + 1, rep), sizes)


def tile(x, n):
    if isinstance(n, Variable):
        n = [n[i] for i in range(x.ndim)]
    n = [n] if isinstance(n, (int, np.integer)) else list(n)
    n = [1] * (x.ndim - len(n)) + n
    sizes = core.axis_sizes(x)
    order, wide, result = [], [], []
    for axis, (times, size) in enumerate(zip(n, sizes)):
        once = isinstance(times, (int, np.integer)) and times == 1
        order += [axis] if once else ['x', axis]
        wide += [size] if once else [times, size]
        result.append(size * times)
    return reshape_to(T.alloc(x.dimshuffle(*order), *wide), result)


def reverse(x, axes):
    axes = [axes] if isinstance(axes, int) else axes
    axes = {axis % x.ndim for axis in axes}
    return x[tuple(np.s_[::-1] if axis in axes else np.s_[:] for axis in range(x.ndim))]


def slice(x, start, size):
    index = []
    for axis in range(x.ndim):
        first, count = start[axis], size[axis]
        has_end = isinstance(count, Variable) or count != -1
        index.append(np.s_[first:first + count] if has_end else np.s_[first:])
    return x[tuple(index)]


def gather(reference, indices):
    if indices.ndim == 1:
        known = core.int_shape(indices) + core.int_shape(reference)[1:]
        return static.known(reference[indices], known)
    sizes = core.axis_sizes(indices) + core.axis_sizes(reference)[1:]
    return reshape_to(reference[T.flatten(indices)], sizes)


def one_hot(indices, num_classes):
    classes = T.arange(num_classes, dtype=indices.dtype)
    hot = T.eq(expand_dims(indices), classes.dimshuffle(*['x'] * indices.ndim + [0]))
    return static.known(core.cast(hot, common.floatx()), core.int_shape(indices) + (num_classes,))


def arange(start, stop=None, step=1, dtype='int32'):
    if stop is None:
        start, stop = 0, start
        if isinstance(stop, (int, float, np.number)) and stop < 0:
            stop = 0
    if True not in [isinstance(one, Variable) for one in (start, stop, step)]:
        return core.constant(np.arange(start, stop, step), dtype=dtype)
    return core.cast(T.arange(start, stop, step), dtype)


def temporal_padding(x, padding=(1, 1)):
    return pad(x, {1: tuple(padding)})


def spatial_2d_padding(x, padding=((1, 1), (1, 1)), data_format=None):
    return _pad_space(x, padding, 2, data_format)


def spatial_3d_padding(x, padding=((1, 1), (1, 1), (1, 1)), data_format=None):
    return _pad_space(x, padding, 3, data_format)


def _pad_space(x, padding, rank, data_format):
    """Pads the space axes with zeros, a pair of sizes for each."""
    if len(padding) != rank or False in [len(pair) == 2 for pair in padding]:
        raise ValueError('The argument `padding` must be {} pairs of integers (before, after), '
                         'received {!r}.'.format(rank, padding))
    return pad(x, dict(zip(_space(x, data_format), padding)))


def pad(x, pairs, value=0):
    """Puts a value before and after a tensor along axes.

    Args:
        x: A tensor.
        pairs: Dictionary: axis -> (before, after), integers or scalar tensors.
        value: The number that is put there.

    Returns:
        A tensor.
    """
    pairs = {axis: tuple(pair) for axis, pair in pairs.items() if tuple(pair) != (0, 0)}
    if not pairs:
        return x
    sizes, index = core.axis_sizes(x), []
    for axis, size in enumerate(sizes):
        before, after = pairs.get(axis, (0, 0))
        sizes[axis] = size + before + after
        index.append(np.s_[before:before + size] if axis in pairs else np.s_[:])
    wide = T.alloc(np.asarray(value, x.dtype), *sizes)
    known = [None if isinstance(size, Variable) else size for size in sizes]
    return static.known(T.set_subtensor(wide[tuple(index)], x), known)


def resize_images(x, height_factor, width_factor, data_format, interpolation='nearest'):
    if interpolation not in ('nearest', 'bilinear'):
        raise ValueError('The argument `interpolation` was given {!r}. Expected \'nearest\' or '
                         '\'bilinear\'.'.format(interpolation))
    enlarge = repeat_elements if interpolation == 'nearest' else _stretch
    for axis, factor in zip(_space(x, data_format), (height_factor, width_factor)):
        x = enlarge(x, factor, axis)
    return x


def _stretch(x, factor, axis):
    """Puts the places in between on a straight line; place i of the result is i / factor of `x`."""
    if factor == 1:
        return x
    index = [np.s_[:]] * x.ndim
    first, last = list(index), list(index)
    first[axis], last[axis] = np.s_[1:], np.s_[-1:]
    following = T.concatenate([x[tuple(first)], x[tuple(last)]], axis=axis)
    weight = (np.arange(factor) / float(factor)).reshape((-1,) + (1,) * (x.ndim - 1 - axis))
    weight = core.as_tensor(weight, like=x).dimshuffle(
        *['x'] * (axis + 1) + list(range(x.ndim - axis)))
    parts = expand_dims(x, axis + 1) * (core.as_tensor(1, x) - weight) \
        + expand_dims(following, axis + 1) * weight
    sizes = core.axis_sizes(x)
    sizes[axis] = sizes[axis] * factor
    return reshape_to(parts, sizes)


def resize_volumes(x, depth_factor, height_factor, width_factor, data_format):
    factors = (depth_factor, height_factor, width_factor)
    for axis, factor in zip(_space(x, data_format), factors):
        x = repeat_elements(x, factor, axis)
    return x


def _space(x, data_format):
    """The space axes of a batch of images."""
    return shapes.spatial_axes(common.normalize_data_format(data_format), x.ndim)
