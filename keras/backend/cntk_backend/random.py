"""Kernels of random numbers: NumPy draws them, and they are fed."""

import numpy as np

from keras.backend.cntk_backend import arrays
from keras.backend.cntk_backend import core
from keras.backend.cntk_backend.arrays import Array
from keras.backend.cntk_backend.kernels import kernel_of_all
from keras.backend.cntk_backend.program import current


@kernel_of_all
def normal(rng, shape, mean=0.0, stddev=1.0, dtype='float32'):
    """Returns normally distributed values."""
    return _moved(_drawn(rng, shape, dtype, _normal), mean, stddev)


@kernel_of_all
def uniform(rng, shape, minval=0.0, maxval=1.0, dtype='float32'):
    """Returns uniformly distributed values."""
    if not dtype.startswith('float'):
        return _drawn(rng, shape, dtype,
                      lambda random, shape: random.randint(minval, maxval, shape))
    return _drawn(rng, shape, dtype, _uniform) * (maxval - minval) + minval


@kernel_of_all
def binomial(rng, shape, p=0.0, dtype='float32'):
    """Returns zeros, and ones with probability `p`."""
    return arrays.cast(_drawn(rng, shape, 'float32', _uniform) < p, dtype)


@kernel_of_all
def truncated_normal(rng, shape, mean=0.0, stddev=1.0, dtype='float32'):
    """Returns normally distributed values, none further than two deviations off."""
    return _moved(_drawn(rng, shape, dtype, _truncated), mean, stddev)


@kernel_of_all
def dropout(rng, x, level, noise_shape=None):
    shape = x.shape if noise_shape is None else tuple(
        size if given is None or given == -1 else int(given)
        for given, size in zip(noise_shape, x.shape))
    if not arrays.is_number(level):
        kept = arrays.cast(_drawn(rng, shape, 'float32', _uniform) >= level, x.dtype)
        return arrays.ratio(x * kept, 1. - arrays.cast(level, x.dtype))
    if not 0 <= level < 1:
        raise ValueError('The dropout `level` is the share of values that is set to 0: it must '
                         'be at least 0 and below 1. Received: {}.'.format(level))
    if level == 0 or not x.size:
        return x
    scale = 1. / (1. - level)
    return x * _drawn(rng, shape, x.dtype, lambda random, shape: _kept(random, shape, level)
                      * np.float32(scale))


def _kept(random, shape, level):
    """Booleans that are false with the probability `level`."""
    count = int(np.prod(shape))
    # Pieces of 16 bits, if they are fine enough, cost a fifth of a number each.
    if abs(round(level * 65536) / 65536. - level) > 1e-4 * min(level, 1 - level):
        return random.random_sample(shape) >= level
    pieces = np.frombuffer(random.bytes(2 * count), 'uint16')
    return (pieces >= round(level * 65536)).reshape(shape)


def _drawn(rng, shape, dtype, function):
    """Numbers that NumPy draws at each call."""
    shape = core._sizes(shape)
    if current() is None or 0 in shape:
        return arrays.empty(shape, dtype) if 0 in shape else Array(None, shape, dtype)
    return current().draw(rng, shape, dtype, lambda random, shape: np.asarray(
        function(random, shape)).astype(dtype))


def _normal(random, shape):
    """Standard normal numbers."""
    return random.standard_normal(shape)


def _uniform(random, shape):
    """Numbers from 0 to below 1."""
    # A float of 32 bits would round numbers just below 1 to it.
    return np.minimum(random.random_sample(shape), 1 - 2. ** -24)


def _truncated(random, shape):
    """Normal numbers, drawn again where they are beyond two deviations."""
    values = np.asarray(random.standard_normal(shape))
    far = np.abs(values) > 2
    while far.any():
        values[far] = random.standard_normal(np.count_nonzero(far))
        far = np.abs(values) > 2
    return values


def _moved(values, mean, stddev):
    """Standard numbers with another mean and deviation."""
    return values * stddev + mean
