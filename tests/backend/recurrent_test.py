"""Tests of the loops over time and over the first axis."""

import itertools

import numpy as np
import pytest

from keras import backend as K
from keras.backend import numpy_backend as KNP
from tests.backend.reference import check_slopes, close, compute, flat, numbers

MASK = np.array([[1, 1, 1, 1, 1], [0, 1, 1, 0, 1], [1, 0, 0, 1, 0], [0, 0, 0, 0, 0]])


def sum_step(x, states):
    """The output is the new state."""
    total = x + .5 * states[0]
    return total, [total]


def two_states(x, states):
    """The output is no state; the states differ in shape."""
    return x * states[1] + states[0], [states[0] * .5 + x, states[1] * .9]


def with_constants(x, states):
    """The last of `states` is a constant."""
    output = x * states[-1] - states[0]
    return output, [output]


STEPS = {'sum': (sum_step, [(4, 3)], []), 'two': (two_states, [(4, 3), (4, 1)], []),
         'constants': (with_constants, [(4, 3)], [(3,)]), 'stateless': (
             lambda x, states: (x * 2., []), [], [])}


def run(backend, step, x, states, constants, mask=None, **kwargs):
    """`rnn` of a backend with nested lists flattened."""
    return flat(backend.rnn(step, x, states, constants=constants, mask=mask, **kwargs))


@pytest.mark.parametrize('step', sorted(STEPS))
@pytest.mark.parametrize('masked, go_backwards, unroll',
                         list(itertools.product((False, True), repeat=3)))
def test_rnn(step, masked, go_backwards, unroll):
    function, states, constants = STEPS[step]
    states = [numbers(*shape, seed=1) for shape in states]
    constants = [numbers(*shape, seed=2) for shape in constants]
    arrays = [numbers(4, 5, 3)] + states + constants
    mask = MASK if masked else None

    def rnn(backend, x, *rest):
        rest = list(rest)
        kwargs = dict(go_backwards=go_backwards, unroll=unroll)
        if masked:
            kwargs['mask'] = K.constant(mask, dtype='bool') if backend is K else mask
        return run(backend, function, x, rest[:len(states)], rest[len(states):], **kwargs)

    want = rnn(KNP, *arrays)
    got, tensors = compute(lambda *xs: rnn(K, *xs), arrays)
    close(got, want)
    assert K.int_shape(tensors[0]) == (4, 3)
    assert K.int_shape(tensors[1]) == (4, 5, 3)
    check_slopes(lambda *xs: rnn(K, *xs), lambda *xs: rnn(KNP, *xs), *arrays)


@pytest.mark.parametrize('masked', [False, True])
@pytest.mark.parametrize('go_backwards', [False, True])
def test_rnn_of_unknown_batch_and_time(masked, go_backwards):
    arrays = [numbers(4, 5, 3), numbers(4, 3, seed=1)] + ([MASK.astype('float32')] * masked)

    def rnn(backend, x, state, mask=None):
        return run(backend, sum_step, x, [state], None, mask, go_backwards=go_backwards)

    got, tensors = compute(lambda *xs: rnn(K, *xs), arrays,
                           [(None, None, 3), (None, 3), (None, None)][:len(arrays)])
    close(got, rnn(KNP, *arrays))
    assert K.int_shape(tensors[0]) == (None, 3)
    assert K.int_shape(tensors[1]) == (None, None, 3)


def test_mask_may_have_a_last_axis():
    x, state = numbers(4, 5, 3), numbers(4, 3)
    got, _ = compute(lambda x, s, m: run(K, sum_step, x, [s], None, m),
                     [x, state, MASK[..., np.newaxis].astype('float32')])
    close(got, run(KNP, sum_step, x, [state], None, MASK))


def test_images_over_time():
    def step(image, states):
        output = image + states[0]
        return output, [output]

    x, state = numbers(4, 5, 3, 2, 2), numbers(4, 3, 2, 2)
    got, _ = compute(lambda x, s: run(K, step, x, [s], None, K.constant(MASK)), [x, state])
    close(got, run(KNP, step, x, [state], None, MASK))


def test_nested_states_keep_their_structure():
    def step(x, states):
        (a, b), c = states
        return x + a, [[a + x, b * .5], c + b]

    arrays = [numbers(4, 5, 3)] + [numbers(4, 3, seed=seed) for seed in range(3)]

    def rnn(x, a, b, c):
        last, outputs, states = K.rnn(step, x, [[a, b], c])
        assert len(states) == 2 and len(states[0]) == 2
        return flat([last, outputs, states])

    got, _ = compute(rnn, arrays)
    a, b, c = arrays[1:]
    for now in arrays[0].swapaxes(0, 1):
        last, a, b, c = now + a, a + now, b * .5, c + b
    close([got[0]] + got[2:], [last, a, b, c])


def test_unroll_takes_the_length_from_input_length():
    x, state = numbers(4, 5, 3), numbers(4, 3)
    got, _ = compute(lambda x, s: run(K, sum_step, x, [s], None, unroll=True, input_length=5),
                     [x, state], [(None, None, 3), (None, 3)])
    close(got, run(KNP, sum_step, x, [state], None))


def test_the_learning_phase_works_inside_of_a_loop():
    def step(x, states):
        output = K.in_train_phase(x * 2., x)
        return output, [output]

    x = K.placeholder((None, 4, 3))
    last, outputs, _ = K.rnn(step, x, [K.zeros_like(x[:, 0])])
    assert last._uses_learning_phase and outputs._uses_learning_phase
    function = K.function([x, K.learning_phase()], [last, outputs])
    value = numbers(2, 4, 3)
    close(function([value, 1]), [value[:, -1] * 2, value * 2])
    close(function([value, 0]), [value[:, -1], value])


def test_a_gradient_can_be_taken_after_the_loop_has_run():
    x = K.placeholder((None, 4, 3))
    last, _, _ = K.rnn(sum_step, x, [K.zeros_like(x[:, 0])])
    K.function([x], [last])([numbers(2, 4, 3)])
    gradient, = K.gradients(K.sum(last), [x])
    got, = K.function([x], [gradient])([numbers(2, 4, 3)])
    close(got, np.broadcast_to(.5 ** np.arange(3, -1, -1)[:, np.newaxis], (2, 4, 3)))


@pytest.mark.parametrize('call, message', [
    (lambda x, s: K.rnn(sum_step, K.zeros((3,)), [s]), 'at least 2 dimensions'),
    (lambda x, s: K.rnn(lambda a, b: (a, []), x, [s]), 'returned 0'),
    (lambda x, s: K.rnn(lambda a, b: (a, [a[:, :1]]), x, [s]), 'changes its shape'),
    (lambda x, s: K.rnn(sum_step, x, [s], mask=K.zeros((4, 5, 3))), r'\(samples, time\)'),
    (lambda x, s: K.rnn(sum_step, K.placeholder((4, None, 3)), [s], unroll=True), 'known number'),
    (lambda x, s: K.rnn(sum_step, K.placeholder((4, 0, 3)), [s]), 'at least 1 time step'),
])
def test_errors_say_what_was_received(call, message):
    with pytest.raises(ValueError, match=message):
        call(K.zeros((4, 5, 3)), K.zeros((4, 3)))


def halve_and_add(total, x):
    """A combination that depends on the order."""
    return total * .5 + x


def test_map_fn():
    x = numbers(4, 3)
    close(compute(lambda x: K.map_fn(lambda row: row * row, x), [x])[0], x * x)
    got, tensor = compute(lambda x: K.map_fn(lambda row: K.cast(row > 0, 'int32'), x,
                                             dtype='int32'), [x])
    assert K.dtype(tensor) == 'int32'
    close(got, x > 0)


@pytest.mark.parametrize('name', ['foldl', 'foldr'])
@pytest.mark.parametrize('with_initializer', [False, True])
def test_fold(name, with_initializer):
    arrays = [numbers(4, 3)] + [numbers(3, seed=1)] * with_initializer

    def fold(backend, *xs):
        return getattr(backend, name)(halve_and_add, *xs)

    close(compute(lambda *xs: fold(K, *xs), arrays)[0], fold(KNP, *arrays))
