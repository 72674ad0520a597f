"""Data sets that are .npz files with object arrays of lists, which upstream pickled."""

import os
import zipfile
import zlib

import numpy as np

from keras import configuration
from keras.utils import plain_pickle
from keras.utils.data_utils import get_file


def load_lists(path, origin, file_hash, names):
    """Loads arrays of a data set, from the cache or from the net.

    Object arrays are read by a reader that can only build plain data. A download must have the
    hash of the published file; a file that is already in the cache need only hold the arrays.

    Args:
        path: String, the name of the file in `$KERAS_HOME/datasets`, or an absolute path.
        origin: String, the address of the published file.
        file_hash: String, its hash, or None.
        names: List of strings, the names of the arrays.

    Returns:
        List of arrays, in the order of `names`.

    Raises:
        IOError: If the file is not there and cannot be downloaded.
        ValueError: If what was downloaded has another hash or does not hold the arrays.

    Example:

        from keras.datasets.lists import load_lists
        x, y = load_lists('reviews.npz', origin='https://example.org/reviews.npz',
                          file_hash='...', names=['x', 'y'])
    """
    cached = os.path.join(configuration.home(), 'datasets', os.fspath(path))
    problem = None
    if os.path.exists(cached):
        try:
            return read_lists(cached, names)
        except ValueError as error:
            problem = error
    if problem is not None and file_hash is None:
        raise problem
    return read_lists(get_file(path, origin=origin, file_hash=file_hash), names)


def read_lists(path, names):
    """Reads arrays of an .npz file; those of objects by a reader that only knows plain data.

    Args:
        path: String, the path of the file.
        names: List of strings, the names of the arrays.

    Returns:
        List of arrays.

    Raises:
        ValueError: If the file is broken, lacks an array, or holds something else than data.

    Example:
        import os, tempfile
        import numpy as np
        from keras.datasets.lists import read_lists
        path = os.path.join(tempfile.mkdtemp(), 'a.npz')
        np.savez(path, x=np.arange(3))
        assert read_lists(path, ['x'])[0].tolist() == [0, 1, 2]
    """
    try:
        with zipfile.ZipFile(path) as archive:
            found = []
            for name in names:
                with archive.open(name + '.npy') as stream:
                    found.append(_read_array(stream))
            return found
    except (ValueError, KeyError, EOFError, OSError, zipfile.BadZipFile, zlib.error,
            NotImplementedError, RuntimeError) as error:
        raise ValueError('%s cannot be read as a data set with the arrays %s: %s Remove the file '
                         'and load the data again.' % (path, ', '.join(names), error))


def _read_array(stream):
    """One array of the file, a stream in the .npy format."""
    readers = {(1, 0): np.lib.format.read_array_header_1_0,
               (2, 0): np.lib.format.read_array_header_2_0}
    version = np.lib.format.read_magic(stream)
    if version not in readers:
        raise ValueError('Its format %r is unknown.' % (version,))
    shape, by_columns, dtype = readers[version](stream)
    data = stream.read()
    if dtype.hasobject:
        array = plain_pickle.loads(data)
        if not isinstance(array, np.ndarray) or array.shape != shape:
            raise ValueError('An array of shape %r was announced and is not there.' % (shape,))
        return array
    count = int(np.prod(shape, dtype='int64'))
    if count < 0 or len(data) != count * dtype.itemsize:
        raise ValueError('An array of shape %r was announced; %d bytes are there.'
                         % (shape, len(data)))
    return np.frombuffer(data, dtype).reshape(shape, order='F' if by_columns else 'C').copy()
