"""Kernels of random numbers. Each takes a key and gives the same values for the same key."""

import jax
import numpy as np
from jax import lax
from jax import numpy as jnp

from keras.backend.jax_backend import core


def normal(rng, shape, mean=0.0, stddev=1.0, dtype='float32'):
    """Returns normally distributed values."""
    values = jax.random.normal(rng, core._sizes(shape), _drawn(dtype))
    return _moved(values, mean, stddev).astype(dtype)


def uniform(rng, shape, minval=0.0, maxval=1.0, dtype='float32'):
    """Returns uniformly distributed values."""
    shape = core._sizes(shape)
    if not jnp.issubdtype(dtype, jnp.floating):
        return jax.random.randint(rng, shape, minval, maxval, dtype)
    values = jax.random.uniform(rng, shape, dtype)
    low, high = (core._like(limit, values) for limit in (minval, maxval))
    return values * (high - low) + low


def binomial(rng, shape, p=0.0, dtype='float32'):
    """Returns zeros, and ones with probability `p`."""
    return _with_probability(rng, core._sizes(shape), p).astype(dtype)


def truncated_normal(rng, shape, mean=0.0, stddev=1.0, dtype='float32'):
    """Returns normally distributed values, none further than two deviations off."""
    values = jax.random.truncated_normal(rng, -2., 2., core._sizes(shape), _drawn(dtype))
    return _moved(values, mean, stddev).astype(dtype)


def dropout(rng, x, level, noise_shape=None):
    if core._is_number(level):
        if not 0 <= level < 1:
            raise ValueError('The dropout `level` is the share of values that is set to 0: it must '
                             f'be at least 0 and below 1. Received: {level}.')
        if level == 0:
            return x
        level = float(level)
    else:
        level = core._like(level, x)
    shape = x.shape if noise_shape is None else tuple(
        size if given is None or given == -1 else int(given)
        for given, size in zip(noise_shape, x.shape))
    return jnp.where(_with_probability(rng, shape, 1 - level), x / (1 - level), 0)


def _with_probability(rng, shape, p):
    """Booleans, each true with a probability."""
    if not core._is_number(p):
        return jax.random.uniform(rng, shape, 'float32') < p
    if not 0 < p < 1:
        return jnp.full(shape, p > 0)
    # What a key gives is cut into pieces of 16 bits, if they are fine enough: a quarter of the work
    # of one number for each.
    bits, share = 16, float(p)
    if abs(round(share * 2 ** bits) / 2 ** bits - share) > 1e-4 * min(share, 1 - share):
        bits = 32
    kind, pieces, count = 'uint{}'.format(bits), 64 // bits, int(np.prod(shape))
    drawn = jax.random.bits(rng, (-(-count // pieces),), 'uint64')
    drawn = lax.bitcast_convert_type(drawn, kind).reshape(-1)[:count].reshape(shape)
    return drawn < np.array(min(round(share * 2 ** bits), 2 ** bits - 1), kind)


def _drawn(dtype):
    """The type that numbers are drawn in: the half types are too coarse for it."""
    return 'float64' if dtype == 'float64' else 'float32'


def _moved(values, mean, stddev):
    """Standard numbers with another mean and deviation."""
    stddev, mean = core._like(stddev, values), core._like(mean, values)
    return values * stddev + mean
