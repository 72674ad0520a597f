"""Padding of lists: the quick way for numbers, and what has to go the other way."""

import numpy as np
import pytest

from keras.preprocessing.sequence import pad_sequences

DTYPES = ['bool', 'int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64',
          'float16', 'float32', 'float64', '>i4', 'complex64']


@pytest.mark.parametrize('dtype', DTYPES)
@pytest.mark.parametrize('items', [[[1, 0], (7,), []], [[True], [np.int64(3), np.uint8(2)]]],
                         ids=['numbers', 'others'])
def test_dtypes(dtype, items):
    found = pad_sequences(items, maxlen=3, dtype=dtype, value=1)
    wanted = [[1] * (3 - len(row)) + list(row) for row in items]
    assert found.dtype == np.dtype(dtype)
    np.testing.assert_array_equal(found, np.array(wanted).astype(dtype))


def test_floats_become_integers_and_the_other_way_round():
    assert pad_sequences([[1, 2.7], [-3.9]]).tolist() == [[1, 2], [0, -3]]
    assert pad_sequences([[1, 2], [3.5]], dtype='float32').tolist() == [[1, 2], [0, 3.5]]


@pytest.mark.parametrize('dtype', ['int32', 'float32'])
def test_arrays_of_one_number_are_no_numbers(dtype):
    found = pad_sequences([[], [np.array([3]), np.array([4])]], dtype=dtype)
    assert found.tolist() == [[[0], [0]], [[3], [4]]]


@pytest.mark.parametrize('given, dtype', [([[1], [300]], 'uint8'), ([[2 ** 40]], 'int32')])
def test_numbers_that_are_too_great_are_not_cut(given, dtype):
    try:
        found = pad_sequences(given, dtype=dtype)
    except OverflowError:
        return
    # older versions of NumPy wrap, as they do everywhere
    np.testing.assert_array_equal(found, np.array(given).astype(dtype))


@pytest.mark.parametrize('truncating', ['pre', 'post'])
@pytest.mark.parametrize('maxlen', [1, 2, 5])
def test_one_length_cut_and_another_filled_up(truncating, maxlen):
    rows = [list(range(n)) for n in (0, 1, 2, 3, 7)]
    found = pad_sequences(rows, maxlen, padding='post', truncating=truncating, value=9)
    for row, result in zip(rows, found.tolist()):
        row = row[:maxlen] if truncating == 'post' else row[max(0, len(row) - maxlen):]
        assert result == row + [9] * (maxlen - len(row))
