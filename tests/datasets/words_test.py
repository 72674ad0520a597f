"""IMDB and Reuters: archives in the published format, and the real files where they are."""

import json
import os
import pickle
import zipfile

import numpy as np
import pytest

from keras import configuration
from keras.datasets import imdb, lists, reuters

NOWHERE = 'file:///nowhere/'
HOME = os.path.join(configuration.home(), 'datasets')


def needs(name):
    """Skips a test unless a real file is in the cache."""
    path = os.path.join(HOME, name)
    return pytest.mark.skipif(not os.path.exists(path), reason='needs %s' % path)


def texts(count, seed):
    """Lists of word numbers, 1 to 49, in an object array."""
    rng = np.random.RandomState(seed)
    found = np.empty(count, dtype=object)
    for position in range(count):
        found[position] = rng.randint(1, 50, size=rng.randint(1, 9)).tolist()
    return found


IMDB = {'x_train': texts(30, 0), 'y_train': np.arange(30) % 2,
        'x_test': texts(20, 1), 'y_test': np.arange(20) % 2}
REUTERS = {'x': texts(40, 2), 'y': np.arange(40) % 46}


@pytest.fixture(autouse=True)
def no_connection(monkeypatch):
    for module in (imdb, reuters):
        monkeypatch.setattr(module, '_ORIGIN', NOWHERE + 'data.npz')
        monkeypatch.setattr(module, '_INDEX_ORIGIN', NOWHERE + 'index.json')


@pytest.fixture
def cache(keras_home):
    """The folder of the cache, with small archives under the real names."""
    folder = keras_home / 'datasets'
    folder.mkdir()
    np.savez(str(folder / 'imdb.npz'), **IMDB)
    np.savez(str(folder / 'reuters.npz'), **REUTERS)
    return folder


def shuffled(x, y, rng):
    """Both in a new order, as the documentation of NumPy tells."""
    order = np.arange(len(x))
    rng.shuffle(order)
    return [x[i] for i in order], [y[i] for i in order]


def test_imdb(cache):
    (x_train, y_train), (x_test, y_test) = imdb.load_data()
    rng = np.random.RandomState(113)
    for got_x, got_y, part in ((x_train, y_train, 'train'), (x_test, y_test, 'test')):
        x, y = shuffled(IMDB['x_' + part], IMDB['y_' + part], rng)
        assert got_x.tolist() == [[1] + [word + 3 for word in text] for text in x]
        assert got_y.tolist() == y and got_y.dtype == np.int64


def test_imdb_arguments(cache):
    (x, y), _ = imdb.load_data('imdb.npz', num_words=20, skip_top=5, maxlen=6, seed=7,
                               start_char=None, oov_char=None, index_from=0)
    texts_, labels = shuffled(IMDB['x_train'], IMDB['y_train'], np.random.RandomState(7))
    kept = [(text, label) for text, label in zip(texts_, labels) if len(text) < 6]
    assert x.tolist() == [[word for word in text if 5 <= word < 20] for text, _ in kept]
    assert y.tolist() == [label for _, label in kept]


def test_a_long_text_of_the_training_data_does_not_move_the_border(cache):
    """Training texts stay training texts, whatever `maxlen` leaves."""
    (x_train, _), (x_test, _) = imdb.load_data(maxlen=5, start_char=None)
    assert len(x_train) == sum(len(text) < 5 for text in IMDB['x_train'])
    assert len(x_test) == sum(len(text) < 5 for text in IMDB['x_test'])


def test_global_chance_is_left_alone(cache):
    np.random.seed(3)
    wanted = np.random.rand()
    np.random.seed(3)
    imdb.load_data()
    reuters.load_data()
    assert np.random.rand() == wanted


def test_reuters(cache):
    (x_train, y_train), (x_test, y_test) = reuters.load_data(test_split=0.25, num_words=30)
    x, y = shuffled(REUTERS['x'], REUTERS['y'], np.random.RandomState(113))
    x = [[1] + [word + 3 if word + 3 < 30 else 2 for word in text] for text in x]
    assert x_train.tolist() == x[:30] and x_test.tolist() == x[30:]
    assert y_train.tolist() == y[:30] and y_test.tolist() == y[30:]
    with pytest.raises(ValueError, match='between 0 and 1.*1.5'):
        reuters.load_data(test_split=1.5)


@pytest.mark.parametrize('module', [imdb, reuters])
def test_spelling_of_keras_1(module, cache):
    with pytest.warns(UserWarning, match='`nb_words` is now called `num_words`'):
        (x, _), _ = module.load_data(nb_words=10)
    assert max(map(max, x)) == 9
    with pytest.raises(TypeError, match='unknown arguments words. It takes path, num_words'):
        module.load_data(words=3)


@pytest.mark.parametrize('module, name', [(imdb, 'imdb'), (reuters, 'reuters')])
def test_without_a_connection(module, name, keras_home):
    with pytest.raises(IOError, match='put the file at .*datasets.%s.npz' % name):
        module.load_data()
    with pytest.raises(IOError, match='put the file at .*%s_word_index.json' % name):
        module.get_word_index()


def test_a_download_must_have_the_published_hash(keras_home, tmp_path, monkeypatch):
    np.savez(str(tmp_path / 'other.npz'), **IMDB)
    monkeypatch.setattr(imdb, '_ORIGIN', (tmp_path / 'other.npz').as_uri())
    with pytest.raises(ValueError, match='599dadb1135973df5b59232a0e9a887c'):
        imdb.load_data()
    assert not (keras_home / 'datasets' / 'imdb.npz').exists()


def test_a_download_is_kept(keras_home, tmp_path, monkeypatch):
    np.savez(str(tmp_path / 'other.npz'), **REUTERS)
    monkeypatch.setattr(reuters, '_ORIGIN', (tmp_path / 'other.npz').as_uri())
    monkeypatch.setattr(reuters, '_FILE_HASH', None)
    wanted = reuters.load_data()
    monkeypatch.setattr(reuters, '_ORIGIN', NOWHERE)
    assert reuters.load_data()[0][0].tolist() == wanted[0][0].tolist()


@pytest.mark.parametrize('how', ['text', 'cut', 'lacks an array', 'other version'])
def test_a_broken_file_is_not_used(how, cache):
    path = cache / 'imdb.npz'
    content = path.read_bytes()
    if how == 'lacks an array':
        np.savez(str(path), x_train=IMDB['x_train'])
    elif how == 'other version':
        with zipfile.ZipFile(str(path), 'w') as archive:
            archive.writestr('x_train.npy', b'\x93NUMPY\x09\x00')
    else:
        path.write_bytes(b'<html>' if how == 'text' else content[:len(content) // 2])
    with pytest.raises(IOError, match='put the file at'):
        imdb.load_data()
    with pytest.raises(ValueError, match='imdb.npz cannot be read.*Remove the file'):
        lists.read_lists(str(path), sorted(IMDB))


class Runs(object):
    """Makes a folder when Python's own reader unpickles it."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (self.path,)


def test_a_hostile_archive_runs_nothing(cache, tmp_path):
    made = tmp_path / 'made'
    array = np.empty(1, dtype=object)
    array[0] = [Runs(str(made))]
    np.savez(str(cache / 'mine.npz'), **dict(IMDB, x_train=array))
    with pytest.raises(ValueError, match=r'it asks for (posix|nt)\.mkdir'):
        lists.load_lists('mine.npz', NOWHERE, None, ['x_train'])
    assert not made.exists()
    with np.load(str(cache / 'mine.npz'), allow_pickle=True) as file:
        file['x_train']             # NumPy, if it may, does run it
    assert made.exists()


def test_an_array_of_another_shape_than_announced(cache):
    stored = {}
    with zipfile.ZipFile(str(cache / 'reuters.npz')) as archive:
        for name in archive.namelist():
            stored[name] = archive.read(name)
    head = stored['x.npy'][:stored['x.npy'].index(b'\n') + 1]
    stored['x.npy'] = head + pickle.dumps(texts(7, 0), 2)
    with zipfile.ZipFile(str(cache / 'reuters.npz'), 'w') as archive:
        for name, content in stored.items():
            archive.writestr(name, content)
    with pytest.raises(ValueError, match=r'shape \(40,\) was announced'):
        lists.read_lists(str(cache / 'reuters.npz'), ['x'])


@pytest.mark.parametrize('module, name', [(imdb, 'imdb'), (reuters, 'reuters')])
def test_word_index(module, name, cache):
    path = cache / (name + '_word_index.json')
    path.write_text(json.dumps({'the': 1, 'film': 2}))
    assert module.get_word_index() == {'the': 1, 'film': 2}
    other = cache / 'other.json'
    other.write_text(json.dumps({'a': 1}))
    assert module.get_word_index(str(other)) == {'a': 1}
    path.write_text('<html>')
    with pytest.raises((ValueError, IOError), match='does not hold a word index|put the file at'):
        module.get_word_index()


@needs('imdb.npz')
def test_the_real_imdb():
    (x_train, y_train), (x_test, y_test) = imdb.load_data()
    assert x_train.shape == y_train.shape == x_test.shape == y_test.shape == (25000,)
    assert y_train.sum() == y_test.sum() == 12500
    # The beginnings of the first reviews, as the books print them.
    assert x_train[0][:11] == [1, 14, 22, 16, 43, 530, 973, 1622, 1385, 65, 458]
    assert x_test[0][:9] == [1, 591, 202, 14, 31, 6, 717, 10, 10]
    assert y_train[0] == 1 and y_test[0] == 0


@needs('imdb.npz')
@needs('imdb_word_index.json')
def test_the_real_word_index():
    words = imdb.get_word_index()
    assert len(words) == 88584 and sorted(words.values()) == list(range(1, 88585))
    assert words['the'] == 1 and words['tsukino'] == 52006
    (x_train, _), _ = imdb.load_data(num_words=10000)
    spelled = {number + 3: word for word, number in words.items()}
    text = ' '.join(spelled.get(number, '?') for number in x_train[0])
    assert text.startswith('? this film was just brilliant casting location scenery story')
    assert max(map(max, x_train)) == 9999


@needs('reuters.npz')
def test_the_real_reuters():
    (x_train, y_train), (x_test, _) = reuters.load_data(num_words=10000)
    assert len(x_train) == 8982 and len(x_test) == 2246 and y_train.max() == 45
    assert x_train[10][:5] == [1, 245, 273, 207, 156] and y_train[10] == 3
