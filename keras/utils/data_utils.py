"""Files from the net, and data that comes batch by batch."""

import hashlib
import os
import socket
from urllib.error import HTTPError, URLError
from urllib.parse import urlparse
from urllib.request import urlopen

from keras import configuration
from keras.utils.archives import extract_archive
from keras.utils.enqueuers import (GeneratorEnqueuer, OrderedEnqueuer,  # noqa: F401
                                   SequenceEnqueuer)
from keras.utils.files import atomic_write
from keras.utils.progbar import Progbar

_CHUNK = 1 << 16
_TIMEOUT = 60  # seconds without an answer


def get_file(fname, origin, untar=False, md5_hash=None, file_hash=None, cache_subdir='datasets',
             hash_algorithm='auto', extract=False, archive_format='auto', cache_dir=None):
    """Downloads a file, unless it is in the cache already.

    The file is put in place only when it is complete and its hash is right. A cached file with
    another hash is downloaded again.

    Args:
        fname: Name of the file in the cache, or an absolute path.
        origin: Address (URL) of the file.
        untar: Old form of `extract`: the download is named `fname + '.tar.gz'` and unpacked to
            `fname`.
        md5_hash: Old form of `file_hash`.
        file_hash: Expected SHA-256 or MD5 hash in hexadecimal. Default: no check.
        cache_subdir: Folder in the cache. Default `'datasets'`.
        hash_algorithm: `'md5'`, `'sha256'`, or `'auto'` to tell by the length of the hash.
        extract: Whether to unpack the file as an archive.
        archive_format: `'auto'`, `'tar'`, `'zip'`, a list of these, or None.
        cache_dir: The cache. Default: the environment variable `KERAS_HOME`, else `~/.keras`.

    Returns:
        The path of the file; with `untar`, the path of what was unpacked.

    Raises:
        IOError: If the download fails.
        ValueError: If the hash of the download is wrong.

    Example:
        import os, tempfile
        from keras.utils import get_file
        home = tempfile.mkdtemp()
        with open(os.path.join(home, 'source.txt'), 'w') as f:
            f.write('hello')
        path = get_file('copy.txt', 'file://' + home + '/source.txt', cache_dir=home)
        with open(path) as f:
            assert f.read() == 'hello'
    """
    if cache_dir is None:
        cache_dir = configuration.home()
    if md5_hash is not None and file_hash is None:
        file_hash, hash_algorithm = md5_hash, 'md5'
    folder = os.path.join(os.path.expanduser(str(cache_dir)), cache_subdir)
    os.makedirs(folder, exist_ok=True)
    unpacked = os.path.join(folder, os.fspath(fname))
    path = unpacked + '.tar.gz' if untar else unpacked
    if not _is_cached(path, file_hash, hash_algorithm):
        _download(origin, path, file_hash, hash_algorithm)
    if untar:
        if not os.path.exists(unpacked):
            extract_archive(path, folder, archive_format='tar')
        return unpacked
    if extract:
        extract_archive(path, folder, archive_format)
    return path


def validate_file(fpath, file_hash, algorithm='auto', chunk_size=65535):
    """Compares the hash of a file with the expected one.

    Args:
        fpath: Path of the file.
        file_hash: Expected hash in hexadecimal.
        algorithm: `'md5'`, `'sha256'`, or `'auto'` to tell by the length of the hash.
        chunk_size: Number of bytes that are read at once.

    Returns:
        Whether they are equal.

    Example:
        import hashlib, os, tempfile
        from keras.utils.data_utils import validate_file
        path = os.path.join(tempfile.mkdtemp(), 'a')
        with open(path, 'wb') as f:
            f.write(b'data')
        assert validate_file(path, hashlib.sha256(b'data').hexdigest())
    """
    found = _hasher(file_hash, algorithm)
    with open(fpath, 'rb') as stream:
        for chunk in iter(lambda: stream.read(chunk_size), b''):
            found.update(chunk)
    return found.hexdigest() == str(file_hash).strip().lower()


class Sequence(object):
    """Data that is asked for batch by batch, each batch by its number.

    A subclass defines `__getitem__(index)`, which returns one whole batch, and `__len__()`,
    the number of batches. `on_epoch_end()` may change the data between epochs. Several workers
    can read different batches at the same time, and every batch is used once per epoch.

    Example:
        import numpy as np
        from keras.utils import Sequence
        class Squares(Sequence):
            def __len__(self):
                return 4
            def __getitem__(self, index):
                x = np.arange(index * 8, index * 8 + 8)
                return x, x ** 2
        assert sum(len(x) for x, y in Squares()) == 32
    """

    use_sequence_api = True

    def __getitem__(self, index):
        """The batch at position `index`, e.g. a tuple `(inputs, targets)`."""
        raise NotImplementedError('A Sequence must define __getitem__(index), which returns one '
                                  'batch; {} does not.'.format(type(self).__name__))

    def __len__(self):
        """The number of batches."""
        raise NotImplementedError('A Sequence must define __len__(), the number of batches; {} '
                                  'does not.'.format(type(self).__name__))

    def on_epoch_end(self):
        """Called after every epoch; does nothing unless a subclass changes that."""

    def __iter__(self):
        """Goes through the batches once."""
        for index in range(len(self)):
            yield self[index]


def _is_cached(path, file_hash, algorithm):
    """Whether the file is there and right."""
    if not os.path.exists(path):
        return False
    if file_hash is None or validate_file(path, file_hash, algorithm):
        return True
    print('A local file was found, but its hash is not {}, so it is downloaded again: {}'
          .format(file_hash, path))
    return False


def _download(origin, path, file_hash, algorithm):
    """Writes what is at an address to a path, if the hash is right."""
    if not urlparse(origin).scheme:
        raise ValueError('The origin {!r} is no address: expected a URL such as https://...'
                         .format(origin))
    print('Downloading data from', origin)
    found = _hasher(file_hash, algorithm) if file_hash else None
    os.makedirs(os.path.dirname(path), exist_ok=True)
    try:
        with urlopen(origin, timeout=_TIMEOUT) as response, atomic_write(path) as stream:
            received, total = _copy(response, stream, found)
            if total is not None and received != total:
                raise IOError('{} of {} bytes arrived; the connection broke. Try again.'
                              .format(received, total))
            if found is not None and found.hexdigest() != str(file_hash).strip().lower():
                raise ValueError(
                    'The file from {} has the hash {}, but {} was expected; it was thrown away. '
                    'Try again, or check the address.'
                    .format(origin, found.hexdigest(), file_hash))
    except HTTPError as error:
        error.close()
        raise IOError('Could not download {}: the server answered {} {}. Check the address, or put '
                      'the file at {} yourself.'.format(origin, error.code, error.reason, path))
    except (URLError, ConnectionError, socket.timeout) as error:
        raise IOError('Could not download {}: {}. Check the connection, or put the file at {} '
                      'yourself.'.format(origin, getattr(error, 'reason', error), path))


def _copy(response, stream, found):
    """Copies a response to a file with a progress bar; returns bytes received and expected."""
    length = response.headers.get('Content-Length', '').strip()
    total = int(length) if length.isdigit() else None
    bar = Progbar(total, unit_name='byte')
    received = 0
    for chunk in iter(lambda: response.read(_CHUNK), b''):
        stream.write(chunk)
        if found is not None:
            found.update(chunk)
        received += len(chunk)
        bar.update(received)
    if total is None:
        bar.update(received, finalize=True)
    return received, total


def _hasher(file_hash, algorithm):
    """An empty hash of the kind meant."""
    if algorithm not in ('auto', 'md5', 'sha256'):
        raise ValueError('The hash algorithm must be \'auto\', \'md5\' or \'sha256\'; received '
                         '{!r}.'.format(algorithm))
    if algorithm == 'sha256' or (algorithm == 'auto' and len(str(file_hash).strip()) == 64):
        return hashlib.sha256()
    return hashlib.md5()
