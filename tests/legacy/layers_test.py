"""Layers of a user on the old base of recurrent layers."""

import numpy as np
import pytest

from keras import backend as K
from keras import layers
from keras.layers import Input
from keras.models import Model


class Plain(layers.Recurrent):
    """`h = tanh(x W + h U)`, as it was written before there were cells."""

    def __init__(self, units, **kwargs):
        super(Plain, self).__init__(**kwargs)
        self.units = units
        self.states = [None]

    def build(self, input_shape):
        shape = input_shape[0] if isinstance(input_shape, list) else input_shape
        self.input_spec = [layers.InputSpec(shape=(shape[0] if self.stateful else None, None,
                                                   shape[2]))]
        self.W = self.add_weight('W', (shape[2], self.units))
        self.U = self.add_weight('U', (self.units, self.units))
        if self.stateful:
            self.reset_states()
        self.built = True

    def preprocess_input(self, inputs, training=None):
        return K.dot(inputs, self.W)

    def get_constants(self, inputs, training=None):
        return [K.ones_like(inputs[:, 0, :1])]

    def step(self, inputs, states):
        state, one = states
        output = K.tanh(inputs * one + K.dot(state, self.U))
        return output, [output]


X = np.random.RandomState(3).uniform(-1, 1, (2, 4, 3)).astype('float32')


def expected(layer, x, state=None):
    """All outputs, by NumPy."""
    kernel, recurrent = layer.get_weights()
    state = np.zeros((len(x), layer.units)) if state is None else state
    outputs = []
    for now in x.transpose(1, 0, 2):
        state = np.tanh(now.dot(kernel) + state.dot(recurrent))
        outputs.append(state)
    return np.stack(outputs, axis=1)


def test_last_output_and_sequence():
    inputs = Input(shape=(None, 3))
    layer = Plain(5, return_sequences=True, return_state=True)
    outputs, state = layer(inputs)
    assert K.int_shape(outputs) == (None, None, 5)
    got, last = Model(inputs, [outputs, state]).predict(X)
    np.testing.assert_allclose(got, expected(layer, X), atol=1e-5)
    np.testing.assert_allclose(last, got[:, -1], atol=1e-6)


def test_unrolled_backwards_and_masked():
    inputs = Input(shape=(4, 3))
    layer = Plain(5, go_backwards=True, unroll=True)
    got = Model(inputs, layer(inputs)).predict(X)
    np.testing.assert_allclose(got, expected(layer, X[:, ::-1])[:, -1], atol=1e-5)
    inputs = Input(shape=(4, 3))
    layer = Plain(5)
    masked = Model(inputs, layer(layers.Masking()(inputs)))
    x = X.copy()
    x[:, 2:] = 0
    np.testing.assert_allclose(masked.predict(x), expected(layer, X[:, :2])[:, -1], atol=1e-5)


def test_initial_states():
    inputs, state = Input(shape=(4, 3)), Input(shape=(5,))
    layer = Plain(5)
    model = Model([inputs, state], layer(inputs, initial_state=state))
    first = np.full((2, 5), .5, 'float32')
    np.testing.assert_allclose(model.predict([X, first]), expected(layer, X, first)[:, -1],
                               atol=1e-5)


def test_stateful():
    inputs = Input(batch_shape=(2, 4, 3))
    layer = Plain(5, stateful=True)
    model = Model(inputs, layer(inputs))
    model.predict(X[:, :, :])
    got = model.predict(X)
    np.testing.assert_allclose(got, expected(layer, np.concatenate([X, X], axis=1))[:, -1],
                               atol=1e-5)
    layer.reset_states()
    np.testing.assert_allclose(model.predict(X), expected(layer, X)[:, -1], atol=1e-5)
    with pytest.raises(ValueError, match='shapes'):
        layer.reset_states(np.zeros((3, 5)))


def test_configuration():
    layer = layers.ConvRecurrent2D(4, 3, padding='same', return_sequences=True)
    config = layer.get_config()
    again = layers.ConvRecurrent2D.from_config(config)
    assert again.get_config() == config
    assert again.compute_output_shape((2, 5, 8, 9, 3)) == (2, 5, 8, 9, 4)


def test_a_step_is_needed():
    with pytest.raises(NotImplementedError, match='step'):
        layer = layers.Recurrent()
        layer.units, layer.states = 2, [None]
        layer(Input(shape=(4, 3)))


def test_dilated_convolutions():
    with pytest.warns(UserWarning, match='dilation_rate=2'):
        layer = layers.AtrousConvolution1D(4, 3, atrous_rate=2)
    assert type(layer) is layers.Conv1D and layer.dilation_rate == (2,)
