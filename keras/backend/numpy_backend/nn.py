"""Activations, losses, normalisation, dropout, connectionist temporal classification."""

import numpy as np

from keras.backend import common
from keras.backend import shapes

__all__ = ['batch_normalization', 'bias_add', 'binary_crossentropy', 'categorical_crossentropy',
           'ctc_batch_cost', 'ctc_decode', 'dropout', 'elu', 'hard_sigmoid', 'in_top_k',
           'l2_normalize', 'normalize_batch_in_training', 'relu', 'sigmoid', 'softmax',
           'softplus', 'softsign', 'sparse_categorical_crossentropy', 'tanh']


def relu(x, alpha=0., max_value=None, threshold=0.):
    top = np.inf if max_value is None else max_value
    return np.where(x > threshold, np.minimum(x, top), alpha * (x - threshold)).astype(x.dtype)


def elu(x, alpha=1.):
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


def softmax(x, axis=-1):
    powers = np.exp(x - x.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)


def softplus(x):
    return np.logaddexp(x, 0)


def softsign(x):
    return x / (1 + np.abs(x))


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def hard_sigmoid(x):
    return np.clip(0.2 * x + 0.5, 0, 1)


def tanh(x):
    return np.tanh(x)


def dropout(x, level, noise_shape=None, seed=None):
    shape = x.shape if noise_shape is None else [
        size if given is None else given for size, given in zip(x.shape, noise_shape)]
    kept = np.random.RandomState(seed).uniform(size=shape) >= level
    return (x * kept / (1 - level)).astype(x.dtype)


def l2_normalize(x, axis=None):
    squares = np.sum(np.square(x), axis=axis, keepdims=True)
    return x / np.sqrt(np.maximum(squares, 1e-12))


def in_top_k(predictions, targets, k):
    result = []
    for row, target in zip(predictions, targets):
        known = 0 <= target < len(row) and np.isfinite(row[target])
        result.append(bool(known and np.sum(row > row[target]) < k))
    return np.array(result, dtype=bool)


def bias_add(x, bias, data_format=None):
    data_format = common.normalize_data_format(data_format)
    return x + bias.reshape(shapes.bias_shape(bias.shape, x.ndim, data_format))


def categorical_crossentropy(target, output, from_logits=False, axis=-1):
    shapes.normalize_axis(axis, output.ndim)
    if from_logits:
        output = softmax(output, axis)
    else:
        output = _probability(output / output.sum(axis=axis, keepdims=True))
    return -np.sum(target * np.log(output), axis=axis)


def sparse_categorical_crossentropy(target, output, from_logits=False, axis=-1):
    output = np.moveaxis(output, shapes.normalize_axis(axis, output.ndim), -1)
    if not from_logits:
        output = np.log(_probability(output))
    logs = np.log(softmax(output))
    target = np.asarray(target).astype('int64').reshape(output.shape[:-1] + (1,))
    return -np.take_along_axis(logs, target, -1)[..., 0]


def binary_crossentropy(target, output, from_logits=False):
    output = sigmoid(output) if from_logits else _probability(output)
    return -(target * np.log(output) + (1 - target) * np.log(1 - output))


def normalize_batch_in_training(x, gamma, beta, reduction_axes, epsilon=1e-3):
    axes = tuple(sorted(axis % x.ndim for axis in reduction_axes))
    mean, var = x.mean(axis=axes), x.var(axis=axes)
    wide = [x.shape[axis] if axis not in axes else 1 for axis in range(x.ndim)]
    shaped = [None if one is None else one.reshape(wide) for one in (mean, var, beta, gamma)]
    normal = batch_normalization(x, *shaped, epsilon=epsilon)
    if x.ndim == 4 and axes == (0, 1, 2):
        var = var * (x.size / x.shape[-1] / max(x.size / x.shape[-1] - 1, 1))
    return normal, mean, var


def batch_normalization(x, mean, var, beta, gamma, axis=-1, epsilon=1e-3):
    wide = [size if place == axis % x.ndim else 1 for place, size in enumerate(x.shape)]
    mean, var, beta, gamma = (one.reshape(wide) if np.ndim(one) == 1 else one
                              for one in (mean, var, beta, gamma))
    result = (x - mean) / np.sqrt(var + epsilon)
    result = result if gamma is None else result * gamma
    return result if beta is None else result + beta


def ctc_batch_cost(y_true, y_pred, input_length, label_length):
    costs = []
    lengths, counts = np.ravel(input_length), np.ravel(label_length)
    for labels, steps, length, count in zip(y_true, y_pred, lengths, counts):
        steps = np.asarray(steps, 'float64')[:int(length)] + common.epsilon()
        steps = steps / steps.sum(axis=-1, keepdims=True)
        costs.append([-np.log(_ctc_probability(list(labels[:int(count)]), steps))])
    return np.array(costs, dtype=y_pred.dtype)


def _ctc_probability(labels, steps):
    """Probability of all paths that spell the labels: blanks between, repeats collapsed."""
    blank = steps.shape[1] - 1
    places = [blank]
    for label in labels:
        places += [int(label), blank]
    reached = np.zeros(len(places))
    reached[:2] = steps[0, places[:2]]
    for step in steps[1:]:
        before = reached
        reached = before.copy()
        reached[1:] += before[:-1]
        for place in range(2, len(places)):
            if places[place] not in (blank, places[place - 2]):
                reached[place] += before[place - 2]
        reached *= step[places]
    return reached[-2:].sum()


def ctc_decode(y_pred, input_length, greedy=True, beam_width=100, top_paths=1,
               merge_repeated=False):
    found = []
    for steps, length in zip(y_pred, np.ravel(input_length)):
        steps = np.asarray(steps, 'float64')[:int(length)] + common.epsilon()
        if greedy:
            found.append(_ctc_greedy(steps))
        else:
            found.append(_ctc_beam(steps, beam_width, top_paths, merge_repeated))
    scores = np.array([[score for _, score in paths] for paths in found], dtype=y_pred.dtype)
    sequences = []
    for rank in range(1 if greedy else top_paths):
        paths = [paths[rank][0] for paths in found]
        longest = max(map(len, paths))
        sequences.append(np.array(
            [path + [-1] * (longest - len(path)) for path in paths], dtype='int64'))
    return sequences, scores


def _ctc_greedy(steps):
    """The best class of each step, repeats collapsed, blanks left out."""
    best = list(steps.argmax(axis=-1))
    path = [int(label) for label, last in zip(best, [None] + best)
            if label != last and label != steps.shape[1] - 1]
    return [(path, -np.log(steps.max(axis=-1)).sum())]


def _ctc_beam(steps, beam_width, top_paths, merge_repeated):
    """Beam search over label sequences: (sequence, log probability), the best first."""
    steps = steps / steps.sum(axis=-1, keepdims=True)
    blank = steps.shape[1] - 1
    # Sequence -> probability of the paths that end in a blank, and of those that do not.
    beams = {(): np.array([1., 0.])}
    for step in steps:
        grown = {}
        for path, (in_blank, in_label) in beams.items():
            stay = grown.setdefault(path, np.zeros(2))
            stay[0] += (in_blank + in_label) * step[blank]
            if path:
                stay[1] += in_label * step[path[-1]]
            for label in range(blank):
                before = in_blank if path and label == path[-1] else in_blank + in_label
                grown.setdefault(path + (label,), np.zeros(2))[1] += before * step[label]
        best = sorted(grown, key=lambda path: -grown[path].sum())[:beam_width]
        beams = {path: grown[path] for path in best}
    result = []
    for path, parts in list(beams.items())[:top_paths]:
        labels = [label for label, last in zip(path, (None,) + path)
                  if not (merge_repeated and label == last)]
        result.append((labels, np.log(parts.sum())))
    return result


def _probability(output):
    """Moves probabilities off 0 and 1 by epsilon."""
    return np.clip(output, common.epsilon(), 1 - common.epsilon())
