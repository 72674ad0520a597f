"""Tests of the shape arithmetic that engines share."""

import numpy as np
import pytest

from keras.backend import shapes


@pytest.mark.parametrize('source, target, ndim, want', [
    ('channels_last', 'channels_last', 4, None), ('channels_first', 'channels_first', 3, None),
    ('channels_first', 'channels_last', 4, (0, 2, 3, 1)),
    ('channels_last', 'channels_first', 3, (0, 2, 1)),
    ('channels_last', 'channels_first', 5, (0, 4, 1, 2, 3))])
def test_permutation(source, target, ndim, want):
    assert shapes.permutation(source, target, ndim) == want


@pytest.mark.parametrize('ndim', [3, 4, 5])
def test_permutations_there_and_back(ndim):
    there = shapes.permutation('channels_first', 'channels_last', ndim)
    back = shapes.permutation('channels_last', 'channels_first', ndim)
    assert [there[axis] for axis in back] == list(range(ndim))


def test_axes():
    assert shapes.channel_axis('channels_first', 4) == 1
    assert shapes.channel_axis('channels_last', 4) == 3
    assert shapes.spatial_axes('channels_first', 5) == (2, 3, 4)
    assert shapes.spatial_axes('channels_last', 5) == (1, 2, 3)


@pytest.mark.parametrize('axis, want', [(-1, 2), (0, 0), (2, 2), (-3, 0)])
def test_normalize_axis(axis, want):
    assert shapes.normalize_axis(axis, 3) == want


@pytest.mark.parametrize('axis', [3, -4])
def test_normalize_axis_refuses_what_is_not_there(axis):
    with pytest.raises(ValueError, match=str(axis)):
        shapes.normalize_axis(axis, 3)


@pytest.mark.parametrize('first, second, want', [
    ((2, 3), (2, 3), (2, 3)), ((2, 1), (1, 3), (2, 3)), ((None, 3), (3,), (None, 3)),
    ((None, 1, 3), (5, 3), (None, 5, 3)), ((None,), (4,), (4,)), ((None,), (1,), (None,)),
    ((None,), (None,), (None,)), ((), (2,), (2,)), ((), (), ()), ((0,), (1,), (0,))])
def test_broadcast_shape(first, second, want):
    assert shapes.broadcast_shape(first, second) == want
    assert shapes.broadcast_shape(second, first) == want
    if None not in first + second:
        assert np.broadcast(np.zeros(first), np.zeros(second)).shape == want


def test_broadcast_shape_names_the_sizes_that_differ():
    with pytest.raises(ValueError, match='sizes 2 and 4'):
        shapes.broadcast_shape((3, 2), (3, 4))


@pytest.mark.parametrize('length, size, stride, dilation, want', [
    (5, 2, 1, 1, (0, 1)), (5, 3, 1, 1, (1, 1)), (5, 3, 2, 1, (1, 1)), (6, 3, 2, 1, (0, 1)),
    (5, 3, 1, 2, (2, 2)), (4, 1, 2, 1, (0, 0)), (9, 2, 3, 1, (0, 0)), (1, 5, 1, 1, (2, 2))])
def test_same_padding(length, size, stride, dilation, want):
    assert shapes.same_padding(length, size, stride, dilation) == want


def test_window_padding():
    assert shapes.window_padding('valid', (5, 6), (3, 3), (1, 1)) == ((0, 0), (0, 0))
    assert shapes.window_padding('causal', (5,), (3,), (1,), (2,)) == ((4, 0),)
    assert shapes.window_padding('same', (5, 6), (2, 3), (1, 1)) == ((0, 1), (1, 1))


@pytest.mark.parametrize('data_format, shape, filters, want', [
    ('channels_last', (None, 8, 9, 3), 4, (None, 3, 7, 4)),
    ('channels_first', (2, 3, 8, None), 4, (2, 4, 3, None)),
    ('channels_last', (None, 8, 9, 3), None, (None, 3, 7, 3))])
def test_window_shape(data_format, shape, filters, want):
    assert shapes.window_shape(shape, filters, (3, 3), (2, 1), 'valid', data_format) == want


@pytest.mark.parametrize('shape, ndim, data_format, want', [
    ((3,), 4, 'channels_last', (1, 1, 1, 3)), ((3,), 4, 'channels_first', (1, 3, 1, 1)),
    ((5, 6, 3), 4, 'channels_last', (1, 5, 6, 3)), ((5, 6, 3), 4, 'channels_first', (1, 3, 5, 6)),
    ((3,), 2, 'channels_first', (1, 3))])
def test_bias_shape(shape, ndim, data_format, want):
    assert shapes.bias_shape(shape, ndim, data_format) == want


def test_bias_shape_names_the_rank():
    with pytest.raises(ValueError, match=r'\(5, 3\), which has 2'):
        shapes.bias_shape((5, 3), 4, 'channels_last')


def test_small_helpers():
    assert shapes.dilated_size(3, 2) == 5
    assert shapes.scaled(None, 2) is None and shapes.scaled(4, 2) == 8
    assert shapes.is_default((1, 1)) and not shapes.is_default((1, 2))
    assert shapes.transpose_shape((8, 5, 6, 3), 'channels_first', (1, 2)) == (8, 3, 5, 6)
