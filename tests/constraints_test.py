"""Constraints against formulas written in NumPy."""

import numpy as np
import pytest

from keras import backend as K
from keras import constraints

W = np.random.RandomState(1).normal(size=(4, 5)).astype('float32')
KERNEL = np.random.RandomState(2).normal(size=(3, 2, 4, 5)).astype('float32')
SMALL = 1e-7


def norms(w, axis):
    return np.sqrt(np.sum(np.square(w), axis=axis, keepdims=True))


def max_norm(w, axis):
    return w * np.minimum(norms(w, axis), 1.5) / (norms(w, axis) + SMALL)


def unit_norm(w, axis):
    return w / (norms(w, axis) + SMALL)


def min_max_norm(w, axis):
    length = norms(w, axis)
    return w * (.4 * np.clip(length, 1., 1.5) + .6 * length) / (length + SMALL)


@pytest.mark.parametrize('w, axis', [(W, 0), (W, 1), (KERNEL, [0, 1, 2])])
@pytest.mark.parametrize('constraint, formula', [
    (lambda axis: constraints.max_norm(1.5, axis=axis), max_norm),
    (lambda axis: constraints.unit_norm(axis=axis), unit_norm),
    (lambda axis: constraints.min_max_norm(1., 1.5, .4, axis=axis), min_max_norm),
], ids=['max_norm', 'unit_norm', 'min_max_norm'])
def test_formula(constraint, formula, w, axis):
    made = constraint(axis)
    got = K.eval(made(K.constant(w)))
    np.testing.assert_allclose(got, formula(w, tuple(np.atleast_1d(axis))), rtol=1e-5, atol=1e-6)
    copy = constraints.deserialize(constraints.serialize(made))
    np.testing.assert_allclose(K.eval(copy(K.constant(w))), got, rtol=1e-6)


def test_non_neg():
    np.testing.assert_array_equal(K.eval(constraints.non_neg()(K.constant(W))), np.maximum(W, 0))


@pytest.mark.parametrize('name, cls', [
    ('max_norm', 'MaxNorm'), ('maxnorm', 'MaxNorm'), ('non_neg', 'NonNeg'), ('nonneg', 'NonNeg'),
    ('unit_norm', 'UnitNorm'), ('unitnorm', 'UnitNorm'), ('min_max_norm', 'MinMaxNorm')])
def test_aliases(name, cls):
    assert getattr(constraints, name) is getattr(constraints, cls)
    assert type(constraints.get(name)).__name__ == cls


def test_get():
    assert constraints.get(None) is None
    assert constraints.get(abs) is abs
    with pytest.raises(ValueError, match='max_norm'):
        constraints.get('max_nrm')
    with pytest.raises(ValueError, match='as a constraint'):
        constraints.get(2.)
