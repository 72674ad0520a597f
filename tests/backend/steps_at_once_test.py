"""Steps of an optimizer for many weights at once, in the memory of the old values."""
import numpy as np
import pytest

from keras import backend as K
from keras import optimizers


def _training(dtype='float32'):
    """Returns weights, a training function of `x`, and its updates."""
    random = np.random.RandomState(0)
    kernel = K.variable(random.randn(4, 3), dtype=dtype)
    bias = K.variable(random.randn(3), dtype=dtype)
    x = K.placeholder((None, 4), dtype=dtype)
    loss = K.mean(K.square(K.dot(x, kernel) + bias))
    updates = optimizers.Adam(.01).get_updates(loss, [kernel, bias])
    return (kernel, bias), x, loss, updates


def _adam(value, gradients):
    """Yields what Adam makes of a weight, in NumPy; `gradients` is a function of the weight."""
    m = v = 0.
    for t in range(1, 100):
        gradient = gradients(value)
        m, v = .9 * m + .1 * gradient, .999 * v + .001 * gradient ** 2
        rate = .01 * np.sqrt(1 - .999 ** t) / (1 - .9 ** t)
        value = value - rate * m / (np.sqrt(v) + 1e-7)
        yield value


@pytest.mark.parametrize('dtype', ['float32', 'float64'])
def test_adam_on_several_weights_is_what_arithmetic_says(dtype):
    (kernel, bias), x, loss, updates = _training(dtype)
    train = K.function([x], [loss], updates=updates)
    value = np.random.RandomState(1).randn(5, 4).astype(dtype)
    first = np.concatenate([K.get_value(kernel), K.get_value(bias)[None]])
    inputs = np.concatenate([value, np.ones((5, 1))], axis=1)
    wanted = _adam(first, lambda w: inputs.T.dot(inputs.dot(w)) * 2 / 15)
    for _ in range(5):
        train([value])
        weights = next(wanted)
        np.testing.assert_allclose(K.get_value(kernel), weights[:-1], atol=2e-6)
        np.testing.assert_allclose(K.get_value(bias), weights[-1], atol=2e-6)


def test_a_variable_set_to_another_one_stays_when_that_is_trained():
    (kernel, _), x, loss, updates = _training()
    pair, updated = K.zeros((4, 3)), K.zeros((4, 3))
    copy = K.function([], [], updates=[(pair, kernel), K.update(updated, kernel)])
    train = K.function([x], [loss], updates=updates)
    copy([])
    before = K.get_value(kernel)
    train([np.ones((2, 4))])
    train([np.ones((2, 4))])
    assert abs(K.get_value(kernel) - before).max() > .01
    np.testing.assert_array_equal(K.get_value(pair), before)
    np.testing.assert_array_equal(K.get_value(updated), before)


def test_a_fed_array_is_not_what_a_variable_is_kept_in():
    (kernel, _), x, loss, updates = _training()
    value = K.placeholder((4, 3))
    assign = K.function([value], [], updates=[K.update(kernel, value)])
    train = K.function([x], [loss], updates=updates)
    given = np.ones((4, 3), dtype='float32')
    assign([given])
    train([np.ones((2, 4))])
    np.testing.assert_array_equal(given, np.ones((4, 3)))
    assign([given])
    given[:] = 2.
    np.testing.assert_array_equal(K.get_value(kernel), np.ones((4, 3)))


@pytest.mark.skipif(not hasattr(K.Function, 'deferred'), reason='no traced graph')
@pytest.mark.parametrize('view', [K.identity, K.transpose, lambda w: w[1:], lambda w: w])
def test_outputs_are_read_before_weights_are_trained(view):
    (kernel, _), x, loss, updates = _training()
    train = K.function([x], [view(kernel)], updates=updates)
    read = K.function([], [view(kernel)])
    for _ in range(3):
        before, = read([])
        after, = train([np.ones((2, 4))])
        np.testing.assert_array_equal(after, before)


@pytest.mark.skipif(not hasattr(K.Function, 'deferred'), reason='no traced graph')
def test_deferred_outputs_outlive_later_calls():
    total = K.variable(0.)
    weights = K.variable(np.zeros(3))
    x = K.placeholder((3,))
    count = K.function([x], [K.update_add(total, K.sum(x)), weights, x],
                       updates=[K.update_add(weights, x)])
    kept = [count.deferred([np.full(3, value)]) for value in (1., 2., 3.)]
    found = [count.fetch(outputs) for outputs in kept]
    assert [one[0] for one in found] == [3., 9., 18.]
    assert [one[1][0] for one in found] == [0., 1., 3.]
    assert [one[2][0] for one in found] == [1., 2., 3.]
