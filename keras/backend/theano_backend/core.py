"""Tensors and variables: making them, asking about them, setting and updating them."""

import contextlib
import functools

import numpy as np

from keras.backend import common
from keras.backend import feeds
from keras.backend.theano_backend import evaluation
from keras.backend.theano_backend import rewriting
from keras.backend.theano_backend import state
from keras.backend.theano_backend import static
from keras.backend.theano_backend.engine import (
    Constant, SharedVariable, SparseType, T, Variable, shared, sparse, sync, tensor_type,
    with_pattern)
from keras.backend.theano_backend.state import (  # noqa: F401
    clear_session, device_scope, devices, get_uid, graph_scope, name_scope, reset_uids)

# Making tensors


def variable(value, dtype=None, name=None, constraint=None):
    dtype = _dtype(dtype)
    if hasattr(value, 'tocoo'):
        return _sparse_constant(value, dtype, name)
    if isinstance(value, Variable):
        value = eval(value)
    value = np.array(value, dtype=dtype)
    made = shared(value, None, [size == 1 for size in value.shape])
    made.constraint = constraint
    made._keras_shape = value.shape
    made._uses_learning_phase = False
    return state.adopt(made, name or 'variable')


def _sparse_constant(matrix, dtype, name):
    """Returns a `scipy.sparse` matrix as a sparse tensor."""
    matrix = matrix.tocsr().astype(dtype)
    matrix.sort_indices()
    made = sparse.as_sparse_variable(matrix)
    made._keras_shape = tuple(matrix.shape)
    made._uses_learning_phase = False
    return state.adopt(made, name or 'sparse')


def _dtype(dtype):
    """Returns the name of a type that may be given as a NumPy type, or not at all."""
    sync()
    if dtype is None:
        return common.floatx()
    return dtype if isinstance(dtype, str) else np.dtype(dtype).name


def constant(value, dtype=None, shape=None, name=None):
    value = np.asarray(value, dtype=_dtype(dtype))
    if shape is not None:
        value = np.full(shape, value.item(), value.dtype) if value.size == 1 else \
            value.reshape(shape)
    return state.adopt(_constant(value), name or 'constant')


def _constant(value):
    """Returns an array as a constant of the engine, of exactly its type."""
    pattern = [size == 1 for size in value.shape]
    return T.TensorConstant(tensor_type(value.dtype.name, pattern), value)


def placeholder(shape=None, ndim=None, dtype=None, sparse=False, name=None):
    dtype = _dtype(dtype)
    if shape is None and ndim is not None:
        shape = (None,) * ndim
    if shape is None:
        raise NotImplementedError(
            'K.placeholder() needs `shape` or `ndim` on the backend {!r}: its engine knows no '
            'tensors of unknown rank. Give a shape, with None for each size that is unknown.'
            .format('theano'))
    shape = tuple(None if size is None else int(size) for size in shape)
    if sparse:
        made = SparseType('csr', dtype)()
    else:
        made = tensor_type(dtype, [size == 1 for size in shape])()
    return _placeholder(made, shape, name)


def _placeholder(made, shape, name):
    """Notes what `K` wants to know of a placeholder; returns it."""
    made._keras_shape = shape
    made._uses_learning_phase = False
    made._keras_default = None
    return state.adopt(made, name or 'placeholder')


def placeholder_with_default(value, shape=None, name=None):
    shape = int_shape(value) if shape is None else tuple(shape)
    made = tensor_type(value.dtype, [size == 1 for size in shape])()
    made = _placeholder(made, shape, name)
    made._keras_default = with_pattern(value, made.broadcastable)
    return made


def zeros(shape, dtype=None, name=None):
    return _filled(0, shape, dtype, name)


def ones(shape, dtype=None, name=None):
    return _filled(1, shape, dtype, name)


def _filled(value, shape, dtype, name):
    """Returns a variable of a fixed shape, or a plain tensor where the shape holds tensors."""
    dtype = _dtype(dtype)
    if not is_tensor(shape) and not any(is_tensor(size) for size in shape):
        return variable(np.full(shape, value, dtype), dtype=dtype, name=name)
    if is_tensor(shape):
        shape = [shape[i] for i in range(static.sizes(shape)[0])]
    return _named(T.alloc(np.asarray(value, dtype), *shape), name)


def eye(size, dtype=None, name=None):
    rows, columns = size if isinstance(size, (tuple, list)) else (size, size)
    return variable(np.eye(rows, columns), dtype=dtype, name=name)


def zeros_like(x, dtype=None, name=None):
    return _like(x, 0, dtype, name)


def ones_like(x, dtype=None, name=None):
    return _like(x, 1, dtype, name)


def _like(x, value, dtype, name):
    """Returns a tensor of the shape of another, filled with a number."""
    dtype = x.dtype if dtype is None else _dtype(dtype)
    made = T.alloc(np.asarray(value, dtype), *[x.shape[i] for i in range(x.ndim)])
    made = with_pattern(made, [size == 1 for size in int_shape(x)])
    return _named(static.known(made, int_shape(x)), name)


def identity(x, name=None):
    return _named(_again(x), name)


def _again(x):
    """Returns a new tensor with the content of another."""
    if is_sparse(x):
        return sparse.basic.Cast(x.dtype)(x)
    return T.tensor_copy(x)


def _named(x, name):
    """Names a tensor, if there is a name; returns it."""
    return x if name is None else state.adopt(x, name)


def as_tensor(x, like=None):
    """Returns a number or array as a tensor, of the type of `like`; a tensor as it is."""
    if isinstance(x, Variable):
        return x
    return _constant(np.asarray(x, dtype=common.floatx() if like is None else like.dtype))


def cast(x, dtype):
    dtype = _dtype(dtype)
    if isinstance(x, Variable) and x.dtype == dtype:
        return x
    x = as_tensor(x)
    return T.neq(x, 0) if dtype == 'bool' else T.cast(x, dtype)


def cast_to_floatx(x):
    return cast(x, common.floatx()) if isinstance(x, Variable) else common.cast_to_floatx(x)


def to_dense(tensor):
    if not is_sparse(tensor):
        return tensor
    return static.known(sparse.dense_from_sparse(tensor), int_shape(tensor))


def pattern_broadcast(x, broadcastable):
    """Returns a tensor whose axes have size 1 where a tuple of bools says so."""
    return with_pattern(x, broadcastable)


# Asking about tensors


def is_sparse(tensor):
    return isinstance(tensor, Variable) and isinstance(tensor.type, SparseType)


def is_tensor(x):
    return isinstance(x, Variable)


def is_symbolic(x):
    return isinstance(x, Variable) and not isinstance(x, SharedVariable)


def is_variable(x):
    return isinstance(x, SharedVariable)


def is_placeholder(x):
    return (is_symbolic(x) and x.owner is None and not isinstance(x, Constant)
            and getattr(x, '_keras_default', None) is None)


def is_keras_tensor(x):
    if not is_tensor(x):
        raise ValueError('is_keras_tensor() was given {!r} of type {}. Expected a symbolic tensor, '
                         'such as the output of a layer.'.format(x, type(x).__name__))
    return hasattr(x, '_keras_history')


def shape(x):
    return T.shape(x)


def int_shape(x):
    given = getattr(x, '_keras_shape', None)
    if given is not None:
        return given
    if not isinstance(x, Variable):
        return np.shape(x)
    return (None, None) if is_sparse(x) else static.sizes(x)


def get_variable_shape(x):
    return int_shape(x)


def ndim(x):
    return x.ndim if isinstance(x, Variable) else np.ndim(x)


def size(x, name=None):
    return _named(T.prod(T.shape(x)), name)


def count_params(x):
    return int(np.prod(int_shape(x)))


def dtype(x):
    return x.dtype if isinstance(x, Variable) else str(np.asarray(x).dtype)


def axis_sizes(x):
    """Returns the sizes of all axes as a list: integers where known, else scalar tensors."""
    return [x.shape[i] if size is None else size for i, size in enumerate(int_shape(x))]


# Values of variables


def eval(x):
    state.graph_of(x).check()
    if is_variable(x):
        return x.get_value()
    return evaluation.value_of(x)


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
        state.graph_of(x).check()
        value = np.array(value, dtype=x.dtype)
        if not feeds.fits(value.shape, static.sizes(x)):
            raise ValueError('The variable {!r} has shape {} and cannot be set to a value of shape '
                             '{}. Nothing was set.'.format(x.name, static.sizes(x), value.shape))
        fitting.append((x, value))
    for x, value in fitting:
        x.set_value(value, borrow=True)


# Updates


def update(x, new_x):
    return _update(x, new_x, rewriting.SET)


def update_add(x, increment):
    return _update(x, increment, rewriting.ADD)


def update_sub(x, decrement):
    return _update(x, decrement, rewriting.SUBTRACT)


def _update(x, value, kind):
    """Returns the new value of a variable as a tensor; a function that computes it also sets it."""
    if not is_variable(x):
        raise ValueError('Only a variable can be updated, received {!r}.'.format(x))
    value = cast(as_tensor(value, like=x), x.dtype)
    sizes = int_shape(value)
    if None not in sizes and kind == rewriting.SET and sizes != static.sizes(x):
        raise ValueError('The variable {!r} has shape {} and cannot be updated with a tensor of '
                         'shape {}.'.format(x.name, static.sizes(x), sizes))
    made = _again(with_pattern(kind(x, value), x.broadcastable))
    static.known(made, static.sizes(x))
    made._keras_update = rewriting.Update(x, value, kind)
    for collector in state.here.collectors:
        collector.append(made)
    return made


# Scopes


@contextlib.contextmanager
def control_dependencies(control_inputs):
    given = control_inputs() if callable(control_inputs) else control_inputs
    given = list(given) if isinstance(given, (list, tuple)) else [given]
    region = rewriting.Region([one for one in given if isinstance(one, Variable)])
    try:
        yield
    finally:
        region.close()
        state.current().regions = getattr(state.current(), 'regions', ()) + (region,)


def symbolic(func):
    @functools.wraps(func)
    def in_graph(*args, **kwargs):
        for x in tensors_in([args, kwargs]):
            with graph_scope(x):
                return func(*args, **kwargs)
        return func(*args, **kwargs)

    return in_graph


def eager(func):
    return func


def tensors_in(item):
    """Returns all tensors in nested lists, tuples and dictionaries."""
    if isinstance(item, Variable):
        return [item]
    if isinstance(item, dict):
        item = list(item.values())
    if isinstance(item, (list, tuple)):
        return [x for part in item for x in tensors_in(part)]
    return []
