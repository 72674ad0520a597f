"""Kernels of connectionist temporal classification."""

import jax
import numpy as np
from jax import lax
from jax import numpy as jnp
from jax.experimental import sparse

from keras.backend import common
from keras.backend.jax_backend import core
from keras.backend.traced import ctc_decoding

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
    scores = np.asarray(y_pred).astype('float64') + common.epsilon()
    lengths = np.ravel(input_length)
    if greedy:
        sequences, logs = ctc_decoding.greedy(scores, lengths)
    else:
        sequences, logs = ctc_decoding.beam_search(scores, lengths, int(beam_width),
                                                   int(top_paths), merge_repeated)
    return [jnp.asarray(one) for one in sequences], jnp.asarray(logs.astype(y_pred.dtype))
