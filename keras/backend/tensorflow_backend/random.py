"""Random tensors and variables."""

import numpy as np

from keras.backend import common
from keras.backend.tensorflow_backend import core
from keras.backend.tensorflow_backend.engine import tf


def random_normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None):
    return tf.random_normal(shape, mean=mean, stddev=stddev, dtype=_float(dtype), seed=_seed(seed))


def random_uniform(shape, minval=0.0, maxval=1.0, dtype=None, seed=None):
    return tf.random_uniform(shape, minval=minval, maxval=maxval, dtype=_float(dtype),
                             seed=_seed(seed))


def random_binomial(shape, p=0.0, dtype=None, seed=None):
    drawn = tf.random_uniform(shape, dtype='float32', seed=_seed(seed))
    return tf.cast(drawn < p, _float(dtype))


def truncated_normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None):
    return tf.truncated_normal(shape, mean=mean, stddev=stddev, dtype=_float(dtype),
                               seed=_seed(seed))


def random_normal_variable(shape, mean, scale, dtype=None, name=None, seed=None):
    value = random_normal(_static(shape), mean, scale, dtype=dtype, seed=seed)
    return core.variable(value, dtype=_float(dtype), name=name)


def random_uniform_variable(shape, low, high, dtype=None, name=None, seed=None):
    value = random_uniform(_static(shape), low, high, dtype=dtype, seed=seed)
    return core.variable(value, dtype=_float(dtype), name=name)


def _float(dtype):
    return common.floatx() if dtype is None else dtype


def _static(shape):
    """Returns the shape of a variable as a tuple of integers."""
    return tuple(int(size) for size in shape)


def _seed(seed):
    """Returns the seed, or one drawn from NumPy's global generator."""
    return np.random.randint(10e6) if seed is None else seed
