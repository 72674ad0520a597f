"""Merging layers, against NumPy."""

import numpy as np
import pytest

from keras import backend as K
from keras import layers
from keras.layers import Input
from keras.layers.merge import _Merge
from tests.layers.helpers import floats, run

A, B, C = floats(2, 3, 4), floats(2, 3, 4, seed=1), floats(2, 3, 4, seed=2)


@pytest.mark.parametrize('name, wanted', [
    ('Add', A + B + C), ('Multiply', A * B * C), ('Average', (A + B + C) / 3.),
    ('Maximum', np.maximum(np.maximum(A, B), C)), ('Minimum', np.minimum(np.minimum(A, B), C)),
    ('Concatenate', np.concatenate([A, B, C], axis=-1))])
def test_layer_and_function(name, wanted):
    np.testing.assert_allclose(run(getattr(layers, name)(), A, B, C), wanted, rtol=1e-5,
                               atol=1e-6)
    output = getattr(layers, name.lower())([Input(shape=(3, 4))] * 3, name='mine')
    assert K.int_shape(output) == (None,) + wanted.shape[1:]
    assert type(output._keras_history[0]).__name__ == name
    assert output._keras_history[0].name == 'mine'


def test_subtract():
    np.testing.assert_allclose(run(layers.Subtract(), A, B), A - B, rtol=1e-6)
    assert K.int_shape(layers.subtract([Input(shape=(3,)), Input(shape=(3,))])) == (None, 3)
    with pytest.raises(ValueError, match='exactly 2'):
        layers.Subtract()([Input(shape=(3,))] * 3)


@pytest.mark.parametrize('shapes, wanted', [
    ([(2, 3, 4), (2, 4)], (2, 3, 4)), ([(2, 4), (2, 3, 4)], (2, 3, 4)),
    ([(2, 3, 1), (2, 1, 4)], (2, 3, 4)), ([(2, 5, 3, 4), (2, 4), (2, 3, 1)], (2, 5, 3, 4))])
def test_broadcasting(shapes, wanted):
    values = [floats(*shape, seed=i) for i, shape in enumerate(shapes)]
    expected = np.zeros(wanted)
    for value in values:
        expected = expected + value.reshape((2,) + (1,) * (len(wanted) - value.ndim)
                                            + value.shape[1:])
    layer = layers.Add()
    np.testing.assert_allclose(run(layer, *values), expected, rtol=1e-5, atol=1e-6)
    assert layer.output_shape == wanted


def test_shape_with_unknown_sizes():
    layer = layers.Add()
    assert layer.compute_output_shape([(None, None, 4), (None, 3, 1)]) == (None, None, 4)
    assert layer.compute_output_shape([(None, 4), (7, 3, 4)]) == (7, 3, 4)


@pytest.mark.parametrize('shapes', [[(3,), (4,)], [(3, 4), (2, 4)]])
def test_shapes_that_do_not_fit(shapes):
    with pytest.raises(ValueError, match='do not fit'):
        layers.Add()([Input(shape=shape) for shape in shapes])


def test_inputs_must_be_a_list_of_several():
    for inputs in (Input(shape=(3,)), [Input(shape=(3,))]):
        for layer in (layers.Add(), layers.Concatenate(), layers.Dot(1)):
            with pytest.raises(ValueError, match='list of'):
                layer(inputs)


def test_batch_sizes_must_be_the_same():
    with pytest.raises(ValueError, match='batch sizes'):
        layers.Add()([Input(batch_shape=(2, 3)), Input(batch_shape=(4, 3))])


@pytest.mark.parametrize('axis', [1, 2, -1, -2])
def test_concatenate_axis(axis):
    np.testing.assert_array_equal(run(layers.Concatenate(axis=axis), A, B),
                                  np.concatenate([A, B], axis=axis))


@pytest.mark.parametrize('axis, shapes', [(-1, [(3, 4), (2, 4)]), (1, [(3, 4), (3, 5)]),
                                          (1, [(3, 4), (3,)]), (3, [(3, 4), (3, 4)])])
def test_concatenate_refuses_shapes_that_do_not_fit(axis, shapes):
    with pytest.raises(ValueError, match='axis={}'.format(axis)):
        layers.Concatenate(axis=axis)([Input(shape=shape) for shape in shapes])


def masks_of(layer, values, masks):
    """The mask that a layer gives for arrays with masks."""
    inputs = [K.constant(value) for value in values]
    given = [None if mask is None else K.constant(mask, dtype='bool') for mask in masks]
    mask = layer.compute_mask(inputs, given)
    return None if mask is None else K.eval(mask)


M = np.array([[1, 0, 1], [1, 1, 0]], bool)
N = np.array([[1, 1, 0], [0, 1, 1]], bool)


def test_masks_of_values_are_combined_by_and():
    np.testing.assert_array_equal(masks_of(layers.Add(), [A, B, C], [M, None, N]), M & N)
    np.testing.assert_array_equal(masks_of(layers.Add(), [A, B], [None, N]), N)
    assert masks_of(layers.Add(), [A, B], [None, None]) is None
    sample = np.array([True, False])
    np.testing.assert_array_equal(
        masks_of(layers.Add(), [A, A[:, 0]], [M, sample]), M & sample[:, None])


def test_masks_of_concatenation():
    along_steps = layers.Concatenate(axis=1)
    np.testing.assert_array_equal(masks_of(along_steps, [A, B], [M, N]),
                                  np.concatenate([M, N], axis=1))
    np.testing.assert_array_equal(masks_of(along_steps, [A, B], [M, None]),
                                  np.concatenate([M, np.ones_like(M)], axis=1))
    np.testing.assert_array_equal(masks_of(layers.Concatenate(), [A, B], [M, N]), M & N)
    np.testing.assert_array_equal(masks_of(layers.Concatenate(), [A, B], [None, N]), N)
    assert masks_of(layers.Concatenate(), [A, B], [None, None]) is None


def test_a_mask_for_each_input():
    for layer in (layers.Add(), layers.Concatenate()):
        with pytest.raises(ValueError, match='mask'):
            layer.compute_mask([K.constant(A), K.constant(B)], [K.constant(M, dtype='bool')])


@pytest.mark.parametrize('axes, shapes, formula', [
    (1, [(2, 3), (2, 3)], 'bi,bi->b'), (-1, [(2, 3, 4), (2, 5, 4)], 'bij,bkj->bik'),
    ((2, 1), [(2, 3, 4), (2, 4, 5)], 'bij,bjk->bik'), ((1, 2), [(2, 3, 4), (2, 5, 3)],
                                                       'bji,bkj->bik'),
    ((1, 1), [(2, 3), (2, 3, 4)], 'bj,bjk->bk')])
def test_dot(axes, shapes, formula):
    x, y = floats(*shapes[0]), floats(*shapes[1], seed=1)
    wanted = np.einsum(formula, x, y)
    wanted = wanted[:, None] if wanted.ndim == 1 else wanted
    layer = layers.Dot(axes)
    np.testing.assert_allclose(run(layer, x, y), wanted, rtol=1e-4, atol=1e-5)
    assert layer.output_shape == wanted.shape


def test_normalized_dot_is_the_cosine():
    x, y = floats(2, 3), floats(2, 3, seed=1)
    wanted = (x * y).sum(axis=1) / np.linalg.norm(x, axis=1) / np.linalg.norm(y, axis=1)
    np.testing.assert_allclose(run(layers.Dot(1, normalize=True), x, y)[:, 0], wanted,
                               rtol=1e-5)


def test_dot_refuses():
    with pytest.raises(ValueError, match='`axes`'):
        layers.Dot('a')
    with pytest.raises(ValueError, match='sizes 3 and 4'):
        layers.Dot(1)([Input(shape=(3,)), Input(shape=(4,))])
    with pytest.raises(ValueError, match='axes=3'):
        layers.Dot(3)([Input(shape=(3,)), Input(shape=(3,))])
    with pytest.raises(ValueError, match='batch axis'):
        layers.Dot(0)([Input(shape=(3,)), Input(shape=(3,))])


def test_a_merge_of_ones_own():
    class Joined(_Merge):
        def _merge_function(self, inputs):
            return inputs[0] * 10. + inputs[1]

    np.testing.assert_allclose(run(Joined(), A, B), A * 10. + B, rtol=1e-5, atol=1e-5)
