"""Kernels of activations, losses and normalisation."""

import cntk as C
import numpy as np

from keras.backend import common
from keras.backend import shapes
from keras.backend.cntk_backend import arrays
from keras.backend.cntk_backend import precision
from keras.backend.cntk_backend import math
from keras.backend.cntk_backend.ctc import (  # noqa: F401
    ctc_batch_cost, ctc_decode, ctc_label_dense_to_sparse)
from keras.backend.cntk_backend.kernels import kernel


@kernel
def relu(x, alpha=0., max_value=None, threshold=0.):
    plain = _is_zero(threshold)
    result = arrays.unary(C.relu, x) if plain else arrays.where(x > threshold, x, 0.)
    if max_value is not None:
        result = arrays.where(result > max_value, math._limit(max_value, x), result)
    if _is_zero(alpha):
        return result
    below = -x if plain else threshold - x
    return result - alpha * arrays.unary(C.relu, below)


def _is_zero(value):
    """True if the value is known to be 0 now."""
    return arrays.is_number(value) and value == 0


@kernel
def elu(x, alpha=1.):
    if arrays.is_number(alpha) and alpha == 1:
        return arrays.unary(C.elu, x)
    negative = arrays.unary(C.exp, -arrays.unary(C.relu, -x)) - 1.
    return arrays.unary(C.relu, x) + alpha * negative


@kernel
def softmax(x, axis=-1):
    if not -x.ndim <= int(axis) < x.ndim:
        raise ValueError('There is no axis {} in an array of rank {}.'.format(axis, x.ndim))
    axis = int(axis) % x.ndim
    return arrays.unary(lambda node: C.softmax(node, axis=axis), x)


@kernel
def softplus(x):
    return arrays.unary(C.relu, x) + arrays.unary(
        C.log, arrays.unary(C.exp, -arrays.unary(C.abs, x)) + 1.)


@kernel
def softsign(x):
    return arrays.ratio(x, arrays.unary(C.abs, x) + 1.)


@kernel
def sigmoid(x):
    return arrays.unary(C.sigmoid, x)


@kernel
def hard_sigmoid(x):
    return _clipped(x * .2 + .5, 0., 1.)


def _clipped(x, low, high):
    """Values held between two numbers."""
    kind = precision.kind_of(x.dtype)
    return arrays.unary(lambda node: C.clip(node, kind(low), kind(high)), x)


@kernel
def tanh(x):
    return arrays.unary(C.tanh, x)


@kernel
def l2_normalize(x, axis=None):
    squares = arrays.reduced(C.reduce_sum, x * x, math._axes(axis, x.ndim), True)
    largest = arrays.where(squares >= 1e-12, squares, math._limit(1e-12, squares))
    return arrays.ratio(x, arrays.unary(C.sqrt, largest))


@kernel
def in_top_k(predictions, targets, k):
    classes = predictions.shape[1]
    places = arrays.reshape(arrays.cast(targets, 'int32'), (-1, 1))
    is_target = arrays.compare(C.equal, places, arrays.lifted(np.arange(classes, dtype='int32')))
    chosen = arrays.reduced(C.reduce_sum, arrays.where(is_target, predictions, 0.), (1,), True)
    better = arrays.reduced(C.reduce_sum, arrays.cast(predictions > chosen, 'int32'), (1,))
    places = arrays.reshape(places, (-1,))
    chosen = arrays.reshape(chosen, (-1,))
    is_finite = arrays.compare(C.equal, chosen - chosen, 0.)
    return (places >= 0) & (places < classes) & is_finite & (better < k)


@kernel
def bias_add(x, bias, data_format=None):
    data_format = common.normalize_data_format(data_format)
    if x.images is not None:
        return x.images.with_bias(bias)
    return x + arrays.reshape(bias, shapes.bias_shape(bias.shape, x.ndim, data_format))


@kernel
def categorical_crossentropy(target, output, from_logits=False, axis=-1):
    axis = shapes.normalize_axis(axis, output.ndim)
    if from_logits:
        logs = output - math._logsumexp(output, (axis,))
    else:
        total = arrays.reduced(C.reduce_sum, output, (axis,), True)
        logs = arrays.unary(C.log, _probability(arrays.ratio(output, total)))
    return -arrays.reduced(C.reduce_sum, target * logs, (axis,))


@kernel
def sparse_categorical_crossentropy(target, output, from_logits=False, axis=-1):
    axis = shapes.normalize_axis(axis, output.ndim)
    classes = output.shape[axis]
    labels = arrays.reshape(arrays.cast(target, 'int32'),
                            output.shape[:axis] + (1,) + output.shape[axis + 1:])
    places = np.arange(classes, dtype='int32').reshape((-1,) + (1,) * (output.ndim - 1 - axis))
    is_label = arrays.compare(C.equal, labels, arrays.lifted(places))
    if not from_logits:
        output = _probability(output)
    chosen = arrays.reduced(C.reduce_sum, arrays.where(is_label, output, 0.), (axis,), True)
    if from_logits:
        total = math._logsumexp(output, (axis,))
    else:
        # The logarithm of the sum of exponentials of logarithms, without either.
        total = arrays.unary(C.log, arrays.reduced(C.reduce_sum, output, (axis,), True))
        chosen = arrays.unary(C.log, chosen)
    is_class = (labels >= 0) & (labels < classes)
    loss = arrays.where(is_class, total - chosen, float('nan'))
    return arrays.reshape(loss, output.shape[:axis] + output.shape[axis + 1:])


@kernel
def binary_crossentropy(target, output, from_logits=False):
    if from_logits:
        return softplus(output) - output * target
    output = _probability(output)
    no = arrays.unary(C.log, 1. - output)
    return -(no + target * (arrays.unary(C.log, output) - no))


def _probability(output):
    """Moves probabilities off 0 and 1 by epsilon, so that their logarithms are finite."""
    return _clipped(output, common.epsilon(), 1. - common.epsilon())


@kernel
def normalize_batch_in_training(x, gamma, beta, reduction_axes, epsilon=1e-3):
    axes = tuple(sorted(int(axis) % x.ndim for axis in reduction_axes))
    shape = [1 if axis in axes else size for axis, size in enumerate(x.shape)]
    gamma, beta = (one if one is None else arrays.reshape(one, shape) for one in (gamma, beta))
    mean = math._mean(x, axes, True)
    variance = math._variance(x, axes, True)
    normal = _normalized(x, mean, variance, beta, gamma, epsilon)
    short = [size for axis, size in enumerate(x.shape) if axis not in axes]
    mean, variance = arrays.reshape(mean, short), arrays.reshape(variance, short)
    if x.ndim == 4 and axes == (0, 1, 2):
        count = int(np.prod(x.shape[:3]))
        variance = variance * (count / float(count - 1 if count > 1 else 1))
    return normal, mean, variance


@kernel
def batch_normalization(x, mean, var, beta, gamma, axis=-1, epsilon=1e-3):
    axis = shapes.normalize_axis(axis, x.ndim)
    shape = [1] * axis + [-1] + [1] * (x.ndim - axis - 1)
    mean, var, beta, gamma = (
        arrays.reshape(one, shape) if one is not None and np.ndim(one) == 1 else one
        for one in (mean, var, beta, gamma))
    return _normalized(x, mean, var, beta, gamma, epsilon)


def _normalized(x, mean, variance, beta, gamma, epsilon):
    """`(x - mean) / sqrt(variance + epsilon) * gamma + beta`."""
    scale = arrays.ratio(1., arrays.unary(C.sqrt, arrays.lifted(variance) + epsilon))
    result = (x - mean) * (scale if gamma is None else scale * gamma)
    return result if beta is None else result + beta
