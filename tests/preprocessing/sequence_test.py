"""Padding, windows and word pairs beyond the golden cases."""

import json
import random

import numpy as np
import pytest

from keras.preprocessing.sequence import (TimeseriesGenerator, make_sampling_table, pad_sequences,
                                          skipgrams)
from keras.utils import Sequence

TEXTS = [[1, 2, 3], [], [4, 5, 6, 7], [8]]


@pytest.mark.parametrize('maxlen', [None, 0, 1, 3, 6])
@pytest.mark.parametrize('padding', ['pre', 'post'])
@pytest.mark.parametrize('truncating', ['pre', 'post'])
@pytest.mark.parametrize('kind', [list, tuple, np.array, 'object array', 'mixed'])
def test_padding(maxlen, padding, truncating, kind):
    wanted = []
    for text in TEXTS:
        length = 4 if maxlen is None else maxlen
        text = text[:length] if truncating == 'post' else text[max(0, len(text) - length):]
        fill = [9] * (length - len(text))
        wanted.append(fill + text if padding == 'pre' else text + fill)
    if kind == 'object array':
        given = np.empty(4, dtype=object)
        given[:] = TEXTS
    elif kind == 'mixed':
        given = [np.array(TEXTS[0]), [], tuple(TEXTS[2]), np.array([8.])]
    else:
        given = [kind(text) for text in TEXTS]
    found = pad_sequences(given, maxlen, padding=padding, truncating=truncating, value=9)
    assert found.dtype == np.int32 and found.tolist() == wanted


def test_items_that_are_arrays():
    given = [np.ones((2, 3, 2)), np.empty((0, 3, 2)), [[[2, 2]] * 3]]
    found = pad_sequences(given, dtype='float64')
    assert found.shape == (3, 2, 3, 2) and found.dtype == np.float64
    assert found.sum(axis=(2, 3)).tolist() == [[6, 6], [0, 0], [0, 12]]


def test_strings():
    found = pad_sequences([['a', 'bc'], ['d']], dtype=object, value='-')
    assert found.tolist() == [['a', 'bc'], ['-', 'd']]
    assert pad_sequences([['a'], []], dtype='<U3', value='<>').tolist() == [['a'], ['<>']]


@pytest.mark.parametrize('given, shape', [([], (0, 0)), ([[], []], (2, 0))])
def test_nothing_to_pad(given, shape):
    assert pad_sequences(given).shape == shape
    assert pad_sequences(given, maxlen=2).tolist() == [[0, 0]] * len(given)


@pytest.mark.parametrize('given, arguments, words', [
    (3, {}, '`sequences` must be a list of sequences. Received: 3'),
    (iter([[1]]), {}, 'Make a list of it first'),
    ([[1], 2], {}, 'item 1 is 2. For one sequence write'),
    ([[1]], {'padding': 'left'}, "`padding` must be 'pre' or 'post'. Received: 'left'"),
    ([[1]], {'truncating': 'right'}, "`truncating` must be 'pre' or 'post'. Received: 'right'"),
    ([[1]], {'value': 'a'}, "int32 cannot hold the `value` 'a'. .* dtype=object"),
    ([[[1, 2]], [[1, 2, 3]]], {}, r'shapes \(2,\) and \(3,\)'),
    ([[1, 2], [[1], [2]]], {}, r'shapes \(\) and \(1,\)')])
def test_what_cannot_be_padded(given, arguments, words):
    with pytest.raises(ValueError, match=words):
        pad_sequences(given, **arguments)


def test_windows_over_lists():
    windows = TimeseriesGenerator(list(range(10)), list('abcdefghij'), 3, batch_size=4, stride=2,
                                  reverse=True)
    assert isinstance(windows, Sequence) and len(windows) == 1
    x, y = windows[0]
    assert x.tolist() == [[2, 1, 0], [4, 3, 2], [6, 5, 4], [8, 7, 6]]
    assert y.tolist() == ['d', 'f', 'h', 'j']


def test_windows_by_chance():
    data = np.arange(50)
    windows = TimeseriesGenerator(data, data, 5, shuffle=True, start_index=10, batch_size=200)
    x, y = windows[0]
    assert x.shape == (200, 5) and set(y) <= set(range(15, 50)) and len(set(y)) > 25
    assert np.array_equal(x, y[:, np.newaxis] + np.arange(-5, 0))


def test_windows_as_json():
    data = np.arange(6.)
    document = json.loads(TimeseriesGenerator(data, data, 2).to_json())
    assert document['class_name'] == 'TimeseriesGenerator'
    assert json.loads(document['config']['data']) == data.tolist()
    assert document['config']['length'] == 2 and document['config']['end_index'] == 5
    with pytest.raises(TypeError, match='`targets` cannot be written as JSON. Received: list'):
        TimeseriesGenerator(data, [object()] * 6, 2).get_config()


@pytest.mark.parametrize('arguments, words', [
    ({'targets': [1, 2]}, 'same length. Received: 10 and 2'),
    ({'length': 10}, 'No window fits: .* = 10, but .* = 9'),
    ({'length': 3, 'start_index': 5, 'end_index': 7}, 'No window fits'),
    ({'sampling_rate': 0}, '`sampling_rate` must be 1 or more. Received: 0'),
    ({'stride': -1}, '`stride` must be 1'), ({'batch_size': 0}, '`batch_size` must be 1')])
def test_windows_that_cannot_be(arguments, words):
    with pytest.raises(ValueError, match=words):
        TimeseriesGenerator(**dict(dict(data=np.zeros(10), targets=np.zeros(10), length=2),
                                   **arguments))


def test_sampling_table_ends_at_one():
    table = make_sampling_table(1000, sampling_factor=0.01)
    assert table[-1] == 1 and (np.diff(table) >= 0).all() and table[1] < 0.1


def test_neighbours():
    words = [3, 0, 1, 2, 3]
    couples, labels = skipgrams(words, 4, window_size=2, negative_samples=0, shuffle=False)
    wanted = [[a, b] for i, a in enumerate(words) for j, b in enumerate(words)
              if i != j and abs(i - j) <= 2 and a and b]
    assert couples == wanted and labels == [1] * len(wanted)


def test_a_seed_repeats_word_pairs_and_leaves_chance_alone():
    words = list(range(1, 30))
    random.seed(1)
    first = skipgrams(words, 30, seed=5)
    assert first == skipgrams(words, 30, seed=5) != skipgrams(words, 30, seed=6)
    state = random.getstate()
    skipgrams(words, 30, seed=5, sampling_table=make_sampling_table(30))
    assert random.getstate() == state
    random.seed(3)
    one = skipgrams(words, 30)
    random.seed(3)
    assert skipgrams(words, 30) == one      # without a seed, that of the program counts


def test_words_that_are_sampled():
    always, never = np.ones(5), np.zeros(5)
    assert skipgrams([1, 2, 3, 4], 5, sampling_table=never) == ([], [])
    couples, labels = skipgrams([1, 2, 3, 4], 5, sampling_table=always, negative_samples=0.5)
    assert sum(labels) == 12 and len(labels) == len(couples) == 18
    never[2] = 1
    assert {word for word, _ in skipgrams([1, 2, 3], 5, sampling_table=never)[0]} == {2}
