"""Functions over the graph, gradients, and branches on conditions and the learning phase."""

import inspect
import threading

import numpy as np

from keras.backend import feeds
from keras.backend.theano_backend import core
from keras.backend.theano_backend import engine
from keras.backend.theano_backend import evaluation
from keras.backend.theano_backend import rewriting
from keras.backend.theano_backend import state
from keras.backend.theano_backend.engine import (
    Print, SparseType, T, Variable, gradient, ifelse, sync, tensor_type, theano,
    with_pattern)
from keras.backend.traced import printed

#: Keyword arguments that go on to the engine's own function.
_OPTIONS = [name for name in inspect.signature(theano.function).parameters
            if name not in ('inputs', 'outputs', 'updates', 'givens', 'no_default_updates', 'name')]

#: Compiled functions keep values between calls, so one thread at a time is in them.
_RUNNING = threading.RLock()


class Function:
    """Computes outputs and runs updates in one call of the engine.

    It is compiled once for each learning phase. It may be called from any thread.

    Args:
        inputs: List of placeholders (or other tensors) to feed.
        outputs: List of tensors to compute.
        updates: List of updates and of `(variable, new value)` pairs.
        name: A name of the function, for the reader.
        **options: What the engine's own `function` takes, such as `mode` or `profile`.
    """

    def __init__(self, inputs, outputs, updates=None, name=None, **options):
        feeds.check_arguments(inputs, outputs, updates, core.is_tensor)
        for option in options:
            if option not in _OPTIONS:
                raise ValueError('K.function() does not know the argument {!r}. It passes on {} to '
                                 'the engine.'.format(option, ', '.join(_OPTIONS)))
        self.name = name
        self.inputs = list(inputs)
        self.outputs = list(outputs)
        self.updates = [tuple(one) if isinstance(one, (list, tuple)) else one
                        for one in updates or ()]
        self._check_updates()
        self.graph = next((state.graph_of(x) for x in self.outputs + self.inputs
                           if isinstance(x, Variable)), state.current())
        self._options = options
        self._fed = [x for x in self.inputs if isinstance(x, Variable)]
        self._feeds = feeds.Feeds([_slot(x) for x in self.inputs])
        for x in self._fed:
            feeds.refuse_twice([x.name for other in self._fed if other is x])
        self._phase_place = next((place for place, x in enumerate(self._fed)
                                  if rewriting.is_phase(x)), None)
        self._sparse = [i for i, x in enumerate(self.outputs) if isinstance(x.type, SparseType)]
        self._compiled = {}

    def __call__(self, inputs):
        values = self._feeds.values(inputs)
        if self.graph.is_dropped:
            self.graph.check()
        place = self._phase_place
        phase = False if place is None else bool(values.pop(place))
        run = self._compiled.get(phase) or self._compile(phase)
        with _RUNNING:
            results = run(*values)
        for i in self._sparse:
            results[i] = evaluation.sparse_value(results[i])
        return results

    def compiled(self, phase=False):
        """Returns the engine's own function for a learning phase, for the reader."""
        return self._compiled.get(bool(phase)) or self._compile(bool(phase))

    def _check_updates(self):
        for one in self.updates:
            right = (core.is_variable(one[0]) and len(one) == 2 if isinstance(one, tuple)
                     else hasattr(one, '_keras_update'))
            if not right:
                raise TypeError('An update of K.function() is what K.update() and its like return, '
                                'or a pair (variable, new value); received {!r}.'.format(one))

    def _compile(self, phase):
        """Compiles the function for a learning phase."""
        with self.graph.lock:
            if phase not in self._compiled:
                sync()
                self._compiled[phase] = self._made(phase)
            return self._compiled[phase]

    def _made(self, phase):
        """Returns the compiled function of one learning phase."""
        fed = [x for x in self._fed if not rewriting.is_phase(x)]
        places = [_place(x) for x in fed]
        replaced = dict(zip(fed, places))
        replaced.update((place, place) for place in places)
        rewrite = rewriting.Rewriting(replaced, phase, getattr(self.graph, 'regions', ()),
                                      with_defaults=True)
        outputs = rewrite(self.outputs)
        pairs = [(x[0], core.as_tensor(x[1], like=x[0])) if isinstance(x, tuple) else x
                 for x in self.updates]
        changes = rewriting.updates_of(pairs, rewrite)
        self._check_fed(outputs + list(changes.values()), places)
        inputs = [theano.In(place, borrow=True) for place in places]
        options = dict({'mode': engine.mode(), 'on_unused_input': 'ignore'}, **self._options)
        run = theano.function(inputs, outputs, updates=list(changes.items()), name=self.name,
                              **options)
        run.trust_input = True
        return run

    def _check_fed(self, tensors, places):
        """Raises an error if a placeholder is needed that is not fed."""
        for root in rewriting.roots_of(tensors):
            if core.is_placeholder(root) and root not in places:
                raise ValueError('The placeholder {!r} is needed by this function, but it is not '
                                 'among its inputs ({}).'.format(
                                     root.name, ', '.join(str(x) for x in self._fed)))


class _DenseSlot(feeds.DenseSlot):
    """One dense tensor to feed."""

    def __init__(self, x):
        shape = getattr(x, '_keras_shape', None)
        if shape is None:
            shape = (None,) * x.ndim
        # What the engine reads without looking must have the axes of size 1 that it counts on.
        shape = tuple(1 if is_one else size for is_one, size in zip(x.broadcastable, shape))
        super(_DenseSlot, self).__init__(_label(x), x.dtype, shape, Variable)

    def convert(self, value):
        """Returns the value as an aligned array of the tensor's type, with its shape checked."""
        value = super(_DenseSlot, self).convert(value)
        return value if value.flags.aligned else value.copy()


class _SparseSlot(feeds.SparseSlot):
    """One sparse tensor to feed."""

    def __init__(self, x):
        super(_SparseSlot, self).__init__(_label(x), x.dtype, core.int_shape(x))

    def arrays(self, value):
        """Returns the sparse array in a list."""
        from scipy import sparse
        indices, data, shape = self.parts(value)
        return [sparse.csr_matrix((data, (indices[:, 0], indices[:, 1])), shape=shape)]


def _label(x):
    """Name of an input in messages."""
    return (x.name or str(x)).split(':')[0]


def _slot(x):
    """Returns the slot of one input."""
    if isinstance(x, (bool, int)):
        return feeds.FixedSlot(int(x))
    return _SparseSlot(x) if core.is_sparse(x) else _DenseSlot(x)


def _place(x):
    """Returns what stands for an input in the compiled function."""
    return x.type() if core.is_sparse(x) else tensor_type(x.dtype, x.broadcastable)(_label(x))


def function(inputs, outputs, updates=None, **kwargs):
    return Function(inputs, outputs, updates=updates, **kwargs)


# Gradients


def gradients(loss, variables):
    wanted = list(variables) if isinstance(variables, (list, tuple)) else [variables]
    if loss.ndim:
        loss = T.sum(loss)
    floats = [x for x in wanted if 'float' in x.dtype]
    found = iter(theano.grad(loss, floats, disconnected_inputs='ignore',
                             return_disconnected='None')) if floats else iter(())
    result = []
    for x in wanted:
        one = next(found) if 'float' in x.dtype else None
        if one is not None and not core.is_sparse(one):
            one = core.static.known(with_pattern(one, x.broadcastable), core.int_shape(x))
        result.append(one)
    return result


def stop_gradient(variables):
    if isinstance(variables, (list, tuple)):
        return [stop_gradient(variable) for variable in variables]
    return gradient.disconnected_grad(core.as_tensor(variables))


# Order


def read_after(updates, function):
    updates = list(updates) if isinstance(updates, (list, tuple)) else [updates]
    region = rewriting.Region([one for one in updates if isinstance(one, Variable)])
    result = function()
    many = isinstance(result, (list, tuple))
    read = [core._again(core.as_tensor(one)) for one in (result if many else [result])]
    region.close()
    read = rewriting.Rewriting(regions=[region], since=region.first)(read)
    for one in read:
        one._keras_after = list(region.updates)
    return type(result)(read) if many else read[0]


def print_tensor(x, message=''):
    def write(op, value):
        printed.write(op.message, np.asarray(value))

    return Print(message, global_fn=write)(core.as_tensor(x))


def collect_updates(function):
    made = []
    state.here.collectors.append(made)
    try:
        returned = function()
    finally:
        state.here.collectors.pop()
    returned = returned if isinstance(returned, (list, tuple)) else [returned]
    updates = [update for update in returned if update is not None]
    return updates + [update for update in made if update not in updates]


# Branches


def switch(condition, then_expression, else_expression):
    condition = core.as_tensor(condition)
    values = [one() if _is_function(one) else one for one in (then_expression, else_expression)]
    like = next((one for one in values if isinstance(one, Variable)), None)
    values = [core.as_tensor(one, like) for one in values]
    if condition.ndim > max(one.ndim for one in values):
        raise ValueError('K.switch() needs a condition of a rank up to that of its values, '
                         'received a condition of shape {} and values of shapes {} and {}.'.format(
                             *[core.int_shape(one) for one in [condition] + values]))
    if condition.ndim == 0 and not rewriting.is_phase(condition):
        return _branch(condition, *values)
    return T.switch(_widened(condition, values), *values) if condition.ndim else \
        T.switch(condition, *values)


def _is_function(expression):
    """Whether an expression gives its tensor when it is called."""
    return callable(expression) and not isinstance(expression, Variable)


def _widened(condition, values):
    """A condition in the rank of the values, and in their sizes where it may have size 1."""
    like = max(values, key=lambda one: one.ndim)
    missing = like.ndim - condition.ndim
    sizes = core.int_shape(condition)
    condition = with_pattern(core.cast(condition, 'bool'), [size == 1 for size in sizes])
    condition = condition.dimshuffle(*list(range(len(sizes))) + ['x'] * missing)
    wanted = core.int_shape(like)
    # The engine wants to know of an axis of size 1 beforehand; a copy need not know.
    if any(a is None and b not in (None, 1) for a, b in zip(sizes, wanted)):
        condition = T.alloc(condition, *core.axis_sizes(like))
    return condition


def _branch(condition, then_value, else_value):
    """Chooses a whole tensor; where the engine runs compiled code only that one is computed."""
    if then_value.ndim != else_value.ndim or then_value.dtype != else_value.dtype:
        raise ValueError('K.switch() chooses between tensors of one rank and type, received '
                         '{} of shape {} and {} of shape {}.'.format(
                             then_value.dtype, core.int_shape(then_value),
                             else_value.dtype, core.int_shape(else_value)))
    known = [a if a == b else None for a, b in zip(core.int_shape(then_value),
                                                   core.int_shape(else_value))]
    pattern = [a and b for a, b in zip(then_value.broadcastable, else_value.broadcastable)]
    chosen = ifelse(core.cast(condition, 'bool'),
                    *[_apart(with_pattern(one, pattern)) for one in (then_value, else_value)])
    return core.static.known(chosen, known)


def _apart(x):
    """The tensor itself, or a copy of a variable: a branch is no variable."""
    return core._again(x) if core.is_variable(x) else x


# The learning phase


def learning_phase():
    graph = state.current()
    with graph.lock:
        if graph.learning_phase is None:
            phase = tensor_type('bool', ())()
            phase.graph = graph
            phase.name = 'keras_learning_phase'
            phase._is_learning_phase = True
            phase._keras_shape = ()
            phase._uses_learning_phase = False
            phase._keras_default = core.constant(False, dtype='bool')
            graph.learning_phase = phase
        return graph.learning_phase


def set_learning_phase(value):
    if value not in (0, 1):
        raise ValueError('set_learning_phase() was given {!r}. Expected 0 (test) or 1 (train).'
                         .format(value))
    state.current().learning_phase = int(value)


def in_train_phase(x, alt, training=None):
    if training is None:
        training = learning_phase()
    if isinstance(training, (bool, int, np.bool_, np.integer)):
        chosen = x if training else alt
        return chosen() if _is_function(chosen) else chosen
    chosen = switch(training, x, alt)
    if rewriting.is_phase(training):
        chosen._uses_learning_phase = True
    return chosen


def in_test_phase(x, alt, training=None):
    return in_train_phase(alt, x, training=training)


def manual_variable_initialization(value):
    """Variables here have their values from the beginning: nothing is left to do by hand."""


def v1_variable_initialization():
    """All variables have their values."""


def in_current_graph(x):
    return state.graph_of(x) is state.current()
