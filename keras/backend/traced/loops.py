"""Loops over time and over the first axis: the step is recorded once, into a frame of its own."""

from keras.backend.traced import abstract
from keras.backend.traced import core
from keras.backend.traced import engine as engines
from keras.backend.traced import nodes
from keras.backend.traced import record
from keras.backend.traced import state
from keras.backend.traced.tensor import Node, Symbol, Tensor, mapped, tensors_in


def rnn(step_function, inputs, initial_states, go_backwards=False, mask=None, constants=None,
        unroll=False, input_length=None):
    inputs = record.as_tensor(inputs)
    if core.ndim(inputs) is None or core.ndim(inputs) < 2:
        raise ValueError('K.rnn needs inputs of at least 2 dimensions (samples, time, ...). '
                         f'Received inputs of shape {inputs.shape}.')
    loop = _Loop(step_function, initial_states, constants)
    time_major = _swapped(inputs)
    mask = None if mask is None else _time_mask(mask)
    if go_backwards:
        time_major = _op('reverse', time_major, [0])
        mask = None if mask is None else _op('reverse', mask, [0])
    run = loop.unrolled if unroll else loop.symbolic
    last_output, outputs, states = run(time_major, mask, input_length)
    outputs = _swapped(outputs)
    outputs.set_shape(inputs.shape[:2] + outputs.shape[2:])
    if loop.uses_learning_phase:
        last_output._uses_learning_phase = outputs._uses_learning_phase = True
    return last_output, outputs, states


def map_fn(fn, elems, name=None, dtype=None):
    elems = record.as_tensor(elems)
    _, outputs = _scan(lambda part, _: (fn(part), []), elems, [])
    return outputs if dtype is None else _op('cast', outputs, dtype)


def foldl(fn, elems, initializer=None, name=None):
    elems = record.as_tensor(elems)
    if initializer is None:
        initializer, elems = elems[0], elems[1:]
    folded, _ = _scan(lambda part, state: (None, [fn(state[0], part)]), elems, [initializer])
    return folded[0]


def foldr(fn, elems, initializer=None, name=None):
    return foldl(fn, _op('reverse', record.as_tensor(elems), [0]), initializer)


class _Loop:
    """One call of `rnn`: the step function with its states and constants."""

    def __init__(self, step_function, initial_states, constants):
        self.step_function = step_function
        self.structure = list(initial_states)
        self.initial = [record.as_tensor(one) for one in tensors_in(self.structure)]
        self.constants = list(constants or [])
        self.uses_learning_phase = False

    def packed(self, states):
        """States in the structure of the initial ones."""
        flat = iter(states)
        return mapped(lambda one: next(flat) if isinstance(one, Symbol) else one, self.structure)

    def step(self, inputs, states):
        """Calls the step function; returns its output and its new states as a flat list."""
        output, new_states = self.step_function(inputs, self.packed(states) + self.constants)
        self.uses_learning_phase |= getattr(output, '_uses_learning_phase', False)
        new_states = [record.as_tensor(one) for one in tensors_in(list(new_states))]
        if len(new_states) != len(states):
            raise ValueError(f'The step function of K.rnn must return as many new states as it '
                             f'is given: {len(states)}. It returned {len(new_states)}.')
        for position, (old, new) in enumerate(zip(self.initial, new_states)):
            if not _agree(old.shape, new.shape):
                raise ValueError(f'State {position} of K.rnn changes its shape from {old.shape} '
                                 f'to {new.shape} in one step. Give an initial state of the shape '
                                 'that the step function returns.')
        return record.as_tensor(output), new_states

    def unrolled(self, inputs, mask, input_length):
        """Runs the loop as one copy of the step per time step."""
        length = input_length if inputs.shape[0] is None else inputs.shape[0]
        if not length:
            raise ValueError('K.rnn can only unroll a known number of time steps, at least 1. '
                             f'Received time-major inputs of shape {inputs.shape} and '
                             f'input_length={input_length}. Give the number of time steps, or '
                             'use unroll=False.')
        states, outputs = self.initial, []
        for time in range(length):
            output, new_states = self.step(inputs[time], states)
            if mask is not None:
                before = outputs[-1] if outputs else _op('zeros_like', output)
                output = _where(mask[time], output, before)
                new_states = [_where(mask[time], *pair) for pair in zip(new_states, states)]
            states = new_states
            outputs.append(output)
        return outputs[-1], _op('stack', outputs, 0), self.packed(states)

    def symbolic(self, inputs, mask, input_length):
        """Runs the loop as one loop of the graph; the output before is one more state."""
        if inputs.shape[0] == 0:
            raise ValueError('K.rnn needs at least 1 time step. Received time-major inputs of '
                             f'shape {inputs.shape}.')
        sequences = [inputs] if mask is None else [inputs, mask]
        frame = state.Frame(state.here.frame)
        with state.setting(frame=frame):
            parts = [_part_of(one) for one in sequences]
            states = [_like(one) for one in self.initial]
            output, new_states = self.step(parts[0], states)
            states.insert(0, _like(output))
            results = [output] + new_states
            if mask is not None:
                results = [_where(parts[1], *pair) for pair in zip(results, states)]
        initial = [self._no_output(inputs, output.shape, output.dtype)] + self.initial
        (last, *new_states), outputs = _loop(
            frame, sequences, parts, initial, states, results, results[:1])
        return last, outputs[0], self.packed(new_states)

    def _no_output(self, inputs, shape, dtype):
        """Zeros of the shape of an output."""
        if None in shape[1:]:           # sizes that only a step can tell
            return _op('zeros_like', self.step(inputs[0], self.initial)[0])
        sizes = shape
        if None in shape:
            sizes = (core.shape(inputs)[1],) + shape[1:]
        return record.call_kernel('filled', engines.current().KERNELS['filled'],
                                  ('shape', 'dtype', 'value'), [sizes, dtype, 0], ('shape',))


def _scan(body, sequence, initial):
    """Records a loop.

    Args:
        body: Function `(part, states) -> (output, new states)`; an output of None means that there
            is none.
        sequence: Tensor of which each step sees one part.
        initial: List of states before the first step.

    Returns:
        Pair: list of the last states, and the stacked outputs (None if there are none).
    """
    sequence = record.to_device(sequence) if sequence.is_host else sequence
    initial = [record.as_tensor(one) for one in initial]
    frame = state.Frame(state.here.frame)
    with state.setting(frame=frame):
        part = _part_of(sequence)
        states = [_like(one) for one in initial]
        output, new_states = body(part, states)
        new_states = [record.as_tensor(one, like) for one, like in zip(new_states, initial)]
        outputs = [] if output is None else [record.as_tensor(output)]
    states, stacked = _loop(frame, [sequence], [part], initial, states, new_states, outputs)
    return states, stacked[0] if stacked else None


def _loop(frame, sequences, parts, initial, states, new_states, outputs):
    """Records the node of a loop whose body has been recorded.

    Returns:
        Pair: list of the last states, and list of the stacked outputs.
    """
    results = new_states + outputs
    nodes.hoist(results, frame, parts + states)
    loop = nodes.Loop(initial, sequences, nodes.Body(frame, states + parts, results))
    specs = [one.spec for one in initial] + [_stacked(sequences[0], one) for one in outputs]
    made = record.adopt(loop, specs)
    return made[:len(initial)], made[len(initial):]


def _like(x):
    """A parameter of a body that is like a tensor."""
    return Tensor(_Parameter(), x.spec, 'state')


def _part_of(x):
    """A parameter of a body that is one part of a tensor along the first axis."""
    engine = engines.current()
    values = [engine.stand_in(tuple(value.shape)[1:], x.dtype) for value in x.spec.values]
    return Tensor(_Parameter(), abstract.Spec(
        (values[0], values[1] if x.spec.varies else values[0]), x.dtype), 'part')


class _Parameter(Node):
    """What a body is handed."""

    is_pure = False

    def __init__(self):
        super(_Parameter, self).__init__('parameter', None)


def _stacked(sequence, output):
    """What is known of all outputs of a loop over a sequence."""
    engine = engines.current()
    values = [engine.stand_in((tuple(whole.shape)[0],) + tuple(value.shape), output.dtype)
              for whole, value in zip(sequence.spec.values, output.spec.values)]
    varies = sequence.spec.varies or output.spec.varies
    return abstract.Spec((values[0], values[1] if varies else values[0]), output.dtype)


def _op(name, x, *args):
    """Records a kernel of the engine."""
    names = ('x',) + tuple('argument%d' % i for i in range(len(args)))
    return record.call_kernel(name, engines.current().KERNELS[name], names, [x] + list(args), ())


def _where(seen, new, old):
    """New values for the samples that are seen, old ones for the rest."""
    if core.ndim(new) == 0:
        raise ValueError('K.rnn cannot mask a state or output without a batch axis. Received a '
                         'scalar; give it one value per sample.')
    return _op('select', seen, new, old)


def _swapped(x):
    """Exchanges the first two axes."""
    return _op('permute_dimensions', x, (1, 0) + tuple(range(2, core.ndim(x))))


def _time_mask(mask):
    """A mask of shape (samples, time) or (samples, time, 1) as booleans of (time, samples)."""
    mask = record.as_tensor(mask)
    if core.ndim(mask) == 3 and mask.shape[2] == 1:
        mask = _op('squeeze', mask, 2)
    if core.ndim(mask) != 2:
        raise ValueError('The mask of K.rnn must have the shape (samples, time) or '
                         f'(samples, time, 1). Received a mask of shape {mask.shape}.')
    return _swapped(_op('cast', mask, 'bool'))


def _agree(one, other):
    """Whether two shapes may be the same."""
    return one is None or other is None or len(one) == len(other) and all(
        None in pair or pair[0] == pair[1] for pair in zip(one, other))
