"""Elementwise mathematics, reductions, products."""

import numpy as np

__all__ = ['abs', 'all', 'any', 'argmax', 'argmin', 'batch_dot', 'clip', 'cos', 'cumprod',
           'cumsum', 'dot', 'equal', 'exp', 'greater', 'greater_equal', 'less', 'less_equal',
           'log', 'logsumexp', 'max', 'maximum', 'mean', 'min', 'minimum', 'not_equal', 'pow',
           'prod', 'round', 'sign', 'sin', 'sqrt', 'square', 'std', 'sum', 'var']


def abs(x):
    return np.abs(x)


def sqrt(x):
    return np.sqrt(np.maximum(x, 0))


def square(x):
    return np.square(x)


def exp(x):
    return np.exp(x)


def log(x):
    return np.log(x)


def round(x):
    return np.round(x)


def sign(x):
    return np.sign(x)


def pow(x, a):
    return np.power(x, a)


def sin(x):
    return np.sin(x)


def cos(x):
    return np.cos(x)


def clip(x, min_value, max_value):
    low = -np.inf if min_value is None else min_value
    high = np.inf if max_value is None else np.maximum(max_value, low)
    return np.clip(x, low, high)


def equal(x, y):
    return np.equal(x, y)


def not_equal(x, y):
    return np.not_equal(x, y)


def greater(x, y):
    return np.greater(x, y)


def greater_equal(x, y):
    return np.greater_equal(x, y)


def less(x, y):
    return np.less(x, y)


def less_equal(x, y):
    return np.less_equal(x, y)


def maximum(x, y):
    return np.maximum(x, y)


def minimum(x, y):
    return np.minimum(x, y)


def max(x, axis=None, keepdims=False):
    return np.max(x, axis=_axes(axis), keepdims=keepdims)


def min(x, axis=None, keepdims=False):
    return np.min(x, axis=_axes(axis), keepdims=keepdims)


def sum(x, axis=None, keepdims=False):
    return np.sum(x, axis=_axes(axis), keepdims=keepdims)


def prod(x, axis=None, keepdims=False):
    return np.prod(x, axis=_axes(axis), keepdims=keepdims)


def mean(x, axis=None, keepdims=False):
    return np.mean(x, axis=_axes(axis), keepdims=keepdims)


def var(x, axis=None, keepdims=False):
    return np.var(x, axis=_axes(axis), keepdims=keepdims)


def std(x, axis=None, keepdims=False):
    return np.std(x, axis=_axes(axis), keepdims=keepdims)


def logsumexp(x, axis=None, keepdims=False):
    top = np.max(x, axis=_axes(axis), keepdims=True)
    result = np.log(np.sum(np.exp(x - top), axis=_axes(axis), keepdims=True)) + top
    return result if keepdims else np.squeeze(result, axis=_axes(axis))


def any(x, axis=None, keepdims=False):
    return np.any(x, axis=_axes(axis), keepdims=keepdims)


def all(x, axis=None, keepdims=False):
    return np.all(x, axis=_axes(axis), keepdims=keepdims)


def argmax(x, axis=-1):
    return np.argmax(x, axis=axis)


def argmin(x, axis=-1):
    return np.argmin(x, axis=axis)


def cumsum(x, axis=0):
    return np.cumsum(x, axis=axis)


def cumprod(x, axis=0):
    return np.cumprod(x, axis=axis)


def dot(x, y):
    return np.dot(x, y)


def batch_dot(x, y, axes=None):
    if axes is None:
        axes = (x.ndim - 1, 1 if y.ndim == 2 else y.ndim - 2)
    first, second = (axes, axes) if isinstance(axes, int) else axes
    first, second = first % x.ndim - 1, second % y.ndim - 1
    result = np.stack([np.tensordot(a, b, (first, second)) for a, b in zip(x, y)])
    return result[:, np.newaxis] if result.ndim == 1 else result


def _axes(axis):
    """Axes as NumPy takes them: None, an int or a tuple."""
    return tuple(axis) if isinstance(axis, list) else axis
