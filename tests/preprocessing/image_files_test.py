"""Batches of pictures from folders and tables."""

import os

import numpy as np
import pytest

from keras.preprocessing.image import DataFrameIterator, ImageDataGenerator, save_img

pytest.importorskip('PIL')
NAMES = ['a/1.png', 'a/below/2.PNG', 'b/9.png', 'b/10.png', 'b/3.jpg']
PLAIN = ImageDataGenerator()


@pytest.fixture
def folder(tmp_path):
    """A folder with two classes; a picture has its number as its color."""
    for number, name in enumerate(NAMES + ['c/text.txt']):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith('txt'):
            path.write_text('no picture')
        else:
            save_img(str(path), np.full((4, 5, 3), 10. * number), scale=False)
    return str(tmp_path)


class Table:
    """As much of a `pandas.DataFrame` as is needed, for where there is no pandas."""

    def __init__(self, columns):
        self.table = columns
        self.columns = list(columns)

    def __getitem__(self, name):
        return np.array(self.table[name] + [None], dtype=object)[:-1]


def data_frame(columns):
    """The real one."""
    return pytest.importorskip('pandas').DataFrame(columns)


@pytest.fixture(params=[Table, data_frame])
def table(request):
    """A table of the pictures, and of one that is missing."""
    return request.param({
        'filename': NAMES + ['b/gone.png'], 'class': ['x', 'y', 'x', 'z', 'y', 'y'],
        'labels': [['x', 'y'], ['z'], ('x',), 'y', ['z', 'x'], ['y']],
        'number': [1, 2, 3, 4, 5, 6], 'part': [.5, .6, .7, .8, .9, 1.]})


def flow(table, folder, generator=PLAIN, **arguments):
    """Batches in the order of the table; that a picture is missing is said by a warning."""
    with pytest.warns(UserWarning, match="1 names in the column 'filename' .*gone.png"):
        return generator.flow_from_dataframe(table, folder, target_size=(4, 5), shuffle=False,
                                             **arguments)


def test_folders(folder, capsys):
    batches = PLAIN.flow_from_directory(folder, target_size=(2, 3), shuffle=False)
    assert capsys.readouterr().out == 'Found 5 images belonging to 3 classes.\n'
    names = [name.replace(os.sep, '/') for name in batches.filenames]
    assert names == ['a/1.png', 'a/below/2.PNG', 'b/10.png', 'b/3.jpg', 'b/9.png']
    assert batches.class_indices == {'a': 0, 'b': 1, 'c': 2} and batches.num_classes == 3
    assert batches.filepaths == [os.path.join(folder, name) for name in batches.filenames]
    assert batches.labels.tolist() == [0, 0, 1, 1, 1] and batches.sample_weight is None
    x, y = next(batches)
    assert x[:3, 0, 0, 0].tolist() == [0, 10, 30] and x.shape == (5, 2, 3, 3)
    assert y.tolist() == [[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]]


@pytest.mark.parametrize('color_mode, channels', [('grayscale', 1), ('rgb', 3), ('rgba', 4)])
def test_colors_and_orders_of_axes(color_mode, channels, folder):
    shapes = []
    for data_format in ('channels_last', 'channels_first'):
        batches = ImageDataGenerator(data_format=data_format).flow_from_directory(
            folder, target_size=(2, 3), color_mode=color_mode, class_mode=None)
        shapes += [next(batches).shape, batches.image_shape]
    assert shapes == [(5, 2, 3, channels), (2, 3, channels), (5, channels, 2, 3), (channels, 2, 3)]


def test_pictures_without_classes(folder):
    batches = PLAIN.flow_from_directory(os.path.join(folder, 'b'), classes=['.'], class_mode=None,
                                        target_size=(4, 5), shuffle=False)
    assert [os.path.basename(name) for name in batches.filenames] == ['10.png', '3.jpg', '9.png']
    assert next(batches).shape == (3, 4, 5, 3)


@pytest.mark.skipif(not hasattr(os, 'symlink') or os.name == 'nt', reason='needs links')
def test_links(folder, tmp_path_factory):
    other = str(tmp_path_factory.mktemp('other'))
    save_img(os.path.join(other, 'far.png'), np.zeros((4, 5, 3)))
    os.symlink(other, os.path.join(folder, 'a', 'link'))
    assert PLAIN.flow_from_directory(folder).samples == 5
    assert PLAIN.flow_from_directory(folder, follow_links=True).samples == 6


@pytest.mark.parametrize('arguments, words', [
    ({'class_mode': 'raw'}, "one of 'binary', 'categorical', .* or None. Received: 'raw'"),
    ({'color_mode': 'gray'}, "Received: 'gray'"),
    ({'target_size': 4}, 'two integers above 0. Received: 4'),
    ({'interpolation': 'cubic'}, "Received: 'cubic'"),
    ({'subset': 'test'}, "Received: 'test'"),
    ({'classes': ['a', 'cats']}, 'no folder for the classes cats in .* There are: a, b, c'),
    ({'classes': 'a'}, r"Received: 'a'. For one class write \['a'\]"),
    ({'classes': ['c']}, 'No pictures were found in .* files that end in png, jpg'),
    ({'subset': 'validation'}, 'part for validation is empty: 5 pictures .* is 0.0'),
    ({'save_to_dir': '/no/such/folder'}, 'must be a folder that is there')])
def test_bad_arguments(arguments, words, folder):
    with pytest.raises(ValueError, match=words):
        PLAIN.flow_from_directory(folder, **arguments)


def test_missing_folders_and_loose_pictures(folder):
    with pytest.raises(IOError, match='nothing is not there'):
        PLAIN.flow_from_directory(os.path.join(folder, 'nothing'))
    with pytest.raises(ValueError, match=r"but 3 beside them: .* pass classes=\['.'\]"):
        PLAIN.flow_from_directory(os.path.join(folder, 'b'))


def test_a_broken_picture_is_named(folder):
    with open(os.path.join(folder, 'a', '1.png'), 'wb') as file:
        file.write(b'broken')
    batches = PLAIN.flow_from_directory(folder, target_size=(4, 5))
    with pytest.raises(IOError, match=r'a.1\.png cannot be read: .*remove or replace it'):
        next(batches)


@pytest.mark.parametrize('arguments, wanted', [
    ({}, [[1, 0, 0], [0, 1, 0], [1, 0, 0], [0, 0, 1], [0, 1, 0]]),
    ({'class_mode': 'sparse'}, [0, 1, 0, 2, 1]),
    ({'class_mode': 'sparse', 'classes': ['z', 'y']}, [1, 0, 1]),
    ({'class_mode': 'binary', 'classes': ['x', 'y']}, [0, 1, 0, 1]),
    ({'y_col': 'labels'}, [[1, 1, 0], [0, 0, 1], [1, 0, 0], [0, 1, 0], [1, 0, 1]]),
    ({'y_col': 'labels', 'classes': ['y', 'x']}, [[1, 1], [0, 1], [1, 0], [0, 1]]),
    ({'class_mode': 'raw', 'y_col': 'part'}, [.5, .6, .7, .8, .9]),
    ({'class_mode': 'raw', 'y_col': ['part', 'number']},
     [[.5, 1], [.6, 2], [.7, 3], [.8, 4], [.9, 5]])], ids=str)
def test_targets_of_tables(arguments, wanted, table, folder):
    batches = flow(table, folder, **arguments)
    x, y = next(batches)
    assert isinstance(batches, DataFrameIterator) and len(x) == batches.samples == len(wanted)
    np.testing.assert_allclose(y, wanted)


def test_further_columns_of_tables(table, folder, capsys):
    x, outputs, weights = next(flow(table, folder, class_mode='multi_output', weight_col='number',
                                    y_col=['number', 'part']))
    assert capsys.readouterr().out == 'Found 5 validated image filenames.\n'
    assert [part.tolist() for part in outputs] == [[1, 2, 3, 4, 5], [.5, .6, .7, .8, .9]]
    assert weights.tolist() == [1, 2, 3, 4, 5]
    x, y = next(flow(table, folder, class_mode='input', classes=['x']))
    assert x is not y and np.array_equal(x, y) and len(x) == 5
    assert next(flow(table, folder, class_mode=None)).shape == (5, 4, 5, 3)


def test_parts_of_tables(table, folder):
    halves = ImageDataGenerator(validation_split=0.4)
    found = {}
    for subset in ('training', 'validation'):
        batches = flow(table, folder, halves, subset=subset, class_mode='sparse')
        assert batches.class_indices == {'x': 0, 'y': 1, 'z': 2}
        found[subset] = batches.classes
    assert found == {'validation': [0, 1], 'training': [0, 2, 1]}
    assert batches.get_classes(table, 'labels') == [[0, 1], [2], [0], 1, [2, 0], [1]]


def test_names_that_are_not_looked_at(table, folder, capsys):
    batches = PLAIN.flow_from_dataframe(table, folder, validate_filenames=False, shuffle=False)
    assert 'Found 6 non-validated image filenames belonging to 3' in capsys.readouterr().out
    with pytest.raises(IOError, match='gone.png'):
        next(batches)


def test_whole_paths(table, folder):
    paths = type(table)({'filename': [os.path.join(folder, NAMES[0])], 'class': ['x']})
    assert next(PLAIN.flow_from_dataframe(paths, target_size=(4, 5)))[0].shape == (1, 4, 5, 3)


@pytest.mark.parametrize('arguments, error, words', [
    ({'x_col': 'name'}, ValueError, "no column 'name'. There are: 'filename', 'class', "),
    ({'y_col': 'name'}, ValueError, "no column 'name'"),
    ({'weight_col': 'name'}, ValueError, "no column 'name'"),
    ({'x_col': 'number'}, TypeError, "'number' must have names of files, .* Received: 1"),
    ({'y_col': 'number'}, TypeError, r"Received: 1. Make strings .* dataframe\['number'\].astype"),
    ({'y_col': 'labels', 'class_mode': 'sparse'}, TypeError, 'which are strings, for class_mode'),
    ({'y_col': ['class', 'part']}, TypeError, 'the name of one column for class_mode'),
    ({'class_mode': 'multi_output'}, TypeError, 'needs a list of columns'),
    ({'class_mode': 'many'}, ValueError, "'multi_output', 'raw', 'sparse', or None. .* 'many'"),
    ({'class_mode': 'binary', 'validate_filenames': False}, ValueError,
     'for two classes. Received 3: x, y, z'),
    ({'classes': 'x'}, ValueError, "must be a list of names. Received: 'x'"),
    ({'classes': ['dog']}, ValueError, 'No pictures are left of the 6 rows'),
    ({'no_such_argument': 1}, TypeError, 'unknown argument: no_such_argument')], ids=str)
def test_bad_arguments_for_tables(arguments, error, words, table, folder):
    with pytest.raises(error, match=words):
        PLAIN.flow_from_dataframe(table, folder, **arguments)


def test_what_is_no_table(folder):
    with pytest.raises(TypeError, match='must be a pandas.DataFrame .pip install pandas.'):
        PLAIN.flow_from_dataframe({'filename': NAMES}, folder)


@pytest.mark.parametrize('arguments, words', [
    ({'has_ext': True}, '`has_ext` changes nothing'), ({'sort': True}, '`sort` changes nothing'),
    ({'drop_duplicates': True}, '`drop_duplicates` changes nothing'),
    ({'class_mode': 'other', 'y_col': 'part'}, "is now called 'raw'")])
def test_old_spellings(arguments, words, table, folder):
    with pytest.warns(DeprecationWarning, match=words):
        batches = PLAIN.flow_from_dataframe(table, folder, validate_filenames=False, **arguments)
    assert batches.samples == 6
