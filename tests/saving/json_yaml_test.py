"""Architectures as text."""

import json

import numpy as np
import pytest
import yaml

from keras.layers import BatchNormalization, Dense, Input, concatenate
from keras.models import (
    Model, Sequential, model_from_config, model_from_json, model_from_yaml)
from keras.saving.json_yaml import plain_data


def network():
    a, b = Input((3,), name='a'), Input((2,), name='b')
    h = BatchNormalization(momentum=np.float32(.5))(Dense(4, activation='relu')(a))
    return Model([a, b], Dense(np.int64(2))(concatenate([h, b])), name='net')


@pytest.mark.parametrize('write, read', [
    (Model.to_json, model_from_json), (Model.to_yaml, model_from_yaml)])
def test_round_trip(write, read):
    model = network()
    again = read(write(model))
    assert again.name == 'net' and again.to_json() == model.to_json()
    again.set_weights(model.get_weights())
    x = [np.random.rand(5, 3), np.random.rand(5, 2)]
    np.testing.assert_allclose(again.predict(x), model.predict(x), rtol=1e-6)


def test_keys_and_arguments():
    text = network().to_json(indent=2, sort_keys=True)
    assert text.startswith('{\n  "backend"')
    assert sorted(json.loads(text)) == ['backend', 'class_name', 'config', 'keras_version']
    assert network().to_yaml(default_flow_style=True).startswith('{backend')


def test_yaml_is_plain():
    assert '!!' not in network().to_yaml()


def test_yaml_with_tuples_of_older_versions():
    config = json.loads(Sequential([Dense(2, input_shape=(3,))]).to_json())
    config['config']['layers'][0]['config']['batch_input_shape'] = (None, 3)
    text = yaml.dump(config, Dumper=yaml.Dumper)
    assert '!!python/tuple' in text
    assert model_from_yaml(text).input_shape == (None, 3)


@pytest.mark.parametrize('text', [
    '!!python/object/apply:os.system ["echo pwned"]',
    '!!python/object/new:os.system ["echo pwned"]',
    'class_name: !!python/name:os.system\nconfig: {}',
    '!!python/module:os'])
def test_yaml_that_asks_for_python_objects(text, capfd):
    with pytest.raises(ValueError, match='plain data'):
        model_from_yaml(text)
    assert 'pwned' not in capfd.readouterr().out


def test_yaml_that_explodes():
    lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
    for i in range(1, 12):
        lines.append('a{0}: &a{0} [{1}]'.format(i, ', '.join(['*a{}'.format(i - 1)] * 10)))
    with pytest.raises(ValueError, match='unfolds'):
        model_from_yaml('\n'.join(lines))


def test_yaml_that_contains_itself():
    with pytest.raises(ValueError, match='unfolds'):
        model_from_yaml('&a {class_name: Sequential, config: *a}')


@pytest.mark.parametrize('read, text', [
    (model_from_json, '{"class_name": "Sequential"'), (model_from_json, '[' * 100000),
    (model_from_yaml, 'a: [1, 2'), (model_from_yaml, 'a: b: c')])
def test_text_that_cannot_be_read(read, text):
    with pytest.raises(ValueError, match='not (JSON|YAML)'):
        read(text)


def test_a_list_is_the_config_of_sequential():
    with pytest.raises(TypeError, match='Sequential.from_config'):
        model_from_config([{'class_name': 'Dense', 'config': {}}])


@pytest.mark.parametrize('config', [{}, {'class_name': 'Sequential'}, 3.5])
def test_other_configs(config):
    with pytest.raises(ValueError, match='class_name'):
        model_from_config(config)


def test_configs_are_not_changed():
    config = json.loads(network().to_json())
    before = json.dumps(config)
    model_from_config(config)
    assert json.dumps(config) == before


def test_unknown_layer():
    text = Sequential([Dense(2, input_shape=(3,))]).to_json().replace('"Dense"', '"Dence"')
    with pytest.raises(ValueError, match="'Dence'.*Did you mean 'Dense'.*custom_objects"):
        model_from_json(text)


@pytest.mark.parametrize('value, expected', [
    (np.float32(.5), .5), (np.arange(2), [0, 1]), (len, 'len'), (dict, 'dict'), ({2, 1}, [1, 2]),
    (b'x', 'x')])
def test_plain_data(value, expected):
    assert plain_data(value) == expected


def test_what_cannot_be_written():
    with pytest.raises(TypeError, match='get_config'):
        plain_data(object())
