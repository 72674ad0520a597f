"""Tests of tensors and variables: making, asking, setting, updating."""

import numpy as np
import pytest

from keras import backend as K
from tests.backend.reference import needs_unknown_rank


def value_of(made):
    return K.eval(made)


def nodes():
    """How many operations the current graph has (engines without graphs: none)."""
    return len(K.get_session().graph.get_operations()) if K.backend() == 'tensorflow' else 0


# Making


@pytest.mark.parametrize('value', [1, 2.5, [1, 2], [[1.], [2.]], np.arange(6).reshape((2, 3)),
                                   np.zeros((0, 3)), np.float64(3)])
@pytest.mark.parametrize('dtype', [None, 'float16', 'float64', 'int32', 'bool'])
def test_variable(value, dtype):
    x = K.variable(value, dtype=dtype, name='some_name')
    expected = np.asarray(value).astype(dtype or 'float32')
    got = K.get_value(x)
    assert got.dtype == expected.dtype
    np.testing.assert_array_equal(got, expected)
    assert K.int_shape(x) == x._keras_shape == expected.shape
    assert x._uses_learning_phase is False
    assert x.name.split(':')[0] == 'some_name'
    assert K.is_variable(x) and K.is_tensor(x) and not K.is_placeholder(x)


def test_variable_keeps_its_constraint():
    def constraint(x):
        return x
    assert K.variable(1., constraint=constraint).constraint is constraint
    assert K.variable(1.).constraint is None


def test_variables_of_one_tensor_are_set_apart():
    start = K.random_uniform((3,), seed=1)
    a, b = K.variable(start), K.variable(start)
    K.set_value(a, [1., 2., 3.])
    K.batch_set_value([(a, [4., 5., 6.]), (b, [7., 8., 9.])])
    assert K.get_value(a).tolist() == [4., 5., 6.]
    assert K.get_value(b).tolist() == [7., 8., 9.]


def test_variable_of_a_variable_starts_with_its_value():
    a = K.variable([1., 2.])
    assert K.get_value(K.variable(a)).tolist() == [1., 2.]
    assert K.dtype(K.variable(a, dtype='float64')) == 'float64'


def test_sparse_variable():
    sparse = pytest.importorskip('scipy.sparse')
    matrix = sparse.coo_matrix(([3., 1., 2.], ([2, 0, 1], [1, 2, 0])), shape=(3, 4))
    x = K.variable(matrix, dtype='float64')
    assert K.is_sparse(x) and K.is_tensor(x) and K.int_shape(x) == (3, 4) and K.ndim(x) == 2
    assert K.dtype(x) == 'float64'
    np.testing.assert_array_equal(K.eval(x), matrix.toarray())
    np.testing.assert_array_equal(K.eval(K.to_dense(x)), matrix.toarray())


def test_to_dense_of_dense_is_the_same():
    x = K.ones((2,))
    assert K.to_dense(x) is x


@pytest.mark.parametrize('make, expected', [
    (lambda: K.zeros((2, 3)), np.zeros((2, 3))),
    (lambda: K.ones((2, 0)), np.ones((2, 0))),
    (lambda: K.ones(()), np.ones(())),
    (lambda: K.eye(3), np.eye(3)),
    (lambda: K.eye((2, 3)), np.eye(2, 3)),
    (lambda: K.zeros_like(K.ones((2, 3))), np.zeros((2, 3))),
    (lambda: K.ones_like(K.zeros((2, 3))), np.ones((2, 3))),
    (lambda: K.constant(2., shape=(2, 2)), np.full((2, 2), 2.)),
    (lambda: K.constant([1, 2]), np.array([1., 2.])),
])
def test_filled(make, expected):
    assert K.dtype(make()) == 'float32'
    np.testing.assert_array_equal(value_of(make()), expected)
    assert K.int_shape(make()) == expected.shape


@pytest.mark.parametrize('op', ['zeros', 'ones', 'eye'])
@pytest.mark.parametrize('dtype', ['float64', 'int32'])
def test_filled_dtype_and_name(op, dtype):
    x = getattr(K, op)(3 if op == 'eye' else (3,), dtype=dtype, name='given')
    assert K.is_variable(x) and K.dtype(x) == dtype and x.name.split(':')[0] == 'given'


@pytest.mark.parametrize('op', ['zeros_like', 'ones_like'])
def test_like_dtype(op):
    assert K.dtype(getattr(K, op)(K.ones((2,)), dtype='int32')) == 'int32'
    assert K.dtype(getattr(K, op)(K.ones((2,), dtype='float64'))) == 'float64'


def test_zeros_of_a_shape_known_at_run_time():
    x = K.placeholder((None, 2))
    zeros = K.zeros((K.shape(x)[0], 3))
    assert not K.is_variable(zeros)
    assert K.function([x], [zeros])([np.ones((5, 2))])[0].shape == (5, 3)


def test_default_dtype_follows_floatx():
    K.set_floatx('float64')
    for x in (K.variable(1.), K.constant(1.), K.placeholder(()), K.zeros(()), K.ones(()), K.eye(2)):
        assert K.dtype(x) == 'float64'


@pytest.mark.parametrize('kwargs, shape', [
    ({'shape': (None, 3)}, (None, 3)), ({'ndim': 3}, (None, None, None)), ({'shape': ()}, ()),
    ({'shape': [2, 3]}, (2, 3)), ({'shape': (np.int64(2),)}, (2,)),
    pytest.param({}, None, marks=needs_unknown_rank)])
def test_placeholder(kwargs, shape):
    x = K.placeholder(dtype='int32', name='given', **kwargs)
    assert K.is_placeholder(x) and K.is_symbolic(x) and not K.is_variable(x)
    assert K.int_shape(x) == shape and x._keras_shape == shape
    assert K.ndim(x) == (None if shape is None else len(shape))
    assert K.dtype(x) == 'int32' and x.name.split(':')[0] == 'given'
    assert x._uses_learning_phase is False


# Asking


def test_is_keras_tensor():
    x = K.placeholder((2,))
    assert not K.is_keras_tensor(x) and not K.is_keras_tensor(K.variable(1.))
    x._keras_history = ('layer', 0, 0)
    assert K.is_keras_tensor(x)
    for wrong in (np.ones(2), 'x', None, 3):
        with pytest.raises(ValueError, match='Expected a symbolic tensor'):
            K.is_keras_tensor(wrong)


def test_kinds():
    x, v, a = K.placeholder((2,)), K.variable(1.), np.ones(2)
    assert [K.is_tensor(t) for t in (x, v, x + 1, a, 1.)] == [True, True, True, False, False]
    assert [K.is_symbolic(t) for t in (x, v, x + 1, a)] == [True, False, True, False]
    assert [K.is_placeholder(t) for t in (x, v, x + 1, a)] == [True, False, False, False]
    assert [K.is_variable(t) for t in (x, v, x + 1, a)] == [False, True, False, False]
    assert not K.is_sparse(x)


def test_shapes():
    x = K.placeholder((None, 3))
    assert K.int_shape(x) == (None, 3) and K.ndim(x) == 2
    assert K.int_shape(x * 2) == (None, 3)
    assert K.int_shape(np.ones((2, 5))) == (2, 5) and K.ndim(np.ones((2, 5))) == 2
    assert K.get_variable_shape(K.ones((2, 3))) == (2, 3)
    assert K.count_params(K.ones((2, 3))) == 6 and K.count_params(K.variable(1.)) == 1
    shape, size = K.function([x], [K.shape(x), K.size(x)])([np.ones((4, 3))])
    assert shape.tolist() == [4, 3] and size == 12


def test_int_shape_prefers_the_keras_shape():
    x = K.placeholder((None, None)) + 0
    x._keras_shape = (None, 7)
    assert K.int_shape(x) == (None, 7)


@pytest.mark.parametrize('dtype', ['float16', 'float32', 'float64', 'int32', 'int64', 'bool',
                                   'uint8'])
def test_cast_and_dtype(dtype):
    x = K.cast(K.constant([0., 1., 3.]), dtype)
    assert K.dtype(x) == dtype
    assert K.eval(x).tolist() == np.array([0., 1., 3.]).astype(dtype).tolist()


def test_cast_to_floatx():
    K.set_floatx('float16')
    array = K.cast_to_floatx(np.array([1., 2.]))
    assert isinstance(array, np.ndarray) and array.dtype == 'float16'
    assert K.cast_to_floatx(3).dtype == 'float16'
    assert K.dtype(K.cast_to_floatx(K.constant([1, 2], dtype='int32'))) == 'float16'


def test_identity():
    x = K.variable([1., 2.])
    y = K.identity(x, name='again')
    assert y is not x and y.name.split(':')[0] == 'again' and K.eval(y).tolist() == [1., 2.]


# Setting


def test_get_and_set_value():
    x = K.variable(np.zeros((2, 3)))
    for value in (np.ones((2, 3)), [[1, 2, 3], [4, 5, 6]], np.ones((2, 3), dtype='int64')):
        K.set_value(x, value)
        got = K.get_value(x)
        assert got.dtype == 'float32'
        np.testing.assert_array_equal(got, value)
    assert K.batch_get_value([]) == [] and K.batch_set_value([]) is None


def test_an_array_that_was_set_stays_the_callers():
    x, given = K.variable(np.zeros((64, 64))), np.ones((64, 64), dtype='float32')
    K.set_value(x, given)
    given += 1
    assert K.get_value(x).max() == 1.
    K.get_value(x)[:] = 5.
    assert K.get_value(x).max() == 1.


def test_setting_adds_no_nodes():
    xs = [K.variable(np.zeros((3,))) for _ in range(5)] + [K.random_uniform_variable((3,), 0, 1)]
    K.batch_get_value(xs)
    before = nodes()
    for i in range(3):
        K.batch_set_value([(x, np.ones(3) * i) for x in xs])
        K.batch_get_value(xs)
        K.set_value(xs[0], [1., 2., 3.])
        K.eval(xs[1])
    assert nodes() == before


def test_setting_before_the_first_use():
    x = K.random_uniform_variable((2,), 0, 1)
    K.set_value(x, [5., 6.])
    other = K.ones((2,))
    assert K.get_value(other).tolist() == [1., 1.]
    assert K.get_value(x).tolist() == [5., 6.]


@pytest.mark.parametrize('value', [np.ones((3, 2)), np.ones(3), 1., np.ones((2, 3, 1))])
def test_a_value_that_does_not_fit_sets_nothing(value):
    a, b = K.zeros((2, 3)), K.zeros((2, 3), name='second')
    with pytest.raises(ValueError, match=r"'second.*shape \(2, 3\).*Nothing was set"):
        K.batch_set_value([(a, np.ones((2, 3))), (b, value)])
    assert K.get_value(a).sum() == 0 and K.get_value(b).sum() == 0


def test_only_variables_can_be_set():
    with pytest.raises(ValueError, match='Only a variable can be set'):
        K.set_value(K.constant(1.), 2.)


# Updates


@pytest.mark.parametrize('op, expected', [('update', 3.), ('update_add', 5.), ('update_sub', -1.)])
def test_update(op, expected):
    x = K.variable([2., 2.])
    update = getattr(K, op)(x, K.constant([3., 3.]))
    assert K.get_value(x).tolist() == [2., 2.]
    K.function([], [], updates=[update])([])
    assert K.get_value(x).tolist() == [expected] * 2


@pytest.mark.parametrize('dtype', ['float16', 'float32', 'float64'])
def test_moving_average_update(dtype):
    x = K.variable([1., 2.], dtype=dtype)
    update = K.moving_average_update(x, K.constant([3., 8.]), .75)
    for _ in range(2):
        K.function([], [], updates=[update])([])
    np.testing.assert_allclose(K.get_value(x), [1.875, 4.625], rtol=1e-3)


# Scopes


def test_name_scope():
    with K.name_scope('outer'):
        with K.name_scope('inner'):
            x = K.variable(1., name='x')
    assert x.name.split(':')[0] == 'outer/inner/x'


def test_uids():
    assert [K.get_uid('dense'), K.get_uid('dense'), K.get_uid('conv'), K.get_uid()] == [1, 2, 1, 1]
    K.reset_uids()
    assert K.get_uid('dense') == 1
    K.clear_session()
    assert K.get_uid('dense') == 1


def test_symbolic_and_eager():
    @K.symbolic
    def double(x):
        """Doubles."""
        return x * 2

    assert double.__name__ == 'double' and double.__doc__ == 'Doubles.'
    assert K.eval(double(K.constant(2.))) == 4. and double(3) == 6
    assert K.eager(double) is double


def test_eval_needs_a_tensor():
    with pytest.raises(ValueError, match='Expected a symbolic tensor or a variable'):
        K.eval(3.)


# Settings shared by all engines


@pytest.mark.parametrize('setter, wrong, allowed', [
    ('set_floatx', 'float31', 'float16'), ('set_floatx', None, 'float16'),
    ('set_image_data_format', 'middle', 'channels_last'),
    ('set_image_dim_ordering', 'channels_last', "'tf', 'th'"),
    ('normalize_data_format', 'middle', 'channels_last'), ('normalize_data_format', 3, 'channels'),
    ('set_epsilon', 0, 'above 0'), ('set_epsilon', float('nan'), 'above 0'),
])
def test_settings_refuse(setter, wrong, allowed):
    with pytest.raises(ValueError, match=allowed):
        getattr(K, setter)(wrong)


def test_settings():
    K.set_epsilon(1e-3)
    assert K.epsilon() == 1e-3
    assert K.floatx() == 'float32'
    K.set_image_dim_ordering('th')
    assert (K.image_data_format(), K.image_dim_ordering()) == ('channels_first', 'th')
    assert K.normalize_data_format(None) == 'channels_first'
    assert K.normalize_data_format('Channels_Last') == 'channels_last'
    K.set_image_data_format('channels_last')
    assert K.image_dim_ordering() == 'tf'
