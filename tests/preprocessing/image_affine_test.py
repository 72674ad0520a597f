"""Transforms of single images beyond the golden cases: SciPy and arithmetic by hand tell."""

import sys

import numpy as np
import pytest

from keras.preprocessing import image

SIZES = [(7, 9), (2, 2), (1, 5), (6, 1)]
TRANSFORMS = [{'theta': 33}, {'tx': 3.25, 'ty': -1.6}, {'zx': 1.7, 'zy': 0.6, 'shear': 20},
              {'tx': 30, 'ty': -45.6}]


def pixels(height, width, dtype='float64'):
    """An image of random numbers."""
    return np.random.RandomState(1).uniform(0, 255, (height, width, 3)).astype(dtype)


def matrix_of(size, theta=0, tx=0, ty=0, shear=0, zx=1, zy=1):
    """The matrix of a transform around the center, written as one product."""
    angle, slant = np.pi * theta / 180, np.pi * shear / 180
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    shape = turn.dot([[1, -np.sin(slant)], [0, np.cos(slant)]]).dot(np.diag([zx, zy]))
    center = np.array(size) / 2. + 0.5
    return shape, center + turn.dot([tx, ty]) - shape.dot(center)


@pytest.mark.parametrize('mode', ['nearest', 'constant', 'reflect'])
@pytest.mark.parametrize('order', [0, 1, 3])
@pytest.mark.parametrize('size', SIZES, ids=str)
@pytest.mark.parametrize('transform', TRANSFORMS, ids=str)
def test_as_scipy(mode, order, size, transform):
    ndimage = pytest.importorskip('scipy.ndimage')
    x, margin = pixels(*size), 80       # SciPy's own edges differ from version to version
    matrix, offset = matrix_of(size, **transform)
    places = np.stack(np.meshgrid(*map(np.arange, size), indexing='ij')).reshape(2, -1)
    places = matrix.dot(places) + offset[:, np.newaxis]
    last = np.array(size)[:, np.newaxis] - 1
    beyond = {'nearest': 'edge', 'constant': 'reflect', 'reflect': 'symmetric'}[mode]
    wanted = []
    for channel in range(3):
        found = ndimage.map_coordinates(np.pad(x[..., channel], margin, mode=beyond),
                                        places + margin, order=order)
        if mode == 'constant':
            found[((places < 0) | (places > last)).any(axis=0)] = 9
        wanted.append(found.reshape(size))
    found = image.apply_affine_transform(x, fill_mode=mode, cval=9, order=order, **transform)
    np.testing.assert_allclose(found, np.stack(wanted, -1), rtol=0, atol=1e-4)


@pytest.mark.parametrize('mode, wanted', [
    ('nearest', [1, 1, 1, 2, 3]), ('constant', [7, 7, 1, 2, 3]), ('reflect', [2, 1, 1, 2, 3]),
    ('wrap', [3, 4, 1, 2, 3])])
def test_what_is_outside(mode, wanted):
    x = np.array([1., 2, 3, 4, 5]).reshape(1, 5, 1)
    found = image.apply_affine_transform(x, ty=-2, fill_mode=mode, cval=7)
    assert found.ravel().tolist() == wanted


@pytest.mark.parametrize('axes', [(0, 1, 2), (1, 2, 0), (1, 0, 2), (2, 1, 0)], ids=str)
def test_orders_of_axes(axes):
    x = pixels(7, 9, 'float32')
    wanted = image.apply_affine_transform(x, theta=20, tx=1)
    row, column, channel = axes
    turned = np.moveaxis(x, (0, 1, 2), axes)
    found = image.apply_affine_transform(turned, theta=20, tx=1, row_axis=row, col_axis=column,
                                         channel_axis=channel)
    assert found.shape == turned.shape
    np.testing.assert_array_equal(np.moveaxis(found, axes, (0, 1, 2)), wanted)


@pytest.mark.parametrize('dtype', ['uint8', 'int16', 'float16', 'float32', 'float64'])
def test_dtypes(dtype):
    x = np.array([[[0.], [3.]]]).astype(dtype)
    found = image.apply_affine_transform(x, ty=0.5)
    assert found.dtype == dtype
    assert found.ravel().tolist() == ([2, 3] if np.dtype(dtype).kind in 'iu' else [1.5, 3])


def test_splines_stay_in_the_range_of_integers():
    pytest.importorskip('scipy')
    x = np.zeros((8, 8, 1), 'uint8')
    x[:, 4:] = 255
    found = image.apply_affine_transform(x, ty=0.5, order=3)[4, :, 0]
    assert found[:3].max() < 30 and found[5:].min() > 225       # 256 would have become 0


def test_nothing_to_do_is_a_copy():
    x = pixels(3, 3)
    found = image.apply_affine_transform(x)
    assert np.array_equal(found, x)
    found[:] = 0
    assert x.any()


@pytest.mark.parametrize('arguments, words', [
    ({'theta': 1, 'fill_mode': 'mirror'}, "one of 'constant', 'nearest', .* Received: 'mirror'"),
    ({'theta': 1, 'order': 6}, 'from 0 to 5. Received: 6')])
def test_bad_arguments(arguments, words):
    with pytest.raises(ValueError, match=words):
        image.apply_affine_transform(pixels(3, 3), **arguments)


def test_a_batch_is_no_image():
    with pytest.raises(ValueError, match=r'shape \(1, 3, 3, 3\). Take one image of a batch'):
        image.apply_affine_transform(pixels(3, 3)[np.newaxis], theta=1)


def test_splines_without_scipy(monkeypatch):
    monkeypatch.setitem(sys.modules, 'scipy.ndimage', None)
    assert image.apply_affine_transform(pixels(3, 3), theta=1).shape == (3, 3, 3)
    with pytest.raises(ImportError, match='pip install scipy'):
        image.apply_affine_transform(pixels(3, 3), theta=1, order=2)


def test_a_matrix_of_ones_own():
    x = np.arange(12.).reshape(1, 3, 4)
    matrix = image.transform_matrix_offset_center(np.diag([1., -1., 1.]), 3, 3)
    found = image.apply_transform(x, matrix)
    np.testing.assert_array_equal(found, x[:, :, [3, 3, 2, 1]])     # the center is (2, 2)


@pytest.mark.parametrize('name, arguments, draws', [
    ('random_rotation', (30,), {'theta': (-30, 30)}),
    ('random_shift', (0.5, 0.25), {'tx': (-0.25, 0.25), 'ty': (-0.5, 0.5)}),
    ('random_shear', (20,), {'shear': (-20, 20)})])
@pytest.mark.parametrize('first', [True, False])
def test_random_transforms(name, arguments, draws, first):
    x = pixels(7, 9)
    axes = {'row_axis': 1, 'col_axis': 2, 'channel_axis': 0} if first \
        else {'row_axis': 0, 'col_axis': 1, 'channel_axis': 2}
    x = np.moveaxis(x, 2, 0) if first else x
    np.random.seed(3)
    found = getattr(image, name)(x, *arguments, **axes)
    np.random.seed(3)
    drawn = {key: np.random.uniform(*bounds) for key, bounds in draws.items()}
    if name == 'random_shift':
        drawn = {'tx': 7 * drawn['tx'], 'ty': 9 * drawn['ty']}
    np.testing.assert_array_equal(found, image.apply_affine_transform(x, **dict(axes, **drawn)))


def test_zoom_by_chance():
    x = pixels(7, 9)
    axes = {'row_axis': 0, 'col_axis': 1, 'channel_axis': 2}
    assert np.array_equal(image.random_zoom(x, (1, 1), **axes), x)
    np.random.seed(3)
    found = image.random_zoom(x, (0.5, 2), **axes)
    np.random.seed(3)
    zx, zy = np.random.uniform(0.5, 2, 2)
    np.testing.assert_array_equal(found, image.apply_affine_transform(x, zx=zx, zy=zy))
    for wrong in (0.5, (1, 2, 3), (1, float('nan')), 'ab'):
        with pytest.raises(ValueError, match='`zoom_range` must be two finite numbers'):
            image.random_zoom(x, wrong)


def test_channels():
    x = np.array([[[1., 5.], [9., 2.]]])
    assert image.apply_channel_shift(x, 3).tolist() == [[[4, 8], [9, 5]]]
    assert image.apply_channel_shift(x, -3).tolist() == [[[1, 2], [6, 1]]]
    np.random.seed(3)
    found = image.random_channel_shift(x, 4)
    np.random.seed(3)
    np.testing.assert_array_equal(found, np.clip(x + np.random.uniform(-4, 4), 1, 9))


@pytest.mark.parametrize('channels', [1, 3, 4])
@pytest.mark.parametrize('brightness', [0., 0.3, 1., 1.7])
def test_brightness_as_pillow(channels, brightness):
    pillow = pytest.importorskip('PIL.Image')
    enhance = pytest.importorskip('PIL.ImageEnhance')
    x = np.arange(60 * channels).reshape(6, 10, channels) * 255. / (60 * channels - 1)
    numbers = np.uint8(x)
    picture = pillow.fromarray(numbers[..., 0] if channels == 1 else numbers)
    wanted = np.asarray(enhance.Brightness(picture).enhance(brightness), 'float64')
    found = image.apply_brightness_shift(x, brightness)
    assert np.abs(found - wanted.reshape(x.shape)).max() == 0


def test_brightness_in_both_orders_of_axes(monkeypatch):
    from keras import backend as K
    x = pixels(4, 5)
    wanted = image.apply_brightness_shift(x, 0.5)
    monkeypatch.setattr('keras.preprocessing.image.transforms.image_data_format',
                        lambda: 'channels_first')
    found = image.apply_brightness_shift(np.moveaxis(x, 2, 0), 0.5)
    np.testing.assert_array_equal(np.moveaxis(found, 0, 2), wanted)
    assert K.image_data_format() == 'channels_last'


def test_brightness_by_chance():
    x = pixels(4, 5)
    np.random.seed(3)
    found = image.random_brightness(x, (0.5, 1.5))
    np.random.seed(3)
    np.testing.assert_array_equal(
        found, image.apply_brightness_shift(x, np.random.uniform(0.5, 1.5)))
    with pytest.raises(ValueError, match='`brightness_range` must be two finite numbers'):
        image.random_brightness(x, (1,))


def test_mirrors():
    x = pixels(4, 5)
    np.testing.assert_array_equal(image.flip_axis(x, 1), x[:, ::-1])
