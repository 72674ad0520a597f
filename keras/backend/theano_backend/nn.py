"""Activations, losses, normalisation."""

import numpy as np

from keras.backend import common
from keras.backend import shapes
from keras.backend.theano_backend import core
from keras.backend.theano_backend import engine
from keras.backend.theano_backend import math
from keras.backend.theano_backend.ctc import (  # noqa: F401
    ctc_batch_cost, ctc_decode, ctc_label_dense_to_sparse)
from keras.backend.theano_backend.engine import IS_HEIR, T, nnet, with_pattern
from keras.backend.theano_backend.math import of_type as like
from keras.backend.theano_backend.math import reshape_to

_sigmoid, _softplus = (T.sigmoid, T.softplus) if IS_HEIR else (nnet.sigmoid, nnet.softplus)


def relu(x, alpha=0., max_value=None, threshold=0.):
    zero, limit = like(0, x), like(threshold, x)
    if max_value is None and not _is_zero(alpha) and _is_zero(threshold):
        return T.switch(T.gt(x, zero), x, like(alpha, x) * x)
    if _is_zero(threshold):
        result = engine.rectifier(zero, x)
    else:
        result = T.switch(T.gt(x, limit), x, zero)
    if max_value is not None:
        top = like(max_value, x)
        result = T.switch(T.gt(result, top), top, result)
    if _is_zero(alpha):
        return result
    return result - like(alpha, x) * T.switch(T.lt(x, limit), limit - x, zero)


def _is_zero(value):
    """True if the value is known to be 0 now."""
    return isinstance(value, (int, float, np.number)) and value == 0


def elu(x, alpha=1.):
    zero = like(0, x)
    below = T.switch(T.gt(x, zero), zero, x)
    return T.switch(T.gt(x, zero), x, like(alpha, x) * T.expm1(below))


def softmax(x, axis=-1):
    axis = shapes.normalize_axis(axis, x.ndim)
    if x.ndim == 2 and axis == 1 and x.dtype != 'float16':
        return engine.softmax(x)
    powers = T.exp(x - T.max(x, axis=axis, keepdims=True))
    return powers / T.sum(powers, axis=axis, keepdims=True, dtype=x.dtype)


def softplus(x):
    return _softplus(x)


def softsign(x):
    return x / (like(1, x) + math.abs(x))


def sigmoid(x):
    return _sigmoid(x)


def hard_sigmoid(x):
    return math.clip(like(.2, x) * x + like(.5, x), 0., 1.)


def tanh(x):
    return T.tanh(x)


def in_top_k(predictions, targets, k):
    samples, classes = predictions.shape[0], predictions.shape[1]
    is_class = T.and_(T.ge(targets, 0), T.lt(targets, classes))
    chosen = predictions[T.arange(samples), T.switch(is_class, targets, 0)]
    better = T.sum(T.gt(predictions, chosen.dimshuffle(0, 'x')), axis=1)
    is_finite = T.invert(T.or_(T.isinf(chosen), T.isnan(chosen)))
    return T.and_(T.and_(is_class, is_finite), T.lt(better, k))


def bias_add(x, bias, data_format=None):
    data_format = common.normalize_data_format(data_format)
    shape = shapes.bias_shape(core.int_shape(bias), x.ndim, data_format)
    if bias.ndim == 1:
        axis = shapes.channel_axis(data_format, x.ndim)
        return x + bias.dimshuffle(*[0 if i == axis else 'x' for i in range(x.ndim)])
    return x + reshape_to(bias, list(shape))


def categorical_crossentropy(target, output, from_logits=False, axis=-1):
    axis = shapes.normalize_axis(axis, output.ndim)
    if from_logits:
        logs = _log_softmax(output, axis)
    else:
        output = output / T.sum(output, axis=axis, keepdims=True, dtype=output.dtype)
        logs = T.log(_probability(output))
    return -T.sum(target * logs, axis=axis, dtype=output.dtype)


def sparse_categorical_crossentropy(target, output, from_logits=False, axis=-1):
    axis = shapes.normalize_axis(axis, output.ndim)
    order = [other for other in range(output.ndim) if other != axis] + [axis]
    output = output.dimshuffle(*order)
    scores = output if from_logits else T.log(_probability(output))
    sizes = core.axis_sizes(output)
    logs = _log_softmax(reshape_to(scores, [-1, sizes[-1]]), 1)
    target = T.cast(T.flatten(target), 'int64')
    return reshape_to(-logs[T.arange(target.shape[0]), target], sizes[:-1])


def _log_softmax(x, axis):
    """Logarithms of exponentials that sum to 1, without overflow."""
    x = x - T.max(x, axis=axis, keepdims=True)
    return x - T.log(T.sum(T.exp(x), axis=axis, keepdims=True, dtype=x.dtype))


def binary_crossentropy(target, output, from_logits=False):
    if from_logits:
        return _softplus(output) - output * target
    output = _probability(output)
    no = T.log(like(1, output) - output)
    return -(no + target * (T.log(output) - no))


def _probability(output):
    """Moves probabilities off 0 and 1 by epsilon, so that their logarithms are finite."""
    return math.clip(output, common.epsilon(), 1. - common.epsilon())


def normalize_batch_in_training(x, gamma, beta, reduction_axes, epsilon=1e-3):
    axes = sorted(axis % x.ndim for axis in reduction_axes)
    mean = T.mean(x, axis=axes, keepdims=True)
    variance = T.mean(math.square(x - mean), axis=axes, keepdims=True)
    kept = [axis for axis in range(x.ndim) if axis not in axes]
    places = iter(range(len(kept)))
    order = ['x' if axis in axes else next(places) for axis in range(x.ndim)]
    wide = [one if one is None else one.dimshuffle(*order) for one in (beta, gamma)]
    normal = _normalized(x, mean, variance, wide[0], wide[1], epsilon)
    mean, variance = mean.dimshuffle(*kept), variance.dimshuffle(*kept)
    if x.ndim == 4 and axes == [0, 1, 2]:
        count = T.cast(x.shape[0] * x.shape[1] * x.shape[2], x.dtype)
        variance = variance * (count / math.maximum(count - like(1, x), like(1, x)))
    return normal, mean, variance


def batch_normalization(x, mean, var, beta, gamma, axis=-1, epsilon=1e-3):
    axis = shapes.normalize_axis(axis, x.ndim)
    order = [0 if i == axis else 'x' for i in range(x.ndim)]
    mean, var, beta, gamma = (_as_wide(one, order) for one in (mean, var, beta, gamma))
    return _normalized(x, mean, var, beta, gamma, epsilon)


def _as_wide(one, order):
    """A vector with a number per channel, or a tensor of the rank of the images, to broadcast."""
    if one is None or one.ndim != 1:
        sizes = () if one is None else core.int_shape(one)
        return with_pattern(one, [size == 1 for size in sizes]) if sizes else one
    return one.dimshuffle(*order)


def _normalized(x, mean, variance, beta, gamma, epsilon):
    """`(x - mean) / sqrt(variance + epsilon) * gamma + beta`, in the type of `x`."""
    mean, variance, beta, gamma, epsilon = (
        one if one is None else like(one, x) for one in (mean, variance, beta, gamma, epsilon))
    scale = like(1, x) / T.sqrt(variance + epsilon)
    result = (x - mean) * (scale if gamma is None else scale * gamma)
    return result if beta is None else result + beta


def divide_no_nan(x, y):
    is_zero = T.eq(y, 0)
    result = x / T.switch(is_zero, T.ones_like(y), y)
    return T.switch(is_zero, T.zeros_like(result), result)


def top_k(x, k):
    order = T.argsort(-x, axis=-1, kind='mergesort')
    first = (Ellipsis, slice(k))
    indices = T.cast(order[first], 'int32')
    values = T.sort(x, axis=-1)[(Ellipsis, slice(None, None, -1))][first]
    return values, indices
