"""Shapes: reshaping, joining, repeating, padding, slicing, resizing."""

import numpy as np

from keras.backend import common
from keras.backend.tensorflow_backend import core
from keras.backend.tensorflow_backend.engine import tf


def reshape(x, shape):
    return tf.reshape(x, shape)


def permute_dimensions(x, pattern):
    return tf.transpose(x, pattern)


def transpose(x):
    return tf.transpose(x)


def flatten(x):
    return tf.reshape(x, [-1])


def batch_flatten(x):
    if x.shape.ndims is None or not x.shape[1:].is_fully_defined():
        return tf.reshape(x, tf.stack([tf.shape(x)[0], tf.reduce_prod(tf.shape(x)[1:])]))
    rest = int(np.prod(x.shape.as_list()[1:]))
    return tf.reshape(x, [-1 if rest else tf.shape(x)[0], rest])


def expand_dims(x, axis=-1):
    return tf.expand_dims(x, axis)


def squeeze(x, axis):
    return tf.squeeze(x, [axis])


def concatenate(tensors, axis=-1):
    tensors = list(tensors)
    if axis < 0:
        rank = core.ndim(tensors[0])
        axis = axis % rank if rank else 0
    if _all(core.is_sparse(x) for x in tensors):
        return tf.sparse.concat(axis, tensors)
    return tf.concat([core.to_dense(x) for x in tensors], axis)


def stack(x, axis=0):
    return tf.stack(x, axis=axis)


def repeat(x, n):
    if core.ndim(x) != 2:
        raise ValueError('K.repeat() takes a tensor of shape (samples, size), received shape {}. '
                         'K.repeat_elements() and K.tile() take any.'.format(core.int_shape(x)))
    return tf.tile(tf.expand_dims(x, 1), [1, n, 1])


def repeat_elements(x, rep, axis):
    sizes = core.axis_sizes(x)
    axis = axis % len(sizes)
    multiples = [1] * (len(sizes) + 1)
    multiples[axis + 1] = rep
    repeated = tf.tile(tf.expand_dims(x, axis + 1), multiples)
    sizes[axis] = sizes[axis] * rep
    return core.reshape_to(repeated, sizes)


def tile(x, n):
    if isinstance(n, int):
        n = [n]
    if isinstance(n, (list, tuple)):
        n = [1] * (core.ndim(x) - len(n)) + list(n)
    return tf.tile(x, n)


def reverse(x, axes):
    return tf.reverse(x, [axes] if isinstance(axes, int) else list(axes))


def slice(x, start, size):
    return tf.slice(x, start, size)


def gather(reference, indices):
    return tf.gather(reference, indices)


def one_hot(indices, num_classes):
    return tf.one_hot(indices, depth=num_classes, axis=-1)


def arange(start, stop=None, step=1, dtype='int32'):
    if stop is None and _is_negative(start):
        start = 0
    result = tf.range(start, limit=stop, delta=step, name='arange')
    return result if dtype == 'int32' else tf.cast(result, dtype)


def _is_negative(number):
    """Whether a number is below 0; a tensor is not asked."""
    return isinstance(number, (int, float, np.number)) and number < 0


def temporal_padding(x, padding=(1, 1)):
    before, after = padding
    return tf.pad(x, [[0, 0], [before, after], [0, 0]])


def spatial_2d_padding(x, padding=((1, 1), (1, 1)), data_format=None):
    return _pad_space(x, padding, 2, data_format)


def spatial_3d_padding(x, padding=((1, 1), (1, 1), (1, 1)), data_format=None):
    return _pad_space(x, padding, 3, data_format)


def _pad_space(x, padding, rank, data_format):
    """Pads the space axes with zeros, a pair of sizes for each."""
    if len(padding) != rank or not _all(len(pair) == 2 for pair in padding):
        raise ValueError('The argument `padding` must be {} pairs of integers (before, after), '
                         'received {!r}.'.format(rank, padding))
    pairs = [[0, 0]] + [list(pair) for pair in padding]
    pairs.insert(1 if _is_channels_first(data_format) else len(pairs), [0, 0])
    return tf.pad(x, pairs)


def resize_images(x, height_factor, width_factor, data_format, interpolation='nearest'):
    methods = {'nearest': tf.image.resize_nearest_neighbor, 'bilinear': tf.image.resize_bilinear}
    if interpolation not in methods:
        raise ValueError('The argument `interpolation` was given {!r}. Expected \'nearest\' or '
                         '\'bilinear\'.'.format(interpolation))
    is_first = _is_channels_first(data_format)
    if is_first:
        x = tf.transpose(x, [0, 2, 3, 1])
    factors = np.array([height_factor, width_factor], dtype='int32')
    known = x.shape.as_list()
    resized = methods[interpolation](x, tf.shape(x)[1:3] * factors)
    if x.dtype.is_floating:  # the bilinear kernel gives float32 for any dtype
        resized = tf.cast(resized, x.dtype)
    resized.set_shape([known[0], _times(known[1], height_factor), _times(known[2], width_factor),
                       known[3]])
    return tf.transpose(resized, [0, 3, 1, 2]) if is_first else resized


def resize_volumes(x, depth_factor, height_factor, width_factor, data_format):
    first = 2 if _is_channels_first(data_format) else 1
    for i, factor in enumerate((depth_factor, height_factor, width_factor)):
        x = repeat_elements(x, factor, axis=first + i)
    return x


def _times(size, factor):
    """Returns a scaled size, None for an unknown one."""
    return None if size is None else size * factor


def _is_channels_first(data_format):
    return common.normalize_data_format(data_format) == 'channels_first'


def _all(conditions):
    """What the name `all` would mean, had this backend no op of that name."""
    return False not in [bool(condition) for condition in conditions]
