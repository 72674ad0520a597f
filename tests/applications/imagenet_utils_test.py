"""Scaling of images, names of classes, shapes of inputs."""

import importlib
import json
import os

import numpy as np
import pytest

from keras import backend as K
from keras.applications import imagenet_utils, keras_modules_injection
from keras.applications.imagenet_utils import _obtain_input_shape, decode_predictions
from keras.applications.imagenet_utils import preprocess_input
from tests.golden.storage import load

HERE = os.path.dirname(os.path.abspath(__file__))
CASES = load(os.path.join(HERE, 'cases', 'preprocess_input'))[1]


@pytest.mark.parametrize('case', CASES, ids=[case['id'] for case in CASES])
def test_golden(case):
    kwargs = case['kwargs']
    module = 'keras.applications.' + kwargs.get('module', 'imagenet_utils')
    scale = importlib.import_module(module).preprocess_input
    y = scale(kwargs['x'].copy(), **kwargs.get('kw', {}))
    np.testing.assert_allclose(y, case['expect']['out'], rtol=1e-5, atol=1e-4)


@pytest.mark.parametrize('mode', ['caffe', 'tf', 'torch'])
@pytest.mark.parametrize('shape, data_format', [
    ((2, 4, 5, 3), 'channels_last'), ((4, 5, 3), 'channels_last'),
    ((2, 3, 4, 5), 'channels_first'), ((3, 4, 5), 'channels_first')])
@pytest.mark.parametrize('dtype', ['float32', 'int32'])
def test_tensors_as_arrays(mode, shape, data_format, dtype):
    x = np.random.randint(0, 256, shape).astype(dtype)
    tensor = preprocess_input(K.constant(x, dtype=dtype), data_format=data_format, mode=mode)
    assert K.int_shape(tensor) == shape and K.dtype(tensor) == 'float32'
    array = preprocess_input(x.copy(), data_format=data_format, mode=mode)
    assert array.dtype == 'float32'
    np.testing.assert_allclose(K.eval(tensor), array, rtol=1e-5, atol=1e-5)


def test_numbers_by_hand():
    x = np.array([[[255., 0., 127.5]]])
    assert preprocess_input(x.copy(), mode='tf').tolist() == [[[1., -1., 0.]]]
    np.testing.assert_allclose(preprocess_input(x.copy(), mode='caffe'),
                               [[[127.5 - 103.939, -116.779, 255 - 123.68]]])
    np.testing.assert_allclose(preprocess_input(x.copy(), mode='torch'),
                               [[[0.515 / 0.229, -0.456 / 0.224, 0.094 / 0.225]]])


def test_floats_are_changed_in_place_and_other_arrays_are_not():
    x = np.full((2, 2, 3), 255.)
    assert preprocess_input(x, mode='tf') is x and x.max() == 1
    x = np.full((2, 2, 3), 255)
    preprocess_input(x, mode='tf')
    assert x.max() == 255
    x = np.full((2, 2, 3), 255.)
    x.flags.writeable = False
    assert preprocess_input(x, mode='tf').max() == 1 and x.max() == 255


def test_errors_of_preprocess_input():
    x = np.zeros((1, 2, 2, 3))
    for kwargs, text in (({'mode': 'theirs'}, "one of 'caffe', 'tf'"),
                         ({'data_format': 'last'}, 'data_format|channels')):
        with pytest.raises(ValueError, match=text):
            preprocess_input(x, **kwargs)
    with pytest.raises(ValueError, match='received 2 axes'):
        preprocess_input(np.zeros((3, 3)))
    with pytest.raises(TypeError, match='unexpected keyword argument: moed'):
        preprocess_input(x, moed='tf')


def names_of_classes(folder, monkeypatch):
    """Puts a class index in the cache."""
    (folder / 'models').mkdir()
    index = {str(i): ['n%08d' % i, 'class %d' % i] for i in range(1000)}
    (folder / 'models' / 'imagenet_class_index.json').write_text(json.dumps(index))
    monkeypatch.setitem(imagenet_utils._CLASSES, 'file_hash', None)


def test_decode_predictions(keras_home, monkeypatch):
    names_of_classes(keras_home, monkeypatch)
    probabilities = np.zeros((2, 1000))
    probabilities[0, [3, 998, 40]] = 0.5, 0.3, 0.2
    probabilities[1, 7] = 1
    first, second = decode_predictions(probabilities, top=3)
    assert first == [('n00000003', 'class 3', 0.5), ('n00000998', 'class 998', 0.3),
                     ('n00000040', 'class 40', 0.2)]
    assert second[0] == ('n00000007', 'class 7', 1.)
    assert [len(names) for names in decode_predictions(probabilities)] == [5, 5]
    with pytest.raises(ValueError, match=r'received the shape \(2, 12\)'):
        decode_predictions(np.zeros((2, 12)))


@pytest.mark.parametrize('arguments, shape', [
    ((None, 224, 32, 'channels_last', True), (224, 224, 3)),
    ((None, 224, 32, 'channels_first', True), (3, 224, 224)),
    ((None, 224, 32, 'channels_last', False), (None, None, 3)),
    ((None, 224, 32, 'channels_first', False), (3, None, None)),
    (((64, 48, 3), 224, 32, 'channels_last', True), (64, 48, 3)),
    (((None, None, 1), 224, 32, 'channels_last', False), (None, None, 1)),
    (((64, 48, 3), 224, 32, 'channels_last', False, 'imagenet'), (64, 48, 3)),
])
def test_shapes_of_inputs(arguments, shape):
    assert _obtain_input_shape(*arguments) == shape


@pytest.mark.parametrize('shape, flatten, weights, text', [
    ((64, 64), True, None, 'tuple of three integers'),
    ((31, 64, 3), True, None, 'at least 32 x 32 pixels'),
    ((64, 31, 3), False, 'imagenet', 'at least 32 x 32 pixels'),
    ((64, 64, 1), False, 'imagenet', 'images of 3 channels'),
    ((64, 64, 3), True, 'imagenet', '224 x 224'),
    ((None, 64, 3), True, None, 'must be known'),
])
def test_bad_shapes_of_inputs(shape, flatten, weights, text):
    with pytest.raises(ValueError, match=text):
        _obtain_input_shape(shape, 224, 32, 'channels_last', flatten, weights)


def test_unusual_channels_are_a_warning():
    with pytest.warns(UserWarning, match='usually takes 1 or 3 channels'):
        assert _obtain_input_shape((64, 64, 5), 224, 32, 'channels_last', True) == (64, 64, 5)


def test_modules_are_handed_over():
    @keras_modules_injection
    def given(x, **kwargs):
        return x, sorted(kwargs), kwargs['backend']
    assert given(1) == (1, ['backend', 'layers', 'models', 'utils'], K)
