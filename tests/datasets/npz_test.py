"""The cache of data sets: what is used, what is not, and what is said without a connection."""

import hashlib
import zipfile

import numpy as np
import pytest

from keras.datasets import mnist
from keras.datasets.npz import digest, load_npz

X, Y = np.arange(600, dtype='uint8').reshape(20, 30), np.arange(5, dtype='int64')


def write(path, **arrays):
    """Writes an .npz file; returns its hash."""
    path.parent.mkdir(exist_ok=True)
    np.savez(str(path), **arrays)
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def origin(tmp_path_factory):
    """The published file: its address and hash, and how to load the data set."""
    path = tmp_path_factory.mktemp('origin') / 'd.npz'
    file_hash = write(path, x=X, y=Y)

    def load(fname='d.npz', address=path.as_uri()):
        return load_npz(fname, address, file_hash, {'x': digest(X), 'y': digest(Y)})
    return load


def is_right(arrays):
    """Whether the arrays are those of the published file."""
    return set(arrays) == {'x', 'y'} and np.array_equal(arrays['x'], X) \
        and np.array_equal(arrays['y'], Y) and arrays['y'].dtype == Y.dtype


NOWHERE = 'file:///nowhere/d.npz'


def test_it_is_downloaded_once(keras_home, origin):
    assert is_right(origin())
    assert (keras_home / 'datasets' / 'd.npz').exists()
    assert is_right(origin(address=NOWHERE))


def test_another_container_with_the_same_arrays_will_do(keras_home, origin):
    path = keras_home / 'datasets' / 'd.npz'
    path.parent.mkdir()
    np.savez_compressed(str(path), y=Y, x=X, more=X)
    before = path.read_bytes()
    assert is_right(origin(address=NOWHERE))
    assert path.read_bytes() == before


def spoil(path, how):
    """Puts something wrong into the cache."""
    if how == 'other arrays':
        write(path, x=X + 1, y=Y)
    elif how == 'other dtype':
        write(path, x=X, y=Y.astype('int32'))
    elif how == 'array missing':
        write(path, x=X)
    elif how == 'pickle':
        write(path, x=np.array([{}], dtype=object), y=Y)
    else:
        write(path, x=X, y=Y)
        data = bytearray(path.read_bytes())
        if how == 'truncated':
            data = data[:len(data) // 2]
        elif how == 'flipped bit':
            data[300] ^= 1
        elif how == 'empty':
            data = b''
        elif how == 'text':
            data = b'<html>not found</html>'
        path.write_bytes(bytes(data))


@pytest.mark.parametrize('how', [
    'other arrays', 'other dtype', 'array missing', 'pickle', 'truncated', 'flipped bit', 'empty',
    'text'])
def test_a_wrong_file_is_never_used(how, keras_home, origin, capsys):
    path = keras_home / 'datasets' / 'd.npz'
    spoil(path, how)
    with pytest.raises(IOError, match='put the file at .*d.npz'):
        origin(address=NOWHERE)
    assert is_right(origin())
    assert 'downloaded again' in capsys.readouterr().out


def test_a_wrong_download_is_refused(keras_home, tmp_path):
    path = tmp_path / 'bad.npz'
    write(path, x=X)
    with pytest.raises(ValueError, match='hash'):
        load_npz('d.npz', path.as_uri(), '0' * 64, {'x': digest(X)})
    assert not (keras_home / 'datasets' / 'd.npz').exists()


def test_a_download_without_the_arrays_is_refused(keras_home, tmp_path):
    path = tmp_path / 'bad.npz'
    file_hash = write(path, x=X)
    with pytest.raises(ValueError, match='does not hold the arrays x, y'):
        load_npz('d.npz', path.as_uri(), file_hash, {'x': digest(X), 'y': digest(Y)})


def test_an_absolute_path(keras_home, origin, tmp_path):
    write(tmp_path / 'mine.npz', x=X, y=Y)
    assert is_right(origin(str(tmp_path / 'mine.npz'), NOWHERE))
    assert not zipfile.is_zipfile(str(keras_home / 'datasets' / 'mine.npz'))


def test_mnist_without_a_connection(keras_home, monkeypatch):
    monkeypatch.setattr(mnist, '_ORIGIN', NOWHERE)
    with pytest.raises(IOError, match='put the file at .*mnist.npz'):
        mnist.load_data()
