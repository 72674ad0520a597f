"""Kernels on shapes: reshaping, joining, repeating, padding, slicing, resizing."""

import cntk as C
import numpy as np

from keras.backend import common
from keras.backend import shapes
from keras.backend.cntk_backend import arrays
from keras.backend.cntk_backend import core
from keras.backend.cntk_backend.arrays import Array
from keras.backend.cntk_backend.kernels import kernel, kernel_of_all
from keras.backend.cntk_backend.program import in_batch


@kernel_of_all
def reshape(x, shape):
    return arrays.reshape(x, [-1 if size is None else int(size) for size in shape])


@kernel
def permute_dimensions(x, pattern):
    return arrays.transposed(x, pattern)


@kernel
def transpose(x):
    return arrays.transposed(x, range(x.ndim)[::-1])


@kernel_of_all
def flatten(x):
    return arrays.reshape(x, (-1,))


@kernel_of_all
def batch_flatten(x):
    return arrays.reshape(x, (x.shape[0], int(np.prod(x.shape[1:]))))


@kernel_of_all
def expand_dims(x, axis=-1):
    axis = int(axis) % (x.ndim + 1)
    return arrays.reshape(x, x.shape[:axis] + (1,) + x.shape[axis:])


@kernel_of_all
def squeeze(x, axis):
    axis = int(axis) % x.ndim
    if x.shape[axis] != 1:
        raise ValueError('K.squeeze() leaves out axes of size 1. Axis {} of shape {} is none.'
                         .format(axis, x.shape))
    return arrays.reshape(x, x.shape[:axis] + x.shape[axis + 1:])


@kernel_of_all
def concatenate(tensors, axis=-1):
    joined = _joined(tensors, axis)
    return core.marked(joined) if all(x.is_sparse for x in tensors) else joined


def _joined(tensors, axis):
    """Joins arrays in the type that they have together."""
    axis, dtype = int(axis) % tensors[0].ndim, tensors[0].dtype
    for x in tensors[1:]:
        dtype = arrays.promoted(dtype, x.dtype)
        if x.ndim != tensors[0].ndim or any(a != b for place, (a, b) in enumerate(zip(
                x.shape, tensors[0].shape)) if place != axis):
            raise ValueError('Arrays of the shapes {} cannot be joined along axis {}.'.format(
                ', '.join(str(one.shape) for one in tensors), axis))
    if not any(x.size for x in tensors):
        shape = list(tensors[0].shape)
        shape[axis] = sum(x.shape[axis] for x in tensors)
        return arrays.empty(shape, dtype)
    return arrays.joined([arrays.cast(x, dtype) for x in tensors], axis)


@kernel_of_all
def stack(x, axis=0):
    axis = int(axis) % (x[0].ndim + 1)
    return _joined([arrays.reshape(one, one.shape[:axis] + (1,) + one.shape[axis:]) for one in x],
                   axis)


@kernel
def repeat(x, n):
    if x.ndim != 2:
        raise ValueError('K.repeat() takes a tensor of shape (samples, size), received shape '
                         '{}. K.repeat_elements() and K.tile() take any.'.format(x.shape))
    apart = arrays.reshape(x, (x.shape[0], 1, x.shape[1]))
    return arrays.broadcast_to(apart, (x.shape[0], int(n), x.shape[1]))


@kernel
def repeat_elements(x, rep, axis):
    return _repeat(x, {int(axis) % x.ndim: int(rep)})


def _repeat(x, times):
    """Repeats elements along several axes at once: {axis: how often}."""
    for axis, often in times.items():
        before, after = x.shape[:axis + 1], x.shape[axis + 1:]
        apart = arrays.reshape(x, before + (1,) + after)
        wide = arrays.broadcast_to(apart, before + (often,) + after)
        x = arrays.reshape(wide, before[:-1] + (before[-1] * often,) + after)
    return x


@kernel
def tile(x, n):
    times = core._sizes(n)
    shape = (1,) * (len(times) - x.ndim) + x.shape
    times = (1,) * (len(shape) - len(times)) + times
    x = arrays.reshape(x, shape)
    for axis, often in enumerate(times):
        if often == 0:
            return arrays.empty([size * one for size, one in zip(shape, times)], x.dtype)
        if often > 1:
            before, after = x.shape[:axis], x.shape[axis:]
            wide = arrays.broadcast_to(arrays.reshape(x, before + (1,) + after),
                                       before + (often,) + after)
            x = arrays.reshape(wide, before + (often * after[0],) + after[1:])
    return x


@kernel
def reverse(x, axes):
    for axis in core._sizes(axes):
        axis %= x.ndim
        x = arrays.cut(x, axis, x.shape[axis] - 1, -1, -1)
    return x


@kernel
def slice(x, start, size):
    for axis, (first, count) in enumerate(zip(core._sizes(start), core._sizes(size))):
        end = x.shape[axis] if count == -1 else first + count
        if not 0 <= first <= end <= x.shape[axis]:
            raise ValueError('K.slice() of {} places from {} on does not fit axis {} of shape {}.'
                             .format(count, first, axis, x.shape))
        x = arrays.cut(x, axis, first, end)
    return x


@kernel_of_all
def getitem(x, index):
    """Returns `x[index]`, as NumPy knows it."""
    parts = list(index) if isinstance(index, tuple) else [index]
    if Ellipsis in [part for part in parts if not isinstance(part, (Array, np.ndarray))]:
        place = next(i for i, part in enumerate(parts) if part is Ellipsis)
        taken = sum(part is not None for part in parts) - 1
        parts[place:place + 1] = [range_of_all] * (x.ndim - taken)
    axis, shape = 0, []
    for part in parts:
        if part is None:
            shape.append(1)
            continue
        if isinstance(part, Array) and part.ndim or isinstance(part, np.ndarray) and part.ndim:
            return _taken(x, parts, part)
        size = x.shape[axis]
        if isinstance(part, type(range_of_all)):
            start, stop, step = _whole(part).indices(size)
            x = arrays.cut(x, axis, start, stop, step)
            shape.append(x.shape[axis])
            axis += 1
            continue
        x = _one_of(x, part, axis)
    return arrays.reshape(x, tuple(shape) + x.shape[axis:])


#: `:`; the name of the type is taken by a kernel.
range_of_all = np.s_[:]


def _whole(part):
    """A slice of plain integers."""
    return type(part)(*[None if one is None else int(one)
                        for one in (part.start, part.stop, part.step)])


def _one_of(x, place, axis):
    """The part at one place of an axis, without the axis."""
    size = x.shape[axis]
    rest = x.shape[:axis] + x.shape[axis + 1:]
    if isinstance(place, Array) and place.value is None:
        order = (axis,) + tuple(one for one in range(x.ndim) if one != axis)
        place = arrays.where(place < 0, place + size, place)
        return _gathered(arrays.transposed(x, order), place)
    place = int(place.value if isinstance(place, Array) else place)
    if not -size <= place < size:
        raise IndexError('There is no place {} along axis {} of shape {}.'.format(
            place, axis, x.shape))
    place %= size
    return arrays.reshape(arrays.cut(x, axis, place, place + 1), rest)


def _taken(x, parts, index):
    """Parts of the first axis, by an array of places or of booleans."""
    if len(parts) > 1:
        raise NotImplementedError('On CNTK an array of places has to be the only index. Received '
                                  '{} indices.'.format(len(parts)))
    index = arrays.lifted(index)
    if index.dtype == 'bool':
        raise NotImplementedError('On CNTK a tensor cannot be indexed by booleans, whose number '
                                  'of true ones only values tell. Multiply by them.')
    return _gathered(x, arrays.where(index < 0, index + x.shape[0], index))


@kernel
def gather(reference, indices):
    return _gathered(reference, indices)


def _gathered(reference, indices):
    """Rows of an array by their numbers."""
    shape = indices.shape + reference.shape[1:]
    rows = arrays.reshape(reference, (reference.shape[0], -1))
    flat = arrays.reshape(arrays.cast(indices, 'int32'), (-1,))
    if rows.is_in_loop or flat.is_in_loop:
        return arrays.reshape(arrays.product(_one_hot(flat, rows.shape[0], rows.dtype), rows),
                              shape)
    node = C.gather(rows.node, C.stop_gradient(in_batch(flat)))
    return arrays.reshape(arrays.from_samples(node, flat.shape[0], rows.dtype), shape)


def _one_hot(indices, count, dtype):
    """Floats that are 1 in the place that an index says, in a new last axis."""
    apart = arrays.reshape(indices, indices.shape + (1,))
    places = arrays.lifted(np.arange(count).astype(indices.dtype))
    return arrays.cast(arrays.compare(C.equal, apart, places), dtype)


@kernel
def one_hot(indices, num_classes):
    return _one_hot(indices, int(num_classes), common.floatx())


@kernel_of_all
def arange(start, stop=None, step=1, dtype='int32'):
    if stop is None:
        start, stop = 0, start if start > 0 else 0
    return arrays.lifted(np.arange(start, stop, step).astype(dtype))


@kernel
def temporal_padding(x, padding=(1, 1)):
    return _pad(x, {1: padding})


@kernel
def spatial_2d_padding(x, padding=((1, 1), (1, 1)), data_format=None):
    return _pad_space(x, padding, 2, data_format)


@kernel
def spatial_3d_padding(x, padding=((1, 1), (1, 1), (1, 1)), data_format=None):
    return _pad_space(x, padding, 3, data_format)


def _pad_space(x, padding, rank, data_format):
    """Pads the space axes with zeros, a pair of sizes for each."""
    if len(padding) != rank or False in [len(pair) == 2 for pair in padding]:
        raise ValueError('The argument `padding` must be {} pairs of integers (before, after), '
                         'received {!r}.'.format(rank, padding))
    return _pad(x, dict(zip(_space(x, data_format), padding)))


def _pad(x, pairs):
    """Pads with zeros: {axis: (before, after)}."""
    return arrays.padded(x, [tuple(pairs.get(axis, (0, 0))) for axis in range(x.ndim)])


@kernel
def resize_images(x, height_factor, width_factor, data_format, interpolation='nearest'):
    if interpolation not in ('nearest', 'bilinear'):
        raise ValueError('The argument `interpolation` was given {!r}. Expected '
                         "'nearest' or 'bilinear'.".format(interpolation))
    times = dict(zip(_space(x, data_format), (int(height_factor), int(width_factor))))
    if interpolation == 'nearest':
        return _repeat(x, times)
    x = x if x.is_float else arrays.cast(x, 'float32')
    for axis, factor in sorted(times.items()):
        x = _stretch(x, factor, axis)
    return x


def _stretch(x, factor, axis):
    """Puts the places in between on a straight line; place i of the result is i / factor of `x`."""
    if factor == 1 or not x.shape[axis]:
        return x
    size = x.shape[axis]
    last = arrays.cut(x, axis, size - 1, size)
    following = arrays.joined([arrays.cut(x, axis, 1, size), last], axis)
    weight = np.arange(factor).reshape((-1,) + (1,) * (x.ndim - 1 - axis)) / float(factor)
    apart = x.shape[:axis + 1] + (1,) + x.shape[axis + 1:]
    parts = arrays.reshape(x, apart) * arrays.lifted((1 - weight).astype(x.dtype)) + (
        arrays.reshape(following, apart) * arrays.lifted(weight.astype(x.dtype)))
    return arrays.reshape(parts, x.shape[:axis] + (size * factor,) + x.shape[axis + 1:])


@kernel
def resize_volumes(x, depth_factor, height_factor, width_factor, data_format):
    factors = (int(depth_factor), int(height_factor), int(width_factor))
    return _repeat(x, dict(zip(_space(x, data_format), factors)))


def _space(x, data_format):
    """The space axes of a batch of images."""
    return shapes.spatial_axes(common.normalize_data_format(data_format), x.ndim)
