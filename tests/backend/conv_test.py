"""Tests of convolution and pooling against their NumPy definition."""

import itertools

import numpy as np
import pytest

from keras import backend as K
from keras.backend import numpy_backend as KNP
from tests.backend.reference import check, check_gradients, check_unknown, close, compute, numbers

FORMATS = ('channels_last', 'channels_first')


def images(*shape, data_format):
    """Numbers of the shape (samples, ..., channels), in the order that is asked for."""
    x = numbers(*shape)
    return np.moveaxis(x, -1, 1) if data_format == 'channels_first' else x


def table(**columns):
    """Every combination of the columns as a list of dictionaries."""
    return [dict(zip(columns, row)) for row in itertools.product(*columns.values())]


def name(case):
    """The name of a row of a table."""
    return '-'.join(str(value) for value in case.values()).replace(' ', '')


CONV1D = table(padding=('valid', 'same', 'causal'), strides=(1, 2), dilation_rate=(1, 3),
               data_format=FORMATS)
CONV2D = table(padding=('valid', 'same'), strides=((1, 1), (2, 2), (2, 1)),
               dilation_rate=((1, 1), (2, 2), (1, 3)), data_format=FORMATS)
CONV3D = table(padding=('valid', 'same'), strides=((1, 1, 1), (1, 2, 2)),
               dilation_rate=((1, 1, 1), (2, 1, 2)), data_format=FORMATS)
POOL = table(padding=('valid', 'same'), pool_mode=('max', 'avg'), data_format=FORMATS)


@pytest.mark.parametrize('case', CONV1D, ids=name)
def test_conv1d(case):
    x = images(2, 9, 3, data_format=case['data_format'])
    check('conv1d', x, numbers(3, 3, 4), **case)
    check_unknown('conv1d', [1 if case['data_format'] == 'channels_first' else 2],
                  x, numbers(3, 3, 4), **case)


@pytest.mark.parametrize('case', CONV2D, ids=name)
def test_conv2d(case):
    x = images(2, 8, 7, 3, data_format=case['data_format'])
    check('conv2d', x, numbers(3, 2, 3, 4), **case)
    check_unknown('conv2d', [1 if case['data_format'] == 'channels_first' else 3],
                  x, numbers(3, 2, 3, 4), **case)


@pytest.mark.parametrize('case', CONV3D, ids=name)
def test_conv3d(case):
    x = images(1, 5, 6, 5, 2, data_format=case['data_format'])
    check('conv3d', x, numbers(2, 3, 2, 2, 3), **case)


@pytest.mark.parametrize('case', CONV2D, ids=name)
def test_depthwise_conv2d(case):
    x = images(2, 8, 7, 3, data_format=case['data_format'])
    check('depthwise_conv2d', x, numbers(3, 2, 3, 2), **case)
    check_unknown('depthwise_conv2d', [1 if case['data_format'] == 'channels_first' else 3],
                  x, numbers(3, 2, 3, 2), **case)


@pytest.mark.parametrize('case', CONV2D[::3], ids=name)
def test_separable_conv2d(case):
    x = images(2, 8, 7, 3, data_format=case['data_format'])
    check('separable_conv2d', x, numbers(3, 2, 3, 2), numbers(1, 1, 6, 4), **case)


@pytest.mark.parametrize('case', CONV1D, ids=name)
def test_separable_conv1d(case):
    x = images(2, 9, 3, data_format=case['data_format'])
    check('separable_conv1d', x, numbers(3, 3, 2), numbers(1, 6, 4), **case)


@pytest.mark.parametrize('op, x, kernels, case', [
    ('conv1d', (2, 7, 2), [(3, 2, 3)], dict(padding='causal', dilation_rate=2)),
    ('conv1d', (2, 7, 2), [(3, 2, 3)], dict(padding='same', strides=2)),
    ('conv2d', (2, 5, 6, 2), [(3, 2, 2, 3)], dict(padding='same', strides=(2, 1))),
    ('conv2d', (2, 6, 6, 2), [(3, 2, 2, 3)], dict(padding='same', dilation_rate=(2, 2))),
    ('conv2d', (2, 6, 6, 2), [(3, 2, 2, 3)], dict(strides=(2, 1), dilation_rate=(2, 1))),
    ('conv2d', (2, 3, 5, 6), [(3, 2, 3, 2)], dict(data_format='channels_first')),
    ('conv3d', (1, 4, 5, 4, 2), [(2, 2, 2, 2, 2)], dict(padding='same', strides=(1, 2, 1))),
    ('conv3d', (1, 4, 5, 4, 2), [(2, 2, 2, 2, 2)], dict(dilation_rate=(2, 1, 2))),
    ('depthwise_conv2d', (2, 5, 6, 2), [(3, 2, 2, 2)], dict(padding='same', strides=(2, 1))),
    ('depthwise_conv2d', (2, 5, 6, 2), [(2, 2, 2, 2)], dict(dilation_rate=(2, 2))),
    ('separable_conv1d', (2, 6, 2), [(3, 2, 2), (1, 4, 3)], dict(padding='causal')),
    ('separable_conv2d', (2, 5, 5, 2), [(2, 2, 2, 2), (1, 1, 4, 3)], dict(padding='same')),
    ('pool2d', (2, 5, 6, 2), [], dict(pool_size=(2, 3), strides=(2, 1), padding='same')),
    ('pool2d', (2, 5, 6, 2), [], dict(pool_size=(2, 3), padding='same', pool_mode='avg')),
    ('pool2d', (2, 2, 5, 6), [], dict(pool_size=(2, 2), data_format='channels_first')),
    ('pool3d', (1, 4, 5, 4, 2), [], dict(pool_size=(2, 2, 2), strides=(2, 2, 2))),
    ('pool3d', (1, 4, 5, 4, 2), [], dict(pool_size=(2, 2, 2), padding='same', pool_mode='avg')),
    ('local_conv1d', (2, 6, 2), [(4, 6, 3)], dict(kernel_size=(3,), strides=(1,))),
    ('local_conv2d', (2, 4, 5, 2), [(6, 8, 3)],
     dict(kernel_size=(2, 2), strides=(1, 2), output_shape=(3, 2))),
    ('conv2d_transpose', (2, 3, 4, 2), [(3, 2, 3, 2)],
     dict(output_shape=(2, 7, 8, 3), strides=(2, 2))),
    ('conv2d_transpose', (2, 3, 4, 2), [(3, 2, 3, 2)],
     dict(output_shape=(2, 7, 7, 3), dilation_rate=(2, 3))),
    ('conv3d_transpose', (1, 2, 3, 2, 2), [(2, 2, 2, 3, 2)],
     dict(output_shape=(1, 4, 6, 4, 3), strides=(2, 2, 2), padding='same')),
])
def test_gradients(op, x, kernels, case):
    check_gradients(op, numbers(*x), *[numbers(*shape) for shape in kernels], **case)


@pytest.mark.parametrize('pool_size, strides', [((2, 2), (2, 2)), ((3, 2), (1, 2)), (2, 1)])
@pytest.mark.parametrize('case', POOL, ids=name)
def test_pool2d(case, pool_size, strides):
    x = images(2, 7, 8, 3, data_format=case['data_format'])
    check('pool2d', x, pool_size=pool_size, strides=strides, **case)
    check_unknown('pool2d', [], x, pool_size=pool_size, strides=strides, **case)


@pytest.mark.parametrize('case', POOL, ids=name)
def test_pool3d(case):
    x = images(2, 5, 6, 4, 3, data_format=case['data_format'])
    check('pool3d', x, pool_size=(2, 3, 2), strides=(1, 2, 2), **case)


TRANSPOSED = [
    ((3, 4), (3, 2), (1, 1), 'valid', (1, 1), (5, 5)),
    ((3, 4), (3, 2), (2, 2), 'valid', (1, 1), (7, 8)),
    ((3, 4), (3, 2), (2, 3), 'same', (1, 1), (6, 12)),
    ((3, 4), (3, 3), (2, 2), 'same', (1, 1), (5, 7)),
    ((3, 4), (2, 2), (3, 3), 'valid', (1, 1), (9, 12)),
    ((3, 4), (3, 2), (1, 1), 'same', (2, 3), (3, 4)),
    ((3, 4), (3, 2), (2, 2), 'valid', (2, 1), (9, 8)),
]


@pytest.mark.parametrize('data_format', FORMATS)
@pytest.mark.parametrize('size, kernel, strides, padding, dilation, lengths', TRANSPOSED)
def test_conv2d_transpose(size, kernel, strides, padding, dilation, lengths, data_format):
    x = images(2, *size + (3,), data_format=data_format)
    weights = numbers(*kernel + (5, 3))
    shape = (2, 5) + lengths if data_format == 'channels_first' else (2,) + lengths + (5,)
    kwargs = dict(strides=strides, padding=padding, data_format=data_format,
                  dilation_rate=dilation)
    check('conv2d_transpose', x, weights, output_shape=shape, **kwargs)
    want = KNP.conv2d_transpose(x, weights, shape, **kwargs)
    axis = 1 if data_format == 'channels_first' else 3
    free = tuple(n if place == axis else None for place, n in enumerate(x.shape))

    def batch_is_a_tensor(x, w):
        return K.conv2d_transpose(x, w, (K.shape(x)[0],) + shape[1:], **kwargs)

    def shape_is_a_tensor(x, w):
        return K.conv2d_transpose(x, w, K.constant(shape, dtype='int32'), **kwargs)

    for function in (batch_is_a_tensor, shape_is_a_tensor):
        got, tensor = compute(function, [x, weights], [free, weights.shape])
        close(got, want)
    got, tensor = compute(batch_is_a_tensor, [x, weights], [free, weights.shape])
    assert K.int_shape(tensor)[1:] == shape[1:]


@pytest.mark.parametrize('data_format', FORMATS)
def test_conv2d_transpose_finds_out_unknown_sizes(data_format):
    x = images(2, 3, 4, 3, data_format=data_format)
    weights = numbers(3, 2, 5, 3)
    shape = (2, 5, 7, 8) if data_format == 'channels_first' else (2, 7, 8, 5)
    axis = 1 if data_format == 'channels_first' else 3
    free = tuple(n if place == axis else None for place, n in enumerate(x.shape))
    got, _ = compute(
        lambda x, w: K.conv2d_transpose(x, w, (None,) * 4, (2, 2), data_format=data_format),
        [x, weights], [free, weights.shape])
    close(got, KNP.conv2d_transpose(x, weights, shape, (2, 2), data_format=data_format))


@pytest.mark.parametrize('data_format', FORMATS)
@pytest.mark.parametrize('strides, padding, lengths', [
    ((1, 1, 1), 'valid', (3, 4, 3)), ((2, 2, 2), 'same', (4, 6, 4)),
    ((2, 1, 1), 'valid', (4, 4, 3))])
def test_conv3d_transpose(strides, padding, lengths, data_format):
    x = images(2, 2, 3, 2, 3, data_format=data_format)
    shape = (2, 4) + lengths if data_format == 'channels_first' else (2,) + lengths + (4,)
    check('conv3d_transpose', x, numbers(2, 2, 2, 4, 3), output_shape=shape, strides=strides,
          padding=padding, data_format=data_format)


@pytest.mark.parametrize('data_format', FORMATS)
@pytest.mark.parametrize('kernel_size, stride, places', [(3, 1, 6), (2, 2, 4), (1, 3, 3)])
def test_local_conv1d(kernel_size, stride, places, data_format):
    x = images(3, 8, 2, data_format=data_format)
    kernel = numbers(places, kernel_size * 2, 4)
    kwargs = dict(kernel_size=kernel_size, strides=(stride,), data_format=data_format)
    check('local_conv1d', x, kernel, **kwargs)
    got, tensor = compute(lambda x, k: K.local_conv1d(x, k, **kwargs), [x, kernel],
                          [(None,) + x.shape[1:], kernel.shape])
    want = KNP.local_conv1d(x, kernel, **kwargs)
    close(got, want)
    assert K.int_shape(tensor) == (None,) + want.shape[1:]


@pytest.mark.parametrize('data_format', FORMATS)
@pytest.mark.parametrize('strides, output_shape', [((1, 1), (4, 4)), ((2, 1), (2, 4))])
def test_local_conv2d(strides, output_shape, data_format):
    x = images(3, 5, 6, 2, data_format=data_format)
    kernel = numbers(int(np.prod(output_shape)), 2 * 3 * 2, 4)
    kwargs = dict(kernel_size=(2, 3), strides=strides, output_shape=output_shape,
                  data_format=data_format)
    check('local_conv2d', x, kernel, **kwargs)
    got, tensor = compute(lambda x, k: K.local_conv2d(x, k, **kwargs), [x, kernel],
                          [(None,) + x.shape[1:], kernel.shape])
    want = KNP.local_conv2d(x, kernel, **kwargs)
    close(got, want)
    assert K.int_shape(tensor) == (None,) + want.shape[1:]


def test_the_default_data_format_is_followed():
    K.set_image_data_format('channels_first')
    check('conv2d', numbers(2, 3, 6, 6), numbers(2, 2, 3, 4))
    check('pool2d', numbers(2, 3, 6, 6), pool_size=(2, 2))


def test_convolution_in_double_precision():
    check('conv2d', numbers(2, 6, 6, 3, dtype='float64'), numbers(2, 2, 3, 4, dtype='float64'))


@pytest.mark.parametrize('call, message', [
    (lambda x, k: K.conv2d(x, k, padding='causal'), "'causal'"),
    (lambda x, k: K.conv2d(x, k, padding='full'), "'valid', 'same'"),
    (lambda x, k: K.conv2d(x, k, data_format='NHWC'), "'channels_last'"),
    (lambda x, k: K.conv2d(x, k, strides=(1, 2, 3)), 'strides'),
    (lambda x, k: K.depthwise_conv2d(x, k, padding='causal'), "'causal'"),
    (lambda x, k: K.conv2d_transpose(x, k, (1, 5, 5, 3), padding='causal'), "'causal'"),
    (lambda x, k: K.pool2d(x, (2, 2), pool_mode='median'), "'median'"),
    (lambda x, k: K.pool2d(x, (2, 2), padding='causal'), "'causal'"),
])
def test_errors_name_what_was_received(call, message):
    with pytest.raises(ValueError, match=message):
        call(K.zeros((1, 5, 5, 3)), K.zeros((2, 2, 3, 3)))
