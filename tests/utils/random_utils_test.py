"""Seeds."""

import random

import numpy as np
import pytest

from keras import backend as K
from keras.utils import set_random_seed
from keras.utils.random import Chance, current, kept


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


def test_training_leaves_the_numbers_of_the_program_alone():
    set_random_seed(3)
    first = np.random.rand(2), random.random()
    set_random_seed(3)
    with kept() as chance:
        chance.seek(5)
        inside = np.random.rand(2)
        chance.seek(5)
        np.testing.assert_array_equal(np.random.rand(2), inside)
        chance.seek(6)
        assert (np.random.rand(2) != inside).all()
    np.testing.assert_array_equal(np.random.rand(2), first[0])
    assert random.random() == first[1]


def test_seeds_of_operations_follow_names_without_their_numbers():
    first, second = Chance(4), Chance(4)
    seeds = [first.operation_seed(scope) for scope in ('drop_1/cond', 'other', 'drop_2/cond_1')]
    assert len(set(seeds)) == 3
    assert [second.operation_seed(scope) for scope in ('drop_8_1/cond', 'drop_9/cond', 'other')] \
        == [seeds[0], seeds[2], seeds[1]]
    assert Chance(5).operation_seed('other') != seeds[1]


def test_dropout_after_a_seed():
    set_random_seed(3)
    drop = K.function([], [K.dropout(K.ones((50, 40)), .25, (50, None)),
                           K.dropout(K.ones((50, 40)), .25)])
    plain, others = drop([]), drop([])
    for values in plain:
        assert set(np.unique(values)) == {np.float32(0), np.float32(1) / np.float32(.75)}
        assert abs((values == 0).mean() - .25) < .05
    assert (plain[0] != plain[1]).any() and (plain[0] != others[0]).any()
    current().seek(0)
    for values, again in zip(plain, drop([])):
        np.testing.assert_array_equal(values, again)


def test_without_a_seed_nothing_is_kept():
    with kept() as chance:
        assert chance is None
        inside = np.random.rand()
    assert np.random.rand() != inside
