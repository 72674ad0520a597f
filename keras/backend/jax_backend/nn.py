"""Kernels of activations, losses and normalisation."""

import functools

import jax
import numpy as np
from jax import lax
from jax import numpy as jnp

from keras.backend import common
from keras.backend import shapes
from keras.backend.jax_backend import core
from keras.backend.jax_backend import math
from keras.backend.jax_backend.ctc import (  # noqa: F401
    ctc_batch_cost, ctc_decode, ctc_label_dense_to_sparse)


def relu(x, alpha=0., max_value=None, threshold=0.):
    alpha, threshold = core._like(alpha, x), core._like(threshold, x)
    plain = _is_zero(threshold)
    if _is_zero(alpha):
        result = jax.nn.relu(x) if plain else jnp.where(x > threshold, x, 0)
        if max_value is None:
            return result
        max_value = core._like(max_value, x)
        return jnp.where(result > max_value, max_value, result).astype(x.dtype)
    if plain and max_value is None:
        if core._is_number(alpha) and alpha <= 1:
            return jnp.where(x > 0, x, alpha * x)
        return jax.nn.relu(x) - alpha * jax.nn.relu(-x)
    return relu(x, 0., max_value, threshold) - alpha * jax.nn.relu(threshold - x)


def _is_zero(value):
    """True if the value is known to be 0 now."""
    return core._is_number(value) and value == 0


def elu(x, alpha=1.):
    return jax.nn.elu(x, core._like(alpha, x))


def softmax(x, axis=-1):
    return jax.nn.softmax(x, axis)


def softplus(x):
    return jax.nn.softplus(x)


def softsign(x):
    return x / (jnp.abs(x) + 1)


def sigmoid(x):
    return lax.logistic(x)


def hard_sigmoid(x):
    return math.clip(0.2 * x + 0.5, 0., 1.)


def tanh(x):
    return jnp.tanh(x)


def l2_normalize(x, axis=None):
    wide = core._wide(x)
    squares = jnp.sum(wide * wide, math._axes(axis), keepdims=True)
    return (wide * lax.rsqrt(math.maximum(squares, 1e-12))).astype(x.dtype)


def in_top_k(predictions, targets, k):
    classes = predictions.shape[1]
    chosen = jnp.take_along_axis(
        predictions, jnp.clip(targets, 0, classes - 1)[:, None].astype('int32'), 1, mode='clip')
    better = jnp.sum(predictions > chosen, 1, 'int32')
    known = (targets >= 0) & (targets < classes) & jnp.isfinite(chosen[:, 0])
    return known & (better < k)


def bias_add(x, bias, data_format=None):
    data_format = common.normalize_data_format(data_format)
    return x + bias.reshape(shapes.bias_shape(bias.shape, x.ndim, data_format))


def categorical_crossentropy(target, output, from_logits=False, axis=-1):
    axis = shapes.normalize_axis(axis, output.ndim)
    if from_logits:
        logs = jax.nn.log_softmax(output, axis)
    else:
        logs = jnp.log(_probability(output / jnp.sum(output, axis, keepdims=True)))
    return -jnp.sum(target * logs, axis)


def sparse_categorical_crossentropy(target, output, from_logits=False, axis=-1):
    axis = shapes.normalize_axis(axis, output.ndim)
    classes = output.shape[axis]
    labels = target.astype('int32').reshape(output.shape[:axis] + (1,) + output.shape[axis + 1:])
    is_label = lax.broadcasted_iota('int32', output.shape, axis) == labels
    if from_logits:
        total = jax.nn.logsumexp(output, axis)
        chosen = jnp.sum(jnp.where(is_label, output, 0), axis)
    else:
        # The logarithm of the sum of exponentials of logarithms, without either.
        output = _probability(output)
        total = jnp.log(jnp.sum(output, axis))
        chosen = jnp.log(jnp.sum(jnp.where(is_label, output, 0), axis))
    labels = lax.squeeze(labels, (axis,))
    return jnp.where((labels >= 0) & (labels < classes), total - chosen, np.nan)


def binary_crossentropy(target, output, from_logits=False):
    if from_logits:
        return jax.nn.softplus(output) - output * target
    output = _probability(output)
    no = jnp.log(1 - output)
    return -(no + target * (jnp.log(output) - no))


def _probability(output):
    """Moves probabilities off 0 and 1 by epsilon, so that their logarithms are finite."""
    return math.clip(output, common.epsilon(), 1. - common.epsilon())


def normalize_batch_in_training(x, gamma, beta, reduction_axes, epsilon=1e-3):
    axes = tuple(sorted(int(axis) % x.ndim for axis in reduction_axes))
    wide = core._wide(x)
    shape = [1 if axis in axes else size for axis, size in enumerate(x.shape)]
    gamma, beta = (one if one is None else core._like(one, wide).reshape(shape)
                   for one in (gamma, beta))
    normal, mean, variance = _normalized_by_itself(axes, float(epsilon), wide, gamma, beta)
    mean, variance = lax.squeeze(mean, axes), lax.squeeze(variance, axes)
    if x.ndim == 4 and axes == (0, 1, 2):
        count = int(np.prod(x.shape[:3]))
        variance = variance * (count / (count - 1 if count > 1 else 1))
    return normal.astype(x.dtype), mean.astype(x.dtype), variance.astype(x.dtype)


@functools.partial(jax.custom_vjp, nondiff_argnums=(0, 1))
def _normalized_by_itself(axes, epsilon, x, gamma, beta):
    """`x` normalised by its own mean and variance over some axes, and these two.

    Its gradient is written out: what the engine derives reads `x` more often.
    """
    mean = jnp.mean(x, axes, keepdims=True)
    variance = jnp.mean(math.square(x - mean), axes, keepdims=True)
    return _normalized(x, mean, variance, beta, gamma, epsilon), mean, variance


def _normalized_forward(axes, epsilon, x, gamma, beta):
    """What the function returns, and what its gradient needs."""
    results = _normalized_by_itself(axes, epsilon, x, gamma, beta)
    return results, (x, gamma, beta, results[1], lax.rsqrt(results[2] + epsilon))


def _normalized_back(axes, epsilon, remembered, slopes):
    """Gradients of `x`, `gamma` and `beta`."""
    x, gamma, beta, mean, scale = remembered
    slope, of_mean, of_variance = slopes
    count = x.size // mean.size
    away = x - mean
    of_beta = jnp.sum(slope, axes, keepdims=True)
    of_gamma = jnp.sum(slope * away, axes, keepdims=True) * scale
    result = (slope - (of_beta + away * (scale * of_gamma)) * (1 / count)) * (
        scale if gamma is None else scale * gamma)
    result = result + (of_mean + 2 * away * of_variance) * (1 / count)
    return result, None if gamma is None else of_gamma, None if beta is None else of_beta


_normalized_by_itself.defvjp(_normalized_forward, _normalized_back)


def batch_normalization(x, mean, var, beta, gamma, axis=-1, epsilon=1e-3):
    axis = shapes.normalize_axis(axis, x.ndim)
    shape = [1] * axis + [-1] + [1] * (x.ndim - axis - 1)
    mean, var, beta, gamma = (one.reshape(shape) if one is not None and one.ndim == 1 else one
                              for one in (mean, var, beta, gamma))
    return _normalized(core._wide(x), mean, var, beta, gamma, epsilon).astype(x.dtype)


def _normalized(x, mean, variance, beta, gamma, epsilon):
    """`(x - mean) / sqrt(variance + epsilon) * gamma + beta`, in the type of `x`."""
    mean, variance, beta, gamma, epsilon = (
        core._like(one, x) for one in (mean, variance, beta, gamma, epsilon))
    scale = lax.rsqrt(variance + epsilon)
    result = (x - mean) * (scale if gamma is None else scale * gamma)
    return result if beta is None else result + beta
