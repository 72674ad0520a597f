"""Data of every kind becomes ordered arrays, or is refused with a reason."""
import numpy as np
import pytest

from keras import backend as K
from keras.engine.training.standardize import (as_array, check_lengths, check_targets,
                                               standardize)


class Table:
    """What a pandas object looks like from outside."""

    def __init__(self, values):
        self.values = values
        self.iloc = None


def test_rank_one_becomes_a_column():
    assert as_array(np.arange(3), 'x', 'input').shape == (3, 1)
    assert as_array([1, 2, 3, 4], 'x', 'input').shape == (4, 1)


def test_arrays_are_not_copied():
    x = np.zeros((4, 2))
    assert standardize(x, ['x'], [(None, 2)], 'input')[0] is x
    assert standardize([x], ['x'], [(None, 2)], 'input')[0] is x


def test_tables_give_their_values():
    x = np.arange(6.).reshape(3, 2)
    np.testing.assert_array_equal(standardize(Table(x), ['x'], [(None, 2)], 'input')[0], x)
    by_name = standardize({'b': Table(x), 'a': x + 1}, ['a', 'b'], [None, None], 'input')
    np.testing.assert_array_equal(by_name[0], x + 1)


def test_a_flat_list_of_numbers_is_one_input():
    assert standardize([1., 2., 3.], ['x'], [(None, 1)], 'input')[0].shape == (3, 1)


@pytest.mark.parametrize('data, words', [
    (None, 'got None'),
    ([np.zeros((2, 3)), np.zeros((2, 3))], 'Expected to see 1 array'),
    ([[1., 2.], [3., 4.]], 'np.array'),
    ({'y': np.zeros((2, 3))}, "no data for .'x'"),
    (np.zeros((2, 4)), r'shape \(3,\) but got array with shape \(4,\)'),
    (np.zeros((2, 3, 1)), 'have 2 dimensions'),
    (np.array([[1], [1, 2]], dtype=object), 'not numeric'),
    (np.float32(2.), 'single number'),
    ([None], 'no data'),
], ids=['none', 'two', 'list of lists', 'key', 'size', 'rank', 'object', 'scalar', 'none in list'])
def test_what_does_not_fit_is_refused(data, words):
    with pytest.raises(ValueError, match=words):
        standardize(data, ['x'], [(None, 3)], 'input')


def test_several_inputs_want_a_list_or_a_dictionary():
    with pytest.raises(ValueError, match='expects 2 arrays'):
        standardize(np.zeros((2, 3)), ['a', 'b'], [None, None], 'input')
    with pytest.raises(ValueError, match='Expected to see 2 array'):
        standardize([np.zeros((2, 3))], ['a', 'b'], [None, None], 'input')


def test_symbolic_tensors_are_refused():
    with pytest.raises(ValueError, match='Input.tensor=...'):
        standardize(K.zeros((2, 3)), ['x'], [None], 'input')


def test_nothing_is_fed_to_a_model_without_placeholders():
    assert standardize(None, [], [], 'input') == []
    with pytest.raises(ValueError, match='takes no input data'):
        standardize(np.zeros((2, 3)), [], [], 'input')


@pytest.mark.parametrize('x, y, w, words', [
    ([(3, 1), (4, 1)], [], [], 'All arrays of x'),
    ([(3, 1)], [(4, 1)], [], 'x with 3, y with 4'),
    ([(3, 1)], [(3, 1)], [(2,)], 'sample_weight with 2'),
    ([(0, 1)], [(0, 1)], [], 'empty'),
])
def test_lengths_must_agree(x, y, w, words):
    arrays = [[np.zeros(shape) for shape in shapes] for shapes in (x, y, w)]
    with pytest.raises(ValueError, match=words):
        check_lengths(*arrays)


def test_class_numbers_do_not_fit_categorical_crossentropy():
    with pytest.raises(ValueError, match='to_categorical'):
        check_targets([np.zeros((4, 1))], ['out'], ['categorical_crossentropy'], [(None, 3)])
    with pytest.raises(ValueError, match='same shape as the output'):
        check_targets([np.zeros((4, 2))], ['out'], ['mean_squared_error'], [(None, 3)])
    check_targets([np.zeros((4, 2))], ['out'], [None], [(None, 3)])


def test_class_numbers_for_an_output_of_probabilities_get_advice():
    with pytest.raises(ValueError, match='sparse_categorical_crossentropy.*to_categorical'):
        standardize([np.arange(6)], ['output'], [(None, 3)], 'target')
