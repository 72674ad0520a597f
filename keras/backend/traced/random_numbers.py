"""Chance: every random op has a seed, and counts how often it has been asked.

Seed and count say which numbers come, so a function that is run again draws new ones, and a forward
pass that is computed twice within one call draws the same ones.
"""

import threading

import numpy as np

from keras.backend import common
from keras.backend.traced import engine as engines
from keras.backend.traced import nodes
from keras.backend.traced import record
from keras.backend.traced import state
from keras.utils import random as chances

_LOCK = threading.Lock()
_POSITION = {'epoch': 0, 'count': 0}


class Stream:
    """The numbers of one random op.

    Args:
        seed: Integer.
        follows: Whether a jump of `Position.seek` carries it along.
    """

    def __init__(self, seed, follows):
        self.seed = int(seed)
        self._follows = follows
        self._count = 0
        self._epoch = _POSITION['epoch']

    def draw(self):
        """Returns the number of this draw."""
        with _LOCK:
            if self._follows and self._epoch != _POSITION['epoch']:
                self._epoch = _POSITION['epoch']
                self._count = _POSITION['count']
            self._count += 1
            return self._count - 1


class Position:
    """Where all streams go on, told by `keras.utils.set_random_seed`."""

    def seek(self, position):
        """Lets every stream go on where it is after so many steps of training."""
        _POSITION['epoch'] += 1
        _POSITION['count'] = int(position)


_position = Position()


def _stream(seed):
    """Returns the stream of an op that was given a seed, or None for one of its own."""
    chance = chances.current()
    if chance is not None:
        chance.listeners.add(_position)
        if seed is None:
            seed = chance.operation_seed(state.here.scopes[-1])
    elif seed is None:
        seed = np.random.randint(10e6)
    return Stream(seed, chance is not None)


def draw(op, seed, names, given):
    """Records a random op.

    Args:
        op: Name of the kernel.
        seed: Integer, or None for one that NumPy draws.
        names: Names of the kernel's parameters after the source of numbers.
        given: Their values.

    Returns:
        A tensor.
    """
    kernel = engines.current().KERNELS[op]
    sizes = record.SIZES[op]
    given = [record.prepared(value, name in sizes) for name, value in zip(names, given)]
    node = nodes.Random(op, kernel, tuple(given))
    node.stream = _stream(seed)
    return record.finish(node)


def on_host(node):
    """Returns the NumPy function of a random node, or None."""
    function = _ON_HOST.get(node.op)
    if function is None:
        return None
    return lambda *args: function(
        np.random.RandomState([node.stream.seed % 2 ** 32, node.stream.draw()]), *args)


def _truncated_normal(random, shape, mean, stddev, dtype):
    """Normally distributed values, drawn again where they are beyond two deviations."""
    values = random.normal(size=shape)
    while True:
        far = np.abs(values) > 2
        count = np.count_nonzero(far)
        if not count:
            return (values * stddev + mean).astype(common.host_dtype(dtype))
        values[far] = random.normal(size=count)


_ON_HOST = {
    'normal': lambda random, shape, mean, stddev, dtype:
        np.asarray(random.normal(mean, stddev, shape)).astype(common.host_dtype(dtype)),
    'uniform': lambda random, shape, minval, maxval, dtype:
        np.asarray(random.uniform(minval, maxval, shape)).astype(common.host_dtype(dtype)),
    'binomial': lambda random, shape, p, dtype:
        np.asarray(random.uniform(size=shape) < p).astype(common.host_dtype(dtype)),
    'truncated_normal': _truncated_normal,
}
