"""Threads that have items made by number, some ahead of their use, and hand them out in order."""

import threading
import time
import warnings

from keras.utils.workers import child
from keras.utils.workers.errors import WorkerError, local_error

_LOOK = 1.      # seconds between two looks at a worker that does not answer


class Local:
    """A maker that works in the thread that asks it.

    Args:
        name: How it is called in errors.
        task: Object with `make(request)`, `ends` and `describe(request)`.
    """

    def __init__(self, name, task):
        self.name = name + ' (thread)'
        self._task = task

    def make(self, request, seed=None):
        """Makes an item; see `Process.make`. The random numbers of threads are everybody's."""
        try:
            return child.VALUE, self._task.make(request)
        except BaseException as error:
            if self._task.ends and isinstance(error, StopIteration):
                return child.END, None
            where = '{} at {}'.format(self.name, self._task.describe(request))
            return child.ERROR, local_error(error, where)

    def is_lost(self):
        """A thread answers in the end."""
        return False

    def close(self):
        """Nothing is held."""

    def interrupt(self):
        """A thread cannot be made to end."""

    def end(self, timeout):
        """Nothing is left."""


class Team:
    """Some makers with a thread each.

    Args:
        makers: List of `Local` or `Process`.
        request: Function from a position to `(request, seed)`.
        total: Number of items; None for no end.
        ahead: How many items may be made ahead of their use.
        in_turn: Whether position p always goes to maker `p % len(makers)`; else to the next free.
    """

    def __init__(self, makers, request, total, ahead, in_turn=False):
        self._makers = makers
        self._request = request
        self._total = total
        self._ahead = max(1, ahead)
        self._in_turn = in_turn
        self._changed = threading.Condition()
        self._next = list(range(len(makers))) if in_turn else [0]
        self._given = 0
        self._answers = {}
        self._busy = {}         # position -> maker
        self._ended = set()
        self._stopped = False
        self._threads = [threading.Thread(target=self._work, args=(number,), daemon=True)
                         for number in range(len(makers))]
        for thread in self._threads:
            thread.start()

    def is_done(self):
        """Whether all items have been handed out."""
        return self._given == self._total

    def next(self):
        """Returns the next item.

        Raises:
            StopIteration: If there are no more.
            Exception: What the maker met.
        """
        while not self.is_done():
            position = self._given
            if self._in_turn and position % len(self._makers) in self._ended:
                self._advance()
                continue
            answer = self._answer(position)
            self._advance()
            if answer is None:
                raise StopIteration
            kind, value = answer
            if kind == child.VALUE:
                return value
            if kind == child.ERROR:
                raise value
            self._ended.add(position % len(self._makers))
            if len(self._ended) == len(self._makers):
                raise StopIteration
        raise StopIteration

    def stop(self, timeout=None):
        """Ends all makers: what they are at is given up.

        Args:
            timeout: Seconds in which they may finish it. Default: half a second for processes,
                ten for threads.
        """
        with self._changed:
            self._stopped = True
            self._answers.clear()
            self._changed.notify_all()
        local = any(isinstance(maker, Local) for maker in self._makers)
        deadline = time.monotonic() + ((10. if local else .5) if timeout is None else timeout)
        self._join(deadline)
        for maker in self._makers:
            maker.end(max(0., deadline - time.monotonic()))
        if not local:
            self._join(time.monotonic() + 5.)
        if threading.current_thread() not in self._threads and any(
                thread.is_alive() for thread in self._threads):
            warnings.warn('A worker is still busy with a batch that nobody waits for any more. It '
                          'goes on in the background; do not use its data elsewhere.',
                          RuntimeWarning, stacklevel=4)

    def _join(self, deadline):
        """Waits for the threads."""
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join(max(0., deadline - time.monotonic()))

    def _answer(self, position):
        """Waits for the answer to a position; None if the team was stopped."""
        with self._changed:
            while position not in self._answers and not self._stopped:
                self._changed.wait(_LOOK)
                maker = self._busy.get(position)
                if position not in self._answers and maker is not None and maker.is_lost():
                    return child.ERROR, WorkerError(
                        '{} died, but another process holds its pipe open.'.format(maker.name))
            return self._answers.pop(position, None)

    def _advance(self):
        """One more position has been dealt with."""
        with self._changed:
            self._given += 1
            self._changed.notify_all()

    def _take(self, number):
        """Waits for the next position of a maker; None if there is none any more."""
        lane = number if self._in_turn else 0
        step = len(self._makers) if self._in_turn else 1
        with self._changed:
            while not self._stopped:
                position = self._next[lane]
                if self._total is not None and position >= self._total:
                    return None
                if position < self._given + self._ahead:
                    self._next[lane] += step
                    self._busy[position] = self._makers[number]
                    return position
                self._changed.wait()
            return None

    def _work(self, number):
        """What each thread does."""
        maker = self._makers[number]
        while True:
            position = self._take(number)
            if position is None:
                break
            answer = maker.make(*self._request(position))
            with self._changed:
                self._busy.pop(position, None)
                if not self._stopped:
                    self._answers[position] = answer
                self._changed.notify_all()
            if answer[0] == child.END:
                break
            del answer      # or the array would live on until the next one is there
        maker.close()
