"""Tests of arithmetic, reductions, comparisons and products, against plain NumPy expressions."""

import itertools

import numpy as np
import pytest

from keras import backend as K
from tests.backend.gradients import check_gradients

TOLERANCE = {'float16': 5e-3, 'float32': 1e-5, 'float64': 1e-12, 'int32': 0}
SHAPES = [(), (3,), (2, 3), (2, 1, 4), (0, 3)]


def numbers(shape, dtype='float64', low=-2., high=2., seed=0):
    """Numbers of both signs, without one near 0 or near a half."""
    values = np.random.RandomState(seed).uniform(low, high, shape)
    values = np.where(np.abs(values) < .05, .3, values)
    return np.asarray(values * (3 if dtype == 'int32' else 1)).astype(dtype)


def positive(shape, dtype='float64'):
    return numbers(shape, dtype, .2, 2.)


def same(got, expected, dtype):
    assert got.shape == np.shape(expected)
    scale = max(1., np.abs(expected).max()) if np.size(expected) else 1.
    np.testing.assert_allclose(got, expected, atol=TOLERANCE[dtype] * scale, rtol=0)


ELEMENTWISE = [
    ('abs', np.abs, numbers), ('sqrt', np.sqrt, positive), ('square', np.square, numbers),
    ('exp', np.exp, numbers), ('log', np.log, positive), ('sign', np.sign, numbers),
    ('sin', np.sin, numbers), ('cos', np.cos, numbers), ('round', np.round, numbers),
]


@pytest.mark.parametrize('name, expected, generate', ELEMENTWISE)
@pytest.mark.parametrize('shape', SHAPES)
@pytest.mark.parametrize('dtype', ['float16', 'float32', 'float64'])
def test_elementwise(name, expected, generate, shape, dtype):
    x = generate(shape, dtype)
    same(K.eval(getattr(K, name)(K.constant(x, dtype=dtype))), expected(x.astype('float64')), dtype)


@pytest.mark.parametrize('name, expected, generate', [
    row for row in ELEMENTWISE if row[0] not in ('sign', 'round')])
def test_elementwise_gradient(name, expected, generate):
    check_gradients(getattr(K, name), generate((2, 3)))


@pytest.mark.parametrize('name', ['abs', 'square', 'sign'])
def test_elementwise_integers(name):
    x = np.array([-3, 0, 2], dtype='int32')
    result = K.eval(getattr(K, name)(K.constant(x, dtype='int32')))
    assert result.dtype == 'int32'
    assert result.tolist() == getattr(np, name)(x).tolist()


def test_sqrt_of_negative_is_zero():
    assert K.eval(K.sqrt(K.constant([-4., 0., 4.]))).tolist() == [0., 0., 2.]


def test_round_takes_the_even_half():
    assert K.eval(K.round(K.constant([.5, 1.5, 2.5, -.5]))).tolist() == [0., 2., 2., 0.]


@pytest.mark.parametrize('a', [2, .5, -1.])
def test_pow(a):
    x = positive((2, 3))
    same(K.eval(K.pow(K.constant(x, dtype='float64'), a)), x ** a, 'float64')
    check_gradients(lambda t: K.pow(t, a), x)


def test_pow_with_tensor():
    x, a = positive((2, 3)), numbers((3,), seed=1)
    check_gradients(K.pow, x, a)
    same(K.eval(K.pow(K.constant(x, dtype='float64'), K.constant(a, dtype='float64'))), x ** a,
         'float64')


@pytest.mark.parametrize('low, high, expected', [
    (-1., 1., [-1., -.5, .5, 1.]),
    (None, 1., [-3., -.5, .5, 1.]),
    (0., None, [0., 0., .5, 3.]),
    (None, None, [-3., -.5, .5, 3.]),
    (1., -1., [1., 1., 1., 1.]),        # the upper limit gives way
])
@pytest.mark.parametrize('dtype', ['float16', 'float32', 'float64'])
def test_clip(low, high, expected, dtype):
    x = K.constant([-3., -.5, .5, 3.], dtype=dtype)
    result = K.eval(K.clip(x, low, high))
    assert result.dtype == dtype and result.tolist() == expected


def test_clip_with_tensors_integers_and_variables():
    x = K.variable([[-3., .5], [2., 9.]])
    assert K.eval(K.clip(x, K.constant(0.), K.constant([1., 5.]))).tolist() == [[0., .5], [1., 5.]]
    integers = K.constant([-3, 0, 8], dtype='int32')
    assert K.eval(K.clip(integers, 0, 5)).tolist() == [0, 0, 5]
    assert K.eval(K.clip(integers, None, 5)).tolist() == [-3, 0, 5]
    check_gradients(lambda t: K.clip(t, -1., 1.), numbers((3, 3)))


COMPARISONS = [('equal', np.equal), ('not_equal', np.not_equal), ('greater', np.greater),
               ('greater_equal', np.greater_equal), ('less', np.less),
               ('less_equal', np.less_equal), ('maximum', np.maximum), ('minimum', np.minimum)]


@pytest.mark.parametrize('name, expected', COMPARISONS)
@pytest.mark.parametrize('shapes', [((4,), (4,)), ((2, 3), (3,)), ((2, 1), (1, 3)), ((2, 3), ())])
@pytest.mark.parametrize('dtype', ['int32', 'float32'])
def test_of_two(name, expected, shapes, dtype):
    x, y = [np.random.RandomState(i).randint(0, 3, s).astype(dtype) for i, s in enumerate(shapes)]
    result = K.eval(getattr(K, name)(K.constant(x, dtype=dtype), K.constant(y, dtype=dtype)))
    assert result.dtype == expected(x, y).dtype
    assert result.tolist() == expected(x, y).tolist()


@pytest.mark.parametrize('name', ['maximum', 'minimum'])
def test_of_two_gradient(name):
    check_gradients(getattr(K, name), numbers((2, 3)), numbers((3,), seed=1))


def logsumexp(x, axis=None, keepdims=False):
    return np.log(np.sum(np.exp(x), axis=axis, keepdims=keepdims))


REDUCTIONS = [('sum', np.sum), ('prod', np.prod), ('mean', np.mean), ('var', np.var),
              ('std', np.std), ('max', np.max), ('min', np.min), ('logsumexp', logsumexp)]
AXES = [((3,), None), ((3,), 0), ((2, 3), -1), ((2, 3), 0), ((2, 3, 4), 1), ((2, 3, 4), [0, 2]),
        ((2, 3, 4), (1, -1)), ((2, 3, 4), None)]


@pytest.mark.parametrize('name, expected', REDUCTIONS)
@pytest.mark.parametrize('shape, axis', AXES)
@pytest.mark.parametrize('keepdims', [False, True])
@pytest.mark.parametrize('dtype', ['float32', 'float64'])
def test_reduction(name, expected, shape, axis, keepdims, dtype):
    x = numbers(shape, dtype)
    numpy_axis = tuple(axis) if isinstance(axis, list) else axis
    result = getattr(K, name)(K.constant(x, dtype=dtype), axis=axis, keepdims=keepdims)
    same(K.eval(result), expected(x.astype('float64'), axis=numpy_axis, keepdims=keepdims), dtype)
    assert K.dtype(result) == dtype


@pytest.mark.parametrize('name, expected', REDUCTIONS)
@pytest.mark.parametrize('axis', [None, 1, [0, 2]])
def test_reduction_gradient(name, expected, axis):
    check_gradients(lambda t: getattr(K, name)(t, axis=axis), numbers((2, 3, 2)))


@pytest.mark.parametrize('name, expected', [('any', np.any), ('all', np.all)])
@pytest.mark.parametrize('shape, axis', AXES)
@pytest.mark.parametrize('keepdims', [False, True])
@pytest.mark.parametrize('dtype', ['bool', 'int32', 'float32'])
def test_any_and_all(name, expected, shape, axis, keepdims, dtype):
    x = np.random.RandomState(0).randint(0, 2, shape).astype(dtype)
    numpy_axis = tuple(axis) if isinstance(axis, list) else axis
    got = K.eval(getattr(K, name)(K.constant(x, dtype=dtype), axis=axis, keepdims=keepdims))
    assert got.tolist() == expected(x, axis=numpy_axis, keepdims=keepdims).tolist()


def test_booleans_count_as_numbers():
    x = K.constant([True, False, True, True], dtype='bool')
    assert K.eval(K.mean(x)) == .75 and K.dtype(K.mean(x)) == 'float32'
    assert K.eval(K.var(x)) == .1875
    np.testing.assert_allclose(K.eval(K.std(x)), .1875 ** .5, rtol=1e-6)


def test_logsumexp_does_not_overflow():
    np.testing.assert_allclose(K.eval(K.logsumexp(K.constant([1000., 1000.]))), 1000 + np.log(2.),
                               rtol=1e-6)


@pytest.mark.parametrize('name', ['argmax', 'argmin'])
@pytest.mark.parametrize('axis', [0, 1, -1])
def test_argmax_and_argmin(name, axis):
    x = np.random.RandomState(0).permutation(24).reshape((2, 3, 4)).astype('float32')
    got = K.eval(getattr(K, name)(K.constant(x), axis=axis))
    assert got.tolist() == getattr(np, name)(x, axis=axis).tolist()


@pytest.mark.parametrize('name', ['cumsum', 'cumprod'])
@pytest.mark.parametrize('axis', [0, 1, -1])
def test_cumulative(name, axis):
    x = numbers((2, 3, 2))
    op = getattr(K, name)
    same(K.eval(op(K.constant(x, dtype='float64'), axis=axis)), getattr(np, name)(x, axis=axis),
         'float64')
    check_gradients(lambda t: op(t, axis=axis), x)


DOTS = [((2, 3), (3, 4)), ((2, 3), (3,)), ((3,), (3,)), ((3,), (3, 4)), ((5, 2, 3), (3, 4)),
        ((2, 3), (5, 3, 4)), ((5, 2, 3), (4, 3, 2)), ((2, 5, 2, 3), (3, 1)), ((), (2, 3)),
        ((2, 3), ())]


@pytest.mark.parametrize('x_shape, y_shape', DOTS)
@pytest.mark.parametrize('known', [True, False])
def test_dot(x_shape, y_shape, known):
    x, y = numbers(x_shape, 'float32'), numbers(y_shape, 'float32', seed=1)
    tensors = [K.placeholder(shape=s if known else (None,) * len(s)) for s in (x_shape, y_shape)]
    result = K.dot(*tensors)
    got = K.function(tensors, [result])([x, y])[0]
    same(got, np.dot(x, y), 'float32')
    if known:
        assert K.int_shape(result) == got.shape


def test_dot_of_unknown_batch_keeps_the_known_sizes():
    result = K.dot(K.placeholder((None, 5, 3)), K.ones((3, 4)))
    assert K.int_shape(result) == (None, 5, 4)


def test_dot_with_sparse():
    sparse = pytest.importorskip('scipy.sparse')
    x, y = np.diag([1., 2., 3.]).astype('float32'), numbers((3, 2), 'float32')
    got = K.eval(K.dot(K.variable(sparse.csr_matrix(x)), K.variable(y)))
    same(got, x.dot(y), 'float32')


@pytest.mark.parametrize('x_shape, y_shape', [((2, 3), (3, 4)), ((4, 2, 3), (3, 2)),
                                              ((2, 3), (2, 3, 2))])
def test_dot_gradient(x_shape, y_shape):
    check_gradients(K.dot, numbers(x_shape), numbers(y_shape, seed=1))


BATCH_DOTS = [
    ((2, 3), (2, 3), None), ((2, 3), (2, 3), 1), ((2, 3, 4), (2, 4, 5), None),
    ((2, 3, 4), (2, 5, 4), 2), ((2, 3, 4), (2, 3, 5), 1), ((2, 3, 4), (2, 5, 3), (1, 2)),
    ((2, 3), (2, 4, 3), (1, 2)), ((2, 4, 3), (2, 3), (2, 1)), ((2, 3, 4, 5), (2, 5, 4), (2, 2)),
    ((2, 3, 4), (2, 6, 4, 5), (2, -2)), ((2, 3, 4, 5), (2, 3, 5, 4), None), ((2, 1, 3), (2, 3), -1),
]


def numpy_batch_dot(x, y, axes):
    """Sample by sample, what `K.batch_dot` is meant to be."""
    if axes is None:
        axes = (x.ndim - 1, 1 if y.ndim == 2 else y.ndim - 2)
    axes = [axes, axes] if isinstance(axes, int) else axes
    x_axis, y_axis = axes[0] % x.ndim - 1, axes[1] % y.ndim - 1
    result = np.stack([np.tensordot(a, b, (x_axis, y_axis)) for a, b in zip(x, y)])
    return result[:, np.newaxis] if result.ndim == 1 else result


@pytest.mark.parametrize('x_shape, y_shape, axes', BATCH_DOTS)
@pytest.mark.parametrize('unknown', ['none', 'batch', 'all'])
def test_batch_dot(x_shape, y_shape, axes, unknown):
    x, y = numbers(x_shape, 'float32'), numbers(y_shape, 'float32', seed=1)
    tensors = [K.placeholder(shape={'none': s, 'batch': (None,) + s[1:],
                                    'all': (None,) * len(s)}[unknown]) for s in (x_shape, y_shape)]
    result = K.batch_dot(*(tensors + [axes]))
    got = K.function(tensors, [result])([x, y])[0]
    same(got, numpy_batch_dot(x, y, axes), 'float32')
    known = K.int_shape(result)
    assert len(known) == got.ndim
    if unknown != 'all':
        assert known[1:] == got.shape[1:]


@pytest.mark.parametrize('x_shape, y_shape, axes', BATCH_DOTS[:6])
def test_batch_dot_gradient(x_shape, y_shape, axes):
    check_gradients(lambda x, y: K.batch_dot(x, y, axes),
                    numbers(x_shape), numbers(y_shape, seed=1))


@pytest.mark.parametrize('x_shape, y_shape, axes, message', [
    ((2,), (2, 3), None, 'rank 2 or more'),
    ((2, 3), (2, 4), None, 'sizes differ'),
    ((2, 3), (2, 3), 0, '0 is the batch'),
    ((2, 3), (2, 3), 2, 'from 1 to 1'),
    ((2, 3), (2, 3), (1, 1, 1), 'pair'),
    ((2, 3), (2, 3), (1, 1.5), 'cannot sum over axis 1.5'),
])
def test_batch_dot_refuses(x_shape, y_shape, axes, message):
    with pytest.raises(ValueError, match=message):
        K.batch_dot(K.ones(x_shape), K.ones(y_shape), axes)


def test_every_table_row_is_an_op():
    for name, _ in itertools.chain(COMPARISONS, REDUCTIONS):
        assert callable(getattr(K, name))
