"""Tests of ops on shapes, against plain NumPy expressions."""

import numpy as np
import pytest

from keras import backend as K
from tests.backend.gradients import check_gradients

X = np.arange(24, dtype='float32').reshape((2, 3, 4))
MATRIX = np.arange(6, dtype='float32').reshape((2, 3))
IMAGES = np.arange(48, dtype='float32').reshape((2, 3, 4, 2))
VOLUMES = np.arange(48, dtype='float32').reshape((1, 2, 3, 4, 2))


def first(x):
    """The same with the channels as the second axis."""
    return np.moveaxis(x, -1, 1)


# name, arguments after the tensor, the tensor, what NumPy says
TABLE = [
    ('reshape', ((3, 8),), X, X.reshape(3, 8)),
    ('reshape', ((-1, 2),), X, X.reshape(-1, 2)),
    ('permute_dimensions', ((0, 2, 1),), X, X.transpose(0, 2, 1)),
    ('transpose', (), X, X.T),
    ('transpose', (), MATRIX, MATRIX.T),
    ('flatten', (), X, X.ravel()),
    ('batch_flatten', (), X, X.reshape(2, 12)),
    ('batch_flatten', (), np.zeros((2, 0, 3)), np.zeros((2, 0))),
    ('expand_dims', (), X, X[..., np.newaxis]),
    ('expand_dims', (1,), X, X[:, np.newaxis]),
    ('expand_dims', (0,), np.float32(3.), np.ones((1,)) * 3.),
    ('squeeze', (1,), X[:, :1], X[:, 0]),
    ('squeeze', (-1,), X[..., :1], X[..., 0]),
    ('repeat', (3,), MATRIX, np.stack([MATRIX] * 3, axis=1)),
    ('repeat_elements', (2, 0), X, np.repeat(X, 2, 0)),
    ('repeat_elements', (3, 1), X, np.repeat(X, 3, 1)),
    ('repeat_elements', (2, -1), X, np.repeat(X, 2, -1)),
    ('tile', ([1, 2, 3],), X, np.tile(X, (1, 2, 3))),
    ('tile', ((2, 1, 1),), X, np.tile(X, (2, 1, 1))),
    ('tile', ([2],), X, np.tile(X, (2,))),
    ('tile', (2,), np.arange(3.), np.tile(np.arange(3.), 2)),
    ('tile', (2,), MATRIX, np.tile(MATRIX, 2)),
    ('reverse', (1,), X, X[:, ::-1]),
    ('reverse', ([0, 2],), X, X[::-1, :, ::-1]),
    ('reverse', (-1,), X, X[..., ::-1]),
    ('slice', ([0, 1, 2], [1, 2, 2]), X, X[0:1, 1:3, 2:4]),
    ('slice', ([1, 0, 0], [-1, -1, 2]), X, X[1:, :, :2]),
    ('temporal_padding', (), X, np.pad(X, ((0, 0), (1, 1), (0, 0)), 'constant')),
    ('temporal_padding', ((2, 0),), X, np.pad(X, ((0, 0), (2, 0), (0, 0)), 'constant')),
    ('spatial_2d_padding', (((1, 2), (0, 3)), 'channels_last'), IMAGES,
     np.pad(IMAGES, ((0, 0), (1, 2), (0, 3), (0, 0)), 'constant')),
    ('spatial_2d_padding', (((1, 2), (0, 3)), 'channels_first'), first(IMAGES),
     first(np.pad(IMAGES, ((0, 0), (1, 2), (0, 3), (0, 0)), 'constant'))),
    ('spatial_3d_padding', (((1, 0), (0, 2), (1, 1)), 'channels_last'), VOLUMES,
     np.pad(VOLUMES, ((0, 0), (1, 0), (0, 2), (1, 1), (0, 0)), 'constant')),
    ('spatial_3d_padding', (((1, 0), (0, 2), (1, 1)), 'channels_first'), first(VOLUMES),
     first(np.pad(VOLUMES, ((0, 0), (1, 0), (0, 2), (1, 1), (0, 0)), 'constant'))),
    ('resize_images', (2, 3, 'channels_last'), IMAGES, IMAGES.repeat(2, 1).repeat(3, 2)),
    ('resize_images', (2, 3, 'channels_first'), first(IMAGES),
     first(IMAGES.repeat(2, 1).repeat(3, 2))),
    ('resize_volumes', (2, 3, 1, 'channels_last'), VOLUMES, VOLUMES.repeat(2, 1).repeat(3, 2)),
    ('resize_volumes', (2, 1, 3, 'channels_first'), first(VOLUMES),
     first(VOLUMES.repeat(2, 1).repeat(3, 3))),
]
IDS = ['{}{}'.format(row[0], i) for i, row in enumerate(TABLE)]


@pytest.mark.parametrize('name, args, x, expected', TABLE, ids=IDS)
@pytest.mark.parametrize('unknown', ['none', 'batch', 'all'])
def test_against_numpy(name, args, x, expected, unknown):
    x = np.asarray(x, dtype='float32')
    shape = {'none': x.shape, 'batch': (None,) + x.shape[1:] if x.ndim else (),
             'all': (None,) * x.ndim}[unknown]
    tensor = K.placeholder(shape=shape)
    result = getattr(K, name)(tensor, *args)
    got = K.function([tensor], [result])([x])[0]
    np.testing.assert_array_equal(got, expected)
    known = K.int_shape(result)
    assert len(known) == got.ndim
    for said, real in zip(known, got.shape):
        assert said in (None, real)
    if unknown == 'none':
        assert known == got.shape


@pytest.mark.parametrize('name, args, x, expected', TABLE, ids=IDS)
def test_gradient(name, args, x, expected):
    x = np.asarray(x, dtype='float64')
    if x.size > 24 or not x.size:
        x = np.asarray(x, dtype='float64')[:1]
    if x.size:
        check_gradients(lambda t: getattr(K, name)(t, *args), x, tolerance=1e-5)


@pytest.mark.parametrize('dtype', ['float16', 'float64', 'int32', 'bool'])
@pytest.mark.parametrize('name, args', [('flatten', ()), ('reverse', (0,)), ('repeat', (2,)),
                                        ('tile', ([1, 2],)), ('repeat_elements', (2, 1))])
def test_dtype_is_kept(name, args, dtype):
    result = getattr(K, name)(K.constant(MATRIX, dtype=dtype), *args)
    assert K.dtype(result) == dtype and K.eval(result).dtype == dtype


@pytest.mark.parametrize('axis', [0, 1, 2, -1, -2])
def test_concatenate(axis):
    arrays = [X, X + 100, X * 2]
    got = K.eval(K.concatenate([K.constant(x) for x in arrays], axis=axis))
    np.testing.assert_array_equal(got, np.concatenate(arrays, axis=axis))
    check_gradients(lambda *t: K.concatenate(t, axis), *[np.ones((2, 1, 2)) * i for i in range(2)])


def test_concatenate_of_sparse_and_dense():
    sparse = pytest.importorskip('scipy.sparse')
    a, b = np.eye(2, 3, dtype='float32'), np.ones((2, 3), dtype='float32')
    made = [K.variable(sparse.csr_matrix(x)) for x in (a, b)]
    for axis in (0, 1):
        both = K.concatenate(made, axis=axis)
        assert K.is_sparse(both)
        np.testing.assert_array_equal(K.eval(both), np.concatenate([a, b], axis=axis))
    mixed = K.concatenate([made[0], K.variable(b)], axis=-1)
    assert not K.is_sparse(mixed)
    np.testing.assert_array_equal(K.eval(mixed), np.concatenate([a, b], axis=1))


@pytest.mark.parametrize('axis', [0, 1, -1])
def test_stack(axis):
    got = K.eval(K.stack([K.constant(MATRIX), K.constant(MATRIX + 9)], axis=axis))
    np.testing.assert_array_equal(got, np.stack([MATRIX, MATRIX + 9], axis=axis))


@pytest.mark.parametrize('indices', [[0], [1, 1, 0], [[0, 1], [1, 0]]])
def test_gather(indices):
    got = K.eval(K.gather(K.variable(X), K.constant(indices, dtype='int32')))
    np.testing.assert_array_equal(got, X[np.array(indices)])
    check_gradients(lambda t: K.gather(t, K.constant(indices, dtype='int32')), np.ones((2, 3)))


@pytest.mark.parametrize('indices', [[0, 2], [[1], [3]], [4, -1]])
def test_one_hot(indices):
    expected = np.array(indices)[..., np.newaxis] == np.arange(4)
    got = K.eval(K.one_hot(K.constant(indices, dtype='int32'), 4))
    np.testing.assert_array_equal(got, expected.astype('float32'))


@pytest.mark.parametrize('args', [(5,), (2, 5), (1, 10, 3), (5, 1, -2)])
@pytest.mark.parametrize('dtype', ['int32', 'float32', 'int64'])
def test_arange(args, dtype):
    result = K.arange(*args, dtype=dtype)
    assert K.dtype(result) == dtype
    np.testing.assert_array_equal(K.eval(result), np.arange(*args))


def test_arange_to_a_negative_end_is_empty():
    assert K.eval(K.arange(-3)).tolist() == []


def test_arange_with_a_tensor():
    assert K.eval(K.arange(K.constant(3, dtype='int32'))).tolist() == [0, 1, 2]


def test_bilinear_images():
    x = np.array([[0., 2.], [4., 6.]], dtype='float32').reshape((1, 2, 2, 1))
    got = K.eval(K.resize_images(K.constant(x), 2, 2, 'channels_last', 'bilinear'))
    rows = np.array([0., 2., 4., 4.]).reshape(4, 1)
    np.testing.assert_allclose(got[0, :, :, 0], rows + np.array([0., 1., 2., 2.]), rtol=1e-6)
    swapped = K.eval(K.resize_images(K.constant(first(x)), 2, 2, 'channels_first', 'bilinear'))
    np.testing.assert_array_equal(swapped, first(got))


def test_default_data_format_is_that_of_the_settings():
    K.set_image_data_format('channels_first')
    assert K.int_shape(K.spatial_2d_padding(K.ones((1, 2, 3, 4)))) == (1, 2, 5, 6)


@pytest.mark.parametrize('call, message', [
    (lambda: K.repeat(K.ones((2, 3, 4)), 2), r'received shape \(2, 3, 4\)'),
    (lambda: K.spatial_2d_padding(K.ones((1, 2, 2, 1)), ((1, 1),)), '2 pairs'),
    (lambda: K.spatial_3d_padding(K.ones((1, 2, 2, 2, 1)), ((1, 1), (1, 1), (1,))), '3 pairs'),
    (lambda: K.spatial_2d_padding(K.ones((1, 2, 2, 1)), data_format='last'), 'channels_last'),
    (lambda: K.resize_images(K.ones((1, 2, 2, 1)), 2, 2, 'channels_last', 'cubic'), "'bilinear'"),
    (lambda: K.resize_images(K.ones((1, 2, 2, 1)), 2, 2, 'last'), 'channels_first'),
    (lambda: K.resize_volumes(K.ones((1, 2, 2, 2, 1)), 2, 2, 2, 'last'), 'channels_first'),
])
def test_errors(call, message):
    with pytest.raises(ValueError, match=message):
        call()
