"""Where batches come from: the small interface that the loop knows, and its form for arrays."""
import numpy as np

from keras import backend as K
from keras.engine.training.standardize import is_sparse_matrix, len_of

#: Shuffled samples are picked for several batches at once: at most so many batches, so many bytes.
BLOCK_BATCHES, BLOCK_BYTES = 128, 2 ** 21


class BatchSource:
    """Gives the batches of an epoch, ready to be fed.

    Attributes:
        samples: Number of samples of an epoch, or None if unknown.
        steps: Number of batches of an epoch, or None if unknown.
        batch_size: Samples per batch, or None if unknown.
        weighted: Whether the lists hold sample weights.
        was_short: Whether the last epoch ended before its last step.
    """

    samples = None
    steps = None
    batch_size = None
    weighted = False
    was_short = False

    def set_feeding(self, tail, weighted):
        """Told before a pass: the values that follow in every feed, and whether weights are wanted.

        Args:
            tail: List of values to put behind the arrays of every batch.
            weighted: Whether the lists must hold sample weights, ones if none were given.
        """
        self.tail = tail
        if weighted and not self.weighted:
            self.add_weights()

    def add_weights(self):
        """Puts sample weights of one into the feeds."""
        raise NotImplementedError('%s must define add_weights().' % type(self).__name__)

    def epoch(self):
        """Yields `(number of samples, list of arrays)` for every batch of one epoch."""
        raise NotImplementedError('%s must define epoch().' % type(self).__name__)

    def epoch_ended(self):
        """Called after every epoch of training."""

    def close(self):
        """Called when no more batches are wanted."""


class Feed:
    """One array as it is fed: the type of its placeholder, dense unless the placeholder is sparse.

    Args:
        array: NumPy array, SciPy sparse matrix, or an object with `shape` and slicing (HDF5).
        placeholder: The tensor that it is fed to.
    """

    def __init__(self, array, placeholder):
        dtype = K.dtype(placeholder)
        self.dtype = np.dtype('O' if dtype == 'string' else K.host_dtype(dtype))
        self.is_sparse = is_sparse_matrix(array)
        self.keeps_sparse = self.is_sparse and K.is_sparse(placeholder)
        self.needs_cast = array.dtype != self.dtype
        self.is_memory = type(array) is np.ndarray
        if self.is_sparse:
            array = array.tocsr()
        if self.is_memory and array.dtype.kind in 'SU' and self.dtype.kind != 'O':
            array = _parsed(array, self.dtype, placeholder)
            self.needs_cast = False
        elif self.is_memory and self.needs_cast and self.dtype.itemsize <= array.dtype.itemsize:
            array = array.astype(self.dtype)
            self.needs_cast = False
        self.array = array
        self.is_plain = self.is_memory and not self.needs_cast

    @property
    def sample_bytes(self):
        """Size of one sample in bytes, at least 1."""
        return max(1, int(np.prod(self.array.shape[1:], dtype='int64')) * self.dtype.itemsize)

    def part(self, key):
        """Returns a slice as it is fed."""
        return self._fed(self.array[key])

    def take(self, index):
        """Returns the samples at the positions `index`, in that order."""
        if self.is_memory or self.is_sparse:
            return self._fed(self.array[index])
        order = np.argsort(index, kind='stable')     # HDF5 reads rising positions only
        read = np.asarray(self.array[index[order].tolist()])
        back = np.empty_like(order)
        back[order] = np.arange(len(order))
        return self._fed(read[back])

    def _fed(self, part):
        """Converts what was read."""
        if self.is_plain:
            return part
        if self.is_sparse:
            if self.keeps_sparse:
                return part
            part = part.toarray()
        return np.asarray(part, dtype=self.dtype)


def _parsed(text, dtype, placeholder):
    """The numbers that stand in an array of text, as from a CSV file."""
    try:
        return text.astype(dtype)
    except ValueError as error:
        raise ValueError(
            'The data for %r have words in them (%s), but numbers are needed. Number the words, '
            'e.g. by `np.unique(words, return_inverse=True)[1]`, or make a column of 0 and 1 for '
            'each: `to_categorical` of these numbers.' % (placeholder.name, error))


class ArraySource(BatchSource):
    """Batches of arrays: views where the order is kept, copies where it is shuffled.

    Args:
        feeds: List of `Feed`s with the same number of samples.
        batch_size: Samples per batch; the last batch may be smaller.
        shuffle: True for another order of samples in every epoch, 'batch' for another order of
            whole batches (the last, smaller one stays last), False to keep the order.
        weighted: Whether the last arrays are sample weights.
        ones: Function that returns further `Feed`s: sample weights of one.
        begin: First sample to use.
        end: Sample after the last one to use; None for all.
    """

    def __init__(self, feeds, batch_size, shuffle=False, weighted=False, ones=None, begin=0,
                 end=None):
        if shuffle not in (True, False, 'batch'):
            raise ValueError('`shuffle` should be True, False or "batch", but is %r.' % (shuffle,))
        self.feeds = feeds
        self.begin = begin
        self.end = len_of(feeds[0].array) if end is None else end
        self.samples = self.end - begin
        self.batch_size = batch_size
        self.steps = -(-self.samples // batch_size)
        self.shuffle = shuffle
        self.tail = []
        self.weighted = weighted
        self.ones = ones

    def add_weights(self):
        """See `BatchSource`."""
        self.feeds = self.feeds + self.ones()
        self.weighted = True

    def stop_at(self, end):
        """Leaves out the samples from `end` on."""
        self.end = end
        self.samples = end - self.begin
        self.steps = -(-self.samples // self.batch_size)

    def arrays(self):
        """Returns the samples of every feed as arrays."""
        return [feed.array[self.begin:self.end] for feed in self.feeds]

    def epoch(self):
        """See `BatchSource`."""
        return self._shuffled() if self.shuffle is True else self._in_order()

    def _bounds(self):
        """Returns the first index of every batch."""
        starts = np.arange(self.begin, self.end, self.batch_size)
        if self.shuffle == 'batch':
            np.random.shuffle(starts[:self.samples // self.batch_size])
        return starts.tolist()

    def _in_order(self):
        """Batches as slices."""
        tail, size, end = self.tail, self.batch_size, self.end
        parts = [feed.array.__getitem__ if feed.is_plain else feed.part for feed in self.feeds]
        for start in self._bounds():
            stop = min(start + size, end)
            key = slice(start, stop)
            yield stop - start, [part(key) for part in parts] + tail

    def _shuffled(self):
        """Batches of samples in random order."""
        tail, size, block = self.tail, self.batch_size, self._block()
        order = np.arange(self.begin, self.end)
        np.random.shuffle(order)
        for first in range(0, self.samples, block):
            index = order[first:first + block]
            taken = [feed.take(index) for feed in self.feeds]
            for start in range(0, len(index), size):
                stop = min(start + size, len(index))
                key = slice(start, stop)
                yield stop - start, [array[key] for array in taken] + tail

    def _block(self):
        """How many samples are picked at once: whole batches that fit the processor's cache."""
        sample = sum(feed.sample_bytes for feed in self.feeds)
        return self.batch_size * max(1, min(BLOCK_BATCHES, BLOCK_BYTES // (
            sample * self.batch_size)))


class TensorSource(BatchSource):
    """Steps that all feed the same: nothing (the model reads its own tensors), or whole arrays.

    Args:
        feeds: List of `Feed`s, often empty.
        steps: Number of steps of an epoch.
        weighted: Whether the last arrays are sample weights.
        ones: Function that returns further `Feed`s: sample weights of one.
    """

    def __init__(self, feeds, steps, weighted=False, ones=None):
        self.values = [feed.part(slice(None)) for feed in feeds]
        self.steps = steps
        self.tail = []
        self.weighted = weighted
        self.ones = ones

    def add_weights(self):
        """See `BatchSource`."""
        self.values = self.values + [feed.part(slice(None)) for feed in self.ones()]
        self.weighted = True

    def epoch(self):
        """See `BatchSource`; the number of samples of a step is unknown and counted as 1."""
        feeds = self.values + self.tail
        for _ in range(self.steps):
            yield 1, feeds
