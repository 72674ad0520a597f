"""Callbacks that change the learning rate."""

import numpy as np
import pytest

from keras import backend as K
from keras.callbacks import LearningRateScheduler, ReduceLROnPlateau
from tests.callbacks.fake_model import FakeModel, run


def model(rate=0.5):
    """A model whose optimizer has a real variable."""
    return FakeModel(K.variable(rate))


@pytest.mark.parametrize('schedule', [
    lambda epoch: [0.5, 0.25, 0.125][epoch],
    lambda epoch, rate: rate / 2 if epoch else 0.5,
    lambda epoch, rate=None: rate / 2 if epoch else 0.5,
    lambda epoch: np.float32(2. ** -(epoch + 1)),
    lambda epoch: np.float64(2. ** -(epoch + 1)),
    [0.5, 0.25, 0.125].__getitem__,
])
def test_schedules(schedule):
    logs = [{}, {}, {}]
    run(LearningRateScheduler(schedule), logs, model(8.))
    assert [float(log['lr']) for log in logs] == [0.5, 0.25, 0.125]


def test_a_builtin_with_two_arguments():
    logs = [{}, {}, {}]
    run(LearningRateScheduler(max), logs, model())
    assert [float(log['lr']) for log in logs] == [0.5, 1., 2.]


@pytest.mark.parametrize('value', [None, 'fast', float('nan'), float('inf'), True, [0.1]])
def test_a_schedule_must_return_a_number(value):
    with pytest.raises(ValueError, match='finite number.*epoch 0'):
        run(LearningRateScheduler(lambda epoch: value), [{}], model())


def test_errors_inside_a_schedule_are_not_hidden():
    def schedule(epoch):
        raise TypeError('mine')
    with pytest.raises(TypeError, match='mine'):
        run(LearningRateScheduler(schedule), [{}], model())


def test_an_optimizer_without_learning_rate():
    bare = FakeModel()
    bare.optimizer = object()
    with pytest.raises(ValueError, match='neither `learning_rate` nor `lr`'):
        run(LearningRateScheduler(lambda epoch: 1.), [{}], bare)


def test_it_says_what_it_sets(capsys):
    run(LearningRateScheduler(lambda epoch: 0.25, verbose=1), [{}], model())
    assert 'Epoch 00001: the learning rate is set to 0.25' in capsys.readouterr().out


@pytest.mark.parametrize('losses, options, rates', [
    ([3, 2, 1, 0], {'patience': 1}, [8, 8, 8, 8]),
    ([3, 3, 3, 3], {'patience': 1}, [8, 8, 4, 2]),
    ([3, 3, 3, 3], {'patience': 2}, [8, 8, 8, 4]),
    ([3, 2.95, 2.92, 2.5], {'patience': 1, 'min_delta': 0.1}, [8, 8, 4, 2]),
    ([3, 3, 3, 3, 3], {'patience': 1, 'cooldown': 1}, [8, 8, 4, 2, 1]),
    ([3, 3, 3, 3, 3], {'patience': 1, 'cooldown': 2}, [8, 8, 4, 4, 2]),
    ([3, 3, 3, 3], {'patience': 1, 'min_lr': 3}, [8, 8, 4, 3]),
    ([3, 3, 3], {'patience': 1, 'mode': 'max'}, [8, 8, 4]),
    ([1, 2, 3], {'patience': 1, 'mode': 'max'}, [8, 8, 8]),
])
def test_reduction(losses, options, rates):
    logs = [{'val_loss': value} for value in losses]
    run(ReduceLROnPlateau(factor=0.5, **options), logs, model(8.))
    assert [float(log['lr']) for log in logs] == rates


def test_reduction_refuses_and_warns():
    with pytest.raises(ValueError, match='below 1. Received: 1.5'):
        ReduceLROnPlateau(factor=1.5)
    with pytest.raises(TypeError, match='epsilom'):
        ReduceLROnPlateau(epsilom=1)
    with pytest.warns(DeprecationWarning, match='min_delta'):
        assert ReduceLROnPlateau(epsilon=0.5).min_delta == 0.5
    with pytest.warns(RuntimeWarning, match='not reduced. Available: loss, lr'):
        run(ReduceLROnPlateau(), [{'loss': 1.}], model())
