"""Helpers over layers: converting kernels, finding sources, layers from plain data."""

import subprocess
import sys

import numpy as np
import pytest

from keras import layers
from keras.layers import Dense, Flatten, Input, Permute, Reshape
from keras.models import Model, Sequential
from keras.utils import convert_all_kernels_in_model, get_source_inputs, layer_from_config
from keras.utils.layer_utils import convert_dense_weights_data_format


@pytest.mark.parametrize('convolution, size, shape, axes', [
    (layers.Conv1D, 3, (6, 2), (0,)), (layers.Conv2D, (2, 3), (5, 5, 2), (0, 1)),
    (layers.Conv3D, 2, (3, 4, 3, 2), (0, 1, 2)),
    (layers.Conv2DTranspose, (3, 2), (4, 4, 3), (0, 1))])
def test_kernels_are_flipped_in_space(convolution, size, shape, axes):
    model = Sequential([convolution(2, size, input_shape=shape), Flatten(), Dense(2)])
    before = model.get_weights()
    convert_all_kernels_in_model(model)
    after = model.get_weights()
    np.testing.assert_array_equal(after[0], np.flip(before[0], axes))
    for old, new in zip(before[1:], after[1:]):
        np.testing.assert_array_equal(old, new)
    convert_all_kernels_in_model(model)
    np.testing.assert_array_equal(model.get_weights()[0], before[0])


@pytest.mark.parametrize('target', ['channels_first', 'channels_last'])
def test_dense_kernel_after_a_flattened_feature_map(target):
    """The converted layer gives for transposed features what it gave before."""
    sizes = {'channels_last': (3, 4, 2), 'channels_first': (2, 3, 4)}
    source = sizes['channels_first' if target == 'channels_last' else 'channels_last']
    dense = Dense(5)
    model = Sequential([Flatten(input_shape=source), dense])
    x = np.random.random((6,) + source)
    before = model.predict(x)
    convert_dense_weights_data_format(dense, sizes[target], target)
    moved = np.moveaxis(x, -1, 1) if target == 'channels_first' else np.moveaxis(x, 1, -1)
    other = Sequential([Flatten(input_shape=sizes[target]), Dense(5)])
    other.set_weights(model.get_weights())
    np.testing.assert_allclose(other.predict(moved), before, rtol=1e-5, atol=1e-6)
    with pytest.raises(ValueError, match='target_data_format.*channels'):
        convert_dense_weights_data_format(dense, sizes[target], 'last')


def test_sources_of_a_tensor():
    a, b = Input((4,), name='a'), Input((4,), name='b')
    total = layers.add([Dense(4)(a), b])
    assert get_source_inputs(total) == [a, b] or get_source_inputs(total) == [b, a]
    assert get_source_inputs(a) == [a]
    late = Permute((2, 1))(Reshape((2, 2))(total))
    assert {x.name for x in get_source_inputs(late)} == {a.name, b.name}


def test_layer_from_config():
    data = layers.serialize(Dense(3, name='d'))
    layer = layer_from_config(data)
    assert type(layer) is Dense and layer.units == 3 and layer.name == 'd'

    class Own(Dense):
        pass
    own = layer_from_config(layers.serialize(Own(2)), custom_objects={'Own': Own})
    assert type(own) is Own
    x = Input((2,))
    model = Model(x, Dense(1)(x))
    again = layer_from_config({'class_name': 'Model', 'config': model.get_config()})
    assert isinstance(again, Model) and again.output_shape == (None, 1)
    with pytest.raises(ValueError, match='Unknown layer'):
        layer_from_config({'class_name': 'Own', 'config': {}})


def test_layer_from_config_knows_all_layers_by_itself():
    script = ("from keras.utils.layer_utils import layer_from_config; layer_from_config("
              "{'class_name': 'Sequential', 'config': []})")
    process = subprocess.Popen([sys.executable, '-W', 'ignore', '-c', script],
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = process.communicate()[0].decode('utf8')
    assert process.returncode == 0, output
