"""Poolings, against windows written with NumPy."""

import itertools

import numpy as np
import pytest

from keras import backend as K
from keras import layers
from keras.layers import Input
from keras.layers.pooling import _Pooling2D
from tests.layers.helpers import floats, run


def pool(x, window, strides, padding, reduce):
    """Pooling of `(batch, ..., channels)`; what lies outside does not count."""
    lengths, starts = [], []
    for size, taps, stride in zip(x.shape[1:-1], window, strides):
        if padding == 'valid':
            lengths.append((size - taps) // stride + 1)
            starts.append(0)
        else:
            lengths.append(-(-size // stride))
            starts.append(-(max((lengths[-1] - 1) * stride + taps - size, 0) // 2))
    out = np.zeros((x.shape[0],) + tuple(lengths) + (x.shape[-1],))
    for place in itertools.product(*(range(n) for n in lengths)):
        first = [start + at * stride for start, at, stride in zip(starts, place, strides)]
        part = tuple(slice(max(f, 0), f + taps) for f, taps in zip(first, window))
        values = x[(slice(None),) + part].reshape(x.shape[0], -1, x.shape[-1])
        out[(slice(None),) + place] = reduce(values, axis=1)
    return out


@pytest.mark.parametrize('floatx', ['float32', 'float64'])
@pytest.mark.parametrize('data_format', ['channels_last', 'channels_first'])
@pytest.mark.parametrize('padding', ['valid', 'same'])
@pytest.mark.parametrize('window, stride', [(2, None), (3, 2), (2, 1)])
@pytest.mark.parametrize('rank', [1, 2, 3])
@pytest.mark.parametrize('kind', ['Max', 'Average'])
def test_pooling(kind, rank, window, stride, padding, data_format, floatx):
    x = floats(*((2,) + (5, 6, 4)[:rank] + (3,))).astype(floatx)
    layer = getattr(layers, '{}Pooling{}D'.format(kind, rank))(
        window, strides=stride, padding=padding, data_format=data_format, dtype=floatx)
    wanted = pool(x, (window,) * rank, (stride or window,) * rank, padding,
                  np.max if kind == 'Max' else np.mean)
    given = np.moveaxis(x, -1, 1) if data_format == 'channels_first' else x
    got = run(layer, given)
    got = np.moveaxis(got, 1, -1) if data_format == 'channels_first' else got
    assert got.dtype == floatx
    np.testing.assert_allclose(got, wanted, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize('data_format', ['channels_last', 'channels_first'])
@pytest.mark.parametrize('rank', [1, 2, 3])
def test_global_pooling(rank, data_format):
    x = floats(*((2,) + (5, 6, 4)[:rank] + (3,)))
    axes = tuple(range(1, rank + 1))
    given = np.moveaxis(x, -1, 1) if data_format == 'channels_first' else x
    for kind, wanted in (('Max', x.max(axis=axes)), ('Average', x.mean(axis=axes))):
        layer = getattr(layers, 'Global{}Pooling{}D'.format(kind, rank))(data_format=data_format)
        np.testing.assert_allclose(run(layer, given), wanted, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize('data_format', ['channels_last', 'channels_first'])
def test_global_average_skips_masked_steps(data_format):
    x = floats(2, 4, 3)
    mask = np.array([[1, 1, 0, 0], [0, 1, 1, 1]], bool)
    wanted = np.stack([x[i, mask[i]].mean(axis=0) for i in range(2)])
    given = np.moveaxis(x, -1, 1) if data_format == 'channels_first' else x
    layer = layers.GlobalAveragePooling1D(data_format=data_format)
    np.testing.assert_allclose(run(layer, given, masks=[mask]), wanted, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize('kwargs, message', [
    ({'pool_size': 0}, 'pool_size'), ({'pool_size': (2, 2, 2)}, 'pool_size'),
    ({'strides': -1}, 'strides'), ({'padding': 'causal'}, 'padding'),
    ({'data_format': 'first'}, 'data_format')])
def test_wrong_arguments(kwargs, message):
    with pytest.raises(ValueError, match=message):
        layers.MaxPooling2D(**kwargs)


def test_window_larger_than_the_input():
    with pytest.raises(ValueError):
        layers.MaxPooling2D(5)(Input(shape=(4, 4, 1)))


def test_a_pooling_of_ones_own():
    class Lowest(_Pooling2D):
        def _pooling_function(self, inputs, pool_size, strides, padding, data_format):
            return -K.pool2d(-inputs, pool_size, strides, padding, data_format, 'max')

    x = floats(2, 4, 4, 3)
    np.testing.assert_allclose(run(Lowest(2), x), pool(x, (2, 2), (2, 2), 'valid', np.min),
                               rtol=1e-6)
    with pytest.raises(NotImplementedError, match='_pooling_function'):
        _Pooling2D()(Input(shape=(4, 4, 1)))


def test_short_names():
    assert layers.MaxPool2D is layers.MaxPooling2D
    assert layers.GlobalAvgPool1D is layers.GlobalAveragePooling1D
