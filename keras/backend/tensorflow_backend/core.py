"""Tensors and variables: making them, asking about them, setting and updating them."""

import contextlib
import functools

import numpy as np
from tensorflow.python.util import deprecation

from keras.backend import common
from keras.backend.tensorflow_backend import session as sessions
from keras.backend.tensorflow_backend.engine import Variable, tf

_DENSE = (tf.Tensor, Variable)
_SPARSE = (tf.SparseTensor,)
_ANY = _DENSE + _SPARSE + (tf.IndexedSlices,)


# Making tensors


def variable(value, dtype=None, name=None, constraint=None):
    dtype = common.floatx() if dtype is None else dtype
    if hasattr(value, 'tocoo'):
        return _sparse_constant(value.tocoo(), dtype, name)
    if isinstance(value, _DENSE):
        # A tensor of its own for each variable: setting one must not feed another.
        value = tf.identity(value)
        if value.dtype.base_dtype != tf.as_dtype(dtype):
            value = tf.cast(value, dtype)
        shape = getattr(value, '_keras_shape', None) or int_shape(value)
    else:
        value = np.asarray(value, dtype=_numpy_type(dtype))
        shape = value.shape
    with deprecation.silence():         # TensorFlow 1.15 warns of an argument it passes itself
        made = tf.Variable(value, dtype=tf.as_dtype(dtype), name=name, constraint=constraint,
                           use_resource=True)
    made._keras_shape = shape
    made._uses_learning_phase = False
    return made


def _sparse_constant(matrix, dtype, name):
    """Returns a `scipy.sparse` matrix (in COO form) as a sparse tensor."""
    order = np.lexsort((matrix.col, matrix.row))
    indices = np.stack([matrix.row[order], matrix.col[order]], axis=1).astype('int64')
    with tf.name_scope(name, 'sparse'):
        made = tf.SparseTensor(indices=indices, values=matrix.data[order].astype(dtype),
                               dense_shape=np.asarray(matrix.shape, dtype='int64'))
    made._keras_shape = tuple(matrix.shape)
    made._uses_learning_phase = False
    return made


def _numpy_type(dtype):
    """Returns the NumPy type of a dtype in any spelling."""
    return tf.as_dtype(dtype).as_numpy_dtype


def constant(value, dtype=None, shape=None, name=None):
    dtype = common.floatx() if dtype is None else dtype
    return tf.constant(value, dtype=dtype, shape=shape, name=name)


def placeholder(shape=None, ndim=None, dtype=None, sparse=False, name=None):
    dtype = common.floatx() if dtype is None else dtype
    if shape is None and ndim is not None:
        shape = (None,) * ndim
    if shape is not None:
        shape = tuple(None if size is None else int(size) for size in shape)
    if sparse:
        made = tf.sparse_placeholder(dtype, shape=shape, name=name)
    else:
        made = tf.placeholder(dtype, shape=shape, name=name)
    made._keras_shape = shape
    made._uses_learning_phase = False
    return made


def placeholder_with_default(value, shape=None, name=None):
    shape = int_shape(value) if shape is None else tuple(shape)
    made = tf.placeholder_with_default(value, shape=shape, name=name)
    made._keras_shape = shape
    made._uses_learning_phase = False
    return made


def zeros(shape, dtype=None, name=None):
    return _filled(tf.zeros, shape, dtype, name)


def ones(shape, dtype=None, name=None):
    return _filled(tf.ones, shape, dtype, name)


def _filled(fill, shape, dtype, name):
    """Returns a variable of a fixed shape, or a plain tensor where the shape holds tensors."""
    dtype = common.floatx() if dtype is None else dtype
    value = fill(shape=shape, dtype=tf.as_dtype(dtype))
    if value.shape.is_fully_defined():
        return variable(value, dtype=dtype, name=name)
    return tf.identity(value, name=name)


def eye(size, dtype=None, name=None):
    dtype = common.floatx() if dtype is None else dtype
    rows, columns = size if isinstance(size, (tuple, list)) else (size, size)
    return variable(tf.eye(rows, columns, dtype=tf.as_dtype(dtype)), dtype=dtype, name=name)


def zeros_like(x, dtype=None, name=None):
    return tf.zeros_like(x, dtype=dtype, name=name)


def ones_like(x, dtype=None, name=None):
    return tf.ones_like(x, dtype=dtype, name=name)


def identity(x, name=None):
    return tf.identity(x, name=name)


def cast(x, dtype):
    return tf.cast(x, dtype)


def cast_to_floatx(x):
    if isinstance(x, _ANY):
        return tf.cast(x, common.floatx())
    return common.cast_to_floatx(x)


def to_dense(tensor):
    return tf.sparse.to_dense(tensor) if is_sparse(tensor) else tensor


# Asking about tensors


def is_sparse(tensor):
    return isinstance(tensor, _SPARSE)


def is_tensor(x):
    return isinstance(x, _ANY)


def is_symbolic(x):
    return isinstance(x, (tf.Tensor,) + _SPARSE)


def is_variable(x):
    return isinstance(x, Variable)


def is_placeholder(x):
    x = x.values if is_sparse(x) else x
    return isinstance(x, tf.Tensor) and x.op.type == 'Placeholder'


def is_keras_tensor(x):
    if not is_tensor(x):
        raise ValueError('is_keras_tensor() was given {!r} of type {}. Expected a symbolic tensor, '
                         'such as the output of a layer.'.format(x, type(x).__name__))
    return hasattr(x, '_keras_history')


def shape(x):
    return tf.shape(x)


def int_shape(x):
    known = getattr(x, '_keras_shape', None)
    if known is not None:
        return known
    static = x.shape if isinstance(x, _ANY) else np.shape(x)
    if isinstance(static, tuple):
        return static
    return None if static.ndims is None else tuple(static.as_list())


def get_variable_shape(x):
    return int_shape(x)


def axis_sizes(x):
    """Returns the sizes of all axes as a list: integers where known, else scalar tensors."""
    sizes = x.shape.as_list()
    if None in sizes:
        dynamic = tf.shape(x)
        sizes = [dynamic[i] if known is None else known for i, known in enumerate(sizes)]
    return sizes


def reshape_to(x, sizes):
    """Reshapes to sizes of `axis_sizes`; the only one that is a tensor is left to the engine."""
    unknown = [i for i, given in enumerate(sizes) if isinstance(given, tf.Tensor)]
    if len(unknown) == 1 and 0 not in sizes[:unknown[0]] + sizes[unknown[0] + 1:]:
        sizes = sizes[:unknown[0]] + [-1] + sizes[unknown[0] + 1:]
    return tf.reshape(x, sizes)


def ndim(x):
    return x.shape.ndims if isinstance(x, _ANY) else np.ndim(x)


def size(x, name=None):
    return tf.size(x, name=name)


def count_params(x):
    return int(np.prod(int_shape(x)))


def dtype(x):
    return x.dtype.base_dtype.name if isinstance(x, _ANY) else str(np.asarray(x).dtype)


# Values of variables


def eval(x):
    session = sessions.state_of(sessions.graph_of(x)).ready_session()
    if is_sparse(x):
        return _to_array(session.run(x), x)
    return session.run(x)


def _to_array(value, sparse):
    """Returns a fetched sparse value as a dense array."""
    dense = np.zeros(value.dense_shape, dtype=sparse.dtype.as_numpy_dtype)
    dense[tuple(value.indices.T)] = value.values
    return dense


def get_value(x):
    return eval(x)


def batch_get_value(ops):
    ops = list(ops)
    if not ops:
        return []
    return sessions.state_of(sessions.graph_of(ops[0])).ready_session().run(ops)


def set_value(x, value):
    batch_set_value([(x, value)])


def batch_set_value(tuples):
    runs = []                   # each: (initializers, feeds), feeds never meet within one
    for x, value in tuples:
        if not is_variable(x):
            raise ValueError('Only a variable can be set, received {!r} of type {}.'.format(
                x, type(x).__name__))
        value = _fitting_value(x, value)
        source = x.initializer.inputs[1]
        for initializers, feeds in runs:
            if source.name not in feeds and x.graph is initializers[0].graph:
                break
        else:
            initializers, feeds = [], {}
            runs.append((initializers, feeds))
        initializers.append(x.initializer)
        feeds[source.name] = value
    for initializers, feeds in runs:
        sessions.state_of(initializers[0].graph).bare_session().run(initializers, feeds)


def _fitting_value(x, value):
    """Returns a copy of the value in the variable's type, checked against its shape.

    A copy, for the engine may keep the variable in the very memory that it is fed.
    """
    value = np.array(value, dtype=_numpy_type(x.dtype.base_dtype))
    if not x.shape.is_compatible_with(value.shape):
        raise ValueError('The variable {!r} has shape {} and cannot be set to a value of shape {}. '
                         'Nothing was set.'.format(x.name, int_shape(x), value.shape))
    return value


# Updates


def update(x, new_x):
    if isinstance(new_x, tf.Tensor) and new_x.op.type.startswith('Placeholder'):
        new_x = tf.raw_ops.DeepCopy(x=new_x)    # what is fed stays the caller's
    return tf.assign(x, new_x)


def update_add(x, increment):
    return tf.assign_add(x, increment)


def update_sub(x, decrement):
    return tf.assign_sub(x, decrement)


def moving_average_update(x, value, momentum):
    value = tf.cast(value, x.dtype.base_dtype)
    return tf.assign_sub(x, (x - value) * (1. - momentum))


# Graphs and scopes


@contextlib.contextmanager
def name_scope(name, default_name=None, values=None):
    with tf.name_scope(name, default_name, values) as scope:
        yield scope


def control_dependencies(control_inputs):
    return tf.control_dependencies(control_inputs)


def symbolic(func):
    @functools.wraps(func)
    def in_graph(*args, **kwargs):
        for x in tf.nest.flatten([args, kwargs]):
            if is_tensor(x):
                with sessions.graph_scope(x):
                    return func(*args, **kwargs)
        return func(*args, **kwargs)

    return in_graph


def eager(func):
    return func
