"""What `ImageDataGenerator` refuses, learns and scales."""

import numpy as np
import pytest

from keras.preprocessing.image import ImageDataGenerator


def images(count=6, dtype='float64'):
    """Random images."""
    return np.random.RandomState(1).uniform(0, 255, (count, 4, 5, 3)).astype(dtype)


NAN = float('nan')


@pytest.mark.parametrize('arguments, words', [
    ({'rotation_range': NAN}, '`rotation_range` must be a finite number. Received: nan'),
    ({'shear_range': float('inf')}, '`shear_range` must be a finite number'),
    ({'channel_shift_range': 'a'}, '`channel_shift_range` must be a finite number'),
    ({'rotation_range': [1, 2]}, r'`rotation_range` must be a finite number. Received: \[1, 2\]'),
    ({'width_shift_range': NAN}, '`width_shift_range` must be a finite number or a list'),
    ({'height_shift_range': [1, NAN]}, '`height_shift_range` must be a finite number or a list'),
    ({'height_shift_range': []}, '`height_shift_range` must be a finite number or a list'),
    ({'zoom_range': NAN}, '`zoom_range` must be a finite number, or two of them'),
    ({'zoom_range': [1, 2, 3]}, r'least, greatest\]. Received: \[1, 2, 3\]'),
    ({'brightness_range': 0.5}, '`brightness_range` must be two finite numbers'),
    ({'brightness_range': (0.5, NAN)}, '`brightness_range` must be two finite numbers'),
    ({'fill_mode': 'mirror'}, "`fill_mode` must be one of .* Received: 'mirror'"),
    ({'validation_split': 1.}, '`validation_split` must be between 0 and 1. Received: 1.0'),
    ({'validation_split': NAN}, '`validation_split` must be between 0 and 1'),
    ({'data_format': 'channels_middle'}, 'data_format')])
def test_bad_arguments(arguments, words):
    with pytest.raises(ValueError, match=words):
        ImageDataGenerator(**arguments)


def test_keras_1_spelling():
    with pytest.warns(UserWarning, match="data_format='channels_first'"):
        assert ImageDataGenerator(dim_ordering='th').data_format == 'channels_first'
    with pytest.raises(TypeError, match='no_such_argument'):
        ImageDataGenerator(no_such_argument=1)


@pytest.mark.parametrize('arguments, words, wanted', [
    ({'featurewise_std_normalization': True}, 'also subtracts the mean', 'featurewise_center'),
    ({'samplewise_std_normalization': True}, 'also subtracts the mean', 'samplewise_center'),
    ({'zca_whitening': True}, 'also subtracts the mean', 'featurewise_center')])
def test_settings_that_imply_others(arguments, words, wanted):
    with pytest.warns(UserWarning, match=words):
        assert getattr(ImageDataGenerator(**arguments), wanted)


def test_whitening_excludes_deviations():
    with pytest.warns(UserWarning, match='featurewise_std_normalization is left out'):
        generator = ImageDataGenerator(featurewise_center=True, zca_whitening=True,
                                       featurewise_std_normalization=True)
    assert not generator.featurewise_std_normalization


@pytest.mark.parametrize('name', ['featurewise_center', 'zca_whitening'])
def test_what_was_not_learnt_is_left_out_with_a_warning(name):
    generator = ImageDataGenerator(**{'featurewise_center': True, name: True})
    generator.mean = 0. if name == 'zca_whitening' else None
    x = images()[0]
    with pytest.warns(UserWarning, match=name + r'=True needs .* fit\(images\) was not called'):
        assert np.array_equal(generator.standardize(x), x)


def test_order_of_scaling():
    x = images()
    generator = ImageDataGenerator(
        preprocessing_function=lambda x: x + 1, rescale=0.5, samplewise_center=True,
        samplewise_std_normalization=True, featurewise_center=True,
        featurewise_std_normalization=True, dtype='float64')
    generator.fit(x)
    mean, std = (x / 2).mean((0, 1, 2)), (x / 2).std((0, 1, 2))
    np.testing.assert_allclose(generator.mean.ravel(), mean)
    np.testing.assert_allclose(generator.std.ravel(), std, rtol=1e-6)
    y = (x[0] + 1) / 2
    y = (y - y.mean()) / (y - y.mean()).std()
    np.testing.assert_allclose(generator.standardize(x[0]), (y - mean) / std, rtol=1e-5, atol=1e-6)
    assert np.array_equal(x, images())


@pytest.mark.parametrize('data_format', ['channels_last', 'channels_first'])
def test_means_of_channels(data_format):
    x = images()
    x = np.moveaxis(x, 3, 1) if data_format == 'channels_first' else x
    generator = ImageDataGenerator(featurewise_center=True, data_format=data_format,
                                   dtype='float64')
    generator.fit(x)
    np.testing.assert_allclose(generator.mean.ravel(), images().mean((0, 1, 2)))
    assert generator.mean.shape == ((3, 1, 1) if data_format == 'channels_first' else (1, 1, 3))


def test_whitening_decorrelates():
    x = np.random.RandomState(1).normal(size=(500, 2, 3, 1))
    x[:, 1] += x[:, 0]
    generator = ImageDataGenerator(featurewise_center=True, zca_whitening=True, dtype='float64')
    generator.fit(x)
    white = np.array([generator.standardize(image) for image in x]).reshape(500, 6)
    np.testing.assert_allclose(white.T.dot(white) / 500, np.eye(6), atol=1e-5)
    matrix = generator.principal_components
    np.testing.assert_allclose(matrix, matrix.T, atol=1e-9)     # ZCA: closest to the images


def test_whitening_with_fewer_images_than_pixels():
    x = images()
    generator = ImageDataGenerator(featurewise_center=True, zca_whitening=True, dtype='float64')
    generator.fit(x)
    rows = (x - x.mean((0, 1, 2))).reshape(6, -1)
    left, widths, right = np.linalg.svd(rows, full_matrices=False)
    wanted = (left * widths / np.sqrt(widths ** 2 / 6 + 1e-6)).dot(right)[0]
    np.testing.assert_allclose(generator.standardize(x[0]).ravel(), wanted, atol=1e-5)


def test_learning_from_transformed_images():
    x = images()
    generator = ImageDataGenerator(featurewise_center=True, rotation_range=90, dtype='float64')
    generator.fit(x, augment=True, rounds=2, seed=3)
    np.random.seed(3)
    seen = np.array([generator.random_transform(image) for _ in range(2) for image in x])
    np.testing.assert_allclose(generator.mean.ravel(), seen.mean((0, 1, 2)))


def test_what_cannot_be_learnt_from():
    generator = ImageDataGenerator(featurewise_center=True)
    with pytest.raises(ValueError, match=r'four axes: .* Received the shape: \(4, 5, 3\)'):
        generator.fit(images()[0])
    with pytest.warns(UserWarning, match='axis 3, that of channels .* has 5'):
        generator.fit(np.zeros((2, 3, 4, 5)))


def test_equal_seeds_give_equal_transforms():
    generator = ImageDataGenerator(rotation_range=30, width_shift_range=0.2, zoom_range=0.2,
                                   brightness_range=(0.5, 1.5), horizontal_flip=True)
    drawn = generator.get_random_transform((8, 9, 3), seed=5)
    assert drawn == generator.get_random_transform((8, 9, 3), np.random.RandomState(5))
    assert drawn != generator.get_random_transform((8, 9, 3), seed=6)


@pytest.mark.parametrize('given, wanted', [
    (3, {-2, -1, 0, 1, 2}), ([4, 1.5], {-4, -1.5, 1.5, 4}), ((0.5,), {-4, 4}), (1, {0})])
def test_shifts(given, wanted):
    generator = ImageDataGenerator(height_shift_range=given)
    assert {generator.get_random_transform((8, 9, 3))['tx'] for _ in range(200)} == wanted


def test_shifts_by_parts_and_by_pixels():
    chance = np.random.RandomState(1)
    for given, most in ((0.5, 4), (2.5, 2.5)):
        generator = ImageDataGenerator(height_shift_range=given)
        shifts = [generator.get_random_transform((8, 9, 3), chance)['tx'] for _ in range(500)]
        assert -most <= min(shifts) < -0.9 * most and 0.9 * most < max(shifts) <= most
