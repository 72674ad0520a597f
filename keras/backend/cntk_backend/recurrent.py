"""Kernels of whole sequences through an LSTM or GRU.

The samples are CNTK's batch axis here, and the time its sequence axis. The product with the input
is made for all steps at once before the loop.
"""

import cntk as C

from keras.backend.cntk_backend import arrays
from keras.backend.cntk_backend import loops
from keras.backend.cntk_backend.arrays import Array
from keras.backend.cntk_backend.kernels import kernel_of_all
from keras.backend.cntk_backend.program import current, in_batch

#: Activations of nodes by name.
ACTIVATIONS = {
    'linear': lambda x: x, 'relu': C.relu, 'tanh': C.tanh, 'sigmoid': C.sigmoid,
    'hard_sigmoid': lambda x: C.clip(x * .2 + .5, 0., 1.)}


@kernel_of_all
def fused_lstm(inputs, kernel, recurrent_kernel, bias, initial_states, go_backwards=False,
               mask=None, recurrent_mask=None, activation='tanh', recurrent_activation='sigmoid'):
    act, gate = _activations(activation, recurrent_activation)
    weights = recurrent_kernel.node

    def step(x, states, drop):
        hidden, carry = states
        z = x + C.times(_dropped(hidden, drop), weights)
        i, f, c, o = _parts(z, 4)
        carry = gate(f) * carry + gate(i) * act(c)
        return [gate(o) * act(carry), carry]

    return _run(step, inputs, kernel, bias, initial_states, go_backwards, mask, recurrent_mask)


@kernel_of_all
def fused_gru(inputs, kernel, recurrent_kernel, bias, initial_states, go_backwards=False,
              mask=None, recurrent_mask=None, activation='tanh', recurrent_activation='sigmoid',
              reset_after=False):
    act, gate = _activations(activation, recurrent_activation)
    units = recurrent_kernel.shape[0]
    weights, after = recurrent_kernel.node, None
    if reset_after and bias is not None:
        after = arrays.reshape(arrays.cut(bias, 0, 1, 2), (-1,)).node
        bias = arrays.reshape(arrays.cut(bias, 0, 0, 1), (-1,))
    gates = arrays.cut(recurrent_kernel, 1, 0, 2 * units).node
    candidate = arrays.cut(recurrent_kernel, 1, 2 * units, 3 * units).node

    def step(x, states, drop):
        state, = states
        dropped = _dropped(state, drop)
        x_z, x_r, x_h = _parts(x, 3)
        if reset_after:
            inner = C.times(dropped, weights)
            h_z, h_r, h_h = _parts(inner if after is None else inner + after, 3)
            z, r = gate(x_z + h_z), gate(x_r + h_r)
            new = act(x_h + r * h_h)
        else:
            h_z, h_r = _parts(C.times(dropped, gates), 2)
            z, r = gate(x_z + h_z), gate(x_r + h_r)
            new = act(x_h + C.times(r * dropped, candidate))
        return [z * state + (1. - z) * new]

    return _run(step, inputs, kernel, bias, initial_states, go_backwards, mask, recurrent_mask)


def _activations(*names):
    """The functions of two names."""
    for name in names:
        if name not in ACTIVATIONS:
            raise ValueError('A fused loop knows the activations {}. Received: {!r}.'.format(
                ', '.join(sorted(ACTIVATIONS)), name))
    return [ACTIVATIONS[name] for name in names]


def _dropped(state, drop):
    """A state times a mask, if there is one."""
    return state if drop is None else state * drop


def _parts(node, count):
    """The equal parts of a vector."""
    size = node.shape[-1] // count
    return [C.slice(node, -1, part * size, (part + 1) * size) for part in range(count)]


def _run(step, inputs, kernel, bias, initial_states, go_backwards, mask, drop):
    """Runs a loop; returns what `K.rnn` does.

    Args:
        step: Function of nodes `(input of the gates, states, drop) -> new states`.
    """
    samples, time = inputs.shape[:2]
    units = kernel.shape[1] // (3 if len(initial_states) == 1 else 4)
    if time == 0:
        raise ValueError('A recurrent loop needs at least 1 time step. Received inputs of shape '
                         '{}.'.format(inputs.shape))
    if current() is None or samples == 0:
        result = Array(None, (samples, time, units), inputs.dtype)
        last = Array(None, (samples, units), inputs.dtype)
        if samples == 0:
            result, last = [arrays.empty(x.shape, x.dtype) for x in (result, last)]
        return last, result, [last for _ in initial_states]
    if any(x.is_in_loop for x in [inputs, kernel] + list(initial_states)):
        return _unrolled(step, inputs, kernel, bias, initial_states, go_backwards, mask, drop)
    if go_backwards:
        inputs = arrays.cut(inputs, 1, time - 1, -1, -1)
    rows = arrays.reshape(inputs, (samples * time, -1))
    projected = arrays.product(rows, kernel)
    projected = projected if bias is None else projected + bias
    projected = arrays.reshape(projected, (samples, time, -1))
    sequence = C.to_sequence(in_batch(projected))
    seen = None
    if mask is not None:
        seen = arrays.reshape(arrays.cast(mask, 'bool'), (samples, time, 1))
        seen = arrays.cut(seen, 1, time - 1, -1, -1) if go_backwards else seen
        seen = C.to_sequence_like(in_batch(seen), sequence)
    if drop is not None:
        drop = C.sequence.broadcast_as(in_batch(drop), sequence)
    states, outputs = _tied(step, sequence, initial_states, seen, drop)
    node = C.unpack_batch(C.sequence.unpack(outputs, 0, no_mask_output=True))
    whole = Array(C.reshape(node, (samples, time, units)), (samples, time, units), inputs.dtype)
    last, *states = [Array(C.reshape(C.unpack_batch(C.sequence.last(x)), (samples, units)),
                           (samples, units), inputs.dtype) for x in [outputs] + states]
    return last, whole, states


def _tied(step, sequence, initial_states, seen, drop):
    """The states of a loop, each tied to its value a step before, and its outputs."""
    initial = list(initial_states)
    if seen is not None:
        # Before its first step that is seen, a sample has no output to repeat: zeros.
        initial.append(arrays.full(initial[0].shape, initial[0].dtype, 0))
    after, before = zip(*[loops.state_before(in_batch(x), sequence) for x in initial])
    new = step(sequence, before[:len(initial_states)], drop)
    if seen is not None:
        new = [C.element_select(seen, one, old) for one, old in zip(new + new[:1], before)]
    made = loops.tied(new, after, sequence)
    return made[:len(initial_states)], made[0 if seen is None else -1]


def _unrolled(step, inputs, kernel, bias, initial_states, go_backwards, mask, drop):
    """Runs a loop as one copy of the step per time step, inside of another loop."""
    projected = arrays.product(inputs, kernel)
    projected = projected if bias is None else projected + bias
    samples, time = inputs.shape[:2]
    states = [x.node for x in initial_states]
    drop = None if drop is None else drop.node
    outputs = []
    for index in reversed(range(time)) if go_backwards else range(time):
        x = arrays.reshape(arrays.cut(projected, 1, index, index + 1), (samples, -1)).node
        new = step(x, states, drop)
        output = new[0]
        if mask is not None:
            seen = arrays.cut(arrays.reshape(mask, (samples, time)), 1, index, index + 1)
            seen = arrays.cast(seen, 'bool').node
            new = [C.element_select(seen, one, old) for one, old in zip(new, states)]
            output = C.element_select(seen, output, outputs[-1] if outputs else output * 0.)
        states = new
        outputs.append(output)
    shape = initial_states[0].shape
    made = [Array(x, shape, inputs.dtype) for x in outputs]
    whole = arrays.joined([arrays.reshape(x, (samples, 1, -1)) for x in made], 1)
    return made[-1], whole, [Array(x, shape, inputs.dtype) for x in states]
