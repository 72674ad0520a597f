"""Weights of samples, classes and time steps, against numbers written down by hand."""
import numpy as np
import pytest

from keras.engine.training.sample_weights import by_output, modes, ones_for, weights_for

LABELS = np.array([[0], [1], [1], [2]])


def test_no_weights_are_none():
    assert weights_for(LABELS, None, None, None, 'out') is None


@pytest.mark.parametrize('y', [LABELS, np.eye(3)[LABELS[:, 0]]], ids=['numbers', 'one-hot'])
def test_class_weights(y):
    weights = weights_for(y, None, {0: 2., 1: 0.5, 2: 1., 7: 9.}, None, 'out')
    np.testing.assert_array_equal(weights, [2., 0.5, 0.5, 1.])


def test_sample_and_class_weights_multiply():
    weights = weights_for(LABELS, np.array([1., 2., 3., 4.]), {0: 2., 1: 0.5, 2: 1.}, None, 'out')
    np.testing.assert_array_equal(weights, [2., 1., 1.5, 4.])


def test_a_column_of_weights_is_taken():
    assert weights_for(LABELS, np.ones((4, 1)), None, None, 'out').shape == (4,)


def test_temporal_weights():
    weights = np.arange(8.).reshape(4, 2)
    assert weights_for(np.zeros((4, 2, 1)), weights, None, 'temporal', 'out') is weights
    assert ones_for(np.zeros((4, 2, 1)), 'temporal').shape == (4, 2)
    assert ones_for(np.zeros((4, 2, 1)), None).shape == (4,)


@pytest.mark.parametrize('y, sample, classes, mode, words', [
    (LABELS, None, {0: 1.}, None, r'classes \[1, 2\] exist'),
    (LABELS, None, [1., 2.], None, 'should be a dictionary'),
    (np.zeros((4, 2, 3)), None, {0: 1.}, None, 'one class per sample'),
    (LABELS, np.ones(3), None, None, 'leading axes differ'),
    (LABELS, np.ones((4, 2)), None, None, 'temporal'),
    (np.zeros((4, 2, 1)), np.ones(4), None, 'temporal', r'shape \(samples, time\)'),
    (LABELS, None, {0: 1., 1: 1., 2: 1.}, 'temporal', r'needs targets of shape'),
    (None, None, {0: 1.}, None, 'they are tensors'),
])
def test_weights_that_do_not_fit(y, sample, classes, mode, words):
    with pytest.raises((ValueError, TypeError), match=words):
        weights_for(y, sample, classes, mode, 'out')


def test_arguments_by_output():
    w = np.ones(3)
    assert by_output(None, ['a', 'b'], 'sample_weight') == [None, None]
    assert by_output(w, ['a'], 'sample_weight')[0] is w
    assert by_output([w], ['a'], 'sample_weight')[0] is w
    assert by_output({'b': w}, ['a', 'b'], 'sample_weight')[0] is None
    assert by_output({0: 1., 1: 2.}, ['a'], 'class_weight') == [{0: 1., 1: 2.}]
    with pytest.raises(ValueError, match='unknown keys'):
        by_output({'c': w}, ['a', 'b'], 'sample_weight')
    with pytest.raises(ValueError, match='2 outputs'):
        by_output([w], ['a', 'b'], 'sample_weight')
    with pytest.raises(TypeError, match='list or a dictionary'):
        by_output(w, ['a', 'b'], 'sample_weight')


def test_modes():
    assert modes('temporal', ['a', 'b'], [True, False]) == ['temporal', None]
    assert modes({'b': 'temporal'}, ['a', 'b'], [True, True]) == [None, 'temporal']
    with pytest.raises(ValueError, match='"temporal"'):
        modes('weekly', ['a'], [True])
