"""Learns which words there are, and turns texts into lists of word numbers and back."""

import collections
import json
import warnings

import numpy as np

_MODES = ('binary', 'count', 'freq', 'tfidf')


def text_to_word_sequence(text, filters='!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n', lower=True,
                          split=' '):
    """The words of a text.

    Args:
        text: String.
        filters: String, the characters that are taken for spaces.
        lower: Whether the text becomes lower case.
        split: String between words.

    Returns:
        List of strings.

    Example:
        from keras.preprocessing.text import text_to_word_sequence
        assert text_to_word_sequence('Good day, World!') == ['good', 'day', 'world']
    """
    if lower:
        text = text.lower()
    text = text.translate({ord(character): split for character in filters})
    return [word for word in text.split(split) if word]


class Tokenizer(object):
    """Learns which words there are, and turns texts into lists of word numbers and back.

    The most frequent word gets the number 1 (2 where there is an `oov_token`, which is 1); 0 is
    no word. A text may also be a list of words, which are taken as they are.

    Args:
        num_words: Integer or None; only words with smaller numbers are used.
        filters: String, the characters that are left out.
        lower: Whether texts become lower case.
        split: String between words.
        char_level: Whether every character is a word.
        oov_token: String or None; stands for unknown words, which are left out by default.
        document_count: Integer, the number of texts that were read before.
        **kwargs: `nb_words`, the name that `num_words` had in Keras 1.

    Raises:
        TypeError: If an argument is unknown.

    Example:
        from keras.preprocessing.text import Tokenizer
        tokenizer = Tokenizer()
        tokenizer.fit_on_texts(['The cat sat', 'the dog'])
        assert tokenizer.texts_to_sequences(['The dog sat!']) == [[1, 4, 3]]
    """

    def __init__(self, num_words=None, filters='!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n', lower=True,
                 split=' ', char_level=False, oov_token=None, document_count=0, **kwargs):
        if 'nb_words' in kwargs:
            warnings.warn('`nb_words` is now called `num_words`.', stacklevel=2)
            num_words = kwargs.pop('nb_words')
        if kwargs:
            raise TypeError('Tokenizer() got the unknown arguments %s. It takes num_words, '
                            'filters, lower, split, char_level, oov_token and document_count.'
                            % ', '.join(sorted(kwargs)))
        self.word_counts = collections.OrderedDict()
        self.word_docs = collections.defaultdict(int)
        self.filters = filters
        self.split = split
        self.lower = lower
        self.num_words = num_words
        self.document_count = document_count
        self.char_level = char_level
        self.oov_token = oov_token
        self.index_docs = collections.defaultdict(int)
        self.word_index = {}
        self.index_word = {}

    def fit_on_texts(self, texts):
        """Learns the words of texts.

        Args:
            texts: Iterable of strings, or of lists of words.
        """
        for text in texts:
            words = self._words(text)
            self.document_count += 1
            for word in words:
                self.word_counts[word] = self.word_counts.get(word, 0) + 1
            for word in set(words):
                self.word_docs[word] += 1
        ordered = sorted(self.word_counts, key=self.word_counts.get, reverse=True)
        if self.oov_token is not None:
            ordered.insert(0, self.oov_token)
        self.word_index = {word: number for number, word in enumerate(ordered, 1)}
        self.index_word = {number: word for word, number in self.word_index.items()}
        for word, count in self.word_docs.items():
            self.index_docs[self.word_index[word]] = count

    def fit_on_sequences(self, sequences):
        """Learns in how many texts each number occurs, for texts that are numbers already.

        Args:
            sequences: Iterable of lists of integers.
        """
        for sequence in sequences:
            self.document_count += 1
            for number in set(sequence):
                self.index_docs[number] += 1

    def texts_to_sequences(self, texts):
        """The word numbers of each text.

        Args:
            texts: Iterable of strings, or of lists of words.

        Returns:
            List of lists of integers.
        """
        return list(self.texts_to_sequences_generator(texts))

    def texts_to_sequences_generator(self, texts):
        """The word numbers of one text after the other.

        Args:
            texts: Iterable of strings, or of lists of words.

        Yields:
            Lists of integers.
        """
        unknown = self.word_index.get(self.oov_token)
        for text in texts:
            numbers = (self.word_index.get(word) for word in self._words(text))
            numbers = (number if self._is_used(number) else unknown for number in numbers)
            yield [number for number in numbers if number is not None]

    def sequences_to_texts(self, sequences):
        """The words of each sequence, with spaces between them.

        Args:
            sequences: Iterable of lists of integers.

        Returns:
            List of strings.
        """
        return list(self.sequences_to_texts_generator(sequences))

    def sequences_to_texts_generator(self, sequences):
        """The words of one sequence after the other.

        Args:
            sequences: Iterable of lists of integers.

        Yields:
            Strings.
        """
        unknown = self.index_word.get(self.word_index.get(self.oov_token))
        for sequence in sequences:
            words = (self.index_word.get(number) if self._is_used(number) else unknown
                     for number in sequence)
            words = (unknown if word is None else word for word in words)
            yield ' '.join(word for word in words if word is not None)

    def texts_to_matrix(self, texts, mode='binary'):
        """One row of numbers for each text, with a column for each word.

        Args:
            texts: Iterable of strings, or of lists of words.
            mode: `'binary'`, `'count'`, `'freq'` or `'tfidf'`; see `sequences_to_matrix`.

        Returns:
            Array of shape (number of texts, number of words + 1).

        Raises:
            ValueError: See `sequences_to_matrix`.
        """
        return self.sequences_to_matrix(self.texts_to_sequences(texts), mode=mode)

    def sequences_to_matrix(self, sequences, mode='binary'):
        """One row of numbers for each sequence, with a column for each word.

        Args:
            sequences: List of lists of integers.
            mode: What stands in the columns of words that occur: `'binary'` 1, `'count'` how
                often, `'freq'` the part of the sequence, `'tfidf'`
                `(1 + log(count)) * log(1 + texts / (1 + texts with this word))`.

        Returns:
            Array of shape (number of sequences, number of words).

        Raises:
            ValueError: If the number of words or the texts are unknown, or for another mode.
        """
        if mode not in _MODES:
            raise ValueError('Unknown mode %r. Expected one of %s.' % (mode, ', '.join(_MODES)))
        if mode == 'tfidf' and not self.document_count:
            raise ValueError("The mode 'tfidf' needs texts to compare with, but none were read. "
                             'Call fit_on_texts first.')
        width = self.num_words or len(self.word_index) + 1
        if width == 1:
            raise ValueError('The number of words is unknown. Call fit_on_texts first, or give '
                             'num_words to the constructor.')
        matrix = np.zeros((len(sequences), width))
        for row, sequence in zip(matrix, sequences):
            numbers = np.asarray(sequence, dtype='int64')
            row += np.bincount(numbers[numbers < width], minlength=width)
            if mode == 'freq' and len(sequence):
                row /= len(sequence)
        if mode == 'binary':
            matrix = np.minimum(matrix, 1)
        elif mode == 'tfidf':
            matrix = self._weighted(matrix)
        return matrix

    def get_config(self):
        """The arguments and all that was learnt; dictionaries as JSON.

        Returns:
            Dictionary.
        """
        config = {name: getattr(self, name) for name in (
            'num_words', 'filters', 'lower', 'split', 'char_level', 'oov_token', 'document_count')}
        config.update((name, json.dumps(getattr(self, name))) for name in (
            'word_counts', 'word_docs', 'index_docs', 'index_word', 'word_index'))
        return config

    def to_json(self, **kwargs):
        """The tokenizer as JSON; `tokenizer_from_json` reads it.

        Args:
            **kwargs: Arguments of `json.dumps`.

        Returns:
            String.
        """
        return json.dumps({'class_name': type(self).__name__, 'config': self.get_config()},
                          **kwargs)

    def _words(self, text):
        """The words of a text, which may be a list of words already."""
        if self.char_level or isinstance(text, list):
            if not self.lower:
                return text
            return [word.lower() for word in text] if isinstance(text, list) else text.lower()
        return text_to_word_sequence(text, self.filters, self.lower, self.split)

    def _is_used(self, number):
        """Whether a number stands for a word and is not too great."""
        return number is not None and not (self.num_words and number >= self.num_words)

    def _weighted(self, counts):
        """What is frequent here and rare elsewhere gets a great weight."""
        texts = np.array([self.index_docs.get(number, 0) for number in range(counts.shape[1])])
        rarity = np.log(1 + self.document_count / (1. + texts))
        return np.where(counts > 0, 1 + np.log(np.maximum(counts, 1)), 0) * rarity


def tokenizer_from_json(json_string):
    """Reads what `Tokenizer.to_json` wrote.

    Args:
        json_string: String.

    Returns:
        A `Tokenizer`.

    Raises:
        ValueError: If it is something else.

    Example:
        from keras.preprocessing.text import Tokenizer, tokenizer_from_json
        tokenizer = Tokenizer()
        tokenizer.fit_on_texts(['a b'])
        assert tokenizer_from_json(tokenizer.to_json()).word_index == {'a': 1, 'b': 2}
    """
    try:
        config = dict(json.loads(json_string)['config'])
        learnt = {name: json.loads(config.pop(name)) for name in (
            'word_counts', 'word_docs', 'index_docs', 'index_word', 'word_index')}
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError('This is no tokenizer: %s: %s. Expected what Tokenizer.to_json() wrote; '
                         'received: %.80r' % (type(error).__name__, error, json_string))
    tokenizer = Tokenizer(**config)
    tokenizer.word_counts.update(learnt['word_counts'])
    tokenizer.word_docs.update(learnt['word_docs'])
    tokenizer.word_index.update(learnt['word_index'])
    tokenizer.index_docs.update({int(key): n for key, n in learnt['index_docs'].items()})
    tokenizer.index_word.update({int(key): word for key, word in learnt['index_word'].items()})
    return tokenizer
