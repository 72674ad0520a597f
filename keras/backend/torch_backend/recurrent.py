"""Kernels of the room `recurrent`: whole sequences through an LSTM or GRU.

PyTorch's own kernels run what they know; `loops` runs the rest.
"""

import torch

from keras.backend.torch_backend import loops


def fused_lstm(inputs, kernel, recurrent_kernel, bias, initial_states, go_backwards=False,
               mask=None, recurrent_mask=None, activation='tanh', recurrent_activation='sigmoid'):
    loop = loops.Lstm(activation, recurrent_activation)
    if inputs.device.type == 'meta':
        return _stand_ins(inputs, initial_states)
    given = mask is not None or recurrent_mask is not None
    if given or (activation, recurrent_activation) != ('tanh', 'sigmoid'):
        return _run(loop, inputs, (kernel, bias, recurrent_kernel, None), initial_states,
                    go_backwards, mask, recurrent_mask)
    hidden, carry = initial_states
    weights = _weights(kernel.t(), recurrent_kernel.t(), bias, None)
    outputs, hidden, carry = torch.lstm(
        _turned(inputs, go_backwards), (hidden.unsqueeze(0), carry.unsqueeze(0)), weights,
        len(weights) > 2, 1, 0., _is_training(inputs, hidden, carry, *weights), False, True)
    return outputs[:, -1], outputs, [hidden.squeeze(0), carry.squeeze(0)]


def fused_gru(inputs, kernel, recurrent_kernel, bias, initial_states, go_backwards=False,
              mask=None, recurrent_mask=None, activation='tanh', recurrent_activation='sigmoid',
              reset_after=False):
    kind = loops.GruAfter if reset_after else loops.Gru
    loop = kind(activation, recurrent_activation)
    if inputs.device.type == 'meta':
        return _stand_ins(inputs, initial_states)
    bias, recurrent_bias = bias if reset_after and bias is not None else (bias, None)
    given = mask is not None or recurrent_mask is not None or not reset_after
    # On a CPU PyTorch has no kernel for it, but a loop that `loops` outruns.
    if given or inputs.device.type == 'cpu' \
            or (activation, recurrent_activation) != ('tanh', 'sigmoid'):
        return _run(loop, inputs, (kernel, bias, recurrent_kernel, recurrent_bias),
                    initial_states, go_backwards, mask, recurrent_mask)
    hidden, = initial_states
    parts = [one if one is None else _reset_first(one.t() if one.dim() == 2 else one)
             for one in (kernel, recurrent_kernel, bias, recurrent_bias)]
    weights = _weights(*parts)
    outputs, hidden = torch.gru(
        _turned(inputs, go_backwards), hidden.unsqueeze(0), weights, len(weights) > 2, 1, 0.,
        _is_training(inputs, hidden, *weights), False, True)
    return outputs[:, -1], outputs, [hidden.squeeze(0)]


def _stand_ins(inputs, initial_states):
    """What comes out where only shapes are inferred."""
    _check_time(inputs)
    shape = tuple(inputs.shape[:2]) + tuple(initial_states[0].shape[1:])
    outputs = inputs.new_empty(shape)
    return outputs[:, -1], outputs, [torch.empty_like(state) for state in initial_states]


def _check_time(inputs):
    """Raises an error if there is no time step."""
    if inputs.shape[1] == 0:
        raise ValueError('A recurrent loop needs at least 1 time step. Received inputs of shape '
                         '{}.'.format(tuple(inputs.shape)))


def _turned(inputs, go_backwards):
    """The inputs in the order of the steps."""
    _check_time(inputs)
    return torch.flip(inputs, (1,)) if go_backwards else inputs


def _is_training(*tensors):
    """Whether a gradient will be asked for, which the kernels keep more for."""
    return torch.is_grad_enabled() and True in [x.requires_grad for x in tensors]


def _reset_first(x):
    """Gates z, r, h of the first axis as r, z, h."""
    update, reset, candidate = x.chunk(3)
    return torch.cat((reset, update, candidate))


def _weights(kernel, recurrent_kernel, bias, recurrent_bias):
    """Weights as PyTorch's kernels take them: each gate a row, a bias for both products or none.

    On a GPU they have to lie side by side, or the kernel complains and copies them itself.
    """
    weights = [kernel, recurrent_kernel]
    if bias is not None:
        weights += [bias, torch.zeros_like(bias) if recurrent_bias is None else recurrent_bias]
    if kernel.device.type == 'cpu':
        return weights
    buffer = torch.cat([one.reshape(-1) for one in weights])
    parts = torch.split(buffer, [one.numel() for one in weights])
    return [part.view(one.shape) for part, one in zip(parts, weights)]


def _run(loop, inputs, weights, initial_states, go_backwards, mask, recurrent_mask):
    """Runs a loop of our own; returns what `K.rnn` does."""
    _check_time(inputs)
    time_major = inputs.transpose(0, 1)
    seen = None
    if mask is not None:
        seen = mask.reshape(tuple(mask.shape[:2]) + (1,)).transpose(0, 1)
        seen = seen if seen.dtype == torch.bool else seen != 0
    if go_backwards:
        time_major = torch.flip(time_major, (0,))
        seen = None if seen is None else torch.flip(seen, (0,))
    results = loops.Run.apply(loop, time_major, seen, recurrent_mask, *weights, *initial_states)
    outputs = results[0]
    states = [outputs[-1]] + list(results[1:])
    if seen is not None:
        # Before its first step that is seen, a sample has no output to repeat: zeros.
        began = torch.cumsum(seen, 0, dtype=torch.int32) > 0
        outputs = outputs * began
    return outputs[-1], outputs.transpose(0, 1), states
