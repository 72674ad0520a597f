"""Seeds."""

import random

import numpy as np
import pytest

from keras.utils import set_random_seed


def test_a_seed_repeats_python_and_numpy():
    draws = []
    for _ in range(2):
        set_random_seed(np.int64(11))
        draws.append((random.random(), np.random.rand()))
    assert draws[0] == draws[1]


@pytest.mark.parametrize('seed', [-1, 2 ** 32, 1.5, None, True, 'a'])
def test_other_seeds_are_refused(seed):
    with pytest.raises(ValueError, match='2\\*\\*32'):
        set_random_seed(seed)
