"""Questions to the user, and arrays that stay in an HDF5 file."""

import os

import h5py
import numpy as np

from keras.utils.hdf5_dict import (  # noqa: F401
    HDF5_OBJECT_HEADER_LIMIT, H5Dict, h5dict, load_from_binary_h5py, save_to_binary_h5py)


def ask_to_proceed_with_overwrite(filepath):
    """Asks on the terminal whether an existing file may be overwritten.

    Args:
        filepath: Path of the file.

    Returns:
        True for yes, False for no.

    Raises:
        OSError: If there is nobody to ask (standard input is closed or at its end).
    """
    question = '[WARNING] {} already exists - overwrite? [y/n] '.format(filepath)
    while True:
        try:
            answer = input(question).strip().lower()
        except (EOFError, RuntimeError):
            raise OSError('{} already exists and there is no terminal to ask whether to overwrite '
                          'it. Pass overwrite=True, or another path.'.format(filepath))
        if answer in ('y', 'n'):
            return answer == 'y'
        question = 'Enter "y" (overwrite) or "n" (cancel). '


class HDF5Matrix(object):
    """A part of a data set in an HDF5 file, used like a NumPy array without loading it.

    Files are opened once and shared by all matrices on them. With `fit`, prefer
    `shuffle='batch'`: it reads neighbouring samples together.

    Args:
        datapath: Path of the HDF5 file.
        dataset: Name of the data set in it.
        start: First sample. Default 0.
        end: Sample after the last one. Default: all.
        normalizer: Function that is applied to every array that is read, or None.

    Example:
        import os, tempfile
        import h5py
        from keras.utils import HDF5Matrix
        path = os.path.join(tempfile.mkdtemp(), 'data.h5')
        with h5py.File(path, 'w') as f:
            f['x'] = [[0., 1.], [2., 3.], [4., 5.]]
        assert HDF5Matrix(path, 'x', start=1)[0:2].shape == (2, 2)
    """

    refs = {}  # absolute path -> open file

    def __init__(self, datapath, dataset, start=0, end=None, normalizer=None):
        path = os.path.abspath(os.fspath(datapath))
        if not self.refs.get(path):  # an h5py file is false once it is closed
            self.refs[path] = h5py.File(path, 'r')
        self.data = self.refs[path][dataset]
        self.start = start
        self.end = self.data.shape[0] if end is None else min(end, self.data.shape[0])
        self.normalizer = normalizer
        if not 0 <= self.start <= self.end:
            raise ValueError('start={} and end={} do not name a part of the {} samples of {!r}.'
                             .format(start, end, self.data.shape[0], dataset))
        self._base_shape = self.data.shape
        self._sample = None

    def __len__(self):
        return self.end - self.start

    def __getitem__(self, key):
        if isinstance(key, slice):
            first, last, step = key.indices(len(self))
            if step < 1:
                return self[np.arange(first, last, step)]
            read = self.data[self.start + first:self.start + max(first, last):step]
        elif isinstance(key, (int, np.integer)):
            read = self.data[int(self._checked(np.array([key]))[0])]
        elif isinstance(key, (list, np.ndarray)):
            # h5py reads ascending indices without repetition only
            wanted, back = np.unique(self._checked(np.asarray(key, dtype='int64')),
                                     return_inverse=True)
            read = self.data[wanted.tolist()] if wanted.size else self.data[0:0]
            read = read[back.ravel()]
        else:
            raise IndexError('HDF5Matrix takes an int, a slice or a list of ints as index; '
                             'received {!r}.'.format(key))
        return read if self.normalizer is None else self.normalizer(read)

    def _checked(self, indices):
        """Positions in the file of indices into this part."""
        positions = np.where(indices < 0, indices + len(self), indices)
        if positions.size and (positions.min() < 0 or positions.max() >= len(self)):
            raise IndexError('The indices reach from {} to {}, but there are {} samples.'
                             .format(indices.min(), indices.max(), len(self)))
        return positions + self.start

    @property
    def shape(self):
        """Shape of this part: a tuple."""
        return (len(self),) + self._first().shape

    @property
    def dtype(self):
        """Type of what is read, after the normalizer."""
        return self._first().dtype

    @property
    def ndim(self):
        """Number of axes, the samples included."""
        return len(self.shape)

    @property
    def size(self):
        """Number of values."""
        return int(np.prod(self.shape))

    def _first(self):
        """One sample as it is read, or an empty one if there is none; it has shape and dtype."""
        if self._sample is None:
            sample = np.zeros((1,) + self.data.shape[1:], self.data.dtype)
            if self.normalizer is not None:
                sample = self.normalizer(self.data[0:1] if self.data.shape[0] else sample)
            self._sample = np.asarray(sample)[0]
        return self._sample
