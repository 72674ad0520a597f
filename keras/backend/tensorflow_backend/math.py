"""Arithmetic, reductions, comparisons and products."""

import numpy as np

from keras.backend import common
from keras.backend import shapes
from keras.backend.tensorflow_backend import core
from keras.backend.tensorflow_backend.engine import tf

# Element by element


def abs(x):
    return tf.abs(x)


def sqrt(x):
    return tf.sqrt(clip(x, 0., None))


def square(x):
    return tf.square(x)


def exp(x):
    return tf.exp(x)


def log(x):
    return tf.log(x)


def round(x):
    return tf.round(x)


def sign(x):
    return tf.sign(x)


def pow(x, a):
    return tf.pow(x, a)


def sin(x):
    return tf.sin(x)


def cos(x):
    return tf.cos(x)


def clip(x, min_value, max_value):
    lowest, highest = x.dtype.base_dtype.min, x.dtype.base_dtype.max
    if x.dtype.base_dtype.is_floating:
        lowest, highest = -np.inf, np.inf
    min_value = lowest if min_value is None else min_value
    max_value = highest if max_value is None else max_value
    if isinstance(min_value, (int, float)) and isinstance(max_value, (int, float)):
        max_value = max_value if max_value > min_value else min_value
    return tf.clip_by_value(x, tf.cast(min_value, x.dtype.base_dtype),
                            tf.cast(max_value, x.dtype.base_dtype))


def equal(x, y):
    return tf.equal(x, y)


def not_equal(x, y):
    return tf.not_equal(x, y)


def greater(x, y):
    return tf.greater(x, y)


def greater_equal(x, y):
    return tf.greater_equal(x, y)


def less(x, y):
    return tf.less(x, y)


def less_equal(x, y):
    return tf.less_equal(x, y)


def maximum(x, y):
    return tf.maximum(x, y)


def minimum(x, y):
    return tf.minimum(x, y)


# Reductions


def max(x, axis=None, keepdims=False):
    return tf.reduce_max(x, axis, keepdims)


def min(x, axis=None, keepdims=False):
    return tf.reduce_min(x, axis, keepdims)


def sum(x, axis=None, keepdims=False):
    return tf.reduce_sum(x, axis, keepdims)


def prod(x, axis=None, keepdims=False):
    return tf.reduce_prod(x, axis, keepdims)


def mean(x, axis=None, keepdims=False):
    return tf.reduce_mean(_numbers(x), axis, keepdims)


def var(x, axis=None, keepdims=False):
    x = _numbers(x)
    deviation = x - tf.reduce_mean(x, axis, True)
    return tf.reduce_mean(tf.square(deviation), axis, keepdims)


def std(x, axis=None, keepdims=False):
    return tf.sqrt(var(x, axis, keepdims))


def logsumexp(x, axis=None, keepdims=False):
    return tf.reduce_logsumexp(x, axis, keepdims)


def any(x, axis=None, keepdims=False):
    return tf.reduce_any(tf.cast(x, 'bool'), axis, keepdims)


def all(x, axis=None, keepdims=False):
    return tf.reduce_all(tf.cast(x, 'bool'), axis, keepdims)


def argmax(x, axis=-1):
    return tf.argmax(x, axis)


def argmin(x, axis=-1):
    return tf.argmin(x, axis)


def cumsum(x, axis=0):
    return tf.cumsum(x, axis)


def cumprod(x, axis=0):
    return tf.cumprod(x, axis)


def _numbers(x):
    """Returns booleans as numbers of the default float type, anything else as it is."""
    return tf.cast(x, common.floatx()) if x.dtype.base_dtype == tf.bool else x


# Products


def dot(x, y):
    if core.is_sparse(x):
        return tf.sparse.sparse_dense_matmul(x, y)
    x_rank, y_rank = core.ndim(x), core.ndim(y)
    if x_rank == 0 or y_rank == 0:
        return x * y
    if x_rank is None or y_rank is None or x_rank == y_rank == 2:
        return tf.matmul(x, y)
    axis = y_rank - 2 if y_rank > 1 else 0
    x_sizes, y_sizes = core.axis_sizes(x), core.axis_sizes(y)
    kept = x_sizes[:-1] + y_sizes[:axis] + y_sizes[axis + 1:]
    if axis > 0:
        y = tf.transpose(y, [axis] + list(range(axis)) + [y_rank - 1])
    x = tf.reshape(x, [-1, x_sizes[-1]])
    y = tf.reshape(y, [y_sizes[axis], -1])
    return core.reshape_to(tf.matmul(x, y), kept)


def batch_dot(x, y, axes=None):
    x_rank, y_rank = core.ndim(x), core.ndim(y)
    x_axis, y_axis = shapes.batch_dot_axes(core.int_shape(x), core.int_shape(y), axes)
    # Everything but the batch and the summed axis becomes one axis; it is taken apart at the end.
    x_kept = [i for i in range(1, x_rank) if i != x_axis]
    y_kept = [i for i in range(1, y_rank) if i != y_axis]
    x_sizes, y_sizes = core.axis_sizes(x), core.axis_sizes(y)
    x = tf.transpose(x, [0] + x_kept + [x_axis])
    y = tf.transpose(y, [0, y_axis] + y_kept)
    x_size, y_size = (shapes.product(sizes[i] for i in kept)
                      for sizes, kept in ((x_sizes, x_kept), (y_sizes, y_kept)))
    x = core.reshape_to(x, [x_sizes[0], x_size, x_sizes[x_axis]])
    y = core.reshape_to(y, [y_sizes[0], y_sizes[y_axis], y_size])
    kept = [x_sizes[i] for i in x_kept] + [y_sizes[i] for i in y_kept]
    return core.reshape_to(tf.matmul(x, y), [x_sizes[0]] + (kept or [1]))
