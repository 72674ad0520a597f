"""The decorators, on classes of a user."""

import numpy as np
import pytest

from keras import backend as K
from keras import optimizers
from keras.layers import Layer
from keras.legacy import interfaces


def test_an_optimizer_of_ones_own():
    class Plain(optimizers.Optimizer):
        @interfaces.legacy_get_updates_support
        @K.symbolic
        def get_updates(self, loss, params):
            self.updates = [K.update_sub(p, .5 * g)
                            for p, g in zip(params, self.get_gradients(loss, params))]
            return self.updates

    weight = K.variable(np.ones(2))
    loss = K.sum(K.square(weight))
    assert len(Plain().get_updates(loss, [weight])) == 1
    with pytest.warns(UserWarning, match='get_updates'):
        updates = Plain().get_updates([weight], {}, loss)
    K.function([], [], updates=updates)([])
    np.testing.assert_allclose(K.get_value(weight), 0, atol=1e-6)


def test_a_layer_of_ones_own():
    class Mine(Layer):
        @interfaces.legacy_conv2d_support
        def __init__(self, filters, kernel_size, padding='valid', **kwargs):
            super(Mine, self).__init__(**kwargs)
            self.values = filters, kernel_size, padding

    assert Mine(3, (2, 2)).values == (3, (2, 2), 'valid')
    with pytest.warns(UserWarning, match='`Mine` call'):
        assert Mine(3, 2, 2, border_mode='same').values == (3, (2, 2), 'same')


def test_an_interface_of_ones_own():
    def preprocess(args, kwargs):
        converted = []
        if 'both' in kwargs:
            kwargs['a'] = kwargs['b'] = kwargs.pop('both')
            converted = [('both', 'a')]
        return args, kwargs, converted

    support = interfaces.generate_legacy_method_interface(
        allowed_positional_args=['a'], conversions=[('bee', 'b')], preprocessor=preprocess,
        value_conversions={'b': {'one': 1}})

    class Mine(object):
        @support
        def method(self, a, b=0):
            return a, b

    assert Mine().method(1, b=2) == (1, 2)
    with pytest.warns(UserWarning, match='`method` call'):
        assert Mine().method(1, bee='one') == (1, 1)
    with pytest.warns(UserWarning):
        assert Mine().method(both=5) == (5, 5)
    with pytest.raises(TypeError, match='by position'):
        Mine().method(1, 2)
    with pytest.raises(TypeError, match='twice'):
        Mine().method(1, b=1, bee='one')


def test_preprocessors_see_self():
    args, kwargs, converted = interfaces.conv2d_args_preprocessor(('self', 4, 3, 3), {})
    assert args == ('self', 4, (3, 3)) and converted
    args, kwargs, converted = interfaces.recurrent_args_preprocessor(('self', 4), {'input_dim': 3})
    assert kwargs == {'input_shape': (None, 3)} and converted
    assert interfaces.batchnorm_args_preprocessor(('self',), {}) == (('self',), {}, [])
    with pytest.raises(TypeError, match='new'):
        interfaces.raise_duplicate_arg_error('old', 'new')
