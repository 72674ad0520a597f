"""Sequences of different lengths as one array."""

import itertools
import struct

import numpy as np

_SIDES = ('pre', 'post')
_CODES = 'bBhHiIlLqQfd'     # dtypes that `struct` knows by the same characters


def pad_sequences(sequences, maxlen=None, dtype='int32', padding='pre', truncating='pre', value=0.):
    """Makes one array of sequences: shorter ones are filled up, longer ones are cut.

    Args:
        sequences: List of sequences, each a list or array; their items are numbers or arrays of
            one shape.
        maxlen: Integer, the length of all; by default that of the longest.
        dtype: The dtype of the array; `object` for strings of any length.
        padding: `'pre'` or `'post'`: whether shorter sequences are filled up in front or behind.
        truncating: `'pre'` or `'post'`: whether longer ones lose their beginning or their end.
        value: Number or string to fill up with.

    Returns:
        Array of shape `(len(sequences), maxlen) + shape of an item`.

    Raises:
        ValueError: If `padding` or `truncating` is another word, if something in the list is no
            sequence, if items have different shapes, or if the dtype cannot hold `value`.

    Example:
        from keras.preprocessing.sequence import pad_sequences
        padded = pad_sequences([[1, 2, 3], [4]], maxlen=2)
        assert padded.tolist() == [[2, 3], [0, 4]]
    """
    _check_arguments(sequences, dtype, padding, truncating, value)
    lengths = _lengths(sequences)
    if maxlen is None:
        maxlen = int(lengths.max()) if len(lengths) else 0
    padded = np.full((len(lengths), maxlen), value, dtype=dtype)
    if _pack(sequences, lengths, padded, padding, truncating):
        return padded
    if lengths.size and lengths.max() > maxlen:
        sequences = [_cut(sequence, maxlen, truncating) for sequence in sequences]
        lengths = np.minimum(lengths, maxlen)
    items = _items(sequences, int(lengths.sum()), dtype)
    padded = np.full((len(lengths), maxlen) + items.shape[1:], value, dtype=dtype)
    column = np.arange(maxlen)
    if padding == 'post':
        filled = column < lengths[:, np.newaxis]
    else:
        filled = column >= maxlen - lengths[:, np.newaxis]
    padded[filled] = items
    return padded


def _check_arguments(sequences, dtype, padding, truncating, value):
    """Refuses what has no meaning."""
    if not hasattr(sequences, '__len__'):
        raise ValueError('`sequences` must be a list of sequences. Received: %.80r. Make a list of '
                         'it first: list(sequences).' % (sequences,))
    for name, side in (('padding', padding), ('truncating', truncating)):
        if side not in _SIDES:
            raise ValueError("`%s` must be 'pre' or 'post'. Received: %r." % (name, side))
    kind = np.dtype(dtype).kind
    if isinstance(value, (str, bytes)) and kind not in 'OUS':
        raise ValueError('The dtype %s cannot hold the `value` %r. For sequences of strings pass '
                         'dtype=object.' % (np.dtype(dtype).name, value))


def _lengths(sequences):
    """The lengths of all sequences."""
    try:
        return np.fromiter(map(len, sequences), dtype='int64', count=len(sequences))
    except TypeError:
        position, wrong = next((position, sequence) for position, sequence in enumerate(sequences)
                               if not hasattr(sequence, '__len__'))
        raise ValueError('`sequences` must be a list of sequences, but item %d is %.80r. For one '
                         'sequence write [sequence].' % (position, wrong))


def _cut(sequence, maxlen, truncating):
    """A sequence without what is too much."""
    if len(sequence) <= maxlen:
        return sequence
    return sequence[:maxlen] if truncating == 'post' else sequence[len(sequence) - maxlen:]


def _pack(sequences, lengths, padded, padding, truncating):
    """Writes lists of numbers to their places; returns False if they are something else.

    Nothing in Python turns lists into numbers of a machine faster than `struct` does.
    """
    if not padded.size or padded.dtype.char not in _CODES or not padded.dtype.isnative \
            or not _are_lists(sequences):
        return False
    rows, columns = padded.shape
    kept = slice(0, columns) if truncating == 'post' else slice(-columns, None)
    lengths = np.minimum(lengths, columns)
    starts = np.arange(rows) * columns
    if padding == 'pre':
        starts += columns - lengths
    memory = memoryview(padded).cast('B')
    pack = {length: struct.Struct('%d%s' % (length, padded.dtype.char)).pack_into
            for length in np.unique(lengths).tolist()}
    places = zip(sequences, lengths.tolist(), (starts * padded.itemsize).tolist())
    try:
        for sequence, length, start in places:
            # A long sequence is cut here and not before: its items are in the processor's cache.
            pack[length](memory, start, *(sequence[kept] if length == columns else sequence))
    except (struct.error, OverflowError, TypeError):
        return False        # items that are no such numbers
    return True


def _are_lists(sequences):
    """Whether all sequences are lists or tuples of single items: none is an array or has any."""
    lists = all(issubclass(kind, (list, tuple)) for kind in set(map(type, sequences)))
    return lists and not np.ndim(next(filter(len, sequences), [0])[0])


def _items(sequences, count, dtype):
    """The items of all sequences, one after the other."""
    kind = np.dtype(dtype).kind
    if _are_lists(sequences) and kind in 'biuf':
        try:
            return np.fromiter(itertools.chain.from_iterable(sequences), dtype, count)
        except (TypeError, ValueError):
            pass        # items that are arrays, or strings
    arrays = [np.asarray(sequence, dtype) for sequence in sequences if len(sequence)]
    if not arrays:
        return np.empty((0,), dtype)
    for array in arrays:
        if array.shape[1:] != arrays[0].shape[1:]:
            raise ValueError('All items of sequences must have one shape. Received items of the '
                             'shapes %r and %r.' % (arrays[0].shape[1:], array.shape[1:]))
    return np.concatenate(arrays)
