"""Batch normalization, against the formulas of its paper."""

import numpy as np
import pytest

from keras import backend as K
from keras import layers
from keras.layers import Input
from keras.models import Model, Sequential
from tests.layers.helpers import floats, run

X = 3. * floats(8, 5) + 2.


def expand(values, ndim, axis):
    """A vector shaped to broadcast along one axis."""
    shape = [1] * ndim
    shape[axis] = -1
    return values.reshape(shape)


@pytest.mark.parametrize('shape, axis', [
    ((6, 5), -1), ((6, 4, 5), -1), ((6, 4, 5), 1), ((6, 3, 4, 5), -1), ((6, 5, 3, 4), 1),
    ((6, 3, 5, 4), 2), ((6, 2, 3, 4, 5), -1), ((6, 5, 2, 3, 4), 1)])
def test_any_axis_of_any_rank(shape, axis):
    x = 2. * floats(*shape) + 1.
    size = shape[axis]
    gamma, beta, mean = [floats(size, seed=seed) for seed in (1, 2, 3)]
    variance = np.abs(floats(size, seed=4)) + 0.5
    weights = [gamma, beta, mean, variance]
    g, b, m, v = [expand(each, len(shape), axis) for each in weights]
    np.testing.assert_allclose(
        run(layers.BatchNormalization(axis=axis), x, weights=weights),
        (x - m) / np.sqrt(v + 1e-3) * g + b, rtol=1e-4, atol=1e-4)
    others = tuple(i for i in range(len(shape)) if i != axis % len(shape))
    batch_mean = x.mean(axis=others, keepdims=True)
    batch_variance = x.var(axis=others, keepdims=True)
    np.testing.assert_allclose(
        run(layers.BatchNormalization(axis=axis), x, training=1, weights=weights),
        (x - batch_mean) / np.sqrt(batch_variance + 1e-3) * g + b, rtol=1e-3, atol=1e-3)


def step(layer, trainable=True):
    """Moving mean and variance after one batch in the training phase."""
    inputs = Input(batch_shape=X.shape)
    layer.trainable = trainable
    model = Model(inputs, layer(inputs))
    K.function([inputs, K.learning_phase()], model.outputs, updates=model.updates)([X, 1])
    return layer.get_weights()[-2:]


def test_moving_averages():
    mean, variance = step(layers.BatchNormalization(momentum=0.9))
    np.testing.assert_allclose(mean, 0.1 * X.mean(axis=0), rtol=1e-4)
    corrected = X.var(axis=0) * 8. / (8. - 1. - 1e-3)
    np.testing.assert_allclose(variance, 0.9 + 0.1 * corrected, rtol=1e-4)


def test_frozen_layer_keeps_its_averages_but_uses_the_batch():
    layer = layers.BatchNormalization()
    mean, variance = step(layer, trainable=False)
    np.testing.assert_array_equal(mean, 0. * mean)
    np.testing.assert_array_equal(variance, 1. + 0. * variance)
    got = run(layer, X, training=1)
    wanted = (X - X.mean(axis=0)) / np.sqrt(X.var(axis=0) + 1e-3)
    np.testing.assert_allclose(got, wanted, rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize('scale', [True, False])
@pytest.mark.parametrize('center', [True, False])
def test_without_scale_or_offset(scale, center):
    layer = layers.BatchNormalization(scale=scale, center=center)
    wanted = (X - X.mean(axis=0)) / np.sqrt(X.var(axis=0) + 1e-3)
    np.testing.assert_allclose(run(layer, X, training=1), wanted, rtol=1e-3, atol=1e-4)
    np.testing.assert_allclose(run(layer, X), X / np.sqrt(1. + 1e-3), rtol=1e-4)
    assert len(layer.trainable_weights) == scale + center
    assert len(layer.non_trainable_weights) == 2


@pytest.mark.parametrize('training, phase', [(True, 0), (False, 1), (1, 0), (0, 1)])
def test_training_argument_goes_before_the_learning_phase(training, phase):
    inputs = Input(batch_shape=X.shape)
    output = layers.BatchNormalization()(inputs, training=training)
    got, = K.function([inputs, K.learning_phase()], [output])([X, phase])
    wanted = ((X - X.mean(axis=0)) / np.sqrt(X.var(axis=0) + 1e-3) if training
              else X / np.sqrt(1. + 1e-3))
    np.testing.assert_allclose(got, wanted, rtol=1e-3, atol=1e-4)


def test_it_learns_the_statistics_of_its_data():
    x = 10. * np.random.RandomState(0).standard_normal((1000, 10)).astype('float32') + 5.
    model = Sequential([layers.BatchNormalization(input_shape=(10,), momentum=0.8)])
    model.compile('sgd', 'mse')
    model.fit(x, x, epochs=4, batch_size=100, verbose=0)
    normed = model.predict(x)
    gamma, beta = model.get_weights()[:2]
    normed = (normed - beta) / gamma
    np.testing.assert_allclose(normed.mean(axis=0), 0., atol=0.1)
    np.testing.assert_allclose(normed.std(axis=0), 1., atol=0.1)


@pytest.mark.parametrize('axis, shape', [(-1, (3, None)), (4, (3, 4)), (0, (3, 4))])
def test_axis_must_be_there_and_of_known_size(axis, shape):
    with pytest.raises(ValueError, match='axis'):
        layers.BatchNormalization(axis=axis)(Input(shape=shape))
