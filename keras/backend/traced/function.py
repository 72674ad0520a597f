"""Functions over the graph, gradients, and branches on conditions and the learning phase."""

import numpy as np

from keras.backend import common
from keras.backend import feeds
from keras.backend.traced import abstract
from keras.backend.traced import core
from keras.backend.traced import engine as engines
from keras.backend.traced import nodes
from keras.backend.traced import plan as plans
from keras.backend.traced import record
from keras.backend.traced import state
from keras.backend.traced.source import Source
from keras.backend.traced.tensor import Node, Symbol, Tensor, Variable


class Function:
    """Computes outputs and runs updates in one call of the engine.

    It is planned and compiled once for each learning phase. It may be called from any thread.

    Args:
        inputs: List of placeholders (or other tensors) to feed.
        outputs: List of tensors to compute.
        updates: List of updates and of `(variable, new value)` pairs.
        name: A name of the function, for the reader.
    """

    def __init__(self, inputs, outputs, updates=None, name=None):
        feeds.check_arguments(inputs, outputs, updates, core.is_tensor)
        self.name = name
        self.inputs = list(inputs)
        self.outputs = [state.here.replaced.get(x, x) for x in outputs]
        self.updates = [tuple(one) if isinstance(one, (list, tuple)) else one
                        for one in updates or ()]
        self._check_updates()
        self.graph = _graph_of(self.outputs + self.inputs)
        self._fed = [x for x in self.inputs if isinstance(x, Symbol)]
        self._feeds = feeds.Feeds([_slot(x) for x in self.inputs])
        feeds.refuse_twice([x.name for x in self._fed])
        self._phase_place = next((place for place, x in enumerate(self._fed)
                                  if isinstance(x.node, nodes.LearningPhase)), None)
        self._runs = {}

    def __call__(self, inputs):
        return engines.current().to_numpy_all(self.deferred(inputs))

    def deferred(self, inputs):
        """Runs the function without waiting for what it computes.

        Args:
            inputs: List with a value for each input.

        Returns:
            List of arrays of the engine, for `fetch`.
        """
        values = self._feeds.values(inputs)
        if self.graph.is_dropped:
            self.graph.check()
        place = self._phase_place
        phase = False if place is None else bool(values.pop(place))
        run = self._runs.get(phase)
        if run is None:
            run = self._prepare(phase)
        return run(values)

    @staticmethod
    def fetch(outputs):
        """Returns NumPy arrays of what `deferred` gave, when it has been computed."""
        return engines.current().to_numpy_all(outputs)

    def source(self, phase=False):
        """Returns the text of the function for a learning phase, for the reader."""
        return (self._runs.get(bool(phase)) or self._prepare(bool(phase))).source.text

    def _check_updates(self):
        for one in self.updates:
            x = one[0] if isinstance(one, tuple) else one
            if isinstance(one, tuple) and not isinstance(x, Variable) or \
                    not isinstance(x, Symbol):
                raise TypeError('An update of K.function() is what K.update() and its like return, '
                                'or a pair (variable, new value); received {!r}.'.format(one))

    def _prepare(self, phase):
        """Plans and compiles the function for a learning phase."""
        with self.graph.lock:
            if phase not in self._runs:
                fed = [x for x in self._fed if not isinstance(x.node, nodes.LearningPhase)]
                pairs = [(one[0], record.as_tensor(one[1], like=one[0]))
                         if isinstance(one, tuple) else one for one in self.updates]
                plan = plans.Plan(fed, self.outputs, pairs, phase)
                self._runs[phase] = _Run(plan, self.graph.lock)
            return self._runs[phase]


class _Run:
    """A compiled plan with the variables it reads and sets."""

    def __init__(self, plan, lock):
        self.plan = plan
        self.source = Source(plan)
        self._engine = engines.current()
        self._call = self._engine.compile(self.source.function, plan)
        self._variables = plan.variables
        self._updated = plan.updated
        self._streams = [node.stream for node in plan.streams]
        self._lock = lock

    def __call__(self, values):
        try:
            if self._updated:
                with self._lock:
                    outputs, new = self._compute(values)
                    for x, value in zip(self._updated, new):
                        x.value = value
            else:
                outputs = self._read(values)
        except (RuntimeError, TypeError, ValueError, IndexError) as error:
            node = self.source.node_of(error.__traceback__)
            if node is None:
                raise
            kind = RuntimeError if isinstance(error, RuntimeError) else ValueError
            raise kind('{}{} failed: {}'.format(node.op, record.in_layer(node), error))
        return outputs

    def _read(self, values):
        """Computes outputs; values that another thread's update has taken away are read again."""
        for _ in range(3):
            try:
                return self._compute(values)[0]
            except (RuntimeError, ValueError) as error:
                if not self._engine.is_taken_away(error):
                    raise
        with self._lock:
            return self._compute(values)[0]

    def _compute(self, values):
        """Runs the plan on fed arrays and the values of its variables."""
        return self._call(values, [x.value for x in self._variables],
                          [stream.draw() for stream in self._streams])

    def __del__(self):
        self.source.release()


class _DenseSlot(feeds.DenseSlot):
    """One dense tensor to feed."""

    def __init__(self, x):
        super(_DenseSlot, self).__init__(
            x.name.split(':')[0], common.host_dtype(x.dtype), x.spec.shape, Symbol)


class _SparseSlot(feeds.SparseSlot):
    """One sparse tensor to feed."""

    def __init__(self, x):
        super(_SparseSlot, self).__init__(x.name.split(':')[0], x.dtype, core.int_shape(x))

    def arrays(self, value):
        """Returns the sparse array in a list."""
        return [engines.current().sparse_array(*self.parts(value))]


def _slot(x):
    """Returns the slot of one input."""
    if isinstance(x, (bool, int)):
        return feeds.FixedSlot(int(x))
    return _SparseSlot(x) if x.is_sparse else _DenseSlot(x)


def _graph_of(symbols):
    """Returns the graph of the first symbol, else the current one."""
    for x in symbols:
        if isinstance(x, Symbol):
            return x.graph
    return state.current()


def function(inputs, outputs, updates=None, **kwargs):
    name = kwargs.pop('name', None)
    if kwargs:
        raise ValueError('K.function() does not know the argument {!r}: this backend has no '
                         'session to pass it on to.'.format(sorted(kwargs)[0]))
    return Function(inputs, outputs, updates=updates, name=name)


# Gradients


def gradients(loss, variables):
    wanted = list(variables) if isinstance(variables, (list, tuple)) else [variables]
    loss = record.as_tensor(loss)
    reached = _reached(loss)
    _refuse_second_gradients(reached)
    result = [None] * len(wanted)
    for group in _apart([place for place, x in enumerate(wanted) if x in reached], wanted):
        node = nodes.Gradient(loss, [wanted[place] for place in group])
        specs = [x.spec for x in node.wrt]
        for place, gradient in zip(group, record.adopt(node, specs, 'gradient')):
            result[place] = gradient
            gradient._keras_shape = core.int_shape(wanted[place])
    return result


def _reached(loss):
    """All tensors and variables that a loss depends on by a path with slopes."""
    found, waiting = set(), [loss]
    while waiting:
        x = waiting.pop()
        if x in found or x.is_host or 'float' not in x.dtype:
            continue
        found.add(x)
        if not isinstance(x, Variable) and x.node.op != 'stop_gradient':
            waiting.extend(x.node.inputs())
            if isinstance(x.node, nodes.Placeholder) and x.node.default is not None:
                waiting.append(x.node.default)
    return found


def _refuse_second_gradients(reached):
    """Raises an error for a gradient of a gradient that the engine cannot take."""
    engine = engines.current()
    once = engine.ONCE_DIFFERENTIABLE
    if once is None and any(isinstance(x.node, nodes.Gradient) for x in reached):
        raise NotImplementedError(
            'The backend {!r} has first derivatives only: the gradient of a gradient cannot be '
            'taken. Write the inner gradient out as a formula, or use another backend.'.format(
                engine.NAME))
    for x in reached:
        if once and x.node is not None and isinstance(x.node, nodes.Gradient):
            for inner in _reached(x.node.loss):
                if inner.node is not None and inner.node.op in once:
                    raise LookupError(
                        'A loop over time steps{} has first derivatives only. For the gradient of '
                        'a gradient use a recurrent layer with unroll=True.'.format(
                            record.in_layer(inner.node)))


def _apart(places, wanted):
    """Parts places into groups in which no tensor depends on another one."""
    groups = []
    reached = {place: _reached(wanted[place]) if not isinstance(wanted[place], Variable) else set()
               for place in places}
    for place in places:
        for group in groups:
            if not any(wanted[place] in reached[other] or wanted[other] in reached[place]
                       for other in group):
                group.append(place)
                break
        else:
            groups.append([place])
    return groups


def stop_gradient(variables):
    if isinstance(variables, (list, tuple)):
        return [stop_gradient(variable) for variable in variables]
    kernel = engines.current().KERNELS['stop_gradient']
    return record.record('stop_gradient', kernel, (record.as_tensor(variables),))


# Order


def read_after(updates, function):
    with core.control_dependencies(updates):
        result = function()
        if isinstance(result, (list, tuple)):
            return type(result)(_again(part) for part in result)
        return _again(result)


def _again(x):
    """A new tensor with the value that `x` has here."""
    kernel = engines.current().KERNELS['identity']
    return record.record('identity', kernel, (record.as_tensor(x),))


class _Effect(Node):
    """A kernel that does something besides computing."""

    is_pure = False


def print_tensor(x, message=''):
    kernel = engines.current().KERNELS['print_tensor']
    return record.record('print_tensor', kernel, (record.as_tensor(x), message), kind=_Effect)


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
    condition = record.as_tensor(condition)
    if core.ndim(condition) == 0 and any(
            _is_function(one) for one in (then_expression, else_expression)):
        return _branch(condition, then_expression, else_expression)
    values = [one() if _is_function(one) else one for one in (then_expression, else_expression)]
    like = next((one for one in values if isinstance(one, Symbol)), None)
    values = [record.as_tensor(one, like) for one in values]
    shapes = [core.ndim(one) for one in values]
    if None not in shapes and (core.ndim(condition) or 0) > max(shapes):
        raise ValueError('K.switch() needs a condition of a rank up to that of its values, '
                         'received a condition of shape {} and values of shapes {} and {}.'.format(
                             condition.shape, values[0].shape, values[1].shape))
    kernel = engines.current().KERNELS['select']
    return record.call_kernel('switch', kernel, ('condition', 'x', 'y'),
                              [condition] + values, ())


def _is_function(expression):
    """Whether an expression gives its tensor when it is called."""
    return callable(expression) and not isinstance(expression, Symbol)


def _branch(condition, then_expression, else_expression):
    """Records both sides, of which only the chosen one is computed."""
    bodies = []
    for expression in (then_expression, else_expression):
        frame = state.Frame(state.here.frame)
        with state.setting(frame=frame):
            result = record.as_tensor(expression() if _is_function(expression) else expression)
            if result.is_host:
                result = record.to_device(result)
        bodies.append(nodes.Body(frame, [], [result]))
    node = nodes.Branch(condition, *bodies)
    spec = _common([body.results[0] for body in bodies])
    chosen = record.adopt(node, spec, 'switch')
    chosen._uses_learning_phase = any(body.results[0]._uses_learning_phase for body in bodies)
    return chosen


def _common(tensors):
    """What is known of one of two tensors."""
    first, second = [x.spec for x in tensors]
    if first.shape == second.shape:
        return second if first.varies else first
    if first.shape is None or second.shape is None or len(first.shape) != len(second.shape):
        return abstract.spec_of(None, first.dtype)
    return abstract.spec_of(tuple(a if a == b else None for a, b in zip(
        first.shape, second.shape)), first.dtype)


# The learning phase


def learning_phase():
    graph = state.current()
    with graph.lock:
        if graph.learning_phase is None:
            node = nodes.LearningPhase()
            with state.setting(scopes=['']):
                phase = Tensor(node, abstract.spec_of((), 'bool'))
            node.outputs = [phase]
            phase._keras_shape = ()
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
    if not isinstance(training.node, nodes.LearningPhase):
        return switch(training, x, alt)
    values = [record.as_tensor(one() if _is_function(one) else one) for one in (x, alt)]
    values = [record.to_device(one) if one.is_host else one for one in values]
    chosen = record.adopt(nodes.PhaseChoice(*values), _common(values))
    chosen._uses_learning_phase = True
    return chosen


def in_test_phase(x, alt, training=None):
    return in_train_phase(alt, x, training=training)


# What engines with sessions need


def manual_variable_initialization(value):
    """Variables here have their values from the beginning: nothing is left to do by hand."""


def v1_variable_initialization():
    """All variables have their values."""


def in_current_graph(x):
    return state.graph_of(x) is state.current()
