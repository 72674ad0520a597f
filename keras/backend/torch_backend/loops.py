"""Loops of LSTM and GRU over time, with hand-written gradients.

The product with the input is made for all steps at once before the loop; a step is a matrix product
and a few elementwise ops, in place. The gradient is a loop of its own with a matrix product a step:
whatever does not depend on the step after is computed for all steps before it, and the gradients of
the weights are one product over all steps after it. Recording every op of every step, as automatic
differentiation does, takes up to half as long again, and twice as long for small cells.

Time is the first axis everywhere here.
"""

import torch
from torch.autograd.function import once_differentiable

# Activations by name: the function, changing its argument in place, and its derivative as a
# function of its value.
_ACTIVATIONS = {
    'linear': (lambda x: x, torch.ones_like),
    'relu': (torch.relu_, lambda y: (y > 0).to(y.dtype)),
    'tanh': (torch.tanh_, lambda y: 1 - y * y),
    'sigmoid': (torch.sigmoid_, lambda y: y * (1 - y)),
    'hard_sigmoid': (lambda x: x.mul_(0.2).add_(0.5).clamp_(0, 1),
                     lambda y: 0.2 * ((y > 0) & (y < 1)).to(y.dtype)),
}


class Run(torch.autograd.Function):
    """A loop over time as one op.

    Its arguments are a loop, the inputs (time, samples, features), a boolean mask (time, samples,
    1) or None, a dropout mask of the state (samples, units) or None, kernel, bias or None,
    recurrent kernel, recurrent bias or None, then the initial states. It returns the outputs
    (time, samples, units), and the last carry of an LSTM.
    """

    @staticmethod
    def forward(ctx, loop, inputs, seen, drop, kernel, bias, recurrent, recurrent_bias, *states):
        flat = inputs.reshape(-1, inputs.shape[2])
        gates = torch.mm(flat, kernel) if bias is None else torch.addmm(bias, flat, kernel)
        gates = gates.view(tuple(inputs.shape[:2]) + (-1,))
        outputs, kept = loop.forward(gates, recurrent, recurrent_bias, drop, seen, states)
        ctx.loop = loop
        ctx.save_for_backward(flat, seen, drop, kernel, recurrent, outputs, *states)
        ctx.kept = (gates, kept)
        return (outputs, kept[-1].clone()) if len(states) > 1 else (outputs,)

    @staticmethod
    @once_differentiable
    def backward(ctx, *slopes):
        flat, seen, drop, kernel, recurrent, outputs = ctx.saved_tensors[:6]
        states = ctx.saved_tensors[6:]
        gates, kept = ctx.kept
        previous = _before(states[0], outputs)
        dropped = previous if drop is None else previous * drop
        back = ctx.loop.backward(gates, kept, previous, dropped, states, recurrent, drop, seen,
                                 slopes)
        of_gates, of_recurrent, of_bias, of_states, of_dropped = back
        wanted = ctx.needs_input_grad
        of_gates = of_gates.view(flat.shape[0], -1)
        return (None,
                torch.mm(of_gates, kernel.t()).view(tuple(outputs.shape[:2]) + (-1,))
                if wanted[1] else None,
                None,
                (of_dropped() * previous).sum(0) if wanted[3] else None,
                torch.mm(flat.t(), of_gates) if wanted[4] else None,
                of_gates.sum(0) if wanted[5] else None,
                of_recurrent() if wanted[6] else None,
                of_bias() if wanted[7] else None) + tuple(of_states)


def _before(first, sequence):
    """The values before each step: `first`, then those of the steps but the last."""
    return torch.cat((first.unsqueeze(0), sequence[:-1]))


def _parts(x, count):
    """Views of the parts of the last axis, each a list over time."""
    return [part.unbind(0) for part in x.chunk(count, -1)]


def _product(x, y):
    """Sum over time and samples of the outer products of two sequences."""
    return torch.mm(x.reshape(-1, x.shape[-1]).t(), y.reshape(-1, y.shape[-1]))


def _back(x, weights):
    """A sequence of slopes, taken back through a product with weights."""
    flat = torch.mm(x.reshape(-1, x.shape[-1]), weights.t())
    return flat.view(tuple(x.shape[:2]) + (-1,))


def _keep(seen, new, old):
    """Puts the old values into `new`, in place, where a step is not seen."""
    new.copy_(torch.where(seen, new, old))


class _Loop:
    """One kind of cell.

    Args:
        activation: Name of the activation of the candidate.
        recurrent_activation: Name of the activation of the gates.

    Raises:
        ValueError: An unknown activation.
    """

    def __init__(self, activation, recurrent_activation):
        for name in (activation, recurrent_activation):
            if name not in _ACTIVATIONS:
                raise ValueError('A fused loop knows the activations {}. Received: {!r}.'.format(
                    ', '.join(sorted(_ACTIVATIONS)), name))
        self.act, self.act_slope = _ACTIVATIONS[activation]
        self.gate, self.gate_slope = _ACTIVATIONS[recurrent_activation]


class Lstm(_Loop):
    """LSTM with the gates i, f, c, o."""

    def forward(self, gates, recurrent, recurrent_bias, drop, seen, states):
        """Runs all steps; `gates` holds the products with the input, then the activations.

        Returns:
            Outputs, and the carry after each step.
        """
        hidden, carry = states
        shape = tuple(gates.shape[:2]) + (gates.shape[2] // 4,)
        outputs, carries = gates.new_empty(shape), gates.new_empty(shape)
        i, f, c, o = _parts(gates, 4)
        both = gates[..., :2 * shape[2]].unbind(0)
        for time, (z, now, carried) in enumerate(zip(
                gates.unbind(0), outputs.unbind(0), carries.unbind(0))):
            z.addmm_(hidden if drop is None else hidden * drop, recurrent)
            self.gate(both[time])
            self.act(c[time])
            self.gate(o[time])
            torch.mul(f[time], carry, out=carried).addcmul_(i[time], c[time])
            torch.mul(o[time], self.act(carried.clone()), out=now)
            if seen is not None:
                _keep(seen[time], now, hidden)
                _keep(seen[time], carried, carry)
            hidden, carry = now, carried
        return outputs, carries

    def backward(self, gates, carries, previous, dropped, states, recurrent, drop, seen, slopes):
        """Returns the gradient of `gates`, functions for those of recurrent kernel and bias, a list
        of those of the states, and a function for that of the dropped state at each step.
        """
        upstream, of_carry = slopes
        units = previous.shape[2]
        i, f, c, o = gates.chunk(4, -1)
        before = _before(states[1], carries)
        carried = self.act(torch.addcmul(f * before, i, c))
        to_gates = torch.cat((c * self.gate_slope(i), before * self.gate_slope(f),
                              i * self.act_slope(c), carried * self.gate_slope(o)), -1)
        to_carry = o * self.act_slope(carried)
        if seen is not None:
            to_gates, to_carry = to_gates * seen, to_carry * seen
            f, passed = torch.where(seen, f, torch.ones_like(f)), (~seen).to(f.dtype)
        by_carry = to_gates.view(tuple(gates.shape[:2]) + (4, units))[:, :, :3].unbind(0)
        by_output = to_gates[..., 3 * units:].unbind(0)
        f, to_carry, flat = f.unbind(0), to_carry.unbind(0), to_gates.unbind(0)
        slope, of_carry, back = 0, of_carry.clone(), recurrent.t()
        for time in range(len(flat) - 1, -1, -1):
            slope = upstream[time] + slope
            of_carry.addcmul_(slope, to_carry[time])
            by_carry[time].mul_(of_carry.unsqueeze(1))
            by_output[time].mul_(slope)
            into = torch.mm(flat[time], back)
            if drop is not None:
                into.mul_(drop)
            slope = into if seen is None else into.addcmul_(slope, passed[time])
            of_carry.mul_(f[time])
        return (to_gates, lambda: _product(dropped, to_gates), None, [slope, of_carry],
                lambda: _back(to_gates, recurrent))


class Gru(_Loop):
    """GRU with the gates z, r, h, whose reset gate acts before the recurrent product."""

    def forward(self, gates, recurrent, recurrent_bias, drop, seen, states):
        """Runs all steps, as `Lstm.forward`."""
        hidden, = states
        units = gates.shape[2] // 3
        outputs = gates.new_empty(tuple(gates.shape[:2]) + (units,))
        z, r, h = _parts(gates, 3)
        both = gates[..., :2 * units].unbind(0)
        to_both, to_candidate = recurrent[:, :2 * units], recurrent[:, 2 * units:]
        for time, now in enumerate(outputs.unbind(0)):
            state = hidden if drop is None else hidden * drop
            self.gate(both[time].addmm_(state, to_both))
            candidate = self.act(h[time].addmm_(r[time] * state, to_candidate))
            torch.lerp(candidate, hidden, z[time], out=now)
            if seen is not None:
                _keep(seen[time], now, hidden)
            hidden = now
        return outputs, ()

    def backward(self, gates, kept, previous, dropped, states, recurrent, drop, seen, slopes):
        """Gradients, as `Lstm.backward` returns them."""
        upstream, = slopes
        units = previous.shape[2]
        z, r, h = gates.chunk(3, -1)
        to_gates = torch.cat(((previous - h) * self.gate_slope(z), dropped * self.gate_slope(r),
                              (1 - z) * self.act_slope(h)), -1)
        reset = r * dropped
        if seen is not None:
            to_gates = to_gates * seen
            z = torch.where(seen, z, torch.ones_like(z))
        to_both, to_candidate = recurrent[:, :2 * units].t(), recurrent[:, 2 * units:].t()
        of_z, of_r, of_h = _parts(to_gates, 3)
        both = to_gates[..., :2 * units].unbind(0)
        z, r = z.unbind(0), r.unbind(0)
        slope = 0
        for time in range(len(both) - 1, -1, -1):
            slope = upstream[time] + slope
            inner = torch.mm(of_h[time].mul_(slope), to_candidate)
            of_z[time].mul_(slope)
            of_r[time].mul_(inner)
            into = inner.mul_(r[time]).addmm_(both[time], to_both)
            if drop is not None:
                into.mul_(drop)
            slope = into.addcmul_(slope, z[time])

        def of_recurrent():
            return torch.cat((_product(dropped, to_gates[..., :2 * units]),
                              _product(reset, to_gates[..., 2 * units:])), -1)

        def of_dropped():
            inner = _back(to_gates[..., 2 * units:], recurrent[:, 2 * units:])
            return inner * torch.stack(r) + _back(to_gates[..., :2 * units],
                                                  recurrent[:, :2 * units])
        return to_gates, of_recurrent, None, [slope], of_dropped


class GruAfter(_Loop):
    """GRU with the gates z, r, h, whose reset gate acts after the recurrent product."""

    def forward(self, gates, recurrent, recurrent_bias, drop, seen, states):
        """Runs all steps, as `Lstm.forward`; keeps the recurrent product of the candidate."""
        hidden, = states
        units = gates.shape[2] // 3
        shape = tuple(gates.shape[:2]) + (units,)
        outputs, inner = gates.new_empty(shape), gates.new_empty(tuple(gates.shape))
        z, r, h = _parts(gates, 3)
        both, inner_both = gates[..., :2 * units].unbind(0), inner[..., :2 * units].unbind(0)
        inner_h = inner[..., 2 * units:].unbind(0)
        for time, (now, part) in enumerate(zip(outputs.unbind(0), inner.unbind(0))):
            state = hidden if drop is None else hidden * drop
            if recurrent_bias is None:
                torch.mm(state, recurrent, out=part)
            else:
                torch.addmm(recurrent_bias, state, recurrent, out=part)
            self.gate(both[time].add_(inner_both[time]))
            candidate = self.act(h[time].addcmul_(r[time], inner_h[time]))
            torch.lerp(candidate, hidden, z[time], out=now)
            if seen is not None:
                _keep(seen[time], now, hidden)
            hidden = now
        return outputs, inner[..., 2 * units:]

    def backward(self, gates, inner, previous, dropped, states, recurrent, drop, seen, slopes):
        """Gradients, as `Lstm.backward` returns them."""
        upstream, = slopes
        units = previous.shape[2]
        z, r, h = gates.chunk(3, -1)
        to_candidate = (1 - z) * self.act_slope(h)
        # Slopes of the recurrent product: those of the gates, but for the reset candidate.
        to_inner = torch.cat(((previous - h) * self.gate_slope(z),
                              to_candidate * inner * self.gate_slope(r), to_candidate * r), -1)
        if seen is not None:
            to_inner, to_candidate = to_inner * seen, to_candidate * seen
            z = torch.where(seen, z, torch.ones_like(z))
        gatewise = to_inner.view(tuple(gates.shape[:2]) + (3, units)).unbind(0)
        z, flat, to_candidate = z.unbind(0), to_inner.unbind(0), to_candidate.unbind(0)
        slope, back = 0, recurrent.t()
        for time in range(len(flat) - 1, -1, -1):
            slope = upstream[time] + slope
            gatewise[time].mul_(slope.unsqueeze(1))
            to_candidate[time].mul_(slope)
            into = torch.mm(flat[time], back)
            if drop is not None:
                into.mul_(drop)
            slope = into.addcmul_(slope, z[time])
        of_gates = torch.cat((to_inner[..., :2 * units], torch.stack(to_candidate)), -1)
        return (of_gates, lambda: _product(dropped, to_inner), lambda: to_inner.sum((0, 1)),
                [slope], lambda: _back(to_inner, recurrent))
