"""Kernels of the room `random`, and dropout: each draws from the generator that it is given."""

import math

import torch

from keras.backend.torch_backend import dtypes
from keras.backend.torch_backend import engine

#: Share of a normal distribution that lies within two deviations.
_WITHIN = math.erf(math.sqrt(2.))


def normal(rng, shape, mean, stddev, dtype):
    """Returns normally distributed values.

    Args:
        rng: Generator, or None where only shapes are inferred.
        shape: Sizes, integers.
        mean: Number or scalar tensor.
        stddev: Number or scalar tensor.
        dtype: Type as a string.

    Returns:
        A tensor.
    """
    drawn = _empty(rng, shape, dtypes.named(dtype))
    if dtypes.is_number(mean) and dtypes.is_number(stddev) and stddev >= 0:
        return drawn.normal_(float(mean), float(stddev), generator=rng)
    return (drawn.normal_(generator=rng) * stddev + mean).to(drawn.dtype)


def uniform(rng, shape, minval, maxval, dtype):
    """Returns uniformly distributed values, integers for an integer type.

    Args:
        rng: Generator, or None where only shapes are inferred.
        shape: Sizes, integers.
        minval: Lower bound, included: number or scalar tensor.
        maxval: Upper bound, excluded.
        dtype: Type as a string.

    Returns:
        A tensor.
    """
    drawn = _empty(rng, shape, dtypes.named(dtype))
    if not (dtypes.is_number(minval) and dtypes.is_number(maxval)):
        share = _empty(rng, shape, torch.float32).uniform_(generator=rng)
        spread = share * (maxval - minval) + minval
        return (torch.floor(spread) if dtypes.is_integral(drawn) else spread).to(drawn.dtype)
    if dtypes.is_integral(drawn):
        return drawn.random_(int(minval), int(maxval), generator=rng)
    if minval <= maxval:
        return drawn.uniform_(float(minval), float(maxval), generator=rng)
    return drawn.uniform_(generator=rng).mul_(maxval - minval).add_(minval)


def binomial(rng, shape, p, dtype):
    """Returns zeros and ones.

    Args:
        rng: Generator, or None where only shapes are inferred.
        shape: Sizes, integers.
        p: Probability of a one: number or scalar tensor.
        dtype: Type as a string.

    Returns:
        A tensor.
    """
    return _ones_with(rng, shape, p, dtypes.named(dtype))


def truncated_normal(rng, shape, mean, stddev, dtype):
    """Returns normally distributed values, none further than two deviations off.

    Args:
        rng: Generator, or None where only shapes are inferred.
        shape: Sizes, integers.
        mean: Number or scalar tensor.
        stddev: Number or scalar tensor, the deviation before the cut.
        dtype: Type as a string.

    Returns:
        A tensor.
    """
    made = dtypes.named(dtype)
    exact = made if made == torch.float64 else torch.float32
    # The inverse of the distribution function, between its values at minus 2 and at 2.
    drawn = _empty(rng, shape, exact).uniform_(-_WITHIN, _WITHIN, generator=rng)
    drawn = drawn.erfinv_().mul_(math.sqrt(2.)).clamp_(-2., 2.)
    return (drawn * stddev + mean).to(made)


def dropout(rng, x, level, noise_shape=None):
    """Sets a random share of the values to 0 and divides the others by `1 - level`.

    Args:
        rng: Generator, or None where only shapes are inferred.
        x: Tensor of floats.
        level: Number, at least 0 and below 1, or scalar tensor.
        noise_shape: Shape of the random mask, None in it for a size of `x`; None for that of `x`.

    Returns:
        A tensor.

    Raises:
        ValueError: `level` is out of range.
    """
    if dtypes.is_number(level):
        if not 0 <= level < 1:
            raise ValueError('The dropout `level` is the share of values that is set to 0: it must '
                             'be at least 0 and below 1. Received: {}.'.format(level))
        if level == 0:
            return x
    shape = x.shape if noise_shape is None else [
        size if given is None or given == -1 else int(given)
        for size, given in zip(x.shape, noise_shape)]
    kept = _ones_with(rng, shape, 1. - level, x.dtype)
    return x * (kept.div_(1. - level) if dtypes.is_number(level) else kept / (1. - level))


def _empty(rng, shape, dtype):
    """A tensor without values, where the generator draws."""
    return torch.empty([int(size) for size in shape], dtype=dtype,
                       device=engine.device() if rng is None else rng.device)


def _ones_with(rng, shape, p, dtype):
    """Ones with the probability `p`, else zeros."""
    # On a CPU this takes half the time of `bernoulli_`. Shorter types draw too few values.
    return _empty(rng, shape, torch.float32).uniform_(generator=rng).lt_(p).to(dtype)
