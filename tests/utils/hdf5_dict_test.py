"""HDF5 groups used like dictionaries."""

import io

import h5py
import numpy as np
import pytest

from keras.utils import H5Dict
from keras.utils.io_utils import load_from_binary_h5py, save_to_binary_h5py


@pytest.fixture(params=['dictionary', 'path', 'group'])
def store(request, tmp_path):
    """An empty store of each kind."""
    path = str(tmp_path / 'store.h5')
    target = path if request.param == 'path' else {}
    if request.param == 'group':
        target = h5py.File(path, 'w')
    with H5Dict(target) as made:
        yield made


def test_values_of_all_kinds(store):
    store['kernel'] = np.arange(4.)
    store['layer'] = {'bias': np.ones(2), 'name': 'dense_1'}
    store['inner']['deep']['number'] = 3
    store['names'] = [b'a', b'bc']
    np.testing.assert_array_equal(store['kernel'], np.arange(4.))
    assert store['layer']['name'] == 'dense_1' and store['inner']['deep']['number'] == 3
    assert list(store['names']) == [b'a', b'bc']
    assert 'kernel' in store and 'names' in store and 'other' not in store
    assert store.get('other', 5) == 5 and 'other' not in store
    store.update({'kernel': np.zeros(2)}, [('more', np.ones(1))])
    assert store['kernel'].shape == (2,) and set(store) >= {'kernel', 'layer', 'inner', 'more'}
    assert len(store) == len(list(store.iter()))


def test_long_lists_of_names(tmp_path):
    names = ['name_%06d' % number for number in range(20000)]
    with H5Dict(str(tmp_path / 'x.h5')) as store:
        store['names'] = names
    with H5Dict(str(tmp_path / 'x.h5'), 'r') as store:
        assert [name.decode() for name in store['names']] == names
        with pytest.raises(KeyError, match='read only'):
            store['other']
        with pytest.raises(ValueError, match='read only'):
            store['other'] = 1


def test_what_it_is_made_of(tmp_path):
    assert H5Dict.is_supported_type({}) and H5Dict.is_supported_type('x.h5')
    assert not H5Dict.is_supported_type(3)
    with pytest.raises(TypeError, match='3'):
        H5Dict(3)


def test_files_in_streams():
    stream = io.BytesIO()
    save_to_binary_h5py(lambda file: file.create_dataset('x', data=[1, 2]), stream)
    stream.seek(0)
    assert list(load_from_binary_h5py(lambda file: np.array(file['x']), stream)) == [1, 2]
