"""Tests of devices: which there are, and that what is built in a scope is placed there."""

import numpy as np
import pytest

from keras import backend as K
from keras import layers
from keras.models import Sequential

if K.backend() != 'tensorflow':
    pytest.skip('looks at the graph of TensorFlow', allow_module_level=True)

LAYERS = {
    'dense': ((4,), lambda: layers.Dense(3, activation='relu', kernel_regularizer='l2')),
    'dropout': ((4,), lambda: layers.Dropout(.5)),
    'noise': ((4,), lambda: layers.GaussianNoise(.5)),
    'batch_normalization': ((4,), lambda: layers.BatchNormalization()),
    'embedding': ((4,), lambda: layers.Embedding(5, 3, mask_zero=True)),
    'convolution': ((6, 6, 3), lambda: layers.Conv2D(2, 3, padding='same')),
    'channels_first': ((3, 6, 6), lambda: layers.Conv2D(2, 3, data_format='channels_first')),
    'separable': ((6, 6, 3), lambda: layers.SeparableConv2D(2, 3)),
    'pooling': ((6, 6, 3), lambda: layers.MaxPooling2D()),
    'locally_connected': ((6, 3), lambda: layers.LocallyConnected1D(2, 3)),
    'simple_rnn': ((5, 3), lambda: layers.SimpleRNN(2)),
    'lstm': ((5, 3), lambda: layers.LSTM(2, dropout=.1, recurrent_dropout=.1)),
    'unrolled_gru': ((5, 3), lambda: layers.GRU(2, unroll=True)),
    'bidirectional': ((5, 3), lambda: layers.Bidirectional(layers.LSTM(2))),
    'time_distributed': ((5, 3), lambda: layers.TimeDistributed(layers.Dense(2))),
    'lambda': ((4,), lambda: layers.Lambda(lambda x: K.softmax(K.abs(x)))),
    'model': ((4,), lambda: Sequential([layers.Dense(3), layers.PReLU()])),
}


@pytest.mark.parametrize('name', sorted(LAYERS))
@pytest.mark.parametrize('scope', [K.tf.device, K.device_scope], ids=['engine', 'backend'])
def test_a_layer_is_placed_where_it_is_called(name, scope):
    shape, make = LAYERS[name]
    x = layers.Input(shape)
    layer = make()
    before = set(K.tf.get_default_graph().get_operations())
    with scope('/cpu:3'):
        layer(x)
    made = [op for op in K.tf.get_default_graph().get_operations() if op not in before]
    elsewhere = [op.name for op in made if not op.device.lower().endswith('cpu:3')
                 and not follows_another(op)]
    assert made and not elsewhere


def follows_another(op):
    """Whether the engine places an op itself: beside what it reads, or who writes to it."""
    if op.name.split('/')[0] == 'keras_learning_phase':     # it belongs to the whole graph
        return True
    return '_class' in op.node_def.attr or op.type in ('ReadVariableOp', 'TensorArrayV3', 'Enter')


def test_variables_and_their_updates_are_placed():
    with K.device_scope('/cpu:2'):
        v = K.zeros((3,))
        update = K.update_add(v, K.ones_like(v))
    assert v.op.device.lower().endswith('cpu:2') and v.initializer.device == v.op.device
    assert update.device == v.op.device


def test_scopes_nest_and_end():
    with K.device_scope('/cpu:1'):
        with K.device_scope('/cpu:2'):
            inner = K.constant(1.)
        outer = K.constant(1.)
    free = K.constant(1.)
    assert [x.op.device[-1:] for x in (inner, outer, free)] == ['2', '1', '']


def test_devices_of_this_machine():
    found = K.devices()
    assert found[0] == '/cpu:0' and len(set(found)) == len(found)
    with K.device_scope(found[-1]):
        assert K.eval(K.constant(2.) * 3.) == 6.


def test_a_model_on_a_device_trains():
    with K.device_scope('/cpu:0'):
        model = Sequential([layers.LSTM(3, input_shape=(4, 2)), layers.Dense(1)])
    model.compile('adam', 'mse')
    assert np.isfinite(model.train_on_batch(np.ones((2, 4, 2)), np.ones((2, 1))))
