"""`keras.models`: what it exports, and cloning."""
import numpy as np
import pytest

import keras
from keras import backend as K
from keras import models
from keras.layers import Dense, Input, InputLayer, add, concatenate
from keras.utils.registry import LAYERS


def outputs_agree(model, clone, x):
    """Whether a clone with the weights of a model computes what the model does."""
    assert [layer.name for layer in clone.layers] == [layer.name for layer in model.layers]
    assert not np.array_equal(clone.get_weights()[0], model.get_weights()[0])
    clone.set_weights(model.get_weights())
    np.testing.assert_allclose(clone.predict(x), model.predict(x), rtol=1e-6)


def test_names():
    assert keras.Model is models.Model and keras.Sequential is models.Sequential
    assert LAYERS.get('Model') is models.Model and LAYERS.get('Sequential') is models.Sequential
    for name in ('load_model', 'save_model', 'model_from_json', 'model_from_yaml',
                 'model_from_config', 'Input'):
        assert callable(getattr(models, name))


def test_cloning_a_stack():
    model = models.Sequential([Dense(3, activation='relu', input_shape=(4,)), Dense(2)], name='s')
    clone = models.clone_model(model)
    assert isinstance(clone, models.Sequential) and clone.name == 's'
    outputs_agree(model, clone, np.ones((2, 4)))


def test_cloning_a_stack_that_begins_with_an_input():
    model = models.Sequential([InputLayer((4,)), Dense(2)])
    outputs_agree(model, models.clone_model(model), np.ones((2, 4)))


def test_cloning_a_stack_without_shape():
    clone = models.clone_model(models.Sequential([Dense(2), Dense(3)]))
    assert clone.predict(np.ones((2, 5))).shape == (2, 3)


def test_cloning_a_graph_with_shared_and_nested_layers():
    inner = models.Sequential([Dense(3, input_shape=(4,), name='d')], name='inner')
    a, b = Input(shape=(4,), name='a'), Input(shape=(4,), name='b')
    shared = Dense(3, name='shared')
    joined = concatenate([inner(a), add([shared(a), shared(b)])])
    model = models.Model([a, b], Dense(2, name='out')(joined), name='graph')
    clone = models.clone_model(model)
    assert clone.name == 'graph' and clone.input_names == ['a', 'b']
    outputs_agree(model, clone, [np.ones((2, 4)), np.eye(4)[:2]])
    assert len(clone.weights) == len(model.weights)


def test_cloning_onto_other_tensors():
    x = Input(shape=(4,))
    model = models.Model(x, Dense(2)(x))
    other = Input(shape=(4,), name='other')
    assert models.clone_model(model, input_tensors=[other]).input is other
    constant = K.constant(np.ones((3, 4)))
    clone = models.clone_model(model, input_tensors=constant)
    clone.set_weights(model.get_weights())
    np.testing.assert_allclose(clone.predict(None, steps=1), model.predict(np.ones((3, 4))),
                               rtol=1e-6)
    stack = models.Sequential([Dense(2, input_shape=(4,))])
    assert models.clone_model(stack, input_tensors=other).input is other


def test_what_cannot_be_cloned():
    class Own(models.Model):
        def call(self, inputs):
            return inputs
    with pytest.raises(ValueError, match='class Own'):
        models.clone_model(Own())
    with pytest.raises(ValueError, match='expects a `Model`'):
        models.clone_model(Dense(2))
    x = Input(shape=(4,))
    with pytest.raises(ValueError, match='1 inputs'):
        models.clone_model(models.Model(x, Dense(2)(x)), input_tensors=[x, x])
