"""Random tensors and variables, dropout."""

import numbers

from keras.backend import common
from keras.backend.traced import core
from keras.backend.traced import record
from keras.backend.traced import random_numbers


def random_normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None):
    return _draw('normal', seed, shape=shape, mean=mean, stddev=stddev, dtype=_float(dtype))


def random_uniform(shape, minval=0.0, maxval=1.0, dtype=None, seed=None):
    return _draw('uniform', seed, shape=shape, minval=minval, maxval=maxval, dtype=_float(dtype))


def random_binomial(shape, p=0.0, dtype=None, seed=None):
    return _draw('binomial', seed, shape=shape, p=p, dtype=_float(dtype))


def truncated_normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None):
    return _draw('truncated_normal', seed, shape=shape, mean=mean, stddev=stddev,
                 dtype=_float(dtype))


def random_normal_variable(shape, mean, scale, dtype=None, name=None, seed=None):
    value = random_normal(_static(shape), mean, scale, dtype=dtype, seed=seed)
    return core.variable(value, dtype=_float(dtype), name=name)


def random_uniform_variable(shape, low, high, dtype=None, name=None, seed=None):
    value = random_uniform(_static(shape), low, high, dtype=dtype, seed=seed)
    return core.variable(value, dtype=_float(dtype), name=name)


def dropout(x, level, noise_shape=None, seed=None):
    if isinstance(level, numbers.Number):
        if not 0 <= level < 1:
            raise ValueError('The dropout `level` is the share of values that is set to 0: it must '
                             f'be at least 0 and below 1. Received: {level}.')
        if level == 0:
            return x
    if noise_shape is not None and not core.is_tensor(noise_shape):
        noise_shape = tuple(noise_shape)
        if None in noise_shape:
            sizes = core.shape(x)
            noise_shape = tuple(sizes[axis] if size is None else size
                                for axis, size in enumerate(noise_shape))
    return _draw('dropout', seed, x=record.as_tensor(x), level=level, noise_shape=noise_shape)


def _draw(op, seed, **arguments):
    """Records a random op with arguments by name, in the order of the kernel."""
    return random_numbers.draw(op, seed, list(arguments), list(arguments.values()))


def _float(dtype):
    return common.floatx() if dtype is None else dtype


def _static(shape):
    """Returns the shape of a variable as a tuple of integers."""
    return tuple(int(size) for size in shape)
