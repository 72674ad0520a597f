"""Label helpers."""

import numpy as np
import pytest

from keras.utils import normalize, to_categorical


@pytest.mark.parametrize('shape, classes, expected', [
    ((3,), 5, (3, 5)), ((4, 3), 5, (4, 3, 5)), ((3, 1), 5, (3, 5)), ((3, 2, 1), 5, (3, 2, 5)),
    ((1,), 5, (1, 5)), ((), 5, (5,))])
def test_to_categorical_shapes(shape, classes, expected):
    labels = np.random.randint(0, classes, shape)
    one_hot = to_categorical(labels, classes)
    assert one_hot.shape == expected and one_hot.dtype == 'float32'
    np.testing.assert_array_equal(np.argmax(one_hot, -1).ravel(), labels.ravel())
    np.testing.assert_array_equal(one_hot.sum(-1), np.ones(expected[:-1]))


def test_to_categorical_counts_the_classes():
    assert to_categorical([0, 2, 1], dtype='int8').tolist() == [[1, 0, 0], [0, 0, 1], [0, 1, 0]]


@pytest.mark.parametrize('labels, classes, words', [
    ([0, 3], 3, ['0 to 3', 'num_classes=3', 'num_classes=4']),
    ([-4, 0], 3, ['-4']),
    ([], None, ['no labels'])])
def test_to_categorical_refuses(labels, classes, words):
    with pytest.raises(ValueError) as error:
        to_categorical(labels, classes)
    assert all(word in str(error.value) for word in words)


@pytest.mark.parametrize('axis, order', [(-1, 2), (0, 2), (1, 1)])
def test_normalize(axis, order):
    x = np.random.randn(3, 4)
    y = normalize(x, axis, order)
    np.testing.assert_allclose(np.linalg.norm(y, order, axis), 1.)
    np.testing.assert_allclose(y * np.linalg.norm(x, order, axis, keepdims=True), x)


def test_normalize_leaves_zeros():
    np.testing.assert_array_equal(normalize(np.zeros((2, 3))), np.zeros((2, 3)))
