"""Loops of an LSTM or GRU over time, with gradients of their own.

A step is one matrix product (two where a reset comes before it) and elementwise ops, which are
fused; it keeps what the gradient asks for. The gradient is a loop back with as many products, and
the gradients of the weights are one product over all steps after it. What the engine derives by
itself makes that product, and adds it up, in every step: it takes more than twice as long.

Shapes are (time, samples, units). In a loop from the last step to the first one, the arrays of all
steps are in the order of time, too.
"""

import functools

import jax
from jax import lax
from jax import numpy as jnp

#: Activations by name: the function, and its derivative as a function of its value.
ACTIVATIONS = {
    'linear': (lambda x: x, jnp.ones_like),
    'relu': (jax.nn.relu, lambda y: (y > 0).astype(y.dtype)),
    'tanh': (jnp.tanh, lambda y: 1 - y * y),
    'sigmoid': (lax.logistic, lambda y: y * (1 - y)),
    'hard_sigmoid': (lambda x: jnp.clip(0.2 * x + 0.5, 0, 1),
                     lambda y: 0.2 * ((y > 0) & (y < 1)).astype(y.dtype)),
}


@functools.partial(jax.custom_vjp, nondiff_argnums=(0, 1, 2))
def run(kind, activations, reverse, projected, weights, initial, drop, seen):
    """Runs a loop.

    Args:
        kind: `Lstm`, `Gru` or `GruAfter`.
        activations: Names of the activation of the candidate and of that of the gates.
        reverse: Whether the loop begins at the last step.
        projected: Array (time, samples, gates * units), the share of the input in the gates.
        weights: Tuple of arrays, the recurrent weights.
        initial: Tuple of states (samples, units).
        drop: Array (samples, units) that the state is multiplied with, or None.
        seen: Boolean array (time, samples, 1), or None.

    Returns:
        Pair: the outputs of all steps, and the tuple of the last states.
    """
    return _forward(kind(*activations), reverse, projected, weights, initial, drop, seen)[:2]


def _forward(loop, reverse, projected, weights, initial, drop, seen):
    """Outputs, last states, what is kept of all steps. What nobody uses is not computed."""
    def body(states, now):
        x, seen = now
        new, kept = loop.step(x, states, weights, drop)
        if seen is not None:
            new = tuple(jnp.where(seen, *pair) for pair in zip(new, states))
        return new, (new[0], kept)

    states, (outputs, kept) = lax.scan(body, initial, (projected, seen), reverse=reverse)
    return outputs, states, kept


def _run_forward(kind, activations, reverse, projected, weights, initial, drop, seen):
    """What `run` returns, and what its gradient needs."""
    outputs, states, kept = _forward(kind(*activations), reverse, projected, weights, initial,
                                     drop, seen)
    first = initial[0][None]
    before = ([outputs[1:], first] if reverse else [first, outputs[:-1]])
    return (outputs, states), (jnp.concatenate(before), kept, weights, drop, seen)


def _run_back(kind, activations, reverse, remembered, slopes):
    """Gradients of the arrays that `run` was given."""
    before, kept, weights, drop, seen = remembered
    loop = kind(*activations)

    def body(slopes, now):
        slope, before, kept, seen = now
        slopes = (slopes[0] + slope,) + slopes[1:]
        if seen is None:
            return loop.step_back(slopes, before, kept, weights, drop)
        active = tuple(jnp.where(seen, one, 0) for one in slopes)
        earlier, written = loop.step_back(active, before, kept, weights, drop)
        return tuple(a + jnp.where(seen, 0, b) for a, b in zip(earlier, slopes)), written

    of_initial, written = lax.scan(body, slopes[1], (slopes[0], before, kept, seen),
                                   reverse=not reverse)
    dropped = before if drop is None else before * drop
    of_input, of_weights, of_dropped = loop.collect(written, kept, dropped, weights)
    of_drop = None if drop is None else jnp.sum(of_dropped * before, 0)
    return of_input, of_weights, of_initial, of_drop, None


run.defvjp(_run_forward, _run_back)


def _summed(x, y):
    """The product of two arrays, summed over time and samples."""
    return x.reshape(-1, x.shape[-1]).T @ y.reshape(-1, y.shape[-1])


class _Loop:
    """One step of a loop and its gradient.

    Args:
        activation: Name of the activation of the candidate.
        recurrent_activation: Name of the activation of the gates.
    """

    def __init__(self, activation, recurrent_activation):
        self.act, self.act_slope = ACTIVATIONS[activation]
        self.gate, self.gate_slope = ACTIVATIONS[recurrent_activation]


class Lstm(_Loop):
    """LSTM with the gates in the order i, f, o and the candidate."""

    def step(self, x, states, weights, drop):
        """The states after a step, and what is kept of it."""
        hidden, carry = states
        units = hidden.shape[1]
        z = x + (hidden if drop is None else hidden * drop) @ weights[0]
        gates, candidate = self.gate(z[:, :3 * units]), self.act(z[:, 3 * units:])
        i, f, o = jnp.split(gates, 3, 1)
        after = f * carry + i * candidate
        return (o * self.act(after), after), (gates, candidate, carry)

    def step_back(self, slopes, before, kept, weights, drop):
        """The slopes of the states before a step, and what is written of it."""
        slope, carry_slope = slopes
        gates, candidate, carry = kept
        i, f, o = jnp.split(gates, 3, 1)
        carried = self.act(f * carry + i * candidate)
        carry_slope = carry_slope + slope * o * self.act_slope(carried)
        of_gates = jnp.concatenate(
            [carry_slope * candidate, carry_slope * carry, slope * carried], 1)
        z = jnp.concatenate([of_gates * self.gate_slope(gates),
                             carry_slope * i * self.act_slope(candidate)], 1)
        earlier = z @ weights[0].T
        return (earlier if drop is None else earlier * drop, carry_slope * f), z

    def collect(self, written, kept, dropped, weights):
        """Gradients of the input, of the weights, and of the state where it enters the gates."""
        return written, (_summed(dropped, written),), written @ weights[0].T


class GruAfter(_Loop):
    """GRU whose reset gate acts after the recurrent product; the gates are z, r."""

    def step(self, x, states, weights, drop):
        """The states after a step, and what is kept of it."""
        state, = states
        units = state.shape[1]
        inner = (state if drop is None else state * drop) @ weights[0] + weights[1]
        gates = self.gate(x[:, :2 * units] + inner[:, :2 * units])
        z, r = jnp.split(gates, 2, 1)
        inner = inner[:, 2 * units:]
        candidate = self.act(x[:, 2 * units:] + r * inner)
        return (z * state + (1 - z) * candidate,), (gates, inner, candidate)

    def step_back(self, slopes, before, kept, weights, drop):
        """The slopes of the states before a step, and what is written of it."""
        slope, = slopes
        gates, inner, candidate = kept
        z, r = jnp.split(gates, 2, 1)
        of_candidate = slope * (1 - z) * self.act_slope(candidate)
        of_gates = jnp.concatenate([slope * (before - candidate), of_candidate * inner], 1)
        of_gates = of_gates * self.gate_slope(gates)
        earlier = jnp.concatenate([of_gates, of_candidate * r], 1) @ weights[0].T
        earlier = earlier if drop is None else earlier * drop
        return (earlier + slope * z,), (of_gates, of_candidate)

    def collect(self, written, kept, dropped, weights):
        """Gradients of the input, of the weights, and of the state where it enters the gates."""
        of_gates, of_candidate = written
        r = jnp.split(kept[0], 2, 2)[1]
        inner = jnp.concatenate([of_gates, of_candidate * r], 2)
        return (jnp.concatenate([of_gates, of_candidate], 2),
                (_summed(dropped, inner), jnp.sum(inner, (0, 1))), inner @ weights[0].T)


class Gru(_Loop):
    """GRU whose reset gate acts on the state before the recurrent product; the gates are z, r."""

    def step(self, x, states, weights, drop):
        """The states after a step, and what is kept of it."""
        state, = states
        units = state.shape[1]
        dropped = state if drop is None else state * drop
        gates = self.gate(x[:, :2 * units] + dropped @ weights[0])
        z, r = jnp.split(gates, 2, 1)
        candidate = self.act(x[:, 2 * units:] + (r * dropped) @ weights[1])
        return (z * state + (1 - z) * candidate,), (gates, candidate)

    def step_back(self, slopes, before, kept, weights, drop):
        """The slopes of the states before a step, and what is written of it."""
        slope, = slopes
        gates, candidate = kept
        z, r = jnp.split(gates, 2, 1)
        dropped = before if drop is None else before * drop
        of_candidate = slope * (1 - z) * self.act_slope(candidate)
        of_product = of_candidate @ weights[1].T
        of_gates = jnp.concatenate([slope * (before - candidate), of_product * dropped], 1)
        of_gates = of_gates * self.gate_slope(gates)
        earlier = of_gates @ weights[0].T + of_product * r
        earlier = earlier if drop is None else earlier * drop
        return (earlier + slope * z,), (of_gates, of_candidate)

    def collect(self, written, kept, dropped, weights):
        """Gradients of the input, of the weights, and of the state where it enters the gates."""
        of_gates, of_candidate = written
        r = jnp.split(kept[0], 2, 2)[1]
        of_dropped = of_gates @ weights[0].T + of_candidate @ weights[1].T * r
        return (jnp.concatenate([of_gates, of_candidate], 2),
                (_summed(dropped, of_gates), _summed(r * dropped, of_candidate)), of_dropped)
