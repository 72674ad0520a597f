"""Reuters: 11,228 news reports as word numbers, on 46 topics."""

import numpy as np

from keras.datasets import word_sequences
from keras.datasets.lists import load_lists
from keras.utils.data_utils import get_file  # noqa: F401

_ORIGIN = 'https://s3.amazonaws.com/text-datasets/reuters.npz'
_FILE_HASH = '87aedbeb0cb229e378797a632c1997b6'
_INDEX_ORIGIN = 'https://s3.amazonaws.com/text-datasets/reuters_word_index.json'
_INDEX_HASH = None      # not known; what is read is JSON, and checked


def load_data(path='reuters.npz', num_words=None, skip_top=0, maxlen=None, test_split=0.2,
              seed=113, start_char=1, oov_char=2, index_from=3, **kwargs):
    """Loads the reports, from the cache or from the net.

    Words are numbered by how often they occur, the most frequent is 1 in `get_word_index()` and
    `1 + index_from` here. 0 is used by no word, so it can fill up shorter reports.

    Args:
        path: String, the name of the file in the cache, `$KERAS_HOME/datasets` (by default
            `~/.keras/datasets`), or an absolute path. Without a connection, put the file there.
        num_words: Integer or None. Numbers from this one on are replaced by `oov_char`. None
            keeps all words.
        skip_top: Integer. Numbers below this one are replaced by `oov_char`.
        maxlen: Integer or None. Reports of this length or longer are left out.
        test_split: Number between 0 and 1, the part that is kept for tests.
        seed: Integer, tells the order of the reports, and so which are kept.
        start_char: Integer, the first number of each report; None for no such number.
        oov_char: Integer, stands for words that are out; None drops them.
        index_from: Integer, added to all word numbers to make room for special ones.
        **kwargs: `nb_words`, the name that `num_words` had in Keras 1.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: object arrays of lists of integers, and arrays of
        topics, 0 to 45. By default 8,982 and 2,246 reports.

    Raises:
        IOError: If the file is not there and cannot be downloaded.
        ValueError: If the file holds something else, if `maxlen` leaves nothing, or if
            `test_split` is not between 0 and 1.
        TypeError: If an argument is unknown.

    Example:

        from keras.datasets import reuters
        (x_train, y_train), (x_test, y_test) = reuters.load_data(num_words=10000)
        assert y_train.max() == 45
    """
    num_words = word_sequences.number_of_words(num_words, kwargs)
    if not 0 <= test_split <= 1:
        raise ValueError('test_split must be between 0 and 1. Received: %r' % (test_split,))
    x, y = load_lists(path, _ORIGIN, _FILE_HASH, ['x', 'y'])
    x, y = word_sequences.in_order(x, y, np.random.RandomState(seed))
    x, y = word_sequences.prepare(
        x, y, maxlen=maxlen, num_words=num_words, skip_top=skip_top, start_char=start_char,
        oov_char=oov_char, index_from=index_from)
    count = int(len(x) * (1 - test_split))
    return (x[:count], y[:count]), (x[count:], y[count:])


def get_word_index(path='reuters_word_index.json'):
    """Loads the numbers of the words, from the cache or from the net.

    Args:
        path: String, the name of the file in the cache, `$KERAS_HOME/datasets`, or an absolute
            path.

    Returns:
        Dictionary: word -> its number, 1 for the most frequent word. In `load_data` the number
        is greater by `index_from`.

    Raises:
        IOError: If the file is not there and cannot be downloaded.
        ValueError: If the file holds something else.

    Example:

        from keras.datasets import reuters
        words = {number + 3: word for word, number in reuters.get_word_index().items()}
        (x_train, _), _ = reuters.load_data()
        print(' '.join(words.get(number, '?') for number in x_train[0]))
    """
    return word_sequences.load_word_index(path, _INDEX_ORIGIN, _INDEX_HASH)
