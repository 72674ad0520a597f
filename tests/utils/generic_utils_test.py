"""Small helpers."""

import numpy as np
import pytest

from keras.utils import functions, generic_utils, registry
from keras.utils.generic_utils import (
    check_for_unexpected_keys, is_all_none, object_list_uid, slice_arrays, to_list,
    transpose_shape, unpack_singleton)
from keras.utils.progbar import Progbar


def test_old_import_path_names_the_same_objects():
    assert generic_utils.Progbar is Progbar
    assert generic_utils.has_arg is functions.has_arg
    assert generic_utils.func_dump is functions.func_dump
    assert generic_utils.func_load is functions.func_load
    for name in ('CustomObjectScope', 'custom_object_scope', 'deserialize_keras_object',
                 'get_custom_objects', 'serialize_keras_object'):
        assert getattr(generic_utils, name) is getattr(registry, name)


@pytest.mark.parametrize('x, allow_tuple, expected', [
    (1, False, [1]), ([1, 2], False, [1, 2]), ((1, 2), False, [(1, 2)]), ((1, 2), True, [1, 2]),
    (None, False, [None])])
def test_to_list(x, allow_tuple, expected):
    assert to_list(x, allow_tuple) == expected


def test_to_list_does_not_copy():
    x = [1]
    assert to_list(x) is x


def test_unpack_singleton():
    assert unpack_singleton([3]) == 3
    assert unpack_singleton([3, 4]) == [3, 4]
    assert unpack_singleton([]) == []


def test_object_list_uid():
    a, b = object(), object()
    assert object_list_uid([a, b]) == '{}, {}'.format(id(a), id(b))
    assert object_list_uid(a) == str(id(a))


@pytest.mark.parametrize('value, expected', [
    (None, True), ([None, None], True), ((None,), True), ([None, 1], False), (1, False)])
def test_is_all_none(value, expected):
    assert is_all_none(value) is expected


class TestSliceArrays:
    x = np.arange(10)

    def test_range(self):
        first, nothing, second = slice_arrays([self.x, None, self.x * 2], 2, 5)
        assert nothing is None
        np.testing.assert_array_equal(first, [2, 3, 4])
        np.testing.assert_array_equal(second, [4, 6, 8])

    @pytest.mark.parametrize('indices', [[7, 1], np.array([7, 1])])
    def test_indices(self, indices):
        np.testing.assert_array_equal(slice_arrays(self.x, indices), [7, 1])
        np.testing.assert_array_equal(slice_arrays([self.x], indices)[0], [7, 1])

    def test_a_slice_is_a_view(self):
        assert slice_arrays(self.x, 2, 5).base is self.x

    def test_none(self):
        assert slice_arrays(None) == [None]

    def test_indices_and_stop(self):
        with pytest.raises(ValueError, match='stop=3'):
            slice_arrays(self.x, [1, 2], 3)


@pytest.mark.parametrize('shape, axes, expected', [
    ((8, 28, 30, 3), (1, 2), (8, 3, 28, 30)),
    ([8, 5, 3], (1,), [8, 3, 5]),
    ((28, 30, 3), (0, 1), (3, 28, 30))])
def test_transpose_shape(shape, axes, expected):
    assert transpose_shape(shape, 'channels_first', axes) == expected
    assert transpose_shape(shape, 'channels_last', axes) == shape


def test_transpose_shape_refuses_other_formats():
    with pytest.raises(ValueError, match='channels_middle'):
        transpose_shape((1, 2, 3), 'channels_middle', (1,))


def test_unexpected_keys():
    check_for_unexpected_keys('loss', {'a': 1}, ['a', 'b'])
    with pytest.raises(ValueError, match='loss dictionary.*x'):
        check_for_unexpected_keys('loss', {'x': 1}, ['a', 'b'])
