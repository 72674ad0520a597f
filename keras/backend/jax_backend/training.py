"""Kernels of optimizers and metrics: one step of a weight, without variables."""

from jax import lax
from jax import numpy as jnp

from keras.backend.jax_backend import core


def momentum_step(param, moment, gradient, learning_rate, momentum, nesterov=False):
    """Returns weight and moment after a step; see `K.momentum_update`."""
    learning_rate, momentum = _all_like(param, learning_rate, momentum)
    step = learning_rate * gradient
    moment = momentum * moment - step
    return param + (momentum * moment - step if nesterov else moment), moment


def adagrad_step(param, accumulator, gradient, learning_rate, epsilon):
    """Returns weight and accumulator after a step; see `K.adagrad_update`."""
    learning_rate, epsilon = _all_like(param, learning_rate, epsilon)
    accumulator = accumulator + gradient * gradient
    return param - learning_rate * gradient / (jnp.sqrt(accumulator) + epsilon), accumulator


def adadelta_step(param, accumulator, delta, gradient, learning_rate, rho, epsilon):
    """Returns weight, accumulator and delta after a step; see `K.adadelta_update`."""
    learning_rate, rho, epsilon = _all_like(param, learning_rate, rho, epsilon)
    accumulator = rho * accumulator + (1 - rho) * gradient * gradient
    step = gradient * jnp.sqrt(delta + epsilon) / jnp.sqrt(accumulator + epsilon)
    delta = rho * delta + (1 - rho) * step * step
    return param - learning_rate * step, accumulator, delta


def adam_step(param, m, v, gradient, learning_rate, beta_1, beta_2, epsilon):
    """Returns weight and both averages after a step; see `K.adam_update`."""
    learning_rate, beta_1, beta_2, epsilon = _all_like(
        param, learning_rate, beta_1, beta_2, epsilon)
    m = beta_1 * m + (1 - beta_1) * gradient
    v = beta_2 * v + (1 - beta_2) * gradient * gradient
    return param - learning_rate * m / (jnp.sqrt(v) + epsilon), m, v


def adamax_step(param, m, u, gradient, learning_rate, beta_1, beta_2, epsilon):
    """Returns weight, average and largest gradient after a step; see `K.adamax_update`."""
    learning_rate, beta_1, beta_2, epsilon = _all_like(
        param, learning_rate, beta_1, beta_2, epsilon)
    m = beta_1 * m + (1 - beta_1) * gradient
    u = jnp.maximum(beta_2 * u, jnp.abs(gradient))
    return param - learning_rate * m / (u + epsilon), m, u


def divide_no_nan(x, y):
    # 0 in the divisor is replaced, so that no NaN is made (and none enters a gradient).
    is_zero = jnp.equal(y, 0)
    return jnp.where(is_zero, 0, x / jnp.where(is_zero, 1, y))


def top_k(x, k):
    return tuple(lax.top_k(x, int(k)))


def _all_like(param, *scalars):
    """Hyperparameters in the type of a weight."""
    return [core._like(scalar, param) for scalar in scalars]
