"""Words and their numbers beyond the golden cases."""

import json

import numpy as np
import pytest

from keras.preprocessing.text import (Tokenizer, hashing_trick, one_hot, text_to_word_sequence,
                                      tokenizer_from_json)


def fitted(texts, **arguments):
    """A tokenizer that has read texts."""
    tokenizer = Tokenizer(**arguments)
    tokenizer.fit_on_texts(texts)
    return tokenizer


def test_words():
    assert text_to_word_sequence('Grüße, été! ...') == ['grüße', 'été']
    assert text_to_word_sequence('a--b', filters='-', split='::') == ['a', 'b']
    assert text_to_word_sequence('  ') == []


def test_lists_of_words_are_taken_as_they_are():
    tokenizer = fitted([['A', 'b.c'], ['a']])
    assert tokenizer.word_index == {'a': 1, 'b.c': 2}
    assert fitted([['A', 'a']], lower=False).word_index == {'A': 1, 'a': 2}


def test_reading_on():
    tokenizer = fitted(['a b'])
    tokenizer.fit_on_texts(iter(['b c c c']))
    assert tokenizer.word_index == {'c': 1, 'b': 2, 'a': 3}
    assert tokenizer.document_count == 2 and dict(tokenizer.word_docs) == {'a': 1, 'b': 2, 'c': 1}


def test_there_and_back():
    tokenizer = fitted(['the cat sat', 'the dog'], num_words=3, oov_token='?')
    numbers = tokenizer.texts_to_sequences(['the dog sat', 'nothing'])
    assert numbers == [[2, 1, 1], [1]]
    assert tokenizer.sequences_to_texts(numbers) == ['the ? ?', '?']
    assert tokenizer.sequences_to_texts([[2, 99]]) == ['the ?']
    assert list(fitted(['a b']).sequences_to_texts_generator([[2, 7, 1]])) == ['b a']


def test_matrix():
    tokenizer = Tokenizer(num_words=4)
    tokenizer.fit_on_sequences([[1, 2], [1, 3, 3], [5]])
    sequences = [[1, 1, 3, 9], []]
    assert tokenizer.sequences_to_matrix(sequences).tolist() == [[0, 1, 0, 1], [0, 0, 0, 0]]
    assert tokenizer.sequences_to_matrix(sequences, 'count').tolist()[0] == [0, 2, 0, 1]
    assert tokenizer.sequences_to_matrix(sequences, 'freq').tolist()[0] == [0, 0.5, 0, 0.25]
    # 3 texts, of which 2 have the number 1 and 1 has the number 3.
    wanted = [0, (1 + np.log(2)) * np.log(1 + 3 / 3.), 0, np.log(1 + 3 / 2.)]
    np.testing.assert_allclose(tokenizer.sequences_to_matrix(sequences, 'tfidf')[0], wanted)


@pytest.mark.parametrize('tokenizer, mode, words', [
    (Tokenizer(), 'binary', 'Call fit_on_texts first, or give num_words'),
    (Tokenizer(num_words=3), 'tfidf', 'needs texts to compare with'),
    (Tokenizer(num_words=3), 'sum', "Unknown mode 'sum'. Expected one of binary, count")])
def test_no_matrix(tokenizer, mode, words):
    with pytest.raises(ValueError, match=words):
        tokenizer.sequences_to_matrix([[1]], mode)


def test_arguments():
    with pytest.warns(UserWarning, match='`nb_words` is now called `num_words`'):
        assert Tokenizer(nb_words=7).num_words == 7
    with pytest.raises(TypeError, match='unknown arguments size. It takes num_words'):
        Tokenizer(size=7)
    assert Tokenizer(document_count=4).document_count == 4


def test_json():
    tokenizer = fitted(['Der Fluß', 'der Bär'], oov_token='?', num_words=9)
    again = tokenizer_from_json(tokenizer.to_json(indent=1))
    assert again.get_config() == tokenizer.get_config()
    assert again.index_word == tokenizer.index_word and again.index_docs == tokenizer.index_docs
    again.fit_on_texts(['der'])
    assert again.word_counts['der'] == 3 and again.word_docs['der'] == 3


@pytest.mark.parametrize('text', [
    'no json', '{}', '[]', '{"config": {}}', '{"config": 3}',
    json.dumps({'config': {'word_counts': 5}})])
def test_json_of_something_else(text):
    with pytest.raises(ValueError, match='This is no tokenizer'):
        tokenizer_from_json(text)


def test_hashes():
    assert one_hot('a b a', 10) == [hash(word) % 9 + 1 for word in 'aba']
    assert hashing_trick('a b', 10) == one_hot('a b', 10)
    assert hashing_trick('aa b', 10, hash_function=len) == [3, 2]
    assert set(one_hot(' '.join(map(str, range(200))), 3)) == {1, 2}
    with pytest.raises(ValueError, match='`n` must be 2 or more'):
        one_hot('a', 1)
    with pytest.raises(ValueError, match="Received: 'sha'"):
        hashing_trick('a', 9, hash_function='sha')
