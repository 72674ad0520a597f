"""Weights of samples, of classes and of time steps."""
import numpy as np


def by_output(value, names, argument):
    """Spreads an argument over the outputs.

    Args:
        value: None, one value (one output only), a list with one entry per output, or a dictionary
            by the outputs' names.
        names: Names of the outputs.
        argument: Name of the argument, for the errors.

    Returns:
        List with one entry (possibly None) per output.
    """
    if value is None or isinstance(value, (list, tuple, dict)) and not len(value):
        return [None] * len(names)
    if len(names) == 1:
        if isinstance(value, (list, tuple)) and len(value) == 1:
            return [value[0]]
        if isinstance(value, dict) and names[0] in value:
            return [value[names[0]]]
        return [value]
    if isinstance(value, (list, tuple)):
        if len(value) != len(names):
            raise ValueError('`%s` is a list of %d entries, but the model has %d outputs: %s. Give '
                             'one entry per output (None for no '
                             'weights).' % (argument, len(value), len(names), list(names)))
        return list(value)
    if isinstance(value, dict):
        unknown = [key for key in value if key not in names]
        if unknown:
            raise ValueError('`%s` has the unknown keys %s. The model has the outputs %s; give a '
                             'dictionary by these names.' % (argument, unknown, list(names)))
        return [value.get(name) for name in names]
    raise TypeError('The model has several outputs, so `%s` should be a list or a dictionary by '
                    'output name (%s), but got %s.' % (argument, list(names), type(value).__name__))


def modes(sample_weight_mode, names, needed):
    """Returns 'temporal' or None per output.

    Args:
        sample_weight_mode: The argument of `compile`: None, 'temporal', a list or a dictionary.
        names: Names of all outputs.
        needed: For each output, whether it has a loss.
    """
    if isinstance(sample_weight_mode, str) and len(names) > 1:
        found = [sample_weight_mode] * len(names)
    else:
        found = by_output(sample_weight_mode, names, 'sample_weight_mode')
    for mode, name in zip(found, names):
        if mode not in (None, 'temporal'):
            raise ValueError('`sample_weight_mode` of output %r should be None or "temporal", but '
                             'is %r.'
                             % (name, mode))
    return [mode if need else None for mode, need in zip(found, needed)]


def _from_classes(y, class_weight, name):
    """Returns one weight per sample by its class."""
    if not isinstance(class_weight, dict):
        raise TypeError('`class_weight` should be a dictionary {class number: weight}, but got %s '
                        'for output %r.'
                        % (type(class_weight).__name__, name))
    if len(y.shape) > 2:
        raise ValueError('`class_weight` works with one class per sample, but the targets of '
                         'output %r have shape %s. Use `sample_weight` with '
                         '`sample_weight_mode="temporal"`.' % (name, tuple(y.shape)))
    y = np.asarray(y)
    classes = np.argmax(y, axis=1) if y.shape[1] > 1 else y.reshape(-1)
    present, where = np.unique(classes, return_inverse=True)
    missing = [c for c in present.tolist() if c not in class_weight]
    if missing:
        raise ValueError('`class_weight` must contain all classes in the data. The classes %s '
                         'exist in the data of output %r but not in `class_weight`, which has %s.'
                         % (missing, name, sorted(class_weight)))
    weights = np.asarray([class_weight[c] for c in present.tolist()], dtype='float32')
    return weights[where.reshape(-1)]


def weights_for(y, sample_weight, class_weight, mode, name):
    """Returns the weights of one output, or None if none were given.

    Args:
        y: Target array of the output, or None if its targets are tensors.
        sample_weight: Array of shape `(samples,)`, or `(samples, time)` in mode 'temporal'; or
            None.
        class_weight: Dictionary `{class number: weight}` or None.
        mode: None or 'temporal'.
        name: Name of the output.

    Returns:
        Array of shape `(samples,)` or `(samples, time)`, or None.

    Raises:
        ValueError: If a shape does not fit or a class is missing.
    """
    if sample_weight is not None:
        sample_weight = np.asarray(getattr(sample_weight, 'values', sample_weight))
        if mode == 'temporal':
            if sample_weight.ndim != 2:
                raise ValueError(
                    'Found a `sample_weight` array of shape %s for output %r with '
                    '`sample_weight_mode="temporal"`, which expects shape (samples, '
                    'time).' % (sample_weight.shape, name))
        elif sample_weight.ndim != 1:
            if sample_weight.ndim == 2 and sample_weight.shape[1] == 1:
                sample_weight = sample_weight[:, 0]
            else:
                raise ValueError(
                    'Found a `sample_weight` array of shape %s for output %r; expected shape '
                    '(samples,). For one weight per time step give `sample_weight_mode="temporal"` '
                    'to `compile`.'
                    % (sample_weight.shape, name))
        if y is not None and sample_weight.shape != tuple(y.shape[:sample_weight.ndim]):
            raise ValueError('Found a `sample_weight` array of shape %s for output %r whose '
                             'targets have shape %s: the leading axes '
                             'differ.' % (sample_weight.shape, name, tuple(y.shape)))
    if mode == 'temporal' and y is not None and len(y.shape) < 3:
        raise ValueError('Found targets of shape %s for output %r. `sample_weight_mode="temporal"` '
                         'needs targets of shape (samples, time, ...).' % (tuple(y.shape), name))
    if class_weight is None:
        return sample_weight
    if y is None:
        raise ValueError('`class_weight` needs the targets of output %r as an array, but they are '
                         'tensors.' % name)
    weights = _from_classes(y, class_weight, name)
    if sample_weight is None:
        return weights
    return sample_weight * weights


def ones_for(y, mode):
    """Returns weights of one that fit the targets `y`."""
    return np.ones(y.shape[:2] if mode == 'temporal' else y.shape[:1], dtype='float32')
