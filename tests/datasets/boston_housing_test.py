"""Boston housing, where it is in the cache."""

import os

import numpy as np
import pytest

from keras import configuration
from keras.datasets import boston_housing

PATH = os.path.join(configuration.home(), 'datasets', 'boston_housing.npz')


@pytest.mark.skipif(not os.path.exists(PATH), reason='needs %s' % PATH)
def test_boston_housing():
    (x_train, y_train), (x_test, y_test) = boston_housing.load_data()
    assert x_train.shape == (404, 13) and x_test.shape == (102, 13)
    assert y_train.shape == (404,) and y_test.shape == (102,)
    # The first district, and the first prices, as the books print them.
    np.testing.assert_array_equal(x_train[0], [
        1.23247, 0, 8.14, 0, 0.538, 6.142, 91.7, 3.9769, 4, 307, 21, 396.9, 18.72])
    assert y_train[:4].tolist() == [15.2, 42.3, 50, 21.1]
    # The means of all 506 prices, as published with the data.
    assert round(float(np.concatenate([y_train, y_test]).mean()), 2) == 22.53


@pytest.mark.skipif(not os.path.exists(PATH), reason='needs %s' % PATH)
def test_split_and_seed():
    (_, y), (_, none) = boston_housing.load_data(test_split=0, seed=1)
    assert len(y) == 506 and len(none) == 0
    (_, other), _ = boston_housing.load_data(test_split=0, seed=2)
    assert not np.array_equal(y, other) and np.array_equal(np.sort(y), np.sort(other))


def test_an_impossible_split_is_refused():
    with pytest.raises(ValueError, match='between 0 and 1'):
        boston_housing.load_data(test_split=2)


def test_without_a_connection(keras_home, monkeypatch):
    monkeypatch.setattr(boston_housing, '_ORIGIN', 'file:///nowhere/b.npz')
    with pytest.raises(IOError, match='put the file at .*boston_housing.npz'):
        boston_housing.load_data()
