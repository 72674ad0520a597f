"""The fused loops of LSTM and GRU against their NumPy definition, gradients by differences."""

import itertools

import numpy as np
import pytest

from keras import backend as K
from keras.backend import numpy_backend as KNP
from tests.backend.reference import check_slopes, close, compute, flat, numbers

if not hasattr(K, 'fused_lstm'):
    pytest.skip('the engine has no such ops: layers use the general loop', allow_module_level=True)

UNITS, FEATURES, STEPS, BATCH = 3, 2, 5, 4
MASK = np.array([[1, 1, 1, 1, 1], [0, 1, 1, 0, 1], [1, 0, 0, 1, 0], [0, 0, 0, 0, 0]])
KINDS = {'lstm': ('fused_lstm', 4, 2, {}), 'gru': ('fused_gru', 3, 1, {}),
         'gru_after': ('fused_gru', 3, 1, {'reset_after': True})}


def arguments(kind, with_bias=True):
    """Name of the op, its arrays in a flat list, and its options."""
    name, gates, states, options = KINDS[kind]
    width = gates * UNITS
    arrays = [numbers(BATCH, STEPS, FEATURES), numbers(FEATURES, width, seed=1),
              numbers(UNITS, width, seed=2)]
    arrays += [numbers(BATCH, UNITS, seed=3 + index) for index in range(states)]
    if with_bias:
        arrays.append(numbers(*((2, width) if kind == 'gru_after' else (width,)), seed=7))
    return name, arrays, options


def caller(backend, kind, with_bias=True, mask=None, drop=False, **options):
    """Function from the flat arrays (and the dropout mask) to the flat results."""
    name, _, states, more = KINDS[kind]

    def call(x, kernel, recurrent, *rest):
        rest = list(rest)
        initial, rest = rest[:states], rest[states:]
        bias = rest.pop(0) if with_bias else None
        seen = mask
        if mask is not None and backend is K:
            seen = K.constant(mask, dtype='bool')
        return flat(getattr(backend, name)(
            x, kernel, recurrent, bias, initial, mask=seen,
            recurrent_mask=rest.pop(0) if drop else None, **dict(more, **options)))
    return call


@pytest.mark.parametrize('kind', sorted(KINDS))
@pytest.mark.parametrize('masked, go_backwards, drop, with_bias',
                         list(itertools.product((False, True), repeat=4)))
def test_fused(kind, masked, go_backwards, drop, with_bias):
    _, arrays, _ = arguments(kind, with_bias)
    if drop:
        arrays.append(numbers(BATCH, UNITS, low=0., high=2., seed=9))
    options = dict(with_bias=with_bias, mask=MASK if masked else None, drop=drop,
                   go_backwards=go_backwards)
    ours, definition = caller(K, kind, **options), caller(KNP, kind, **options)
    got, tensors = compute(ours, arrays)
    close(got, definition(*arrays))
    assert K.int_shape(tensors[0]) == (BATCH, UNITS)
    assert K.int_shape(tensors[1]) == (BATCH, STEPS, UNITS)
    check_slopes(ours, definition, *arrays)


@pytest.mark.parametrize('kind', sorted(KINDS))
@pytest.mark.parametrize('activation, gate', [
    ('tanh', 'hard_sigmoid'), ('relu', 'sigmoid'), ('linear', 'tanh'), ('sigmoid', 'linear')])
def test_activations(kind, activation, gate):
    _, arrays, _ = arguments(kind)
    options = dict(activation=activation, recurrent_activation=gate, mask=MASK)
    ours, definition = caller(K, kind, **options), caller(KNP, kind, **options)
    close(compute(ours, arrays)[0], definition(*arrays))
    check_slopes(ours, definition, *arrays)


@pytest.mark.parametrize('kind', sorted(KINDS))
def test_unknown_batch_and_time(kind):
    _, arrays, _ = arguments(kind)
    shapes = [(None, None, FEATURES)] + [array.shape for array in arrays[1:]]
    for place in range(3, 3 + KINDS[kind][2]):
        shapes[place] = (None, UNITS)
    ours = caller(K, kind)
    got, tensors = compute(ours, arrays, shapes)
    close(got, caller(KNP, kind)(*arrays))
    assert K.int_shape(tensors[0]) == (None, UNITS)
    assert K.int_shape(tensors[1]) == (None, None, UNITS)

    def gradients(*inputs):
        return K.gradients(K.sum(ours(*inputs)[1]), list(inputs))
    for known, unknown in zip(compute(gradients, arrays)[0], compute(gradients, arrays, shapes)[0]):
        close(unknown, known)


@pytest.mark.parametrize('kind', sorted(KINDS))
def test_a_gradient_of_the_gradient_is_right_or_refused(kind):
    _, arrays, _ = arguments(kind)
    inputs = [K.placeholder(array.shape) for array in arrays]
    slope = K.gradients(K.sum(K.square(caller(K, kind)(*inputs)[1])), inputs[0])[0]
    try:
        second = K.gradients(K.sum(K.square(slope)), inputs[0])[0]
    except LookupError as error:
        assert 'unroll=True' in str(error)
        return
    except NotImplementedError as error:        # of an engine that has no second derivatives
        assert 'first derivatives only' in str(error)
        return
    first, got = K.function(inputs, [slope, second])(arrays)
    direction, step = numbers(*arrays[0].shape, seed=9), 1e-2
    ahead, behind = [np.sum(np.square(K.function(inputs, [slope])(
        [arrays[0] + sign * step * direction] + arrays[1:])[0])) for sign in (1, -1)]
    np.testing.assert_allclose(np.sum(got * direction), (ahead - behind) / (2 * step),
                               rtol=2e-2, atol=2e-2)


@pytest.mark.parametrize('kind', sorted(KINDS))
def test_errors(kind):
    name, arrays, options = arguments(kind)
    tensors = [K.constant(array) for array in arrays]
    states = tensors[3:-1]
    with pytest.raises(ValueError, match='softmax'):
        getattr(K, name)(*tensors[:3], bias=tensors[-1], initial_states=states,
                         activation='softmax', **options)
    with pytest.raises(ValueError, match='at least 1 time step'):
        getattr(K, name)(K.placeholder((BATCH, 0, FEATURES)), *tensors[1:3], bias=tensors[-1],
                         initial_states=states, **options)


def test_a_gradient_leaves_nothing_outside_its_graph():
    import gc
    import weakref
    _, arrays, _ = arguments('lstm')
    tensors = [K.placeholder(array.shape) for array in arrays]
    K.gradients(K.sum(caller(K, 'lstm')(*tensors)[1]), tensors)
    graph = weakref.ref(tensors[0].graph)
    del tensors
    K.clear_session()
    gc.collect()
    assert graph() is None
