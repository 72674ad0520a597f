"""Writes the logs to a CSV file."""

import csv
import os
import warnings

import numpy as np

from keras.callbacks.callback import Callback


class CSVLogger(Callback):
    """Writes one line per epoch to a CSV file, which is up to date after every epoch.

    The first column is `epoch`, the others are the logged values in alphabetical order; what an
    epoch does not log is written as `NA`.

    Args:
        filename: String or path.
        separator: String of one character between the fields.
        append: Boolean: whether an existing file is continued (with its columns) or replaced.

    Example:

        import os, tempfile
        from keras.callbacks import CSVLogger
        path = os.path.join(tempfile.mkdtemp(), 'log.csv')
        logger = CSVLogger(path, separator=';')
        logger.on_train_begin()
        logger.on_epoch_end(0, {'loss': 0.5, 'accuracy': 0.75})
        logger.on_train_end()
        with open(path) as file:
            assert file.read().split() == ['epoch;accuracy;loss', '0;0.75;0.5']
    """

    def __init__(self, filename, separator=',', append=False):
        super().__init__()
        self.filename = os.fspath(filename)
        self.sep = separator
        self.append = append
        self.keys = None
        self.writer = None
        self.csv_file = None
        self._unknown = set()

    def on_train_begin(self, logs=None):
        """Opens the file; reads the columns of one that is continued."""
        self._close()
        self.keys = self._columns() if self.append else None
        self.csv_file = open(self.filename, 'a' if self.append else 'w', newline='')
        self.writer = None if self.keys is None else self._make_writer()

    def on_epoch_end(self, epoch, logs=None):
        """Writes a line."""
        logs = logs or {}
        if self.keys is None:
            # Values that come later (validation every few epochs) need their columns too.
            self.keys = sorted(set(logs).union(self.params.get('metrics', [])))
        if self.writer is None:
            self.writer = self._make_writer()
            self.writer.writeheader()
        self._warn_of_new(set(logs).difference(self.keys))
        row = {key: _field(logs[key]) for key in self.keys if dict.__contains__(logs, key)}
        self.writer.writerow(dict(row, epoch=epoch))
        self.csv_file.flush()

    def on_train_end(self, logs=None):
        """Closes the file."""
        self._close()

    def _close(self):
        """Closes the file, if there is one."""
        if self.csv_file is not None:
            self.csv_file.close()
        self.csv_file = None
        self.writer = None

    def _columns(self):
        """The columns of the file that is to be continued, or None."""
        if not os.path.exists(self.filename):
            return None
        with open(self.filename, newline='') as file:
            header = next(csv.reader(file, delimiter=self.sep), None)
        if header is None:
            return None
        if header[0] != 'epoch':
            raise ValueError('CSVLogger cannot continue %s: its first column is %r, expected '
                             "'epoch'. Give the separator it was written with, or another file."
                             % (self.filename, header[0]))
        return header[1:]

    def _make_writer(self):
        """A writer of rows with the present columns."""
        return csv.DictWriter(self.csv_file, ['epoch'] + self.keys, restval='NA',
                              delimiter=self.sep)

    def _warn_of_new(self, names):
        """Warns once of values for which the file has no column."""
        new = sorted(names - self._unknown)
        if new:
            self._unknown.update(new)
            warnings.warn('CSVLogger: %s has no column for %s; not written.'
                          % (self.filename, ', '.join(new)), RuntimeWarning, stacklevel=3)


def _field(value):
    """The text of a value: arrays as "[1, 2]"."""
    if isinstance(value, np.ndarray) and value.ndim == 0:
        return value.item()
    if isinstance(value, (list, tuple, np.ndarray)):
        return '[%s]' % ', '.join(str(item) for item in value)
    return value
