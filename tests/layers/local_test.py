"""Locally connected layers: a convolution whose kernel is another one at each place."""

import numpy as np
import pytest

from keras import layers
from keras.layers import Input, LocallyConnected1D, LocallyConnected2D
from tests.layers.helpers import floats, run


def test_1d_by_hand():
    x, kernel, bias = floats(2, 7, 3), floats(3, 9, 4, seed=1), floats(3, 4, seed=2)
    got = run(LocallyConnected1D(4, 3, strides=2, activation='tanh'), x, weights=[kernel, bias])
    wanted = np.stack([x[:, 2 * p:2 * p + 3].reshape(2, -1).dot(kernel[p]) + bias[p]
                       for p in range(3)], axis=1)
    np.testing.assert_allclose(got, np.tanh(wanted), atol=1e-5)


@pytest.mark.parametrize('data_format', ['channels_last', 'channels_first'])
def test_2d_with_equal_kernels_is_a_convolution(data_format):
    shape = (2, 5, 6, 3) if data_format == 'channels_last' else (2, 3, 5, 6)
    x, one = floats(*shape), floats(2, 3, 3, 4, seed=1)
    options = dict(strides=(1, 2), use_bias=False, data_format=data_format)
    wanted = run(layers.Conv2D(4, (2, 3), **options), x, weights=[one])
    if data_format == 'channels_first':
        one = one.transpose(2, 0, 1, 3)
    places = 4 * 2
    kernel = np.repeat(one.reshape(1, -1, 4), places, axis=0)
    got = run(LocallyConnected2D(4, (2, 3), **options), x, weights=[kernel])
    np.testing.assert_allclose(got, wanted, atol=1e-5)


def test_errors():
    with pytest.raises(ValueError, match='padding'):
        LocallyConnected1D(2, 3, padding='same')
    with pytest.raises(ValueError, match='size of all axes'):
        LocallyConnected1D(2, 3)(Input((None, 3)))
    with pytest.raises(ValueError, match='larger than its'):
        LocallyConnected2D(2, 5)(Input((4, 4, 3)))
    with pytest.warns(UserWarning, match='channels_last'):
        LocallyConnected1D(2, 3, data_format='channels_first')
