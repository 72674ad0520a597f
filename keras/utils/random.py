"""Runs that can be repeated, also from the middle."""

import collections
import contextlib
import random
import re
import weakref
import zlib

import numpy as np

_current = None         # the `Chance` of the last `set_random_seed`


def set_random_seed(seed):
    """Seeds every source of chance: Python's `random`, NumPy, and with it the engine.

    Call it before the model is built or loaded. From then on the random numbers of training
    follow from the seed and from how many steps the optimizer has made: at the beginning of every
    epoch `fit` and `fit_generator` seed Python and NumPy with both (and put their states back at
    the end), and so are dropout and noise drawn. So four epochs are, bit for bit on a CPU, two
    epochs, `save`, and in another process `set_random_seed`, `load_model` and two more epochs.
    That holds for layers that were not given a seed if they are made in the same order among
    those with the same name but for a number, as it is with layers one after the other; a `name`
    of its own makes a layer independent of any order. It does not hold for what a program draws
    in a loop inside the graph, nor for batches that threads make at the same time.

    Args:
        seed: An int from 0 to 2**32 - 1.

    Raises:
        ValueError: If the seed is something else.

    Example:
        import numpy as np
        from keras.utils import set_random_seed
        set_random_seed(7)
        first = np.random.rand()
        set_random_seed(7)
        assert np.random.rand() == first
    """
    global _current
    if isinstance(seed, bool) or not isinstance(seed, (int, np.integer)) or not 0 <= seed < 2 ** 32:
        raise ValueError('The seed must be an int from 0 to 2**32 - 1; received {!r}.'.format(seed))
    random.seed(int(seed))
    np.random.seed(int(seed))
    _current = Chance(int(seed))


def current():
    """The `Chance` of the last `set_random_seed`.

    Returns:
        A `Chance`, or None if there was none.
    """
    return _current


class Chance(object):
    """Random numbers as functions of a seed and of the steps of training made so far.

    Args:
        seed: An int.

    Attributes:
        listeners: Set (weak) of objects of an engine whose `seek(position)` is called.
    """

    def __init__(self, seed):
        self.seed = seed
        self.listeners = weakref.WeakSet()
        self._made = collections.Counter()

    def operation_seed(self, scope):
        """The seed of a random operation that was given none.

        Args:
            scope: Where it is made, such as `'dropout_1/cond'`; numbers of names do not count.

        Returns:
            An int from 0 to 2**31 - 1.
        """
        place = re.sub(r'(_\d+)+(?=/|$)', '', scope)
        self._made[place] += 1
        return self._derived(place, self._made[place])

    def seek(self, position, everywhere=True):
        """Puts random numbers where they are after so many steps.

        Args:
            position: Number of steps of training.
            everywhere: Whether Python and NumPy are seeded too, not only the engine.
        """
        if everywhere:
            seed = self._derived('epoch', position)
            random.seed(seed)
            np.random.seed(seed)
        for listener in list(self.listeners):
            listener.seek(position)

    def _derived(self, *parts):
        """A seed that follows from the seed and from these ints and strings."""
        return zlib.crc32(repr((self.seed,) + parts).encode('utf8')) % 2 ** 31


@contextlib.contextmanager
def kept():
    """A context after which Python's and NumPy's random numbers go on as if it had not been.

    Yields:
        The `Chance` of the last `set_random_seed`; if there was none, None, and nothing is kept.
    """
    chance = _current
    if chance is None:
        yield None
        return
    states = random.getstate(), np.random.get_state()
    try:
        yield chance
    finally:
        random.setstate(states[0])
        np.random.set_state(states[1])
