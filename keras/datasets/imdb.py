"""IMDB: 50,000 film reviews as word numbers, half of them good and half of them bad."""

import numpy as np

from keras.datasets import word_sequences
from keras.datasets.lists import load_lists
from keras.utils.data_utils import get_file  # noqa: F401

_ORIGIN = 'https://s3.amazonaws.com/text-datasets/imdb.npz'
_FILE_HASH = '599dadb1135973df5b59232a0e9a887c'
_INDEX_ORIGIN = 'https://s3.amazonaws.com/text-datasets/imdb_word_index.json'
_INDEX_HASH = 'bfafd718b763782e994055a2d397834f'


def load_data(path='imdb.npz', num_words=None, skip_top=0, maxlen=None, seed=113, start_char=1,
              oov_char=2, index_from=3, **kwargs):
    """Loads the reviews, from the cache or from the net.

    Words are numbered by how often they occur, the most frequent is 1 in `get_word_index()` and
    `1 + index_from` here. 0 is used by no word, so it can fill up shorter reviews.

    Args:
        path: String, the name of the file in the cache, `$KERAS_HOME/datasets` (by default
            `~/.keras/datasets`), or an absolute path. Without a connection, put the file there.
        num_words: Integer or None. Numbers from this one on are replaced by `oov_char`. None
            keeps all words.
        skip_top: Integer. Numbers below this one are replaced by `oov_char`.
        maxlen: Integer or None. Reviews of this length or longer are left out, from the
            training and the test data alike.
        seed: Integer, tells the order of the reviews.
        start_char: Integer, the first number of each review; None for no such number.
        oov_char: Integer, stands for words that are out; None drops them.
        index_from: Integer, added to all word numbers to make room for special ones.
        **kwargs: `nb_words`, the name that `num_words` had in Keras 1.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: object arrays of lists of integers, and int64
        arrays of labels, 1 for a good review and 0 for a bad one; 25,000 of each.

    Raises:
        IOError: If the file is not there and cannot be downloaded.
        ValueError: If the file holds something else, or if `maxlen` leaves nothing.
        TypeError: If an argument is unknown.

    Example:

        from keras.datasets import imdb
        (x_train, y_train), (x_test, y_test) = imdb.load_data(num_words=20000)
        assert x_train[0][:5] == [1, 14, 22, 16, 43]
    """
    num_words = word_sequences.number_of_words(num_words, kwargs)
    arrays = load_lists(path, _ORIGIN, _FILE_HASH, ['x_train', 'y_train', 'x_test', 'y_test'])
    rng = np.random.RandomState(seed)
    parts = []
    for x, y in (arrays[:2], arrays[2:]):
        x, y = word_sequences.in_order(x, y, rng)
        parts.append(word_sequences.prepare(
            x, y, maxlen=maxlen, num_words=num_words, skip_top=skip_top, start_char=start_char,
            oov_char=oov_char, index_from=index_from))
    return tuple(parts)


def get_word_index(path='imdb_word_index.json'):
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

        from keras.datasets import imdb
        words = {number + 3: word for word, number in imdb.get_word_index().items()}
        (x_train, _), _ = imdb.load_data()
        print(' '.join(words.get(number, '?') for number in x_train[0]))
    """
    return word_sequences.load_word_index(path, _INDEX_ORIGIN, _INDEX_HASH)
