"""CIFAR-100: 60,000 colour photographs of 32x32 pixels, of a hundred kinds of things."""

from keras import backend as K
from keras.datasets.cifar import load_batch, load_batches  # noqa: F401
from keras.utils.data_utils import get_file  # noqa: F401

_FOLDER = 'cifar-100-python'
_ORIGIN = 'https://www.cs.toronto.edu/~kriz/cifar-100-python.tar.gz'
_FILE_HASH = 'eb9058c3a382ffc7106e4002c42a8d85'


def load_data(label_mode='fine'):
    """Loads the photographs, from the cache or from the net (161 MB).

    Without a connection, put the archive at `$KERAS_HOME/datasets/cifar-100-python.tar.gz` (by
    default `~/.keras/datasets`).

    Args:
        label_mode: `'fine'` for the hundred kinds, `'coarse'` for the twenty groups of kinds.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: images, uint8, 0 to 255, of shape
        (50000, 32, 32, 3) and (10000, 32, 32, 3), with `image_data_format='channels_first'`
        (50000, 3, 32, 32) and (10000, 3, 32, 32); labels, uint8, of shape (50000, 1) and
        (10000, 1).

    Raises:
        IOError: If the files are not there and cannot be downloaded.
        ValueError: If they hold something else, or for another `label_mode`.

    Example:

        from keras.datasets import cifar100
        (x_train, y_train), (x_test, y_test) = cifar100.load_data(label_mode='coarse')
        assert y_train.max() == 19
    """
    if label_mode not in ('fine', 'coarse'):
        raise ValueError("`label_mode` must be 'fine' or 'coarse'. Received: %r." % (label_mode,))
    parts = []
    for name in ('train', 'test'):
        x, y = load_batches(_FOLDER, _ORIGIN, _FILE_HASH, [name], label_mode + '_labels')
        if K.image_data_format() == 'channels_last':
            x = x.transpose(0, 2, 3, 1)
        parts.append((x, y))
    return tuple(parts)
