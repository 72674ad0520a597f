"""Training with workers: same numbers as without, and no hang, whatever happens to a worker."""
import multiprocessing
import os
import random
import signal
import sys
import threading
import time

import numpy as np
import pytest

from keras.callbacks import EarlyStopping, LambdaCallback
from keras.utils import OrderedEnqueuer, Sequence
from keras.utils.workers.errors import WorkerError

from tests.engine.training.generators_test import Batches, endless
from tests.engine.training.tiny import KERNEL, X, Y, errors, linear, step

RUNS = 25
WORKERS = pytest.mark.parametrize('workers, processes', [(0, False), (1, False), (3, False),
                                                         (1, True), (3, True)])


@pytest.fixture(autouse=True)
def nothing_is_left():
    """No test hangs, and none leaves a process behind."""
    previous = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.alarm(90)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, previous)
    assert not multiprocessing.active_children()


class Growing(Batches):
    """Gives other batches in every epoch."""

    def __getitem__(self, index):
        x, y = super().__getitem__(index)
        return x, y + self.ended


@WORKERS
def test_workers_change_no_numbers(workers, processes):
    arguments = dict(epochs=3, shuffle=False, verbose=0)
    wanted = linear().fit_generator(Growing(), workers=0, validation_data=Growing(), **arguments)
    model, batches, held_out = linear(), Growing(), Growing()
    got = model.fit_generator(batches, workers=workers, use_multiprocessing=processes,
                              validation_data=held_out, **arguments)
    assert batches.ended == held_out.ended == 3
    for name in ('loss', 'val_loss'):
        np.testing.assert_allclose(got.history[name], wanted.history[name], rtol=1e-6)


@WORKERS
def test_passes_may_be_longer_than_epochs(workers, processes):
    model, batches = linear(), Batches()
    model.fit_generator(batches, steps_per_epoch=2, epochs=4, workers=workers, verbose=0,
                        use_multiprocessing=processes)
    assert batches.ended == 2


@WORKERS
def test_evaluation_and_prediction(workers, processes):
    options = dict(workers=workers, use_multiprocessing=processes, max_queue_size=2)
    model = linear()
    np.testing.assert_allclose(model.evaluate(Batches(), verbose=0, **options), errors().mean(),
                               rtol=1e-5)
    np.testing.assert_allclose(model.evaluate_generator(Batches(), **options), errors().mean(),
                               rtol=1e-5)
    np.testing.assert_allclose(model.predict(Batches(), **options), model.predict(X), rtol=1e-6)
    np.testing.assert_allclose(model.predict_generator(Batches(), **options), model.predict(X),
                               rtol=1e-6)


def test_fit_on_arrays_validates_with_workers():
    history = linear().fit(X, Y, epochs=2, verbose=0, validation_data=Batches(), workers=2,
                           use_multiprocessing=True, validation_freq=2)
    assert len(history.history['val_loss']) == 1


@pytest.mark.parametrize('workers', [0, 1, 2])
def test_weights_of_samples_and_classes(workers):
    weights = np.array([0., 1., 2., .5, 0.])
    model = linear()
    kernel = model.get_weights()[0]
    model.fit_generator(endless(weights), steps_per_epoch=1, workers=workers, verbose=0,
                        class_weight={0: 3., 1: .5})
    together = weights * np.where(Y[:, 0] == 0, 3., .5)
    np.testing.assert_allclose(model.get_weights()[0], step(X, Y, kernel, .01, together),
                               rtol=1e-5)


def test_no_batch_of_a_generator_is_lost():
    made = []

    def batches():
        while True:
            made.append(1)
            yield X, Y

    model, generator = linear(), batches()
    model.fit_generator(generator, steps_per_epoch=3, epochs=2, verbose=0)
    assert len(made) == 6
    model.fit_generator(generator, steps_per_epoch=1, verbose=0, validation_data=generator,
                        validation_steps=2)
    assert len(made) == 9


def test_copies_of_a_generator_are_warned_of():
    with pytest.warns(UserWarning, match='its own copy of the generator'):
        linear().fit_generator(endless(), steps_per_epoch=3, verbose=0, workers=2,
                               use_multiprocessing=True)


@pytest.mark.parametrize('arguments', [{'workers': -1}, {'max_queue_size': -1}, {'workers': 'a'}])
def test_wrong_numbers(arguments):
    with pytest.raises(ValueError, match='should be an integer of at least 0'):
        linear().fit_generator(endless(), steps_per_epoch=1, **arguments)


@pytest.mark.parametrize('workers', [0, 1])
def test_workers_end_when_training_fails(workers):
    def wrong():
        yield X, Y
        yield X[:, :1], Y

    before = threading.active_count()
    with pytest.raises(ValueError, match='shape'):
        linear().fit_generator(wrong(), steps_per_epoch=3, verbose=0, workers=workers)
    assert threading.active_count() == before


@pytest.mark.parametrize('processes', [False, True])
def test_workers_end_when_training_is_interrupted(processes):
    def interrupt(batch, logs):
        if batch == 1:
            raise KeyboardInterrupt

    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        linear().fit_generator(Batches(), epochs=5, workers=2, use_multiprocessing=processes,
                               verbose=0, validation_data=Batches(),
                               callbacks=[LambdaCallback(on_batch_end=interrupt)])
    assert threading.active_count() == before


def test_early_stopping_ends_the_workers():
    model, batches = linear(), Batches()
    model.fit_generator(batches, epochs=50, workers=2, use_multiprocessing=True, verbose=0,
                        validation_data=Batches(), callbacks=[EarlyStopping(min_delta=1e9)])
    assert len(model.history.epoch) == 2


def test_a_generator_may_ask_another_model():
    teacher, model = linear(), linear()

    def taught():
        while True:
            yield X, teacher.predict(X) + 1.

    history = model.fit_generator(taught(), steps_per_epoch=2, workers=1, verbose=0)
    np.testing.assert_allclose(teacher.get_weights()[0], KERNEL)
    assert history.history['loss'][0] > 0.


class Fatal(Sequence):
    """Batches, one of which is the end of its worker."""

    def __init__(self, fate, at):
        self.fate = fate
        self.at = at

    def __len__(self):
        return 12

    def __getitem__(self, index):
        if index == self.at:
            FATES[self.fate][0]()
        return np.ones((20, 2)) * index, np.zeros((20, 1)), np.ones(20)


def fail():
    raise OSError('picture 17 is damaged')


FATES = {
    'raise': (fail, OSError, 'picture 17 is damaged'),
    'sys.exit': (lambda: sys.exit(4), WorkerError, 'SystemExit: 4'),
    'os._exit': (lambda: os._exit(5), WorkerError, 'exit code 5'),
    'sleep': (lambda: time.sleep(1000), WorkerError, 'has done nothing'),
    'kill': (lambda: os.kill(os.getpid(), signal.SIGKILL), WorkerError, 'SIGKILL'),
    'killed': (lambda: None, WorkerError, 'SIGKILL'),
}


def kill_some_worker(chance):
    """Kills a worker at a random moment, from outside."""
    time.sleep(chance.uniform(0, .1))
    workers = multiprocessing.active_children()
    if workers:
        try:
            os.kill(chance.choice(workers).pid, signal.SIGKILL)
        except OSError:
            pass        # it was faster


def test_whatever_happens_to_a_worker_nothing_hangs(monkeypatch):
    monkeypatch.setattr(OrderedEnqueuer, 'patience', .4)
    chance, model, met = random.Random(3), linear(), []
    for run in range(RUNS):
        fate = sorted(FATES)[run % len(FATES)]
        at = chance.randrange(12)
        killer = threading.Thread(target=kill_some_worker, args=(chance,))
        try:
            if fate == 'killed':
                killer.start()
            model.fit_generator(Fatal(fate, at), epochs=2, workers=4, use_multiprocessing=True,
                                shuffle=False, verbose=0)
        except FATES[fate][1] as error:
            told = '%s %s' % (error, error.__cause__)
            assert FATES[fate][2] in told and 'of the sequence Fatal' in told
            assert fate == 'killed' or 'batch %d ' % at in told
            met.append(fate)
        else:
            assert fate == 'killed'     # between two batches, or after the last one
        if fate == 'killed':
            killer.join()
        assert not multiprocessing.active_children()
    assert set(met) >= set(FATES) - {'killed'}
