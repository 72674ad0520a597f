"""The progress bar."""

import os
import sys
import time

import numpy as np

# A notebook keeps all that is written, and its page is drawn anew for each piece.
_NOTEBOOK_INTERVAL = 0.5


class Progbar(object):
    """Shows how far a loop has come, with running averages of named values.

    In a terminal or notebook one line is redrawn in place. Written to a file or a pipe, the
    bar is calm: one line when the target is reached, without carriage returns.

    Args:
        target: Number of units in all, or None if it is unknown.
        width: Width of the bar in characters. Default 30.
        verbose: 0 writes nothing, 1 draws a bar, 2 writes one line at the end without a bar.
        interval: Least time between two redraws in seconds. Default 0.05; at least 0.5 in a
            notebook.
        stateful_metrics: Names of values that are shown as they come. All others are averaged
            over the units.
        unit_name: What is counted, in words. Default `'step'`.

    Example:
        from keras.utils import Progbar
        bar = Progbar(3)
        for i in range(3):
            bar.add(1, values=[('loss', 1.0 / (i + 1))])
    """

    def __init__(self, target, width=30, verbose=1, interval=0.05, stateful_metrics=None,
                 unit_name='step'):
        if verbose not in (0, 1, 2):
            raise ValueError('verbose must be 0, 1 or 2; received {!r}.'.format(verbose))
        self.target = target
        self.width = width
        self.verbose = int(verbose)
        self.interval = max(interval, _NOTEBOOK_INTERVAL) if in_notebook() else interval
        self.unit_name = unit_name
        self.stateful_metrics = set(stateful_metrics or [])
        self._values = {}  # name -> [sum, number of units]
        self._order = []
        self._seen_so_far = 0
        self._drawn = 0  # characters on the line that is redrawn
        self._start = time.time()
        self._last_update = 0
        self._done = False

    def add(self, n, values=None):
        """Counts further units.

        Args:
            n: How many units were done since the last call.
            values: List of pairs `(name, value)` that belong to them.
        """
        self.update(self._seen_so_far + n, values)

    def update(self, current, values=None, finalize=None):
        """Says how many units are done.

        Args:
            current: Number of units done in all.
            values: List of pairs `(name, value)`; a value counts for the units since the last
                call.
            finalize: Whether this is the last call. Default: when `current` reaches the target.
        """
        self._take(current, values or [])
        if finalize is None:
            finalize = self.target is not None and current >= self.target
        if self.verbose == 0 or self._done:
            return
        if finalize:
            self._finish(current)
            self._done = True
        elif self.verbose == 1:
            now = time.time()
            if now - self._last_update >= self.interval and _is_dynamic(sys.stdout):
                self._last_update = now
                self._draw(self._bar(current) + self._time_left(current, now) + self._info())

    def _take(self, current, values):
        """Adds the values of the units since the last call to the running sums."""
        units = current - self._seen_so_far
        for name, value in values:
            if name not in self._values:
                self._order.append(name)
                self._values[name] = [0, 0]
            if name in self.stateful_metrics or isinstance(value, str):
                self._values[name] = [value, 1]
            else:
                entry = self._values[name]
                entry[0] = entry[0] + value * units
                entry[1] += units
        self._seen_so_far = current

    def _finish(self, current):
        """Writes the last line and the line feed."""
        spent = time.time() - self._start
        if self.verbose == 2:
            self._draw(' - {:.0f}s'.format(spent) + self._info(), end='\n')
            return
        text = self._bar(current) + ' - {:.0f}s {}'.format(spent, self._pace(current, spent))
        self._draw(text + self._info(), end='\n')

    def _bar(self, current):
        """The count and the bar, e.g. ` 5/10 [====>....]`."""
        if self.target is None:
            return '{:7d}/Unknown'.format(current)
        digits = len(str(self.target))
        done = min(1., current / self.target) if self.target else 1.
        filled = int(self.width * done)
        bar = '=' * filled
        if filled and current < self.target:
            bar = bar[:-1] + '>'
        return '{:{}d}/{} [{}]'.format(current, digits, self.target, bar.ljust(self.width, '.'))

    def _time_left(self, current, now):
        """The estimated time to the target, or the time spent if the target is unknown."""
        spent = now - self._start
        if self.target is None:
            return ' - {:.0f}s {}'.format(spent, self._pace(current, spent))
        left = int(spent / current * (self.target - current)) if current else 0
        if left >= 3600:
            text = '{}:{:02d}:{:02d}'.format(left // 3600, left % 3600 // 60, left % 60)
        elif left >= 60:
            text = '{}:{:02d}'.format(left // 60, left % 60)
        else:
            text = '{}s'.format(left)
        return ' - ETA: ' + text

    def _pace(self, current, spent):
        """The time per unit with a fitting unit of time."""
        each = spent / current if current else 0.
        for factor, unit in ((1, 's'), (1e3, 'ms')):
            if each * factor >= 1:
                return '{:.0f}{}/{}'.format(each * factor, unit, self.unit_name)
        return '{:.0f}us/{}'.format(each * 1e6, self.unit_name)

    def _info(self):
        """The values, e.g. ` - loss: 0.1234`."""
        text = ''
        for name in self._order:
            total, units = self._values[name]
            if isinstance(total, str):
                text += ' - {}: {}'.format(name, total)
                continue
            mean = np.mean(total / max(1, units))
            text += ' - {}: {:{}}'.format(name, mean, '.4f' if abs(mean) > 1e-3 else '.4e')
        return text

    def _draw(self, text, end=''):
        """Writes a line; in a terminal over the one before."""
        if sys.stdout is None:
            return
        if self._drawn or (self.verbose == 1 and _is_dynamic(sys.stdout)):
            padding = ' ' * max(0, self._drawn - len(text))
            self._drawn = len(text)
            text = '\r' + text + padding
        sys.stdout.write(text + end)
        sys.stdout.flush()


def in_notebook():
    """Whether this process is the kernel of a notebook, and not a program that talks to one."""
    get_shell = getattr(sys.modules.get('IPython'), 'get_ipython', None)
    return get_shell is not None and hasattr(get_shell(), 'kernel')


def _is_dynamic(stream):
    """Whether a line can be redrawn on that stream."""
    if stream is None:
        return False
    if in_notebook() or 'PYCHARM_HOSTED' in os.environ:
        return True
    return hasattr(stream, 'isatty') and stream.isatty()
