"""What CIFAR-10 and CIFAR-100 have in common: pickled batches of images of 32x32 pixels."""

import os

import numpy as np

from keras import configuration
from keras.utils import plain_pickle
from keras.utils.archives import extract_archive
from keras.utils.data_utils import get_file

_PIXELS = 3 * 32 * 32


def load_batch(fpath, label_key='labels'):
    """Reads one batch, a pickled dictionary, with a reader that can only build plain data.

    Args:
        fpath: String, the path of the file.
        label_key: String, the key of the labels in the dictionary.

    Returns:
        `(data, labels)`: images, uint8, of shape (n, 3, 32, 32), and the list of labels.

    Raises:
        ValueError: If the file is no such batch.

    Example:
        import os, pickle, tempfile
        import numpy as np
        from keras.datasets.cifar import load_batch
        path = os.path.join(tempfile.mkdtemp(), 'batch')
        with open(path, 'wb') as file:
            pickle.dump({b'data': np.zeros((2, 3072), 'uint8'), b'labels': [3, 8]}, file, 2)
        data, labels = load_batch(path)
        assert data.shape == (2, 3, 32, 32) and labels == [3, 8]
    """
    with open(fpath, 'rb') as stream:
        content = stream.read()
    try:
        found = plain_pickle.loads(content)
    except ValueError as error:
        raise ValueError('%s cannot be read: %s' % (fpath, error))
    found = found if isinstance(found, dict) else {}
    found = {key.decode('latin1') if isinstance(key, bytes) else key: value
             for key, value in found.items()}
    data, labels = found.get('data'), found.get(label_key)
    if not isinstance(data, np.ndarray) or data.dtype != np.uint8 or data.ndim != 2 \
            or data.shape[1] != _PIXELS or not isinstance(labels, list) \
            or len(labels) != len(data) or not set(map(type, labels)) <= {int}:
        raise ValueError('%s is no batch of CIFAR: expected a dictionary with the images under '
                         "'data', uint8 of shape (n, %d), and n labels under %r. It has the keys "
                         '%s. Remove the file and load the data again.'
                         % (fpath, _PIXELS, label_key, sorted(map(str, found))))
    return data.reshape(len(data), 3, 32, 32), labels


def load_batches(dirname, origin, file_hash, names, label_key):
    """Reads batches of a data set, from the cache or from the net.

    Args:
        dirname: String, the folder of the batches in `$KERAS_HOME/datasets`; the archive beside
            it is named `dirname + '.tar.gz'`.
        origin: String, the address of the archive.
        file_hash: String, its hash.
        names: List of strings, the files in the folder.
        label_key: String, the key of the labels.

    Returns:
        `(data, labels)`: images, uint8, of shape (n, 3, 32, 32); labels, uint8, of shape (n, 1).

    Raises:
        IOError: If the files are not there and cannot be downloaded.
        ValueError: If the archive has another hash, or does not hold the batches.
    """
    folder = os.path.join(configuration.home(), 'datasets')
    paths = [os.path.join(folder, dirname, name) for name in names]
    if not all(os.path.exists(path) for path in paths):
        archive = get_file(dirname + '.tar.gz', origin=origin, file_hash=file_hash)
        extract_archive(archive, folder, archive_format='tar')
        missing = [path for path in paths if not os.path.exists(path)]
        if missing:
            raise ValueError('The archive %s does not hold %s. Remove it and load the data again.'
                             % (archive, ', '.join(missing)))
    batches = [load_batch(path, label_key) for path in paths]
    labels = np.concatenate([np.array(labels, 'uint8') for _, labels in batches])
    return np.concatenate([data for data, _ in batches]), labels.reshape(-1, 1)
