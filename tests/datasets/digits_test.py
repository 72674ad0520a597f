"""The digits that come with the package."""

import hashlib
import os
import re

import numpy as np
import pytest

from keras.datasets import digits


def test_shapes_and_values():
    (x_train, y_train), (x_test, y_test) = digits.load_data()
    assert x_train.shape == (1437, 8, 8) and y_train.shape == (1437,)
    assert x_test.shape == (360, 8, 8) and y_test.shape == (360,)
    assert {a.dtype for a in (x_train, y_train, x_test, y_test)} == {np.dtype('uint8')}
    assert x_train.min() == 0 and x_train.max() == 16
    assert sorted(np.unique(y_test)) == list(range(10))


def test_the_data_are_those_of_the_provenance_note():
    folder = os.path.dirname(digits.__file__)
    with open(os.path.join(folder, 'digits.md')) as file:
        wanted = re.search('`([0-9a-f]{64})`', file.read()).group(1)
    with np.load(os.path.join(folder, 'digits.npz')) as file:
        assert hashlib.sha256(file['x'].tobytes() + file['y'].tobytes()).hexdigest() == wanted


def test_the_seed_tells_the_order_and_nothing_is_lost():
    (x, y), (x_none, _) = digits.load_data(test_split=0, seed=1)
    (x_again, y_again), _ = digits.load_data(test_split=0, seed=1)
    (x_other, y_other), _ = digits.load_data(test_split=0, seed=2)
    assert len(x) == 1797 and len(x_none) == 0
    assert np.array_equal(x, x_again) and np.array_equal(y, y_again)
    assert not np.array_equal(y, y_other)
    assert x.astype(int).sum() == x_other.astype(int).sum() and np.array_equal(
        np.bincount(y), np.bincount(y_other))


def test_images_keep_their_labels():
    """The mean image of a zero has an empty middle, that of a one a full one."""
    (x, y), _ = digits.load_data()
    assert x[y == 0][:, 3:5, 3:5].mean() < 3 < 12 < x[y == 1][:, 3:5, 3:5].mean()


@pytest.mark.parametrize('split', [-0.1, 1.5])
def test_an_impossible_split_is_refused(split):
    with pytest.raises(ValueError, match='between 0 and 1'):
        digits.load_data(test_split=split)
