"""Checkpoints: which epochs are saved, and under which names."""

import pytest

from keras.callbacks import ModelCheckpoint
from tests.callbacks.fake_model import run

LOGS = [{'loss': 3., 'val_accuracy': 0.5}, {'loss': 1., 'val_accuracy': 0.75},
        {'loss': 2., 'val_accuracy': 0.25}]


@pytest.mark.parametrize('path, options, saved', [
    ('m.h5', {}, [('model', 'm.h5', True)] * 3),
    ('{epoch}.h5', {}, [('model', '1.h5', True), ('model', '2.h5', True), ('model', '3.h5', True)]),
    ('{epoch:02d}-{loss:.1f}-{val_acc:.2f}', {'period': 2}, [('model', '02-1.0-0.75', True)]),
    ('{epoch}', {'monitor': 'loss', 'save_best_only': True},
     [('model', '1', True), ('model', '2', True)]),
    ('{epoch}', {'monitor': 'loss', 'save_best_only': True, 'mode': 'max'},
     [('model', '1', True)]),
    ('{epoch}', {'monitor': 'val_acc', 'save_best_only': True, 'save_weights_only': True},
     [('weights', '1', True), ('weights', '2', True)]),
])
def test_what_is_saved(path, options, saved):
    assert run(ModelCheckpoint(path, **options), LOGS).saved == saved


def test_a_path_object(tmp_path):
    assert ModelCheckpoint(tmp_path / 'm.h5').filepath == str(tmp_path / 'm.h5')


def test_what_is_not_logged():
    with pytest.warns(RuntimeWarning, match="'val_loss'.*not saved.*loss, val_accuracy"):
        assert run(ModelCheckpoint('m', save_best_only=True), LOGS[:1]).saved == []
    with pytest.raises(KeyError, match='val_loss.*Available: epoch, loss, val_accuracy'):
        run(ModelCheckpoint('{val_loss}'), LOGS)


def test_it_says_what_it_does(capsys):
    run(ModelCheckpoint('m', monitor='loss', save_best_only=True, verbose=1), LOGS)
    assert capsys.readouterr().out.count('saving the model to m') == 2
