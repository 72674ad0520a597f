"""Both spellings of what is logged."""

import copy
import json
import pickle

import pytest

from keras.callbacks import History, Logs
from keras.callbacks.logs import spellings


@pytest.mark.parametrize('written, asked', [
    ('accuracy', 'acc'), ('acc', 'accuracy'), ('val_accuracy', 'val_acc'),
    ('out_accuracy', 'out_acc'), ('val_my_out_accuracy', 'val_my_out_acc'),
    ('accuracy_1', 'acc_1'), ('binary_accuracy', 'binary_acc'),
    ('mse', 'mean_squared_error'), ('val_mean_absolute_error', 'val_mae'),
    ('mape', 'mean_absolute_percentage_error'), ('cosine_similarity', 'cosine_proximity'),
    ('accuracy_1', 'weighted_acc'), ('accuracy', 'weighted_acc'),
    ('val_accuracy_1', 'val_weighted_acc'), ('out_accuracy', 'out_weighted_accuracy'),
])
def test_a_value_is_found_under_both_spellings(written, asked):
    logs = Logs({written: 0.5})
    assert logs[asked] == logs.get(asked) == logs.get(written) == 0.5
    assert asked in logs and written in logs
    assert list(logs) == [written]


def test_the_exact_name_wins():
    logs = Logs(accuracy=1., acc=2., accuracy_1=3., weighted_acc=4.)
    assert (logs['accuracy'], logs['acc'], logs['weighted_acc']) == (1., 2., 4.)
    del logs['weighted_acc']
    assert logs['weighted_acc'] == 3.


@pytest.mark.parametrize('name', ['loss', 'val_loss', 'accent', 'accuracy_rate', '', 'x', 7, None])
def test_what_is_not_there_is_not_found(name):
    logs = Logs(accuracy=1.)
    assert name not in logs and logs.get(name) is None and logs.get(name, 3) == 3
    with pytest.raises(KeyError):
        logs[name]


def test_names_without_other_spellings():
    assert spellings('loss') == [] and spellings('val_loss') == []


def test_it_is_a_plain_dictionary_otherwise():
    logs = Logs(accuracy=0.5)
    assert json.dumps(logs) == '{"accuracy": 0.5}'
    for twin in (logs.copy(), copy.deepcopy(logs), pickle.loads(pickle.dumps(logs))):
        assert twin == logs and twin['acc'] == 0.5
    assert Logs.of(logs) is logs
    assert Logs.of(None) == {} and Logs.of({'a': 1}) == {'a': 1}


def test_file_names_may_use_either_spelling():
    assert '{val_acc:.2f}'.format_map(Logs(val_accuracy=0.5)) == '0.50'


def test_history_keeps_plain_numbers():
    import numpy as np
    history = History()
    history.on_train_begin()
    history.on_epoch_end(3, Logs(loss=np.float32(0.5), accuracy=np.array(1.)))
    history.on_epoch_end(4, {'loss': 0.25, 'accuracy': 0.5})
    assert history.epoch == [3, 4]
    assert history.history == {'loss': [0.5, 0.25], 'accuracy': [1., 0.5]}
    assert history.history['acc'] == [1., 0.5]
    assert json.loads(json.dumps(history.history)) == history.history
    history.on_train_begin()
    assert history.history == {} and history.epoch == []
