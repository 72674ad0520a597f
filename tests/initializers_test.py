"""Initializers: their statistics, determinism, configs."""

import numpy as np
import pytest

from keras import backend as K
from keras import initializers
from keras.utils import custom_object_scope


def values(initializer, shape):
    """What an initializer gives, as an array."""
    made = initializer(shape)
    return np.asarray(made if isinstance(made, np.ndarray) else K.eval(made))


@pytest.mark.parametrize('name, fan, kind', [
    ('lecun_uniform', 'in', 'uniform'), ('lecun_normal', 'in', 'normal'),
    ('glorot_uniform', 'avg', 'uniform'), ('glorot_normal', 'avg', 'normal'),
    ('he_uniform', 'in', 'uniform'), ('he_normal', 'in', 'normal')])
@pytest.mark.parametrize('shape', [(150, 250), (3, 3, 50, 60)])
def test_scaled_variance(name, fan, kind, shape):
    window = np.prod(shape[:-2]) if len(shape) > 2 else 1
    fan_in, fan_out = shape[-2] * window, shape[-1] * window
    n = fan_in if fan == 'in' else (fan_in + fan_out) / 2.
    variance = (2. if name.startswith('he') else 1.) / n
    got = values(initializers.get(name), shape)
    assert got.shape == shape and got.dtype == K.floatx()
    assert abs(got.std() / np.sqrt(variance) - 1) < .03
    assert abs(got.mean()) < .03 * got.std()
    bound = np.sqrt(3 * variance) if kind == 'uniform' else 2 * np.sqrt(variance) / .8796
    assert .95 * bound < np.abs(got).max() <= bound * 1.001


@pytest.mark.parametrize('initializer, mean, std, bound', [
    (lambda: initializers.RandomNormal(.5, .2), .5, .2, None),
    (lambda: initializers.RandomUniform(-.3, .5), .1, .8 / np.sqrt(12), .4),
    (lambda: initializers.TruncatedNormal(-1., .2), -1., .2 * .8796, .4),
], ids=['normal', 'uniform', 'truncated'])
def test_distributions(initializer, mean, std, bound):
    got = values(initializer(), (200, 300))
    assert abs(got.mean() - mean) < .02 * std
    assert abs(got.std() / std - 1) < .02
    assert bound is None or np.abs(got - mean).max() <= bound * 1.001


@pytest.mark.parametrize('shape', [(6, 6), (4, 9), (9, 4), (3, 3, 2, 5)])
def test_orthogonal(shape):
    got = values(initializers.Orthogonal(gain=2.), shape).reshape(-1, shape[-1])
    gram = got.dot(got.T) if got.shape[0] < got.shape[1] else got.T.dot(got)
    np.testing.assert_allclose(gram, 4. * np.eye(len(gram)), atol=1e-5)


@pytest.mark.parametrize('initializer, shape, want', [
    (lambda: initializers.Zeros(), (2,), [0., 0.]),
    (lambda: initializers.Ones(), (2,), [1., 1.]),
    (lambda: initializers.Constant(.5), (2,), [.5, .5]),
    (lambda: initializers.Constant(np.array([1., 2.])), (2,), [1., 2.]),
    (lambda: initializers.Identity(2.), (2, 2), [[2., 0.], [0., 2.]]),
    (lambda: initializers.Identity(), (1, 2), [[1., 0.]]),
], ids=['zeros', 'ones', 'constant', 'array', 'identity', 'wide identity'])
def test_fixed_values(initializer, shape, want):
    np.testing.assert_array_equal(values(initializer(), shape), want)


@pytest.mark.parametrize('name', ['glorot_uniform', 'normal', 'uniform', 'orthogonal',
                                  'truncated_normal'])
def test_numpy_seed_repeats(name):
    np.random.seed(3)
    first = values(initializers.get(name), (4, 5))
    np.random.seed(3)
    second = values(initializers.get(name), (4, 5))
    other = values(initializers.get(name), (4, 5))
    np.testing.assert_array_equal(first, second)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize('make', [
    initializers.RandomNormal, initializers.RandomUniform, initializers.TruncatedNormal,
    initializers.VarianceScaling, initializers.Orthogonal])
def test_own_seed_repeats_but_differs_from_call_to_call(make):
    one, two = make(seed=7), make(seed=7)
    first = values(one, (4, 5))
    np.testing.assert_array_equal(first, values(two, (4, 5)))
    assert not np.array_equal(first, values(one, (4, 5)))


@pytest.mark.parametrize('name, cls', [
    ('zero', 'Zeros'), ('zeros', 'Zeros'), ('one', 'Ones'), ('ones', 'Ones'),
    ('constant', 'Constant'), ('uniform', 'RandomUniform'), ('random_uniform', 'RandomUniform'),
    ('normal', 'RandomNormal'), ('random_normal', 'RandomNormal'), ('identity', 'Identity'),
    ('truncated_normal', 'TruncatedNormal'), ('orthogonal', 'Orthogonal')])
def test_aliases(name, cls):
    assert getattr(initializers, name) is getattr(initializers, cls)
    assert type(initializers.get(name)).__name__ == cls


def test_configs():
    data = initializers.serialize(initializers.he_normal(seed=4))
    assert data == {'class_name': 'VarianceScaling', 'config': {
        'scale': 2., 'mode': 'fan_in', 'distribution': 'normal', 'seed': 4}}
    assert initializers.serialize(initializers.deserialize(data)) == data
    assert initializers.Zeros.from_config({'dtype': 'float32'}).get_config() == {}


def test_own_function():
    def own(shape, dtype=None):
        return np.full(shape, 7., dtype)

    assert initializers.get(own) is own
    with custom_object_scope({'own': own}):
        assert initializers.get('own') is own
    assert isinstance(initializers.get(initializers.Ones), initializers.Ones)
    assert initializers.get(None) is None


@pytest.mark.parametrize('call, message', [
    (lambda: initializers.get('he_norml'), 'he_normal'),
    (lambda: initializers.get(3), 'as an initializer'),
    (lambda: initializers.VarianceScaling(scale=-1.), 'positive'),
    (lambda: initializers.VarianceScaling(mode='fan'), 'fan_in'),
    (lambda: initializers.VarianceScaling(distribution='flat'), 'uniform'),
    (lambda: initializers.Orthogonal()((3,)), 'two axes'),
    (lambda: initializers.Identity()((2, 2, 2)), 'two axes'),
])
def test_errors(call, message):
    with pytest.raises(ValueError, match=message):
        call()
