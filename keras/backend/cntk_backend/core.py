"""Kernels on single arrays: making them in the shape of others, casting, choosing, printing."""

import cntk as C
import numpy as np

from keras.backend import common
from keras.backend.cntk_backend import arrays
from keras.backend.cntk_backend.arrays import Array
from keras.backend.cntk_backend.kernels import kernel, kernel_of_all
from keras.backend.cntk_backend.program import current


@kernel
def cast(x, dtype):
    result = arrays.cast(x, np.dtype(dtype).name)
    return marked(result) if x.is_sparse else result


@kernel
def zeros_like(x, dtype=None, name=None):
    return arrays.full(x.shape, dtype or x.dtype, 0)


@kernel
def ones_like(x, dtype=None, name=None):
    return arrays.full(x.shape, dtype or x.dtype, 1)


@kernel_of_all
def filled(shape, dtype, value):
    """Returns an array of one value."""
    return arrays.full(_sizes(shape), dtype, value)


@kernel_of_all
def identity(x, name=None):
    return x


@kernel_of_all
def to_dense(tensor):
    return Array(tensor.node, tensor.shape, tensor.dtype)


def marked(x):
    """Returns an array that is marked as sparse."""
    result = Array(x.node, x.shape, x.dtype)
    result.is_sparse = True
    return result


@kernel_of_all
def stop_gradient(x):
    return arrays.unary(C.stop_gradient, x)


@kernel_of_all
def select(condition, x, y):
    """Returns `x` where a condition holds and `y` elsewhere; trailing axes are added to it."""
    condition = arrays.cast(condition, 'bool')
    rank = max(np.ndim(x), np.ndim(y))
    if 0 < condition.ndim < rank:
        condition = arrays.reshape(condition, condition.shape + (1,) * (rank - condition.ndim))
    return arrays.where(condition, x, y)


@kernel_of_all
def print_tensor(x, message=''):
    program = current()
    if program is not None:
        if x.is_in_loop:
            raise NotImplementedError('K.print_tensor() inside of a loop over time steps is not '
                                      'available on CNTK. Use unroll=True.')
        program.print_later(x, message)
    return x


def _sizes(shape):
    """A shape (an int, or any sequence of whole numbers) as a tuple of ints."""
    return tuple(int(one) for one in np.ravel(shape))


def _floats(x):
    """Booleans and integers as numbers of the default float type, floats as they are."""
    return x if x.is_float else arrays.cast(x, common.floatx())
