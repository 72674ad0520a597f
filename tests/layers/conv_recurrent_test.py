"""ConvLSTM2D against its cell applied step by step."""

import numpy as np
import pytest

from keras import backend as K
from keras import layers
from keras.layers import ConvLSTM2D, ConvLSTM2DCell, ConvRNN2D, Input
from keras.models import Model, Sequential
from tests.layers.helpers import floats


def test_layer_is_its_cell_step_by_step():
    x = Input((3, 5, 4, 2))
    layer = ConvLSTM2D(2, 3, strides=(2, 1), return_sequences=True, return_state=True)
    outputs = layer(x)
    states = layer.get_initial_state(x)
    by_hand = []
    for time in range(3):
        output, states = layer.cell.call(x[:, time], states)
        by_hand.append(output)
    got = K.function([x], [outputs[0], K.stack(by_hand, axis=1), outputs[2], states[1]])(
        [floats(2, 3, 5, 4, 2)])
    np.testing.assert_allclose(got[0], got[1], atol=1e-6)
    np.testing.assert_allclose(got[2], got[3], atol=1e-6)
    assert got[0].shape == (2, 3, 2, 2, 2)


def test_initial_state_stateful_and_config():
    x = floats(2, 4, 5, 5, 1)
    model = Sequential([ConvLSTM2D(2, 3, padding='same', stateful=True,
                                   batch_input_shape=(2, None, 5, 5, 1))])
    model.predict(x[:, :2], batch_size=2)
    kept = model.predict(x[:, 2:], batch_size=2)
    inputs = Input((None, 5, 5, 1))
    plain = ConvLSTM2D.from_config(dict(model.layers[0].get_config(), stateful=False,
                                        batch_input_shape=(None, None, 5, 5, 1)))
    first = Model(inputs, plain(inputs))
    plain.set_weights(model.get_weights())
    np.testing.assert_allclose(kept, first.predict(x), atol=1e-6)
    states = [Input((5, 5, 2)), Input((5, 5, 2))]
    outputs = plain(inputs, initial_state=states)
    got = Model([inputs] + states, outputs).predict([x] + [np.zeros((2, 5, 5, 2))] * 2)
    np.testing.assert_allclose(got, kept, atol=1e-6)
    with pytest.raises(ValueError, match='all sizes'):
        ConvLSTM2D(2, 3, stateful=True)(Input(batch_shape=(2, None, None, 5, 1)))


def test_dropout_differs_in_training_only():
    x = Input((3, 5, 5, 1))
    outputs = ConvLSTM2D(2, 3, dropout=0.5, recurrent_dropout=0.5)(x)
    assert outputs._uses_learning_phase
    step = K.function([x, K.learning_phase()], [outputs])
    value = floats(2, 3, 5, 5, 1)
    np.testing.assert_array_equal(step([value, 0])[0], step([value, 0])[0])
    assert (step([value, 1])[0] != step([value, 1])[0]).any()


def test_masked_steps_are_skipped():
    x = Input((3, 4, 4, 1))
    layer = ConvLSTM2D(2, 2)
    value = floats(2, 3, 4, 4, 1)
    value[:, 1] = 0.
    masked = K.function([x], [layer(layers.Masking()(x))])([value])[0]
    short = Input((2, 4, 4, 1))
    without = K.function([short], [layer(short)])([value[:, [0, 2]]])[0]
    np.testing.assert_allclose(masked, without, atol=1e-6)


def test_errors():
    with pytest.raises(ValueError, match='cannot be stacked'):
        ConvRNN2D([ConvLSTM2DCell(2, 2), ConvLSTM2DCell(2, 2)])
    with pytest.raises(ValueError, match='number of channels'):
        ConvLSTM2D(2, 2)(Input((3, 4, 4, None)))
