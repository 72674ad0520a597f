"""Sequential: adding, popping, building at once and later, configurations."""

import json

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from keras import backend as K
from keras.engine.input_layer import Input, InputLayer
from keras.engine.sequential import Sequential
from keras.engine.training import Model
from keras.layers import Activation, Dense, Dropout, Embedding, Flatten, MaxPooling1D
from tests.engine.small_layers import Affine, Splitter


def run(model, array):
    """The outputs of a model for an array."""
    return K.function(model.inputs, model.outputs)([array])[0]


class TestAdding(object):

    @pytest.mark.parametrize('first', [
        dict(input_shape=(3,)), dict(batch_input_shape=(None, 3)), dict(input_dim=3)])
    def test_built_at_once(self, first):
        model = Sequential()
        model.add(Dense(4, **first))
        assert model.built and model.output_shape == (None, 4)
        model.add(Dense(2))
        assert [layer.name for layer in model.layers] == ['dense_1', 'dense_2']
        assert model.input_names == ['dense_1_input'] and model.output_names == ['dense_2']
        assert model.name == 'sequential_1' and model.output_shape == (None, 2)
        assert model.input is model.inputs[0] and model.model is model
        assert len(model.weights) == 4 and run(model, np.ones((5, 3))).shape == (5, 2)

    def test_input_layer(self):
        model = Sequential([InputLayer((3,), name='data'), Dense(2)])
        assert model.input_names == ['data'] and len(model.layers) == 1
        assert model.output_shape == (None, 2)

    def test_input_layer_with_a_tensor(self):
        x = Input((3,), name='data')
        model = Sequential([InputLayer(input_tensor=K.placeholder((None, 3))), Dense(2)])
        assert model.output_shape == (None, 2) and x is not None

    @pytest.mark.parametrize('make', [
        lambda: Sequential([Dense(4, input_shape=(3,))]),
        lambda: Sequential([Sequential([Dense(4, input_shape=(3,))])]),
        lambda: (lambda x: Model(x, Dense(4)(x)))(Input((3,)))])
    def test_model_as_first_layer(self, make):
        inner = make()
        model = Sequential([inner, Dense(2)])
        assert model.layers[0] is inner and model.output_shape == (None, 2)
        assert len(model.weights) == 4
        model.layers[0].trainable = False
        assert len(model.trainable_weights) == 2

    def test_deferred_model_as_first_layer(self):
        model = Sequential([Sequential([Dense(4)]), Dense(2)])
        assert not model.inputs
        model.build((None, 3))
        assert model.output_shape == (None, 2) and len(model.weights) == 4

    def test_input_type_of_the_first_layer(self):
        model = Sequential([Embedding(10, 2, input_length=4), Flatten()])
        assert model.output_shape == (None, 8)
        assert_array_equal(run(model, [[1, 2, 3, 4]]).shape, (1, 8))

    @pytest.mark.parametrize('thing, hint', [
        (Dense, r'model.add\(Dense\(\.\.\.\)\)'), (lambda x: x, 'Lambda'), ('dense', "'dense'"),
        (None, 'None')])
    def test_not_a_layer(self, thing, hint):
        with pytest.raises(TypeError, match='must be an instance of class Layer.*' + hint):
            Sequential([thing])

    def test_empty_model(self):
        with pytest.raises(ValueError, match='empty model'):
            Sequential([Sequential()])

    def test_several_inputs_or_outputs(self):
        with pytest.raises(ValueError, match='single output tensor.*splitter_1'):
            Sequential([Splitter(input_shape=(3,))])
        model = Sequential([Dense(3, input_shape=(3,))])
        with pytest.raises(ValueError, match='single output tensor'):
            model.add(Splitter())
        assert model.output_shape == (None, 3)
        a, b = Input((3,)), Input((3,))
        with pytest.raises(ValueError, match='has 2 inputs'):
            Sequential([Model([a, b], Dense(1)(b))])

    def test_name_taken(self):
        model = Sequential([Dense(3, name='a')])
        with pytest.raises(ValueError, match='"a" .* is in the model already.*unique'):
            model.add(Dense(3, name='a'))

    def test_layer_that_does_not_fit_leaves_the_model_as_it_was(self):
        model = Sequential([Dense(3, input_shape=(4,))])
        with pytest.raises(ValueError, match='incompatible with layer pool: expected rank'):
            model.add(MaxPooling1D(2, name='pool'))
        assert len(model.layers) == 1 and model.built
        model.add(Dense(2))
        assert run(model, np.ones((1, 4))).shape == (1, 2)


class TestPopping(object):

    def test_built(self):
        model = Sequential([Dense(4, input_shape=(3,)), Dense(2)])
        model.pop()
        assert model.output_shape == (None, 4) and len(model.layers) == 1
        assert model.layers[0]._outbound_nodes == []
        model.add(Dense(5))
        assert run(model, np.ones((1, 3))).shape == (1, 5)

    def test_deferred(self):
        model = Sequential([Dense(4), Dense(2)])
        model.pop()
        assert len(model.layers) == 1

    def test_to_the_end(self):
        model = Sequential([Dense(4, input_shape=(3,))])
        model.pop()
        assert model.layers == [] and model.inputs == [] and not model.built
        with pytest.raises(TypeError, match='no layers'):
            model.pop()
        model.add(Dense(2, input_shape=(5,)))
        assert model.output_shape == (None, 2)


class TestDeferred(object):

    def test_build(self):
        model = Sequential([Dense(4), Dropout(0.5), Dense(2)])
        assert not model.built and model.layers[0].weights == []
        with pytest.raises(RuntimeError, match='was not built'):
            model.count_params()
        model.build((None, 3))
        assert model.built and model.count_params() == 26 and len(model.layers) == 3
        assert model.input_names == ['dense_1_input']

    def test_adding_after_building(self):
        model = Sequential([Dense(4)])
        model.build((None, 3))
        model.add(Dense(2))
        assert model.output_shape == (None, 2)

    def test_called_on_a_tensor(self):
        model = Sequential([Dense(4), Dense(2)])
        y = model(Input((3,)))
        assert K.int_shape(y) == (None, 2) and model.output_shape == (None, 2)
        assert y._keras_history == (model, 1, 0)

    def test_data(self):
        model = Sequential([Dense(4), Dense(2)])
        model.compile('sgd', 'mse')
        model.fit(np.ones((6, 3)), np.ones((6, 2)), verbose=0)
        assert model.predict(np.ones((5, 3))).shape == (5, 2)

    def test_weights_are_there_after_build_only(self):
        model = Sequential([Dense(4)])
        assert model.get_weights() == []
        model.build((None, 3))
        assert [w.shape for w in model.get_weights()] == [(3, 4), (4,)]

    def test_errors(self):
        with pytest.raises(ValueError, match='has no layers.*add'):
            Sequential().build((None, 3))
        with pytest.raises(ValueError, match=r'input shape .* not known.*dense_1.*input_shape'):
            Sequential([Dense(2)]).build()
        with pytest.raises(ValueError, match='has no layers and cannot be called'):
            Sequential()(Input((3,)))
        with pytest.raises(ValueError, match='has one input, but 2 were given'):
            Sequential([Dense(2)])._set_inputs([np.ones((2, 3)), np.ones((2, 3))])

    def test_failed_build_can_be_repeated(self):
        model = Sequential([Flatten(), Dense(2)])
        with pytest.raises(ValueError):
            model.build((None, None, 3))
        model.build((None, 2, 3))
        assert model.output_shape == (None, 2)


class TestConfiguration(object):

    def again(self, model):
        config = json.loads(json.dumps(model.get_config()))
        text = json.dumps(config, sort_keys=True)
        new = Sequential.from_config(config, custom_objects={'Affine': Affine})
        assert json.dumps(config, sort_keys=True) == text
        assert json.loads(json.dumps(new.get_config())) == config
        return new

    def test_built(self):
        model = Sequential([Dense(4, activation='relu', input_shape=(3,)), Affine(2)], name='net')
        assert sorted(model.get_config()) == ['layers', 'name']
        new = self.again(model)
        new.set_weights(model.get_weights())
        x = np.random.rand(2, 3)
        assert new.name == 'net'
        assert_allclose(run(new, x), run(model, x), rtol=1e-6)

    def test_nested(self):
        model = Sequential([Sequential([Dense(4, input_shape=(3,))]), Activation('tanh')])
        assert self.again(model).output_shape == (None, 4)

    def test_deferred(self):
        model = Sequential([Dense(4)])
        assert not self.again(model).built
        model.build((None, 3))
        assert model.get_config()['build_input_shape'] == (None, 3)
        assert self.again(model).output_shape == (None, 4)

    def test_older_form_is_a_list(self):
        layers = Sequential([Dense(4, input_shape=(3,))]).get_config()['layers']
        assert Sequential.from_config(layers).output_shape == (None, 4)

    def test_unknown_layer(self):
        config = {'name': 'a', 'layers': [{'class_name': 'Dens', 'config': {}}]}
        with pytest.raises(ValueError, match="Unknown layer: 'Dens'.*Dense"):
            Sequential.from_config(config)


class TestClasses(object):

    def test_of_several_outputs(self):
        model = Sequential([Activation('linear', input_shape=(3,))])
        x = np.array([[.1, .7, .2], [.8, .1, .1]])
        assert_array_equal(model.predict_classes(x), [1, 0])
        assert_allclose(model.predict_proba(x), x, rtol=1e-6)

    def test_of_one_output(self):
        model = Sequential([Activation('linear', input_shape=(1,))])
        assert_array_equal(model.predict_classes(np.array([[.2], [.7]])), [[0], [1]])

    def test_no_probabilities(self):
        model = Sequential([Activation('linear', input_shape=(1,))])
        with pytest.warns(UserWarning, match=r'outside of \[0, 1\]'):
            model.predict_proba(np.array([[2.]]))
