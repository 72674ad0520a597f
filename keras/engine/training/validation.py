"""Validation data inside `fit`: when it runs, and from which source."""
import numpy as np

from keras.engine.training import preparation
from keras.engine.training.generator_sources import is_batches
from keras.engine.training.sources import ArraySource, TensorSource


class Validation:
    """The validation of one `fit`.

    Args:
        source: `BatchSource` of the validation data.
        frequency: Integer n (every n epochs) or a container of epoch numbers, counted from 1.
        arrays: List of arrays that callbacks see as `validation_data`; None for generated batches.
    """

    def __init__(self, source, frequency=1, arrays=None):
        self.source = source
        self.frequency = frequency
        self.arrays = arrays

    def is_due(self, epoch):
        """Whether validation runs at the end of an epoch (counted from 0)."""
        return is_due(self.frequency, epoch)


def is_due(frequency, epoch):
    """Whether validation of a frequency runs at the end of an epoch (counted from 0)."""
    if isinstance(frequency, (int, np.integer)):
        return (epoch + 1) % frequency == 0
    return epoch + 1 in frequency


def check_frequency(frequency):
    """Raises unless `validation_freq` is a positive integer or a list of epochs."""
    if isinstance(frequency, (int, np.integer)) and not isinstance(frequency, bool):
        if frequency < 1:
            raise ValueError('`validation_freq` should be at least 1, but is %r.' % (frequency,))
    elif not isinstance(frequency, (list, tuple, set, frozenset, range)):
        raise ValueError('`validation_freq` should be an integer or a list of epoch numbers '
                         '(counted from 1), but is %r.' % (frequency,))


def split(source, fraction):
    """Cuts the last part of the samples off a source.

    Args:
        source: `ArraySource`; it keeps the first part.
        fraction: Number in [0, 1).

    Returns:
        `ArraySource` of the last part, in order.
    """
    border = int(source.samples * (1. - fraction))
    if border == 0 or border == source.samples:
        raise ValueError(
            '`validation_split=%r` of %d samples leaves %d to train on and %d to validate on; both '
            'need at least one.' % (fraction, source.samples, border, source.samples - border))
    last = ArraySource(source.feeds, source.batch_size, weighted=source.weighted,
                       ones=source.ones, begin=border)
    source.stop_at(border)
    return last


def check_split(fraction):
    """Raises unless `validation_split` is in [0, 1)."""
    if not 0. <= fraction < 1.:
        raise ValueError('`validation_split` should be in [0, 1): the fraction of the samples to '
                         'hold out, but is %r.'
                         % (fraction,))


def unpack(validation_data):
    """Returns `(x, y, sample_weight)` of a tuple of arrays."""
    if isinstance(validation_data, (tuple, list)) and len(validation_data) in (2, 3):
        return tuple(validation_data) + (None,) * (3 - len(validation_data))
    size = ' of length %d' % len(validation_data) if hasattr(validation_data, '__len__') else ''
    raise ValueError(
        '`validation_data` should be a tuple (x, y) or (x, y, sample_weight), a generator or a '
        '`Sequence`, but is a %s%s.' % (type(validation_data).__name__, size))


def from_arguments(model, train_source, validation_data, validation_split, validation_steps,
                   frequency, batch_size, feeding=None, epochs=()):
    """Returns the `Validation` of the arguments of `fit`, or None if there is none.

    Args:
        model: Compiled, built model.
        train_source: Source of the training data; a split takes its last part away.
        validation_data: Tuple of arrays, generator, `Sequence` or None.
        validation_split: Number in [0, 1).
        validation_steps: Number of steps or None.
        frequency: The argument `validation_freq`.
        batch_size: Samples per batch, or None.
        feeding: `Feeding` of a generator or `Sequence`, or None.
        epochs: The numbers of the epochs to come.
    """
    check_split(validation_split)
    check_frequency(frequency)
    preparation.check_steps(validation_steps, 'validation_steps')
    if validation_data is not None:
        if is_batches(validation_data):
            source = model._generated_source(
                validation_data, validation_steps, 'validation_data', feeding=feeding,
                epochs=sum(is_due(frequency, epoch) for epoch in epochs))
            return Validation(source, frequency)
        x, y, weight = unpack(validation_data)
        data = preparation.prepare(model, x, y, weight, batch_size=batch_size)
        steps = _steps_for_arrays(data, train_source, validation_steps)
        size = batch_size or preparation.check_batch_size(model, None, steps)
        source = preparation.make_source(data, size, steps, 'validation_steps')
        arrays = data.x + data.y + preparation.full_weights(model, data)
        return Validation(source, frequency, arrays)
    if validation_split:
        if not isinstance(train_source, ArraySource):
            raise ValueError('`validation_split` needs arrays that are cut into batches. With '
                             'generators, tensors or `steps_per_epoch`, give `validation_data`.')
        source = split(train_source, validation_split)
        return Validation(source, frequency, source.arrays())
    if validation_steps and isinstance(train_source, TensorSource) and not train_source.values:
        # A model that reads tensors of its own is validated on them.
        data = preparation.prepare(model, None, None)
        source = preparation.make_source(data, None, validation_steps, 'validation_steps')
        return Validation(source, frequency)
    return None


def _steps_for_arrays(data, train_source, validation_steps):
    """Returns how often whole validation arrays are fed; None to cut them into batches."""
    if validation_steps is None or isinstance(train_source, TensorSource) or not data.arrays:
        return validation_steps
    if isinstance(train_source, ArraySource):
        raise ValueError('`validation_steps=%d` only makes sense with `steps_per_epoch`, or when '
                         'the validation data is a generator: arrays are run through once, batch '
                         'by batch. Leave it out.'
                         % validation_steps)
    return None     # beside a training generator, validation arrays are run through once
