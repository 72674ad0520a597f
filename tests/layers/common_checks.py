"""Checks that every layer must pass, whoever wrote it: each takes a `Case`.

`common_checks_test.py` runs them over all layers that `keras.layers` exports.
"""

import inspect
import json
import textwrap

import numpy as np

from keras import backend as K
from keras import layers
from keras.engine.base_layer import Layer
from keras.layers import Dense, Input, Masking
from keras.models import Model, load_model

BATCH = 4
# No layers that compute, and bases of layers.
_STRUCTURE = ('Layer', 'InputLayer', 'Wrapper', 'Recurrent', 'ConvRecurrent2D')


def exported_layers():
    """Name -> class of every layer that `keras.layers` exports; aliases are left out."""
    found = {name: item for name, item in vars(layers).items()
             if inspect.isclass(item) and issubclass(item, Layer)}
    return {name: cls for name, cls in found.items()
            if name == cls.__name__ and name not in _STRUCTURE and not _is_cell(cls)}


def _is_cell(cls):
    """Whether this is a part of recurrent layers, which is called on inputs and states."""
    return 'states' in inspect.signature(cls.call).parameters


def make(case):
    """A new layer of the case."""
    return getattr(layers, case.class_name)(**case.kwargs)


def arrays(case, batch=BATCH):
    """Input arrays of the case, the same in every run; some steps are all zero."""
    random = np.random.RandomState(0)
    if case.ints:
        return [random.randint(0, case.ints, (batch,) + shape) for shape in case.shapes]
    values = [random.standard_normal((batch,) + shape).astype(K.floatx())
              for shape in case.shapes]
    for value in values:
        value[0, ..., :] = 0.
    return values


def inputs_of(case, shapes=None):
    """Symbolic inputs of the case."""
    dtype = 'int32' if case.ints else None
    return [Input(shape=shape, dtype=dtype) for shape in shapes or case.shapes]


def one_or_list(items):
    """The only item of a list, or the list."""
    return items[0] if len(items) == 1 else items


def compute(inputs, outputs, values):
    """Values of symbolic outputs in the test phase."""
    return K.function(inputs + [K.learning_phase()], outputs)(values + [0])


def check_shape_and_dtype(case, layer, output, value):
    """Static, computed and actual shape agree; the data type is the layer's."""
    shapes = [(None,) + shape for shape in case.shapes]
    assert tuple(layer.compute_output_shape(one_or_list(shapes))) == K.int_shape(output)
    assert (BATCH,) + K.int_shape(output)[1:] == value.shape
    assert layer.output_shape == K.int_shape(output)
    assert value.dtype == K.dtype(output) == layer.dtype == K.floatx()
    assert np.isfinite(value).all()


def check_unknown_sizes(case):
    """With unknown sizes the layer gives the same values, and a shape that is true."""
    layer, inputs = make(case), inputs_of(case)
    output = layer(one_or_list(inputs))
    free = inputs_of(case, case.free)
    free_output = layer(one_or_list(free))
    wanted, = compute(inputs, [output], arrays(case))
    value, = compute(free, [free_output], arrays(case))
    np.testing.assert_allclose(value, wanted, rtol=1e-5, atol=1e-6)
    static = K.int_shape(free_output)
    assert len(static) == value.ndim
    assert all(size in (None, actual) for size, actual in zip(static, value.shape))


def check_float64(case):
    """The layer follows `K.floatx()`."""
    K.set_floatx('float64')
    layer, inputs = make(case), inputs_of(case)
    output = layer(one_or_list(inputs))
    check_shape_and_dtype(case, layer, output, compute(inputs, [output], arrays(case))[0])
    assert {K.dtype(weight) for weight in layer.weights} <= {'float64'}


def make_built(case):
    """A new layer of the case, built by a call."""
    layer = make(case)
    layer(one_or_list(inputs_of(case)))
    return layer


def check_mask(case):
    """A layer that supports masks gives one that fits (or None); any other refuses it."""
    layer, inputs = make(case), inputs_of(case)
    masked = one_or_list([Masking()(tensor) for tensor in inputs])
    own_rule = 'compute_mask' in {name for cls in type(layer).__mro__ if cls is not Layer
                                  for name in vars(cls) if issubclass(cls, Layer)}
    inner = getattr(layer, 'layer', layer)
    if not inner.supports_masking and (inner is not layer or not own_rule):
        try:
            layer(masked)
        except TypeError as error:
            assert 'mask' in str(error)
            return
        raise AssertionError('a mask was passed to a layer that does not support it')
    output = layer(masked)
    mask = layer.get_output_mask_at(0)
    if mask is None:
        return
    value, mask_value = compute(inputs, [output, mask], arrays(case))
    assert mask_value.dtype == bool
    assert mask_value.shape == value.shape[:mask_value.ndim]
    if not own_rule:  # passed on as it came
        np.testing.assert_array_equal(mask_value, (arrays(case)[0] != 0.).any(axis=-1))


def check_values(case):
    """The output has the right shape and type, and a finite gradient that is not zero.

    The gradient is that for every trainable weight and input.
    """
    layer, inputs = make(case), inputs_of(case)
    output = layer(one_or_list(inputs))
    targets = list(layer.trainable_weights) + ([] if case.ints else inputs)
    weighting = np.random.RandomState(1).uniform(
        0.5, 1.5, (BATCH,) + K.int_shape(output)[1:]).astype('float32')
    gradients = K.gradients(K.sum(output * K.constant(weighting)), targets)
    assert all(gradient is not None for gradient in gradients)
    # What is gathered from a table has a sparse gradient: added to zeros it is dense.
    dense = [gradient + K.zeros_like(target) if hasattr(gradient, 'indices') else gradient
             for gradient, target in zip(gradients, targets)]
    values = compute(inputs, [output] + dense, arrays(case))
    check_shape_and_dtype(case, layer, output, values[0])
    for gradient, target in zip(values[1:], targets):
        assert gradient.shape[1:] == K.int_shape(target)[1:]
        assert np.isfinite(gradient).all()
        assert np.abs(gradient).sum() > 0.


def check_config(case):
    """A layer made from a configuration has the same one, and the same output."""
    layer, inputs = make(case), inputs_of(case)
    output = layer(one_or_list(inputs))
    config = layer.get_config()
    before = json.dumps(config, sort_keys=True, default=str)
    assert config['name'] == layer.name
    assert set(case.kwargs) <= set(config)
    twin = layers.deserialize({'class_name': case.class_name, 'config': config})
    assert json.dumps(config, sort_keys=True, default=str) == before  # not changed by reading
    assert type(twin) is type(layer)
    assert twin.get_config() == config
    through_json = type(layer).from_config(json.loads(json.dumps(config)))
    twin_output = through_json(one_or_list(inputs))
    through_json.set_weights(layer.get_weights())
    wanted, got = compute(inputs, [output, twin_output], arrays(case))
    np.testing.assert_array_equal(got, wanted)


def check_weights(case):
    """Weights go out and in, are counted and named, and follow `trainable`."""
    layer = make_built(case)
    values = layer.get_weights()
    assert [value.shape for value in values] == [K.int_shape(w) for w in layer.weights]
    assert layer.count_params() == sum(value.size for value in values)
    assert all(weight.name.startswith(layer.name + '/') for weight in layer.weights)
    assert len({weight.name for weight in layer.weights}) == len(values)
    changed = [value + index + 1. for index, value in enumerate(values)]
    layer.set_weights(changed)
    for got, wanted in zip(layer.get_weights(), changed):
        np.testing.assert_array_equal(got, wanted)
    total = len(layer.weights)
    layer.trainable = False
    assert not layer.trainable_weights and len(layer.non_trainable_weights) == total
    fails = False
    try:
        layer.set_weights(changed + [np.zeros(3)])
    except ValueError:
        fails = True
    assert fails, 'a weight too many was accepted'
    initial = getattr(layers, case.class_name)(weights=changed, **case.kwargs)
    initial(one_or_list(inputs_of(case)))
    for got, wanted in zip(initial.get_weights(), changed):
        np.testing.assert_array_equal(got, wanted)


def model_of(case):
    """A model of the layer between dense layers, and its number of weights in them.

    With float inputs each goes through a `Dense` first, so that gradients must pass the layer.
    """
    inputs = inputs_of(case)
    if case.ints:
        between = inputs
    else:
        between = [Dense(shape[-1], activation='tanh')(tensor)
                   for tensor, shape in zip(inputs, case.shapes)]
    return Model(one_or_list(inputs), Dense(1)(make(case)(one_or_list(between))))


def check_model(case, path):
    """A model with the layer comes back from its files, and then learns."""
    model = model_of(case)
    model.compile('sgd', 'mse')
    check_files(case, model, path)
    check_training_step(case, model)


def check_files(case, model, path):
    """The model comes back from HDF5 as it was, and its weights alone as well."""
    values = one_or_list(arrays(case))
    wanted = model.predict(values)
    model.save(path)
    twin = load_model(path)
    assert twin.to_json() == model.to_json()
    np.testing.assert_array_equal(twin.predict(values), wanted)
    twin.set_weights([0. * weight for weight in twin.get_weights()])
    model.save_weights(path)
    twin.load_weights(path)
    np.testing.assert_array_equal(twin.predict(values), wanted)


def check_training_step(case, model):
    """One step of training changes every trainable weight, and the loss stays finite."""
    before = K.batch_get_value(model.trainable_weights)
    values = one_or_list(arrays(case, batch=16))     # enough for each unit to be the largest once
    targets = np.random.RandomState(2).uniform(1., 2., (16,) + model.output_shape[1:])
    loss = model.train_on_batch(values, targets)
    assert np.isfinite(loss)
    after = K.batch_get_value(model.trainable_weights)
    for weight, old, new in zip(model.trainable_weights, before, after):
        assert np.isfinite(new).all()
        assert (new != old).any(), weight.name + ' was not changed by training'


def sections(docstring):
    """Section title -> text of a docstring in Google style; '' is what comes before."""
    found, title = {'': ''}, ''
    for line in inspect.cleandoc(docstring).splitlines():
        if line.endswith(':') and line[:1].strip() and ' ' not in line:
            title = line[:-1]
            found[title] = ''
        else:
            found[title] += line + '\n'
    return found


def check_docstring(cls):
    """The docstring has a summary, says arguments and shapes, and its example runs."""
    found = sections(cls.__doc__)
    assert found[''].splitlines()[0].strip()
    assert {'Args', 'Shape', 'Example'} <= set(found), sorted(found)
    assert 'Input:' in found['Shape'] and 'Output:' in found['Shape']
    for name in inspect.signature(cls.__init__).parameters:
        assert name in ('self', 'kwargs') or name + ':' in found['Args'], name
    exec(textwrap.dedent(found['Example']), {})
