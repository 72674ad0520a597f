"""Input, InputLayer, InputSpec and Node."""

import pytest

from keras import backend as K
from keras.engine.base_layer import Layer
from keras.engine.input_layer import Input, InputLayer
from keras.engine.input_spec import InputSpec
from keras.engine.node import Node
from tests.engine.small_layers import Affine, Splitter


@pytest.mark.parametrize('kwargs, shape', [
    (dict(shape=(3,)), (None, 3)), (dict(shape=(None, 2)), (None, None, 2)),
    (dict(shape=()), (None,)), (dict(batch_shape=(4, 3)), (4, 3))])
def test_input_shapes(kwargs, shape):
    x = Input(**kwargs)
    assert K.int_shape(x) == shape and K.dtype(x) == 'float32'
    layer, node, tensor = x._keras_history
    assert (layer.name, node, tensor) == ('input_1', 0, 0)
    assert layer.input is x and layer.output is x and layer.is_placeholder


def test_input_dtype_name_sparse():
    x = Input((3,), name='ids', dtype='int32')
    assert K.dtype(x) == 'int32' and x._keras_history[0].name == 'ids'
    assert K.is_sparse(Input((3,), sparse=True))


@pytest.mark.parametrize('kwargs, message', [
    ({}, r'shape=\(\.\.\.\)'), (dict(shape=10), r'must be a tuple.*received: 10'),
    (dict(shape=('a',)), 'must be a tuple')])
def test_input_errors(kwargs, message):
    with pytest.raises(ValueError, match=message):
        Input(**kwargs)


def test_input_layer_errors():
    with pytest.raises(ValueError, match='only one of them'):
        InputLayer(input_shape=(2,), batch_input_shape=(None, 2))
    with pytest.raises(ValueError, match='needs `input_shape'):
        InputLayer()


def test_wrapping_a_tensor():
    variable = K.variable([[1., 2.]])
    x = Input(tensor=variable)
    assert x._keras_history[0].is_placeholder is False
    placeholder = K.placeholder((None, 2))
    assert Input(tensor=placeholder)._keras_history[0].is_placeholder
    with pytest.raises(ValueError, match='use it as it is'):
        Input(tensor=Input((2,)))


def test_wrapping_the_output_of_a_layer_keeps_its_history():
    hidden = Affine(2)(Input((3,)))
    x = Input(tensor=hidden)
    assert hidden._keras_history[0].name == 'affine_1'
    assert x._keras_history[0].name == 'input_2'


def test_input_layer_config():
    config = InputLayer((3,), batch_size=2, name='x').get_config()
    assert config == {'batch_input_shape': (2, 3), 'dtype': 'float32', 'sparse': False, 'name': 'x'}
    assert InputLayer.from_config(config).get_config() == config


@pytest.mark.parametrize('spec, shape, complaint', [
    (InputSpec(ndim=2), (None, 3, 4), r'expected rank \(ndim\) 2, received rank 3'),
    (InputSpec(min_ndim=3), (None, 3), 'at least 3, received rank 2'),
    (InputSpec(max_ndim=1), (None, 3), 'at most 1, received rank 2'),
    (InputSpec(axes={-1: 5}), (None, 3), 'expected size 5 on axis -1, received size 3'),
    (InputSpec(shape=(None, 2)), (None, 3), 'expected size 2 on axis 1, received size 3'),
    (InputSpec(axes={3: 5}), (None, 3), 'expected an axis 3, received rank 2'),
    (InputSpec(dtype='int32'), (None, 3), 'expected dtype int32, received dtype float32'),
])
def test_spec_errors_say_what_was_expected_and_received(spec, shape, complaint):
    layer = Layer(name='picky')
    layer.input_spec = spec
    with pytest.raises(ValueError, match='incompatible with layer picky: .*' + complaint) as error:
        layer(Input(batch_shape=shape))
    assert 'Full shape received: %s' % (shape,) in str(error.value)


@pytest.mark.parametrize('spec', [InputSpec(), InputSpec(ndim=2), InputSpec(axes={1: None}),
                                  InputSpec(axes={-1: 3}), InputSpec(shape=(None, None))])
def test_spec_that_fits(spec):
    layer = Layer()
    layer.input_spec = spec
    layer(Input((3,)))


def test_number_of_inputs():
    layer = Layer(name='pair')
    layer.input_spec = [InputSpec(ndim=2), InputSpec(ndim=2)]
    with pytest.raises(ValueError, match='pair expects 2 inputs, but it received 1 input tensor:'):
        layer(Input((3,)))


def test_spec_repr():
    assert repr(InputSpec(min_ndim=2, axes={-1: 3})) == "InputSpec(min_ndim=2, axes={-1: 3})"


def test_node_joins_layers():
    x = Input((3,))
    splitter, affine = Splitter(), Affine(2)
    double, _ = splitter(x)
    y = affine(double)
    node = affine._inbound_nodes[0]
    assert isinstance(node, Node)
    assert node in splitter._outbound_nodes and node.inbound_layers == [splitter]
    assert node.input_tensors == [double] and node.output_tensors == [y]
    assert node.input_shapes == [(None, 3)] and node.output_shapes == [(None, 2)]
    assert node.get_config() == {'outbound_layer': affine.name, 'inbound_layers': [splitter.name],
                                 'node_indices': [0], 'tensor_indices': [0]}
    assert splitter._inbound_nodes[0].output_shapes == [(None, 3), (None, 1)]
    assert splitter._inbound_nodes[0].output_masks == [None, None]
