"""Sequences: padding, word pairs, windows over a series."""

import random as _random

import numpy as np

from keras import utils  # noqa: F401
from keras.preprocessing.padding import pad_sequences  # noqa: F401
from keras.preprocessing.timeseries import TimeseriesGenerator  # noqa: F401

_EULER = 0.577      # the constant, as exactly as the published formula has it


def make_sampling_table(size, sampling_factor=1e-5):
    """How likely each word is to be used, so that frequent words do not outweigh the others.

    The word with number `i` is taken to be the `i`-th most frequent one of a language that
    follows Zipf's law, with the frequency `f = 1 / (i (log i + 0.577) + 1/2 - 1 / (12 i))`. It is
    used with the probability `sqrt(sampling_factor / f)`, at most 1.

    Args:
        size: Integer, the number of words.
        sampling_factor: Number, the frequency from which on words are left out now and then.

    Returns:
        Array of shape (size,), the probabilities. Number 0, which is no word, has that of 1.

    Example:
        from keras.preprocessing.sequence import make_sampling_table
        table = make_sampling_table(10)
        assert table.shape == (10,) and table[1] < table[9] < 1
    """
    rank = np.maximum(np.arange(size), 1)
    one_by_frequency = rank * (np.log(rank) + _EULER) + 0.5 - 1. / (12. * rank)
    return np.minimum(1., np.sqrt(sampling_factor * one_by_frequency))


def skipgrams(sequence, vocabulary_size, window_size=4, negative_samples=1., shuffle=True,
              categorical=False, sampling_table=None, seed=None):
    """Pairs of words: neighbours, and for comparison words that were drawn by chance.

    Args:
        sequence: List of integers, word numbers; 0 is no word and is left out.
        vocabulary_size: Integer, the greatest word number plus 1.
        window_size: Integer, how far apart neighbours may be.
        negative_samples: Number, how many random pairs there are for each pair of neighbours.
        shuffle: Whether the pairs are put in a random order.
        categorical: Whether labels are `[0, 1]` and `[1, 0]` instead of 1 and 0.
        sampling_table: Array, the probability that a word gets neighbours; see
            `make_sampling_table`.
        seed: Integer, makes the result repeat. By default chance is that of the module `random`.

    Returns:
        `(couples, labels)`: a list of pairs `[word, other]`, and a list with 1 for neighbours and
        0 for random pairs.

    Example:
        from keras.preprocessing.sequence import skipgrams
        couples, labels = skipgrams([1, 2], 3, negative_samples=0, shuffle=False)
        assert couples == [[1, 2], [2, 1]] and labels == [1, 1]
    """
    rng = _random if seed is None else _random.Random(seed)
    couples = []
    for position, word in enumerate(sequence):
        if not word or sampling_table is not None and sampling_table[word] < rng.random():
            continue
        start = max(0, position - window_size)
        couples += [[word, other] for distance, other in enumerate(
            sequence[start:position + window_size + 1], start) if other and distance != position]
    labels = [[0, 1] if categorical else 1 for _ in couples]
    if negative_samples > 0:
        words = [word for word, _ in couples]
        count = int(len(couples) * negative_samples)
        rng.shuffle(words)
        couples += [[words[i % len(words)], rng.randint(1, vocabulary_size - 1)]
                    for i in range(count)]
        labels += [[1, 0] if categorical else 0 for _ in range(count)]
    if shuffle and couples:
        order = list(range(len(couples)))
        _random.Random(rng.randint(0, 10**7) if seed is None else seed).shuffle(order)
        couples, labels = [couples[i] for i in order], [labels[i] for i in order]
    return couples, labels


def _remove_long_seq(maxlen, seq, label):
    """The sequences that are shorter than `maxlen`, and their labels."""
    kept = [(one, other) for one, other in zip(seq, label) if len(one) < maxlen]
    return [one for one, _ in kept], [other for _, other in kept]
