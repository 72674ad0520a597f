"""Tensors and variables: making them, asking about them, setting and updating them."""

import contextlib
import functools

import numpy as np

from keras.backend import common
from keras.backend import feeds
from keras.backend.traced import abstract
from keras.backend.traced import engine as engines
from keras.backend.traced import nodes
from keras.backend.traced import operators
from keras.backend.traced import record
from keras.backend.traced import run
from keras.backend.traced import state
from keras.backend.traced.tensor import Node, Symbol, Tensor, Update, Variable, tensors_in


# Making tensors


def variable(value, dtype=None, name=None, constraint=None):
    dtype = common.floatx() if dtype is None else _name_of(dtype)
    if hasattr(value, 'tocoo'):
        return _sparse_constant(value.tocoo(), dtype, name)
    if isinstance(value, Symbol):
        value = run.first_value(value)
    value = np.asarray(value, dtype=common.host_dtype(dtype))
    return Variable(engines.current().own_array(value, dtype), abstract.spec_of(value.shape, dtype),
                    name or 'variable', constraint)


def _sparse_constant(matrix, dtype, name):
    """Returns a `scipy.sparse` matrix (in COO form) as a sparse tensor."""
    order = np.lexsort((matrix.col, matrix.row))
    parts = (np.stack([matrix.row[order], matrix.col[order]], axis=1).astype('int64'),
             matrix.data[order].astype(common.host_dtype(dtype)), tuple(matrix.shape))
    node = record.Constant(engines.current().sparse_array(*parts), dtype)
    node.frame = None
    made = Tensor(node, abstract.spec_of(tuple(matrix.shape), dtype), name or 'sparse')
    node.outputs = [made]
    made.is_sparse = True
    made._keras_shape = tuple(matrix.shape)
    return made


def _name_of(dtype):
    """Returns the name of a type that may be given as a NumPy type."""
    return dtype if isinstance(dtype, str) else np.dtype(dtype).name


def constant(value, dtype=None, shape=None, name=None):
    dtype = common.floatx() if dtype is None else _name_of(dtype)
    value = np.asarray(value, dtype=common.host_dtype(dtype))
    if shape is not None:
        value = np.full(shape, value.item(), value.dtype) if value.size == 1 else \
            value.reshape(shape)
    return record.constant(value, dtype, name)


def placeholder(shape=None, ndim=None, dtype=None, sparse=False, name=None):
    dtype = common.floatx() if dtype is None else _name_of(dtype)
    if shape is None and ndim is not None:
        shape = (None,) * ndim
    if shape is not None:
        shape = tuple(None if size is None else int(size) for size in shape)
    made = _placeholder(shape, dtype, name)
    made.is_sparse = sparse
    return made


def placeholder_with_default(value, shape=None, name=None):
    shape = int_shape(value) if shape is None else tuple(shape)
    return _placeholder(shape, value.dtype, name, value)


def _placeholder(shape, dtype, name, default=None):
    """Makes a placeholder of a checked shape."""
    node = nodes.Placeholder(default)
    made = Tensor(node, abstract.spec_of(shape, dtype), name)
    node.outputs = [made]
    made._keras_shape = shape
    return made


def zeros(shape, dtype=None, name=None):
    return _filled(0, shape, dtype, name)


def ones(shape, dtype=None, name=None):
    return _filled(1, shape, dtype, name)


def _filled(value, shape, dtype, name):
    """Returns a variable of a fixed shape, or a plain tensor where the shape holds tensors."""
    dtype = common.floatx() if dtype is None else _name_of(dtype)
    if not tensors_in([shape]):
        return variable(np.full(shape, value, common.host_dtype(dtype)), dtype=dtype, name=name)
    kernel = engines.current().KERNELS['filled']
    return record.call_kernel('filled', kernel, ('shape', 'dtype', 'value'),
                              [shape, dtype, value], ('shape',))


def eye(size, dtype=None, name=None):
    rows, columns = size if isinstance(size, (tuple, list)) else (size, size)
    return variable(np.eye(rows, columns), dtype=dtype, name=name)


def cast_to_floatx(x):
    if isinstance(x, Symbol):
        from_kernel = engines.current().KERNELS['cast']
        return record.call_kernel('cast', from_kernel, ('x', 'dtype'), [x, common.floatx()], ())
    return common.cast_to_floatx(x)


# Asking about tensors


def is_sparse(tensor):
    return isinstance(tensor, Symbol) and tensor.is_sparse


def is_tensor(x):
    return isinstance(x, Symbol)


def is_symbolic(x):
    return isinstance(x, Tensor)


def is_variable(x):
    return isinstance(x, Variable)


def is_placeholder(x):
    return (isinstance(x, Tensor) and isinstance(x.node, nodes.Placeholder)
            and x.node.default is None)


def is_keras_tensor(x):
    if not is_tensor(x):
        raise ValueError('is_keras_tensor() was given {!r} of type {}. Expected a symbolic tensor, '
                         'such as the output of a layer.'.format(x, type(x).__name__))
    return hasattr(x, '_keras_history')


def shape(x):
    return _of_shape('shape', _shape_kernel, x)


def size(x, name=None):
    return _of_shape('size', _size_kernel, x, name)


def _of_shape(op, kernel, x, name=None):
    """Records a computation on the host that needs the shape of a tensor only."""
    x = record.as_tensor(x)
    if x.spec.values is None:
        of_any_rank = Node(op, lambda one: engines.current().array(kernel(one), 'int32'), (x,))
        return record.adopt(of_any_rank, abstract.spec_of(None, 'int32'), name)
    return record.finish(Node(op, kernel, (x,), is_host=True), name)


def _shape_kernel(x):
    """The shape of an array as a NumPy array."""
    return np.array(tuple(x.shape), dtype='int32')


def _size_kernel(x):
    """The number of elements of an array."""
    return np.array(int(np.prod(tuple(x.shape), dtype='int64')), dtype='int32')


def int_shape(x):
    known = getattr(x, '_keras_shape', None)
    if known is not None:
        return known
    return x.shape if isinstance(x, Symbol) else np.shape(x)


def get_variable_shape(x):
    return int_shape(x)


def ndim(x):
    known = x.shape if isinstance(x, Symbol) else np.shape(x)
    return None if known is None else len(known)


def count_params(x):
    return int(np.prod(int_shape(x)))


def dtype(x):
    return x.dtype if isinstance(x, Symbol) else str(np.asarray(x).dtype)


# Values of variables


def eval(x):
    state.graph_of(x).check()
    return run.value_of(x)


def get_value(x):
    return eval(x)


def batch_get_value(ops):
    return [eval(x) for x in ops]


def set_value(x, value):
    batch_set_value([(x, value)])


def batch_set_value(tuples):
    fitting = []
    for x, value in tuples:
        if not is_variable(x):
            raise ValueError('Only a variable can be set, received {!r} of type {}.'.format(
                x, type(x).__name__))
        x.graph.check()
        value = np.asarray(value, dtype=common.host_dtype(x.dtype))
        if not feeds.fits(value.shape, x.spec.shape):
            raise ValueError('The variable {!r} has shape {} and cannot be set to a value of shape '
                             '{}. Nothing was set.'.format(x.name, x.spec.shape, value.shape))
        fitting.append((x, value))
    for x, value in fitting:
        x.value = engines.current().own_array(value, x.dtype)


# Updates


def update(x, new_x):
    return _update('update', x, new_x)


def update_add(x, increment):
    return _update('update_add', x, increment)


def update_sub(x, decrement):
    return _update('update_sub', x, decrement)


def _update(op, x, value):
    """Records an update: its node computes the new value from the old one and another."""
    if not is_variable(x):
        raise ValueError('Only a variable can be updated, received {!r}.'.format(x))
    if state.here.frame is not None:
        raise ValueError('The variable {!r} cannot be updated inside of a loop or branch{}. '
                         'Return the value from it, and update the variable with that.'.format(
                             x.name, record.in_layer(Node(op, None))))
    value = record.as_tensor(value, like=x)
    if isinstance(value, Tensor) and value.is_host:
        value = record.to_device(value)
    if None not in (value.shape or (None,)) and value.shape != x.spec.shape:
        raise ValueError('The variable {!r} has shape {} and cannot be updated with a tensor of '
                         'shape {}.'.format(x.name, x.spec.shape, value.shape))
    node = Node(op, _UPDATES[op], (record.as_tensor(x), value))
    made = Update(node, x.spec, x)
    node.outputs = [made]
    node.structure = made
    for collector in state.here.collectors:
        collector.append(made)
    return made


def _new_value(old, new):
    """The new value in the type of the old one."""
    return engines.current().as_type_of(old, new)


def _added(old, new):
    """The old value and an increment."""
    return old + engines.current().as_type_of(old, new)


def _subtracted(old, new):
    """The old value without a decrement."""
    return old - engines.current().as_type_of(old, new)


_UPDATES = {'update': _new_value, 'update_add': _added, 'update_sub': _subtracted}


# Scopes


@contextlib.contextmanager
def control_dependencies(control_inputs):
    given = control_inputs() if callable(control_inputs) else control_inputs
    given = list(given) if isinstance(given, (list, tuple)) else [given]
    updates = [one for one in given if isinstance(one, Symbol)]
    replaced = dict(state.here.replaced)
    for one in updates:
        if isinstance(one, Update):
            replaced[one.variable] = record.following(one, replaced.get(one.variable))
    with state.setting(replaced=replaced, after=state.here.after + tuple(updates)):
        yield


def symbolic(func):
    @functools.wraps(func)
    def in_graph(*args, **kwargs):
        for x in tensors_in([args, kwargs]):
            with state.graph_scope(x):
                return func(*args, **kwargs)
        return func(*args, **kwargs)

    return in_graph


def eager(func):
    return func


clear_session = state.clear_session
device_scope = state.device_scope
devices = state.devices
get_uid = state.get_uid
graph_scope = state.graph_scope
name_scope = state.name_scope
reset_uids = state.reset_uids

operators.attach(update, update_add, update_sub)
