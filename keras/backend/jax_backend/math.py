"""Kernels of arithmetic, reductions, comparisons and products.

Where an op has a kink or a tie, its gradient is TensorFlow's: that of the first of equal values,
and that of the inside on the edge of a range. `where` says so at the price of a fused comparison.
"""

import jax
import numpy as np
from jax import lax
from jax import numpy as jnp

from keras.backend import common
from keras.backend import shapes
from keras.backend.jax_backend import core

#: Whole powers up to this one are products.
_LARGEST_PRODUCT = 16

# Element by element


def abs(x):
    # The product has the slope 0 at 0; that of the engine's own function is 1 there.
    return x * jnp.sign(x)


def sqrt(x):
    # The choice comes before the root, so that its slope, infinite at 0, never meets a 0.
    return jnp.sqrt(jnp.where(x < 0, jnp.zeros((), x.dtype), x))


def square(x):
    return lax.mul(x, x)


def exp(x):
    return jnp.exp(x)


def log(x):
    return jnp.log(x)


def round(x):
    return jnp.round(x)


def sign(x):
    return jnp.sign(x)


def pow(x, a):
    if core._is_number(a):
        a = a.item() if isinstance(a, np.number) else a
        if isinstance(a, float) and a.is_integer() and -_LARGEST_PRODUCT <= a <= _LARGEST_PRODUCT:
            a = int(a)
        return jnp.power(x, a)
    dtype = jnp.result_type(x, a)
    if core._is_number(x) or not jnp.issubdtype(dtype, jnp.floating):
        return jnp.power(x, a)
    return _float_power(*jnp.broadcast_arrays(x.astype(dtype), a.astype(dtype)))


@jax.custom_jvp
def _float_power(x, a):
    """A power whose slope by the exponent is 0 where the base is not positive."""
    return lax.pow(x, a)


@_float_power.defjvp
def _float_power_jvp(primals, tangents):
    """Slope of a power."""
    x, a = primals
    x_slope, a_slope = tangents
    result = _float_power(x, a)
    by_x = jnp.where(a == 0, 0, a * _float_power(x, jnp.where(a == 0, 1, a - 1)))
    by_a = result * jnp.log(jnp.where(x > 0, x, 1))
    return result, by_x * x_slope + by_a * a_slope


def sin(x):
    return jnp.sin(x)


def cos(x):
    return jnp.cos(x)


def clip(x, min_value, max_value):
    if max_value is not None:
        high = jnp.asarray(max_value, x.dtype)
        x = jnp.where(x > high, high, x)
    if min_value is not None:
        low = jnp.asarray(min_value, x.dtype)
        x = jnp.where(x < low, low, x)
    return x


def equal(x, y):
    return jnp.equal(x, y)


def not_equal(x, y):
    return jnp.not_equal(x, y)


def greater(x, y):
    return jnp.greater(x, y)


def greater_equal(x, y):
    return jnp.greater_equal(x, y)


def less(x, y):
    return jnp.less(x, y)


def less_equal(x, y):
    return jnp.less_equal(x, y)


def maximum(x, y):
    return jnp.where(_or_nan(jnp.greater_equal(x, y), x), x, y)


def minimum(x, y):
    return jnp.where(_or_nan(jnp.less_equal(x, y), x), x, y)


def _or_nan(chosen, x):
    """True also where `x` is no number, so that it is not lost; `y` is taken where it is none."""
    return chosen | (x != x) if jnp.issubdtype(jnp.result_type(x), jnp.floating) else chosen


# Reductions


def max(x, axis=None, keepdims=False):
    return _extreme(jnp.max, jnp.argmax, x, axis, keepdims)


def min(x, axis=None, keepdims=False):
    return _extreme(jnp.min, jnp.argmin, x, axis, keepdims)


def _extreme(reduce, place, x, axis, keepdims):
    """The largest or smallest value; equal ones share its gradient.

    The engine's own gradient is 0/0 where no value equals the extreme one, and that happens: what
    is computed twice, in two fused loops, may be rounded differently.
    """
    axes = tuple(range(x.ndim) if axis is None else [one % x.ndim for one in _axes(axis)])
    if not axes or not jnp.issubdtype(x.dtype, jnp.floating):
        return reduce(x, axes, keepdims=keepdims)

    @jax.custom_jvp
    def extreme(x):
        return reduce(x, axes, keepdims=True)

    @extreme.defjvp
    def slope(primals, tangents):
        (x,), (tangent,) = primals, tangents
        found = extreme(x)
        equal = x == found
        equal = lax.cond((equal.sum(axes) > 0).all(), lambda x: equal,
                         lambda x: _first(place, x, axes), x)
        share = equal.astype(x.dtype)
        return found, (tangent * share).sum(axes, keepdims=True) / share.sum(axes, keepdims=True)

    found = extreme(x)
    return found if keepdims else found.reshape(np.delete(x.shape, axes))


def _first(place, x, axes):
    """Where along axes the element is that `argmax` or `argmin` finds."""
    others = [one for one in range(x.ndim) if one not in axes]
    order = others + list(axes)
    flat = x.transpose(order).reshape([x.shape[one] for one in others] + [-1])
    chosen = jax.nn.one_hot(place(flat, -1), flat.shape[-1], dtype=bool)
    return chosen.reshape([x.shape[one] for one in order]).transpose(np.argsort(order))


def sum(x, axis=None, keepdims=False):
    return jnp.sum(x, _axes(axis), _summed(x), keepdims=keepdims)


def prod(x, axis=None, keepdims=False):
    return jnp.prod(x, _axes(axis), _summed(x), keepdims=keepdims)


def mean(x, axis=None, keepdims=False):
    x, axis = _numbers(x), _axes(axis)
    if jnp.issubdtype(x.dtype, jnp.floating):
        return jnp.mean(x, axis, keepdims=keepdims)
    total = jnp.sum(x, axis, x.dtype, keepdims=keepdims)
    count = np.prod([x.shape[one] for one in range(x.ndim) if axis is None] or [
        x.shape[one] for one in axis or ()], dtype=int)
    return lax.div(total, jnp.full(total.shape, count, total.dtype))


def var(x, axis=None, keepdims=False):
    x = _numbers(x)
    return mean(square(x - mean(x, axis, True)), axis, keepdims)


def std(x, axis=None, keepdims=False):
    return jnp.sqrt(var(x, axis, keepdims))


def logsumexp(x, axis=None, keepdims=False):
    return jax.nn.logsumexp(x, _axes(axis), keepdims=keepdims)


def any(x, axis=None, keepdims=False):
    return jnp.any(x, _axes(axis), keepdims=keepdims)


def all(x, axis=None, keepdims=False):
    return jnp.all(x, _axes(axis), keepdims=keepdims)


def argmax(x, axis=-1):
    return lax.argmax(x, int(axis) % x.ndim, np.int32).astype('int64')


def argmin(x, axis=-1):
    return lax.argmin(x, int(axis) % x.ndim, np.int32).astype('int64')


def cumsum(x, axis=0):
    return jnp.cumsum(x, int(axis), _summed(x))


def cumprod(x, axis=0):
    return jnp.cumprod(x, int(axis), _summed(x))


def _axes(axis):
    """Axes as None or a tuple of ints."""
    return None if axis is None else tuple(int(one) for one in np.ravel(axis))


def _summed(x):
    """The type of a sum: small integers are not widened."""
    return 'int32' if x.dtype == bool else x.dtype


def _numbers(x):
    """Booleans as numbers of the default float type, anything else as it is."""
    return x.astype(common.floatx()) if x.dtype == bool else x


# Products


def dot(x, y):
    return x @ y if core._is_sparse(x) else jnp.dot(x, y)


def batch_dot(x, y, axes=None):
    x_axis, y_axis = shapes.batch_dot_axes(x.shape, y.shape, axes, (int, np.integer))
    result = lax.dot_general(x, y, (((x_axis,), (y_axis,)), ((0,), (0,))))
    return result.reshape(-1, 1) if result.ndim == 1 else result
