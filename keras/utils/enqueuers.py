"""Batches of a `Sequence` or generator, made ahead of their use by threads or processes."""

import threading
import warnings

import numpy as np

from keras.utils.workers.process import Process
from keras.utils.workers.team import Local, Team


class SequenceEnqueuer:
    """Base class: workers that make batches, and a generator that hands them out.

    Args:
        sequence: What the batches come from.
        use_multiprocessing: Whether the workers are processes and not threads.

    Attributes:
        patience: Seconds after which a worker process that neither answers nor does anything
            (no processor time, no input or output) is given up with an error; None for never.
        limit: Number of batches that will be asked for in all, so that none is made in vain; None
            if that is unknown.

    Example:

        from keras.utils import OrderedEnqueuer, Sequence
        class Numbers(Sequence):
            def __len__(self):
                return 3
            def __getitem__(self, index):
                return index
        enqueuer = OrderedEnqueuer(Numbers())
        enqueuer.start(workers=2, max_queue_size=4)
        batches = enqueuer.get()
        assert [next(batches) for _ in range(4)] == [0, 1, 2, 0]
        enqueuer.stop()
    """

    patience = 30.
    limit = None

    def __init__(self, sequence, use_multiprocessing=False):
        self.sequence = sequence
        self.use_multiprocessing = use_multiprocessing
        self.workers = 0
        self.max_queue_size = 0
        self._given = 0
        self._team = None

    def is_running(self):
        """Whether `start` was called, and `stop` was not."""
        return self._team is not None

    def start(self, workers=1, max_queue_size=10):
        """Starts the workers.

        Args:
            workers: Number of threads or processes, at least 1.
            max_queue_size: How many batches may be made ahead of their use, at least 1.

        Raises:
            ValueError: If a number is too small, or the data cannot be sent to the processes.
        """
        for name, value in (('workers', workers), ('max_queue_size', max_queue_size)):
            if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < 1:
                raise ValueError('`%s` should be an integer of at least 1, but is %r.'
                                 % (name, value))
        if self.is_running():
            raise RuntimeError('This %s runs already: call stop() before start().'
                               % type(self).__name__)
        self.workers = int(workers)
        self.max_queue_size = int(max_queue_size)
        self._given = 0
        self._start_team()

    def stop(self, timeout=None):
        """Ends the workers; batches that were made in vain are dropped. Processes are gone then.

        Args:
            timeout: Seconds in which busy workers may finish. Default: half a second for processes,
                which are ended then, ten for threads, which are left behind with a warning.
        """
        team, self._team = self._team, None
        if team is not None:
            team.stop(timeout)

    def get(self):
        """Yields the batches in order.

        Yields:
            Batches, until `stop` is called or a generator ends.

        Raises:
            Exception: What a worker met, with the worker's traceback; the workers are ended then.
            keras.utils.workers.errors.WorkerError: If a worker process ended, was killed, or does
                nothing any more.
        """
        while self.is_running():
            try:
                batch = self._next()
            except StopIteration:
                return
            except BaseException:
                self.stop()
                raise
            yield batch

    def _next(self):
        """Returns the next batch."""
        batch = self._team.next()
        self._given += 1
        return batch

    def _left(self):
        """How many batches will still be asked for; None if unknown."""
        return None if self.limit is None else max(0, self.limit - self._given)

    def _start_team(self):
        """Starts the workers on what is to be made next."""
        raise NotImplementedError('%s must define _start_team().' % type(self).__name__)

    def _makers(self, count, task):
        """Returns the workers."""
        names = ['Worker %d of %d' % (number + 1, count) for number in range(count)]
        if not self.use_multiprocessing:
            return [Local(name, task) for name in names]
        made = []
        try:
            for name in names:
                made.append(Process(name, task, self.patience))
        except BaseException:
            for maker in made:
                maker.close()
                maker.end(0.)
            raise
        return made


class OrderedEnqueuer(SequenceEnqueuer):
    """Makes the batches of a `Sequence` ahead of their use and gives them in order, without end.

    After every pass `on_epoch_end` of the sequence is called, and processes are started anew, so
    that they see what it changed. A batch is made by a process with random numbers that depend on
    NumPy's state when the pass began and on the position of the batch, not on the worker.

    Where the system can (Linux), processes are forked: the sequence needs no pickling. Worker
    processes must not use the engine, only NumPy and the like.

    Args:
        sequence: A `keras.utils.Sequence`.
        use_multiprocessing: Whether the workers are processes and not threads.
        shuffle: Whether the batches come in another order in every pass.

    Example:

        from keras.utils import OrderedEnqueuer, Sequence
        class Squares(Sequence):
            def __len__(self):
                return 5
            def __getitem__(self, index):
                return index ** 2
        enqueuer = OrderedEnqueuer(Squares(), use_multiprocessing=True)
        enqueuer.start(workers=2)
        batches = enqueuer.get()
        assert [next(batches) for _ in range(5)] == [0, 1, 4, 9, 16]
        enqueuer.stop()
    """

    def __init__(self, sequence, use_multiprocessing=False, shuffle=False):
        super().__init__(sequence, use_multiprocessing)
        self.shuffle = shuffle

    def join_end_of_epoch(self):
        """If a pass is over: calls `on_epoch_end` of the sequence and begins the next one."""
        if self.is_running() and self._team.is_done() and not self._told:
            self._end_pass()
            if self._left() != 0:
                self._start_team()

    def _next(self):
        """Returns the next batch, of the next pass if need be."""
        self.join_end_of_epoch()
        if self._left() == 0 and self._told:
            raise StopIteration
        return super()._next()

    def _end_pass(self):
        """Ends the workers of a pass and tells the sequence."""
        self._team.stop()
        self._told = True
        if self._is_whole and hasattr(self.sequence, 'on_epoch_end'):
            self.sequence.on_epoch_end()

    def _start_team(self):
        """Begins a pass."""
        length = len(self.sequence)
        if length < 1:
            raise ValueError('The sequence has no batches: its length is %r.' % (length,))
        order = np.arange(length)
        if self.shuffle:
            np.random.shuffle(order)
        indices = order.tolist()
        left = self._left()
        total = length if left is None else min(length, left)
        seeds = [None] * total
        if self.use_multiprocessing:
            seeds = np.random.RandomState(np.random.randint(2 ** 31 - 1)).randint(
                2 ** 31 - 1, size=total).tolist()
        makers = self._makers(min(self.workers, total), _SequenceTask(self.sequence))
        self._told = False
        self._is_whole = total == length
        self._team = Team(makers, lambda position: (indices[position], seeds[position]), total,
                          self.max_queue_size)


class GeneratorEnqueuer(SequenceEnqueuer):
    """Lets a generator run ahead of the use of its batches.

    As a thread it is asked by one thread at a time, so any generator will do, and several threads
    gain nothing over one. As processes, each worker has a copy of the generator as it is at the
    start and takes its turn: with n workers the batches come from copy 1, 2, ... n, 1, 2, ... Let
    the generator choose its samples at random, or use a `Sequence`, which gives every batch once.
    Copies differ in their random numbers. They need a system that forks (Linux).

    Args:
        sequence: A generator, or another iterator.
        use_multiprocessing: Whether the workers are processes and not threads.
        wait_time: Has no effect any more; nothing waits by the clock.
        random_seed: Integer: worker i has the random numbers of the seed `random_seed + i`.
            Default: seeds from NumPy's random numbers.

    Example:

        from keras.utils import GeneratorEnqueuer
        enqueuer = GeneratorEnqueuer(iter(range(3)))
        enqueuer.start()
        assert list(enqueuer.get()) == [0, 1, 2]
        enqueuer.stop()
    """

    def __init__(self, sequence, use_multiprocessing=False, wait_time=None, random_seed=None):
        super().__init__(sequence, use_multiprocessing)
        if wait_time is not None:
            warnings.warn('`wait_time` has no effect any more: batches are handed over as soon as '
                          'they are there.', DeprecationWarning, stacklevel=2)
        self.random_seed = random_seed

    def _start_team(self):
        """Starts the workers, for good."""
        task, processes = _GeneratorTask(self.sequence), self.use_multiprocessing
        makers = self._makers(self.workers if processes else 1, task)
        base = self.random_seed
        if processes and base is None:
            base = np.random.randint(2 ** 30)
        first = [base + number if processes else None for number in range(len(makers))]
        self._team = Team(
            makers, lambda position: (position, first[position] if position < len(first) else None),
            self._left(), self.max_queue_size, in_turn=True)


class _SequenceTask:
    """Makes the batches of a sequence by number."""

    ends = False

    def __init__(self, sequence):
        self._sequence = sequence

    def make(self, request):
        """Returns a batch."""
        return self._sequence[request]

    def describe(self, request=None):
        """What is made, in words."""
        name = 'the sequence ' + type(self._sequence).__name__
        return name if request is None else 'batch %d of %s' % (request, name)


class _GeneratorTask:
    """Asks a generator for the next item, one thread at a time."""

    ends = True

    def __init__(self, generator):
        self._generator = generator
        self._lock = threading.Lock()

    def __getstate__(self):
        return {'_generator': self._generator, '_lock': None}

    def __setstate__(self, state):
        self.__init__(state['_generator'])

    def make(self, request):
        """Returns the next item."""
        with self._lock:
            return next(self._generator)

    def describe(self, request=None):
        """What is made, in words."""
        name = 'the generator %s' % getattr(self._generator, '__name__',
                                            type(self._generator).__name__)
        return name if request is None else 'item %d of %s' % (request, name)
