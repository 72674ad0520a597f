"""Texts as lists of word numbers: what the data sets of words have in common."""

import itertools
import json
import os
import warnings

import numpy as np

from keras import configuration
from keras.utils.data_utils import get_file


def prepare(sequences, labels, maxlen=None, num_words=None, skip_top=0, start_char=1, oov_char=2,
            index_from=3):
    """Marks the starts, makes room for special numbers, drops long texts and rare words.

    Args:
        sequences: List or array of lists of integers, the word numbers of each text.
        labels: Array, one label for each text.
        maxlen: Integer or None; texts of this length or longer are left out (the start counts).
        num_words: Integer or None; numbers from this one on are out of the vocabulary.
        skip_top: Integer; numbers below this one are out of the vocabulary.
        start_char: Integer or None, put in front of each text.
        oov_char: Integer or None, stands for words out of the vocabulary; None drops them.
        index_from: Integer, added to all word numbers.

    Returns:
        `(sequences, labels)`: an object array of lists of integers, and the labels of the texts
        that were kept.

    Raises:
        ValueError: If `maxlen` leaves nothing.

    Example:
        from keras.datasets.word_sequences import prepare
        texts, labels = prepare([[1, 9], [2]], [0, 1], num_words=6)
        assert list(texts) == [[1, 4, 2], [1, 5]]
    """
    labels = np.asarray(labels)
    lengths = np.fromiter((len(words) for words in sequences), 'int64', len(sequences))
    words = np.fromiter(itertools.chain.from_iterable(sequences), 'int64', int(lengths.sum()))
    words = words + (index_from or 0)
    if start_char is not None:
        words = np.insert(words, np.cumsum(lengths) - lengths, start_char)
        lengths = lengths + 1
    if maxlen:
        short = lengths < maxlen
        if not short.any():
            raise ValueError('No text is shorter than maxlen=%r (the shortest has %d numbers), so '
                             'nothing is left. Give a greater maxlen.'
                             % (maxlen, lengths.min() if len(lengths) else 0))
        words, lengths, labels = words[np.repeat(short, lengths)], lengths[short], labels[short]
    known = words >= skip_top
    if num_words:
        known &= words < num_words
    if oov_char is not None:
        words = np.where(known, words, oov_char)
    else:
        owners = np.repeat(np.arange(len(lengths)), lengths)
        words, lengths = words[known], np.bincount(owners[known], minlength=len(lengths))
    return _as_lists(words, lengths), labels


def in_order(x, y, rng):
    """Texts and labels in a random order.

    Args:
        x: Array.
        y: Array of the same length.
        rng: A `numpy.random.RandomState`.

    Returns:
        `(x, y)`, both in the same new order.
    """
    order = rng.permutation(len(x))
    return x[order], y[order]


def number_of_words(num_words, given):
    """Reads the spelling of Keras 1.

    Args:
        num_words: The argument `num_words`.
        given: Dictionary, the further arguments of the call.

    Returns:
        The number of words that is meant.

    Raises:
        TypeError: If there is an argument that never was one.
    """
    rest = dict(given)
    if 'nb_words' in rest:
        warnings.warn('`nb_words` is now called `num_words`.', stacklevel=3)
        num_words = rest.pop('nb_words')
    if rest:
        raise TypeError('load_data() got the unknown arguments %s. It takes path, num_words, '
                        'skip_top, maxlen, seed, start_char, oov_char and index_from.'
                        % ', '.join(sorted(rest)))
    return num_words


def load_word_index(path, origin, file_hash):
    """Loads a dictionary from words to their numbers, from the cache or from the net.

    Args:
        path: String, the name of the file in `$KERAS_HOME/datasets`, or an absolute path.
        origin: String, the address of the published file.
        file_hash: String, its hash, or None.

    Returns:
        Dictionary: string -> integer.

    Raises:
        IOError: If the file is not there and cannot be downloaded.
        ValueError: If the file holds something else.
    """
    cached = os.path.join(configuration.home(), 'datasets', os.fspath(path))
    index = _read_index(cached) if os.path.exists(cached) else None
    if index is None:
        cached = get_file(path, origin=origin, file_hash=file_hash)
        index = _read_index(cached)
    if index is None:
        raise ValueError('%s does not hold a word index, a JSON object such as {"the": 1}. '
                         'Remove the file and try again.' % cached)
    return index


def _read_index(path):
    """The word index of a file, or None if it is none."""
    try:
        with open(path, encoding='utf8') as stream:
            index = json.load(stream)
    except (OSError, ValueError):
        return None
    if isinstance(index, dict) and index and set(map(type, index.values())) == {int}:
        return index
    return None


def _as_lists(words, lengths):
    """An object array with one list of integers for each length."""
    words, ends = words.tolist(), np.cumsum(lengths).tolist()
    found = np.empty(len(lengths), dtype=object)
    start = 0
    for position, end in enumerate(ends):
        found[position] = words[start:end]
        start = end
    return found
