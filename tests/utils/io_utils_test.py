"""Questions on the terminal and arrays in HDF5 files."""

import builtins

import h5py
import numpy as np
import pytest

from keras.layers import Dense
from keras.models import Sequential
from keras.utils import HDF5Matrix
from keras.utils.io_utils import ask_to_proceed_with_overwrite


@pytest.mark.parametrize('answers, expected', [
    (['y'], True), (['n'], False), (['', 'what', ' Y '], True)])
def test_ask(monkeypatch, answers, expected):
    left = list(answers)
    monkeypatch.setattr(builtins, 'input', lambda text: left.pop(0))
    assert ask_to_proceed_with_overwrite('a.h5') is expected
    assert not left


def test_nobody_to_ask(monkeypatch):
    def nobody(text):
        raise EOFError
    monkeypatch.setattr(builtins, 'input', nobody)
    with pytest.raises(OSError, match='a.h5.*overwrite=True'):
        ask_to_proceed_with_overwrite('a.h5')


@pytest.fixture
def x():
    return np.random.rand(10, 3).astype('float32')


@pytest.fixture
def path(tmp_path, x):
    path = str(tmp_path / 'data.h5')
    with h5py.File(path, 'w') as f:
        f['x'] = x
    yield path
    for file in HDF5Matrix.refs.values():
        file.close()
    HDF5Matrix.refs.clear()


@pytest.mark.parametrize('key', [
    3, -1, np.int64(2), slice(1, 4), slice(None), slice(-3, None), slice(0, 100), slice(4, 2),
    slice(0, 8, 3), slice(None, None, -1), [4, 1, 1], np.array([0, -1]), []],
    ids=repr)
def test_indices(path, x, key):
    got = HDF5Matrix(path, 'x', 2, 9)[key]
    expected = x[2:9][np.array(key, 'int64') if isinstance(key, list) else key]
    np.testing.assert_array_equal(got, expected)


def test_normalizer_and_properties(path, x):
    matrix = HDF5Matrix(path, 'x', 2, normalizer=lambda v: v.astype('float64') * 2)
    assert len(matrix) == 8 and matrix.shape == (8, 3) and matrix.size == 24
    assert matrix.ndim == 2 and matrix.dtype == 'float64'
    np.testing.assert_allclose(matrix[0], x[2] * 2.)
    assert HDF5Matrix(path, 'x').dtype == 'float32'


def test_the_file_is_not_read_for_each_question(path):
    asked = []
    matrix = HDF5Matrix(path, 'x', normalizer=lambda v: asked.append(len(v)) or v[..., :2])
    for _ in range(3):
        assert matrix.shape == (10, 2) and matrix.ndim == 2 and matrix.dtype == 'float32'
    assert asked == [1] and matrix[3:8].shape == (5, 2) and asked == [1, 5]


def test_a_part_of_a_file_trains_a_model(path, x):
    model = Sequential([Dense(1, input_shape=(3,))])
    model.compile('sgd', 'mse')
    part = HDF5Matrix(path, 'x', 2, 9)
    model.fit(part, np.ones((7, 1)), batch_size=3, shuffle='batch', verbose=0)
    np.testing.assert_allclose(model.predict(part, batch_size=2), model.predict(x[2:9]), rtol=1e-5)
    with pytest.raises(ValueError, match='shuffle'):
        model.fit(part, np.ones((7, 1)), shuffle='Batch', verbose=0)


def test_files_are_shared(path):
    assert HDF5Matrix(path, 'x').data.file == HDF5Matrix(path, 'x').data.file
    assert len(HDF5Matrix.refs) == 1


@pytest.mark.parametrize('key', [7, [0, 8], -8])
def test_out_of_range(path, key):
    with pytest.raises(IndexError, match='7 samples'):
        HDF5Matrix(path, 'x', 2, 9)[key]


def test_wrong_key_and_wrong_part(path):
    with pytest.raises(IndexError, match='int, a slice or a list'):
        HDF5Matrix(path, 'x')['a']
    with pytest.raises(ValueError, match='start=5 and end=2'):
        HDF5Matrix(path, 'x', 5, 2)
