"""Kernels of whole sequences through an LSTM or GRU.

The product with the input is made for all steps at once before the loop, and the gradients of the
weights are products over all steps after it: a step of either loop is one matrix product and what
can be fused with it.
"""

import jax
from jax import lax
from jax import numpy as jnp

from keras.backend.jax_backend import nn

_ACTIVATIONS = {'linear': lambda x: x, 'relu': jax.nn.relu, 'tanh': jnp.tanh,
                'sigmoid': lax.logistic, 'hard_sigmoid': nn.hard_sigmoid}


def fused_lstm(inputs, kernel, recurrent_kernel, bias, initial_states, go_backwards=False,
               mask=None, recurrent_mask=None, activation='tanh', recurrent_activation='sigmoid'):
    act, gate = _functions(activation, recurrent_activation)
    # The candidate comes last here, so that the three gates before it are activated as one.
    kernel, recurrent_kernel = _candidate_last(kernel), _candidate_last(recurrent_kernel)
    projected = _projected(inputs, kernel, None if bias is None else _candidate_last(bias))

    def step(weights, states, x):
        hidden, carry = states
        now = hidden if recurrent_mask is None else hidden * recurrent_mask
        z = x + now @ weights[0]
        units = hidden.shape[1]
        gates = gate(z[:, :3 * units])
        i, f, o = gates[:, :units], gates[:, units:2 * units], gates[:, 2 * units:]
        carry = f * carry + i * act(z[:, 3 * units:])
        return o * act(carry), carry
    return _run(step, projected, [recurrent_kernel], initial_states, go_backwards, mask)


def fused_gru(inputs, kernel, recurrent_kernel, bias, initial_states, go_backwards=False,
              mask=None, recurrent_mask=None, activation='tanh', recurrent_activation='sigmoid',
              reset_after=False):
    act, gate = _functions(activation, recurrent_activation)
    units = recurrent_kernel.shape[0]
    recurrent_bias = None
    if bias is not None and reset_after:
        bias, recurrent_bias = bias
    projected = _projected(inputs, kernel, bias)

    def step(weights, states, x):
        state, = states
        now = state if recurrent_mask is None else state * recurrent_mask
        if reset_after:
            inner = now @ weights[0]
            if recurrent_bias is not None:
                inner = inner + weights[1]
            gates = gate(x[:, :2 * units] + inner[:, :2 * units])
            part = gates[:, units:] * inner[:, 2 * units:]
        else:
            gates = gate(x[:, :2 * units] + now @ weights[0])
            part = (gates[:, units:] * now) @ weights[1]
        z = gates[:, :units]
        return z * state + (1 - z) * act(x[:, 2 * units:] + part),

    if not reset_after:
        weights = [recurrent_kernel[:, :2 * units], recurrent_kernel[:, 2 * units:]]
    else:
        weights = [recurrent_kernel] + ([] if recurrent_bias is None else [recurrent_bias])
    return _run(step, projected, weights, initial_states, go_backwards, mask)


def _functions(*names):
    """Activations by name."""
    for name in names:
        if name not in _ACTIVATIONS:
            raise ValueError('A fused loop knows the activations {}. Received: {!r}.'.format(
                ', '.join(sorted(_ACTIVATIONS)), name))
    return [_ACTIVATIONS[name] for name in names]


def _candidate_last(x):
    """Moves the third quarter of the last axis to the end."""
    first, second, third, fourth = jnp.split(x, 4, -1)
    return jnp.concatenate([first, second, fourth, third], -1)


def _projected(inputs, kernel, bias):
    """The input of all gates and steps: (time, samples, gates * units)."""
    if inputs.shape[1] == 0:
        raise ValueError('A recurrent loop needs at least 1 time step. Received inputs of shape '
                         f'{inputs.shape}.')
    result = jnp.swapaxes(inputs, 0, 1) @ kernel
    return result if bias is None else result + bias


def _run(step, projected, weights, initial_states, go_backwards, mask):
    """Runs a loop; returns what `K.rnn` does."""
    seen = None
    if mask is not None:
        seen = jnp.swapaxes(mask.reshape(mask.shape[:2]), 0, 1)[:, :, None].astype(bool)

    def body(states, now):
        x, seen = now
        new = step(weights, states, x)
        if seen is not None:
            new = tuple(jnp.where(seen, *pair) for pair in zip(new, states))
        return new, new[0]

    states, outputs = lax.scan(body, tuple(initial_states), (projected, seen),
                               reverse=go_backwards)
    last = states[0]
    if go_backwards:
        outputs = jnp.flip(outputs, 0)
        seen = None if seen is None else jnp.flip(seen, 0)
    if seen is not None:
        # Before its first step that is seen, a sample has no output to repeat: zeros.
        began = lax.cummax(seen.astype('int8'), 0).astype(bool)
        outputs = jnp.where(began, outputs, 0)
        last = outputs[-1]
    return last, jnp.swapaxes(outputs, 0, 1), list(states)
