"""Random arrays."""

import numpy as np

from keras.backend import common

__all__ = ['random_binomial', 'random_normal', 'random_normal_variable', 'random_uniform',
           'random_uniform_variable', 'truncated_normal']


def random_normal(shape, mean=0., stddev=1., dtype=None, seed=None):
    values = np.random.RandomState(seed).normal(mean, stddev, shape)
    return values.astype(dtype or common.floatx())


def random_uniform(shape, minval=0., maxval=1., dtype=None, seed=None):
    values = np.random.RandomState(seed).uniform(minval, maxval, shape)
    return values.astype(dtype or common.floatx())


def random_binomial(shape, p=0., dtype=None, seed=None):
    values = np.random.RandomState(seed).uniform(size=shape) <= p
    return values.astype(dtype or common.floatx())


def truncated_normal(shape, mean=0., stddev=1., dtype=None, seed=None):
    generator = np.random.RandomState(seed)
    values = generator.normal(size=shape)
    while np.any(np.abs(values) > 2):
        values = np.where(np.abs(values) > 2, generator.normal(size=shape), values)
    return (values * stddev + mean).astype(dtype or common.floatx())


def random_normal_variable(shape, mean, scale, dtype=None, name=None, seed=None):
    return random_normal(shape, mean, scale, dtype, seed)


def random_uniform_variable(shape, low, high, dtype=None, name=None, seed=None):
    return random_uniform(shape, low, high, dtype, seed)
