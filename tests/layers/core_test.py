"""The basic layers, against numbers worked out with NumPy."""

import numpy as np
import pytest

from keras import backend as K
from keras import layers
from keras.layers import Input
from keras.models import Model, Sequential
from tests.layers.helpers import floats, run


def test_dense_of_a_sequence():
    x, kernel, bias = floats(2, 5, 3), floats(3, 4, seed=1), floats(4, seed=2)
    got = run(layers.Dense(4, activation='tanh'), x, weights=[kernel, bias])
    np.testing.assert_allclose(got, np.tanh(x.dot(kernel) + bias), rtol=1e-5, atol=1e-6)


def test_dense_input_dim_is_an_input_shape():
    model = Sequential([layers.Dense(2, input_dim=3)])
    assert model.input_shape == (None, 3)
    assert model.layers[0].get_config()['batch_input_shape'] == (None, 3)


@pytest.mark.parametrize('units', [0, -1, 2.5, '3', None, True])
def test_dense_refuses_units_that_are_no_positive_integer(units):
    with pytest.raises(ValueError, match='`units` must be a positive integer'):
        layers.Dense(units)


def test_dense_accepts_numpy_integers():
    assert type(layers.Dense(np.int64(3)).get_config()['units']) is int


def test_dense_needs_a_known_last_size():
    with pytest.raises(ValueError, match='last of known size'):
        layers.Dense(2)(Input(shape=(None,)))


def test_dense_refuses_another_size_when_built():
    layer = layers.Dense(2)
    layer(Input(shape=(3,)))
    with pytest.raises(ValueError, match='3'):
        layer(Input(shape=(4,)))


def test_dropout_drops_the_fraction_and_scales_the_rest():
    x = np.ones((200, 100), 'float32')
    y = run(layers.Dropout(0.25, seed=1), x, training=1)
    assert set(np.unique(y).round(5)) == {0., np.float32(1 / 0.75).round(5)}
    assert abs((y == 0).mean() - 0.25) < 0.02
    np.testing.assert_array_equal(run(layers.Dropout(0.25), x), x)


def test_dropout_noise_shape_is_shared():
    y = run(layers.Dropout(0.5, noise_shape=(None, 1, None)), np.ones((8, 5, 9), 'float32'),
            training=1)
    np.testing.assert_array_equal(y, np.repeat(y[:, :1], 5, axis=1))
    assert (y == 0).any() and (y != 0).any()


@pytest.mark.parametrize('rate', [0., 1.])
def test_dropout_of_nothing_or_everything_passes_on(rate):
    x = floats(3, 4)
    np.testing.assert_array_equal(run(layers.Dropout(rate), x, training=1), x)


def test_dropout_warns_about_a_rate_that_is_no_fraction():
    with pytest.warns(UserWarning, match='from 0 to 1'):
        assert layers.Dropout(50).rate == 1.


@pytest.mark.parametrize('name, shape, shared, data_format', [
    ('SpatialDropout1D', (6, 5, 9), (1,), None),
    ('SpatialDropout2D', (6, 3, 4, 9), (1, 2), 'channels_last'),
    ('SpatialDropout2D', (6, 9, 3, 4), (2, 3), 'channels_first'),
    ('SpatialDropout3D', (6, 2, 3, 2, 9), (1, 2, 3), 'channels_last'),
    ('SpatialDropout3D', (6, 9, 2, 3, 2), (2, 3, 4), 'channels_first')])
def test_spatial_dropout_drops_whole_channels(name, shape, shared, data_format):
    kwargs = {'data_format': data_format} if data_format else {}
    y = run(getattr(layers, name)(0.5, **kwargs), np.ones(shape, 'float32'), training=1)
    np.testing.assert_array_equal(y.min(axis=shared), y.max(axis=shared))
    assert set(np.unique(y)) == {0., 2.}


def test_flatten_puts_channels_last_first():
    x = floats(2, 3, 4, 5)
    np.testing.assert_array_equal(run(layers.Flatten(), x), x.reshape(2, 60))
    np.testing.assert_array_equal(run(layers.Flatten(data_format='channels_first'), x),
                                  x.transpose(0, 2, 3, 1).reshape(2, 60))


def test_flatten_needs_known_sizes():
    with pytest.raises(ValueError, match='every axis but the batch'):
        layers.Flatten()(Input(shape=(None, 3)))


@pytest.mark.parametrize('target, wanted', [
    ((6, 2), (6, 2)), ((-1,), (12,)), ((2, -1, 3), (2, 2, 3)), (12, (12,))])
def test_reshape(target, wanted):
    x = floats(2, 3, 4)
    np.testing.assert_array_equal(run(layers.Reshape(target), x), x.reshape((2,) + wanted))
    assert layers.Reshape(target).compute_output_shape((None, 3, 4)) == (None,) + wanted


@pytest.mark.parametrize('target', [(5, 2), (5, -1)])
def test_reshape_refuses_another_number_of_values(target):
    with pytest.raises(ValueError, match='12 values'):
        layers.Reshape(target)(Input(shape=(3, 4)))


@pytest.mark.parametrize('target', [(-1, -1), (2, -3), ('a',)])
def test_reshape_refuses_an_impossible_target(target):
    with pytest.raises(ValueError, match='target_shape'):
        layers.Reshape(target)


def test_permute():
    x = floats(2, 3, 4, 5)
    np.testing.assert_array_equal(run(layers.Permute((3, 1, 2)), x), x.transpose(0, 3, 1, 2))


@pytest.mark.parametrize('dims', [(0, 1), (1, 1), (1, 3)])
def test_permute_refuses_what_is_no_order(dims):
    with pytest.raises(ValueError, match='dims'):
        layers.Permute(dims)


def test_repeat_vector():
    x = floats(2, 3)
    np.testing.assert_array_equal(run(layers.RepeatVector(4), x), np.stack([x] * 4, axis=1))
    with pytest.raises(ValueError, match='`n`'):
        layers.RepeatVector(0)


def test_masking():
    x = floats(2, 4, 3)
    x[0, 1] = 7.
    x[1, 2, 0] = 7.  # one feature alone does not mask
    inputs = Input(batch_shape=x.shape)
    layer = layers.Masking(mask_value=7.)
    output = layer(inputs)
    value, mask = K.function([inputs], [output, layer.get_output_mask_at(0)])([x])
    wanted = np.ones((2, 4), bool)
    wanted[0, 1] = False
    np.testing.assert_array_equal(mask, wanted)
    np.testing.assert_array_equal(value, x * wanted[..., None])


def test_activity_regularization_adds_to_the_loss():
    x = floats(4, 3)
    inputs = Input(shape=(3,))
    model = Model(inputs, layers.ActivityRegularization(l1=0.1, l2=0.2)(inputs))
    model.compile('sgd', 'mse')
    wanted = 0.1 * np.abs(x).sum() + 0.2 * (x ** 2).sum()
    np.testing.assert_allclose(model.evaluate(x, x, batch_size=4, verbose=0), wanted, rtol=1e-5)


def test_activation_takes_names_and_functions():
    x = floats(3, 4)
    np.testing.assert_array_equal(run(layers.Activation('relu'), x), np.maximum(x, 0.))
    np.testing.assert_allclose(run(layers.Activation(K.square), x), x ** 2, rtol=1e-6)
