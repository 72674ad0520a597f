"""Tests of the ops that are written over other ops, also where the engine has its own."""

import numpy as np
import pytest

from keras import backend as K
from keras.backend import composite
from keras.backend import numpy_backend as KNP
from tests.backend.reference import close, compute, numbers

X = numbers(3, 4, 5, low=-3, high=3)
PROBABILITIES = numbers(3, 4, 5, low=.01, high=.99)
LABELS = np.random.RandomState(0).randint(5, size=(3, 4)).astype('int32')
ONE_HOT = np.eye(5, dtype='float32')[LABELS]

CASES = [
    ('hard_sigmoid', [X], {}), ('softsign', [X], {}),
    ('elu', [X], {}), ('elu', [X], dict(alpha=.3)),
    ('l2_normalize', [X], {}), ('l2_normalize', [X], dict(axis=1)),
    ('logsumexp', [X], {}), ('logsumexp', [X], dict(axis=1)),
    ('logsumexp', [X * 1e3], dict(axis=-1, keepdims=True)),
    ('categorical_crossentropy', [ONE_HOT, PROBABILITIES], {}),
    ('categorical_crossentropy', [ONE_HOT, X], dict(from_logits=True)),
    ('categorical_crossentropy', [ONE_HOT.transpose(0, 2, 1), X.transpose(0, 2, 1)],
     dict(from_logits=True, axis=1)),
    ('sparse_categorical_crossentropy', [LABELS, PROBABILITIES], {}),
    ('sparse_categorical_crossentropy', [LABELS, X], dict(from_logits=True)),
    ('sparse_categorical_crossentropy', [LABELS, X.transpose(0, 2, 1)],
     dict(from_logits=True, axis=1)),
    ('binary_crossentropy', [ONE_HOT, PROBABILITIES], {}),
    ('binary_crossentropy', [ONE_HOT, X * 20], dict(from_logits=True)),
    ('separable_conv1d', [numbers(2, 7, 3), numbers(3, 3, 2), numbers(1, 6, 4)],
     dict(padding='causal', dilation_rate=2)),
    ('separable_conv2d', [numbers(2, 6, 7, 3), numbers(3, 2, 3, 2), numbers(1, 1, 6, 4)],
     dict(padding='same', strides=(2, 2))),
    ('local_conv1d', [numbers(2, 7, 3), numbers(3, 9, 4)], dict(kernel_size=3, strides=2)),
    ('local_conv2d', [numbers(2, 3, 5, 4), numbers(12, 12, 2)],
     dict(kernel_size=(2, 2), strides=(1, 1), output_shape=(4, 3), data_format='channels_first')),
]


def definition(name, arrays, kwargs):
    """What NumPy computes in double precision, where that differs."""
    arrays = [one.astype('float64') if one.dtype.kind == 'f' else one for one in arrays]
    if name == 'binary_crossentropy' and kwargs.get('from_logits'):
        target, x = arrays
        return np.logaddexp(0, x) - x * target
    return getattr(KNP, name)(*arrays, **kwargs)


@pytest.mark.parametrize('name, arrays, kwargs', CASES)
def test_composite_op(name, arrays, kwargs):
    got, tensor = compute(lambda *xs: getattr(composite, name)(*xs, **kwargs), arrays)
    want = definition(name, arrays, kwargs)
    close(got, want)
    known = K.int_shape(tensor)
    assert len(known) == want.ndim
    assert all(a in (None, b) for a, b in zip(known, want.shape))


@pytest.mark.parametrize('momentum', [.9, .5, 0.])
def test_moving_average_update(momentum):
    x, value = numbers(3), numbers(3, seed=1)
    variable = K.variable(x)
    update = composite.moving_average_update(variable, K.constant(value), momentum)
    K.function([], [K.constant(0.)], updates=[update])([])
    close(K.get_value(variable), x * momentum + value * (1 - momentum))


def test_the_engine_comes_first():
    for name in ('categorical_crossentropy', 'softsign', 'elu'):
        assert getattr(K, name) is not getattr(composite, name)
    for name in ('hard_sigmoid', 'l2_normalize', 'moving_average_update', 'local_conv1d'):
        assert getattr(K, name).__doc__
