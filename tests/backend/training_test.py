"""Updates of weights: the engine's kernels against the composite ops and NumPy."""

import inspect

import numpy as np
import pytest

from keras import backend as K
from keras.backend import composite_training

R = np.random.RandomState(0)
G = R.normal(size=(3, 2)).astype('float32')
UPDATES = {
    'momentum_update': (1, (.1, .9)),
    'nesterov': (1, (.1, .9, True)),
    'adagrad_update': (1, (.1, 1e-3)),
    'adadelta_update': (2, (.5, .9, 1e-3)),
    'adam_update': (2, (.1, .8, .9, 1e-3)),
    'adamax_update': (2, (.1, .8, .9, 1e-3)),
}


@pytest.mark.parametrize('dtype', ['float32', 'float64'])
@pytest.mark.parametrize('name', sorted(UPDATES))
def test_engine_and_composite_agree(name, dtype):
    states, numbers = UPDATES[name]
    results = []
    for room in (K, composite_training):
        variables = [K.variable(np.full((3, 2), .5), dtype=dtype) for _ in range(states + 1)]
        update = getattr(room, 'momentum_update' if name == 'nesterov' else name)
        step = K.function([], [], updates=update(*variables + [K.constant(G, dtype)] + [
            K.constant(n) if isinstance(n, float) else n for n in numbers]))
        for _ in range(3):
            step([])
        results.append(K.batch_get_value(variables))
    for got, want in zip(*results):
        np.testing.assert_allclose(got, want, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize('name', [
    'densify', 'momentum_update', 'adagrad_update', 'adadelta_update', 'adam_update',
    'adamax_update', 'collect_updates', 'in_current_graph', 'divide_no_nan', 'top_k',
    'is_native_optimizer'])
def test_signatures_agree(name):
    assert inspect.signature(getattr(K, name)) == inspect.signature(
        getattr(composite_training, name))


@pytest.mark.parametrize('room', [K, composite_training], ids=['engine', 'composite'])
def test_divide_no_nan(room):
    x = K.constant([0., 1., -3., 5.])
    got = K.eval(room.divide_no_nan(x, K.constant([0., 0., 2., -1.])))
    np.testing.assert_allclose(got, [0., 0., -1.5, -5.])


@pytest.mark.parametrize('room', [K, composite_training], ids=['engine', 'composite'])
def test_top_k(room):
    x = [[.1, .5, .4, .5], [4., 3., 2., 1.]]
    values, indices = room.top_k(K.constant(x), 3)
    np.testing.assert_allclose(K.eval(values), [[.5, .5, .4], [4., 3., 2.]])
    np.testing.assert_array_equal(K.eval(indices), [[1, 3, 2], [0, 1, 2]])
    assert K.dtype(indices) == 'int32'


def test_densify():
    w = K.variable(np.zeros((4, 2)))
    gradient, = K.gradients(K.sum(K.gather(w, K.constant([1, 1, 3], dtype='int32'))), [w])
    np.testing.assert_array_equal(K.eval(K.densify(gradient)), [[0, 0], [2, 2], [0, 0], [1, 1]])


def test_collected_updates_are_all_and_only_updates():
    a, b = K.variable(1.), K.variable(2.)

    def change():
        K.update_add(a, b * 3.)
        K.variable(7.)                  # its initial value is no update
        return [None, K.update(b, b + 1.)]

    updates = K.collect_updates(change)
    assert len(updates) == 2
    K.function([], [], updates=updates)([])
    assert K.get_value(b) == 3.
    assert K.get_value(a) in (7., 10.)      # nothing orders the two


def test_in_current_graph():
    x = K.variable(1.)
    assert K.in_current_graph(x)
    K.clear_session()
    assert not K.in_current_graph(x)
