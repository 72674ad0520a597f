"""The runs of a model over a source: training by epochs, evaluation, prediction."""
import contextlib

from keras import backend as K
from keras.callbacks import CallbackList, History, ProgbarLogger
from keras.callbacks.logs import Logs
from keras.engine.training import loop, preparation, steps
from keras.engine.training.sources import TensorSource
from keras.utils import random
from keras.utils.generic_utils import to_list
from keras.utils.progbar import Progbar


def _function(model, mode, source):
    """Returns the bound step function of a mode, and tells the source what else to feed."""
    getattr(model, '_make_%s_function' % mode)()
    step = getattr(model, mode + '_function')
    function, tail, weighted = steps.bind(step, model, mode, source.weighted)
    source.set_feeding(tail, weighted)
    return function


def configure(model, callbacks, source, epochs, verbose, validation=None, training=True):
    """Returns the `CallbackList` of a run.

    Args:
        model: The model.
        callbacks: The user's list (or one callback, or None).
        source: `BatchSource`.
        epochs: Number of the last epoch.
        verbose: 0, 1 or 2.
        validation: `Validation` or None.
        training: Whether it is for `fit`, which records a history and draws a bar.
    """
    if isinstance(callbacks, CallbackList):
        return callbacks
    listed = to_list(callbacks, allow_tuple=True) if callbacks is not None else []
    if training:
        model.history = History()
        bar = [ProgbarLogger('steps' if source.samples is None else 'samples',
                             stateful_metrics=model.metrics_names[1:])] if verbose else []
        listed = listed + bar + [model.history]
    found = CallbackList(listed)
    names = model.metrics_names
    found.set_model(getattr(model, 'callback_model', None) or model)
    found.set_params({
        'batch_size': source.batch_size, 'epochs': epochs, 'steps': source.steps,
        'samples': source.samples, 'verbose': verbose, 'do_validation': validation is not None,
        'metrics': names + ['val_' + name for name in names] if validation else list(names)})
    for callback in found:
        callback.validation_data = None if validation is None else validation.arrays
    return found


def seek(model, everywhere=True):
    """After `set_random_seed`: puts random numbers where they are after the steps made so far.

    Args:
        model: The model.
        everywhere: Whether Python and NumPy are seeded too, not only the engine.
    """
    chance = random.current()
    if chance is not None and (everywhere or chance.listeners):
        steps = getattr(model.optimizer, 'iterations', None)
        known = model.train_function is not None and K.is_variable(steps)
        chance.seek(int(K.get_value(steps)) if known else 0, everywhere)


@contextlib.contextmanager
def resumable(model):
    """A context of training: its random numbers follow from `set_random_seed`, if that was called.

    Args:
        model: The model.
    """
    with random.kept():
        seek(model)
        yield


def train(model, source, callbacks, epochs, initial_epoch, verbose, validation):
    """Trains for some epochs.

    Args:
        model: Compiled, built model.
        source: `BatchSource`.
        callbacks: The user's callbacks.
        epochs: Number of the epoch at which to stop.
        initial_epoch: Number of the first epoch.
        verbose: 0, 1 or 2.
        validation: `Validation` or None.

    Returns:
        The `History`.
    """
    try:
        preparation.require_finite_rate(model.optimizer)
        with random.kept():
            return _train(model, source, callbacks, epochs, initial_epoch, verbose, validation)
    finally:
        source.close()
        if validation is not None:
            validation.source.close()


def _train(model, source, callbacks, epochs, initial_epoch, verbose, validation):
    """What `train` does; sources are open."""
    function = _function(model, 'train', source)
    if validation is not None:
        _function(model, 'test', validation.source)
    callbacks = configure(model, callbacks, source, epochs, verbose, validation)
    names = model.metrics_names
    listeners = loop.Listeners(callbacks, 'train')
    model.stop_training = False
    callbacks.on_train_begin()
    for epoch in range(initial_epoch, epochs):
        model.reset_metrics()
        seek(model)
        callbacks.on_epoch_begin(epoch)
        model._metrics_are_stale = True
        totals = loop.run(model, function, source, loop.Totals(names), listeners)
        logs = Logs(zip(names, totals.results()))
        seek(model)         # workers may begin with the next epoch at once
        source.epoch_ended()
        if validation is not None and validation.is_due(epoch) and not (
                model.stop_training and source.steps != len(totals.sizes)):
            results = evaluate(model, validation.source, callbacks)
            logs.update(zip(['val_' + name for name in names], results))
        callbacks.on_epoch_end(epoch, logs)
        if model.stop_training or source.was_short:
            break
    callbacks.on_train_end()
    return model.history


def _bar(source, verbose):
    """Returns `(bar, whether it counts steps)` of evaluation and prediction."""
    if verbose != 1:
        return None, False
    counts_steps = source.samples is None
    return Progbar(source.steps if counts_steps else source.samples), counts_steps


def evaluate(model, source, callbacks=None, verbose=0):
    """Runs one pass of evaluation.

    Args:
        model: Compiled, built model.
        source: `BatchSource`.
        callbacks: `CallbackList`, the user's list, or None.
        verbose: 1 draws a bar.

    Returns:
        List of the loss and the metrics.
    """
    function = _function(model, 'test', source)
    callbacks = configure(model, callbacks, source, 1, verbose, training=False)
    model.reset_metrics()
    model._metrics_are_stale = True
    callbacks.on_test_begin()
    bar, counts_steps = _bar(source, verbose)
    listeners = loop.Listeners(callbacks, 'test', bar, counts_steps)
    totals = loop.run(model, function, source, loop.Totals(model.metrics_names), listeners)
    source.epoch_ended()
    callbacks.on_test_end()
    return totals.results()


def predict(model, source, callbacks=None, verbose=0):
    """Runs one pass of prediction.

    Args:
        model: Built model.
        source: `BatchSource`.
        callbacks: The user's list or None.
        verbose: 1 draws a bar.

    Returns:
        List with one array per output.
    """
    function = _function(model, 'predict', source)
    bar, counts_steps = _bar(source, verbose)
    collected = loop.Predictions(None if isinstance(source, TensorSource) else source.samples)
    callbacks = configure(model, callbacks, source, 1, verbose, training=False)
    callbacks.on_predict_begin()
    listeners = loop.Listeners(callbacks, 'predict', bar, counts_steps)
    loop.run(model, function, source, collected, listeners)
    source.epoch_ended()
    callbacks.on_predict_end()
    return collected.results()
