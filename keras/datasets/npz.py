"""Data sets that are one .npz file in the cache, and are what they should be."""

import hashlib
import os
import zipfile
import zlib

import numpy as np

from keras import configuration
from keras.utils.data_utils import get_file, validate_file


def load_npz(fname, origin, file_hash, digests):
    """Loads the arrays of a data set, from the cache or from the net.

    A cached file is used if it is the published one (by its hash), or if it holds the same
    arrays (by theirs): a copy that somebody packed again is as good. Any other file is
    downloaded anew, never used. No pickled objects are read.

    Args:
        fname: String, the name of the file in `$KERAS_HOME/datasets`, or an absolute path.
        origin: String, the address of the published file.
        file_hash: String, its SHA-256.
        digests: Dictionary: name of an array -> SHA-256 of its bytes in C order.

    Returns:
        Dictionary of arrays.

    Raises:
        IOError: If the file is not there and cannot be downloaded.
        ValueError: If what was downloaded has another hash.

    Example:

        from keras.datasets.npz import load_npz
        arrays = load_npz('numbers.npz', origin='https://example.org/numbers.npz',
                          file_hash='...', digests={'x': '...', 'y': '...'})
    """
    path = os.path.join(configuration.home(), 'datasets', os.fspath(fname))
    if os.path.exists(path):
        arrays = _read(path, digests)
        if arrays is not None and (validate_file(path, file_hash) or _agree(arrays, digests)):
            return arrays
    path = get_file(fname, origin=origin, file_hash=file_hash)
    arrays = _read(path, digests)
    if arrays is None:
        raise ValueError('%s does not hold the arrays %s. Remove the file and try again.'
                         % (path, ', '.join(sorted(digests))))
    return arrays


def digest(data):
    """The SHA-256 of an array's bytes in C order (or of bytes).

    Args:
        data: NumPy array, or bytes.

    Returns:
        String, hexadecimal.

    Example:

        import numpy as np
        from keras.datasets.npz import digest
        assert digest(np.zeros(2, 'uint8')) == digest(bytes(2))
    """
    data = data if isinstance(data, bytes) else np.ascontiguousarray(data).tobytes()
    return hashlib.sha256(data).hexdigest()


def _read(path, names):
    """The named arrays of a file; None if it is broken or holds something else."""
    try:
        with open(path, 'rb') as stream, np.load(stream, allow_pickle=False) as file:
            return {name: file[name] for name in names}
    except (OSError, ValueError, KeyError, EOFError, AttributeError, TypeError,
            zipfile.BadZipFile, zlib.error):
        return None


def _agree(arrays, digests):
    """Whether all arrays are the right ones."""
    return all(digest(arrays[name]) == wanted for name, wanted in digests.items())
