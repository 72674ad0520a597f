"""How what was computed is compared with what upstream computed."""

import numpy as np

TOLERANCES = {'optimizer': 2e-5, 'training': 2e-4, 'serialization': 5e-5, 'metric_class': 2e-5}
TOLERANCE = 1e-5
GRADIENTS = 1e-4


def compare_case(kind, case, got):
    """All disagreements between a result and a case's `expect`.

    Args:
        kind: String, the kind of the case.
        case: Dictionary.
        got: Dictionary of results.

    Returns:
        List of strings, empty if all is well.
    """
    want, found = case['expect'], []
    tolerance = case.get('tol', TOLERANCES.get(kind, TOLERANCE))
    if kind == 'initializer':
        _initializer(got, want, found)
    elif kind == 'backend' and 'std' in want:
        _random(got, want, found)
    elif kind == 'layer':
        for key in want:
            if key not in got:
                found.append('.%s: missing' % key)
            else:
                compare(got[key], want[key], GRADIENTS if key == 'grads' else tolerance,
                        '.' + key, found)
    else:
        compare(got, want, tolerance, '', found)
    return found


def compare(got, want, tolerance, path='', found=None):
    """Appends 'path: reason' to `found` for every disagreement; returns `found`."""
    found = [] if found is None else found
    if isinstance(want, dict):
        _dictionary(got, want, tolerance, path, found)
    elif isinstance(want, (list, tuple)) and not isinstance(got, np.ndarray):
        if not isinstance(got, (list, tuple)) or len(got) != len(want):
            found.append('%s: %.80r, want %d items' % (path, got, len(want)))
        else:
            for index, (one, other) in enumerate(zip(got, want)):
                compare(one, other, tolerance, '%s[%d]' % (path, index), found)
    elif want is None or isinstance(want, str):
        if got != want:
            found.append('%s: %.200r, want %.200r' % (path, got, want))
    elif isinstance(want, (bool, np.bool_)):
        if not isinstance(got, (bool, np.bool_, int)) or bool(got) != bool(want):
            found.append('%s: %.80r, want %r' % (path, got, want))
    else:
        _numbers(got, want, tolerance, path, found)
    return found


def _dictionary(got, want, tolerance, path, found):
    """Same keys, same values."""
    if '@error' in want:        # upstream raised there
        return
    if not isinstance(got, dict):
        found.append('%s: %s instead of a dictionary' % (path, type(got).__name__))
        return
    for key in want:
        if key not in got:
            found.append('%s.%s: missing' % (path, key))
        else:
            compare(got[key], want[key], tolerance, '%s.%s' % (path, key), found)
    extra = sorted(key for key in got if key not in want)
    if extra:
        found.append('%s: extra keys %s' % (path, extra))


def _numbers(got, want, tolerance, path, found):
    """Same shape, integers, NaN and infinity; floats within the tolerance."""
    got, want = np.asarray(got), np.asarray(want)
    if got.dtype.kind not in 'fiub' or want.dtype.kind not in 'fiub':
        found.append('%s: not numeric: %.80r' % (path, got))
    elif got.shape != want.shape:
        found.append('%s: shape %s, want %s' % (path, got.shape, want.shape))
    elif want.dtype.kind == 'b' or want.dtype.kind in 'iu' and got.dtype.kind in 'iub':
        if not np.array_equal(got.astype('int64'), want.astype('int64')):
            found.append('%s: %d of %d elements differ' % (path, (got != want).sum(), want.size))
    elif want.size:
        got, want = got.astype('float64'), want.astype('float64')
        least = 1. if want.size > 1 else 1e-3
        finite = want[np.isfinite(want)]
        scale = max(least, np.abs(finite).max() if finite.size else 0.)
        if not np.allclose(got, want, rtol=0, atol=tolerance * scale, equal_nan=True):
            error = np.nanmax(np.abs(got - want))
            found.append('%s: off by %.3g (scale %.3g, allowed %.1g)'
                         % (path, error, scale, tolerance))


def _initializer(got, want, found):
    """Random initializers: statistics, with the slack that a fresh sample needs."""
    for key in ('config', 'class', 'shape', 'values', 'gram'):
        if key in want:
            compare(got.get(key), want[key], TOLERANCE, '.' + key, found)
    if 'std' not in want:
        return
    std = want['std']
    sharp = want['excess_kurtosis'] < -.2       # uniform or truncated: the bounds are sharp
    slack = {'std': .03 * std, 'mean_over_std': .03, 'excess_kurtosis': .15,
             'min': (.05 if sharp else 1.5) * std, 'max': (.05 if sharp else 1.5) * std}
    _within(got, want, slack, found)


def _random(got, want, found):
    """Random ops: statistics."""
    std = max(want['std'], 1e-3)
    compare(got['shape'], want['shape'], TOLERANCE, '.shape', found)
    _within(got, want, {'mean': .05 * std, 'std': .05 * std, 'min': 1.2 * std, 'max': 1.2 * std},
            found)


def _within(got, want, slack, found):
    """Each number within its own slack."""
    for key, allowed in slack.items():
        if not abs(got[key] - want[key]) <= allowed:
            found.append('.%s: %.4g, want %.4g' % (key, got[key], want[key]))
