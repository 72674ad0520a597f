"""What the caller is told when a worker could not make a batch."""

import pickle
import signal
import traceback


class WorkerError(RuntimeError):
    """A worker ended, was killed or stopped making progress, or its error cannot be sent."""


class WorkerTraceback(Exception):
    """The traceback of a worker as text; it stands as the cause of the error that is raised.

    Args:
        text: Where it happened, and the traceback.
    """

    def __init__(self, text):
        super().__init__(text)
        self.text = text

    def __str__(self):
        return '\n' + self.text


def pack_error(error):
    """Returns an exception as `(its pickle or None, its traceback as text)`.

    Args:
        error: The exception, with its traceback.
    """
    text = ''.join(traceback.format_exception(type(error), error, error.__traceback__))
    if not is_ordinary(error):
        return None, text
    try:
        pickled = pickle.dumps(error)
        pickle.loads(pickled)       # many exceptions can be pickled, but not made again
    except Exception:
        return None, text
    return pickled, text


def unpack_error(packed, where):
    """Returns the exception to raise for what `pack_error` made in a worker process.

    Args:
        packed: `(pickle or None, text)`.
        where: Which worker it was, and what it made.
    """
    pickled, text = packed
    error = None
    if pickled is not None:
        try:
            error = pickle.loads(pickled)
        except Exception:
            error = None        # its class does not exist here: the text says all
    if error is None:
        error = WorkerError('{} failed: {}'.format(where, text.strip().split('\n')[-1]))
    error.__cause__ = WorkerTraceback('{} failed:\n{}'.format(where, text))
    return error


def local_error(error, where):
    """Returns the exception to raise for one that a worker thread met.

    Args:
        error: The exception, with its traceback.
        where: Which worker it was, and what it made.
    """
    if not is_ordinary(error):
        return unpack_error(pack_error(error), where)
    if error.__cause__ is None:
        error.__cause__ = WorkerError('{} failed.'.format(where))
    return error


def is_ordinary(error):
    """Whether an exception may be raised in the caller: a `sys.exit()` must not end it."""
    return isinstance(error, Exception) and not isinstance(error, StopIteration)


def ending(exitcode):
    """How a process ended, in words.

    Args:
        exitcode: As `multiprocessing` gives it: negative for a signal.
    """
    if exitcode is None:
        return 'closed its pipe'
    if exitcode >= 0:
        return 'ended with exit code {}'.format(exitcode)
    try:
        name = signal.Signals(-exitcode).name
    except ValueError:
        name = 'unknown'
    hint = (' (the system does that when memory runs out: use fewer workers or smaller batches)'
            if name == 'SIGKILL' else '')
    return 'was killed by signal {} ({}){}'.format(-exitcode, name, hint)
