"""Random tensors and variables, dropout."""

import numbers

import numpy as np

from keras.backend import common
from keras.backend.tensorflow_backend import core
from keras.backend.tensorflow_backend import streams
from keras.backend.tensorflow_backend.engine import tf


def random_normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None):
    return _draw('normal', shape, seed, mean=mean, stddev=stddev, dtype=_float(dtype))


def random_uniform(shape, minval=0.0, maxval=1.0, dtype=None, seed=None):
    return _draw('uniform', shape, seed, minval=minval, maxval=maxval, dtype=_float(dtype))


def random_binomial(shape, p=0.0, dtype=None, seed=None):
    return tf.cast(_draw('uniform', shape, seed, dtype='float32') < p, _float(dtype))


def truncated_normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None):
    return _draw('truncated_normal', shape, seed, mean=mean, stddev=stddev, dtype=_float(dtype))


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
    place = streams.place(seed)
    if place is None:
        return tf.nn.dropout(x, rate=level, noise_shape=noise_shape, seed=_seed(seed))
    sizes = tf.shape(x)
    if noise_shape is not None and not isinstance(noise_shape, tf.Tensor):
        sizes = [sizes[axis] if size is None else size for axis, size in enumerate(noise_shape)]
    elif noise_shape is not None:
        sizes = noise_shape
    level = tf.cast(level, x.dtype)
    kept = tf.random.stateless_uniform(sizes, place, dtype=x.dtype) >= level
    return x * (tf.cast(kept, x.dtype) / (1 - level))


def _draw(kind, shape, seed, **arguments):
    """Returns values of a distribution.

    Values of a fixed shape are as a rule the first ones of a variable, which nothing resumes.
    """
    sizes = [shape] if isinstance(shape, tf.Tensor) else shape
    place = streams.place(seed) if any(isinstance(size, tf.Tensor) for size in sizes) else None
    if place is not None:
        return getattr(tf.random, 'stateless_' + kind)(shape, place, **arguments)
    return getattr(tf.random, kind)(shape, seed=_seed(seed), **arguments)


def _float(dtype):
    return common.floatx() if dtype is None else dtype


def _static(shape):
    """Returns the shape of a variable as a tuple of integers."""
    return tuple(int(size) for size in shape)


def _seed(seed):
    """Returns the seed, or one drawn from NumPy's global generator."""
    return np.random.randint(10e6) if seed is None else seed
