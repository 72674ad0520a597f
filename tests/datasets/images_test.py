"""CIFAR and Fashion-MNIST: small archives in the published formats, and the real ones if there."""

import gzip
import hashlib
import io
import os
import pickle
import struct
import tarfile

import numpy as np
import pytest

from keras import backend as K
from keras import configuration
from keras.datasets import cifar, cifar10, cifar100, fashion_mnist

NOWHERE = 'file:///nowhere/'
HOME = os.path.join(configuration.home(), 'datasets')


def needs(name):
    """Skips a test unless a real file is in the cache."""
    path = os.path.join(HOME, name)
    return pytest.mark.skipif(not os.path.exists(path), reason='needs %s' % path)


def batch(seed, **labels):
    """A pickled batch of two images, with bytes as keys, as Python 2 wrote them."""
    data = np.random.RandomState(seed).randint(0, 256, (2, 3072)).astype('uint8')
    content = {key.encode(): value for key, value in labels.items()}
    return pickle.dumps(dict(content, **{'data': data}), 2), data


def archive(path, folder, members):
    """Writes a .tar.gz; returns its MD5."""
    with tarfile.open(str(path), 'w:gz') as tar:
        for name, content in members.items():
            info = tarfile.TarInfo('%s/%s' % (folder, name))
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return hashlib.md5(path.read_bytes()).hexdigest()


CIFAR10 = {name: batch(seed, labels=[seed, 9 - seed]) for seed, name in enumerate(
    ['data_batch_%d' % number for number in range(1, 6)] + ['test_batch'])}
CIFAR100 = {name: batch(seed, fine_labels=[99 - seed, 0], coarse_labels=[19, seed])
            for seed, name in enumerate(['train', 'test'])}


@pytest.fixture
def published(tmp_path, keras_home, monkeypatch):
    """Small archives of both data sets, at addresses and with hashes that the modules know."""
    for module, folder, parts in ((cifar10, 'cifar-10-batches-py', CIFAR10),
                                  (cifar100, 'cifar-100-python', CIFAR100)):
        path = tmp_path / (folder + '.source')
        found = archive(path, folder, {name: content for name, (content, _) in parts.items()})
        monkeypatch.setattr(module, '_ORIGIN', path.as_uri())
        monkeypatch.setattr(module, '_FILE_HASH', found)
    return keras_home / 'datasets'


def images(parts, names):
    """The images of batches, channels last, pixel by pixel."""
    rows = np.concatenate([parts[name][1] for name in names])
    return np.stack([rows[:, 1024 * channel:1024 * channel + 1024].reshape(-1, 32, 32)
                     for channel in range(3)], axis=-1)


def test_cifar10(published, monkeypatch):
    (x_train, y_train), (x_test, y_test) = cifar10.load_data()
    assert x_train.shape == (10, 32, 32, 3) and x_train.dtype == y_train.dtype == np.uint8
    assert np.array_equal(x_train, images(CIFAR10, ['data_batch_%d' % n for n in range(1, 6)]))
    assert np.array_equal(x_test, images(CIFAR10, ['test_batch']))
    assert y_train.tolist() == [[0], [9], [1], [8], [2], [7], [3], [6], [4], [5]]
    assert y_test.tolist() == [[5], [4]] and y_test.dtype == np.uint8
    monkeypatch.setattr(cifar10, '_ORIGIN', NOWHERE)       # it is in the cache now
    assert np.array_equal(cifar10.load_data()[1][0], x_test)


@pytest.mark.parametrize('mode, train, test', [('fine', [[99], [0]], [[98], [0]]),
                                               ('coarse', [[19], [0]], [[19], [1]])])
def test_cifar100(mode, train, test, published):
    (x_train, y_train), (x_test, y_test) = cifar100.load_data(mode)
    assert np.array_equal(x_train, images(CIFAR100, ['train']))
    assert np.array_equal(x_test, images(CIFAR100, ['test']))
    assert y_train.tolist() == train and y_test.tolist() == test


@pytest.mark.parametrize('module', [cifar10, cifar100])
def test_channels_first(module, published):
    (last, _), _ = module.load_data()
    K.set_image_data_format('channels_first')
    (first, _), _ = module.load_data()
    assert np.array_equal(first, last.transpose(0, 3, 1, 2))


def test_label_mode():
    with pytest.raises(ValueError, match="'fine' or 'coarse'. Received: 'all'"):
        cifar100.load_data('all')


def test_half_unpacked_is_unpacked_again(published):
    cifar10.load_data()
    (published / 'cifar-10-batches-py' / 'data_batch_3').unlink()
    assert len(cifar10.load_data()[0][0]) == 10


def test_an_archive_without_the_batches(published, tmp_path, monkeypatch):
    path = tmp_path / 'empty'
    monkeypatch.setattr(cifar10, '_FILE_HASH', archive(path, 'cifar-10-batches-py', {'a': b''}))
    monkeypatch.setattr(cifar10, '_ORIGIN', path.as_uri())
    with pytest.raises(ValueError, match='does not hold .*data_batch_1.*Remove it'):
        cifar10.load_data()


class Runs(object):
    """Makes a folder when Python's own reader unpickles it."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (self.path,)


@pytest.mark.parametrize('content', [
    pickle.dumps([1, 2]), pickle.dumps({'data': np.zeros((2, 3072), 'uint8')}),
    pickle.dumps({'data': np.zeros((2, 3072), 'uint8'), 'labels': [1]}),
    pickle.dumps({'data': np.zeros((2, 3072), 'uint8'), 'labels': ['a', 'b']}),
    pickle.dumps({'data': np.zeros((2, 3000), 'uint8'), 'labels': [1, 2]}),
    pickle.dumps({'data': np.zeros((2, 3072)), 'labels': [1, 2]})])
def test_a_batch_that_is_none(content, tmp_path):
    path = tmp_path / 'batch'
    path.write_bytes(content)
    with pytest.raises(ValueError, match='batch is no batch of CIFAR.*Remove the file'):
        cifar.load_batch(str(path))


def test_a_hostile_batch_runs_nothing(tmp_path):
    made, path = tmp_path / 'made', tmp_path / 'batch'
    path.write_bytes(pickle.dumps({'data': Runs(str(made)), 'labels': []}, 2))
    with pytest.raises(ValueError, match=r'batch cannot be read.*it asks for (posix|nt)\.mkdir'):
        cifar.load_batch(str(path))
    assert not made.exists()


def idx(array, kind=8):
    """An array as a compressed idx file."""
    head = struct.pack('>BBBB%dI' % array.ndim, 0, 0, kind, array.ndim, *array.shape)
    return gzip.compress(head + array.tobytes())


@pytest.fixture
def fashion(tmp_path, keras_home, monkeypatch):
    """Small files of Fashion-MNIST, at an address and with hashes that the module knows."""
    rng, arrays, hashes = np.random.RandomState(0), {}, {}
    for part, count in (('train', 5), ('t10k', 3)):
        arrays[part + '-images-idx3-ubyte.gz'] = rng.randint(0, 256, (count, 28, 28), 'uint8')
        arrays[part + '-labels-idx1-ubyte.gz'] = rng.randint(0, 10, count).astype('uint8')
    for name, array in arrays.items():
        (tmp_path / name).write_bytes(idx(array))
        hashes[name] = hashlib.md5((tmp_path / name).read_bytes()).hexdigest()
    monkeypatch.setattr(fashion_mnist, '_FILES', hashes)
    monkeypatch.setattr(fashion_mnist, '_ORIGIN', tmp_path.as_uri() + '/')
    return arrays


def test_fashion_mnist(fashion, monkeypatch, keras_home):
    found = fashion_mnist.load_data()
    monkeypatch.setattr(fashion_mnist, '_ORIGIN', NOWHERE)     # all is in the cache now
    for parts in (found, fashion_mnist.load_data()):
        for array, name in zip(parts[0] + parts[1], fashion):
            assert array.dtype == np.uint8 and np.array_equal(array, fashion[name])
    path = keras_home / 'datasets' / 'fashion-mnist' / 't10k-labels-idx1-ubyte.gz'
    path.write_bytes(path.read_bytes()[:20])
    with pytest.raises(IOError, match='put the file at .*fashion-mnist.t10k-labels'):
        fashion_mnist.load_data()


def test_fashion_mnist_with_labels_of_another_part(fashion, keras_home):
    folder = keras_home / 'datasets' / 'fashion-mnist'
    fashion_mnist.load_data()
    (folder / 'train-labels-idx1-ubyte.gz').write_bytes(
        (folder / 't10k-labels-idx1-ubyte.gz').read_bytes())
    with pytest.raises(ValueError, match='5 images and 3 labels'):
        fashion_mnist.load_data()


@pytest.mark.parametrize('content, words', [
    (b'no gzip', 'cannot be unpacked'), (gzip.compress(b'short'), 'does not hold'),
    (gzip.compress(b''), 'does not hold'), (idx(np.zeros(3, '>i4'), kind=12), 'does not hold'),
    (idx(np.zeros((3, 2), 'uint8')), 'does not hold'),
    (idx(np.zeros(3, 'uint8'))[:-9], 'cannot be unpacked'),
    (gzip.compress(b'\0\0\x08\x01\0\0\0\x04abc'), 'does not hold')], ids=range(7))
def test_no_idx_file(content, words, tmp_path):
    path = tmp_path / 'labels.gz'
    path.write_bytes(content)
    with pytest.raises(ValueError, match='labels.gz %s.*Remove the file' % words):
        fashion_mnist.read_idx(str(path), 1)


@pytest.mark.parametrize('module, place', [
    (cifar10, 'cifar-10-batches-py.tar.gz'), (cifar100, 'cifar-100-python.tar.gz'),
    (fashion_mnist, 'fashion-mnist.train-images-idx3-ubyte.gz')])
def test_without_a_connection(module, place, keras_home, monkeypatch):
    monkeypatch.setattr(module, '_ORIGIN', NOWHERE)
    with pytest.raises(IOError, match='put the file at .*%s' % place):
        module.load_data()


@needs('cifar-10-batches-py')
def test_the_real_cifar10():
    (x_train, y_train), (x_test, y_test) = cifar10.load_data()
    assert x_train.shape == (50000, 32, 32, 3) and x_test.shape == (10000, 32, 32, 3)
    assert y_train[:5, 0].tolist() == [6, 9, 9, 4, 1] and x_train[0, 0, 0].tolist() == [59, 62, 63]
    assert np.bincount(y_test[:, 0]).tolist() == [1000] * 10


@needs('cifar-100-python')
def test_the_real_cifar100():
    (x_train, y_train), _ = cifar100.load_data()
    assert x_train.shape == (50000, 32, 32, 3)
    assert np.bincount(y_train[:, 0]).tolist() == [500] * 100


@needs(os.path.join('fashion-mnist', 'train-labels-idx1-ubyte.gz'))
def test_the_real_fashion_mnist():
    (x_train, y_train), (x_test, y_test) = fashion_mnist.load_data()
    assert x_train.shape == (60000, 28, 28) and y_train[:5].tolist() == [9, 0, 0, 3, 0]
    assert np.bincount(y_test).tolist() == [1000] * 10
