"""Random tensors and variables, dropout."""

import numbers

import numpy as np

from keras.backend.theano_backend import core
from keras.backend.theano_backend import state
from keras.backend.theano_backend import static
from keras.backend.theano_backend.draws import Draw
from keras.backend.theano_backend.engine import T, Variable, theano
from keras.backend.theano_backend.math import of_type
from keras.utils import random as chances


class Stream:
    """Where the numbers of one random operation are.

    Args:
        chance: What `set_random_seed` left, by which `fit` sets the position; or None.

    Attributes:
        position: The variable of the engine that says how often numbers were drawn.
    """

    def __init__(self, chance):
        self.position = theano.shared(np.asarray(0, 'int64'), name='random_position')
        self.position.default_update = self.position + np.int64(1)
        self.position.is_position = True
        self.position.stream = self             # lives as long as the variable does
        if chance is not None:
            chance.listeners.add(self)

    def seek(self, position):
        """Lets the numbers go on where they are after so many steps of training."""
        self.position.set_value(np.asarray(position, 'int64'))


def random_normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None):
    return _moved('normal', shape, stddev, mean, dtype, seed)


def random_uniform(shape, minval=0.0, maxval=1.0, dtype=None, seed=None):
    dtype = core._dtype(dtype)
    if 'float' not in dtype:
        values = _draw('uniform', shape, 'float64', seed)
        return core.cast(T.floor(values * (maxval - minval)) + minval, dtype)
    return _moved('uniform', shape, maxval - minval, minval, dtype, seed)


def random_binomial(shape, p=0.0, dtype=None, seed=None):
    values = _draw('uniform', shape, 'float32', seed)
    return core.cast(T.lt(values, of_type(p, values)), core._dtype(dtype))


def truncated_normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None):
    return _moved('truncated_normal', shape, stddev, mean, dtype, seed)


def _moved(kind, shape, scale, shift, dtype, seed):
    """Returns standard numbers with another deviation and mean."""
    dtype = core._dtype(dtype)
    values = _draw(kind, shape, 'float64' if dtype == 'float64' else 'float32', seed)
    return core.cast(values * of_type(scale, values) + of_type(shift, values), dtype)


def random_normal_variable(shape, mean, scale, dtype=None, name=None, seed=None):
    value = random_normal(tuple(int(size) for size in shape), mean, scale, dtype, seed)
    return core.variable(value, dtype=dtype, name=name)


def random_uniform_variable(shape, low, high, dtype=None, name=None, seed=None):
    value = random_uniform(tuple(int(size) for size in shape), low, high, dtype, seed)
    return core.variable(value, dtype=dtype, name=name)


def dropout(x, level, noise_shape=None, seed=None):
    sizes = core.axis_sizes(x)
    if noise_shape is not None:
        if isinstance(noise_shape, Variable):
            noise_shape = [noise_shape[axis] for axis in range(x.ndim)]
        sizes = [size if given is None else given for size, given in zip(sizes, noise_shape)]
    if not isinstance(level, numbers.Number):
        level = of_type(level, x)
        kept = core.cast(T.ge(_draw('uniform', sizes, x.dtype, seed), level), x.dtype)
        return x * (kept / (of_type(1, x) - level))
    if not 0 <= level < 1:
        raise ValueError('The dropout `level` is the share of values that is set to 0: it must '
                         'be at least 0 and below 1. Received: {}.'.format(level))
    if level == 0:
        return x
    return x * _draw('kept', sizes, x.dtype, seed, level)


def _draw(kind, shape, dtype, seed, level=0.):
    """Returns a tensor of random numbers of a shape."""
    if isinstance(shape, Variable):
        count = static.sizes(shape)[0]
        known = static.values(shape) or (None,) * count
        shape = [shape[i] if size is None else size for i, size in enumerate(known)]
    shape = [size if isinstance(size, Variable) else int(size) for size in shape]
    chance = chances.current()
    if seed is None:
        seed = (np.random.randint(10e6) if chance is None
                else chance.operation_seed(state.here.scopes[-1]))
    known = [None if isinstance(size, Variable) else size for size in shape]
    if None in known:
        size = T.stack([T.cast(core.as_tensor(one), 'int64') for one in shape])
    else:
        size = np.asarray(shape, 'int64')
    op = Draw(kind, dtype, [one == 1 for one in known], seed, level)
    return static.known(op(Stream(chance).position, size), known)
