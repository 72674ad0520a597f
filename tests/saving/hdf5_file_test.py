"""HDF5 files: sources and targets, clear errors, no links, long lists of names."""

import gzip
import io
import os

import h5py
import numpy as np
import pytest

from keras.saving import hdf5_file
from keras.saving.hdf5_file import (
    child, dataset, load_attributes_from_hdf5_group, read_array, reading,
    save_attributes_to_hdf5_group, text_attribute, writing)


@pytest.fixture
def file():
    with h5py.File('memory', 'w', driver='core', backing_store=False) as f:
        yield f


def put(target):
    with writing(target) as group:
        group['a/b'] = [1., 2.]


def got(source):
    with reading(source) as group:
        return read_array(dataset(group, 'a/b')).tolist()


def test_paths(tmp_path):
    put(tmp_path / 'x.h5')
    assert got(str(tmp_path / 'x.h5')) == got(tmp_path / 'x.h5') == [1., 2.]


def test_groups(file):
    put(file)
    put(file.create_group('inner'))
    assert got(file) == got(file['inner']) == [1., 2.]
    assert file.id.valid  # a group that was given stays open


def test_streams(tmp_path):
    stream = io.BytesIO()
    put(stream)
    stream.seek(0)
    assert got(stream) == [1., 2.]
    with pytest.raises(OSError, match='seek\\(0\\)'):
        got(stream)
    with gzip.open(str(tmp_path / 'x.gz'), 'wb') as packed:
        put(packed)
    with gzip.open(str(tmp_path / 'x.gz'), 'rb') as packed:
        assert got(packed) == [1., 2.]


def test_bad_sources(tmp_path):
    path = str(tmp_path / 'x.h5')
    with pytest.raises(FileNotFoundError, match='x.h5'):
        got(path)
    with pytest.raises(IsADirectoryError, match=os.path.basename(str(tmp_path))):
        got(tmp_path)
    open(path, 'wb').close()
    with pytest.raises(OSError, match='x.h5 is empty'):
        got(path)
    with open(path, 'wb') as f:
        f.write(b'PK' * 1000)
    with pytest.raises(OSError, match='x.h5 is not an HDF5 file'):
        got(path)
    with pytest.raises(OSError, match='cannot be opened'):
        got(io.BytesIO(b'no HDF5 at all'))
    for source in (3, None, ['x']):
        with pytest.raises(TypeError, match='path'):
            got(source)
        with pytest.raises(TypeError, match='path'):
            put(source)


@pytest.mark.parametrize('keep', [.2, .5, .9, .999])
def test_truncated(tmp_path, keep):
    path = str(tmp_path / 'x.h5')
    with writing(path) as group:
        group['a/b'] = np.arange(5000.)
    with open(path, 'r+b') as f:
        f.truncate(int(os.path.getsize(path) * keep))
    with pytest.raises(OSError, match='x.h5.*(truncated|damaged)'):
        got(path)


def test_bad_targets(tmp_path):
    with pytest.raises(IsADirectoryError):
        put(tmp_path)
    with pytest.raises(FileNotFoundError, match='nowhere'):
        put(tmp_path / 'nowhere' / 'x.h5')
    assert os.listdir(str(tmp_path)) == []


def test_errors_name_the_file(tmp_path):
    put(tmp_path / 'x.h5')
    with pytest.raises(ValueError, match='broken.*x.h5'):
        with reading(tmp_path / 'x.h5'):
            raise ValueError('broken')


class TestLinks(object):
    @pytest.fixture(autouse=True)
    def secret(self, tmp_path):
        self.path = str(tmp_path / 'secret.h5')
        with h5py.File(self.path, 'w') as f:
            f['numbers'] = [1., 2.]

    @pytest.mark.parametrize('name', ['soft', 'external', 'dangling', 'outside/numbers'])
    def test_are_refused(self, file, name):
        file['numbers'] = [1., 2.]
        file['soft'] = h5py.SoftLink('/numbers')
        file['dangling'] = h5py.SoftLink('/nothing')
        file['external'] = h5py.ExternalLink(self.path, '/numbers')
        file['outside'] = h5py.ExternalLink(self.path, '/')
        with pytest.raises(ValueError, match='link'):
            dataset(file, name)
        assert dataset(file, 'numbers').shape == (2,)

    def test_virtual_storage_is_refused(self, file):
        layout = h5py.VirtualLayout((2,), 'f8')
        layout[:] = h5py.VirtualSource(self.path, 'numbers', (2,))
        file.create_virtual_dataset('virtual', layout)
        with pytest.raises(ValueError, match='another file'):
            dataset(file, 'virtual')

    def test_external_storage_is_refused(self, file, tmp_path):
        plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plist.set_external(self.path.encode('utf8'), 0, 16)
        h5py.h5d.create(file.id, b'stored', h5py.h5t.NATIVE_DOUBLE,
                        h5py.h5s.create_simple((2,)), plist)
        with pytest.raises(ValueError, match='another file'):
            dataset(file, 'stored')


def test_children(file):
    file['a/b'] = 1
    assert child(file, 'a/b').shape == () and child(file, '/a//b').shape == ()
    assert child(file, 'a/x') is None and child(file, 'a/b/c') is None
    assert child(file['a'], '/a') is None  # a path never starts at the root of the file
    for name in ('a', 'a/x'):
        with pytest.raises(ValueError, match='does not hold'):
            dataset(file, name)


def test_only_numbers_are_weights(file):
    file['text'] = np.array([b'abc'])
    with pytest.raises(ValueError, match='weights are numbers'):
        dataset(file, 'text')


@pytest.mark.parametrize('value', [
    'text', b'text', np.bytes_(b'text'), np.array([b'text']), np.array('text', dtype='S4')],
    ids=repr)
def test_text_attributes(file, value):
    file.attrs['t'] = value
    assert text_attribute(file, 't') == 'text'
    assert text_attribute(file, 'nothing') is None


def test_text_attributes_that_are_no_text(file):
    file.attrs['t'] = 3.5
    with pytest.raises(ValueError, match='should be text'):
        text_attribute(file, 't')


class TestLists(object):
    def test_short(self, file):
        save_attributes_to_hdf5_group(file, 'names', ['a', b'bb', '\u00e9'])
        assert list(file.attrs) == ['names'] and file.attrs['names'].dtype == 'S2'
        assert load_attributes_from_hdf5_group(file, 'names') == ['a', 'bb', '\u00e9']

    def test_empty(self, file):
        save_attributes_to_hdf5_group(file, 'names', [])
        assert file.attrs['names'].shape == (0,)
        assert load_attributes_from_hdf5_group(file, 'names') == []
        assert load_attributes_from_hdf5_group(file, 'other') == []

    def test_long_lists_are_written_in_parts(self, file):
        names = ['layer_with_a_long_name_{}'.format(i) for i in range(5000)]
        save_attributes_to_hdf5_group(file, 'names', names)
        assert 'names' not in file.attrs and 'names0' in file.attrs and 'names2' in file.attrs
        assert all(file.attrs[key].nbytes <= hdf5_file.HDF5_OBJECT_HEADER_LIMIT
                   for key in file.attrs)
        assert load_attributes_from_hdf5_group(file, 'names') == names
        save_attributes_to_hdf5_group(file, 'names', ['a'])  # the parts are gone
        assert list(file.attrs) == ['names']

    def test_text_type_of_other_writers(self, file):
        file.attrs.create('names', ['a', 'b'], dtype=h5py.special_dtype(vlen=str))
        assert load_attributes_from_hdf5_group(file, 'names') == ['a', 'b']

    def test_a_name_that_is_too_long(self, file):
        with pytest.raises(ValueError, match='too long'):
            save_attributes_to_hdf5_group(file, 'names', ['x' * 70000])

    def test_numbers(self, file):
        file.attrs['names'] = [1, 2]
        with pytest.raises(ValueError, match='list of names'):
            load_attributes_from_hdf5_group(file, 'names')
