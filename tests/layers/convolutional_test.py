"""Convolutions, padding, cropping and upsampling, against sums written with NumPy."""

import itertools

import numpy as np
import pytest

from keras import layers
from keras.layers import Input
from tests.layers.helpers import floats, run


def correlate(x, kernel, strides, dilations):
    """Convolution of `(batch, ..., channels)` without padding, place by place."""
    rank = len(strides)
    taps = kernel.shape[:rank]
    lengths = [(x.shape[1 + i] - (taps[i] - 1) * dilations[i] - 1) // strides[i] + 1
               for i in range(rank)]
    out = np.zeros((x.shape[0],) + tuple(lengths) + (kernel.shape[-1],))
    for place in itertools.product(*(range(n) for n in lengths)):
        for tap in itertools.product(*(range(n) for n in taps)):
            at = tuple(place[i] * strides[i] + tap[i] * dilations[i] for i in range(rank))
            out[(slice(None),) + place] += x[(slice(None),) + at].dot(kernel[tap])
    return out


def pad_same(x, taps, strides, dilations):
    """`x` with the zeros of padding='same'; the odd one goes to the end."""
    widths = [(0, 0)]
    for i, (n, stride, dilation) in enumerate(zip(taps, strides, dilations)):
        reach = (n - 1) * dilation + 1
        length = -(-x.shape[1 + i] // stride)
        total = max((length - 1) * stride + reach - x.shape[1 + i], 0)
        widths.append((total // 2, total - total // 2))
    return np.pad(x, widths + [(0, 0)], 'constant')


@pytest.mark.parametrize('data_format', ['channels_last', 'channels_first'])
@pytest.mark.parametrize('padding', ['valid', 'same'])
@pytest.mark.parametrize('stride, dilation', [(1, 1), (2, 1), (1, 2)])
@pytest.mark.parametrize('rank', [1, 2, 3])
def test_convolution(rank, stride, dilation, padding, data_format):
    x = floats(*((2,) + (5, 6, 7)[:rank] + (3,)))
    taps = (3, 2, 2)[:rank]
    kernel, bias = floats(*(taps + (3, 4)), seed=1), floats(4, seed=2)
    strides, dilations = (stride,) * rank, (dilation,) * rank
    padded = pad_same(x, taps, strides, dilations) if padding == 'same' else x
    wanted = correlate(padded, kernel, strides, dilations) + bias
    given = np.moveaxis(x, -1, 1) if data_format == 'channels_first' else x
    layer = getattr(layers, 'Conv%dD' % rank)(
        4, taps, strides=stride, dilation_rate=dilation, padding=padding,
        data_format=data_format)
    got = run(layer, given, weights=[kernel, bias])
    got = np.moveaxis(got, 1, -1) if data_format == 'channels_first' else got
    np.testing.assert_allclose(got, wanted, rtol=1e-4, atol=1e-4)


def test_causal_convolution_sees_no_later_step():
    x, kernel = floats(1, 8, 2), floats(3, 2, 1, seed=1)
    layer = layers.Conv1D(1, 3, padding='causal', dilation_rate=2, use_bias=False)
    before = np.concatenate([np.zeros((1, 4, 2)), x], axis=1)
    np.testing.assert_allclose(run(layer, x, weights=[kernel]),
                               correlate(before, kernel, (1,), (2,)), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize('padding, stride', [('valid', 1), ('valid', 2), ('same', 2)])
@pytest.mark.parametrize('rank', [2, 3])
def test_transposed_convolution_is_the_gradient_of_a_convolution(rank, padding, stride):
    # <conv(u), x> == <u, transposed(x)> for every u.
    x = floats(*((2,) + (3, 4, 2)[:rank] + (3,)))
    kernel = floats(*((3,) * rank + (2, 3)), seed=1)
    layer = getattr(layers, 'Conv%dDTranspose' % rank)(
        2, 3, strides=stride, padding=padding, use_bias=False)
    y = run(layer, x, weights=[kernel])
    u = floats(*y.shape, seed=2)
    strides, ones = (stride,) * rank, (1,) * rank
    padded = pad_same(u, (3,) * rank, strides, ones) if padding == 'same' else u
    forward = correlate(padded, kernel, strides, ones)
    np.testing.assert_allclose((forward * x).sum(), (u * y).sum(), rtol=1e-3)


def test_output_padding_chooses_the_length():
    for extra, length in ((None, 6), (0, 5), (1, 6)):
        layer = layers.Conv2DTranspose(1, 3, strides=2, padding='same', output_padding=extra)
        assert run(layer, floats(1, 3, 3, 2)).shape == (1, length, length, 1)
    with pytest.raises(ValueError, match='output_padding'):
        layers.Conv2DTranspose(1, 3, strides=2, output_padding=2)


def test_depthwise_and_separable():
    x, depthwise = floats(2, 5, 5, 3), floats(3, 3, 3, 2, seed=1)
    pointwise, bias = floats(1, 1, 6, 4, seed=2), floats(4, seed=3)
    each = [correlate(x[..., c:c + 1], depthwise[:, :, c:c + 1], (1, 1), (1, 1))
            for c in range(3)]
    wanted = np.concatenate(each, axis=-1)
    got = run(layers.DepthwiseConv2D(3, depth_multiplier=2, use_bias=False), x,
              weights=[depthwise])
    np.testing.assert_allclose(got, wanted, rtol=1e-4, atol=1e-5)
    got = run(layers.SeparableConv2D(4, 3, depth_multiplier=2), x,
              weights=[depthwise, pointwise, bias])
    np.testing.assert_allclose(got, wanted.dot(pointwise[0, 0]) + bias, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize('kwargs, message', [
    ({'filters': 0}, 'filters'), ({'kernel_size': (3, 3, 3)}, 'kernel_size'),
    ({'strides': 0}, 'strides'), ({'dilation_rate': 'a'}, 'dilation_rate'),
    ({'padding': 'full'}, 'padding'), ({'padding': 'causal'}, 'padding'),
    ({'data_format': 'last'}, 'data_format'), ({'activation': 'rellu'}, 'relu')])
def test_wrong_arguments(kwargs, message):
    with pytest.raises(ValueError, match=message):
        layers.Conv2D(**dict({'filters': 2, 'kernel_size': 3}, **kwargs))


def test_causal_needs_channels_last():
    with pytest.raises(ValueError, match='channels_last'):
        layers.Conv1D(2, 3, padding='causal', data_format='channels_first')


def test_number_of_channels_must_be_known():
    with pytest.raises(ValueError, match='number of channels'):
        layers.Conv2D(2, 3)(Input(shape=(8, 8, None)))


def test_kernel_larger_than_the_input():
    with pytest.raises(ValueError):
        layers.Conv2D(2, 5)(Input(shape=(4, 4, 1)))


@pytest.mark.parametrize('data_format', ['channels_last', 'channels_first'])
@pytest.mark.parametrize('rank, given, pairs', [
    (2, 2, ((2, 2), (2, 2))), (2, (1, 2), ((1, 1), (2, 2))), (2, ((0, 1), (2, 1)), None),
    (3, 1, ((1, 1),) * 3), (3, (1, 0, 2), ((1, 1), (0, 0), (2, 2))),
    (3, ((0, 1), (1, 0), (1, 1)), None)])
def test_padding_and_cropping(rank, given, pairs, data_format):
    pairs = given if pairs is None else pairs
    x = floats(*((2,) + (5, 6, 7)[:rank] + (3,)))
    padded = np.pad(x, ((0, 0),) + tuple(pairs) + ((0, 0),), 'constant')
    if data_format == 'channels_first':
        x, padded = np.moveaxis(x, -1, 1), np.moveaxis(padded, -1, 1)
    pad = getattr(layers, 'ZeroPadding%dD' % rank)(given, data_format=data_format)
    crop = getattr(layers, 'Cropping%dD' % rank)(given, data_format=data_format)
    assert pad.padding == crop.cropping == tuple(pairs)
    np.testing.assert_array_equal(run(pad, x), padded)
    np.testing.assert_array_equal(run(crop, padded), x)


def test_padding_and_cropping_of_sequences():
    x = floats(2, 5, 3)
    padded = np.pad(x, ((0, 0), (1, 2), (0, 0)), 'constant')
    np.testing.assert_array_equal(run(layers.ZeroPadding1D((1, 2)), x), padded)
    np.testing.assert_array_equal(run(layers.Cropping1D((1, 2)), padded), x)
    assert layers.ZeroPadding1D(3).get_config()['padding'] == (3, 3)


@pytest.mark.parametrize('name, value', [
    ('ZeroPadding1D', (1, 2, 3)), ('ZeroPadding2D', (1, 2, 3)), ('ZeroPadding2D', -1),
    ('Cropping2D', ((1, 2), (3,))), ('Cropping3D', 1.5), ('ZeroPadding3D', 'a')])
def test_wrong_margins(name, value):
    with pytest.raises(ValueError, match='`(padding|cropping)` must be'):
        getattr(layers, name)(value)


def test_cropping_must_leave_something():
    with pytest.raises(ValueError, match='leaves nothing'):
        layers.Cropping2D(2)(Input(shape=(4, 8, 1)))


def test_upsampling_repeats():
    x = floats(2, 3, 4)
    np.testing.assert_array_equal(run(layers.UpSampling1D(2), x), x.repeat(2, axis=1))
    x = floats(2, 3, 4, 2)
    np.testing.assert_array_equal(run(layers.UpSampling2D((2, 3)), x),
                                  x.repeat(2, axis=1).repeat(3, axis=2))
    first = layers.UpSampling2D((2, 3), data_format='channels_first')
    np.testing.assert_array_equal(run(first, x), x.repeat(2, axis=2).repeat(3, axis=3))
    x = floats(2, 2, 3, 2, 1)
    np.testing.assert_array_equal(run(layers.UpSampling3D((1, 2, 3)), x),
                                  x.repeat(2, axis=2).repeat(3, axis=3))


def test_upsampling_arguments():
    with pytest.raises(ValueError, match="'nearest', 'bilinear'"):
        layers.UpSampling2D(interpolation='cubic')
    with pytest.raises(ValueError, match='size'):
        layers.UpSampling1D(0)
