"""Fashion-MNIST: 70,000 pictures of clothes of 28x28 pixels."""

import gzip
import os
import zlib

import numpy as np

from keras import configuration
from keras.utils.data_utils import get_file

_FOLDER = os.path.join('datasets', 'fashion-mnist')
_ORIGIN = 'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/'
_FILES = {      # as published beside the data
    'train-images-idx3-ubyte.gz': '8d4fb7e6c68d591d4c3dfef9ec88bf0d',
    'train-labels-idx1-ubyte.gz': '25c81989df183df01b3e8a0aad5dffbe',
    't10k-images-idx3-ubyte.gz': 'bef4ecab320f06d8554ea6380940ec79',
    't10k-labels-idx1-ubyte.gz': 'bb300cfdad3c16e7a12a480ee83cd310',
}


def load_data():
    """Loads the pictures, from the cache or from the net (30 MB).

    Without a connection, put the four files, `train-images-idx3-ubyte.gz` and so on, in
    `$KERAS_HOME/datasets/fashion-mnist` (by default `~/.keras/datasets/fashion-mnist`). The kinds
    are T-shirt/top, trouser, pullover, dress, coat, sandal, shirt, sneaker, bag and ankle boot, in
    this order.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: images, uint8, 0 to 255, of shape
        (60000, 28, 28) and (10000, 28, 28); labels, uint8, 0 to 9, of shape (60000,) and
        (10000,).

    Raises:
        IOError: If a file is not there and cannot be downloaded.
        ValueError: If a file holds something else.

    Example:

        from keras.datasets import fashion_mnist
        (x_train, y_train), (x_test, y_test) = fashion_mnist.load_data()
        assert x_train.shape == (60000, 28, 28)
    """
    parts = []
    for part in ('train', 't10k'):
        x, y = _load(part + '-images-idx3-ubyte.gz', 3), _load(part + '-labels-idx1-ubyte.gz', 1)
        if len(x) != len(y):
            raise ValueError('There are %d images and %d labels in the files %s-*.gz of %s. Remove '
                             'them and load the data again.'
                             % (len(x), len(y), part, os.path.join(configuration.home(), _FOLDER)))
        parts.append((x, y))
    return tuple(parts)


def read_idx(path, ndim):
    """Reads an array of bytes from a compressed file in the format of the original MNIST.

    Args:
        path: String, the path of the file.
        ndim: Integer, how many dimensions the array has.

    Returns:
        Array, uint8.

    Raises:
        ValueError: If the file is no such file.
    """
    try:
        with gzip.open(path, 'rb') as stream:
            content = stream.read()
    except (OSError, EOFError, zlib.error) as error:
        raise ValueError('%s cannot be unpacked: %s. Remove the file and load the data again.'
                         % (path, error))
    start = 4 + 4 * ndim
    shape = np.frombuffer(content[4:start], '>u4').tolist() if len(content) >= start else []
    if content[:4] != bytes([0, 0, 8, ndim]) or len(content) - start != np.prod(shape):
        raise ValueError('%s does not hold an array of bytes with %d dimensions: it begins with %r '
                         'and has %d bytes. Remove the file and load the data again.'
                         % (path, ndim, content[:4], len(content)))
    return np.frombuffer(content, 'uint8', offset=start).reshape(shape).copy()


def _load(name, ndim):
    """One of the four files, from the cache or from the net."""
    path = os.path.join(configuration.home(), _FOLDER, name)
    if os.path.exists(path):
        try:
            return read_idx(path, ndim)
        except ValueError:
            pass    # it has another hash, so it is downloaded again
    path = get_file(name, origin=_ORIGIN + name, file_hash=_FILES[name], cache_subdir=_FOLDER)
    return read_idx(path, ndim)
