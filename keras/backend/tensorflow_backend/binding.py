"""What is fed into a bound session call, and what is fetched from it."""

import numpy as np

from keras.backend.tensorflow_backend.engine import tf


class Feeds:
    """Turns the values given at a call into the arrays that the bound call takes.

    Args:
        inputs: The tensors to feed at each call, in order. An integer stands for a learning phase
            that was fixed: its value must be the same one.
        extra: More tensors, which are fed from a dictionary.
        graph: The graph of the tensors.
    """

    def __init__(self, inputs, extra, graph):
        self._slots = [_slot(tensor, graph) for tensor in inputs]
        self._extra = [(tensor, _slot(tensor, graph)) for tensor in extra]
        slots = self._slots + [slot for _, slot in self._extra]
        self._is_plain = all(type(slot) is _DenseSlot for slot in slots) and not extra
        self.names = [name for slot in slots for name in slot.names]
        for name in self.names:
            if self.names.count(name) > 1:
                raise ValueError('The tensor {!r} stands twice among the inputs of K.function(). '
                                 'Give it once.'.format(name))

    def values(self, inputs, extra):
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
        for tensor, slot in self._extra:
            result.extend(slot.arrays(extra[tensor]))
        return result


class _DenseSlot:
    """One dense tensor to feed."""

    def __init__(self, tensor):
        self.label = tensor.op.name
        self.names = [tensor.name]
        self._dtype = np.dtype(tensor.dtype.base_dtype.as_numpy_dtype)
        self._shape = None if tensor.shape.ndims is None else tuple(tensor.shape.as_list())

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
        if value is None or hasattr(value, 'tocoo') or isinstance(value, tf.Tensor):
            raise ValueError('The input {!r} takes an array of type {}, received {!r}.'.format(
                self.label, self._dtype, value))
        try:
            return np.asarray(value, dtype=self._dtype)
        except (TypeError, ValueError, OverflowError) as error:
            raise ValueError('The input {!r} takes an array of type {} and shape {}; what was '
                             'given cannot be turned into one: {}.'.format(
                                 self.label, self._dtype, self._shape, error))

    def _check(self, value, expected):
        if len(expected) != value.ndim or any(
                size is not None and size != given for size, given in zip(expected, value.shape)):
            raise ValueError('The input {!r} takes arrays of shape {}, received an array of shape '
                             '{}.'.format(self.label, expected, value.shape))


class _SparseSlot:
    """One sparse tensor to feed."""

    def __init__(self, tensor):
        self.label = tensor.op.name
        self.names = [tensor.indices.name, tensor.values.name]
        self._dtype = np.dtype(tensor.dtype.base_dtype.as_numpy_dtype)
        self._has_fixed_shape = tensor.dense_shape.op.type == 'Const'
        self._shape = getattr(tensor, '_keras_shape', None)
        if not self._has_fixed_shape:
            self.names.append(tensor.dense_shape.name)

    def arrays(self, value):
        """Returns indices, values and shape of a sparse value."""
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
        if self._shape is not None and (len(shape) != len(self._shape) or any(
                size is not None and size != given for size, given in zip(self._shape, shape))):
            raise ValueError('The input {!r} takes sparse values of shape {}, received one of '
                             'shape {}.'.format(self.label, self._shape, shape))
        arrays = [np.asarray(indices, dtype='int64'), np.asarray(data, dtype=self._dtype)]
        return arrays if self._has_fixed_shape else arrays + [np.asarray(shape, dtype='int64')]


class _FixedSlot:
    """A learning phase that was fixed by `set_learning_phase`: nothing is fed."""

    names = ()

    def __init__(self, value):
        self.label = 'learning phase (fixed to {})'.format(value)
        self._value = value

    def arrays(self, value):
        """Returns nothing; a value that contradicts the fixed one is an error."""
        if int(value) != self._value:
            raise ValueError('The learning phase is fixed to {} by K.set_learning_phase(), so this '
                             'function cannot run with {!r}.'.format(self._value, value))
        return []


def _slot(tensor, graph):
    """Returns the slot of one input."""
    if isinstance(tensor, (bool, int)):
        return _FixedSlot(int(tensor))
    if isinstance(tensor, tf.SparseTensor):
        return _SparseSlot(tensor)
    return _DenseSlot(graph_tensor(tensor, graph))


class Fetches:
    """Names what a bound call fetches and puts its results together.

    Args:
        outputs: List of tensors, sparse tensors, indexed slices or variables.
        fed: Names of the tensors that are fed: those are fetched through an identity.
        graph: The graph of the tensors.
    """

    def __init__(self, outputs, fed, graph):
        self.names = []
        self._packs = []
        for output in outputs:
            parts, pack = _parts(output, graph)
            places = []
            for part in parts:
                name = tf.identity(part).name if part.name in fed else part.name
                if name not in self.names:
                    self.names.append(name)
                places.append(self.names.index(name))
            self._packs.append((pack, places))
        self._is_plain = self._packs == [(None, [i]) for i in range(len(self.names))]

    def unpack(self, results):
        """Returns one value for each output, in order."""
        if self._is_plain:
            return results
        return [results[places[0]] if pack is None else pack(*[results[i] for i in places])
                for pack, places in self._packs]


def _parts(output, graph):
    """Returns the dense tensors that make up an output, and what puts their values together."""
    if isinstance(output, tf.SparseTensor):
        return [output.indices, output.values, output.dense_shape], tf.SparseTensorValue
    if isinstance(output, tf.IndexedSlices):
        return [tf.convert_to_tensor(output)], None
    return [graph_tensor(output, graph)], None


def graph_tensor(x, graph):
    """Returns the tensor behind a tensor or variable (its own read, no node is added)."""
    return graph.as_graph_element(x, allow_tensor=True, allow_operation=False)
