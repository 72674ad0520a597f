"""Lambda: shapes, masks, and what a configuration from elsewhere may do."""

import json

import numpy as np
import pytest

from keras import backend as K
from keras import layers
from keras.layers import Input, Lambda
from keras.models import Model, load_model, model_from_json
from tests.layers.helpers import floats, run


def double(x):
    return 2. * x


def foreign(config):
    """A configuration as if another process had written it: its bytecode is not known here."""
    code = config['function'][0]
    end = 'A' if code[-5] != 'A' else 'B'
    return dict(json.loads(json.dumps(config)), function=[code[:-5] + end + code[-4:], None, None])


def test_arguments_and_mask_are_passed():
    x = floats(2, 3)
    layer = Lambda(lambda x, factor, mask=None: factor * x * K.cast(mask, 'float32'),
                   arguments={'factor': 3.})
    mask = np.array([[1, 0, 1], [0, 1, 1]], bool)
    np.testing.assert_allclose(run(layer, x, masks=[mask]), 3. * x * mask, rtol=1e-6)


@pytest.mark.parametrize('output_shape', [
    None, (3, 2), [3, 2], lambda shape: (shape[0], 3, 2), lambda shape: [shape[0], 3, 2]])
def test_output_shape(output_shape):
    layer = Lambda(lambda x: K.reshape(x, (-1, 3, 2)), output_shape=output_shape)
    assert K.int_shape(layer(Input(shape=(6,)))) == (None, 3, 2)
    assert layer.compute_output_shape((None, 6)) == (None, 3, 2)


def test_output_shape_is_found_without_a_call():
    assert Lambda(lambda x: x[:, :2]).compute_output_shape((None, 5)) == (None, 2)


def test_several_inputs_and_outputs():
    a, b = floats(2, 3), floats(2, 3, seed=1)
    got = run(Lambda(lambda xs: [xs[0] + xs[1], xs[0] * xs[1]]), a, b)
    np.testing.assert_allclose(got[0], a + b, rtol=1e-6)
    np.testing.assert_allclose(got[1], a * b, rtol=1e-6)


@pytest.mark.parametrize('kwargs', [{'function': 3}, {'function': double, 'output_shape': 3}])
def test_wrong_arguments(kwargs):
    with pytest.raises(TypeError):
        Lambda(**kwargs)


def test_wrong_result_of_the_shape_function():
    with pytest.raises(ValueError, match='must return a tuple'):
        Lambda(double, output_shape=lambda shape: 3)(Input(shape=(3,)))


@pytest.mark.parametrize('function', [double, lambda x: 2. * x])
def test_a_configuration_of_this_process_is_trusted(function):
    layer = Lambda(function, output_shape=lambda shape: shape, name='twice')
    twin = Lambda.from_config(json.loads(json.dumps(layer.get_config())))
    x = floats(2, 3)
    np.testing.assert_array_equal(run(twin, x), 2. * x)
    assert twin.get_config() == layer.get_config()


def test_mask_function_is_kept():
    def first_only(inputs, mask):
        return K.not_equal(inputs[:, :, 0], 0.)

    layer = Lambda(double, mask=first_only)
    twin = Lambda.from_config(layer.get_config())
    assert layer.supports_masking and twin.supports_masking
    twin(Input(shape=(4, 2)))
    assert twin.get_output_mask_at(0) is not None


def test_arrays_among_the_arguments_survive_json():
    layer = Lambda(lambda x, w: x * w, arguments={'w': np.arange(3, dtype='float32')})
    twin = Lambda.from_config(json.loads(json.dumps(layer.get_config())))
    assert twin.arguments['w'].dtype == 'float32'
    np.testing.assert_array_equal(run(twin, np.ones((1, 3), 'float32')), [[0., 1., 2.]])


def test_foreign_bytecode_is_refused():
    config = foreign(Lambda(double, name='twice').get_config())
    with pytest.raises(ValueError, match="'double' or 'twice'"):
        Lambda.from_config(config)
    with pytest.raises(ValueError, match='safe_mode=False'):
        layers.deserialize({'class_name': 'Lambda', 'config': config})


@pytest.mark.parametrize('name', ['double', 'twice'])
def test_custom_objects_replace_foreign_bytecode(name):
    config = foreign(Lambda(double, name='twice').get_config())
    layer = Lambda.from_config(config, custom_objects={name: lambda x: x + 1.})
    x = floats(2, 3)
    np.testing.assert_allclose(run(layer, x), x + 1., rtol=1e-6)


def test_a_builtin_is_saved_by_name():
    config = Lambda(abs).get_config()
    assert config['function'] == 'abs' and config['function_type'] == 'function'
    with pytest.raises(ValueError, match='abs'):
        Lambda.from_config(config)
    assert Lambda.from_config(config, custom_objects={'abs': abs}).function is abs


def test_unknown_kind_of_function():
    config = dict(Lambda(double).get_config(), function_type='pickle')
    with pytest.raises(ValueError, match='pickle'):
        Lambda.from_config(config)


def test_model_in_a_file(tmp_path):
    inputs = Input(shape=(3,))
    model = Model(inputs, Lambda(double, name='twice')(inputs))
    path = str(tmp_path / 'model.h5')
    model.save(path)
    x = floats(2, 3)
    for function in ('double', 'twice'):
        twin = load_model(path, custom_objects={function: double}, compile=False)
        np.testing.assert_array_equal(twin.predict(x), 2. * x)
    text = model.to_json()
    config = json.loads(text)
    config['config']['layers'][1]['config'] = foreign(config['config']['layers'][1]['config'])
    with pytest.raises(ValueError, match='safe_mode=False'):
        model_from_json(json.dumps(config))


def test_safe_mode_off_runs_bytecode_with_the_names_given(monkeypatch):
    from keras.utils import functions
    function = lambda x: np.float32(3.) * K.abs(x) + offset  # noqa: F821  (not defined here)
    config = Lambda(function, name='twice').get_config()
    monkeypatch.setattr(functions, '_KNOWN', {})  # as in another process
    with pytest.raises(ValueError, match='safe_mode=False'):
        Lambda.from_config(config)
    layer = layers.deserialize({'class_name': 'Lambda', 'config': config},
                               custom_objects={'offset': 1.}, safe_mode=False)
    x = floats(2, 3)
    np.testing.assert_allclose(run(layer, x), 3. * np.abs(x) + 1., rtol=1e-6)
