"""Comparing an op of `K` with its NumPy definition: values, static shapes, gradients."""

import numpy as np
import pytest

from keras import backend as K
from keras.backend import numpy_backend as KNP

TOLERANCE = {'float16': 2e-3, 'float32': 2e-5, 'float64': 1e-10}

needs_unknown_rank = pytest.mark.skipif(
    K.backend() == 'theano', reason='the engine knows no tensors of unknown rank')


def numbers(*shape, low=-1., high=1., seed=0, dtype='float32'):
    """Random numbers that lie evenly apart, so that none are equal and none lies on a kink."""
    count = int(np.prod(shape))
    values = np.linspace(low, high, count + 2)[1:-1]
    return np.random.RandomState(seed).permutation(values).reshape(shape).astype(dtype)


def close(got, want, tolerance=2e-5):
    """Asserts that two arrays, or lists of arrays, agree in shape and value."""
    if isinstance(want, (list, tuple)):
        assert len(got) == len(want)
        for one, other in zip(got, want):
            close(one, other, tolerance)
        return
    want = np.asarray(want)
    assert np.shape(got) == want.shape
    scale = max(1., np.abs(want).max()) if want.size else 1.
    np.testing.assert_allclose(got, want, rtol=0, atol=tolerance * scale)


def compute(function, arrays, shapes=None):
    """Applies a function of tensors to arrays that are fed.

    Returns the value, or list of values, and the result: a tensor or nested lists of them.
    """
    shapes = shapes or [array.shape for array in arrays]
    inputs = [K.placeholder(shape, dtype=array.dtype.name)
              for shape, array in zip(shapes, arrays)]
    result = function(*inputs)
    tensors = flat(result)
    values = K.function(inputs, tensors)(list(arrays))
    return (values[0] if result is tensors[0] else values), result


def flat(item):
    """All tensors in nested lists."""
    if isinstance(item, (list, tuple)):
        return [tensor for part in item for tensor in flat(part)]
    return [item]


def check(name, *arrays, **kwargs):
    """The op `name` on tensors of known and of unknown shape gives what NumPy defines."""
    want = flat(getattr(KNP, name)(*arrays, **kwargs))

    def op(*tensors):
        return flat(getattr(K, name)(*tensors, **kwargs))

    tolerance = TOLERANCE.get(np.asarray(want[0]).dtype.name, 0)
    got, tensors = compute(op, arrays)
    close(got, want, tolerance)
    for tensor, array in zip(tensors, want):
        known = K.int_shape(tensor)
        assert len(known) == np.ndim(array)
        assert all(a in (None, b) for a, b in zip(known, np.shape(array)))
    return tensors


def check_unknown(name, known, *arrays, **kwargs):
    """The same with no known size in the first array but those in `known` (axes)."""
    shapes = [tuple(size if axis in known else None for axis, size in enumerate(arrays[0].shape))]
    shapes += [array.shape for array in arrays[1:]]
    got, _ = compute(lambda *tensors: flat(getattr(K, name)(*tensors, **kwargs)), arrays, shapes)
    close(got, flat(getattr(KNP, name)(*arrays, **kwargs)))


def check_gradients(name, *arrays, **kwargs):
    """The gradient of each float argument is the slope of the definition, by differences."""
    check_slopes(lambda *xs: getattr(K, name)(*xs, **kwargs),
                 lambda *xs: getattr(KNP, name)(*xs, **kwargs), *arrays)


def check_slopes(function, definition, *arrays):
    """The gradient of a function of tensors is the slope of its definition on arrays."""
    random = np.random.RandomState(1)
    weights = [random.uniform(-1, 1, np.shape(one)) for one in flat(definition(*arrays))]

    def total(*tensors):
        outputs = flat(function(*tensors))
        return sum(K.sum(one * K.constant(weight)) for one, weight in zip(outputs, weights))

    floats = [place for place, array in enumerate(arrays) if array.dtype.kind == 'f']
    got, _ = compute(lambda *xs: K.gradients(total(*xs), [xs[place] for place in floats]), arrays)
    for place, gradient in zip(floats, got):
        direction = random.uniform(-1, 1, arrays[place].shape)
        slope = _slope(definition, arrays, place, direction, weights)
        np.testing.assert_allclose(np.sum(gradient * direction), slope, rtol=2e-3, atol=2e-3)


def _slope(definition, arrays, place, direction, weights, step=1e-5):
    """Slope of the weighted sum of a definition's results along a direction, in float64."""
    def total(shift):
        moved = [array.astype('float64') if array.dtype.kind == 'f' else array for array in arrays]
        moved[place] = moved[place] + shift * direction
        return sum(np.sum(one * weight) for one, weight in zip(flat(definition(*moved)), weights))

    return (total(step) - total(-step)) / (2 * step)
