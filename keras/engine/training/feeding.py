"""Who makes the batches of a generator or `Sequence`: the calling thread, or workers."""
import warnings

import numpy as np

from keras.utils.enqueuers import GeneratorEnqueuer, OrderedEnqueuer


class Feeding:
    """How the batches of a run are made.

    Args:
        max_queue_size: How many batches may be made ahead of their use.
        workers: Number of workers; 0 to make every batch in the calling thread.
        use_multiprocessing: Whether workers are processes and not threads.
    """

    def __init__(self, max_queue_size=10, workers=1, use_multiprocessing=False):
        workers = 1 if workers is None else workers
        for name, value, least in (('workers', workers, 0), ('max_queue_size', max_queue_size, 0)):
            if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < least:
                raise ValueError('`%s` should be an integer of at least %d, but is %r.'
                                 % (name, least, value))
        self.max_queue_size = max(1, max_queue_size)
        self.workers = workers
        self.use_multiprocessing = use_multiprocessing

    def open(self, batches, is_sequence, shuffle, total):
        """Returns an iterator over batches, with `end_pass()` and `close()`.

        Args:
            batches: Generator or `Sequence`.
            is_sequence: Whether it is a `Sequence`.
            shuffle: Whether a `Sequence` gives its batches in another order in every pass.
            total: Number of batches that will be asked for; None if unknown.
        """
        if self.workers == 0:
            return Passes(batches, shuffle) if is_sequence else Direct(batches)
        if is_sequence:
            enqueuer = OrderedEnqueuer(batches, self.use_multiprocessing, shuffle=shuffle)
        else:
            if self.use_multiprocessing and self.workers > 1:
                warnings.warn('Each of the %d worker processes has its own copy of the generator, '
                              'so data may come up to %d times. Use a `keras.utils.Sequence` to '
                              'have every batch once.' % (self.workers, self.workers),
                              UserWarning, stacklevel=5)
            enqueuer = GeneratorEnqueuer(batches, self.use_multiprocessing)
        return Enqueued(enqueuer, total, self)


class Direct:
    """Batches of a generator, made when they are asked for."""

    def __init__(self, batches):
        self._batches = iter(batches)

    def __next__(self):
        return next(self._batches)

    def end_pass(self):
        """A generator knows no passes."""

    def close(self):
        """The generator belongs to the caller."""


class Passes:
    """Batches of a `Sequence`, made when they are asked for, over and over."""

    def __init__(self, batches, shuffle):
        self._batches = batches
        self._shuffle = shuffle
        self._order = []
        self._used = 0

    def __next__(self):
        self.end_pass()
        if not self._order:
            order = np.arange(len(self._batches))
            if self._shuffle:
                np.random.shuffle(order)
            self._order = order.tolist()
        self._used += 1
        return self._batches[self._order[self._used - 1]]

    def end_pass(self):
        """If every batch was used: tells the sequence."""
        if self._order and self._used == len(self._order):
            self._order, self._used = [], 0
            if hasattr(self._batches, 'on_epoch_end'):
                self._batches.on_epoch_end()

    def close(self):
        """Nothing runs ahead."""


class Enqueued:
    """Batches that workers make ahead of their use; they start with the first one."""

    def __init__(self, enqueuer, total, feeding):
        self._enqueuer = enqueuer
        enqueuer.limit = total
        self._feeding = feeding
        self._items = None

    def __next__(self):
        if self._items is None:
            self._enqueuer.start(self._feeding.workers, self._feeding.max_queue_size)
            self._items = self._enqueuer.get()
        return next(self._items)

    def end_pass(self):
        """If every batch of a `Sequence` was used: tells it, and the workers begin again."""
        if isinstance(self._enqueuer, OrderedEnqueuer):
            self._enqueuer.join_end_of_epoch()

    def close(self):
        """Ends the workers."""
        self._enqueuer.stop()
