"""Pictures as files and arrays."""

import ast
import io
import os
import sys

import numpy as np
import pytest

from keras import backend as K
from keras.preprocessing import image

pillow = pytest.importorskip('PIL.Image')
FOLDER = os.path.dirname(image.__file__)


def pixels(channels=3):
    """An image that goes from 0 to 255."""
    return np.linspace(0, 255, 20 * channels).round().reshape(4, 5, channels)


@pytest.mark.parametrize('name', sorted(os.listdir(FOLDER)))
def test_optional_packages_are_imported_where_they_are_used(name):
    if name.endswith('.py'):
        with open(os.path.join(FOLDER, name), encoding='utf8') as file:
            tree = ast.parse(file.read())
        imported = [alias.name for node in tree.body if isinstance(node, ast.Import)
                    for alias in node.names]
        imported += [node.module for node in tree.body if isinstance(node, ast.ImportFrom)]
        assert {one.split('.')[0] for one in imported} <= {
            'importlib', 'keras', 'numpy', 'os', 'random', 'threading', 'warnings'}


@pytest.mark.parametrize('channels', [1, 3, 4])
@pytest.mark.parametrize('data_format', ['channels_last', 'channels_first'])
def test_round_trip(channels, data_format, tmp_path):
    x = pixels(channels)
    x = np.moveaxis(x, 2, 0) if data_format == 'channels_first' else x
    path = tmp_path / 'a.png'
    image.save_img(path, x, data_format=data_format)
    mode = {1: 'grayscale', 3: 'rgb', 4: 'rgba'}[channels]
    found = image.img_to_array(image.load_img(path, color_mode=mode), data_format)
    assert found.dtype == K.floatx()
    np.testing.assert_array_equal(found, x)


@pytest.mark.parametrize('dtype, name, most', [
    ('uint16', 'a.png', 60000), ('int32', 'a.tiff', 10 ** 6)])
def test_deep_grays_are_kept(dtype, name, most, tmp_path):
    numbers = np.linspace(0, most, 20).reshape(4, 5).astype(dtype)
    path = str(tmp_path / name)
    pillow.fromarray(numbers).save(path)
    found = image.img_to_array(image.load_img(path, color_mode='grayscale'))
    np.testing.assert_array_equal(found[:, :, 0], numbers)
    image.save_img(path, found, scale=False)
    again = image.img_to_array(image.load_img(path, color_mode='grayscale'))
    np.testing.assert_array_equal(again, found)


def test_numbers_that_no_png_holds(tmp_path):
    with pytest.raises(ValueError, match='up to 65535; received 70000. Divide, or write TIFF'):
        image.save_img(str(tmp_path / 'a.png'), np.full((4, 5, 1), 70000.), scale=False)


def test_numbers_above_255_need_more_bits():
    picture = image.array_to_img(pixels(1) * 10, scale=False)
    assert picture.mode == 'I' and np.asarray(picture).max() == 2550


def test_numbers_outside_are_black_or_white():
    x = np.array([[[-7., 0., 300.], [254.9, 255., 1.]]])
    found = np.asarray(image.array_to_img(x, scale=False))
    assert found.tolist() == [[[0, 0, 255], [254, 255, 1]]]


def test_one_color_only():
    assert not np.asarray(image.array_to_img(np.full((2, 2, 3), 7.))).any()


def test_open_files(tmp_path):
    stream = io.BytesIO()
    image.save_img(stream, pixels(), file_format='png')
    stream.seek(0)
    np.testing.assert_array_equal(image.img_to_array(image.load_img(stream)), pixels())


@pytest.mark.parametrize('name, form', [
    ('a.jpg', 'JPEG'), ('a.JPEG', 'JPEG'), ('a.tif', 'TIFF'), ('a.bmp', 'BMP')])
def test_formats(name, form, tmp_path):
    path = str(tmp_path / name)
    image.save_img(path, pixels())
    with pillow.open(path) as picture:
        assert picture.format == form
    image.save_img(path, pixels(), file_format='jpg', quality=10)
    with pillow.open(path) as picture:
        assert picture.format == 'JPEG'


def test_jpeg_has_no_transparency(tmp_path):
    path = str(tmp_path / 'a.jpg')
    with pytest.warns(UserWarning, match='fourth channel is left out'):
        image.save_img(path, pixels(4))
    assert image.load_img(path).mode == 'RGB'


def test_sizes(tmp_path):
    path = str(tmp_path / 'a.png')
    image.save_img(path, pixels())
    assert image.load_img(path, target_size=(8, 3), interpolation='box').size == (3, 8)
    assert image.load_img(path, target_size=(4, 5)).size == (5, 4)
    for wrong in (8, (8,), (0, 3), (1.5, 3), ('a', 'b'), (None, 3)):
        with pytest.raises(ValueError, match=r'two integers above 0. Received: '):
            image.load_img(path, target_size=wrong)
    with pytest.raises(ValueError, match="'bicubic', .* Received: 'cubic'"):
        image.load_img(path, target_size=(8, 3), interpolation='cubic')
    with pytest.raises(ValueError, match="'grayscale', 'rgb' or 'rgba'. Received: 'gray'"):
        image.load_img(path, color_mode='gray')


def test_missing_file(tmp_path):
    with pytest.raises(IOError, match='nothing.png'):
        image.load_img(str(tmp_path / 'nothing.png'))


@pytest.mark.parametrize('content', ['half', 'words', 'empty'])
def test_a_broken_picture_is_named(content, tmp_path):
    path = str(tmp_path / 'broken.png')
    image.save_img(path, np.random.RandomState(1).rand(40, 40, 3))
    with open(path, 'rb') as file:
        whole = file.read()
    with open(path, 'wb') as file:
        file.write({'half': whole[:len(whole) // 2], 'words': b'no picture', 'empty': b''}[content])
    with pytest.raises(IOError, match=r'The image .*broken.png cannot be read: .* remove or'):
        image.load_img(path)


@pytest.mark.parametrize('shape, words', [
    ((4, 5), r'the shape \(4, 5\). Take one image'),
    ((1, 4, 5, 3), r'the shape \(1, 4, 5, 3\). Take one image'),
    ((4, 5, 2), r'but `x` has 2 \(shape \(4, 5, 2\), channels_last\)')])
def test_arrays_that_are_no_pictures(shape, words):
    with pytest.raises(ValueError, match=words):
        image.array_to_img(np.zeros(shape), 'channels_last')


def test_pictures_with_other_axes():
    assert image.img_to_array(np.zeros((4, 5)), 'channels_first').shape == (1, 4, 5)
    with pytest.raises(ValueError, match=r'two or three axes. Received the shape: \(4,\)'):
        image.img_to_array(np.zeros(4))
    with pytest.raises(ValueError, match='data_format'):
        image.img_to_array(np.zeros((4, 5)), 'channels_middle')


def test_an_array_is_not_changed():
    x = pixels().astype('float32')
    image.img_to_array(x)[:] = 0
    image.array_to_img(x * 1)
    np.testing.assert_array_equal(x, pixels())


def test_keras_1_spelling():
    with pytest.warns(UserWarning, match="data_format='channels_first'"):
        assert image.img_to_array(np.zeros((4, 5)), dim_ordering='th').shape == (1, 4, 5)
    with pytest.warns(UserWarning, match="data_format='channels_first'"):
        assert image.array_to_img(np.zeros((3, 4, 5)), dim_ordering='th').size == (5, 4)
    with pytest.raises(TypeError, match='order'):
        image.img_to_array(np.zeros((4, 5)), order='th')


def test_list_of_pictures(tmp_path):
    for name in ('b.png', 'a.JPG', 'c.gif', 'below/d.png'):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b'')
    found = [os.path.relpath(path, str(tmp_path)) for path in image.list_pictures(tmp_path)]
    assert found == ['a.JPG', 'b.png', os.path.join('below', 'd.png')]
    assert len(image.list_pictures(tmp_path, ext='gif|jpg')) == 2


def test_without_pillow(monkeypatch, tmp_path):
    path = str(tmp_path / 'a.png')
    image.save_img(path, pixels())
    monkeypatch.setitem(sys.modules, 'PIL.Image', None)
    for call in (lambda: image.load_img(path), lambda: image.array_to_img(pixels())):
        with pytest.raises(ImportError, match='pip install Pillow'):
            call()
    assert image.img_to_array(pixels()).shape == (4, 5, 3)
