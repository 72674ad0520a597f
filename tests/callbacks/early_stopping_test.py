"""Early stopping: when it stops, and which weights are left."""

import numpy as np
import pytest

from keras.callbacks import EarlyStopping, Logs
from tests.callbacks.fake_model import run


def losses(*values):
    """Logs of epochs."""
    return [{'val_loss': value} for value in values]


@pytest.mark.parametrize('values, options, stopped', [
    ((3, 2, 1), {}, 0),
    ((3, 3), {}, 1),
    ((3, 2, 2, 1), {}, 2),
    ((3, 2, 2, 1, 1, 1), {'patience': 2}, 5),
    ((3, 2, 2, 1, 1), {'patience': 2}, 0),
    ((3, 2.95, 2.9), {'min_delta': 0.1, 'patience': 2}, 2),
    ((3, 2.95, 2.85), {'min_delta': 0.1, 'patience': 2}, 0),
    ((3, 2.95, 2.9), {'min_delta': -0.1, 'patience': 2}, 2),
    ((1, 2, 3), {'mode': 'max'}, 0),
    ((1, 1), {'mode': 'max'}, 1),
    ((3, 2, 1), {'baseline': 0.5, 'patience': 2}, 1),
    ((3, 2, 1), {'baseline': 2.5, 'patience': 2}, 0),
    ((3, np.nan, 2), {}, 1),
    ((np.nan, 1, 2), {'patience': 2}, 0),
])
def test_when_it_stops(values, options, stopped):
    callback = EarlyStopping(**options)
    model = run(callback, losses(*values))
    assert callback.stopped_epoch == stopped
    assert model.stop_training is (stopped > 0)


@pytest.mark.parametrize('monitor, comparison', [
    ('val_loss', np.less), ('val_acc', np.greater), ('accuracy', np.greater),
    ('val_fmeasure', np.greater), ('mse', np.less)])
def test_the_mode_follows_from_the_name(monitor, comparison):
    assert EarlyStopping(monitor).monitor_op is comparison


def test_a_name_that_may_mean_the_opposite_is_warned_of():
    with pytest.warns(RuntimeWarning, match="smaller values of 'val_auc'"):
        EarlyStopping('val_auc')
    assert EarlyStopping('val_auc', mode='max').monitor_op is np.greater


def test_an_unknown_mode_is_warned_of():
    with pytest.warns(RuntimeWarning, match="mode must be.*'least'"):
        assert EarlyStopping(mode='least').monitor_op is np.less


def test_either_spelling_is_monitored():
    callback = EarlyStopping('val_acc')
    run(callback, [Logs(val_accuracy=0.5), Logs(val_accuracy=0.4)])
    assert callback.stopped_epoch == 1 and callback.best == 0.5
    run(callback, [{'val_accuracy': 0.5}, {'val_accuracy': 0.6}])       # plain dictionaries too
    assert callback.stopped_epoch == 0 and callback.best == 0.6


@pytest.mark.parametrize('values, options, weights', [
    ((3, 1, 2, 2, 2), {'patience': 3}, 1),          # stopped
    ((3, 1, 2), {'patience': 9}, 1),                # a normal end
    ((3, 2, 1), {}, 2),                             # the last one is the best
    ((3, 1, 2), {'patience': 2, 'baseline': 0.5}, 1),       # never as good as the baseline
    ((3, 1, 2, 0, 4), {'patience': 4, 'baseline': 0.5}, 3),
])
def test_which_weights_are_restored(values, options, weights):
    callback = EarlyStopping(restore_best_weights=True, **options)
    assert run(callback, losses(*values)).weights == weights


def test_weights_stay_without_restoring():
    assert run(EarlyStopping(patience=9), losses(3, 1, 2)).weights == 2


def test_no_best_weights():
    with pytest.warns(RuntimeWarning, match='no best weights'):
        run(EarlyStopping(restore_best_weights=True), losses(np.nan, np.nan))


def test_what_is_not_logged_is_warned_of():
    with pytest.warns(RuntimeWarning, match="monitors 'val_loss'.*Available: acc, loss"):
        model = run(EarlyStopping(), [{'loss': 1, 'acc': 2}])
    assert not model.stop_training


def test_it_starts_anew(capsys):
    callback = EarlyStopping(verbose=1)
    run(callback, losses(1, 2))
    assert 'Epoch 00002: early stopping' in capsys.readouterr().out
    run(callback, losses(5, 4))
    assert callback.stopped_epoch == 0 and callback.best == 4
