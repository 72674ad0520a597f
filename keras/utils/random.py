"""Runs that can be repeated."""

import random

import numpy as np


def set_random_seed(seed):
    """Seeds every source of chance: Python's `random`, NumPy, and with it the engine.

    Random operations and initializers that were given no seed draw theirs from NumPy when
    they are made, so call this before the model is built.

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
    if isinstance(seed, bool) or not isinstance(seed, (int, np.integer)) or not 0 <= seed < 2 ** 32:
        raise ValueError('The seed must be an int from 0 to 2**32 - 1; received {!r}.'.format(seed))
    random.seed(int(seed))
    np.random.seed(int(seed))
