"""Embedding."""

import numpy as np
import pytest

from keras import backend as K
from keras import layers
from keras.layers import Input
from keras.models import Sequential
from tests.layers.helpers import floats, run

TABLE = floats(6, 3)
INDICES = np.array([[0, 1, 5], [2, 0, 0]], 'int32')


@pytest.mark.parametrize('dtype', ['int32', 'float32', 'int64'])
def test_rows_of_the_table(dtype):
    got = run(layers.Embedding(6, 3), INDICES.astype(dtype), weights=[TABLE])
    np.testing.assert_array_equal(got, TABLE[INDICES])


def test_mask_of_zeros():
    layer = layers.Embedding(6, 3, mask_zero=True)
    inputs = Input(batch_shape=INDICES.shape, dtype='int32')
    layer(inputs)
    mask, = K.function([inputs], [layer.get_output_mask_at(0)])([INDICES])
    np.testing.assert_array_equal(mask, INDICES != 0)
    plain = layers.Embedding(6, 3)
    plain(inputs)
    assert plain.get_output_mask_at(0) is None


@pytest.mark.parametrize('input_length, shape', [
    (None, (None, None)), (4, (None, 4)), ((2, 4), (None, 2, 4)), ((None, 4), (None, None, 4))])
def test_input_length(input_length, shape):
    layer = layers.Embedding(6, 3, input_length=input_length)
    assert layer.batch_input_shape == shape
    model = Sequential([layer])
    assert model.output_shape == shape + (3,)
    assert layer.compute_output_shape(shape) == shape + (3,)


def test_input_length_must_fit():
    for shape in ((None, 5), (None, 4, 4)):
        with pytest.raises(ValueError, match='input_length=4'):
            layers.Embedding(6, 3, input_length=4).compute_output_shape(shape)


@pytest.mark.parametrize('sizes', [(0, 3), (6, -1), (6, 2.5)])
def test_sizes_must_be_positive_integers(sizes):
    with pytest.raises(ValueError, match='_dim` must be a positive integer'):
        layers.Embedding(*sizes)


def test_training_moves_only_the_rows_in_use():
    model = Sequential([layers.Embedding(6, 3, input_length=3)])
    model.compile('sgd', 'mse')
    before = model.get_weights()[0]
    model.train_on_batch(INDICES, np.ones((2, 3, 3)))
    moved = (model.get_weights()[0] != before).any(axis=1)
    np.testing.assert_array_equal(moved, [True, True, True, False, False, True])
