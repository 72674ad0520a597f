"""Arithmetic, reductions, comparisons and products."""

from keras.backend import common
from keras.backend import shapes
from keras.backend.theano_backend import core
from keras.backend.theano_backend import static
from keras.backend.theano_backend.engine import IS_HEIR, T, Variable, sparse, with_pattern

_absolute, _squared = (T.abs, T.square) if IS_HEIR else (T.abs_, T.sqr)

# Element by element


def abs(x):
    return _absolute(x)


def sqrt(x):
    return T.sqrt(clip(x, 0., None))


def square(x):
    return _squared(x)


def exp(x):
    return T.exp(x)


def log(x):
    return T.log(x)


def round(x):
    return T.round(x, mode='half_to_even')


def sign(x):
    return T.sgn(x)


def pow(x, a):
    return T.pow(x, core.as_tensor(a, like=x))


def sin(x):
    return T.sin(x)


def cos(x):
    return T.cos(x)


def clip(x, min_value, max_value):
    if isinstance(min_value, (int, float)) and isinstance(max_value, (int, float)):
        max_value = max_value if max_value > min_value else min_value
    elif min_value is not None and max_value is not None:
        max_value = maximum(core.as_tensor(max_value, x), core.as_tensor(min_value, x))
    if min_value is not None:
        low = of_type(min_value, x)
        x = T.switch(T.lt(x, low), low, x)
    if max_value is not None:
        high = of_type(max_value, x)
        x = T.switch(T.gt(x, high), high, x)
    return x


def of_type(value, x):
    """Returns a number or tensor in the type of another tensor."""
    return core.cast(value, x.dtype) if isinstance(value, Variable) else core.as_tensor(value, x)


def _two(x, y):
    """Returns both as tensors, a number in the type of the other."""
    return (core.as_tensor(x, y if isinstance(y, Variable) else None),
            core.as_tensor(y, x if isinstance(x, Variable) else None))


def equal(x, y):
    return T.eq(*_two(x, y))


def not_equal(x, y):
    return T.neq(*_two(x, y))


def greater(x, y):
    return T.gt(*_two(x, y))


def greater_equal(x, y):
    return T.ge(*_two(x, y))


def less(x, y):
    return T.lt(*_two(x, y))


def less_equal(x, y):
    return T.le(*_two(x, y))


def maximum(x, y):
    x, y = _two(x, y)
    return T.switch(_is_kept(T.ge(x, y), x), x, y)


def minimum(x, y):
    x, y = _two(x, y)
    return T.switch(_is_kept(T.le(x, y), x), x, y)


def _is_kept(condition, x):
    """Where the first of two is taken: of equal ones, that one gets the whole gradient."""
    return T.or_(condition, T.neq(x, x)) if 'float' in x.dtype else condition


# Reductions


def max(x, axis=None, keepdims=False):
    return T.max(x, axis=_axes(x, axis), keepdims=keepdims) if x.ndim else x


def min(x, axis=None, keepdims=False):
    return T.min(x, axis=_axes(x, axis), keepdims=keepdims) if x.ndim else x


def sum(x, axis=None, keepdims=False):
    return T.sum(x, axis=_axes(x, axis), keepdims=keepdims, dtype=x.dtype)


def prod(x, axis=None, keepdims=False):
    return T.prod(x, axis=_axes(x, axis), keepdims=keepdims, dtype=x.dtype)


def mean(x, axis=None, keepdims=False):
    x = _numbers(x)
    return T.mean(x, axis=_axes(x, axis), keepdims=keepdims)


def var(x, axis=None, keepdims=False):
    x = _numbers(x)
    deviation = x - T.mean(x, axis=_axes(x, axis), keepdims=True)
    return T.mean(square(deviation), axis=_axes(x, axis), keepdims=keepdims)


def std(x, axis=None, keepdims=False):
    return T.sqrt(var(x, axis, keepdims))


def any(x, axis=None, keepdims=False):
    return T.any(core.cast(x, 'bool'), axis=_axes(x, axis), keepdims=keepdims)


def all(x, axis=None, keepdims=False):
    return T.all(core.cast(x, 'bool'), axis=_axes(x, axis), keepdims=keepdims)


def argmax(x, axis=-1):
    return T.argmax(x, axis=axis % x.ndim)


def argmin(x, axis=-1):
    return T.argmin(x, axis=axis % x.ndim)


def cumsum(x, axis=0):
    return T.cumsum(x, axis=axis % x.ndim)


def cumprod(x, axis=0):
    return T.cumprod(x, axis=axis % x.ndim)


def _axes(x, axis):
    """Returns the axes that are reduced as a list of numbers from 0."""
    if axis is None:
        return list(range(x.ndim))
    axes = axis if isinstance(axis, (list, tuple)) else [axis]
    return sorted({int(one) % x.ndim for one in axes})


def _numbers(x):
    """Returns booleans as numbers of the default float type, anything else as it is."""
    return core.cast(x, common.floatx()) if x.dtype == 'bool' else x


# Products


def dot(x, y):
    if core.is_sparse(x):
        product = sparse.structured_dot(x, y)
        return static.known(product, (core.int_shape(x)[0], core.int_shape(y)[1]))
    if x.ndim == 0 or y.ndim == 0:
        return x * y
    if x.ndim <= 2 and y.ndim <= 2:
        return T.dot(x, y)
    axis = y.ndim - 2 if y.ndim > 1 else 0
    x_sizes, y_sizes = core.axis_sizes(x), core.axis_sizes(y)
    kept = x_sizes[:-1] + y_sizes[:axis] + y_sizes[axis + 1:]
    if axis > 0:
        y = y.dimshuffle(*[axis] + list(range(axis)) + [y.ndim - 1])
    x = T.reshape(x, (-1, x_sizes[-1]), ndim=2)
    y = T.reshape(y, (y_sizes[axis], -1), ndim=2)
    return reshape_to(T.dot(x, y), kept)


def batch_dot(x, y, axes=None):
    x_axis, y_axis = shapes.batch_dot_axes(core.int_shape(x), core.int_shape(y), axes)
    # Everything but the batch and the summed axis becomes one axis; it is taken apart at the end.
    x_kept = [i for i in range(1, x.ndim) if i != x_axis]
    y_kept = [i for i in range(1, y.ndim) if i != y_axis]
    x_sizes, y_sizes = core.axis_sizes(x), core.axis_sizes(y)
    x = x.dimshuffle(*[0] + x_kept + [x_axis])
    y = y.dimshuffle(*[0, y_axis] + y_kept)
    x = reshape_to(x, [x_sizes[0], shapes.product(x_sizes[i] for i in x_kept), x_sizes[x_axis]])
    y = reshape_to(y, [y_sizes[0], y_sizes[y_axis], shapes.product(y_sizes[i] for i in y_kept)])
    kept = [x_sizes[i] for i in x_kept] + [y_sizes[i] for i in y_kept]
    plain = [with_pattern(one, (False,) * 3) for one in (x, y)]
    return reshape_to(T.batched_dot(*plain), [x_sizes[0]] + (kept or [1]))


def reshape_to(x, sizes):
    """Returns a tensor in another shape, given as integers and scalar tensors."""
    known = [None if isinstance(size, Variable) else size for size in sizes]
    shape = T.stack([T.cast(core.as_tensor(size), 'int64') for size in sizes]) if None in known \
        else known
    return static.known(T.reshape(x, shape, ndim=len(sizes)), known)
