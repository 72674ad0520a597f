"""Loops over time and over the first axis."""

import numpy as np

__all__ = ['foldl', 'foldr', 'fused_gru', 'fused_lstm', 'map_fn', 'rnn']


def rnn(step_function, inputs, initial_states, go_backwards=False, mask=None, constants=None,
        unroll=False, input_length=None):
    steps = range(inputs.shape[1])
    states, constants = list(initial_states), list(constants or [])
    outputs = []
    for time in reversed(steps) if go_backwards else steps:
        output, new_states = step_function(inputs[:, time], states + constants)
        if mask is not None:
            seen = np.reshape(mask, np.shape(mask)[:2])[:, time].astype(bool)
            output = _choose(seen, output, outputs[-1] if outputs else np.zeros_like(output))
            new_states = [_choose(seen, *pair) for pair in zip(new_states, states)]
        states = list(new_states)
        outputs.append(output)
    return outputs[-1], np.stack(outputs, axis=1), states


def fused_lstm(inputs, kernel, recurrent_kernel, bias, initial_states, go_backwards=False,
               mask=None, recurrent_mask=None, activation='tanh', recurrent_activation='sigmoid'):
    act, gate = _ACTIVATIONS[activation], _ACTIVATIONS[recurrent_activation]

    def step(x, states):
        hidden, carry = states
        z = x.dot(kernel) + _times(hidden, recurrent_mask).dot(recurrent_kernel)
        i, f, c, o = np.split(z if bias is None else z + bias, 4, axis=1)
        carry = gate(f) * carry + gate(i) * act(c)
        hidden = gate(o) * act(carry)
        return hidden, [hidden, carry]
    return rnn(step, inputs, initial_states, go_backwards, mask)


def fused_gru(inputs, kernel, recurrent_kernel, bias, initial_states, go_backwards=False,
              mask=None, recurrent_mask=None, activation='tanh', recurrent_activation='sigmoid',
              reset_after=False):
    act, gate = _ACTIVATIONS[activation], _ACTIVATIONS[recurrent_activation]
    units = recurrent_kernel.shape[0]
    bias = np.zeros(3 * units) if bias is None else bias
    input_bias, recurrent_bias = bias if np.ndim(bias) == 2 else (bias, 0. * bias)

    def step(x, states):
        state = states[0]
        dropped = _times(state, recurrent_mask)
        x_z, x_r, x_h = np.split(x.dot(kernel) + input_bias, 3, axis=1)
        h_z, h_r, h_h = np.split(dropped.dot(recurrent_kernel) + recurrent_bias, 3, axis=1)
        z, r = gate(x_z + h_z), gate(x_r + h_r)
        part = r * h_h if reset_after else (r * dropped).dot(recurrent_kernel[:, 2 * units:])
        state = z * state + (1 - z) * act(x_h + part)
        return state, [state]
    return rnn(step, inputs, initial_states, go_backwards, mask)


def map_fn(fn, elems, name=None, dtype=None):
    return np.array([fn(part) for part in elems], dtype=dtype)


def foldl(fn, elems, initializer=None, name=None):
    parts = list(elems) if initializer is None else [initializer] + list(elems)
    result = parts[0]
    for part in parts[1:]:
        result = fn(result, part)
    return result


def foldr(fn, elems, initializer=None, name=None):
    return foldl(fn, elems[::-1], initializer)


def _times(state, mask):
    """The state times the mask, if there is one."""
    return state if mask is None else state * mask


_ACTIVATIONS = {
    'linear': lambda x: x, 'relu': lambda x: np.maximum(x, 0), 'tanh': np.tanh,
    'sigmoid': lambda x: 1 / (1 + np.exp(-x)),
    'hard_sigmoid': lambda x: np.clip(0.2 * x + 0.5, 0, 1)}


def _choose(seen, new, old):
    """New values for the samples that are seen, old ones for the rest."""
    return np.where(seen.reshape(seen.shape + (1,) * (np.ndim(new) - 1)), new, old)
