"""What callbacks that watch one logged value share: better or worse, and where the value is."""

import warnings

import numpy as np

from keras.callbacks.logs import Logs

_LIKE_ACCURACY = ('auc', 'precision', 'recall', 'f1', 'iou')


def better(mode, monitor, owner):
    """The comparison that tells a better value of a monitored quantity from a worse one.

    Args:
        mode: `'min'`, `'max'`, or `'auto'`: `max` for names that contain `acc` or begin with
            `fmeasure` (after `val_`), `min` for all others. Another value is warned of and
            taken for `'auto'`.
        monitor: String, the name of the quantity.
        owner: String, the name of the callback, for the warnings.

    Returns:
        `numpy.less` or `numpy.greater`: `better(...)(new, old)`.
    """
    if mode not in ('auto', 'min', 'max'):
        warnings.warn("%s: mode must be 'auto', 'min' or 'max'. Received: %r; 'auto' is used."
                      % (owner, mode), RuntimeWarning, stacklevel=3)
        mode = 'auto'
    if mode == 'auto':
        name = monitor[len('val_'):] if monitor.startswith('val_') else monitor
        mode = 'max' if 'acc' in name or name.startswith('fmeasure') else 'min'
        if mode == 'min' and any(word in name.lower() for word in _LIKE_ACCURACY):
            warnings.warn("%s: mode='auto' takes smaller values of %r for better ones. "
                          "Give mode='max' or mode='min'." % (owner, monitor),
                          RuntimeWarning, stacklevel=3)
    return np.greater if mode == 'max' else np.less


def worst(comparison):
    """The value that every other is better than: infinity with the right sign.

    Args:
        comparison: What `better` returned.

    Returns:
        Float.
    """
    return -np.inf if comparison is np.greater else np.inf


def monitored(logs, monitor, owner, consequence):
    """The monitored value, or None with a warning that lists what there is.

    Args:
        logs: Dictionary of the epoch.
        monitor: String, the name that is looked for, in either spelling.
        owner: String, the name of the callback.
        consequence: String, what does not happen now.

    Returns:
        The value, or None.
    """
    logs = Logs.of(logs)
    value = logs.get(monitor)
    if value is None:
        warnings.warn('%s monitors %r, which was not logged: %s. Available: %s.'
                      % (owner, monitor, consequence, ', '.join(sorted(logs)) or 'nothing'),
                      RuntimeWarning, stacklevel=3)
    return value


def learning_rate(model, owner):
    """The variable that holds the learning rate of a model's optimizer.

    Args:
        model: A compiled `Model`.
        owner: String, the name of the callback.

    Returns:
        A backend variable.

    Raises:
        ValueError: If the optimizer has no learning rate.
    """
    optimizer = model.optimizer
    for name in ('learning_rate', 'lr'):
        if hasattr(optimizer, name):
            return getattr(optimizer, name)
    raise ValueError('%s changes the learning rate, but the optimizer %s has neither '
                     '`learning_rate` nor `lr`. Use an optimizer that keeps it in such a variable.'
                     % (owner, type(optimizer).__name__))
