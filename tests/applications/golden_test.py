"""Layers, weights and outputs of the models, as upstream's (see tests/golden/README.md).

Where KERAS_TEST_BIG_MODELS is not set, only small models are computed (fingerprints: outputs for
given weights), of models that differ in depth or width only one is made, and those that take long
to make only with the default engine.
"""

import importlib
import json
import os

import numpy as np
import pytest

from keras import applications, backend as K, initializers
from tests.golden.compare import compare
from tests.golden.storage import load, plain

HERE = os.path.dirname(os.path.abspath(__file__))
CASES = load(os.path.join(HERE, 'cases', 'applications'))[1]
BIG = bool(os.environ.get('KERAS_TEST_BIG_MODELS'))
ALWAYS = ('MobileNet-alpha0.25-fingerprint-32', 'MobileNetV2-alpha0.35-fingerprint-32',
          'MobileNet-structure-top', 'MobileNetV2-structure-top', 'VGG19-structure-notop',
          'ResNet50-structure-top', 'Xception-structure-notop')
if K.backend() == 'tensorflow':
    ALWAYS += ('VGG16-structure-top', 'ResNet50V2-structure-notop', 'DenseNet121-structure-top',
               'InceptionV3-structure-top', 'NASNetMobile-structure-notop')
big = pytest.mark.skipif(not BIG, reason='a big model: set KERAS_TEST_BIG_MODELS=1')
TOLERANCE = 1e-3    # of mean + standard deviation

# Parameters as the documentation of Keras 2.3.1 and Keras-Applications has them, of models
# that there are no golden cases for.
DOCUMENTED = {'InceptionResNetV2': 55873736, 'DenseNet201': 20242984, 'ResNet152': 60419944,
              'ResNet152V2': 60380648, 'NASNetLarge': 88949818,
              'ResNeXt50': 25097128, 'ResNeXt101': 44315560}


def cases(what):
    """The cases of a kind."""
    return [pytest.param(case, id=case['id'], marks=[] if case['id'] in ALWAYS else [big])
            for case in CASES if case['what'] == what]


def short_name(weight):
    """The name without the number of the engine's output."""
    return weight.name.split(':')[0]


def make(case, **kwargs):
    """The model of a case."""
    module = importlib.import_module('keras.applications.' + case['module'])
    return getattr(module, case['name'])(weights=None, **dict(case['kwargs'], **kwargs))


def count(weights):
    """The number of parameters."""
    return int(sum(np.prod(K.int_shape(weight)) for weight in weights))


@pytest.fixture(autouse=True)
def prediction_only(monkeypatch):
    """Nothing is built for training, and no random weights are drawn: these take half the time."""
    K.set_learning_phase(0)
    monkeypatch.setattr(initializers.VarianceScaling, '__call__',
                        lambda self, shape, dtype=None: K.zeros(shape, dtype))


@pytest.mark.parametrize('case', cases('structure'))
def test_structure(case):
    model = make(case)
    want = {key: json.loads(value.tobytes().decode('utf8')) if key in ('layers', 'weights')
            else value for key, value in case['expect'].items()}
    assert not compare({
        'layers': [[layer.name, type(layer).__name__, plain(layer.output_shape)]
                   for layer in model.layers],
        'weights': [[short_name(weight), plain(K.int_shape(weight))] for weight in model.weights],
        'params': model.count_params(), 'trainable': count(model.trainable_weights),
        'non_trainable': count(model.non_trainable_weights), 'model_name': model.name,
    }, want, 0.)


def given_weights(model):
    """Random weights that depend only on their place and their name."""
    values = []
    for place, weight in enumerate(weight for layer in model.layers for weight in layer.weights):
        positive = 'gamma' in short_name(weight) or 'variance' in short_name(weight)
        low, high = (0.5, 1.5) if positive else (-0.05, 0.05)
        values.append(np.random.RandomState(place).uniform(low, high, K.int_shape(weight)))
    return values


@pytest.mark.parametrize('case', cases('fingerprint'))
def test_fingerprint(case):
    shape = (case['size'], case['size'], 3)
    model = make(case, include_top=False, pooling='avg', input_shape=shape)
    model.set_weights(given_weights(model))
    y = model.predict(np.linspace(-1, 1, np.prod(shape)).reshape((1,) + shape))[0]
    want = case['expect']
    allowed = TOLERANCE * (abs(want['mean']) + want['std'])
    assert y.size == want['n']
    np.testing.assert_allclose(y[:8], want['first8'], rtol=0, atol=allowed)
    np.testing.assert_allclose([y.mean(), y.std()], [want['mean'], want['std']], rtol=0,
                               atol=allowed)


@big
@pytest.mark.parametrize('name', sorted(DOCUMENTED))
def test_number_of_parameters(name):
    assert getattr(applications, name)(weights=None).count_params() == DOCUMENTED[name]
