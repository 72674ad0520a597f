"""Functions over the graph, gradients, branches, the learning phase, graphs and sessions."""

from keras.backend.contract.declare import op

_GRAPH_ONLY = ('it has no sessions: values live in the variables themselves. Leave the call out, '
               'K.function(), K.get_value() and K.set_value() need none.')
_NO_SESSIONS = {'theano': _GRAPH_ONLY, 'cntk': _GRAPH_ONLY, 'torch': _GRAPH_ONLY,
                'jax': _GRAPH_ONLY}


@op
def function(inputs, outputs, updates=None, **kwargs):
    """Makes a function that computes tensors and runs updates.

    Args:
        inputs: List of placeholders.
        outputs: List of tensors.
        updates: List of updates (of `K.update` and its like) and of pairs (variable, new value);
            pairs are assigned after the outputs are computed.
        **kwargs: What the engine takes for its call. TensorFlow: `fetches`, `feed_dict`, `options`,
            `run_metadata`, as `Session.run` knows them.

    Returns:
        A function of one list with a value for each input (NumPy arrays, numbers, for sparse
        placeholders `scipy.sparse` matrices), which returns a list of NumPy arrays. It may be
        called from any thread.

    Raises:
        TypeError: If inputs, outputs or updates are no lists, or an output is no tensor.
        ValueError: If `kwargs` has an argument that the engine does not know. The function itself
            raises it where a value does not fit the shape or type of its input.

    Example:
        from keras import backend as K
        x = K.placeholder(shape=(None, 2))
        total = K.variable(0.)
        f = K.function([x], [K.sum(x)], updates=[K.update_add(total, K.sum(x))])
        f([[[1., 2.], [3., 4.]]])
    """


@op
def gradients(loss, variables):
    """Returns the gradients of a loss.

    Args:
        loss: A scalar tensor (of a larger one, the sum is taken).
        variables: List of variables or tensors.

    Returns:
        List of tensors, None for a variable that the loss does not depend on.
    """


@op
def stop_gradient(variables):
    """Returns a tensor (or list of tensors) as a constant for all gradients."""


@op
def read_after(updates, function):
    """Builds tensors that see variables as they are after updates.

    Args:
        updates: List of updates.
        function: Function without arguments that builds a tensor (or a list of them).

    Returns:
        What `function()` returns; computing it runs the updates first, and the variables that
        `function` reads hold their values after them.
    """


@op
def print_tensor(x, message=''):
    """Returns `x`, which prints `message` and its value on the standard error when computed.

    Args:
        x: A tensor.
        message: String in front of the value.

    Returns:
        A tensor with the content of `x`; print happens only if this one is used.
    """


@op
def switch(condition, then_expression, else_expression):
    """Chooses between two tensors.

    Args:
        condition: Tensor of booleans or integers: a scalar chooses a whole tensor; one of higher
            rank, up to that of the values, chooses element by element (or slice by slice).
        then_expression: Tensor, or function without arguments that gives one.
        else_expression: The same, for where the condition does not hold.

    Returns:
        A tensor.

    Raises:
        ValueError: If the condition has a higher rank than the values.
    """


@op
def in_train_phase(x, alt, training=None):
    """Chooses `x` in training and `alt` otherwise.

    Args:
        x: Tensor, or function without arguments that gives one.
        alt: The same, for the other case.
        training: The phase to go by: 0 or 1, True or False, or a tensor; by default the
            learning phase.

    Returns:
        `x`, `alt`, or a tensor that is the one or the other by the learning phase; such a tensor
        has `_uses_learning_phase` set.
    """


@op
def in_test_phase(x, alt, training=None):
    """Chooses `x` outside of training and `alt` in training.

    Args:
        x: Tensor, or function without arguments that gives one.
        alt: The same, for the other case.
        training: The phase to go by: 0 or 1, True or False, or a tensor; by default the
            learning phase.

    Returns:
        `x`, `alt`, or a tensor that is the one or the other by the learning phase.
    """


@op
def learning_phase():
    """Returns the learning phase of the current graph.

    Returns:
        A scalar boolean tensor, False (test) unless a function feeds it; or the integer 0 or 1
        that `set_learning_phase` fixed.
    """


@op
def set_learning_phase(value):
    """Fixes the learning phase for what is built afterwards in the current graph.

    Args:
        value: 0 (test) or 1 (train).

    Raises:
        ValueError: If it is something else.
    """


@op
def clear_session():
    """Drops the current graph: its tensors, the values of its variables, learning phase and uids.

    Models and functions made before are of no use afterwards (calling one raises an error). Useful
    between experiments in one process, and needed to give memory back.
    """


@op(refused=_NO_SESSIONS)
def get_session():
    """Returns the session of the current graph, with all variables initialised.

    Returns:
        The session that is current (`with session.as_default()`), else the one that
        `set_session` was given for this graph, else a new one by the configuration.
    """


@op(refused=_NO_SESSIONS)
def set_session(session):
    """Makes a session the one that is used for its graph.

    Args:
        session: A session of the engine.

    Raises:
        ValueError: If it is no session.
    """


@op
def manual_variable_initialization(value):
    """Says who initialises variables.

    Args:
        value: True: the caller does, with the engine's own means. False (default): variables
            are initialised before they are first used.
    """


@op
def v1_variable_initialization():
    """Initialises the variables of the current graph that have no value yet."""


@op
def graph_scope(tensor):
    """Returns a context in which the graph (and session) of a tensor is the current one.

    A thread that did not build a model has a graph of its own; whoever adds tensors to the model
    there enters this scope first. One thread at a time is in the scope of a graph: build in it,
    and call functions outside of it.

    Args:
        tensor: A tensor or variable.

    Returns:
        A context manager.

    Raises:
        ValueError: If `tensor` is neither.
    """


@op(optional=True)
def graph_definition(tensor):
    """Returns the graph that a tensor belongs to, encoded as TensorBoard reads it.

    Args:
        tensor: A tensor or variable.

    Returns:
        Bytes.
    """


@op
def devices():
    """Returns the names of the devices that the engine can place computations on.

    Returns:
        List of strings such as `['/cpu:0', '/gpu:0', '/gpu:1']`: kind and number, processors first.

    Example:
        from keras import backend as K
        gpus = [name for name in K.devices() if name.startswith('/gpu')]
    """


@op
def device_scope(name):
    """Returns a context in which tensors and variables are placed on a device.

    Args:
        name: One of `devices()`, or another name that the engine understands.

    Returns:
        A context manager.

    Example:
        from keras import backend as K
        with K.device_scope('/cpu:0'):
            total = K.sum(K.placeholder((None, 3)))
    """
