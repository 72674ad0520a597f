"""Functions over the graph, gradients, and branches on conditions and the learning phase."""

import time

import numpy as np
from tensorflow.core.protobuf import config_pb2

from keras.backend import feeds
from keras.backend.tensorflow_backend import core
from keras.backend.tensorflow_backend import session as sessions
from keras.backend.tensorflow_backend.binding import Feeds, Fetches, graph_tensor
from keras.backend.tensorflow_backend.engine import Variable, tf

#: The number of the thread pool that means none: the thread of the caller.
_CALLER_THREAD = -1

_SESSION_ARGUMENTS = ('fetches', 'feed_dict', 'options', 'run_metadata')


class Function:
    """Computes outputs and runs updates in one session call.

    Feeds and fetches are bound once, in the session of the graph; a call does no work that grows
    with the number of layers or variables. It may be called from any thread.

    Args:
        inputs: List of placeholders (or other tensors) to feed.
        outputs: List of tensors to compute.
        updates: List of update operations and of `(variable, new value)` pairs; the pairs are
            assigned after the outputs are computed.
        name: A name of the function, for the reader.
        **session_kwargs: `fetches` (more tensors or operations to run, their values are dropped),
            `feed_dict` (values for more tensors, at every call), `options` (`tf.RunOptions`),
            `run_metadata` (`tf.RunMetadata`, filled at every call).
    """

    def __init__(self, inputs, outputs, updates=None, name=None, **session_kwargs):
        _check_arguments(inputs, outputs, updates, session_kwargs)
        updates = [] if updates is None else list(updates)
        self.name = name
        self.inputs = list(inputs)
        self.outputs = list(outputs)
        self.feed_dict = session_kwargs.get('feed_dict') or {}
        self.fetches = _to_list(session_kwargs.get('fetches'))
        self.run_options = session_kwargs.get('options')
        self.run_metadata = session_kwargs.get('run_metadata')
        self.graph = _common_graph(self.outputs + updates + self.inputs + self.fetches)
        self._state = sessions.state_of(self.graph)
        with self._state.lock, self.graph.as_default():
            self._feeds = Feeds(self.inputs, list(self.feed_dict), self.graph)
            self._fetches = Fetches(self.outputs, self._feeds.names, self.graph)
            self.updates = self._update_ops(updates)
        self._session = None
        self._run = None

    def __call__(self, inputs):
        values = (self._feeds.values_with(inputs, self.feed_dict) if self.feed_dict
                  else self._feeds.values(inputs))
        session = tf.get_default_session()
        if session is None or session.graph is not self.graph:
            session = self._state.session
        run = self._run if session is self._session and session is not None else self._bind()
        return self._fetches.unpack(run(*values))

    def _bind(self):
        """Binds feeds and fetches in the session of the graph and returns the bound call."""
        options = config_pb2.CallableOptions()
        options.feed.extend(self._feeds.names)
        options.fetch.extend(self._fetches.names)
        options.target.extend(_op_of(fetch).name for fetch in self.fetches)
        options.target.extend(op.name for op in self.updates)
        with self._state.lock:
            session = self._state.ready_session()
            if self.run_options is None and self.run_metadata is None:
                run = _Trial(self, session, options)
            else:
                run = self._bind_with_options(session, options)
            self._run = run
            self._session = session
        return run

    def _bind_with_options(self, session, options):
        """Returns the bound call with the caller's own run options and metadata."""
        if self.run_options is not None:
            options.run_options.CopyFrom(self.run_options)
        run = session._make_callable_from_options(options)
        metadata = self.run_metadata
        return run if metadata is None else lambda *values: run(*values, run_metadata=metadata)

    def _update_ops(self, updates):
        """Returns the operations that do the updates.

        They are targets of the call, each by itself: a group would hang a control edge on
        operations that a session may have seen already, which the engine does not like.
        """
        pairs = [update for update in updates if isinstance(update, tuple)]
        ops = [_op_of(update) for update in updates if not isinstance(update, tuple)]
        if pairs:
            computed = [_op_of(self.graph.get_tensor_by_name(name))
                        for name in self._fetches.names]
            with tf.control_dependencies(computed):
                ops.extend(_op_of(core.update(x, new_x)) for x, new_x in pairs)
        if not ops and not self.outputs and not self.fetches:
            ops.append(tf.no_op(name=self.name))        # something has to run
        return ops


class _Trial:
    """The first calls of a function: finds out which threads shall run it.

    Handing a short step to the thread pool of the session costs more than the step itself. So where
    the first calls are short, the later ones run in the thread of the caller (kernels still share
    their work out); the numbers are the same.
    """

    CALLS = 8
    SHORT = 5e-4                # seconds

    def __init__(self, function, session, options):
        self._function = function
        self._session = session
        self._options = options
        self._pooled = session._make_callable_from_options(options)
        self._calls = 0
        self._best = float('inf')

    def __call__(self, *values):
        start = time.perf_counter()
        result = self._pooled(*values)
        self._best = min(self._best, time.perf_counter() - start)
        self._calls += 1
        if self._calls >= self.CALLS:
            self._settle()
        return result

    def _settle(self):
        """Replaces the trial by the call that the function keeps."""
        function = self._function
        with function._state.lock:
            if function._run is self:
                run = self._pooled
                if self._best < self.SHORT:
                    self._options.run_options.inter_op_thread_pool = _CALLER_THREAD
                    run = self._session._make_callable_from_options(self._options)
                function._run = run


def _check_arguments(inputs, outputs, updates, session_kwargs):
    """Raises an error for arguments of the wrong kind."""
    feeds.check_arguments(inputs, outputs, updates, core.is_tensor)
    for name in session_kwargs:
        if name not in _SESSION_ARGUMENTS:
            raise ValueError('K.function() does not know the argument {!r}. It passes on {} to the '
                             'session.'.format(name, ', '.join(_SESSION_ARGUMENTS)))


def _common_graph(items):
    """Returns the graph of the first thing that has one, else the default graph."""
    for item in items:
        item = item[0] if isinstance(item, tuple) else item
        if getattr(item, 'graph', None) is not None:
            return item.graph
    return tf.get_default_graph()


def _to_list(x):
    """Returns a list of what may be one thing, several, or None."""
    if x is None:
        return []
    return list(x) if isinstance(x, (list, tuple)) else [x]


def _op_of(x):
    """Returns the operation that computes a tensor, reads a variable, or does an update."""
    if isinstance(x, tf.Operation):
        return x
    if isinstance(x, (tf.SparseTensor, tf.IndexedSlices)):
        return x.op
    if isinstance(x, Variable) and x.op.type not in sessions.VARIABLE_OPS:
        return x.op             # what `assign` returned: its operation is the assignment
    return graph_tensor(x, x.graph).op


def function(inputs, outputs, updates=None, **kwargs):
    return Function(inputs, outputs, updates=updates, **kwargs)


def gradients(loss, variables):
    # Gradients are computed where the user has placed what they are of. Where nothing is placed
    # the constraint would only hinder the engine's own optimizations.
    placed = any(op.device for op in tf.get_default_graph().get_operations())
    # Gated as the engine's own optimizers do: an ungated bias gradient is fused into that of the
    # kernel, and the fused operation is the slower one (5 % of a step of a convolution network).
    # A gate stands on one device, so with several it would send gradients back and forth.
    return tf.gradients(loss, variables, colocate_gradients_with_ops=placed,
                        gate_gradients=not placed)


def stop_gradient(variables):
    if isinstance(variables, (list, tuple)):
        return [tf.stop_gradient(variable) for variable in variables]
    return tf.stop_gradient(variables)


def read_after(updates, function):
    with tf.control_dependencies([_op_of(update) for update in _to_list(updates)]):
        result = function()
        if isinstance(result, (list, tuple)):
            return type(result)(tf.identity(part) for part in result)
        return tf.identity(result)


def print_tensor(x, message=''):
    with tf.control_dependencies([tf.print(message, x)]):
        return tf.identity(x)


def switch(condition, then_expression, else_expression):
    if condition.dtype != tf.bool:
        condition = tf.cast(condition, 'bool')
    if condition.shape.ndims == 0:
        return tf.cond(condition, _as_callable(then_expression), _as_callable(else_expression))
    return _select(condition, _as_value(then_expression), _as_value(else_expression))


def _as_callable(expression):
    """Returns a function that gives a tensor, from a function or a tensor."""
    if callable(expression) and not isinstance(expression, Variable):
        return expression
    return lambda: tf.identity(expression)


def _as_value(expression):
    """Returns a tensor, from a function or a tensor."""
    if callable(expression) and not isinstance(expression, Variable):
        expression = expression()
    return tf.convert_to_tensor(expression)


def _select(condition, then_value, else_value):
    """Chooses by element; a condition of lower rank chooses whole slices."""
    missing = then_value.shape.ndims - condition.shape.ndims
    if missing < 0:
        raise ValueError('K.switch() needs a condition of a rank up to that of its values, '
                         'received a condition of shape {} and values of shapes {} and {}.'.format(
                             condition.shape, then_value.shape, else_value.shape))
    for _ in range(missing):
        condition = tf.expand_dims(condition, -1)
    condition = tf.logical_and(condition, tf.ones_like(then_value, dtype='bool'))
    return tf.where(condition, then_value, else_value)


def in_train_phase(x, alt, training=None):
    if training is None:
        phase = training = sessions.learning_phase()
    else:
        phase = sessions.current_state().learning_phase
    if isinstance(training, (bool, int, np.bool_, np.integer)):
        chosen = x if training else alt
        return chosen() if callable(chosen) and not core.is_tensor(chosen) else chosen
    chosen = switch(training, x, alt)
    if training is phase:
        chosen._uses_learning_phase = True
    return chosen


def in_test_phase(x, alt, training=None):
    return in_train_phase(alt, x, training=training)
