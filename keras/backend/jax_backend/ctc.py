"""Kernels of connectionist temporal classification."""

import jax
import numpy as np
from jax import lax
from jax import numpy as jnp
from jax.experimental import sparse

from keras.backend import common
from keras.backend.jax_backend import core

#: Logarithm of a probability of 0: finite, so that differences of two of them are numbers.
_NEVER = -1e30


def ctc_label_dense_to_sparse(labels, label_lengths):
    labels, lengths = np.asarray(labels), np.asarray(label_lengths)
    places = np.argwhere(np.arange(labels.shape[1]) < lengths[:, np.newaxis])
    return sparse.BCOO((jnp.asarray(labels[tuple(places.T)]), jnp.asarray(places)),
                       shape=labels.shape, indices_sorted=True, unique_indices=True)


def ctc_batch_cost(y_true, y_pred, input_length, label_length):
    logs = jnp.log(core._wide(y_pred) + common.epsilon())
    logs = (logs - jax.nn.logsumexp(logs, -1, keepdims=True)).swapaxes(0, 1)
    samples, longest = y_true.shape
    blank = y_pred.shape[2] - 1
    steps, counts = (x.reshape(samples, 1).astype('int32') for x in (input_length, label_length))
    places = np.arange(2 * longest + 1)
    # Blanks stand at the even places, labels at the odd ones.
    known = (places % 2 == 1) & (places // 2 < counts)
    spread = jnp.repeat(jnp.pad(y_true.astype('int32'), ((0, 0), (0, 1))), 2, 1)[:, :-1]
    labels = jnp.where(known, spread, blank)
    logs = jnp.take_along_axis(logs, labels[None], 2, mode='clip')
    # A label may follow the one before it without a blank between them, if the two differ.
    skips = known & (labels != jnp.pad(labels[:, :-2], ((0, 0), (2, 0)), constant_values=blank))
    reached = jnp.where(places < 2, logs[0], _NEVER)

    def step(before, now):
        time, logs = now
        ways = [before, _later(before, 1), jnp.where(skips, _later(before, 2), _NEVER)]
        reached = logs + jax.nn.logsumexp(jnp.stack(ways), 0)
        return jnp.where(time < steps, reached, before), None

    reached, _ = lax.scan(step, reached, (jnp.arange(1, len(logs)), logs[1:]))
    is_end = (places == 2 * counts) | (places == 2 * counts - 1)
    cost = -jax.nn.logsumexp(jnp.where(is_end, reached, _NEVER), 1, keepdims=True)
    return jnp.where(cost > -_NEVER / 2, np.inf, cost).astype(y_pred.dtype)


def _later(reached, count):
    """The values some places later, with nothing before them."""
    return jnp.pad(reached[:, :-count], ((0, 0), (count, 0)), constant_values=_NEVER)


def ctc_decode(y_pred, input_length, greedy=True, beam_width=100, top_paths=1,
               merge_repeated=False):
    found = []
    for steps, length in zip(np.asarray(y_pred), np.ravel(input_length)):
        steps = steps[:int(length)].astype('float64') + common.epsilon()
        found.append(_best_classes(steps) if greedy else
                     _beam_search(steps, beam_width, top_paths, merge_repeated))
    sequences = []
    for rank in range(1 if greedy else top_paths):
        paths = [paths[rank][0] for paths in found]
        longest = max(map(len, paths))
        padded = [path + [-1] * (longest - len(path)) for path in paths]
        sequences.append(jnp.asarray(np.array(padded, 'int64').reshape(len(paths), longest)))
    scores = np.array([[score for _, score in paths] for paths in found])
    return sequences, jnp.asarray(scores.astype(y_pred.dtype))


def _best_classes(steps):
    """The best class of each step, repeats collapsed, blanks left out; and its cost."""
    best = steps.argmax(1)
    begins = np.append(True, best[1:] != best[:-1])[:len(best)]
    path = best[begins & (best != steps.shape[1] - 1)]
    return [(path.tolist(), -np.log(steps.max(1)).sum())]


def _beam_search(steps, width, top_paths, merge_repeated):
    """The most probable label sequences: pairs (sequence, logarithm of its probability).

    All ways to extend the sequences of a beam are one matrix. The only ones that meet are a
    sequence that stays and its own beginning, if that is in the beam too, extended by its last
    label.
    """
    steps = steps / steps.sum(1, keepdims=True)
    blank = steps.shape[1] - 1
    paths, scale = [()], 0.
    in_blank, in_label = np.ones(1), np.zeros(1)
    for step in steps:
        last = np.array([path[-1] if path else blank for path in paths])
        rows = np.arange(len(paths))
        total = in_blank + in_label
        grown = total[:, np.newaxis] * step[:blank]
        repeats = rows[last != blank]
        grown[repeats, last[repeats]] = in_blank[repeats] * step[last[repeats]]
        stay_blank = total * step[blank]
        stay_label = in_label * np.where(last == blank, 0, step[last])
        places = {path: place for place, path in enumerate(paths)}
        for place, path in enumerate(paths):
            source = places.get(path[:-1]) if path else None
            if source is not None:
                stay_label[place] += grown[source, path[-1]]
                grown[source, path[-1]] = -1.       # counted there: no candidate of its own
        candidates = np.append(stay_blank + stay_label, grown.ravel())
        best = np.argsort(-candidates, kind='stable')[:width]
        best = best[candidates[best] >= 0]
        stays = best < len(paths)
        origins, labels = np.divmod(best - len(paths), blank)
        paths = [paths[place] if stay else paths[origin] + (int(label),)
                 for place, stay, origin, label in zip(best, stays, origins, labels)]
        in_blank = np.where(stays, stay_blank[np.where(stays, best, 0)], 0)
        in_label = np.where(stays, stay_label[np.where(stays, best, 0)], candidates[best])
        # Probabilities of long sequences leave the range of floats; their ratios do not.
        largest = candidates[best[0]]
        in_blank, in_label, scale = in_blank / largest, in_label / largest, scale + np.log(largest)
    if len(paths) < top_paths:
        raise ValueError(f'K.ctc_decode() was asked for {top_paths} sequences, but its beam holds '
                         f'{len(paths)}. Expected `top_paths` of at most `beam_width` ({width}) '
                         'and the number of possible sequences.')
    scores = np.log(in_blank + in_label) + scale
    return [(_merged(path) if merge_repeated else list(path), score)
            for path, score in zip(paths[:top_paths], scores)]


def _merged(path):
    """A sequence without labels that repeat the one before them."""
    return [label for label, before in zip(path, (None,) + path) if label != before]
