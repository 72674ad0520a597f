"""The list of callbacks: order, logs, who looks at batches, slow ones."""

import time

import pytest

from keras.callbacks import (
    BaseLogger, Callback, CallbackList, EarlyStopping, History, LambdaCallback, Logs,
    ModelCheckpoint, ProgbarLogger, TerminateOnNaN)

HOOKS = ['on_train_begin', 'on_train_end', 'on_test_begin', 'on_test_end', 'on_predict_begin',
         'on_predict_end']
NUMBERED = ['on_epoch_begin', 'on_epoch_end', 'on_train_batch_begin', 'on_train_batch_end',
            'on_test_batch_begin', 'on_test_batch_end', 'on_predict_batch_begin',
            'on_predict_batch_end']


class Recorder(Callback):
    """Writes down every hook that is called."""

    def __init__(self, calls, name):
        super().__init__()
        self.calls, self.name = calls, name

    def _note(self, *what):
        self.calls.append((self.name,) + what)


def _recording(hook):
    """A method that notes its call."""
    return lambda self, *arguments: self._note(hook, *arguments)


for _hook in HOOKS + NUMBERED:
    setattr(Recorder, _hook, _recording(_hook))


@pytest.mark.parametrize('hook', HOOKS)
def test_hooks_reach_all_in_order(hook):
    calls = []
    callbacks = CallbackList([Recorder(calls, 'a'), Recorder(calls, 'b')])
    getattr(callbacks, hook)()
    getattr(callbacks, hook)({'x': 1})
    assert calls == [('a', hook, {}), ('b', hook, {}), ('a', hook, {'x': 1}), ('b', hook, {'x': 1})]


@pytest.mark.parametrize('hook', NUMBERED)
def test_numbered_hooks_reach_all_in_order(hook):
    calls = []
    callbacks = CallbackList([Recorder(calls, 'a')])
    callbacks.append(Recorder(calls, 'b'))
    getattr(callbacks, hook)(7, {'x': 1})
    assert calls == [('a', hook, 7, {'x': 1}), ('b', hook, 7, {'x': 1})]
    getattr(callbacks, hook)(8)
    assert calls[2:] == [('a', hook, 8, {}), ('b', hook, 8, {})]


def test_all_share_the_same_logs():
    callbacks = CallbackList([
        LambdaCallback(on_epoch_end=lambda epoch, logs: logs.update(lr=0.5)), History()])
    callbacks.on_train_begin()
    logs = Logs(loss=1.)
    callbacks.on_epoch_end(0, logs)
    assert logs == {'loss': 1., 'lr': 0.5}
    assert callbacks.callbacks[1].history == {'loss': [1.], 'lr': [0.5]}


def test_the_old_names_of_batch_hooks():
    calls = []
    old = LambdaCallback(on_batch_begin=lambda batch, logs: calls.append(('begin', batch)),
                         on_batch_end=lambda batch, logs: calls.append(('end', batch)))
    callbacks = CallbackList([old])
    callbacks.on_train_batch_begin(0)
    callbacks.on_train_batch_end(0)
    callbacks.on_batch_begin(1)
    callbacks.on_batch_end(1)
    callbacks.on_test_batch_end(5)
    assert calls == [('begin', 0), ('end', 0), ('begin', 1), ('end', 1)]


def test_model_and_params_reach_all():
    callbacks = CallbackList([Callback(), Callback()])
    callbacks.set_params({'epochs': 3})
    callbacks.set_model('model')
    assert [c.params for c in callbacks] == [{'epochs': 3}] * 2
    assert [c.model for c in callbacks] == ['model'] * 2
    assert callbacks.params == {'epochs': 3} and callbacks.model == 'model'


def test_the_list_is_copied():
    given = []
    CallbackList(given).append(Callback())
    assert given == [] and list(CallbackList()) == []


class Duck:
    """Has all hooks, but is no Callback."""


@pytest.mark.parametrize('callback, train, test, predict', [
    (Callback(), False, False, False),
    (History(), False, False, False),
    (EarlyStopping(), False, False, False),
    (ModelCheckpoint('x'), False, False, False),
    (LambdaCallback(on_epoch_end=print), False, False, False),
    (TerminateOnNaN(), True, False, False),
    (BaseLogger(), True, False, False),
    (LambdaCallback(on_batch_end=print), True, False, False),
    (LambdaCallback(on_train_batch_begin=print), True, False, False),
    (LambdaCallback(on_test_batch_end=print), False, True, False),
    (LambdaCallback(on_predict_batch_begin=print), False, False, True),
    (Recorder([], ''), True, True, True),
    (Duck(), True, True, True),
], ids=lambda value: type(value).__name__ if not isinstance(value, bool) else '')
def test_who_looks_at_batches(callback, train, test, predict):
    callbacks = CallbackList([History(), callback])
    assert callbacks.wants_batches('train') is train
    assert callbacks.wants_batches('test') is test
    assert callbacks.wants_batches('predict') is predict


@pytest.mark.parametrize('verbose, wants', [(0, False), (1, True), (2, False)])
def test_the_progress_bar_looks_at_batches_if_it_draws(verbose, wants):
    callbacks = CallbackList([ProgbarLogger()])
    callbacks.set_params({'verbose': verbose})
    assert callbacks.wants_batches('train') is wants


def test_an_unknown_mode_is_refused():
    with pytest.raises(ValueError, match="'train', 'test' or 'predict'.*'fit'"):
        CallbackList().wants_batches('fit')


def test_a_slow_callback_is_warned_of_once():
    slow = LambdaCallback(on_batch_end=lambda batch, logs: time.sleep(0.12))
    callbacks = CallbackList([slow], queue_length=2)
    callbacks.on_epoch_begin(0)
    with pytest.warns(RuntimeWarning, match='on_train_batch_end') as caught:
        for batch in range(3):
            callbacks.on_batch_begin(batch)
            time.sleep(0.001)
            callbacks.on_batch_end(batch)
    assert len(caught) == 1


def test_lambda_callback_keeps_other_attributes_and_refuses_non_functions():
    assert LambdaCallback(tag='x').tag == 'x'
    with pytest.raises(TypeError, match='on_epoch_end must be a function'):
        LambdaCallback(on_epoch_end=3)
