"""PyTorch's own functions in programs for this library."""

import numpy as np
import pytest

from keras import backend as K
from keras.layers import Dense, Input, Lambda
from keras.models import Model

if K.backend() != 'torch':
    pytest.skip('functions of PyTorch work on its backend', allow_module_level=True)

torch = K.torch


def test_functions_infer_shapes_and_compute():
    x = K.placeholder((None, 3))
    y = torch.nn.functional.gelu(torch.cat([x, x * 2], dim=-1))
    assert K.int_shape(y) == (None, 6)
    given = np.array([[1., -2., .5]], dtype='float32')
    want = torch.nn.functional.gelu(torch.tensor(np.concatenate([given, given * 2], axis=-1)))
    np.testing.assert_allclose(K.function([x], [y])([given])[0], want.numpy(), rtol=1e-6)


def test_several_results_and_gradients():
    x = K.variable([[3., 1., 2.]])
    values, places = torch.topk(x, k=2)
    slope, = K.gradients(K.sum(values * values), [x])
    got = K.function([], [values, places, slope])([])
    assert [one.tolist() for one in got] == [[[3., 2.]], [[0, 2]], [[6., 0., 4.]]]


def test_in_a_lambda_and_in_a_loss():
    x = Input((3,))
    model = Model(x, Dense(1)(Lambda(lambda t: torch.special.expit(t))(x)))
    model.compile('adam', lambda true, guess: torch.mean(torch.abs(true - guess), dim=-1))
    data, targets = np.random.normal(size=(32, 3)), np.ones((32, 1))
    first = model.train_on_batch(data, targets)
    for _ in range(20):
        last = model.train_on_batch(data, targets)
    assert last < first


def test_errors_name_the_function():
    with pytest.raises(ValueError, match=r'matmul.*float32\(None, 3\).*float32\(5, 2\)'):
        torch.matmul(K.placeholder((None, 3)), K.variable(np.ones((5, 2))))
