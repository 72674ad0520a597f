"""Nodes, symbolic tensors and variables: data without behaviour (operators: `operators`)."""

from keras.backend.traced import state


class Node:
    """One recorded call of a kernel.

    Attributes:
        op: Name of the op.
        kernel: Function on arrays of the engine (on NumPy arrays if `is_host`).
        args: Tuple of the arguments; tensors and variables anywhere inside lists, tuples, dicts
            and slices.
        kwargs: Dictionary of further arguments, likewise.
        outputs: List of all tensors that it makes, in order.
        structure: What the kernel returns, tensors in the place of arrays.
        frame: `Frame` of the loop or branch it was recorded in, or None.
        after: Tuple of updates that come before it.
        where: The name scope it was recorded in, for messages.
        is_host: Whether it computes sizes on the host, in NumPy.
    """

    #: Whether running it twice could give something else, or does something besides.
    is_pure = True
    #: Whether its shape depends on values, so that it cannot be part of a compiled function.
    is_dynamic = False

    def __init__(self, op, kernel, args=(), kwargs=None, is_host=False):
        self.op = op
        self.kernel = kernel
        self.args = args
        self.kwargs = kwargs or {}
        self.outputs = []
        self.structure = None
        self.frame = state.here.frame
        self.after = state.here.after
        self.where = state.here.scopes[-1]
        self.is_host = is_host

    def inputs(self):
        """Returns the list of tensors and variables among the arguments, and what comes before."""
        return tensors_in([self.args, self.kwargs]) + list(self.after)

    def __repr__(self):
        return '<{} in {!r}>'.format(self.op, self.where or 'no layer')


class Symbol:
    """What tensors and variables have in common.

    Attributes:
        graph: The `Graph` it was made in.
        name: Its name, such as 'dense_1/kernel:0'.
        shape: Tuple of sizes, None for one that varies; None if even the rank is unknown.
        dtype: Its type as a string.
    """

    __array_priority__ = 100        # NumPy leaves operators with arrays to us
    is_sparse = False
    is_host = False

    def __init__(self, name, shape, dtype):
        self.graph = state.current()
        self.name = state.full_name(name)
        self.shape = shape
        self.dtype = dtype

    def get_shape(self):
        """Returns the shape as a `Shape`."""
        return None if self.shape is None else Shape(self.shape)

    def set_shape(self, shape):
        """Says more of the shape than is known."""
        known = self.shape or (None,) * len(shape)
        self.shape = tuple(size if given is None else int(given)
                           for size, given in zip(known, shape))

    def __repr__(self):
        return '<{} {!r} shape={} dtype={}>'.format(
            type(self).__name__, self.name, self.shape, self.dtype)

    def __bool__(self):
        raise TypeError('The symbolic tensor {!r} has no value yet, so it is neither true nor '
                        'false. Use K.switch() or K.in_train_phase() to choose between tensors.'
                        .format(self.name))

    def __array__(self, *args, **kwargs):
        raise TypeError('The symbolic tensor {!r} has no value yet, so NumPy cannot compute with '
                        'it. Use the functions of keras.backend, or K.eval() for its value.'
                        .format(self.name))


class Shape(tuple):
    """A known shape, with the method that programs for TensorFlow call."""

    def as_list(self):
        """Returns a list of the sizes."""
        return list(self)


class Tensor(Symbol):
    """A symbolic tensor: one output of a node.

    Args:
        node: The node that makes it.
        spec: `Spec` with what is known of it.
        name: Its name; by default that of the op.
    """

    def __init__(self, node, spec, name=None):
        super(Tensor, self).__init__(name or node.op, spec.shape, spec.dtype)
        self.node = node
        self.spec = spec
        self.is_host = spec.is_host
        self._uses_learning_phase = False


class Update(Tensor):
    """The new value of a variable, which it takes at the end of a function that computes this.

    Args:
        node: The node that computes the increment (or new value).
        spec: That of the variable.
        variable: The variable.
    """

    def __init__(self, node, spec, variable):
        super(Update, self).__init__(node, spec)
        self.variable = variable


class Variable(Symbol):
    """A variable: a value that functions read and update.

    Args:
        value: Array of the engine.
        spec: `Spec` with its shape and type.
        name: Its name.
        constraint: Function on its value after a step of training, or None.
    """

    node = None

    def __init__(self, value, spec, name, constraint=None):
        super(Variable, self).__init__(name, spec.shape, spec.dtype)
        self.value = value
        self.spec = spec
        self.constraint = constraint
        self.frame = None
        self._keras_shape = spec.shape
        self._uses_learning_phase = False


def tensors_in(item):
    """Returns all tensors and variables in nested lists, tuples, dictionaries and slices."""
    found = []
    waiting = [item]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Symbol):
            found.append(one)
        elif isinstance(one, (list, tuple)):
            waiting.extend(reversed(one))
        elif isinstance(one, dict):
            waiting.extend(reversed(list(one.values())))
        elif isinstance(one, slice):
            waiting.extend((one.step, one.stop, one.start))
    return found


def mapped(function, item):
    """Returns nested lists, tuples, dictionaries and slices with `function` applied to the rest."""
    if isinstance(item, (list, tuple)) and not isinstance(item, Shape):
        parts = [mapped(function, one) for one in item]
        return parts if isinstance(item, list) else tuple(parts)
    if isinstance(item, dict):
        return {key: mapped(function, value) for key, value in item.items()}
    if isinstance(item, slice):
        return slice(*[mapped(function, one) for one in (item.start, item.stop, item.step)])
    return function(item)
