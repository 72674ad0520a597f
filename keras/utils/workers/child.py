"""What runs inside a worker process. It only runs NumPy and the user's code, never an engine.

Forked from a program whose other threads do not exist here, so nothing of theirs is touched: no
engine is called, no object of the parent is ever finalised, and the process ends without clean-up.
"""

import gc
import os
import random
import signal
import threading
import time

import numpy as np

from keras.utils.workers import messages
from keras.utils.workers.errors import pack_error

#: Kinds of answers.
VALUE, ERROR, END = 'value', 'error', 'end'
_WATCH = 0.5    # seconds between two looks at the parent
_kept = []


def numpy_lock():
    """The lock of NumPy's global random numbers, or None. Another thread may hold it in a fork."""
    state = getattr(np.random.get_state, '__self__', None)
    return getattr(getattr(state, '_bit_generator', None), 'lock', None)


def run(connection, parent, task, inherited, held):
    """Answers requests until the parent closes the pipe or dies.

    Args:
        connection: This side of the pipe.
        parent: Process id of the parent, as the parent knows it; None where it is not known.
        task: Object with `make(request)`.
        inherited: Set of connections that a fork copied; they are closed.
        held: Locks that the forking thread held, to be released here.
    """
    for lock in held:
        lock.release()
    for other in list(inherited):
        other.close()
    _keep_what_was_inherited()
    signal.signal(signal.SIGINT, signal.SIG_IGN)        # Ctrl-C is for the parent to answer
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_die_with, args=(parent,), daemon=True).start()
    while True:
        try:
            request, seed = messages.receive(connection)
        except (EOFError, OSError):
            return
        if seed is not None:
            np.random.seed(seed)
            random.seed(seed)
        try:
            messages.send(connection, _answer(task, request))
        except OSError:
            return


def _answer(task, request):
    """The parts of the answer to one request."""
    try:
        return messages.pack((VALUE, task.make(request)))
    except BaseException as error:
        if task.ends and isinstance(error, StopIteration):
            return messages.pack((END, None))
        return messages.pack((ERROR, pack_error(error)))


def _keep_what_was_inherited():
    """No object of the parent is finalised here: that might call an engine without its threads."""
    if hasattr(gc, 'freeze'):
        gc.freeze()
    else:
        _kept.append(gc.get_objects())


def _die_with(parent):
    """Ends this process when its parent has died, whatever it is doing."""
    parent = os.getppid() if parent is None else parent
    while os.getppid() == parent:
        time.sleep(_WATCH)
    os._exit(1)
