"""Decoding of connectionist temporal classification, on NumPy arrays.

How long the result is depends on the values, so no compiled kernel can say its shape; and the
search is a loop over a set of sequences, which arrays on a device are of no use for.
"""

import numpy as np

_NEVER = -np.inf


def greedy(scores, lengths):
    """Takes the best class of each step, joins repeats and leaves blanks out.

    Args:
        scores: Array (samples, time steps, classes) of positive numbers; the last class is blank.
        lengths: Array (samples,), time steps in use.

    Returns:
        List of one array (samples, longest), -1 where a sequence has ended; and an array
        (samples, 1) with minus the sum of the logarithms of the best scores.
    """
    samples, time, classes = scores.shape
    used = np.arange(time) < lengths[:, np.newaxis]
    best = scores.argmax(axis=-1)
    repeated = np.zeros(best.shape, bool)
    repeated[:, 1:] = best[:, 1:] == best[:, :-1]
    kept = used & ~repeated & (best != classes - 1)
    paths = [list(row[chosen]) for row, chosen in zip(best, kept)]
    logs = np.where(used, np.log(scores.max(axis=-1)), 0.)
    return [_padded(paths)], -logs.sum(axis=1, keepdims=True)


def beam_search(scores, lengths, beam_width, top_paths, merge_repeated):
    """Finds the most probable sequences, the best ones of each step being carried on.

    Args:
        scores: Array (samples, time steps, classes) of positive numbers; the last class is blank.
        lengths: Array (samples,), time steps in use.
        beam_width: How many sequences are carried on.
        top_paths: How many are returned.
        merge_repeated: Whether equal neighbours are joined in the result.

    Returns:
        List of `top_paths` arrays (samples, longest), -1 where a sequence has ended; and an array
        (samples, top_paths) of log probabilities.

    Raises:
        ValueError: Fewer sequences are left than asked for.
    """
    if top_paths > beam_width:
        raise ValueError('K.ctc_decode() cannot return top_paths={} sequences of a beam of width '
                         '{}.'.format(top_paths, beam_width))
    logs = np.log(scores / scores.sum(axis=-1, keepdims=True))
    found = [_search(steps[:int(length)], beam_width) for steps, length in zip(logs, lengths)]
    if min(len(paths) for paths, _ in found) < top_paths:
        raise ValueError('K.ctc_decode() was asked for top_paths={}, but found fewer sequences.'
                         .format(top_paths))
    sequences = []
    for rank in range(top_paths):
        chosen = [paths[rank] for paths, _ in found]
        if merge_repeated:
            chosen = [[label for label, last in zip(path, (None,) + path) if label != last]
                      for path in chosen]
        sequences.append(_padded(chosen))
    return sequences, np.array([totals[:top_paths] for _, totals in found])


def _search(logs, beam_width):
    """Beam search in one sample: sequences and their log probabilities, the best first."""
    classes = logs.shape[1] - 1
    paths = [()]
    # Log probability of all ways that end in a blank, and of those that end in a label.
    in_blank, in_label = np.zeros(1), np.full(1, _NEVER)
    with np.errstate(invalid='ignore'):
        for step in logs:
            total = np.logaddexp(in_blank, in_label)
            grown = total[:, np.newaxis] + step[:classes]
            stays = np.full(len(paths), _NEVER)
            places = {path: place for place, path in enumerate(paths)}
            for place, path in enumerate(paths):
                if path:
                    label = path[-1]
                    stays[place] = in_label[place] + step[label]
                    # The same label again is a new one only after a blank.
                    grown[place, label] = in_blank[place] + step[label]
            for place, path in enumerate(paths):
                before = places.get(path[:-1]) if path else None
                if before is not None:      # grown out of a shorter one, it is the same sequence
                    stays[place] = np.logaddexp(stays[place], grown[before, path[-1]])
                    grown[before, path[-1]] = _NEVER
            in_blank = np.concatenate([total + step[classes], np.full(grown.size, _NEVER)])
            in_label = np.concatenate([stays, grown.reshape(-1)])
            total = np.logaddexp(in_blank, in_label)
            best = np.argsort(-total, kind='stable')[:beam_width]
            best = best[total[best] > _NEVER]
            paths = [paths[place] if place < len(paths) else _longer(paths, place, classes)
                     for place in best]
            in_blank, in_label = in_blank[best], in_label[best]
    return paths, np.logaddexp(in_blank, in_label)


def _longer(paths, place, classes):
    """The sequence at a place behind those that stay as they are."""
    before, label = divmod(place - len(paths), classes)
    return paths[before] + (int(label),)


def _padded(paths):
    """Sequences as rows of one array, filled up with -1."""
    result = np.full((len(paths), max(map(len, paths), default=0)), -1, 'int64')
    for row, path in zip(result, paths):
        row[:len(path)] = path
    return result
