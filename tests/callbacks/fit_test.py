"""Callbacks inside `fit`: order, logs, files, weights."""

import os

import numpy as np
import pytest

from keras.callbacks import (
    BaseLogger, Callback, CSVLogger, EarlyStopping, LambdaCallback, LearningRateScheduler,
    ModelCheckpoint, ProgbarLogger, ReduceLROnPlateau, TerminateOnNaN)
from keras.layers import Dense
from keras.models import Sequential, load_model

X = np.random.RandomState(0).normal(size=(40, 3)).astype('float32')
Y = (X.sum(axis=1, keepdims=True) > 0).astype('float32')


@pytest.fixture
def model():
    """A compiled model."""
    model = Sequential([Dense(4, activation='tanh', input_dim=3), Dense(1, activation='sigmoid')])
    model.compile('sgd', 'binary_crossentropy', metrics=['accuracy'])
    return model


def fit(model, *callbacks, **kwargs):
    """Trains for three epochs of three batches, with validation."""
    options = dict(epochs=3, batch_size=10, verbose=0, validation_split=0.25)
    options.update(kwargs)
    return model.fit(X, Y, callbacks=list(callbacks), **options)


class Recorder(Callback):
    """Writes down what is called, and the keys of the logs."""

    def __init__(self):
        super().__init__()
        self.calls = []

    def on_train_begin(self, logs=None):
        self.calls.append('train')

    def on_train_end(self, logs=None):
        self.calls.append('end')

    def on_epoch_begin(self, epoch, logs=None):
        self.calls.append('epoch %d' % epoch)

    def on_epoch_end(self, epoch, logs=None):
        self.calls.append(('epoch end', sorted(logs)))

    def on_batch_begin(self, batch, logs=None):
        self.calls.append(('batch %d' % batch, sorted(logs), logs['size']))

    def on_batch_end(self, batch, logs=None):
        self.calls.append(('batch end', sorted(logs)))

    def on_test_begin(self, logs=None):
        self.calls.append('test')

    def on_test_end(self, logs=None):
        self.calls.append('test end')


def test_the_order_of_calls(model):
    recorder = Recorder()
    fit(model, recorder, epochs=1, batch_size=20)
    batch_keys = ['accuracy', 'batch', 'loss', 'size']
    assert recorder.calls == [
        'train', 'epoch 0',
        ('batch 0', ['batch', 'size'], 20), ('batch end', batch_keys),
        ('batch 1', ['batch', 'size'], 10), ('batch end', batch_keys),
        'test', 'test end',
        ('epoch end', ['accuracy', 'loss', 'val_accuracy', 'val_loss']), 'end']


def test_what_callbacks_are_told(model):
    recorder = Recorder()
    fit(model, recorder)
    assert recorder.model is model
    assert recorder.params['epochs'] == 3 and recorder.params['verbose'] == 0
    assert recorder.params['do_validation'] is True
    assert recorder.params['metrics'] == ['loss', 'accuracy', 'val_loss', 'val_accuracy']


@pytest.mark.parametrize('mode', ['evaluate', 'predict'])
def test_evaluate_and_predict_call_too(model, mode):
    calls = []
    what = {'evaluate': 'test', 'predict': 'predict'}[mode]
    hooks = {'on_%s_%s' % (what, name): lambda *arguments, name=name: calls.append(name)
             for name in ('begin', 'end', 'batch_begin', 'batch_end')}
    arguments = (X, Y) if mode == 'evaluate' else (X,)
    getattr(model, mode)(*arguments, batch_size=20, verbose=0, callbacks=[LambdaCallback(**hooks)])
    assert calls == ['begin'] + ['batch_begin', 'batch_end'] * 2 + ['end']


def test_user_code_may_ask_with_the_old_names(model):
    seen = []
    fit(model, LambdaCallback(
        on_epoch_end=lambda epoch, logs: seen.append((logs['acc'], logs.get('val_acc'))),
        on_batch_end=lambda batch, logs: seen.append(logs['acc'])), epochs=1)
    assert len(seen) == 4 and all(value is not None for value in seen)


def test_old_names_in_all_that_monitor(model, tmp_path):
    path = str(tmp_path / '{epoch}-{val_acc:.2f}.h5')
    history = fit(
        model, EarlyStopping('val_acc', patience=9), ModelCheckpoint(path, 'val_acc'),
        ReduceLROnPlateau('val_acc', patience=9), CSVLogger(str(tmp_path / 'log.csv')))
    assert history.history['acc'] == history.history['accuracy']
    assert len(list(tmp_path.glob('*.h5'))) == 3
    lines = (tmp_path / 'log.csv').read_text().split()
    assert lines[0] == 'epoch,accuracy,loss,lr,val_accuracy,val_loss' and len(lines) == 4


def test_checkpoints_hold_the_model_of_their_epoch(model, tmp_path):
    weights = []
    path = str(tmp_path / 'm{epoch}.h5')
    fit(model, LambdaCallback(on_epoch_end=lambda epoch, logs: weights.append(model.get_weights())),
        ModelCheckpoint(path), ModelCheckpoint(str(tmp_path / 'w.h5'), save_weights_only=True))
    for epoch in range(3):
        saved = load_model(path.format(epoch=epoch + 1)).get_weights()
        for one, other in zip(saved, weights[epoch]):
            np.testing.assert_array_equal(one, other)
    model.load_weights(str(tmp_path / 'w.h5'))
    np.testing.assert_array_equal(model.get_weights()[0], weights[2][0])
    assert sorted(os.listdir(str(tmp_path))) == ['m1.h5', 'm2.h5', 'm3.h5', 'w.h5']


def test_the_best_weights_come_back(model):
    weights = []
    stop = EarlyStopping('loss', patience=2, restore_best_weights=True)
    worse = LearningRateScheduler(lambda epoch: 0.1 if epoch < 2 else 1e4)
    history = fit(model, worse, stop, LambdaCallback(
        on_epoch_end=lambda epoch, logs: weights.append(model.get_weights())), epochs=9)
    best = int(np.argmin(history.history['loss']))
    assert len(history.epoch) == best + 3 == stop.stopped_epoch + 1
    for one, other in zip(model.get_weights(), weights[best]):
        np.testing.assert_array_equal(one, other)


def test_a_schedule_is_followed(model):
    before = model.get_weights()
    history = fit(model, LearningRateScheduler(lambda epoch: 0.))
    assert history.history['lr'] == [0., 0., 0.]
    for one, other in zip(model.get_weights(), before):
        np.testing.assert_array_equal(one, other)


def test_nan_ends_training_within_the_epoch(model):
    batches = []
    count = LambdaCallback(on_batch_end=lambda batch, logs: batches.append(batch))
    model.set_weights([np.full_like(weight, np.nan) for weight in model.get_weights()])
    history = fit(model, TerminateOnNaN(), count, epochs=5)
    assert batches == [0] and len(history.epoch) <= 1


def test_a_base_logger_and_a_progress_bar_change_nothing(model, capsys):
    weights = model.get_weights()
    plain = fit(model, shuffle=False).history
    model.set_weights(weights)
    more = fit(model, BaseLogger(), BaseLogger(['accuracy']), ProgbarLogger('steps'),
               shuffle=False).history
    assert plain.keys() == more.keys()
    for name in plain:
        np.testing.assert_allclose(plain[name], more[name], rtol=1e-6)


def test_the_progress_bar_shows_what_the_history_holds(model, capsys):
    history = fit(model, verbose=1, epochs=1).history
    last = capsys.readouterr().out.strip().split('\n')[-1]
    for name in ('loss', 'accuracy', 'val_loss', 'val_accuracy'):
        assert ' %s: %.4f' % (name, history[name][0]) in last
    assert last.startswith('30/30 [==============================]')


def test_stopping_in_the_middle_of_an_epoch(model):
    seen = []

    class Stop(Callback):
        """Stops after the first batch."""

        def on_batch_end(self, batch, logs=None):
            seen.append(batch)
            self.model.stop_training = True

    fit(model, Stop())
    assert seen == [0]
    fit(model, Stop())      # does not remember
    assert seen == [0, 0]
