"""Texts as words and numbers."""

import hashlib

from keras.preprocessing.tokenizer import (Tokenizer, text_to_word_sequence,  # noqa: F401
                                           tokenizer_from_json)


def one_hot(text, n, filters='!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n', lower=True, split=' '):
    """Numbers for the words of a text, by Python's `hash`.

    Python's `hash` differs from run to run unless the environment variable PYTHONHASHSEED is set;
    `hashing_trick` with `hash_function='md5'` does not. Two words can get the same number.

    Args:
        text: String.
        n: Integer; numbers are from 1 to n - 1.
        filters: String, the characters that are left out.
        lower: Whether the text becomes lower case.
        split: String between words.

    Returns:
        List of integers, one for each word.

    Example:
        from keras.preprocessing.text import one_hot
        first, _, again = one_hot('Round and round', 50)
        assert first == again and 0 < first < 50
    """
    return hashing_trick(text, n, hash_function=hash, filters=filters, lower=lower, split=split)


def hashing_trick(text, n, hash_function=None, filters='!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n',
                  lower=True, split=' '):
    """Numbers for the words of a text, by a hash. Two words can get the same number.

    Args:
        text: String.
        n: Integer; numbers are from 1 to n - 1.
        hash_function: Function from a word to an integer, `'md5'` (always the same numbers), or
            None for Python's `hash`, which differs from run to run.
        filters: String, the characters that are left out.
        lower: Whether the text becomes lower case.
        split: String between words.

    Returns:
        List of integers, one for each word.

    Raises:
        ValueError: If `n` is less than 2 or `hash_function` is another word.

    Example:
        from keras.preprocessing.text import hashing_trick
        assert hashing_trick('The cat sat', 20, hash_function='md5') == [17, 4, 13]
    """
    if n < 2:
        raise ValueError('`n` must be 2 or more, because numbers are from 1 to n - 1. Received: %r.'
                         % (n,))
    if hash_function is None:
        hash_function = hash
    elif hash_function == 'md5':
        hash_function = _md5
    elif not callable(hash_function):
        raise ValueError("`hash_function` must be a function from strings to integers, 'md5' or "
                         'None. Received: %r.' % (hash_function,))
    words = text_to_word_sequence(text, filters=filters, lower=lower, split=split)
    return [hash_function(word) % (n - 1) + 1 for word in words]


def _md5(word):
    """A number that is the same in every run."""
    return int(hashlib.md5(word.encode()).hexdigest(), 16)
