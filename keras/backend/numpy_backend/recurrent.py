"""Loops over time and over the first axis."""

import numpy as np

__all__ = ['foldl', 'foldr', 'map_fn', 'rnn']


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


def _choose(seen, new, old):
    """New values for the samples that are seen, old ones for the rest."""
    return np.where(seen.reshape(seen.shape + (1,) * (np.ndim(new) - 1)), new, old)
