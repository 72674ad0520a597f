"""Models made of registered classes are read without `custom_objects`."""
import copy

import numpy as np
import pytest

from keras import backend as K
from keras.layers import (
    LSTM, RNN, Bidirectional, Dense, GRUCell, Input, Layer, TimeDistributed)
from keras.models import Model, Sequential, clone_model, load_model, model_from_json
from keras.models import model_from_yaml
from keras.optimizers import SGD
from keras.utils import get_custom_objects, register_keras_serializable
from keras.utils import registry


@pytest.fixture
def register(monkeypatch):
    """`register_keras_serializable`, undone after the test."""
    monkeypatch.setattr(registry, '_REGISTERED_NAMES', {})
    before = dict(get_custom_objects())
    yield register_keras_serializable
    get_custom_objects().clear()
    get_custom_objects().update(before)


@pytest.fixture
def parts(register):
    """A layer, an activation, a loss, a metric and an optimizer, all registered."""
    @register('mine')
    class Twice(Layer):
        def call(self, inputs):
            return 2 * inputs

    @register('mine')
    def half(x):
        return x / 2

    @register('mine')
    def gap(y_true, y_pred):
        return K.mean(K.abs(y_true - y_pred), axis=-1)

    @register('mine')
    class Descent(SGD):
        pass

    return Twice, half, gap, Descent


def sequential(Twice, half):
    return Sequential([Dense(3, input_shape=(5, 4), activation=half), TimeDistributed(Twice()),
                       Twice()])


def graph(Twice, half):
    x = Input((5, 4))
    return Model(x, Twice()(TimeDistributed(Twice())(Dense(3, activation=half)(x))))


@pytest.mark.parametrize('build', [sequential, graph])
def test_model_is_read_by_itself(build, parts, tmp_path):
    Twice, half, gap, Descent = parts
    model = build(Twice, half)
    model.compile(Descent(0.1), gap, metrics=[gap])
    path = str(tmp_path / 'model.h5')
    model.save(path)
    x, y = np.random.rand(2, 5, 4), np.random.rand(2, 5, 3)
    loaded = load_model(path)
    assert type(loaded.optimizer) is Descent and type(loaded.layers[-1]) is Twice
    np.testing.assert_allclose(loaded.evaluate(x, y, verbose=0), model.evaluate(x, y, verbose=0),
                               rtol=1e-6)
    for text, read in [(model.to_json(), model_from_json), (model.to_yaml(), model_from_yaml)]:
        assert 'mine>Twice' in text and 'mine>half' in text
        assert type(read(text).layers[-1]) is Twice
    assert type(clone_model(model).layers[-1]) is Twice
    assert type(copy.deepcopy(model).layers[-1]) is Twice


def test_registered_model_class(register, tmp_path):
    @register('mine')
    class Chain(Sequential):
        pass
    model = Chain([Dense(2, input_shape=(3,))])
    path = str(tmp_path / 'model.h5')
    model.save(path)
    assert type(load_model(path)) is Chain
    assert type(model_from_json(model.to_json())) is Chain
    assert type(copy.deepcopy(model)) is Chain


def test_registered_cells_and_layers_in_wrappers(register):
    @register('mine')
    class Cell(GRUCell):
        pass

    @register('mine')
    class Memory(LSTM):
        pass
    model = Sequential([RNN([Cell(2), Cell(3)], return_sequences=True, input_shape=(3, 2)),
                        RNN(Cell(2), return_sequences=True), Bidirectional(Memory(2))])
    again = model_from_json(model.to_json())
    assert type(again.layers[0].cell.cells[1]) is Cell and type(again.layers[1].cell) is Cell
    assert type(again.layers[2].forward_layer) is Memory
    again.set_weights(model.get_weights())
    x = np.random.rand(2, 3, 2)
    np.testing.assert_allclose(again.predict(x), model.predict(x), rtol=1e-6)


def test_plain_classes_are_written_by_their_name():
    assert '>' not in Sequential([TimeDistributed(Dense(2), input_shape=(3, 4))]).to_json()


def test_subclass_of_a_registered_class_still_needs_custom_objects(parts, tmp_path):
    class Heir(parts[0]):
        pass
    model = Sequential([Heir(input_shape=(3,))])
    with pytest.raises(ValueError, match='Unknown layer: .Heir'):
        model_from_json(model.to_json())
    assert type(model_from_json(model.to_json(), {'Heir': Heir}).layers[0]) is Heir
