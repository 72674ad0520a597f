"""Kernels of arithmetic, reductions, comparisons and products.

CNTK's logarithm ends at that of the smallest float, and its quotients know no infinity: what ends
in one is chosen here. Of equal values each gets its share of a gradient, as TensorFlow has it.
"""

import cntk as C
import numpy as np

from keras.backend import common
from keras.backend import shapes
from keras.backend.cntk_backend import arrays
from keras.backend.cntk_backend import host
from keras.backend.cntk_backend.kernels import kernel
from keras.backend.cntk_backend.program import in_batch

# Element by element


@kernel
def abs(x):
    return arrays.unary(C.abs, x)


@kernel
def sqrt(x):
    return arrays.unary(C.sqrt, x)


@kernel
def square(x):
    return x * x


@kernel
def exp(x):
    return arrays.unary(C.exp, x)


@kernel
def log(x):
    result = arrays.where(arrays.compare(C.equal, x, 0),
                          float('-inf'), arrays.unary(C.log, x))
    return arrays.where(arrays.compare(C.less, x, 0), float('nan'), result)


@kernel
def round(x):
    if not x.is_float:
        return x
    up = arrays.unary(C.floor, x + .5)
    is_odd = arrays.unary(C.floor, up * .5) * 2. < up
    is_half = arrays.compare(C.equal, up, x + .5)
    return up - arrays.cast(is_odd & is_half, x.dtype)


@kernel
def sign(x):
    return arrays.cast(x > 0, x.dtype) - arrays.cast(x < 0, x.dtype)


@kernel
def pow(x, a):
    return arrays.power(x, a)


@kernel
def sin(x):
    return arrays.unary(C.sin, x)


@kernel
def cos(x):
    return arrays.unary(C.cos, x)


@kernel
def clip(x, min_value, max_value):
    if max_value is not None:
        x = arrays.where(x > max_value, _limit(max_value, x), x)
    if min_value is not None:
        x = arrays.where(x < min_value, _limit(min_value, x), x)
    return x


def _limit(value, x):
    """A limit in the type of what it limits."""
    if arrays.is_number(value):
        return arrays.lifted(np.asarray(value, x.dtype))
    return arrays.cast(value, x.dtype)


@kernel
def equal(x, y):
    return arrays.compare(C.equal, x, y)


@kernel
def not_equal(x, y):
    return arrays.compare(C.not_equal, x, y)


@kernel
def greater(x, y):
    return arrays.compare(C.greater, x, y)


@kernel
def greater_equal(x, y):
    return arrays.compare(C.greater_equal, x, y)


@kernel
def less(x, y):
    return arrays.compare(C.less, x, y)


@kernel
def less_equal(x, y):
    return arrays.compare(C.less_equal, x, y)


@kernel
def maximum(x, y):
    x, y, _ = arrays.unified(x, y)
    return arrays.where(x >= y, x, y)


@kernel
def minimum(x, y):
    x, y, _ = arrays.unified(x, y)
    return arrays.where(x <= y, x, y)


# Reductions


@kernel
def max(x, axis=None, keepdims=False):
    return _extreme(C.reduce_max, x, axis, keepdims)


@kernel
def min(x, axis=None, keepdims=False):
    return _extreme(C.reduce_min, x, axis, keepdims)


def _extreme(function, x, axis, keepdims):
    """The largest or smallest values; equal ones share the gradient."""
    axes = _axes(axis, x.ndim)
    if not axes:
        return x
    best = arrays.unary(C.stop_gradient, arrays.reduced(function, x, axes, True))
    if not x.is_float:
        return arrays.reduced(function, x, axes, keepdims)
    is_best = arrays.compare(C.equal, x, best)
    count = arrays.reduced(C.reduce_sum, arrays.cast(is_best, x.dtype), axes, True)
    # 0, with the slopes of the best values.
    slopes = arrays.where(is_best, x - arrays.unary(C.stop_gradient, x), 0.)
    total = arrays.reduced(C.reduce_sum, slopes, axes, True)
    result = best + arrays.ratio(total, count)
    return arrays.reshape(result, _without(x.shape, axes, keepdims))


def _without(shape, axes, keepdims):
    """A shape after a reduction."""
    if keepdims:
        return tuple(1 if axis in axes else size for axis, size in enumerate(shape))
    return tuple(size for axis, size in enumerate(shape) if axis not in axes)


@kernel
def sum(x, axis=None, keepdims=False):
    x = arrays.cast(x, 'int32') if x.dtype == 'bool' else x
    return arrays.reduced(C.reduce_sum, x, _axes(axis, x.ndim), keepdims)


@kernel
def prod(x, axis=None, keepdims=False):
    x = arrays.cast(x, 'int32') if x.dtype == 'bool' else x
    for one in reversed(_axes(axis, x.ndim)):
        x = arrays.reduced(C.reduce_prod, x, (one,), True)
    return arrays.reshape(x, x.shape) if keepdims else _squeezed(x, axis)


def _squeezed(x, axis):
    """An array without axes that have been reduced to one place."""
    return arrays.reshape(x, _without(x.shape, _axes(axis, x.ndim), False))


@kernel
def mean(x, axis=None, keepdims=False):
    return _mean(x, _axes(axis, x.ndim), keepdims)


def _mean(x, axes, keepdims):
    """The mean over axes; that of integers is an integer."""
    x = arrays.cast(x, common.floatx()) if x.dtype == 'bool' else x
    if x.is_float:
        return arrays.reduced(C.reduce_mean, x, axes, keepdims)
    count = int(np.prod([x.shape[one] for one in axes], dtype='int64'))
    total = arrays.cast(arrays.reduced(C.reduce_sum, x, axes, keepdims), 'float64')
    return arrays.cast(total / float(count), x.dtype)


@kernel
def var(x, axis=None, keepdims=False):
    return _variance(x, _axes(axis, x.ndim), keepdims)


def _variance(x, axes, keepdims):
    """The variance over axes."""
    away = x - _mean(x, axes, True)
    return _mean(away * away, axes, keepdims)


@kernel
def std(x, axis=None, keepdims=False):
    return arrays.unary(C.sqrt, _variance(x, _axes(axis, x.ndim), keepdims))


@kernel
def logsumexp(x, axis=None, keepdims=False):
    axes = _axes(axis, x.ndim)
    return arrays.reshape(_logsumexp(x, axes), _without(x.shape, axes, keepdims))


def _logsumexp(x, axes):
    """The logarithm of a sum of exponentials, with all axes."""
    best = arrays.unary(C.stop_gradient, arrays.reduced(C.reduce_max, x, axes, True))
    total = arrays.reduced(C.reduce_sum, arrays.unary(C.exp, x - best), axes, True)
    return arrays.unary(C.log, total) + best


@kernel
def any(x, axis=None, keepdims=False):
    return arrays.reduced(C.reduce_max, arrays.cast(x, 'bool'), _axes(axis, x.ndim), keepdims)


@kernel
def all(x, axis=None, keepdims=False):
    return arrays.reduced(C.reduce_min, arrays.cast(x, 'bool'), _axes(axis, x.ndim), keepdims)


@kernel
def argmax(x, axis=-1):
    return _place(C.argmax, x, axis)


@kernel
def argmin(x, axis=-1):
    return _place(C.argmin, x, axis)


def _place(function, x, axis):
    """Places of extreme values along an axis."""
    axis = int(axis) % x.ndim
    node = function(x.node, axis=axis)
    shape = _without(x.shape, (axis,), True)
    return _squeezed(arrays.Array(node, shape, 'int64'), axis)


@kernel
def cumsum(x, axis=0):
    x = arrays.cast(x, 'int32') if x.dtype == 'bool' else x
    axis = int(axis) % x.ndim
    return host.differentiable(
        lambda x: np.cumsum(x, axis),
        lambda slope, x, result: [np.flip(np.cumsum(np.flip(slope, axis), axis), axis)], x)


@kernel
def cumprod(x, axis=0):
    x = arrays.cast(x, 'int32') if x.dtype == 'bool' else x
    axis = int(axis) % x.ndim
    parts = [arrays.cut(x, axis, place, place + 1) for place in range(x.shape[axis])]
    for place in range(1, len(parts)):
        parts[place] = parts[place - 1] * parts[place]
    return arrays.joined(parts, axis)


def _axes(axis, rank):
    """Axes as a tuple of positive numbers in order."""
    if axis is None:
        return tuple(range(rank))
    axes = [int(one) for one in np.ravel(axis)]
    for one in axes:
        if not -rank <= one < rank:
            raise ValueError('There is no axis {} in an array of rank {}.'.format(one, rank))
    return tuple(sorted({one % rank for one in axes}))


# Products


@kernel
def dot(x, y):
    if not x.ndim or not y.ndim:
        return x * y
    x, y, _ = arrays.unified(x, y)
    if y.ndim <= 2:
        return arrays.product(x, y)
    order = (y.ndim - 2,) + tuple(range(y.ndim - 2)) + (y.ndim - 1,)
    return arrays.product(x, arrays.transposed(y, order))


@kernel
def batch_dot(x, y, axes=None):
    x_axis, y_axis = shapes.batch_dot_axes(x.shape, y.shape, axes, (int, np.integer))
    if x.shape[0] != y.shape[0]:
        raise ValueError('K.batch_dot() needs as many samples in both arguments, received shapes '
                         '{} and {}.'.format(x.shape, y.shape))
    x, y, dtype = arrays.unified(x, y)
    inner, samples = x.shape[x_axis], x.shape[0]
    x_shape = tuple(size for axis, size in enumerate(x.shape) if axis not in (0, x_axis))
    y_shape = tuple(size for axis, size in enumerate(y.shape) if axis not in (0, y_axis))
    rows = arrays.transposed(x, [a for a in range(x.ndim) if a != x_axis] + [x_axis])
    columns = arrays.transposed(
        y, [0, y_axis] + [axis for axis in range(1, y.ndim) if axis != y_axis])
    result = _product_per_sample(arrays.reshape(rows, (samples, -1, inner)),
                                 arrays.reshape(columns, (samples, inner, -1)))
    return arrays.reshape(result, (samples,) + (x_shape + y_shape or (1,)))


def _product_per_sample(x, y):
    """Products of the matrices in two stacks."""
    samples, rows, inner = x.shape
    if x.is_in_loop or y.is_in_loop:
        wide = arrays.reshape(x, (samples, rows, inner, 1)) * arrays.reshape(
            y, (samples, 1) + y.shape[1:])
        return arrays.reduced(C.reduce_sum, wide, (2,))
    node = C.times(in_batch(x), in_batch(y))
    return arrays.from_samples(node, samples, x.dtype)
