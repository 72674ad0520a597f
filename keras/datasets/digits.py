"""1,797 real handwritten digits of 8x8 pixels; they come with this package (digits.md)."""

import os

import numpy as np

_PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'digits.npz')


def load_data(test_split=0.2, seed=113):
    """Loads the digits of the UCI repository; nothing is downloaded.

    Args:
        test_split: Number between 0 and 1, the part that is kept for tests.
        seed: Integer, tells the order of the samples, and so which are kept.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: images, uint8, 0 to 16, of shape (n, 8, 8);
        labels, uint8, 0 to 9, of shape (n,). By default 1,437 and 360 samples.

    Raises:
        ValueError: If `test_split` is not between 0 and 1.

    Example:

        from keras.datasets import digits
        (x_train, y_train), (x_test, y_test) = digits.load_data()
        assert x_train.shape == (1437, 8, 8) and y_test.shape == (360,)
    """
    if not 0 <= test_split <= 1:
        raise ValueError('test_split must be between 0 and 1. Received: %r' % (test_split,))
    with np.load(_PATH, allow_pickle=False) as file:
        x, y = file['x'], file['y']
    order = np.random.RandomState(seed).permutation(len(x))
    x, y = x[order], y[order]
    count = int(len(x) * (1 - test_split))
    return (x[:count], y[:count]), (x[count:], y[count:])
