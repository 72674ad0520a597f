"""Tests of the traced graph: what is inferred, shared, folded, written down, and told in errors."""

import threading

import numpy as np
import pytest

from keras import backend as K
from keras import layers
from keras.backend.traced import engine as engines
from keras.models import Model, Sequential
from tests.backend.reference import close

if not hasattr(K.placeholder(()), 'node'):
    pytest.skip('the engine has a graph of its own', allow_module_level=True)


def ops_in(text, name):
    """How many lines of a source call an op."""
    return sum(' = %s(' % name in line for line in text.splitlines())


# What is known before there are values


@pytest.mark.parametrize('build, shape', [
    (lambda x: x + K.ones((5, 3)), (5, 3)),
    (lambda x: x * 2., (None, 3)),
    (lambda x: K.reshape(x, (-1,)), (None,)),
    (lambda x: K.reshape(x, (K.shape(x)[0], 1, 3)), (None, 1, 3)),
    (lambda x: K.reshape(x, (4, 3)), (4, 3)),
    (lambda x: K.concatenate([x, x], axis=0), (None, 3)),
    (lambda x: K.tile(x, [1, 2]), (None, 6)),
    (lambda x: K.zeros((K.shape(x)[0] * 2, 7)), (None, 7)),
    (lambda x: x[:, :K.shape(x)[1] - 1], (None, 2)),
    (lambda x: x[::-1], (None, 3)),
    (lambda x: x[0], (3,)),
    (lambda x: K.arange(K.shape(x)[0]), (None,)),
    (lambda x: K.expand_dims(x, 0), (1, None, 3)),
])
def test_unknown_sizes_stay_unknown_and_known_ones_known(build, shape):
    x = K.placeholder((None, 3))
    y = build(x)
    assert K.int_shape(y) == shape
    value = K.function([x], [y])([np.ones((5 if shape == (5, 3) else 4, 3))])[0]
    assert len(value.shape) == len(shape)
    assert all(known in (None, size) for known, size in zip(shape, value.shape))


def test_images_of_any_size_through_many_poolings():
    x = layers.Input((None, None, 3))
    y = x
    for _ in range(5):
        y = layers.MaxPooling2D()(layers.Conv2D(2, 3, padding='same')(y))
    assert K.int_shape(layers.Conv2D(4, 7)(y)) == (None, None, None, 4)


def test_a_tensor_of_unknown_rank():
    x = K.placeholder(dtype='float64')
    y = K.exp(x) + 1.
    assert K.int_shape(y) is None and K.ndim(y) is None and K.dtype(y) == 'float64'
    assert K.function([x], [K.shape(y)])([np.zeros((2, 1, 3))])[0].tolist() == [2, 1, 3]


def test_sizes_are_computed_without_the_engine():
    x = K.placeholder((None, 3))
    half = K.cast(K.cast(K.shape(x)[0], 'float32') * .5, 'int32')
    assert K.function([x], [K.reshape(x, (half, 2, 3))])([np.zeros((6, 3))])[0].shape == (3, 2, 3)


# What a function is made of


def test_loss_outputs_updates_and_gradients_share_one_forward_pass():
    x, w, seen = K.placeholder((None, 3)), K.variable(np.ones((3, 2))), K.variable(0.)
    hidden = K.tanh(K.dot(x, w))
    loss = K.mean(K.square(hidden))
    gradient, = K.gradients(loss, [w])
    f = K.function([x], [loss, hidden], updates=[K.update_sub(w, .1 * gradient),
                                                 K.update_add(seen, K.sum(hidden))])
    text = f.source()
    assert ops_in(text, 'dot') == ops_in(text, 'tanh') == text.count('gradient(forward') == 1
    given = np.array([[.1, .2, .3]])
    value, inner = f([given])
    want = np.tanh(given.dot(np.ones((3, 2))))
    close([value, inner, K.get_value(seen)], [np.mean(want ** 2), want, want.sum()])
    close(K.get_value(w), 1 - .1 * given.T.dot(want * (1 - want ** 2)), 1e-5)


def test_gradients_of_one_loss_asked_for_one_by_one_share_it_too():
    a, b = K.variable([1., 2.]), K.variable([3., 4.])
    loss = K.sum(K.exp(a) * b)
    text = K.function([], [K.gradients(loss, [a])[0], K.gradients(loss, [b])[0], loss]).source()
    assert text.count('gradient(forward') == ops_in(text, 'exp') == 1


def test_only_the_chosen_phase_is_in_a_function():
    x = K.placeholder((None, 3))
    y = K.in_train_phase(lambda: K.exp(x), lambda: K.sin(x))
    f = K.function([x, K.learning_phase()], [y])
    assert ops_in(f.source(True), 'exp') == 1 and ops_in(f.source(True), 'sin') == 0
    assert ops_in(f.source(False), 'exp') == 0 and ops_in(f.source(False), 'sin') == 1


def test_what_a_loop_does_not_change_is_computed_once():
    x, w = K.placeholder((2, 5, 3)), K.variable(np.eye(3))
    _, outputs, _ = K.rnn(lambda now, states: (K.dot(now, K.exp(w)), states), x,
                          [K.zeros_like(x[:, 0])])
    text = K.function([x], [outputs]).source()
    body = text[text.index('def body'):text.index('scan(body')]
    assert ops_in(body, 'dot') == 1 and ops_in(body, 'exp') == 0 and ops_in(text, 'exp') == 1


def test_lines_say_the_layer():
    model = Sequential([layers.Dense(2, input_shape=(3,), name='first'),
                        layers.Dense(2, name='second')])
    text = K.function(model.inputs, model.outputs).source()
    assert text.count('# first') == text.count('# second') == 2


# Gradients


def test_gradient_of_a_gradient():
    x, w = K.placeholder((None, 2)), K.variable([[1.], [2.]])
    score = K.sum(K.square(K.dot(x, w)))
    slope, = K.gradients(score, [x])                    # 2 (x w) w'
    penalty = K.sum(K.square(slope))                    # 4 (x w)^2 |w|^2
    if engines.current().ONCE_DIFFERENTIABLE is None:
        with pytest.raises(NotImplementedError, match='first derivatives only'):
            K.gradients(penalty, [w])
        return
    second, = K.gradients(penalty, [w])
    given = np.array([[1., 2.], [.5, -1.]])
    got = K.function([x], [penalty, second])([given])
    weights = np.array([[1.], [2.]])
    product, norm = given.dot(weights), (weights ** 2).sum()
    close(got, [4 * (product ** 2).sum() * norm,
                8 * norm * given.T.dot(product) + 8 * (product ** 2).sum() * weights])


def test_gradients_of_tensors_between():
    x, w = K.placeholder((None, 2)), K.variable([[1., 2.], [3., 4.]])
    hidden = K.dot(x, w)
    loss = K.sum(K.square(hidden))
    by_hidden, by_w, by_x = K.gradients(loss, [hidden, w, x])
    given = np.array([[1., -1.]])
    product = given.dot([[1., 2.], [3., 4.]])
    close(K.function([x], [by_hidden, by_w, by_x])([given]), [
        2 * product, given.T.dot(2 * product), 2 * product.dot([[1., 3.], [2., 4.]])])


def test_no_gradient_where_there_is_no_slope():
    x, w = K.variable([1., 2.]), K.variable([3., 4.])
    loss = K.sum(x * K.cast(K.argmax(w), 'float32') + K.stop_gradient(w))
    assert K.gradients(loss, [w]) == [None]


def test_two_players_train_apart():
    maker, judge, x = K.variable(1.), K.variable(2.), K.placeholder(())
    made = maker * x
    verdict = judge * made
    losses = [K.square(verdict - 1.), K.square(verdict)]
    by_judge, by_maker = K.gradients(losses[0], [judge])[0], K.gradients(losses[1], [maker])[0]
    f = K.function([x], losses, updates=[K.update_sub(judge, by_judge), (maker, by_maker)])
    close(f([3.]), [25., 36.])
    close(K.batch_get_value([judge, maker]), [2 - 2 * 5 * 3., 2 * 6 * 6.])


# Chance


def test_a_pass_that_is_computed_twice_draws_once():
    w, x = K.variable(np.ones(100)), K.placeholder((100,))
    dropped = K.dropout(w * x, .5, seed=3)
    first, second = K.sum(dropped), K.sum(K.square(dropped))
    slopes = [K.gradients(loss, [w])[0] for loss in (first, second)]
    one, other = K.function([x], slopes)([np.ones(100)])
    assert np.array_equal(one != 0, other != 0) and 20 < np.count_nonzero(one) < 80


def test_steps_of_a_loop_draw_anew():
    x = K.placeholder((1, 6, 50))
    _, outputs, _ = K.rnn(lambda now, states: (K.dropout(now, .5, seed=1), states), x,
                          [K.zeros_like(x[:, 0])])
    f = K.function([x], [outputs])
    got = np.concatenate([f([np.ones((1, 6, 50))])[0][0] for _ in range(2)]) > 0
    assert len({tuple(row) for row in got.tolist()}) == 12


# Errors


def test_errors_at_recording_name_layer_op_and_shapes():
    class Wrong(layers.Layer):
        """Multiplies what does not fit."""

        def call(self, x):
            return K.dot(x, K.ones((5, 2)))

    with pytest.raises(ValueError, match=r'dot \(in wrong_one\).*float32\(None, 3\).*\(5, 2\)'):
        Wrong(name='wrong_one')(layers.Input((3,)))


def test_errors_at_run_time_name_layer_and_op():
    x, y = layers.Input((None,)), layers.Input((None,))
    model = Model([x, y], layers.Add(name='sum_of_both')([x, y]))
    with pytest.raises((ValueError, RuntimeError), match=r'add \(in sum_of_both\) failed'):
        model.predict([np.ones((2, 3)), np.ones((2, 4))])


def test_an_input_that_is_missing():
    x, y = K.placeholder((2,), name='given'), K.placeholder((2,), name='forgotten')
    with pytest.raises(ValueError, match="'forgotten'.*not among the inputs"):
        K.function([x], [x + y])([[1., 2.]])


def test_symbols_are_no_values():
    x = K.placeholder((2,))
    with pytest.raises(TypeError, match='neither true nor false'):
        bool(x > 1)
    with pytest.raises(TypeError, match='NumPy cannot compute'):
        np.sqrt(x)
    with pytest.raises(TypeError, match='to iterate over'):
        iter(K.placeholder((None, 2)))
    assert [K.int_shape(part) for part in K.placeholder((2, 3))] == [(3,), (3,)]


def test_variables_are_not_updated_inside_of_loops():
    v = K.variable(0.)
    with pytest.raises(ValueError, match='cannot be updated inside'):
        K.map_fn(lambda x: K.update_add(v, x), K.constant([1., 2.]))


def test_tensors_of_a_cleared_session():
    v = K.variable(1.)
    f = K.function([], [v])
    assert f([]) == [1.]
    K.clear_session()
    assert not K.in_current_graph(v)
    for use in (lambda: f([]), lambda: K.get_value(v), lambda: K.set_value(v, 2.)):
        with pytest.raises(RuntimeError, match='made before K.clear_session'):
            use()


# Order, threads


def test_several_updates_of_one_variable_add_up():
    v = K.variable(1.)
    K.function([], [], updates=[K.update_add(v, 2.), K.update_sub(v, 5.)])([])
    assert K.get_value(v) == -2.


def test_updates_that_nobody_returned_are_collected():
    v = K.variable(1.)
    updates = K.collect_updates(lambda: v.assign_add(K.constant(2.)) and None
                                if False else (v.assign_add(2.), None)[1])
    K.function([], [], updates=updates)([])
    assert K.get_value(v) == 3.


def test_training_and_predicting_at_the_same_time():
    model = Sequential([layers.Dense(8, activation='tanh', input_shape=(4,)), layers.Dense(1)])
    model.compile('adam', 'mse')
    x, y = np.random.normal(size=(64, 4)), np.random.normal(size=(64, 1))
    model.fit(x, y, verbose=0)
    model.predict(x)
    failures = []

    def predict():
        try:
            for _ in range(100):
                assert np.isfinite(model.predict(x)).all()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=predict) for _ in range(4)]
    for thread in threads:
        thread.start()
    model.fit(x, y, epochs=50, verbose=0)
    for thread in threads:
        thread.join()
    assert failures == []
