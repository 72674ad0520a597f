"""Kernels on single arrays: making them in the shape of others, casting, choosing, printing."""

import jax
import numpy as np
from jax import lax
from jax import numpy as jnp
from jax.experimental import sparse

from keras.backend.traced import printed


def cast(x, dtype):
    if _is_sparse(x):
        return sparse.BCOO((x.data.astype(dtype), x.indices), shape=x.shape,
                           indices_sorted=x.indices_sorted, unique_indices=x.unique_indices)
    return x.astype(dtype)


def zeros_like(x, dtype=None, name=None):
    return jnp.zeros(x.shape, dtype or x.dtype)


def ones_like(x, dtype=None, name=None):
    return jnp.ones(x.shape, dtype or x.dtype)


def filled(shape, dtype, value):
    """Returns an array of one value."""
    return jnp.full(_sizes(shape), value, dtype)


def identity(x, name=None):
    return x


def to_dense(tensor):
    return tensor.todense() if _is_sparse(tensor) else tensor


def stop_gradient(x):
    return lax.stop_gradient(x)


def shape(x):
    return jnp.asarray(x.shape, 'int32')


def size(x, name=None):
    return jnp.asarray(x.size, 'int32')


def select(condition, x, y):
    """Returns `x` where a condition holds and `y` elsewhere; trailing axes are added to it."""
    if condition.dtype != bool:
        condition = condition != 0
    rank = max(np.ndim(x), np.ndim(y))
    if 0 < condition.ndim < rank:
        condition = condition.reshape(condition.shape + (1,) * (rank - condition.ndim))
    return jnp.where(condition, x, y)


def print_tensor(x, message=''):
    jax.debug.callback(lambda values: printed.write(message, np.asarray(values)), x)
    return x


def _is_sparse(x):
    """Whether an array is a sparse one."""
    return isinstance(x, sparse.BCOO)


def _sizes(shape):
    """A shape (an int, or any sequence of whole numbers) as a tuple of ints."""
    return tuple(int(one) for one in np.ravel(shape))


def _is_number(value):
    """Whether a value is a Python or NumPy number, not an array of the engine."""
    return isinstance(value, (int, float, np.number))


def _like(value, x):
    """A number as a plain one, an array in the type of `x`: neither widens what it meets."""
    if isinstance(value, np.generic):
        return value.item()
    if hasattr(value, 'dtype') and value.dtype != x.dtype:
        return value.astype(x.dtype)
    return value


def _is_half(x):
    """Whether an array holds floats of 16 bits."""
    return x.dtype.itemsize == 2 and jnp.issubdtype(x.dtype, jnp.floating)


def _wide(x):
    """The array in a type that sums of squares fit in: float32 for the half types."""
    return x.astype('float32') if _is_half(x) else x
