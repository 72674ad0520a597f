"""Kernels of connectionist temporal classification, in NumPy."""

import numpy as np

from keras.backend import common
from keras.backend.cntk_backend import arrays
from keras.backend.cntk_backend import host
from keras.backend.cntk_backend.kernels import kernel
from keras.backend.cntk_backend.program import current
from keras.backend.traced import ctc_decoding

#: Logarithm of a probability of 0: finite, so that differences of two of them are numbers.
_NEVER = -1e30


@kernel
def ctc_label_dense_to_sparse(labels, label_lengths):
    values, lengths = [current().value_of(x) for x in (labels, label_lengths)]
    is_used = np.arange(values.shape[1]) < np.reshape(lengths, (-1, 1))
    return arrays.lifted(np.where(is_used, values, 0).view(arrays.SparseArray))


@kernel
def ctc_batch_cost(y_true, y_pred, input_length, label_length):
    samples = y_true.shape[0]
    given = [arrays.cast(x, 'int32') for x in (y_true, input_length, label_length)]
    return host.differentiable(
        lambda *values: _costs(*values)[0],
        lambda slope, *values: [slope[:, :, np.newaxis] * _costs(*values[:-1])[1]] + [None] * 3,
        y_pred, *given, shape=(samples, 1))


def _costs(y_pred, y_true, steps, counts):
    """Costs of all samples (samples, 1), and their slopes by the predictions."""
    # In the type in which sums of probabilities keep their digits.
    scores = np.asarray(y_pred, 'float64') + common.epsilon()
    total = scores.sum(axis=-1, keepdims=True)
    logs = np.log(scores / total)
    costs, slopes = np.zeros((len(logs), 1)), np.zeros(logs.shape)
    for sample, (length, count) in enumerate(zip(np.ravel(steps), np.ravel(counts))):
        length, labels = int(length), np.asarray(y_true[sample, :int(count)], int)
        cost, share = _of_sample(logs[sample, :length], labels)
        costs[sample] = cost
        # By the logarithms it is minus the share of the paths through a class at a step.
        scaled = share - share.sum(axis=-1, keepdims=True) * np.exp(logs[sample, :length])
        slopes[sample, :length] = -scaled / scores[sample, :length]
    return costs, slopes


def _of_sample(logs, labels):
    """Cost of a sequence of labels, and the share of each class at each step in its paths."""
    blank = logs.shape[1] - 1
    places = np.full(2 * len(labels) + 1, blank)
    places[1::2] = labels
    skips = np.zeros(len(places), bool)
    skips[3::2] = labels[1:] != labels[:-1]
    seen = logs[:, places]
    forward = _reached(seen, skips)
    # From the end, a skip into a place is one out of the mirrored one.
    back = np.zeros(len(places), bool)
    back[2:] = skips[::-1][:-2]
    backward = _reached(seen[::-1, ::-1], back)[::-1, ::-1]
    log_total = np.logaddexp.reduce(forward[-1, -2:])
    if log_total < _NEVER / 2:
        return np.inf, np.zeros(logs.shape)
    through = np.exp(forward + backward - seen - log_total)
    share = np.zeros(logs.shape)
    for place, label in enumerate(places):
        share[:, label] += through[:, place]
    return -log_total, share


def _reached(seen, skips):
    """Logarithms of the probabilities of all ways to each place at each step."""
    reached = np.full(seen.shape, _NEVER)
    reached[0, :2] = seen[0, :2]
    for step in range(1, len(seen)):
        before = reached[step - 1]
        ways = before.copy()
        ways[1:] = np.logaddexp(ways[1:], before[:-1])
        ways[2:] = np.where(skips[2:], np.logaddexp(ways[2:], before[:-2]), ways[2:])
        reached[step] = ways + seen[step]
    return reached


@kernel
def ctc_decode(y_pred, input_length, greedy=True, beam_width=100, top_paths=1,
               merge_repeated=False):
    program = current()
    scores = program.value_of(y_pred).astype('float64') + common.epsilon()
    lengths = np.ravel(program.value_of(input_length))
    if greedy:
        sequences, logs = ctc_decoding.greedy(scores, lengths)
    else:
        sequences, logs = ctc_decoding.beam_search(scores, lengths, int(beam_width),
                                                   int(top_paths), merge_repeated)
    return ([arrays.lifted(one) for one in sequences],
            arrays.lifted(logs.astype(common.host_dtype(y_pred.dtype))))
