"""Tests of what is special on Theano: its own functions, flags, static sizes, compiled code."""

import os
import subprocess
import sys

import numpy as np
import pytest

from keras import backend as K
from keras.layers import GRU, LSTM, Dense, Dropout, Input, Lambda, Masking
from keras.models import Model
from tests.backend.reference import numbers

if K.backend() != 'theano':
    pytest.skip('looks into Theano', allow_module_level=True)

T = K.T


def test_functions_of_the_engine_work_on_tensors_and_in_layers():
    x = Input((3,))
    y = Lambda(lambda t: T.concatenate([T.sqrt(abs(t)), t[:, :1]], axis=1))(x)
    assert K.int_shape(y) == (None, 4)
    value = np.array([[4., -9., 16.]], dtype='float32')
    np.testing.assert_allclose(Model(x, y).predict(value), [[2., 3., 4., 4.]])


def test_a_function_of_the_engine_itself_can_be_made():
    x = K.placeholder((None, 2))
    f = K.theano.function([x], K.sum(x * K.variable([1., 10.]), axis=1))
    np.testing.assert_array_equal(f(np.ones((3, 2), dtype='float32')), [11.] * 3)


def test_the_float_type_of_the_engine_follows():
    for name in ('float64', 'float32'):
        K.set_floatx(name)
        assert K.dtype(K.placeholder((2,)) * 1.5) == name
        assert K.theano.config.floatX == name


@pytest.mark.parametrize('make, expected', [
    (lambda x: x[:, 1:], (None, 3, 5)),
    (lambda x: x[:, ::2, 3], (None, 2)),
    (lambda x: x[:, 0].dimshuffle(1, 'x', 0), (5, 1, None)),
    (lambda x: T.sum(x, axis=1), (None, 5)),
    (lambda x: T.sum(x, axis=1, keepdims=True) + x, (None, 4, 5)),
    (lambda x: T.concatenate([x, x], axis=-1), (None, 4, 10)),
    (lambda x: T.reshape(x, (x.shape[0], 20), ndim=2), (None, 20)),
    (lambda x: T.reshape(x, (-1, x.shape[2] * 2), ndim=2), (None, 10)),
    (lambda x: T.dot(x[:, 0], T.alloc(1., 5, 7)), (None, 7)),
    (lambda x: T.zeros((x.shape[0], x.shape[1] // 2)), (None, 2)),
    (lambda x: K.theano.grad(T.sum(x * x), x), (None, 4, 5)),
])
def test_sizes_are_known_of_what_the_engine_builds(make, expected):
    assert K.int_shape(make(K.placeholder((None, 4, 5)))) == expected


def test_only_the_branch_of_the_learning_phase_is_compiled():
    x = Input((4,))
    layer = Dropout(.5)
    f = K.function([x, K.learning_phase()], [layer(x)])
    kinds = [{type(node.op).__name__ for node in f.compiled(phase).maker.fgraph.apply_nodes}
             for phase in (True, False)]
    assert 'Draw' in kinds[0] and 'Draw' not in kinds[1]


def test_a_placeholder_that_is_not_fed_is_named():
    x, y = K.placeholder((2,), name='first'), K.placeholder((2,), name='second')
    with pytest.raises(ValueError, match="'second.*not among its inputs"):
        K.function([x], [x + y])([np.ones(2)])
    with pytest.raises(ValueError, match="'first.*K.function"):
        K.eval(x * 2.)


def test_draws_differ_in_each_round_of_a_loop_and_agree_with_their_gradient():
    x = K.variable(np.ones((6, 50)))
    dropped = K.map_fn(lambda row: K.dropout(row, .5), x)
    f = K.function([], [dropped] + K.gradients(K.sum(dropped), [x]))
    value, gradient = f([])
    np.testing.assert_array_equal(value, gradient)
    assert len({row.tobytes() for row in value}) == 6
    assert (f([])[0] != value).any()


COMPILED = '''
import numpy as np
from keras import backend as K
from keras.backend import numpy_backend as KNP
from tests.backend.reference import check, check_gradients, numbers
assert K.theano.config.cxx
check('conv2d', numbers(2, 5, 6, 2), numbers(3, 2, 2, 3), padding='same', strides=(2, 1))
check_gradients('conv2d', numbers(2, 5, 6, 2), numbers(3, 2, 2, 3), padding='same')
check('pool2d', numbers(2, 5, 6, 2), pool_size=(2, 2), padding='same')
'''


@pytest.mark.skipif(subprocess.call('g++ --version', shell=True, stdout=subprocess.DEVNULL,
                                    stderr=subprocess.DEVNULL) != 0, reason='needs g++')
def test_compiled_code_computes_the_same(tmp_path):
    flags = 'optimizer=fast_run,linker=cvm,base_compiledir={}'.format(tmp_path)
    env = dict(os.environ, THEANO_FLAGS=flags, AESARA_FLAGS=flags)
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    subprocess.check_call([sys.executable, '-c', COMPILED], env=env, cwd=root)


def test_optimized_loops_compute_the_same():
    inputs = Input((4, 3))
    layers = [LSTM(3, return_sequences=True, dropout=.5), GRU(2)]
    outputs = layers[1](layers[0](Masking()(inputs)))
    weights = layers[0].weights + layers[1].weights
    tensors = [outputs] + K.gradients(K.sum(outputs), weights)
    mode = K.theano.compile.mode.Mode(linker='vm', optimizer='fast_run')
    values = numbers(2, 4, 3)
    values[0, 2:] = 0.
    wanted = K.function([inputs], tensors)([values])
    for got, one in zip(K.function([inputs], tensors, mode=mode)([values]), wanted):
        np.testing.assert_allclose(got, one, rtol=1e-5, atol=1e-6)


def test_an_update_that_is_computed_twice_is_done_once():
    v = K.variable(1.)
    change = K.update_add(v, 1.)
    f = K.function([], [change, change * 10.], updates=[change])
    assert [float(one) for one in f([])] == [2., 20.]
    assert K.get_value(v) == 2.


def test_updates_of_one_variable_add_up():
    v = K.variable(1.)
    K.function([], [], updates=[K.update_add(v, v * 2.), K.update_sub(v, v * .5)])([])
    assert K.get_value(v) == 2.5


def test_weights_of_a_layer_are_variables_of_the_engine():
    layer = Dense(2)
    layer(Input((3,)))
    assert layer.kernel.get_value().shape == (3, 2)
