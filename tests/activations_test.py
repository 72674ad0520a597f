"""Activations against formulas written in NumPy."""

import numpy as np
import pytest

from keras import activations
from keras import backend as K
from keras.utils import custom_object_scope

X = np.array([[-7.5, -1.5, -.3, 0., .4, 1.5, 6.5]], dtype='float32')


def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


FORMULAS = {
    'linear': lambda x: x,
    'softmax': softmax,
    'elu': lambda x: np.where(x > 0, x, np.exp(x) - 1),
    'selu': lambda x: 1.0507009873554805 * np.where(x > 0, x, 1.6732632423543772 * (np.exp(x) - 1)),
    'softplus': lambda x: np.log(np.exp(x) + 1),
    'softsign': lambda x: x / (1 + np.abs(x)),
    'relu': lambda x: np.maximum(x, 0),
    'tanh': np.tanh,
    'sigmoid': lambda x: 1 / (1 + np.exp(-x)),
    'hard_sigmoid': lambda x: np.clip(.2 * x + .5, 0, 1),
    'exponential': np.exp,
}


@pytest.mark.parametrize('name', sorted(FORMULAS))
def test_formula(name):
    got = K.eval(K.identity(activations.get(name)(K.constant(X))))
    np.testing.assert_allclose(got, FORMULAS[name](X.astype('float64')), rtol=2e-5, atol=1e-6)


@pytest.mark.parametrize('name', sorted(FORMULAS))
def test_name_round_trip(name):
    assert activations.serialize(activations.get(name)) == name
    assert activations.deserialize(name) is getattr(activations, name)


def test_relu_with_slope_cap_and_threshold():
    got = K.eval(activations.relu(K.constant(X), alpha=.2, max_value=1.5, threshold=.25))
    want = np.where(X >= 1.5, 1.5, np.where(X >= .25, X, .2 * (X - .25)))
    np.testing.assert_allclose(got, want, rtol=1e-5, atol=1e-6)


def test_softmax_along_another_axis():
    x = np.random.RandomState(0).normal(size=(2, 3, 4)).astype('float32')
    got = K.eval(activations.softmax(K.constant(x), axis=1))
    np.testing.assert_allclose(got, np.swapaxes(softmax(np.swapaxes(x, 1, 2)), 1, 2), rtol=1e-5)


def test_softmax_of_a_vector_says_what_is_wrong():
    with pytest.raises(ValueError, match='rank 1'):
        activations.softmax(K.constant([1., 2.]))


def test_get():
    def own(x):
        return x

    assert activations.get(None) is activations.linear
    assert activations.get(own) is own
    with custom_object_scope({'own': own}):
        assert activations.get('own') is own


@pytest.mark.parametrize('wrong, message', [('rellu', 'relu'), (3, 'as an activation')])
def test_get_says_what_is_wrong(wrong, message):
    with pytest.raises(ValueError, match=message):
        activations.get(wrong)
