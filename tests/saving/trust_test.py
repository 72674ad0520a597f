"""A model file is data: code in it runs only if the caller says so."""

import io
import json

import numpy as np
import pytest

from keras.layers import Dense, Input, Lambda
from keras.models import (
    Model, Sequential, clone_model, load_model, model_from_json, model_from_yaml)
from keras.utils import functions

X = np.random.RandomState(0).rand(3, 2)


def network():
    inner = Sequential([Lambda(lambda x: x * 3, input_shape=(2,), name='triple')], name='inner')
    x = Input((2,))
    return Model(x, Dense(1)(inner(x)))


@pytest.fixture
def elsewhere(monkeypatch):
    """Makes this process forget which functions it saved, as another process would."""
    def forget():
        monkeypatch.setattr(functions, '_KNOWN', {})
    return forget


def readers(model):
    """Every way from a file or text back to the model, as functions of keyword arguments."""
    stream = io.BytesIO()
    model.save(stream)
    json_text, yaml_text = model.to_json(), model.to_yaml()

    def load(**kwargs):
        stream.seek(0)
        return load_model(stream, **kwargs)
    return [load, lambda **kwargs: model_from_json(json_text, **kwargs),
            lambda **kwargs: model_from_yaml(yaml_text, **kwargs)]


@pytest.mark.parametrize('way', range(3))
class TestForeignLambda(object):
    def test_is_refused(self, way, elsewhere):
        read = readers(network())[way]
        elsewhere()
        with pytest.raises(ValueError, match='custom_objects') as error:
            read()
        assert 'safe_mode=False' in str(error.value) and 'triple' in str(error.value)

    def test_runs_if_the_caller_says_so(self, way, elsewhere):
        model = network()
        read = readers(model)[way]
        elsewhere()
        again = read(safe_mode=False)
        again.set_weights(model.get_weights())
        np.testing.assert_allclose(again.predict(X), model.predict(X), rtol=1e-6)

    def test_is_replaced_by_the_function_of_the_caller(self, way, elsewhere):
        model = network()
        read = readers(model)[way]
        elsewhere()
        again = read(custom_objects={'triple': lambda x: x * 6})
        again.set_weights([w * .5 for w in model.get_weights()])
        np.testing.assert_allclose(again.predict(X), model.predict(X), rtol=1e-6)

    def test_of_this_process_is_trusted(self, way):
        model = network()
        again = readers(model)[way]()
        again.set_weights(model.get_weights())
        np.testing.assert_allclose(again.predict(X), model.predict(X), rtol=1e-6)


def test_a_model_that_never_left_is_trusted(elsewhere):
    elsewhere()
    model = network()
    clone_model(model)
    Model.from_config(model.get_config())


def test_bytecode_of_another_python_never_runs():
    text = network().to_json()
    data = json.loads(text)
    inner = [layer for layer in data['config']['layers'] if layer['name'] == 'inner'][0]
    function = inner['config']['layers'][0]['config']['function']
    function[0] = 'AAAA' + function[0][4:]
    with pytest.raises(ValueError, match='another version.*custom_objects'):
        model_from_json(json.dumps(data), safe_mode=False)


@pytest.mark.parametrize('name', ['os.system', 'keras.layers.Dense', '__import__', 'eval'])
def test_names_of_code_are_not_looked_up(name):
    text = Sequential([Dense(1, input_shape=(2,), activation='relu')]).to_json()
    with pytest.raises(ValueError, match='Unknown'):
        model_from_json(text.replace('"relu"', json.dumps(name)))
    with pytest.raises(ValueError, match='Unknown'):
        model_from_json(text.replace('"Dense"', json.dumps(name)))
