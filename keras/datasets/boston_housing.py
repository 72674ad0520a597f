"""Boston housing: 13 numbers about each of 506 districts of 1978, and what houses cost there."""

import numpy as np

from keras.datasets.npz import load_npz
from keras.utils.data_utils import get_file  # noqa: F401

_ORIGIN = 'https://s3.amazonaws.com/keras-datasets/boston_housing.npz'
_FILE_HASH = 'f553886a1f8d56431e820c5b82552d9d95cfcb96d1e678153f8839538947dff5'
_DIGESTS = {
    'x': '58d9abef45a8e00c844d74ff0027c96d21a8a237d7ba7e4c0c30b11dcdafde10',
    'y': 'a7a4a2bed7266f5e88acd2854ae97af5206bed564ab217810535d4cd14d76edb',
}


def load_data(path='boston_housing.npz', test_split=0.2, seed=113):
    """Loads the districts, from the cache or from the net.

    One of the 13 numbers tells how many Black people lived in a district, made into something
    that was meant to drive prices. Use the data to try things out, not to say anything about
    people.

    Args:
        path: String, the name of the file in the cache, `$KERAS_HOME/datasets` (by default
            `~/.keras/datasets`), or an absolute path. Without a connection, put the file there.
        test_split: Number between 0 and 1, the part that is kept for tests.
        seed: Integer, tells the order of the districts, and so which are kept.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: numbers, float64, of shape (404, 13) and
        (102, 13); the median price in thousands of dollars, float64, of shape (404,) and (102,).

    Raises:
        IOError: If the file is not there and cannot be downloaded.
        ValueError: If what was downloaded is something else, or if `test_split` is not between
            0 and 1.

    Example:

        from keras.datasets import boston_housing
        (x_train, y_train), (x_test, y_test) = boston_housing.load_data()
        assert x_train.shape == (404, 13)
    """
    if not 0 <= test_split <= 1:
        raise ValueError('test_split must be between 0 and 1. Received: %r' % (test_split,))
    arrays = load_npz(path, _ORIGIN, _FILE_HASH, _DIGESTS)
    order = np.random.RandomState(seed).permutation(len(arrays['x']))
    x, y = arrays['x'][order], arrays['y'][order]
    count = int(len(x) * (1 - test_split))
    return (x[:count], y[:count]), (x[count:], y[count:])
