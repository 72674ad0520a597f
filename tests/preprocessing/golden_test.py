"""What upstream's preprocessing of sequences and texts returned (see tests/golden/README.md)."""

import json
import os

import numpy as np
import pytest

from keras.preprocessing import sequence, text
from tests.golden.compare import compare
from tests.golden.storage import load, plain

CASES = load(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'cases', 'words'))[1]
TOLERANCE = 1e-5


def run_timeseries(kwargs):
    """All batches."""
    windows = sequence.TimeseriesGenerator(**kwargs)
    return {'len': len(windows), 'config_keys': sorted(windows.get_config()),
            'items': [[np.asarray(part) for part in windows[i]] for i in range(len(windows))]}


def run_tokenizer(kwargs):
    """What a tokenizer learns from texts, and what it makes of new ones."""
    tokenizer = text.Tokenizer(**kwargs['init'])
    tokenizer.fit_on_texts(kwargs['texts'])
    new = kwargs['new']
    sequences = tokenizer.texts_to_sequences(new)
    document = json.loads(tokenizer.to_json())
    again = text.tokenizer_from_json(tokenizer.to_json())
    result = {'word_index': tokenizer.word_index, 'index_word': plain(tokenizer.index_word),
              'word_counts': plain(list(tokenizer.word_counts.items())),
              'word_docs': dict(tokenizer.word_docs), 'document_count': tokenizer.document_count,
              'sequences': sequences, 'texts': tokenizer.sequences_to_texts(sequences),
              'json': {'class_name': document['class_name'], 'config': {
                  key: json.loads(value) if str(value)[:1] in ('{', '[') else value
                  for key, value in document['config'].items()}},
              'json_roundtrip': again.texts_to_sequences(new)}
    for mode in ('binary', 'count', 'freq', 'tfidf'):
        result['matrix_' + mode] = tokenizer.texts_to_matrix(new, mode=mode)
        np.testing.assert_array_equal(again.texts_to_matrix(new, mode), result['matrix_' + mode])
    return result


RUN = {
    'pad_sequences': lambda kwargs: {'out': sequence.pad_sequences(**kwargs)},
    'make_sampling_table': lambda kwargs: {'out': sequence.make_sampling_table(**kwargs)},
    'skipgrams': lambda kwargs: dict(zip(('couples', 'labels'), sequence.skipgrams(**kwargs))),
    'remove_long_seq': lambda kwargs: {'out': list(sequence._remove_long_seq(**kwargs))},
    'timeseries': run_timeseries,
    'tokenizer': run_tokenizer,
    'text_fn': lambda kwargs: {'out': getattr(text, kwargs['fn'])(*kwargs['args'], **kwargs['kw'])},
}


@pytest.mark.parametrize('case', CASES, ids=[case['id'] for case in CASES])
def test_golden(case):
    assert not compare(RUN[case['name']](case['kwargs']), case['expect'], TOLERANCE)


def test_padded_sequences_have_the_dtype_that_was_asked_for():
    for case in CASES:
        if case['name'] == 'pad_sequences':
            assert sequence.pad_sequences(**case['kwargs']).dtype == case['expect']['out'].dtype
