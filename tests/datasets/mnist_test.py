"""Real MNIST, where it is in the cache."""

import os

import numpy as np
import pytest

from keras import configuration
from keras.datasets import mnist

PATH = os.path.join(configuration.home(), 'datasets', 'mnist.npz')


@pytest.mark.skipif(not os.path.exists(PATH), reason='needs %s' % PATH)
def test_mnist():
    (x_train, y_train), (x_test, y_test) = mnist.load_data()
    assert x_train.shape == (60000, 28, 28) and x_test.shape == (10000, 28, 28)
    assert y_train.shape == (60000,) and y_test.shape == (10000,)
    assert x_train.dtype == y_test.dtype == np.uint8 and x_train.max() == 255
    # The first labels, and the sizes of the classes, as published.
    assert list(y_train[:10]) == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]
    assert list(np.bincount(y_test)) == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]
