"""CIFAR-10: 60,000 colour photographs of 32x32 pixels, of ten kinds of things."""

from keras import backend as K
from keras.datasets.cifar import load_batch, load_batches  # noqa: F401
from keras.utils.data_utils import get_file  # noqa: F401

_FOLDER = 'cifar-10-batches-py'
_ORIGIN = 'https://www.cs.toronto.edu/~kriz/cifar-10-python.tar.gz'
_FILE_HASH = 'c58f30108f718f92721af3b95e74349a'


def load_data():
    """Loads the photographs, from the cache or from the net (163 MB).

    Without a connection, put the archive at `$KERAS_HOME/datasets/cifar-10-batches-py.tar.gz` (by
    default `~/.keras/datasets`). The kinds are airplane, automobile, bird, cat, deer, dog, frog,
    horse, ship and truck, in this order.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: images, uint8, 0 to 255, of shape
        (50000, 32, 32, 3) and (10000, 32, 32, 3), with `image_data_format='channels_first'`
        (50000, 3, 32, 32) and (10000, 3, 32, 32); labels, uint8, 0 to 9, of shape (50000, 1) and
        (10000, 1).

    Raises:
        IOError: If the files are not there and cannot be downloaded.
        ValueError: If they hold something else.

    Example:

        from keras.datasets import cifar10
        (x_train, y_train), (x_test, y_test) = cifar10.load_data()
        assert x_train.shape == (50000, 32, 32, 3)
    """
    parts = []
    for names in (['data_batch_%d' % number for number in range(1, 6)], ['test_batch']):
        x, y = load_batches(_FOLDER, _ORIGIN, _FILE_HASH, names, 'labels')
        if K.image_data_format() == 'channels_last':
            x = x.transpose(0, 2, 3, 1)
        parts.append((x, y))
    return tuple(parts)
