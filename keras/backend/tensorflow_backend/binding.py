"""What is fed into a bound session call, and what is fetched from it."""

import numpy as np

from keras.backend import feeds
from keras.backend.tensorflow_backend.engine import tf


class Feeds(feeds.Feeds):
    """Turns the values given at a call into the arrays that the bound call takes.

    Args:
        inputs: The tensors to feed at each call, in order. An integer stands for a learning phase
            that was fixed: its value must be the same one.
        extra: More tensors, which are fed from a dictionary.
        graph: The graph of the tensors.
    """

    def __init__(self, inputs, extra, graph):
        slots = [_slot(tensor, graph) for tensor in inputs]
        super(Feeds, self).__init__(slots)
        self._extra = [(tensor, _slot(tensor, graph)) for tensor in extra]
        self.names = [name for slot in slots + [slot for _, slot in self._extra]
                      for name in slot.names]
        feeds.refuse_twice(self.names)

    def values_with(self, inputs, extra):
        """Returns the arrays to feed for the values of one call and of a dictionary."""
        result = self.values(inputs)
        for tensor, slot in self._extra:
            result.extend(slot.arrays(extra[tensor]))
        return result


class _DenseSlot(feeds.DenseSlot):
    """One dense tensor to feed."""

    def __init__(self, tensor):
        shape = None if tensor.shape.ndims is None else tuple(tensor.shape.as_list())
        super(_DenseSlot, self).__init__(
            tensor.op.name, tensor.dtype.base_dtype.as_numpy_dtype, shape, tf.Tensor)
        self.names = [tensor.name]


class _SparseSlot(feeds.SparseSlot):
    """One sparse tensor to feed."""

    def __init__(self, tensor):
        super(_SparseSlot, self).__init__(
            tensor.op.name, tensor.dtype.base_dtype.as_numpy_dtype,
            getattr(tensor, '_keras_shape', None))
        self.names = [tensor.indices.name, tensor.values.name]
        self._has_fixed_shape = tensor.dense_shape.op.type == 'Const'
        if not self._has_fixed_shape:
            self.names.append(tensor.dense_shape.name)

    def arrays(self, value):
        """Returns indices, values and shape of a sparse value."""
        indices, data, shape = self.parts(value)
        return [indices, data] + ([] if self._has_fixed_shape else [np.asarray(shape, 'int64')])


class _FixedSlot(feeds.FixedSlot):
    """A learning phase that was fixed by `set_learning_phase`: nothing is fed."""

    names = ()


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
