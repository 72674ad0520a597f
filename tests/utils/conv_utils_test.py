"""Tests of the arithmetic of convolution arguments."""

import numpy as np
import pytest

from keras.utils import conv_utils


@pytest.mark.parametrize('value, n, want', [
    (3, 2, (3, 3)), ((1, 2), 2, (1, 2)), ([4], 1, (4,)), (np.int64(2), 3, (2, 2, 2)),
    (np.array([1, 2]), 2, (1, 2)), (range(3), 3, (0, 1, 2)), (2., 2, (2, 2))])
def test_normalize_tuple(value, n, want):
    result = conv_utils.normalize_tuple(value, n, 'strides')
    assert result == want
    assert all(type(item) is int for item in result)


@pytest.mark.parametrize('value', [None, (1, 2, 3), '22', (1, 'a'), (1, None), 1.5, True, ()])
def test_normalize_tuple_names_the_argument_and_the_value(value):
    with pytest.raises(ValueError) as error:
        conv_utils.normalize_tuple(value, 2, 'strides')
    assert '`strides`' in str(error.value) and repr(value) in str(error.value)


@pytest.mark.parametrize('value, want', [
    ('valid', 'valid'), ('SAME', 'same'), ('Causal', 'causal')])
def test_normalize_padding(value, want):
    assert conv_utils.normalize_padding(value) == want


@pytest.mark.parametrize('value', ['full', '', None, 3])
def test_normalize_padding_refuses(value):
    with pytest.raises(ValueError, match='padding'):
        conv_utils.normalize_padding(value)


@pytest.mark.parametrize('ndim', [3, 4, 5])
def test_convert_kernel(ndim):
    kernel = np.arange(2 ** ndim).reshape((2,) * ndim)
    flipped = conv_utils.convert_kernel(kernel)
    spatial = (0,) * (ndim - 2)
    assert np.array_equal(flipped[spatial], kernel[(1,) * (ndim - 2)])
    assert np.array_equal(conv_utils.convert_kernel(flipped), kernel)
    flipped[...] = 0
    assert kernel.any()


@pytest.mark.parametrize('shape', [(3,), (3, 3), (1, 1, 1, 1, 1, 1)])
def test_convert_kernel_refuses_what_is_no_kernel(shape):
    with pytest.raises(ValueError, match='3, 4 or 5'):
        conv_utils.convert_kernel(np.zeros(shape))


@pytest.mark.parametrize('length, size, padding, stride, dilation, want', [
    (10, 3, 'valid', 1, 1, 8), (10, 3, 'valid', 2, 1, 4), (10, 3, 'valid', 1, 2, 6),
    (10, 3, 'same', 1, 1, 10), (10, 3, 'same', 3, 1, 4), (10, 3, 'causal', 2, 4, 5),
    (10, 3, 'full', 1, 1, 12), (10, 3, 'full', 2, 2, 7), (None, 3, 'same', 1, 1, None)])
def test_conv_output_length(length, size, padding, stride, dilation, want):
    assert conv_utils.conv_output_length(length, size, padding, stride, dilation) == want


@pytest.mark.parametrize('length, size, padding, stride, want', [
    (8, 3, 'valid', 1, 10), (4, 3, 'valid', 2, 9), (10, 3, 'same', 1, 10), (4, 3, 'same', 3, 10),
    (12, 3, 'full', 1, 10), (None, 3, 'same', 1, None)])
def test_conv_input_length(length, size, padding, stride, want):
    assert conv_utils.conv_input_length(length, size, padding, stride) == want


@pytest.mark.parametrize('length, stride, size, padding, extra, dilation, want', [
    (4, 1, 3, 'same', None, 1, 4), (4, 2, 3, 'same', None, 1, 8), (4, 2, 3, 'valid', None, 1, 9),
    (4, 3, 2, 'valid', None, 1, 12), (4, 2, 3, 'full', None, 1, 5), (4, 2, 3, 'same', 0, 1, 7),
    (4, 2, 3, 'same', 1, 1, 8), (4, 2, 3, 'valid', 1, 1, 10), (4, 2, 3, 'full', 1, 1, 6),
    (4, 1, 3, 'valid', None, 2, 8), (4, 1, 3, 'valid', 0, 2, 8), (None, 1, 3, 'valid', 0, 2, None)])
def test_deconv_length(length, stride, size, padding, extra, dilation, want):
    assert conv_utils.deconv_length(length, stride, size, padding, extra, dilation) == want


@pytest.mark.parametrize('stride', [1, 2, 3])
@pytest.mark.parametrize('size', [1, 2, 3, 5])
@pytest.mark.parametrize('padding', ['valid', 'same'])
def test_a_convolution_of_the_deconvolved_length_gives_the_length_back(stride, size, padding):
    longer = conv_utils.deconv_length(6, stride, size, padding, None)
    assert conv_utils.conv_output_length(longer, size, padding, stride) == 6


@pytest.mark.parametrize('call', [
    lambda: conv_utils.conv_output_length(5, 3, 'wide', 1),
    lambda: conv_utils.conv_input_length(5, 3, 'causal', 1),
    lambda: conv_utils.deconv_length(5, 1, 3, 'causal', None)])
def test_an_unknown_padding_is_named(call):
    with pytest.raises(ValueError, match="wide|causal"):
        call()
