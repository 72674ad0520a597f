"""Whether a silent process still does something: a dead lock is told from a long computation."""

import os
import time

_CPU = 0.2      # seconds of processor time that count as progress
_RUNNABLE = ('R', 'D')      # on a processor, waiting for one, or for a disk


class Progress:
    """Watches what a process has used up.

    A process makes progress if one of its threads uses the processor or waits for it, if it reads
    or writes, or if its main thread has been awake. Where the system does not tell (no `/proc`),
    every process makes progress.

    Args:
        pid: Process id.
    """

    def __init__(self, pid):
        self._pid = pid
        self._since = time.monotonic()
        self._used = self._look()

    def idle(self):
        """Returns the seconds for which the process has done nothing at all."""
        used = self._look()
        if used is None or self._used is None or used[1:] != self._used[1:] \
                or used[0] - self._used[0] > _CPU or used[1] in _RUNNABLE:
            self._used = used
            self._since = time.monotonic()
        return time.monotonic() - self._since

    def _look(self):
        """Returns `(seconds of processor time, state, ...)`, or None if the system is silent."""
        folder = '/proc/{}/'.format(self._pid)
        try:
            fields = _read(folder + 'stat').rpartition(')')[2].split()
            cpu = (int(fields[11]) + int(fields[12])) / float(os.sysconf('SC_CLK_TCK'))
            state, faults = _busiest(folder + 'task/'), fields[9]
            awake = _lines(folder + 'task/{}/status'.format(self._pid), 'voluntary_ctxt')
        except (OSError, IndexError, ValueError):
            return None
        try:
            moved = _lines(folder + 'io', 'rchar', 'wchar')
        except OSError:
            moved = []      # the system does not let everybody read it
        return cpu, state, faults, awake, moved


def _busiest(folder):
    """The state of the busiest thread: the main one may wait for another that is to run."""
    states = ['Z']
    for thread in os.listdir(folder):
        try:
            states.append(_read(folder + thread + '/stat').rpartition(')')[2].split()[0])
        except OSError:
            pass        # it has just ended
    return min(states, key=lambda state: state not in _RUNNABLE)


def _read(path):
    """The text of a file."""
    with open(path) as file:
        return file.read()


def _lines(path, *beginnings):
    """The lines of a file that begin in one of these ways."""
    return [line for line in _read(path).split('\n') if line.startswith(beginnings)]
