"""TimeDistributed and Bidirectional."""

import numpy as np
import pytest

from keras import backend as K
from keras import layers
from keras.layers import LSTM, Bidirectional, Dense, Input, TimeDistributed
from keras.models import Model, Sequential, model_from_json
from tests.layers.helpers import floats, run
from tests.layers.recurrent_test import ConstantCell, MinimalCell


def test_time_distributed_is_the_layer_at_each_step():
    x = floats(2, 3, 4)
    dense = Dense(5, activation='tanh')
    got = run(TimeDistributed(dense), x)
    kernel, bias = dense.get_weights()
    np.testing.assert_allclose(got, np.tanh(x.dot(kernel) + bias), atol=1e-5)


def test_time_distributed_model_and_unknown_sizes():
    inner = Sequential([layers.Conv2D(2, 3, input_shape=(None, None, 1)),
                        layers.GlobalMaxPooling2D()])
    x = Input((None, None, None, 1))
    model = Model(x, TimeDistributed(inner)(x))
    value = floats(2, 3, 6, 5, 1)
    got = model.predict(value)
    np.testing.assert_allclose(got[:, 1], inner.predict(value[:, 1]), atol=1e-5)
    assert model.output_shape == (None, None, 2)


def test_time_distributed_updates_losses_and_phase():
    inner = layers.BatchNormalization(gamma_regularizer='l2')
    layer = TimeDistributed(inner)
    x = Input((3, 2))
    y = TimeDistributed(layers.Dropout(0.5))(layer(x))
    assert y._uses_learning_phase
    model = Model(x, y)
    assert len(model.updates) == 2 and len(model.losses) == 1
    model.compile('sgd', 'mse')
    before = K.get_value(inner.moving_mean)
    model.train_on_batch(1 + floats(4, 3, 2), floats(4, 3, 2))
    assert (K.get_value(inner.moving_mean) != before).all()


def test_time_distributed_activity_regularizer():
    x = Input((3, 2))
    layer = TimeDistributed(Dense(2, activity_regularizer='l2'))
    y = layer(x)
    assert len(layer.losses) == 1
    value = floats(4, 3, 2)
    loss, out = K.function([x], [layer.losses[0], y])([value])
    np.testing.assert_allclose(loss, 0.01 * np.square(out).sum(), rtol=1e-5)


def test_time_distributed_masks():
    indices = Input((3, 4), dtype='int32')
    embedded = TimeDistributed(layers.Embedding(5, 2, mask_zero=True))(indices)
    mask = embedded._keras_history[0].get_output_mask_at(0)
    inner = LSTM(3)
    output = TimeDistributed(inner)(embedded)
    outer = output._keras_history[0].get_output_mask_at(0)
    value = np.array([[[1, 2, 0, 0], [3, 0, 0, 0], [0, 0, 0, 0]]])
    got = K.function([indices], [embedded, mask, outer, output])([value])
    np.testing.assert_array_equal(got[1], value != 0)
    np.testing.assert_array_equal(got[2], [[True, True, False]])
    steps = Input((2, 2))
    short = K.function([steps], [inner(steps)])([got[0][:, 0, :2]])[0]
    np.testing.assert_allclose(got[3][:, 0], short, atol=1e-6)


def test_time_distributed_errors():
    with pytest.raises(TypeError, match='needs a layer'):
        TimeDistributed(3)
    with pytest.raises(ValueError, match='three axes'):
        TimeDistributed(Dense(2))(Input((3,)))
    with pytest.raises(ValueError, match='one output'):
        TimeDistributed(LSTM(2, return_state=True))(Input((3, 4, 2)))
    with pytest.raises(ValueError, match='one tensor'):
        TimeDistributed(Dense(2))([Input((3, 4)), Input((3, 4))])


def test_frozen_layers_stay_frozen():
    inner = Dense(2, trainable=False)
    layer = TimeDistributed(inner)
    layer(Input((3, 4)))
    assert not layer.trainable and not layer.trainable_weights
    layer.trainable = True
    assert inner.trainable and len(layer.trainable_weights) == 2
    both = Bidirectional(LSTM(2))
    both(Input((3, 4)))
    both.trainable = False
    assert not both.forward_layer.trainable and not both.trainable_weights
    assert len(both.weights) == 6


@pytest.mark.parametrize('mode', ['sum', 'mul', 'ave', 'concat', None])
@pytest.mark.parametrize('sequences', [False, True])
def test_bidirectional_merge_modes(mode, sequences):
    x = floats(2, 4, 3)
    layer = Bidirectional(LSTM(2, return_sequences=sequences), merge_mode=mode)
    inputs = Input((4, 3))
    outputs = layer(inputs)
    weights = layer.get_weights()
    forward = run(LSTM(2, return_sequences=sequences), x, weights=weights[:3])
    backward = run(LSTM(2, return_sequences=sequences, go_backwards=True), x, weights=weights[3:])
    backward = backward[:, ::-1] if sequences else backward
    got = K.function([inputs], outputs if mode is None else [outputs])([x])
    wanted = {'sum': lambda: [forward + backward], 'mul': lambda: [forward * backward],
              'ave': lambda: [(forward + backward) / 2],
              'concat': lambda: [np.concatenate([forward, backward], -1)],
              None: lambda: [forward, backward]}[mode]()
    for one, other in zip(got, wanted):
        np.testing.assert_allclose(one, other, atol=1e-6)


def test_bidirectional_initial_state_and_return_state():
    x = Input((4, 3))
    states = [Input((2,)) for _ in range(4)]
    layer = Bidirectional(LSTM(2, return_state=True))
    outputs = layer(x, initial_state=states)
    assert len(outputs) == 5
    model = Model([x] + states, outputs)
    twin = model_from_json(model.to_json())
    twin.set_weights(model.get_weights())
    values = [floats(2, 4, 3)] + [floats(2, 2, seed=i) for i in range(4)]
    for one, other in zip(model.predict(values), twin.predict(values)):
        np.testing.assert_array_equal(one, other)
    with pytest.raises(ValueError, match='backward layer'):
        layer(x, initial_state=states[:3])


def test_bidirectional_constants_and_cells_of_ones_own():
    x, constant = Input((4, 3)), Input((2,))
    model = Model([x, constant],
                  Bidirectional(layers.RNN(ConstantCell(2)))(x, constants=constant))
    twin = model_from_json(model.to_json(), custom_objects={'ConstantCell': ConstantCell})
    twin.set_weights(model.get_weights())
    values = [floats(2, 4, 3), floats(2, 2)]
    np.testing.assert_array_equal(model.predict(values), twin.predict(values))
    assert len(Bidirectional(layers.RNN([MinimalCell(2)])).forward_layer.cell.cells) == 1


def test_bidirectional_initial_weights_and_dropout():
    weights = [floats(3, 8), floats(2, 8), floats(8), floats(3, 8), floats(2, 8), floats(8)]
    layer = Bidirectional(LSTM(2, dropout=0.5), weights=weights)
    y = layer(Input((4, 3)))
    assert y._uses_learning_phase
    for one, other in zip(layer.get_weights(), weights):
        np.testing.assert_array_equal(one, other)


def test_bidirectional_activity_regularizer():
    x = Input((4, 3))
    layer = Bidirectional(LSTM(2, activity_regularizer='l2', kernel_regularizer='l2'))
    layer(x)
    assert len(layer.losses) == 3


def test_bidirectional_stateful_begins_with_its_states():
    model = Sequential([Bidirectional(LSTM(2, stateful=True), batch_input_shape=(2, 4, 3))])
    x = floats(2, 4, 3)
    first = model.predict(x, batch_size=2)
    np.testing.assert_array_equal(model.predict(x, batch_size=2), first)
    model.layers[0].forward_layer.reset_states([np.ones((2, 2)), np.ones((2, 2))])
    assert (model.predict(x, batch_size=2)[:, :2] != first[:, :2]).any()
    model.reset_states()
    np.testing.assert_array_equal(model.predict(x, batch_size=2), first)


def test_bidirectional_errors():
    with pytest.raises(ValueError, match='Invalid merge mode'):
        Bidirectional(LSTM(2), merge_mode='max')
    with pytest.raises(ValueError, match='recurrent layer'):
        Bidirectional(Dense(2))
