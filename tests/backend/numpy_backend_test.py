"""Tests of the NumPy definition of the ops: against what upstream computed, and its signatures."""

import inspect
import os

import numpy as np
import pytest

from keras.backend import numpy_backend as KNP
from keras.backend.contract import OPS
from tests.golden import storage
from tests.golden.compare import compare_case

CASES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'golden', 'cases')

# What is about graphs has no meaning on arrays.
NOT_ON_ARRAYS = {'placeholder', 'gradients', 'is_variable'}

FUNCTIONS = {
    'square': lambda x: x * x, 'plus1': lambda x: x + 1., 'add': lambda a, b: a + b,
    'fold': lambda total, x: total * .5 + x,
    'rnn_step': lambda x, states: (x + .5 * states[0], [x + .5 * states[0]]),
    'rnn_step2': lambda x, s: (np.tanh(x) * s[1] + s[0], [s[0] + x, s[1] * .9]),
    'rnn_step_const': lambda x, s: (x * s[1] + s[0], [x * s[1] + s[0]]),
}


def arrays(item):
    """Stored arguments as arrays and functions."""
    if isinstance(item, storage.Tensor):
        return item.value
    if isinstance(item, storage.Function):
        return FUNCTIONS[item.name]
    if isinstance(item, (list, tuple)):
        return type(item)(arrays(part) for part in item)
    if isinstance(item, dict):
        return {key: arrays(value) for key, value in item.items()}
    return item


def replay(case):
    """The result of a case, computed by NumPy."""
    function, how = getattr(KNP, case['fn']), case.get('how', 'eval')
    args, kwargs = arrays(case['args']), arrays(case['kwargs'])
    if how == 'train_phase':
        results = []
        for phase in (1, 0):
            KNP.set_learning_phase(phase)
            results.append(function(*args, **kwargs))
        return {'out': results}
    result = function(*args, **kwargs)
    if how in ('update', 'set'):
        result = args[0]
    if how == 'batch_set':
        result = [x for x, _ in args[0]]
    if how == 'stats':
        return {'shape': list(result.shape), 'mean': result.mean(), 'std': result.std(),
                'min': result.min(), 'max': result.max()}
    return {'out': result}


def golden_cases():
    """All stored backend cases that have a meaning on arrays."""
    _, cases = storage.load(os.path.join(CASES, 'backend'))
    return [case for case in cases if case['fn'] not in NOT_ON_ARRAYS]


@pytest.mark.parametrize('case', golden_cases(), ids=lambda case: case['id'])
def test_golden(case):
    assert not compare_case('backend', case, replay(case))


def test_signatures_are_those_of_the_contract():
    for name, op in OPS.items():
        if name in vars(KNP):
            assert str(inspect.signature(getattr(KNP, name))) == str(op.signature), name


def test_every_op_with_numbers_is_defined():
    wanted = {name for name, op in OPS.items()
              if op.room in ('math', 'shaping', 'nn', 'conv', 'recurrent', 'random')}
    assert wanted - set(vars(KNP)) == {'ctc_label_dense_to_sparse'}   # its result is sparse


def test_in_train_phase_calls_only_arrays_of_the_phase():
    assert KNP.in_train_phase(1, 0, training=True) == 1
    assert KNP.in_test_phase(1, 0, training=True) == 0


def test_bilinear_resizing_ends_flat():
    x = np.array([0., 1.]).reshape((1, 1, 2, 1))
    got = KNP.resize_images(x, 1, 4, 'channels_last', 'bilinear')
    np.testing.assert_allclose(got.ravel(), [0, .25, .5, .75, 1, 1, 1, 1])
