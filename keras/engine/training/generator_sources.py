"""Batches from Python generators and from `Sequence`-like objects."""
import inspect
import warnings

import numpy as np

from keras.engine.training.feeding import Feeding
from keras.engine.training.sources import BatchSource, Feed


def is_sequence(x):
    """Whether `x` gives whole batches by number, as `keras.utils.Sequence` does."""
    return bool(getattr(x, 'use_sequence_api', False)) or (
        hasattr(x, 'on_epoch_end') and hasattr(x, '__len__') and hasattr(x, '__getitem__')
        and not hasattr(x, 'shape'))


def is_generator(x):
    """Whether `x` yields batches one after the other (a generator or another iterator)."""
    return inspect.isgenerator(x) or (hasattr(x, '__next__') and not hasattr(x, 'shape'))


def is_batches(x):
    """Whether `x` yields batches and not samples."""
    return is_sequence(x) or is_generator(x)


def unpack(batch, argument):
    """Returns `(x, y, sample_weight)` of one batch of a generator."""
    if isinstance(batch, tuple) or isinstance(batch, list) and len(batch) in (2, 3):
        if len(batch) == 2:
            return batch[0], batch[1], None
        if len(batch) == 3:
            return tuple(batch)
        raise ValueError('`%s` should yield a tuple (x, y) or (x, y, sample_weight), but yielded a '
                         '%s of length %d.'
                         % (argument, type(batch).__name__, len(batch)))
    raise ValueError('`%s` should yield a tuple (x, y) or (x, y, sample_weight), but yielded %s.'
                     % (argument, type(batch).__name__))


class GeneratedSource(BatchSource):
    """Batches of a generator or `Sequence`, each checked like the arguments of `train_on_batch`.

    Args:
        batches: Generator, iterator or `Sequence`.
        steps: Number of batches of an epoch; None for the length of a `Sequence`.
        prepare: Function from one batch to `(list of arrays, list of placeholders)`.
        argument: Name of the argument, for the errors.
        shuffle: Whether the batches of a `Sequence` come in another order in every pass.
        feeding: `Feeding`: who makes the batches. Default: one thread.
        epochs: Number of epochs that will be asked for, so that workers do nothing in vain; None if
            that is unknown.
    """

    def __init__(self, batches, steps, prepare, argument, shuffle=False, feeding=None,
                 epochs=None):
        self.batches = batches
        self.is_sequence = is_sequence(batches)
        if steps is None:
            if not self.is_sequence:
                raise ValueError(
                    '`%s` is a generator, which has no end: say how many batches make an epoch '
                    '(`steps_per_epoch`, `validation_steps` or `steps`), or use a '
                    '`keras.utils.Sequence`.' % argument)
            steps = len(batches)
        if steps < 1:
            raise ValueError('`%s` has no batches: got %r steps.' % (argument, steps))
        self.steps = steps
        self.prepare = prepare
        self.argument = argument
        self.tail = []
        self.weighted = True
        self._seen = []
        self._items = (feeding or Feeding()).open(
            batches, self.is_sequence, shuffle, None if epochs is None else steps * epochs)

    def first(self):
        """Looks at the first batch; it stays the first one."""
        try:
            self._seen = [next(self._items)]
        except StopIteration:
            self._ran_out(0)
        return self._seen[0]

    def epoch(self):
        """See `BatchSource`."""
        for step in range(self.steps):
            try:
                batch = self._seen.pop() if self._seen else next(self._items)
            except StopIteration:
                self._ran_out(step)
                return
            arrays, placeholders = self.prepare(batch)
            feeds = [Feed(a, p).part(slice(None)) for a, p in zip(arrays, placeholders)]
            yield (int(np.shape(feeds[0])[0]) if arrays else 1), feeds + self.tail

    def epoch_ended(self):
        """A `Sequence` of which every batch was used is told so, and is begun again."""
        self._items.end_pass()

    def close(self):
        """See `BatchSource`."""
        self._items.close()

    def _ran_out(self, step):
        """A generator ended too early."""
        self.was_short = True
        if step == 0:
            raise ValueError('`%s` has no more batches: the generator ended, but %d steps per '
                             'epoch were asked for. A generator for training should go on for '
                             'ever.' % (self.argument, self.steps))
        warnings.warn('`%s` ran out of batches after %d of %d steps, and training stops. Let the '
                      'generator go on for ever, or ask for fewer '
                      'steps.' % (self.argument, step, self.steps), UserWarning, stacklevel=4)
