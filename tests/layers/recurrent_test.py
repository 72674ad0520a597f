"""Recurrent layers: states, masks, dropout, stacking, cells of one's own, the fused loops."""

import numpy as np
import pytest

from keras import backend as K
from keras import layers
from keras.layers import GRU, LSTM, RNN, GRUCell, Input, LSTMCell, SimpleRNN, SimpleRNNCell
from keras.models import Model, Sequential, model_from_json
from tests.layers import common_checks
from tests.layers.helpers import floats, run

KINDS = {'simple': (SimpleRNN, {}), 'gru': (GRU, {}), 'gru_after': (GRU, {'reset_after': True}),
         'lstm': (LSTM, {})}


class MinimalCell(layers.Layer):
    """h = x @ kernel + h @ recurrent."""

    def __init__(self, units, **kwargs):
        self.units = self.state_size = units
        super().__init__(**kwargs)

    def build(self, input_shape):
        self.kernel = self.add_weight('kernel', (input_shape[-1], self.units))
        self.recurrent = self.add_weight('recurrent', (self.units, self.units))
        super().build(input_shape)

    def call(self, inputs, states):
        output = K.dot(inputs, self.kernel) + K.dot(states[0], self.recurrent)
        return output, [output]

    def get_config(self):
        return dict(super().get_config(), units=self.units)


class ConstantCell(MinimalCell):
    """A cell that adds the constant times a weight to its output."""

    def build(self, input_shape):
        shape, constant_shape = input_shape
        self.of_constant = self.add_weight('of_constant', (constant_shape[-1], self.units))
        super().build(shape)

    def call(self, inputs, states, constants):
        output = super().call(inputs, states)[0] + K.dot(constants[0], self.of_constant)
        return output, [output]


def general(monkeypatch):
    """Takes the fused loops away."""
    for name in ('fused_lstm', 'fused_gru'):
        monkeypatch.delattr(K, name, raising=False)


def value_of(x, tensors, feed):
    """Values of tensors in the test phase."""
    return K.function(x + [K.learning_phase()], tensors)(feed + [0])


@pytest.mark.parametrize('cls', [SimpleRNNCell, GRUCell, LSTMCell, layers.StackedRNNCells,
                                 layers.ConvLSTM2DCell, layers.Wrapper])
def test_docstrings_of_parts(cls):
    common_checks.check_docstring(cls)


@pytest.mark.parametrize('kind', sorted(KINDS))
@pytest.mark.parametrize('options', [
    {}, {'go_backwards': True}, {'return_sequences': True}, {'implementation': 1}])
@pytest.mark.parametrize('masked', [False, True])
def test_fused_unrolled_and_general_agree(kind, options, masked, monkeypatch):
    cls, more = KINDS[kind]
    options = dict(options, **more)
    if cls is SimpleRNN:
        options.pop('implementation', None)
    x = floats(3, 5, 2)
    x[0, :2] = x[1, 3:] = 0.
    first = cls(4, **options)
    wanted = run_masked(first, x, masked)
    unrolled = cls(4, unroll=True, **options)
    close = {'rtol': 1e-5, 'atol': 2e-6}            # an engine may have kernels of its own
    np.testing.assert_allclose(run_masked(unrolled, x, masked, first), wanted, **close)
    general(monkeypatch)
    np.testing.assert_allclose(run_masked(cls(4, **options), x, masked, first), wanted, **close)


def run_masked(layer, x, masked, weights_of=None):
    """Output of a layer, behind a `Masking` or not."""
    inputs = Input(x.shape[1:])
    outputs = layer(layers.Masking()(inputs) if masked else inputs)
    if weights_of is not None:
        layer.set_weights(weights_of.get_weights())
    return value_of([inputs], [outputs], [x])[0]


def test_the_fused_loop_is_taken_where_it_fits(monkeypatch):
    calls = []
    if not hasattr(K, 'fused_lstm'):
        pytest.skip('the engine has no such ops')
    whole = K.fused_lstm
    monkeypatch.setattr(K, 'fused_lstm', lambda **kwargs: calls.append(1) or whole(**kwargs))

    class OwnCell(LSTMCell):
        def call(self, inputs, states, training=None):
            return super().call(inputs, states, training=training)

    x = Input((5, 2))
    for layer, fits in ((LSTM(3, dropout=0.2, recurrent_dropout=0.2), True),
                        (LSTM(3, implementation=1), True),
                        (LSTM(3, implementation=1, dropout=0.1), False),
                        (LSTM(3, activation='elu'), False),
                        (LSTM(3, activation=lambda x: x), False),
                        (LSTM(3, unroll=True), False),
                        (RNN(LSTMCell(3)), True),
                        (RNN([LSTMCell(3), LSTMCell(2)]), True),
                        (RNN(OwnCell(3)), False)):
        del calls[:]
        layer(x)
        assert bool(calls) == fits, layer.get_config()


@pytest.mark.parametrize('kind', sorted(KINDS))
def test_return_state_and_initial_state(kind):
    cls, options = KINDS[kind]
    x = floats(3, 6, 2)
    inputs = Input((6, 2))
    layer = cls(4, return_state=True, **options)
    whole = layer(inputs)
    half = layer(layers.Lambda(lambda x: x[:, :3])(inputs))
    rest = layer(layers.Lambda(lambda x: x[:, 3:])(inputs), initial_state=half[1:])
    values = value_of([inputs], whole + rest, [x])
    for one, other in zip(values[:len(whole)], values[len(whole):]):
        np.testing.assert_allclose(other, one, atol=1e-6)
    np.testing.assert_array_equal(values[0], values[1])


def test_initial_state_that_no_layer_made():
    x = floats(2, 3, 2)
    inputs = Input((3, 2))
    layer = LSTM(4)
    start = [K.variable(floats(2, 4, seed=1)), K.variable(floats(2, 4, seed=2))]
    outputs = layer(inputs, initial_state=start)
    states = [Input((4,)), Input((4,))]
    same = layer([inputs] + states)
    got = value_of([inputs] + states, [outputs, same],
                   [x, floats(2, 4, seed=1), floats(2, 4, seed=2)])
    np.testing.assert_allclose(got[0], got[1], atol=1e-6)


def test_states_are_checked():
    x, right, wrong = Input((3, 2)), Input((4,)), Input((5,))
    with pytest.raises(ValueError, match='2 state'):
        LSTM(4)(x, initial_state=[right])
    with pytest.raises(ValueError, match='state'):
        LSTM(4)(x, initial_state=[right, wrong])
    with pytest.raises(ValueError, match='none of them'):
        LSTM(4)(x, initial_state=[right, K.zeros((2, 4))])
    with pytest.raises(ValueError, match='by keyword'):
        LSTM(4)([x, right, right], initial_state=[right, right])


def test_a_model_with_initial_states_comes_back_from_json():
    x, h, c = Input((None, 2)), Input((4,)), Input((4,))
    model = Model([x, h, c], LSTM(4, return_sequences=True)(x, initial_state=[h, c]))
    twin = model_from_json(model.to_json())
    twin.set_weights(model.get_weights())
    values = [floats(2, 3, 2), floats(2, 4), floats(2, 4)]
    np.testing.assert_array_equal(twin.predict(values), model.predict(values))


@pytest.mark.parametrize('kind', sorted(KINDS))
def test_stateful(kind):
    cls, options = KINDS[kind]
    x = floats(2, 6, 3)
    model = Sequential([cls(4, stateful=True, batch_input_shape=(2, 3, 3), **options)])
    model.predict(x[:, :3], batch_size=2)
    kept = model.predict(x[:, 3:], batch_size=2)
    plain = Sequential([cls(4, input_shape=(6, 3), **options)])
    plain.set_weights(model.get_weights())
    np.testing.assert_allclose(kept, plain.predict(x), atol=1e-6)
    model.reset_states()
    again = model.predict(x[:, :3], batch_size=2)
    layer = model.layers[0]
    layer.reset_states([np.zeros((2, 4))] * len(layer.states))
    np.testing.assert_array_equal(model.predict(x[:, :3], batch_size=2), again)
    with pytest.raises(ValueError, match='shapes'):
        layer.reset_states([np.zeros((2, 5))] * len(layer.states))
    with pytest.raises(ValueError, match='shapes'):
        layer.reset_states([np.zeros((2, 4))] * (len(layer.states) + 1))


def test_stateful_errors():
    with pytest.raises(ValueError, match='batch_input_shape'):
        LSTM(3, stateful=True)(Input((4, 2)))
    with pytest.raises(AttributeError, match='must be stateful'):
        LSTM(3).reset_states()


def test_a_masked_beginning_gives_zeros_and_keeps_the_initial_state():
    x = np.zeros((1, 3, 2), 'float32')
    start = floats(1, 4)
    inputs, state = Input((3, 2)), Input((4,))
    outputs, last = GRU(4, return_sequences=True, return_state=True)(
        layers.Masking()(inputs), initial_state=state)
    values = value_of([inputs, state], [outputs, last], [x, start])
    np.testing.assert_array_equal(values[0], np.zeros((1, 3, 4)))
    np.testing.assert_array_equal(values[1], start)


@pytest.mark.parametrize('cls', [SimpleRNN, GRU, LSTM])
@pytest.mark.parametrize('implementation', [1, 2])
@pytest.mark.parametrize('fused', [True, False])
def test_dropout_masks_hold_for_all_steps(cls, implementation, fused, monkeypatch):
    if not fused:
        general(monkeypatch)
    options = {} if cls is SimpleRNN else {'implementation': implementation}
    x = np.repeat(floats(40, 1, 6), 5, axis=1)
    layer = cls(3, dropout=0.5, return_sequences=True, recurrent_initializer='zeros',
                use_bias=False, **options)
    inputs = Input((5, 6))
    outputs = layer(inputs)
    assert outputs._uses_learning_phase
    step = K.function([inputs, K.learning_phase()], [outputs])
    first, second, test = step([x, 1])[0], step([x, 1])[0], step([x, 0])[0]
    assert (first != second).any() and (first != test).any()
    if cls is SimpleRNN:        # without recurrence equal inputs give equal outputs
        np.testing.assert_allclose(first, np.repeat(first[:, :1], 5, axis=1), atol=1e-6)
    np.testing.assert_array_equal(step([x, 0])[0], test)


@pytest.mark.parametrize('fused', [True, False])
def test_recurrent_dropout_drops_the_same_units_at_all_steps(fused, monkeypatch):
    if not fused:
        general(monkeypatch)
    # Each state depends on itself alone: a dropped unit stays what the input makes of it.
    layer = GRU(50, recurrent_dropout=0.5, activation='linear', recurrent_activation='linear',
                return_sequences=True, reset_after=True)
    inputs = Input((4, 1))
    outputs = layer(inputs)
    eye, one, zero = np.eye(50), np.ones((1, 50)), np.zeros((1, 50))
    layer.set_weights([np.hstack([zero, one, one]), np.hstack([0 * eye, 0 * eye, eye]),
                       np.zeros((2, 150))])
    x = np.ones((8, 4, 1), 'float32')
    got = K.function([inputs, K.learning_phase()], [outputs])([x, 1])[0]
    dropped = got[:, 1] == 1.
    assert 0.3 < dropped.mean() < 0.7
    np.testing.assert_array_equal(got[:, 3] == 1., dropped)
    np.testing.assert_allclose(got[:, 1][~dropped], 3., rtol=1e-6)


def test_training_argument_overrides_the_phase():
    inputs = Input((4, 2))
    outputs = LSTM(3, dropout=0.5, recurrent_dropout=0.5)(inputs, training=True)
    step = K.function([inputs], [outputs])
    x = floats(20, 4, 2)
    assert (step([x])[0] != step([x])[0]).any()


def test_a_cell_of_ones_own_in_a_model():
    model = Sequential([RNN(MinimalCell(4), input_shape=(None, 2), return_sequences=True),
                        RNN([MinimalCell(3), MinimalCell(2)])])
    twin = model_from_json(model.to_json(), custom_objects={'MinimalCell': MinimalCell})
    twin.set_weights(model.get_weights())
    x = floats(3, 5, 2)
    np.testing.assert_array_equal(twin.predict(x), model.predict(x))
    assert len(model.weights) == 6
    model.compile('sgd', 'mse')
    model.train_on_batch(x, floats(3, 2))
    with pytest.raises(ValueError, match='MinimalCell'):
        model_from_json(model.to_json())


def test_constants():
    x, constant = Input((5, 2)), Input((3,))
    layer = RNN(ConstantCell(4))
    model = Model([x, constant], layer(x, constants=constant))
    values = [floats(2, 5, 2), floats(2, 3)]
    wanted = model.predict(values)
    assert (model.predict([values[0], 2 * values[1]]) != wanted).any()
    twin = model_from_json(model.to_json(), custom_objects={'ConstantCell': ConstantCell})
    twin.set_weights(model.get_weights())
    np.testing.assert_allclose(twin.predict(values), wanted, atol=1e-6)
    with pytest.raises(ValueError, match='does not take constants'):
        RNN(SimpleRNNCell(4))(x, constants=constant)


def test_constants_with_initial_state():
    x, constant, state = Input((5, 2)), Input((3,)), Input((4,))
    layer = RNN(ConstantCell(4))
    zero = layer(x, constants=constant)
    same = layer(x, initial_state=state, constants=constant)
    got = value_of([x, constant, state], [zero, same],
                   [floats(2, 5, 2), floats(2, 3), np.zeros((2, 4))])
    np.testing.assert_allclose(got[0], got[1], atol=1e-6)


def test_no_cell():
    with pytest.raises(ValueError, match='state_size'):
        RNN(layers.Dense(3))
    with pytest.raises(ValueError, match='call'):
        RNN(3)
    with pytest.raises(ValueError, match='All cells'):
        layers.StackedRNNCells([LSTMCell(3), layers.Dense(3)])


def test_stacked_cells_reversed_states_of_older_files():
    cell = layers.StackedRNNCells([LSTMCell(3), GRUCell(2)], reverse_state_order=True)
    assert cell.state_size == (2, 3, 3)
    x = Input((4, 2))
    outputs = RNN(cell, return_state=True)(x)
    assert [K.int_shape(each)[1] for each in outputs] == [2, 2, 3, 3]
    assert layers.StackedRNNCells.from_config(cell.get_config()).reverse_state_order
    values = value_of([x], outputs, [floats(2, 4, 2)])
    np.testing.assert_array_equal(values[0], values[1])


def test_cell_attributes_are_seen_on_the_layer():
    layer = LSTM(3, dropout=0.1, kernel_regularizer='l2', implementation=1)
    assert (layer.units, layer.dropout, layer.implementation) == (3, 0.1, 1)
    assert layer.kernel_regularizer is layer.cell.kernel_regularizer
    layer(Input((4, 2)))
    assert layer.kernel is layer.cell.kernel and len(layer.losses) == 1
    assert K.int_shape(layer.cell.kernel_f) == (2, 3)


def test_unit_forget_bias():
    layer = LSTM(2, bias_initializer='zeros')
    layer(Input((4, 2)))
    np.testing.assert_array_equal(layer.get_weights()[2], [0, 0, 1, 1, 0, 0, 0, 0])


def test_input_dim_and_length():
    shape = RNN(SimpleRNNCell(3), input_dim=2, input_length=5).batch_input_shape
    assert shape == (None, 5, 2)
    assert RNN(SimpleRNNCell(3), input_dim=2).batch_input_shape == (None, None, 2)


def test_implementation_zero_of_older_files():
    with pytest.warns(UserWarning, match='implementation'):
        assert LSTM(3, implementation=0).implementation == 1
    with pytest.raises(ValueError, match='implementation'):
        GRU(3, implementation=3)


def test_unknown_features_are_refused():
    with pytest.raises(ValueError, match='last axis'):
        GRU(3)(Input((4, None)))


def test_frozen_layer():
    model = Sequential([LSTM(3, input_shape=(4, 2)), layers.Dense(1)])
    model.layers[0].trainable = False
    model.compile('sgd', 'mse')
    before = model.layers[0].get_weights()
    model.train_on_batch(floats(2, 4, 2), floats(2, 1))
    assert len(model.trainable_weights) == 2
    for old, new in zip(before, model.layers[0].get_weights()):
        np.testing.assert_array_equal(old, new)


@pytest.mark.parametrize('fast, plain, options', [
    (layers.CuDNNLSTM, LSTM, {}), (layers.CuDNNGRU, GRU, {'reset_after': True})])
def test_weights_of_the_gpu_library(fast, plain, options):
    """Its matrix of a gate is (units, inputs) row by row; its biases stand one after the other."""
    units, features = 3, 2
    gates = 4 if plain is LSTM else 3
    matrices = [floats(units, features, seed=i) for i in range(gates)]
    recurrent = [floats(units, units, seed=10 + i) for i in range(gates)]
    biases = floats(2, gates * units, seed=20)
    stored = [np.hstack([m.reshape(features, units) for m in matrices]),
              np.hstack(recurrent), biases.ravel()]
    usual = [np.hstack([m.T for m in matrices]), np.hstack([m.T for m in recurrent]),
             biases.sum(axis=0) if plain is LSTM else biases]
    x = floats(4, 5, features)
    got = run(fast(units, return_sequences=True), x, weights=stored)
    wanted = run(plain(units, return_sequences=True, **options), x, weights=usual)
    np.testing.assert_allclose(got, wanted, atol=1e-6)


def test_forget_bias_of_the_gpu_library():
    layer = layers.CuDNNLSTM(2)
    layer(Input((4, 2)))
    assert layer.get_weights()[2].sum() == 2.
