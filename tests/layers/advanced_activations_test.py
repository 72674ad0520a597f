"""Activations with parameters, against their formulas."""

import numpy as np
import pytest

from keras import layers
from keras.layers import Input
from tests.layers.helpers import floats, run

X = 2. * floats(4, 6)


@pytest.mark.parametrize('layer, wanted', [
    (lambda: layers.LeakyReLU(0.1), np.where(X >= 0, X, 0.1 * X)),
    (lambda: layers.ELU(0.5), np.where(X >= 0, X, 0.5 * (np.exp(X) - 1.))),
    (lambda: layers.ThresholdedReLU(0.7), np.where(X > 0.7, X, 0.)),
    (lambda: layers.ReLU(), np.maximum(X, 0.)),
    (lambda: layers.ReLU(max_value=1.), np.clip(X, 0., 1.)),
    (lambda: layers.ReLU(negative_slope=0.2), np.where(X >= 0, X, 0.2 * X)),
    (lambda: layers.ReLU(threshold=0.5), np.where(X >= 0.5, X, 0.)),
    (lambda: layers.ReLU(1.5, 0.2, 0.5),
     np.where(X >= 1.5, 1.5, np.where(X >= 0.5, X, 0.2 * (X - 0.5)))),
    (lambda: layers.Softmax(), np.exp(X) / np.exp(X).sum(axis=1, keepdims=True))])
def test_formula(layer, wanted):
    np.testing.assert_allclose(run(layer(), X), wanted, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize('axis', [1, 2, -1, -2])
def test_softmax_axis(axis):
    x = floats(2, 3, 4)
    wanted = np.exp(x) / np.exp(x).sum(axis=axis, keepdims=True)
    np.testing.assert_allclose(run(layers.Softmax(axis), x), wanted, rtol=1e-5)


@pytest.mark.parametrize('kwargs', [{'max_value': -1.}, {'negative_slope': -0.1}])
def test_relu_refuses_negative_parameters(kwargs):
    with pytest.raises(ValueError, match='must not be negative'):
        layers.ReLU(**kwargs)


@pytest.mark.parametrize('shared, shape', [
    (None, (3, 4, 2)), ([1], (1, 4, 2)), (2, (3, 1, 2)), ([1, -2], (1, 1, 2)),
    ((1, 2, 3), (1, 1, 1))])
def test_prelu_shares_its_slopes(shared, shape):
    x, alpha = floats(2, 3, 4, 2), floats(*shape, seed=1)
    got = run(layers.PReLU(shared_axes=shared), x, weights=[alpha])
    np.testing.assert_allclose(got, np.where(x >= 0, x, alpha * x), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize('shared, shape', [([0], (3,)), ([2], (3,)), (None, (None, 3))])
def test_prelu_axes_must_be_there_and_known(shared, shape):
    with pytest.raises(ValueError, match='shared'):
        layers.PReLU(shared_axes=shared)(Input(shape=shape))
