"""Texts as word numbers, compared with the plain loops that the documentation describes."""

import itertools

import numpy as np
import pytest

from keras.datasets.word_sequences import prepare

TEXTS = [[1, 5, 3], [], [9, 2, 4, 4, 7], [8], [6, 1]]
LABELS = [0, 1, 0, 1, 1]


def loops(texts, labels, maxlen, num_words, skip_top, start_char, oov_char, index_from):
    """The same, word by word."""
    found = []
    for text, label in zip(texts, labels):
        text = [word + index_from for word in text]
        text = text if start_char is None else [start_char] + text
        if maxlen and len(text) >= maxlen:
            continue
        known = [skip_top <= word and (not num_words or word < num_words) for word in text]
        if oov_char is None:
            text = [word for word, is_known in zip(text, known) if is_known]
        else:
            text = [word if is_known else oov_char for word, is_known in zip(text, known)]
        found.append((text, label))
    return [text for text, _ in found], [label for _, label in found]


@pytest.mark.parametrize('arguments', list(itertools.product(
    [None, 4, 100], [None, 7], [0, 2, 5], [1, None], [2, None], [0, 3])))
def test_every_combination(arguments):
    x, y = prepare(TEXTS, LABELS, *arguments)
    wanted_x, wanted_y = loops(TEXTS, LABELS, *arguments)
    assert x.dtype == object and x.tolist() == wanted_x and y.tolist() == wanted_y
    assert all(type(word) is int for text in x for word in text)


def test_texts_of_one_length_stay_lists():
    x, _ = prepare(np.array([[1, 2], [3, 4]]), [0, 1])
    assert x.shape == (2,) and list(x) == [[1, 4, 5], [1, 6, 7]]


def test_nothing_is_left():
    with pytest.raises(ValueError, match='maxlen=2 .*shortest has 3 numbers.*greater maxlen'):
        prepare([[1, 2], [3, 4, 5]], [0, 1], maxlen=2)
