"""Noise: its mean and spread while training, and nothing otherwise."""

import numpy as np
import pytest

from keras import layers
from tests.layers.helpers import floats, run

X = np.random.RandomState(0).standard_normal((500, 400)).astype('float32')


@pytest.mark.parametrize('layer', [
    lambda: layers.GaussianNoise(0.5), lambda: layers.GaussianDropout(0.5),
    lambda: layers.AlphaDropout(0.5)])
def test_nothing_happens_in_the_test_phase(layer):
    x = floats(3, 4)
    np.testing.assert_array_equal(run(layer(), x), x)
    assert (run(layer(), x, training=1) != x).any()


def test_gaussian_noise_is_added():
    noise = run(layers.GaussianNoise(0.5), X, training=1) - X
    assert abs(noise.mean()) < 0.01 and abs(noise.std() - 0.5) < 0.01


def test_gaussian_dropout_is_multiplied():
    factors = run(layers.GaussianDropout(0.2), 1. + 0. * X, training=1)
    assert abs(factors.mean() - 1.) < 0.01 and abs(factors.std() - 0.5) < 0.01


@pytest.mark.parametrize('rate', [0.1, 0.5])
def test_alpha_dropout_keeps_mean_and_variance(rate):
    y = run(layers.AlphaDropout(rate, seed=7), X, training=1)
    assert abs(y.mean()) < 0.02 and abs(y.std() - 1.) < 0.02
    lowest = 1.6732632423543772 * 1.0507009873554805  # what is dropped becomes one value
    scale = ((1. - rate) * (1. + rate * lowest ** 2)) ** -0.5
    dropped = np.isclose(y, -scale * lowest + scale * lowest * rate, atol=1e-5)
    assert abs(dropped.mean() - rate) < 0.01


def test_alpha_dropout_noise_shape():
    y = run(layers.AlphaDropout(0.5, noise_shape=(None, 1)), np.ones((50, 6), 'float32'),
            training=1)
    np.testing.assert_array_equal(y, np.repeat(y[:, :1], 6, axis=1))


@pytest.mark.parametrize('rate', [0., 1.])
def test_rates_at_the_ends_pass_on(rate):
    x = floats(3, 4)
    for cls in (layers.GaussianDropout, layers.AlphaDropout):
        np.testing.assert_array_equal(run(cls(rate), x, training=1), x)
