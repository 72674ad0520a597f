"""What is fed into a function: values checked against the inputs and turned into arrays.

Engines subclass the slots where they have more to say about an input (its name in a graph, say).
"""

import collections

import numpy as np

#: A sparse value, fed or computed: indices of shape (count, rank), values, and the dense shape.
SparseValue = collections.namedtuple('SparseValue', ['indices', 'values', 'dense_shape'])


class Feeds:
    """Turns the values given at a call into the arrays that an engine takes.

    Args:
        slots: One slot for each input, in order.
    """

    def __init__(self, slots):
        self._slots = list(slots)
        self._is_plain = all(type(slot).is_plain for slot in self._slots)

    def values(self, inputs):
        """Returns the arrays to feed for the values of one call."""
        if not isinstance(inputs, (list, tuple)):
            raise TypeError('A function made by K.function() takes its values as one list or '
                            'tuple, received {}. Write f([x]) instead of f(x).'.format(
                                type(inputs).__name__))
        if len(inputs) != len(self._slots):
            raise ValueError('This function has {} inputs ({}), but {} values were given.'.format(
                len(self._slots), ', '.join(slot.label for slot in self._slots), len(inputs)))
        if self._is_plain:
            return [slot.convert(value) for slot, value in zip(self._slots, inputs)]
        result = []
        for slot, value in zip(self._slots, inputs):
            result.extend(slot.arrays(value))
        return result


class DenseSlot:
    """One dense tensor to feed.

    Args:
        label: Name of the tensor, for messages.
        dtype: NumPy type of the array.
        shape: Tuple of sizes, None for one that may vary; None for any shape.
        tensors: Class (or tuple of them) of the engine's symbolic tensors, which are no values.
    """

    is_plain = True

    def __init__(self, label, dtype, shape, tensors=()):
        self.label = label
        self._dtype = np.dtype(dtype)
        self._shape = shape
        self._tensors = tensors

    def arrays(self, value):
        """Returns the list of arrays that stand for the value."""
        return [self.convert(value)]

    def convert(self, value):
        """Returns the value as an array of the tensor's type, with its shape checked."""
        if type(value) is not np.ndarray or value.dtype is not self._dtype:
            value = self._to_array(value)
        shape = self._shape
        if shape is not None and value.shape != shape:
            self._check(value, shape)
        return value

    def _to_array(self, value):
        if value is None or hasattr(value, 'tocoo') or isinstance(value, self._tensors):
            raise ValueError('The input {!r} takes an array of type {}, received {!r}.'.format(
                self.label, self._dtype, value))
        try:
            return np.asarray(value, dtype=self._dtype)
        except (TypeError, ValueError, OverflowError) as error:
            raise ValueError('The input {!r} takes an array of type {} and shape {}; what was '
                             'given cannot be turned into one: {}.'.format(
                                 self.label, self._dtype, self._shape, error))

    def _check(self, value, expected):
        if not fits(value.shape, expected):
            raise ValueError('The input {!r} takes arrays of shape {}, received an array of shape '
                             '{}.'.format(self.label, expected, value.shape))


class SparseSlot:
    """One sparse tensor to feed.

    Args:
        label: Name of the tensor, for messages.
        dtype: NumPy type of the values.
        shape: Tuple of sizes, None for one that may vary; None for any shape.
    """

    is_plain = False

    def __init__(self, label, dtype, shape):
        self.label = label
        self._dtype = np.dtype(dtype)
        self._shape = shape

    def parts(self, value):
        """Returns indices (count, rank), values, and the shape as a tuple of a sparse value."""
        if hasattr(value, 'tocoo'):
            value = value.tocoo()
            indices, data = np.stack([value.row, value.col], axis=1), value.data
            shape = value.shape
        elif isinstance(value, tuple) and len(value) == 3:
            indices, data, shape = value
        else:
            raise ValueError('The input {!r} is sparse: it takes a scipy.sparse matrix or a '
                             'SparseTensorValue, received {}.'.format(
                                 self.label, type(value).__name__))
        shape = tuple(int(size) for size in shape)
        if self._shape is not None and not fits(shape, self._shape):
            raise ValueError('The input {!r} takes sparse values of shape {}, received one of '
                             'shape {}.'.format(self.label, self._shape, shape))
        return np.asarray(indices, dtype='int64'), np.asarray(data, dtype=self._dtype), shape


class FixedSlot:
    """A learning phase that was fixed by `set_learning_phase`: nothing is fed."""

    is_plain = False

    def __init__(self, value):
        self.label = 'learning phase (fixed to {})'.format(value)
        self._value = value

    def arrays(self, value):
        """Returns nothing; a value that contradicts the fixed one is an error."""
        if int(value) != self._value:
            raise ValueError('The learning phase is fixed to {} by K.set_learning_phase(), so this '
                             'function cannot run with {!r}.'.format(self._value, value))
        return []


def fits(given, expected):
    """Whether a shape agrees with one in which None stands for any size."""
    return len(given) == len(expected) and all(
        size is None or size == one for size, one in zip(expected, given))


def check_arguments(inputs, outputs, updates, is_tensor):
    """Raises an error for arguments of `K.function` of the wrong kind.

    Args:
        inputs: What was given as inputs.
        outputs: What was given as outputs.
        updates: What was given as updates.
        is_tensor: Function that says whether an output is a tensor.

    Raises:
        TypeError: If one of them is no list, or an output is no tensor.
    """
    updates = () if updates is None else updates
    for name, value in (('inputs', inputs), ('outputs', outputs), ('updates', updates)):
        if not isinstance(value, (list, tuple)):
            raise TypeError('The argument `{}` of K.function() must be a list or tuple, received '
                            '{!r}.'.format(name, value))
    for tensor in outputs:
        if not is_tensor(tensor):
            raise TypeError('The outputs of K.function() must be tensors, received {!r}.'.format(
                tensor))


def refuse_twice(names):
    """Raises a `ValueError` if an input stands twice in a list of names."""
    for name in names:
        if names.count(name) > 1:
            raise ValueError('The tensor {!r} stands twice among the inputs of K.function(). '
                             'Give it once.'.format(name))
