"""Tests of random tensors and variables: moments, bounds, seeds, types."""

import numpy as np
import pytest

from keras import backend as K

SHAPE = (200, 100)

# name, keyword arguments, mean, standard deviation, bounds
TENSORS = [
    ('random_normal', {'mean': 1., 'stddev': 2.}, 1., 2., (-np.inf, np.inf)),
    ('random_uniform', {'minval': -1., 'maxval': 3.}, 1., 4 / 12 ** .5, (-1., 3.)),
    ('random_binomial', {'p': .25}, .25, .1875 ** .5, (0., 1.)),
    ('truncated_normal', {'mean': 1., 'stddev': 2.}, 1., 2 * .87962566, (-3., 5.)),
]
IDS = [row[0] for row in TENSORS]


@pytest.mark.parametrize('name, kwargs, mean, std, bounds', TENSORS, ids=IDS)
@pytest.mark.parametrize('dtype', [None, 'float16', 'float64'])
def test_moments_and_bounds(name, kwargs, mean, std, bounds, dtype):
    x = K.eval(getattr(K, name)(SHAPE, dtype=dtype, seed=7, **kwargs))
    assert x.shape == SHAPE and x.dtype == (dtype or 'float32')
    x = x.astype('float64')
    assert abs(x.mean() - mean) < .05 * std and abs(x.std() - std) < .05 * std
    assert bounds[0] <= x.min() and x.max() <= bounds[1]


@pytest.mark.parametrize('name', ['random_normal_variable', 'random_uniform_variable'])
def test_variables(name):
    x = getattr(K, name)(SHAPE, -1., 2., name='given', seed=3)
    value = K.get_value(x)
    assert K.is_variable(x) and x.name.split(':')[0] == 'given' and value.shape == SHAPE
    np.testing.assert_array_equal(value, K.get_value(x))
    expected = (-1., 2.) if 'normal' in name else (.5, 3 / 12 ** .5)
    assert abs(value.mean() - expected[0]) < .1 and abs(value.std() - expected[1]) < .1


@pytest.mark.parametrize('name, kwargs', [row[:2] for row in TENSORS], ids=IDS)
def test_seeds(name, kwargs):
    def draw(seed):
        return K.eval(getattr(K, name)((50,), seed=seed, **kwargs))

    np.testing.assert_array_equal(draw(5), draw(5))
    assert (draw(5) != draw(6)).any()


@pytest.mark.parametrize('name, kwargs', [row[:2] for row in TENSORS], ids=IDS)
def test_no_seed_follows_numpy(name, kwargs):
    def draw():
        return K.eval(getattr(K, name)((50,), **kwargs))

    np.random.seed(11)
    first, second = draw(), draw()
    np.random.seed(11)
    np.testing.assert_array_equal(first, draw())
    assert (first != second).any()


def test_new_values_at_every_run():
    f = K.function([], [K.random_uniform((20,), seed=1)])
    runs = [f([])[0] for _ in range(30)]            # also past the trial of a function
    assert len({run.tobytes() for run in runs}) == 30


def test_shape_known_at_run_time():
    x = K.placeholder((None, 4))
    f = K.function([x], [K.random_binomial(K.shape(x), p=.5)])
    assert f([np.ones((3, 4))])[0].shape == (3, 4)
