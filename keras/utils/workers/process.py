"""A worker process, as its parent sees it."""

import contextlib
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
import warnings
from multiprocessing.connection import wait

from keras.utils.workers import child, messages
from keras.utils.workers.errors import WorkerError, ending, unpack_error
from keras.utils.workers.progress import Progress

_FORK = threading.Lock()
_OPEN = set()           # the parent's side of every pipe; a forked process closes its copies
_GRACE = 0.5            # seconds until a process that is told to end is made to end
_AFTER_DEATH = 5.       # seconds in which a dying process may end and its last words may arrive


def start_method():
    """The way in which processes are started: what the program chose, else fork on Linux."""
    chosen = multiprocessing.get_start_method(allow_none=True)
    if chosen is not None:
        return chosen
    if sys.platform.startswith('linux'):
        return 'fork'
    return multiprocessing.get_context().get_start_method()


class Process:
    """A process that makes one item after the other on request.

    Args:
        name: How it is called in errors: 'Worker 1 of 4'.
        task: Object with `make(request)`, `ends` (whether StopIteration is an answer) and
            `describe(request)`.
        patience: Seconds without an answer and without any progress after which the process is
            given up; None for ever.
    """

    def __init__(self, name, task, patience=None):
        self._task = task
        self._patience = patience
        method = start_method()
        context = multiprocessing.get_context(method)
        forks = method == 'fork'
        if not forks:
            _check_pickle(task, method)
        with _FORK, contextlib.ExitStack() as stack:
            self._connection, other = context.Pipe()
            stack.callback(other.close)
            _OPEN.add(self._connection)
            held = [child.numpy_lock()] if forks and child.numpy_lock() is not None else []
            for lock in held:
                stack.enter_context(lock)
            # Python and engines warn of forks beside threads; see `child` for what is done about
            # them. The process computes nothing with the engine.
            stack.enter_context(warnings.catch_warnings())
            warnings.simplefilter('ignore', DeprecationWarning)
            warnings.filterwarnings('ignore', r'os\.fork\(\) was called', RuntimeWarning)
            arguments = (other, os.getpid() if forks else None, task, _OPEN if forks else (), held)
            self._process = context.Process(target=child.run, args=arguments, daemon=True)
            self._process.start()
        self.name = '{} (process {})'.format(name, self._process.pid)
        self._method = method
        self._died = None

    def make(self, request, seed=None):
        """Lets the process make an item, and waits for it.

        Args:
            request: What to make.
            seed: Seed of random numbers, or None.

        Returns:
            `(kind, value)`: VALUE and the item, ERROR and an exception, or END and None.
        """
        where = '{} at {}'.format(self.name, self._task.describe(request))
        try:
            messages.send(self._connection, messages.pack((request, seed)))
            problem = self._wait()
            if problem is not None:
                return child.ERROR, WorkerError('{} {}.'.format(where, problem))
            kind, value = messages.receive(self._connection)
        except (EOFError, OSError):
            return child.ERROR, WorkerError('{} {}.'.format(where, self._ending()))
        return kind, unpack_error(value, where) if kind == child.ERROR else value

    def is_lost(self):
        """Whether the process has been dead for a while, although its pipe is still open."""
        if self._process.exitcode is None:
            return False
        if self._died is None:
            self._died = time.monotonic()
        return time.monotonic() - self._died > _AFTER_DEATH

    def close(self):
        """Closes the pipe: an idle process ends by itself."""
        _OPEN.discard(self._connection)
        self._connection.close()

    def interrupt(self):
        """Makes the process end, politely."""
        _signal(self._process, signal.SIGTERM)

    def end(self, timeout):
        """Waits for the process to end, and makes it end if it does not.

        Args:
            timeout: Seconds to wait before it is made to.
        """
        self._process.join(timeout)
        for number in (signal.SIGTERM, getattr(signal, 'SIGKILL', signal.SIGTERM)):
            if self._process.exitcode is not None:
                return
            _signal(self._process, number)
            self._process.join(_GRACE)
        self._process.join(_AFTER_DEATH)

    def _wait(self):
        """Waits until there is something to read; returns what went wrong, or None."""
        watched = None
        pause = 1. if self._patience is None else min(1., self._patience / 4)
        while True:
            ready = wait([self._connection, self._process.sentinel], pause)
            if self._connection in ready:
                return None
            if ready or self._process.exitcode is not None:
                return None if self._connection.poll() else self._ending()
            if self._patience is not None:
                watched = watched or Progress(self._process.pid)
                idle = watched.idle()
                if idle > self._patience:
                    self.interrupt()
                    return ('has done nothing for {:.0f} s: it sleeps, or it waits for a lock that '
                            'it will never get; it was ended. Look at what the code for this batch '
                            'waits for, or use threads (use_multiprocessing=False)'
                            .format(idle))

    def _ending(self):
        """How the process ended, in words."""
        deadline = time.monotonic() + _AFTER_DEATH
        self._process.join(_AFTER_DEATH)
        # Another thread may have fetched the exit code a moment ago, and not have told it yet.
        while self._process.exitcode is None and time.monotonic() < deadline:
            time.sleep(.01)
        words = ending(self._process.exitcode)
        if self._process.exitcode == 1 and self._method != 'fork':
            words += (' (started by {!r}: the program must do its work under '
                      '`if __name__ == \'__main__\':`)'.format(self._method))
        return words


def _signal(process, number):
    """Sends a signal to a process that may be gone."""
    try:
        if process.exitcode is None:
            os.kill(process.pid, number)
    except OSError:
        process.join(0)


def _check_pickle(task, method):
    """Raises if a task cannot be sent to a new process."""
    try:
        pickle.dumps(task)
    except Exception as error:
        raise ValueError(
            '{} cannot be sent to a worker process started by {!r}: {}: {}. Give data that can be '
            'pickled, let processes be forked (multiprocessing.set_start_method(\'fork\')), or use '
            'threads (use_multiprocessing=False).'
            .format(task.describe(), method, type(error).__name__, error))
