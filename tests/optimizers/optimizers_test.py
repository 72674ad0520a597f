"""Optimizers against update rules written in NumPy."""

import numpy as np
import pytest

from keras import backend as K
from keras import constraints, optimizers

EPSILON = 1e-7
TARGET = np.random.RandomState(0).normal(size=(3, 2))


def sgd(w, g, s, t, lr=.1, momentum=.9, nesterov=False):
    s['v'] = momentum * s.get('v', 0.) - lr * g
    return w + (momentum * s['v'] - lr * g if nesterov else s['v'])


def rmsprop(w, g, s, t, lr=.01, rho=.9):
    s['a'] = rho * s.get('a', 0.) + (1 - rho) * g ** 2
    return w - lr * g / (np.sqrt(s['a']) + EPSILON)


def adagrad(w, g, s, t, lr=.1):
    s['a'] = s.get('a', 0.) + g ** 2
    return w - lr * g / (np.sqrt(s['a']) + EPSILON)


def adadelta(w, g, s, t, lr=1., rho=.95):
    s['a'] = rho * s.get('a', 0.) + (1 - rho) * g ** 2
    u = g * np.sqrt(s.get('d', 0.) + EPSILON) / np.sqrt(s['a'] + EPSILON)
    s['d'] = rho * s.get('d', 0.) + (1 - rho) * u ** 2
    return w - lr * u


def adam(w, g, s, t, lr=.01, amsgrad=False):
    s['m'] = .9 * s.get('m', 0.) + .1 * g
    s['v'] = .999 * s.get('v', 0.) + .001 * g ** 2
    s['h'] = np.maximum(s.get('h', 0.), s['v']) if amsgrad else s['v']
    rate = lr * np.sqrt(1 - .999 ** t) / (1 - .9 ** t)
    return w - rate * s['m'] / (np.sqrt(s['h']) + EPSILON)


def adamax(w, g, s, t, lr=.01):
    s['m'] = .9 * s.get('m', 0.) + .1 * g
    s['u'] = np.maximum(.999 * s.get('u', 0.), np.abs(g))
    return w - lr / (1 - .9 ** t) * s['m'] / (s['u'] + EPSILON)


def nadam(w, g, s, t, lr=.01):
    mu, after = [.9 * (1 - .5 * .96 ** (step * .004)) for step in (t, t + 1)]
    s['p'] = s.get('p', 1.) * mu
    s['m'] = .9 * s.get('m', 0.) + .1 * g
    s['v'] = .999 * s.get('v', 0.) + .001 * g ** 2
    d = (1 - mu) * g / (1 - s['p']) + after * s['m'] / (1 - s['p'] * after)
    return w - lr * d / (np.sqrt(s['v'] / (1 - .999 ** t)) + EPSILON)


RULES = {
    'sgd': (lambda **k: optimizers.SGD(.1, momentum=.9, **k), sgd),
    'nesterov': (lambda **k: optimizers.SGD(.1, momentum=.9, nesterov=True, **k),
                 lambda *a: sgd(*a, nesterov=True)),
    'rmsprop': (lambda **k: optimizers.RMSprop(.01, **k), rmsprop),
    'adagrad': (lambda **k: optimizers.Adagrad(.1, **k), adagrad),
    'adadelta': (lambda **k: optimizers.Adadelta(**k), adadelta),
    'adam': (lambda **k: optimizers.Adam(.01, **k), adam),
    'amsgrad': (lambda **k: optimizers.Adam(.01, amsgrad=True, **k),
                lambda *a: adam(*a, amsgrad=True)),
    'adamax': (lambda **k: optimizers.Adamax(.01, **k), adamax),
    'nadam': (lambda **k: optimizers.Nadam(.01, **k), nadam),
}


def trained(optimizer, steps=4, project=None, dtype=None, start=0.):
    """The weight after some steps towards TARGET by the loss sum((w - TARGET) ** 2)."""
    w = K.variable(np.full((3, 2), start), dtype=dtype, constraint=project)
    loss = K.sum(K.square(w - K.constant(TARGET, dtype=dtype)))
    step = K.function([], [loss], updates=optimizer.get_updates(loss, [w]))
    for _ in range(steps):
        step([])
    return K.get_value(w)


def by_hand(rule, steps=4, project=None, gradient=lambda g: g):
    """The same in NumPy."""
    w, state = np.zeros((3, 2)), {}
    for t in range(1, steps + 1):
        w = rule(w, gradient(2 * (w - TARGET)), state, t)
        w = w if project is None else project(w)
    return w


@pytest.mark.parametrize('name', sorted(RULES))
def test_rule(name):
    make, rule = RULES[name]
    np.testing.assert_allclose(trained(make()), by_hand(rule), rtol=2e-4, atol=2e-5)


@pytest.mark.parametrize('name', sorted(RULES))
def test_weights_of_another_type(name):
    make, rule = RULES[name]
    got = trained(make(), dtype='float64')
    assert got.dtype == 'float64'
    np.testing.assert_allclose(got, by_hand(rule), rtol=2e-4, atol=2e-5)


@pytest.mark.parametrize('name', sorted(RULES))
def test_constraint_holds_after_each_step(name):
    make, rule = RULES[name]
    got = trained(make(), project=constraints.NonNeg())
    np.testing.assert_allclose(got, by_hand(rule, project=lambda w: np.maximum(w, 0)), rtol=2e-4,
                               atol=2e-5)


@pytest.mark.parametrize('name', sorted(RULES))
def test_clipvalue(name):
    make, rule = RULES[name]
    want = by_hand(rule, gradient=lambda g: np.clip(g, -.3, .3))
    np.testing.assert_allclose(trained(make(clipvalue=.3)), want, rtol=2e-4, atol=2e-5)


@pytest.mark.parametrize('name', sorted(RULES))
def test_clipnorm(name):
    make, rule = RULES[name]
    want = by_hand(rule, gradient=lambda g: g * min(1., .5 / np.sqrt((g ** 2).sum())))
    np.testing.assert_allclose(trained(make(clipnorm=.5)), want, rtol=2e-4, atol=2e-5)


@pytest.mark.parametrize('name', sorted(RULES))
def test_lookups_give_the_numbers_of_dense_gradients(name):
    start = np.random.RandomState(1).normal(size=(5, 2))
    results = []
    for look_up in (lambda w: K.gather(w, K.constant([1, 3, 1], dtype='int32')),
                    lambda w: K.dot(K.constant(np.eye(5)[[1, 3, 1]]), w)):
        w = K.variable(start)
        optimizer = RULES[name][0]()
        loss = K.sum(K.square(look_up(w) - 1.))
        step = K.function([], [], updates=optimizer.get_updates(loss, [w]))
        for _ in range(3):
            step([])
        results.append([K.get_value(w)] + optimizer.get_weights())
    for sparse, dense in zip(*results):
        np.testing.assert_allclose(sparse, dense, rtol=1e-5, atol=1e-6)


def test_decay_counts_steps_from_zero():
    got = trained(optimizers.SGD(.1, decay=.5), steps=3)
    w = np.zeros((3, 2))
    for t in range(3):
        w = w - .1 / (1 + .5 * t) * 2 * (w - TARGET)
    np.testing.assert_allclose(got, w, rtol=1e-4)


@pytest.mark.parametrize('name', sorted(RULES))
def test_state_moves_to_another_optimizer(name):
    first = RULES[name][0]()
    after_two = trained(first, steps=2)
    second = RULES[name][0]()
    w = K.variable(after_two)
    loss = K.sum(K.square(w - K.constant(TARGET)))
    step = K.function([], [], updates=second.get_updates(loss, [w]))
    second.set_weights(first.get_weights())
    step([])
    np.testing.assert_allclose(K.get_value(w), by_hand(RULES[name][1], steps=3), rtol=2e-4,
                               atol=2e-5)
    assert int(second.get_weights()[0]) == 3


@pytest.mark.parametrize('name', sorted(RULES))
def test_config_round_trip(name):
    one = RULES[name][0](clipnorm=1., epsilon=.01) if 'epsilon' in RULES[name][0]().get_config() \
        else RULES[name][0](clipnorm=1.)
    data = optimizers.serialize(one)
    assert optimizers.serialize(optimizers.deserialize(data)) == data
    assert data['config']['clipnorm'] == 1.


@pytest.mark.parametrize('cls', ['SGD', 'RMSprop', 'Adagrad', 'Adadelta', 'Adam', 'Adamax',
                                 'Nadam'])
def test_names(cls):
    kind = getattr(optimizers, cls)
    assert getattr(optimizers, cls.lower()) is kind
    for name in (cls, cls.lower(), cls.upper()):
        assert type(optimizers.get(name)) is kind
        assert type(optimizers.get({'class_name': name, 'config': {'lr': .5}})) is kind


def test_learning_rate_under_both_names():
    optimizer = optimizers.Adam(lr=.25)
    assert K.get_value(optimizer.lr) == K.get_value(optimizer.learning_rate) == .25
    optimizer.lr = .5
    assert K.get_value(optimizer.learning_rate) == .5
    K.set_value(optimizer.lr, .125)
    assert optimizer.get_config()['learning_rate'] == .125


def test_changed_learning_rate_counts_in_the_next_step():
    w = K.variable(0.)
    optimizer = optimizers.SGD(1.)
    step = K.function([], [], updates=optimizer.get_updates(w * 1., [w]))
    step([])
    optimizer.learning_rate = 10.
    step([])
    assert K.get_value(w) == -11.


@pytest.mark.parametrize('rate', [float('nan'), float('inf'), -.1, 'fast', None, [.1, .2]])
def test_impossible_learning_rates(rate):
    with pytest.raises(ValueError, match='learning rate'):
        optimizers.SGD(rate)
    optimizer = optimizers.SGD()
    with pytest.raises(ValueError, match='learning rate'):
        optimizer.lr = rate
    assert K.get_value(optimizer.lr) == np.float32(.01)


def test_optimizer_outlives_its_graph():
    optimizer = optimizers.Adam(.01)
    trained(optimizer, steps=1)
    K.clear_session()
    np.testing.assert_allclose(trained(optimizer), by_hand(adam), rtol=2e-4, atol=2e-5)


def test_own_optimizer_by_the_protocol():
    class Plain(optimizers.Optimizer):
        def __init__(self, lr=.01, **kwargs):
            super(Plain, self).__init__(**kwargs)
            self.lr = K.variable(lr, name='lr')

        def get_updates(self, loss, params):
            for p, g in zip(params, self.get_gradients(loss, params)):
                self.updates.append(K.update_sub(p, self.lr * g))
            return self.updates

    assert trained(Plain(.5, clipvalue=1.), steps=20).shape == (3, 2)
    np.testing.assert_allclose(trained(Plain(.5), steps=2), TARGET, rtol=1e-5)
    with pytest.raises(NotImplementedError, match='get_updates'):
        optimizers.Optimizer().get_updates(None, [])


def test_gradient_that_does_not_exist_names_the_weight():
    w = K.variable([1., 2.], name='lonely')
    with pytest.raises(ValueError, match='lonely.*K.argmax'):
        optimizers.SGD().get_updates(K.sum(K.variable([1.])), [w])


def test_state_that_does_not_fit():
    optimizer = optimizers.SGD()
    trained(optimizer, steps=1)
    with pytest.raises(ValueError, match='2 arrays, received 1'):
        optimizer.set_weights([np.zeros(())])
    with pytest.raises(ValueError, match='shape'):
        optimizer.set_weights([np.zeros(()), np.zeros((7, 7))])


@pytest.mark.parametrize('call, kind, message', [
    (lambda: optimizers.SGD(clip=1.), TypeError, 'clip'),
    (lambda: optimizers.Nadam(decay=.1), TypeError, 'schedule_decay'),
    (lambda: optimizers.get('adamm'), ValueError, 'adam'),
    (lambda: optimizers.get(3), ValueError, 'as an optimizer'),
    (lambda: optimizers.TFOptimizer(3), ValueError, 'engine'),
])
def test_errors(call, kind, message):
    with pytest.raises(kind, match=message):
        call()


def test_clip_norm():
    g = K.constant([3., 4.])
    assert optimizers.clip_norm(g, 0, 5.) is g
    np.testing.assert_allclose(K.eval(optimizers.clip_norm(g, 1., K.constant(5.))), [.6, .8])
    np.testing.assert_allclose(K.eval(optimizers.clip_norm(g, 9., K.constant(5.))), [3., 4.])
