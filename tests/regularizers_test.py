"""Regularizers against formulas written in NumPy."""

import numpy as np
import pytest

from keras import backend as K
from keras import regularizers

W = np.array([[-1., 2.], [.5, -3.]], dtype='float32')


@pytest.mark.parametrize('regularizer, want', [
    (lambda: regularizers.l1(.1), .65),
    (lambda: regularizers.l2(.1), 1.425),
    (lambda: regularizers.l1_l2(.1, .2), .65 + 2.85),
    (lambda: regularizers.get('l2'), .1425),
    (lambda: regularizers.get({'class_name': 'L1L2', 'config': {'l1': 1., 'l2': 0.}}), 6.5),
], ids=['l1', 'l2', 'l1_l2', 'name', 'config'])
def test_penalty(regularizer, want):
    np.testing.assert_allclose(K.eval(regularizer()(K.constant(W))), want, rtol=1e-5)


def test_nothing_to_add():
    assert regularizers.L1L2()(K.constant(W)) == 0.
    assert regularizers.get(None) is None


def test_round_trip():
    data = regularizers.serialize(regularizers.l1_l2(.25, .5))
    assert data == {'class_name': 'L1L2', 'config': {'l1': .25, 'l2': .5}}
    assert regularizers.serialize(regularizers.deserialize(data)) == data


def test_own_class_and_function():
    class Spread(regularizers.Regularizer):
        def __call__(self, x):
            return K.max(x)

    data = regularizers.serialize(Spread())
    found = regularizers.deserialize(data, custom_objects={'Spread': Spread})
    assert float(K.eval(found(K.constant(W)))) == 2.
    assert regularizers.get(abs) is abs


@pytest.mark.parametrize('wrong, message', [('l1_l3', 'l1_l2'), (.01, 'regularizers.l2')])
def test_get_says_what_is_wrong(wrong, message):
    with pytest.raises(ValueError, match=message):
        regularizers.get(wrong)
