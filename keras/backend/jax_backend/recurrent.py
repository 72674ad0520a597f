"""Kernels of whole sequences through an LSTM or GRU: the arguments and results of `K`.

The product with the input is made for all steps at once before the loop; see `loops` for the rest.
"""

from jax import lax
from jax import numpy as jnp

from keras.backend.jax_backend import loops


def fused_lstm(inputs, kernel, recurrent_kernel, bias, initial_states, go_backwards=False,
               mask=None, recurrent_mask=None, activation='tanh', recurrent_activation='sigmoid'):
    # The candidate comes last here, so that the three gates before it are activated as one.
    kernel, recurrent_kernel = _candidate_last(kernel), _candidate_last(recurrent_kernel)
    bias = None if bias is None else _candidate_last(bias)
    return _run(loops.Lstm, (activation, recurrent_activation), _projected(inputs, kernel, bias),
                (recurrent_kernel,), initial_states, go_backwards, mask, recurrent_mask)


def fused_gru(inputs, kernel, recurrent_kernel, bias, initial_states, go_backwards=False,
              mask=None, recurrent_mask=None, activation='tanh', recurrent_activation='sigmoid',
              reset_after=False):
    width = recurrent_kernel.shape[1]
    if reset_after:
        recurrent_bias = jnp.zeros((width,), recurrent_kernel.dtype)
        if bias is not None:
            bias, recurrent_bias = bias
        kind, weights = loops.GruAfter, (recurrent_kernel, recurrent_bias)
    else:
        gates = width // 3 * 2
        kind, weights = loops.Gru, (recurrent_kernel[:, :gates], recurrent_kernel[:, gates:])
    return _run(kind, (activation, recurrent_activation), _projected(inputs, kernel, bias),
                weights, initial_states, go_backwards, mask, recurrent_mask)


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


def _run(kind, activations, projected, weights, initial_states, go_backwards, mask, drop):
    """Runs a loop; returns what `K.rnn` does."""
    for name in activations:
        if name not in loops.ACTIVATIONS:
            raise ValueError('A fused loop knows the activations {}. Received: {!r}.'.format(
                ', '.join(sorted(loops.ACTIVATIONS)), name))
    seen = None
    if mask is not None:
        seen = jnp.swapaxes(mask.reshape(mask.shape[:2]), 0, 1)[:, :, None].astype(bool)
    initial = tuple(jnp.asarray(state, projected.dtype) for state in initial_states)
    outputs, states = loops.run(kind, activations, bool(go_backwards), projected, weights, initial,
                                drop, seen)
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
