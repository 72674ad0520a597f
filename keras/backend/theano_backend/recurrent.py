"""Loops over time and over the first axis.

What a step function computes is recorded once, on stand-ins for one time step. From the record the
loop knows all shapes, and which tensors from outside are used in it: those are handed to the
engine's loop by name, so that they are not computed anew in each step.
"""

import numpy as np

from keras.backend.theano_backend import core
from keras.backend.theano_backend import rewriting
from keras.backend.theano_backend import static
from keras.backend.theano_backend.engine import (
    Constant, T, number, scan, tensor_type, with_pattern)


def rnn(step_function, inputs, initial_states, go_backwards=False, mask=None, constants=None,
        unroll=False, input_length=None):
    if inputs.ndim < 2:
        raise ValueError('K.rnn needs inputs of at least 2 dimensions (samples, time, ...). '
                         'Received inputs of shape {}.'.format(core.int_shape(inputs)))
    length = core.int_shape(inputs)[1]
    if length == 0:
        raise ValueError('K.rnn needs at least 1 time step. Received inputs of shape {}.'.format(
            core.int_shape(inputs)))
    loop = _Rnn(step_function, initial_states, constants)
    time_major = _swap_time(inputs)
    mask = None if mask is None else _time_mask(mask)
    if go_backwards:
        time_major = time_major[::-1]
        mask = None if mask is None else mask[::-1]
    if unroll:
        last_output, outputs, states = loop.unrolled(time_major, mask, length or input_length)
    else:
        last_output, outputs, states = loop.symbolic(time_major, mask)
    sizes = core.int_shape(outputs)
    outputs = static.known(_swap_time(outputs), (sizes[1], length) + sizes[2:])
    if loop.uses_learning_phase:
        last_output._uses_learning_phase = outputs._uses_learning_phase = True
    return last_output, outputs, states


class _Rnn:
    """One call of `rnn`: the step function with its states and constants."""

    def __init__(self, step_function, initial_states, constants):
        self.step_function = step_function
        self.structure = list(initial_states)
        self.initial = _flat(self.structure)
        self.constants = list(constants or [])
        self.uses_learning_phase = False

    def step(self, inputs, states):
        """Calls the step function; returns its output and its new states as a flat list."""
        packed, _ = _packed(self.structure, states)
        output, new_states = self.step_function(inputs, packed + self.constants)
        self.uses_learning_phase |= getattr(output, '_uses_learning_phase', False)
        new_states = _flat(list(new_states))
        if len(new_states) != len(states):
            raise ValueError('The step function of K.rnn must return as many new states as it '
                             'is given: {}. It returned {}.'.format(len(states), len(new_states)))
        fitting = []
        for position, (old, new) in enumerate(zip(self.initial, new_states)):
            sizes = core.int_shape(old), core.int_shape(new)
            if len(sizes[0]) != len(sizes[1]) or any(
                    None not in pair and pair[0] != pair[1] for pair in zip(*sizes)):
                raise ValueError('State {} of K.rnn changes its shape from {} to {} in one step. '
                                 'Give an initial state of the shape that the step function '
                                 'returns.'.format(position, *sizes))
            fitting.append(_fitting(new, old))
        return output, fitting

    def unrolled(self, inputs, mask, length):
        """Runs the loop as one copy of the step per time step."""
        if not length:
            raise ValueError('K.rnn can only unroll a known number of time steps, at least 1. '
                             'Received time-major inputs of shape {}. Give the number of time '
                             'steps, or use unroll=False.'.format(core.int_shape(inputs)))
        states, outputs = self.initial, []
        for time in range(length):
            output, new_states = self.step(inputs[time], states)
            if mask is not None:
                seen = mask[time]
                before = outputs[-1] if outputs else core.zeros_like(output)
                output = _where(seen, output, before)
                new_states = [_where(seen, *pair) for pair in zip(new_states, states)]
            states = new_states
            outputs.append(output)
        together = T.concatenate([one.dimshuffle(*['x'] + list(range(one.ndim)))
                                  for one in outputs], axis=0)
        return outputs[-1], together, _packed(self.structure, states)[0]

    def symbolic(self, inputs, mask):
        """Runs the loop as one loop of the engine."""
        sequences = [inputs] + ([] if mask is None else [mask])

        def body(parts, states):
            return self.step(parts[0], states)

        record = _Record(body, sequences, self.initial)
        carried = list(self.initial)
        if mask is not None:
            # A masked step repeats the output before it, so that one is carried along.
            first = record.applied([one[0] for one in sequences], self.initial)[0]
            carried = [core.zeros_like(first)] + carried
        traces = _run(record, sequences, carried, mask is not None)
        last = [static.known(one[-1], core.int_shape(one)[1:]) for one in traces]
        return last[0], traces[0], _packed(self.structure, last[1:])[0]


class _Record:
    """What a function computes from parts of sequences and from states.

    Args:
        function: Function of a list of parts and a list of states that returns an output and a
            list of new states.
        sequences: List of tensors, whose parts along the first axis are handed in.
        states: List of tensors, the first states.

    Attributes:
        outside: Tensors that are used but come from outside.
    """

    def __init__(self, function, sequences, states):
        self.start = number(T.scalar())
        self.parts = [_stand_in(one, core.int_shape(one)[1:]) for one in sequences]
        self.states = [_stand_in(one, core.int_shape(one)) for one in states]
        output, new_states = function(self.parts, self.states)
        self.results = [output] + list(new_states)
        self.outside = self._find_outside()

    def applied(self, parts, states, outside=None, time=None):
        """Returns output and new states for other parts, states, and tensors from outside."""
        replaced = dict(zip(self.parts, parts))
        replaced.update(zip(self.states, states))
        for old, new in zip(self.outside, self.outside if outside is None else outside):
            # Each round of a loop draws numbers of its own.
            is_position = time is not None and getattr(old, 'is_position', False)
            replaced[old] = new * np.int64(2654435761) + time + np.int64(1) if is_position else new
        for one in list(replaced.values()):
            replaced.setdefault(one, one)
        return rewriting.Rewriting(replaced)(self.results)

    def _find_outside(self):
        """The tensors at the border of what was recorded, in the order in which they are found."""
        own = set(self.parts + self.states)
        found, seen, waiting = [], set(), list(reversed(self.results))
        while waiting:
            x = waiting.pop()
            if x in seen or x in own or isinstance(x, Constant):
                continue
            seen.add(x)
            if x.owner is None or number(x) < self.start:
                found.append(x)
            else:
                waiting.extend(reversed(x.owner.inputs))
        return found


def _run(record, sequences, carried, is_masked):
    """Runs a record as a loop of the engine and returns all outputs and states, time first.

    Args:
        record: A `_Record`; its last sequence is the mask, if there is one.
        sequences: Its sequences.
        carried: First states; before them what the first outputs repeat, if there is a mask.
        is_masked: Whether there is a mask.

    Returns:
        List of tensors of shape (time, ...): the outputs, and each of the states.
    """
    count, length = len(sequences), sequences[0].shape[0]
    states = len(carried)
    types = [one.type for one in (record.results[:1] if is_masked else []) + record.states]

    def step(*given):
        parts, time, before = given[:count], given[count], given[count + 1:count + 1 + states]
        old = list(before[1:] if is_masked else before)
        new = record.applied(parts, old, given[count + 1 + states:], time)
        if is_masked:
            new = [_where(parts[-1], *pair) for pair in zip(new, before)]
        return new

    first = [_of_pattern(one, kind) for one, kind in zip(carried, types)]
    traces, _ = scan(
        step, sequences=list(sequences) + [T.arange(length, dtype='int64')],
        outputs_info=first if is_masked else [None] + first,
        non_sequences=list(record.outside), n_steps=length)
    traces = traces if isinstance(traces, list) else [traces]
    time = core.int_shape(sequences[0])[0]
    result = []
    for trace, one in zip(traces, record.results):
        sizes = (time,) + core.int_shape(one)
        result.append(static.known(with_pattern(trace, [size == 1 for size in sizes]), sizes))
    return result


def _of_pattern(x, kind):
    """A tensor of the type that a loop carries, never a variable itself."""
    x = with_pattern(x, kind.broadcastable)
    return core._again(x) if core.is_variable(x) else x


def _stand_in(x, sizes):
    """A tensor without a value, of the type and known sizes of a part or a state."""
    made = tensor_type(x.dtype, [size == 1 for size in sizes])()
    return static.known(made, sizes)


def _fitting(new, old):
    """A new state in the type of the old one."""
    sizes = [a if b is None else b for a, b in zip(core.int_shape(new), core.int_shape(old))]
    made = with_pattern(core.cast(new, old.dtype), [size == 1 for size in core.int_shape(old)])
    return made if made is new else static.known(made, sizes)


def _where(seen, new, old):
    """New values for the samples that are seen, old ones for the rest."""
    if new.ndim == 0:
        raise ValueError('K.rnn cannot mask a state or output without a batch axis. Received a '
                         'scalar; give it one value per sample.')
    sizes = core.int_shape(new)
    made = T.switch(seen.dimshuffle(*[0] + ['x'] * (new.ndim - 1)), new, old)
    return static.known(with_pattern(made, new.broadcastable), sizes)


def _time_mask(mask):
    """A mask of shape (samples, time) or (samples, time, 1) as booleans of (time, samples)."""
    if mask.ndim == 3 and core.int_shape(mask)[2] in (1, None):
        mask = with_pattern(mask, mask.broadcastable[:2] + (True,)).dimshuffle(0, 1)
    if mask.ndim != 2:
        raise ValueError('The mask of K.rnn must have the shape (samples, time) or '
                         '(samples, time, 1). Received a mask of shape {}.'.format(
                             core.int_shape(mask)))
    return core.cast(mask, 'bool').dimshuffle(1, 0)


def _swap_time(x):
    """Exchanges the first two axes."""
    return x.dimshuffle(*[1, 0] + list(range(2, x.ndim)))


def _flat(items):
    """All tensors in nested lists."""
    if isinstance(items, (list, tuple)):
        return [one for item in items for one in _flat(item)]
    return [core.as_tensor(items)]


def _packed(structure, flat):
    """Tensors in the nested lists of a structure, and those that are left over."""
    packed, rest = [], list(flat)
    for item in structure:
        if isinstance(item, (list, tuple)):
            inner, rest = _packed(item, rest)
            packed.append(inner)
        else:
            packed.append(rest.pop(0))
    return packed, rest


# Loops over the first axis


def map_fn(fn, elems, name=None, dtype=None):
    def body(parts, states):
        result = core.as_tensor(fn(parts[0]))
        return (result if dtype is None else core.cast(result, dtype)), []

    mapped, = _run(_Record(body, [elems], []), [elems], [], False)
    return core._named(mapped, name)


def foldl(fn, elems, initializer=None, name=None):
    if initializer is None:
        initializer, elems = elems[0], elems[1:]

    def body(parts, states):
        result = fn(states[0], parts[0])
        return result, [_fitting(result, states[0])]

    folded = _run(_Record(body, [elems], [initializer]), [elems], [initializer], False)[1][-1]
    return core._named(folded, name)


def foldr(fn, elems, initializer=None, name=None):
    return foldl(fn, elems[::-1], initializer, name)
