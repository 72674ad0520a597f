"""Files that programs of others wrote with Keras 1.2.1 to 2.3.1, where they are in the cache.

Beside each file stands a JSON with inputs and what Keras 2.3.1 predicted for them.
"""

import glob
import json
import os
import warnings

import h5py
import numpy as np
import pytest

from keras import configuration
from keras.layers import Dense, Input
from keras.models import Model, load_model, model_from_json

FOLDER = os.path.join(configuration.home(), 'models')
FACTS = sorted(path for path in glob.glob(os.path.join(FOLDER, '*.json'))
               if not path.endswith('_architecture.json'))
pytestmark = pytest.mark.skipif(not FACTS, reason='needs the model files in %s' % FOLDER)


def facts_of(kind):
    """The facts of the files of a kind, as parameters."""
    found = []
    for path in FACTS:
        with open(path, encoding='utf8') as file:
            facts = json.load(file)
        if facts.get('kind') == kind:
            name = os.path.basename(path)[:-len('.json')]
            found.append(pytest.param(os.path.join(FOLDER, name), facts, id=name[:30]))
    return found


def given(facts):
    """The inputs of a file, by the formula beside them."""
    arrays = []
    for entry in facts['inputs']:
        size = int(np.prod(entry['shape']))
        values = np.linspace(-1, 1, size) if 'linspace' in entry['formula'] \
            else np.arange(size) * 7 % 100
        arrays.append(values.reshape(entry['shape']).astype(entry['dtype']))
    return arrays


def check(model, facts):
    """Compares what the model predicts with what upstream did."""
    outputs = model.predict(given(facts), batch_size=2)
    outputs = outputs if isinstance(outputs, list) else [outputs]
    assert len(outputs) == len(facts['outputs'])
    for output, expected in zip(outputs, facts['outputs']):
        assert list(output.shape) == expected['shape']
        values = expected['values']
        np.testing.assert_allclose(output.reshape(-1)[:len(values)], values, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize('path, facts', facts_of('whole model'))
def test_whole_model(path, facts):
    with warnings.catch_warnings():
        # an optimizer's state of another version, or a loss of the program's own
        warnings.filterwarnings('ignore', '(?s).*(saved state of the optimizer|not compiled)')
        model = load_model(path + '.h5')
    assert model.count_params() == facts['params']
    names = []
    for layer in model.layers:
        names += [type(part).__name__ for part in (layer, getattr(layer, 'layer', None)) if part]
    assert names == facts['layers']
    if facts['optimizer'] and not facts['compile_error']:
        assert type(model.optimizer).__name__ == facts['optimizer']
    check(model, facts)


@pytest.mark.parametrize('path, facts', facts_of('architecture JSON + weights file'))
def test_architecture_and_weights(path, facts):
    with open(path.replace('_weights', '_architecture') + '.json', encoding='utf8') as file:
        model = model_from_json(file.read())
    model.load_weights(path + '.h5')
    check(model, facts)


def test_weights_of_keras_1():
    path = os.path.join(FOLDER, 'w3_keras1_ddpg_actor')
    with open(path + '.json', encoding='utf8') as file:
        sums = {name.split('/')[1]: entry['sum']
                for name, entry in json.load(file)['datasets'].items()}
    with h5py.File(path + '.h5', 'r') as file:
        assert 'keras_version' not in file.attrs
    state = Input(shape=(29,))
    hidden = Dense(600, name='dense_2')(Dense(300, name='dense_1')(state))
    model = Model(state, [Dense(1, name='dense_%d' % i)(hidden) for i in (3, 4, 5)])
    model.load_weights(path + '.h5')
    for layer in model.layers[1:]:
        for letter, value in zip('Wb', layer.get_weights()):
            np.testing.assert_allclose(value.sum(dtype='float64'),
                                       sums['%s_%s:0' % (layer.name, letter)], rtol=1e-5)
