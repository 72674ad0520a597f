"""Tensors and variables: making them, asking about them, setting and updating them."""

from keras.backend.contract.declare import op

# Making tensors


@op
def variable(value, dtype=None, name=None, constraint=None):
    """Makes a variable.

    Args:
        value: Its initial value: a NumPy array, a number, a tensor, or a `scipy.sparse` matrix
            (which gives a sparse tensor).
        dtype: Its type as a string; by default `floatx()`.
        name: Its name.
        constraint: Function from a tensor to a tensor, applied to the value after each training
            step by the optimizer.

    Returns:
        A variable with the attributes `_keras_shape` and `_uses_learning_phase`.

    Example:
        import numpy as np
        from keras import backend as K
        x = K.variable(np.array([[1., 2.], [3., 4.]]), name='x')
        K.eval(x * 2)
    """


@op
def constant(value, dtype=None, shape=None, name=None):
    """Makes a constant tensor.

    Args:
        value: A number, list or array.
        dtype: Its type as a string; by default `floatx()`.
        shape: Its shape, which `value` is spread over; by default that of `value`.
        name: Its name.

    Returns:
        A tensor.
    """


@op
def placeholder(shape=None, ndim=None, dtype=None, sparse=False, name=None):
    """Makes a placeholder: a tensor whose value is given when a function is called.

    Args:
        shape: Tuple of sizes, None for a size that may vary; None for any shape.
        ndim: Number of axes; used if `shape` is None.
        dtype: Its type as a string; by default `floatx()`.
        sparse: Whether its values are sparse.
        name: Its name.

    Returns:
        A tensor with the attributes `_keras_shape` and `_uses_learning_phase`.

    Raises:
        NotImplementedError: If neither `shape` nor `ndim` is given on Theano, which knows no
            tensors of unknown rank.

    Example:
        from keras import backend as K
        x = K.placeholder(shape=(None, 3))
        f = K.function([x], [K.sum(x)])
        f([[[1., 2., 3.]]])
    """


@op
def placeholder_with_default(value, shape=None, name=None):
    """Makes a placeholder that need not be given a value.

    Args:
        value: A tensor, what the placeholder holds when a function does not feed it. It gives the
            type.
        shape: Tuple of sizes, None for a size that may vary; by default that of `value`.
        name: Its name.

    Returns:
        A tensor with the attributes `_keras_shape` and `_uses_learning_phase`.

    Example:
        from keras import backend as K
        x = K.placeholder(shape=(None,))
        weight = K.placeholder_with_default(K.ones_like(x), shape=(None,))
        K.function([x], [K.sum(x * weight)])([[1., 2.]])                      # 3.
        K.function([x, weight], [K.sum(x * weight)])([[1., 2.], [0., 1.]])    # 2.
    """


@op
def zeros(shape, dtype=None, name=None):
    """Makes a variable of zeros.

    Args:
        shape: Tuple of sizes.
        dtype: Its type as a string; by default `floatx()`.
        name: Its name.

    Returns:
        A variable; a plain tensor where `shape` holds sizes that are known only at run time.
    """


@op
def ones(shape, dtype=None, name=None):
    """Makes a variable of ones.

    Args:
        shape: Tuple of sizes.
        dtype: Its type as a string; by default `floatx()`.
        name: Its name.

    Returns:
        A variable; a plain tensor where `shape` holds sizes that are known only at run time.
    """


@op
def eye(size, dtype=None, name=None):
    """Makes a variable with ones on its diagonal and zeros elsewhere.

    Args:
        size: Number of rows and columns, or a pair of them.
        dtype: Its type as a string; by default `floatx()`.
        name: Its name.

    Returns:
        A variable of shape (rows, columns).
    """


@op
def zeros_like(x, dtype=None, name=None):
    """Makes a tensor of zeros in the shape of another.

    Args:
        x: A tensor or variable.
        dtype: Its type as a string; by default that of `x`.
        name: Its name.

    Returns:
        A tensor of zeros, of the shape that `x` has at run time.
    """


@op
def ones_like(x, dtype=None, name=None):
    """Makes a tensor of ones in the shape of another.

    Args:
        x: A tensor or variable.
        dtype: Its type as a string; by default that of `x`.
        name: Its name.

    Returns:
        A tensor of ones, of the shape that `x` has at run time.
    """


@op
def identity(x, name=None):
    """Returns a new tensor with the content of `x`, named `name`."""


@op
def cast(x, dtype):
    """Casts a tensor to another type.

    Args:
        x: A tensor or variable.
        dtype: The new type as a string, such as 'float16', 'int32', 'bool'.

    Returns:
        A tensor; `x` is not changed.
    """


@op
def cast_to_floatx(x):
    """Casts to the default float type.

    Args:
        x: An array or number, or a tensor.

    Returns:
        A NumPy array of the type `floatx()`; a tensor if `x` is one.
    """


@op
def to_dense(tensor):
    """Returns a sparse tensor as a dense one, and a dense one as it is."""


# Asking about tensors


@op
def is_sparse(tensor):
    """Says whether a tensor is sparse."""


@op
def is_tensor(x):
    """Says whether `x` is a tensor or variable of the engine."""


@op
def is_symbolic(x):
    """Says whether `x` is a symbolic tensor (not a variable, not an array)."""


@op
def is_variable(x):
    """Says whether `x` is a variable."""


@op
def is_placeholder(x):
    """Says whether `x` is a placeholder."""


@op
def is_keras_tensor(x):
    """Says whether a tensor came out of a layer or `Input` (has a `_keras_history`).

    Args:
        x: A tensor or variable.

    Returns:
        True or False.

    Raises:
        ValueError: If `x` is no tensor at all.
    """


@op
def shape(x):
    """Returns the shape that `x` has at run time, as an integer tensor of shape (rank,)."""


@op
def int_shape(x):
    """Returns the shape of a tensor as far as it is known.

    Args:
        x: A tensor, variable or array.

    Returns:
        Tuple of integers, None for an axis whose size varies; None if even the rank is unknown.
        An attribute `_keras_shape` of `x` is preferred to what the engine knows.
    """


@op
def get_variable_shape(x):
    """Returns the shape of a variable as a tuple of integers (Keras 1 spelling of `int_shape`)."""


@op
def ndim(x):
    """Returns the number of axes of a tensor as an integer, None if it is unknown."""


@op
def size(x, name=None):
    """Returns the number of elements of a tensor at run time.

    Args:
        x: A tensor or variable.
        name: Name of the result.

    Returns:
        A scalar integer tensor.
    """


@op
def count_params(x):
    """Returns the number of elements of a variable as an integer."""


@op
def dtype(x):
    """Returns the type of a tensor as a string, such as 'float32'."""


# Values of variables


@op
def eval(x):
    """Computes a tensor that depends on no placeholder.

    Args:
        x: A tensor or variable.

    Returns:
        A NumPy array (dense, also for a sparse tensor).

    Example:
        from keras import backend as K
        K.eval(K.constant([1., 2.]) + 1)
    """


@op
def get_value(x):
    """Returns the value of a variable as a NumPy array."""


@op
def batch_get_value(ops):
    """Returns the values of several variables.

    Args:
        ops: List of variables.

    Returns:
        List of NumPy arrays.
    """


@op
def set_value(x, value):
    """Sets the value of a variable.

    Args:
        x: A variable.
        value: Array or number that fits the variable's shape; it is cast to the variable's type.

    Raises:
        ValueError: If the shape does not fit, or `x` is no variable. Nothing is set then.
    """


@op
def batch_set_value(tuples):
    """Sets the values of several variables: all of them, or none where one does not fit.

    Args:
        tuples: List of pairs (variable, value).

    Raises:
        ValueError: If a shape does not fit. Nothing is set then.
    """


# Updates


@op
def update(x, new_x):
    """Returns an update that sets the variable `x` to the tensor `new_x`."""


@op
def update_add(x, increment):
    """Returns an update that adds the tensor `increment` to the variable `x`."""


@op
def update_sub(x, decrement):
    """Returns an update that subtracts the tensor `decrement` from the variable `x`."""


@op
def moving_average_update(x, value, momentum):
    """Returns an update of a moving average: `x = x * momentum + value * (1 - momentum)`.

    Args:
        x: A variable.
        value: A tensor of its shape.
        momentum: A number from 0 to 1 or a scalar tensor.

    Returns:
        An update, for the `updates` of a function.
    """


# Graphs and scopes


@op
def name_scope(name, default_name=None, values=None):
    """Returns a context in which the names of tensors and variables begin with `name/`.

    Args:
        name: The name.
        default_name: The name that is used where `name` is None.
        values: Tensors that the scope belongs to (engines may ignore it).

    Returns:
        A context manager.
    """


@op
def control_dependencies(control_inputs):
    """Returns a context in which what is built runs after `control_inputs`.

    Args:
        control_inputs: List of tensors and updates, or a function that returns one.

    Returns:
        A context manager.
    """


@op
def symbolic(func):
    """Decorator of functions that build on tensors: the graph of the first tensor is current.

    Args:
        func: A function that takes tensors.

    Returns:
        A function of the same arguments.
    """


@op
def eager(func):
    """Decorator of functions that were meant to run at once; here all is symbolic, so it is `func`.

    Args:
        func: A function.

    Returns:
        The same function.
    """


# Unique numbers


@op
def get_uid(prefix=''):
    """Returns the next number of a prefix in the current graph, 1 at first.

    Args:
        prefix: A string, such as the name of a layer's class.

    Returns:
        An integer.
    """


@op
def reset_uids():
    """Starts all numbers of `get_uid` in the current graph at 1 again."""
