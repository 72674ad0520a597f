"""Arrays in the place of tensors and variables: making, asking, setting; the learning phase.

A variable is an array that is changed in place.
"""

import numpy as np

from keras.backend import common

__all__ = ['batch_get_value', 'batch_set_value', 'cast', 'cast_to_floatx', 'constant',
           'count_params', 'dtype', 'eval', 'eye', 'get_value', 'get_variable_shape', 'identity',
           'in_test_phase', 'in_train_phase', 'int_shape', 'is_sparse', 'is_tensor',
           'learning_phase', 'moving_average_update', 'ndim', 'ones', 'ones_like', 'print_tensor',
           'set_learning_phase', 'set_value', 'shape', 'size', 'stop_gradient', 'switch',
           'to_dense', 'update', 'update_add', 'update_sub', 'variable', 'zeros', 'zeros_like']

_PHASE = {'value': 0}


def variable(value, dtype=None, name=None, constraint=None):
    return np.array(value, dtype=dtype or common.floatx())


def constant(value, dtype=None, shape=None, name=None):
    filled = np.array(value, dtype=dtype or common.floatx())
    if shape is None:
        return filled
    if filled.size == 1:
        return np.full(shape, filled.item(), filled.dtype)
    return filled.reshape(shape)


def zeros(shape, dtype=None, name=None):
    return np.zeros(shape, dtype or common.floatx())


def ones(shape, dtype=None, name=None):
    return np.ones(shape, dtype or common.floatx())


def eye(size, dtype=None, name=None):
    rows, columns = size if isinstance(size, (tuple, list)) else (size, size)
    return np.eye(rows, columns, dtype=dtype or common.floatx())


def zeros_like(x, dtype=None, name=None):
    return np.zeros_like(x, dtype=dtype)


def ones_like(x, dtype=None, name=None):
    return np.ones_like(x, dtype=dtype)


def identity(x, name=None):
    return np.copy(x)


def stop_gradient(variables):
    return variables


def cast(x, dtype):
    return np.asarray(x).astype(dtype)


def cast_to_floatx(x):
    return np.asarray(x).astype(common.floatx())


def to_dense(tensor):
    return tensor.toarray() if is_sparse(tensor) else tensor


def is_sparse(tensor):
    return hasattr(tensor, 'tocoo')


def is_tensor(x):
    return isinstance(x, np.ndarray)


def shape(x):
    return np.array(np.shape(x), dtype='int32')


def int_shape(x):
    return np.shape(x)


def get_variable_shape(x):
    return np.shape(x)


def ndim(x):
    return np.ndim(x)


def size(x, name=None):
    return np.size(x)


def count_params(x):
    return np.size(x)


def dtype(x):
    return x.dtype.name


def eval(x):
    return x


def get_value(x):
    return np.copy(x)


def batch_get_value(ops):
    return [get_value(x) for x in ops]


def set_value(x, value):
    x[...] = value


def batch_set_value(tuples):
    for x, value in tuples:
        set_value(x, value)


def update(x, new_x):
    x[...] = new_x
    return x


def update_add(x, increment):
    x += increment
    return x


def update_sub(x, decrement):
    x -= decrement
    return x


def moving_average_update(x, value, momentum):
    return update(x, x * momentum + value * (1 - momentum))


def print_tensor(x, message=''):
    print(message, x)
    return x


def learning_phase():
    return _PHASE['value']


def set_learning_phase(value):
    if value not in (0, 1):
        raise ValueError('The learning phase is 0 (testing) or 1 (training). '
                         f'Received: {value!r}.')
    _PHASE['value'] = value


def in_train_phase(x, alt, training=None):
    return switch(np.asarray(learning_phase() if training is None else training), x, alt)


def in_test_phase(x, alt, training=None):
    return in_train_phase(alt, x, training)


def switch(condition, then_expression, else_expression):
    first, second = (one() if callable(one) else one for one in (then_expression, else_expression))
    condition = np.asarray(condition, dtype=bool)
    if condition.ndim == 0:
        return first if condition else second
    return np.where(condition.reshape(condition.shape + (1,) * (np.ndim(first) - condition.ndim)),
                    first, second)
