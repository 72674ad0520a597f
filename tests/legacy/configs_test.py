"""Configurations that Keras 1 wrote."""

import numpy as np
import pytest

from keras import backend as K
from keras import layers
from keras.models import Sequential, model_from_config

DENSE = {'name': 'dense_1', 'output_dim': 4, 'init': 'glorot_uniform', 'activation': 'relu',
         'W_regularizer': {'name': 'WeightRegularizer', 'l1': 0., 'l2': .5}, 'b_regularizer': None,
         'activity_regularizer': None, 'W_constraint': {'name': 'MaxNorm', 'm': 3, 'axis': 0},
         'b_constraint': None, 'bias': True, 'input_dim': 3, 'trainable': True,
         'batch_input_shape': [None, 3], 'input_dtype': 'float32'}
GATES = {'output_dim': 4, 'init': 'glorot_uniform', 'inner_init': 'orthogonal',
         'activation': 'tanh', 'inner_activation': 'hard_sigmoid', 'return_sequences': False,
         'go_backwards': False, 'stateful': False, 'unroll': False, 'consume_less': 'cpu',
         'input_dim': 3, 'input_length': None, 'W_regularizer': None, 'U_regularizer': None,
         'b_regularizer': None, 'dropout_W': 0., 'dropout_U': 0., 'name': 'rnn_1'}
CONV = {'name': 'conv', 'nb_filter': 2, 'nb_row': 3, 'nb_col': 2, 'init': 'glorot_uniform',
        'activation': 'linear', 'border_mode': 'same', 'subsample': [1, 1], 'dim_ordering': 'th',
        'W_regularizer': None, 'b_regularizer': None, 'activity_regularizer': None,
        'W_constraint': None, 'b_constraint': None, 'bias': True}


def read(class_name, config):
    """The configuration of the layer that is read from an old one; nothing is warned about."""
    layer = layers.deserialize({'class_name': class_name, 'config': config})
    assert 'output_dim' in config or 'units' not in config      # the argument is not changed
    return layer.get_config()


def test_dense():
    config = read('Dense', DENSE)
    assert config['units'] == 4 and config['use_bias'] is True
    assert config['kernel_regularizer']['class_name'] == 'L1L2'
    assert config['kernel_regularizer']['config']['l2'] == .5
    assert config['kernel_constraint'] == {'class_name': 'MaxNorm',
                                           'config': {'max_value': 3, 'axis': 0}}
    assert config['batch_input_shape'] == (None, 3)


@pytest.mark.parametrize('name', ['LSTM', 'GRU'])
def test_recurrent(name):
    extra = {'forget_bias_init': 'one'} if name == 'LSTM' else {}
    config = read(name, dict(GATES, **extra))
    assert config['units'] == 4 and config['recurrent_activation'] == 'hard_sigmoid'
    assert config['implementation'] in (0, 1)


def test_convolution():
    config = read('Convolution2D', CONV)
    assert config['kernel_size'] == (3, 2) and config['data_format'] == 'channels_first'
    assert read('AtrousConvolution2D', dict(CONV, atrous_rate=[2, 2]))['dilation_rate'] == (2, 2)


def test_bidirectional():
    inner = {'class_name': 'LSTM', 'config': dict(GATES, forget_bias_init='one')}
    config = read('Bidirectional', {'name': 'both', 'merge_mode': 'concat', 'layer': inner})
    assert config['layer']['config']['units'] == 4


@pytest.mark.parametrize('mode, name', [
    ('sum', 'Add'), ('mul', 'Multiply'), ('ave', 'Average'), ('max', 'Maximum'),
    ('concat', 'Concatenate'), ('dot', 'Dot'), ('cos', 'Dot')])
def test_merge(mode, name):
    config = {'name': 'merge_1', 'mode': mode, 'concat_axis': -1, 'dot_axes': [[1], [1]],
              'output_shape': None, 'mode_type': 'raw', 'arguments': {}}
    layer = layers.deserialize({'class_name': 'Merge', 'config': config})
    assert type(layer).__name__ == name and layer.name == 'merge_1'


def test_a_merge_without_successor():
    with pytest.raises(ValueError, match='load_weights'):
        layers.deserialize({'class_name': 'Merge', 'config': {'mode': 'lambda code'}})


def test_a_class_of_ones_own_comes_first():
    class Merge(layers.Layer):
        pass

    layer = layers.deserialize({'class_name': 'Merge', 'config': {}}, {'Merge': Merge})
    assert type(layer) is Merge


def test_a_whole_model():
    config = {'class_name': 'Sequential', 'config': [
        {'class_name': 'Dense', 'config': DENSE},
        {'class_name': 'BatchNormalization', 'config': {
            'name': 'norm', 'mode': 0, 'axis': -1, 'epsilon': 1e-5, 'momentum': .9,
            'gamma_regularizer': None, 'beta_regularizer': None}},
        {'class_name': 'Dropout', 'config': {'p': .5, 'name': 'drop'}}]}
    model = model_from_config(config)
    assert isinstance(model, Sequential) and model.output_shape == (None, 4)
    assert model.predict(np.ones((2, 3))).shape == (2, 4)


def test_an_unknown_regularizer():
    with pytest.raises(ValueError, match='EigenvalueRegularizer'):
        read('Dense', dict(DENSE, W_regularizer={'name': 'EigenvalueRegularizer', 'k': 1}))
    K.clear_session()
