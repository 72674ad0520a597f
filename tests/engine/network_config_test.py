"""Networks as plain data and back."""

import json

import numpy as np
import pytest
from numpy.testing import assert_allclose

from keras import backend as K
from keras.engine.input_layer import Input
from keras.engine.network import Network
from keras.layers import Add, Dense, Lambda, concatenate
from keras.utils import registry
from tests.engine.small_layers import Affine, MaskedSum, Splitter

CUSTOM = {cls.__name__: cls for cls in (Affine, MaskedSum, Splitter)}


def as_json(config):
    """The configuration as it comes out of a file."""
    return json.loads(json.dumps(config))


def again(net, **kwargs):
    """The network made from its own configuration, with the same weights."""
    config = as_json(net.get_config())
    text = json.dumps(config, sort_keys=True)
    new = Network.from_config(config, custom_objects=CUSTOM, **kwargs)
    assert json.dumps(config, sort_keys=True) == text, 'the configuration was changed'
    assert as_json(new.get_config()) == config
    new.set_weights(net.get_weights())
    return new


def assert_same(net, new, *arrays):
    """Both networks compute the same."""
    for a, b in zip(K.function(net.inputs, net.outputs)(list(arrays)),
                    K.function(new.inputs, new.outputs)(list(arrays))):
        assert_allclose(a, b, rtol=1e-6)


def test_golden_form_of_a_shared_layer():
    a, b = Input((4,)), Input((4,))
    enc = Dense(4, name='enc')
    first = enc(a)
    Network([a, b], Add()([first, enc(b)]))
    other = enc(Input((4,)))                                # a call of another model
    assert other is not None
    net = Network([a, b], Add()([enc(b), enc(a)]))
    config = net.get_config()
    assert config['input_layers'] == [['input_1', 0, 0], ['input_2', 0, 0]]
    assert config['output_layers'] == [['add_2', 0, 0]]
    nodes = {layer['name']: layer['inbound_nodes'] for layer in config['layers']}
    assert nodes == {'input_1': [], 'input_2': [],
                     'enc': [[['input_2', 0, 0, {}]], [['input_1', 0, 0, {}]]],
                     'add_2': [[['enc', 0, 0, {}], ['enc', 1, 0, {}]]]}
    assert_same(net, again(net), np.random.rand(2, 4), np.random.rand(2, 4))


def test_nested_networks_number_their_calls_from_one():
    x = Input((3,))
    inner = Network(x, Affine(3)(x), name='inner')
    registry.LAYERS.add(Network)
    try:
        a, b = Input((3,), name='a'), Input((3,), name='b')
        net = Network([a, b], concatenate([inner(a), inner(inner(b))]))
        entry = [layer for layer in net.get_config()['layers'] if layer['name'] == 'inner'][0]
        assert entry['inbound_nodes'] == [[['a', 0, 0, {}]], [['b', 0, 0, {}]],
                                          [['inner', 2, 0, {}]]]
        assert_same(net, again(net), np.random.rand(2, 3), np.random.rand(2, 3))
    finally:
        registry.LAYERS.objects.pop('Network')


def test_layers_that_wait_for_each_other_in_turn():
    a = Input((3,))
    one, two = Affine(3, name='one'), Affine(3, name='two')
    net = Network(a, one(two(one(two(a)))))
    assert_same(net, again(net), np.random.rand(2, 3))


def test_several_outputs_and_arguments():
    x = Input((2, 3))
    double, total = Splitter()(x)
    net = Network(x, [MaskedSum()(double, scale=0.5), total])
    entry = net.get_config()['layers'][2]
    assert entry['inbound_nodes'] == [[['splitter_1', 0, 0, {'scale': 0.5}]]]
    assert_same(net, again(net), np.random.rand(4, 2, 3))


def test_numpy_arguments_are_kept_and_tensors_are_not():
    x, mask = Input((2, 3)), Input((2,))
    net = Network(x, MaskedSum()(x, scale=np.float32(2.)))
    assert net.get_config()['layers'][1]['inbound_nodes'][0][0][3] == {'scale': 2.}
    net = Network([x, mask], MaskedSum(name='sums')(x, mask=mask))
    with pytest.warns(UserWarning, match='sums was called with keyword arguments that cannot'):
        net.get_config()


def test_old_form_without_arguments():
    x = Input((3,), name='x')
    config = as_json(Network(x, Affine(2, name='y')(x)).get_config())
    config['layers'][1]['inbound_nodes'] = [[['x', 0, 0]]]
    config['output_layers'] = ['y', 0, 0]
    del config['layers'][1]['name']
    assert Network.from_config(config, CUSTOM).output_shape == (None, 2)


@pytest.mark.parametrize('change, message', [
    (lambda c: c['layers'][1].update(inbound_nodes=[[['z', 0, 0, {}]]]),
     'names layer "z", which is not among its layers: x, y'),
    (lambda c: c['layers'][1].update(inbound_nodes=[[['y', 0, 0, {}]]]),
     'layers y wait for outputs of y'),
    (lambda c: c.update(output_layers=[['y', 3, 0]]), 'asks for call 3 of layer "y".*only 1'),
    (lambda c: c.update(output_layers=[['y', 0, 2]]), 'asks for output 2 of layer "y".*only 1'),
    (lambda c: c['layers'][1].update(class_name='Afine'), "Unknown layer: 'Afine'.*Affine"),
])
def test_configurations_that_cannot_be(change, message):
    x = Input((3,), name='x')
    config = as_json(Network(x, Affine(2, name='y')(x)).get_config())
    change(config)
    with pytest.raises(ValueError, match=message):
        Network.from_config(config, CUSTOM)


def test_code_in_a_configuration_is_refused_unless_allowed():
    x = Input((3,))
    config = as_json(Network(x, Lambda(lambda t: t * 3., name='triple')(x)).get_config())
    foreign = json.loads(json.dumps(config))
    function = foreign['layers'][1]['config']['function']
    assert Network.from_config(config).output_shape == (None, 3)
    foreign['layers'][1]['config']['function'] = [function[0], [1, 2], None]
    with pytest.raises(ValueError, match='safe_mode'):
        Network.from_config(foreign)
    assert Network.from_config(foreign, safe_mode=False).output_shape == (None, 3)
