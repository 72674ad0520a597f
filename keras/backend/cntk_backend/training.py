"""Kernels of optimizers and metrics.

A step of a weight is computed in NumPy, between the evaluations of CNTK: there it needs fewer
passes over memory than as a graph of CNTK's elementwise nodes.
"""

import cntk as C
import numpy as np

from keras.backend.cntk_backend import arrays
from keras.backend.cntk_backend.arrays import Array
from keras.backend.cntk_backend.kernels import kernel_of_all, kernel
from keras.backend.cntk_backend.program import current


def _step(function, params, gradient, scalars, *fixed):
    """Has a step computed: `function(*params, gradient, *scalars, *fixed)` returns new values."""
    specs = [(x.shape, x.dtype) for x in params]
    if current() is None or 0 in specs[0][0]:
        return tuple(arrays.empty(*spec) if 0 in spec[0] else Array(None, *spec)
                     for spec in specs)
    gradient = arrays.cast(gradient, specs[0][1])
    arguments = list(params) + [gradient] + [
        arrays.lifted(x, specs[0][1]) if arrays.is_number(x) else arrays.cast(x, specs[0][1])
        for x in scalars]
    return tuple(current().on_host(lambda *values: function(*(values + fixed)), arguments, specs))


@kernel_of_all
def momentum_step(param, moment, gradient, learning_rate, momentum, nesterov=False):
    """Returns weight and moment after a step; see `K.momentum_update`."""
    return _step(_momentum, [param, moment], gradient, [learning_rate, momentum], nesterov)


def _momentum(param, moment, gradient, learning_rate, momentum, nesterov):
    step = learning_rate * gradient
    moment = -step if momentum == 0 else momentum * moment - step
    if not nesterov:
        return param + moment, moment
    new = momentum * moment
    new -= step
    new += param
    return new, moment


@kernel_of_all
def adagrad_step(param, accumulator, gradient, learning_rate, epsilon):
    """Returns weight and accumulator after a step; see `K.adagrad_update`."""
    return _step(_adagrad, [param, accumulator], gradient, [learning_rate, epsilon])


def _adagrad(param, accumulator, gradient, learning_rate, epsilon):
    accumulator = accumulator + gradient * gradient
    return param - learning_rate * gradient / (np.sqrt(accumulator) + epsilon), accumulator


@kernel_of_all
def adadelta_step(param, accumulator, delta, gradient, learning_rate, rho, epsilon):
    """Returns weight, accumulator and delta after a step; see `K.adadelta_update`."""
    return _step(_adadelta, [param, accumulator, delta], gradient, [learning_rate, rho, epsilon])


def _adadelta(param, accumulator, delta, gradient, learning_rate, rho, epsilon):
    accumulator = rho * accumulator + (1 - rho) * gradient * gradient
    step = gradient * np.sqrt(delta + epsilon) / np.sqrt(accumulator + epsilon)
    delta = rho * delta + (1 - rho) * step * step
    return param - learning_rate * step, accumulator, delta


@kernel_of_all
def adam_step(param, m, v, gradient, learning_rate, beta_1, beta_2, epsilon):
    """Returns weight and both averages after a step; see `K.adam_update`."""
    return _step(_adam, [param, m, v], gradient, [learning_rate, beta_1, beta_2, epsilon])


def _adam(param, m, v, gradient, learning_rate, beta_1, beta_2, epsilon):
    m = beta_1 * m
    part = (1 - beta_1) * gradient
    m += part
    np.multiply(gradient, gradient, out=part)
    part *= 1 - beta_2
    v = beta_2 * v
    v += part
    np.sqrt(v, out=part)
    part += epsilon
    np.divide(m, part, out=part)
    part *= learning_rate
    return np.subtract(param, part, out=part), m, v


@kernel_of_all
def adamax_step(param, m, u, gradient, learning_rate, beta_1, beta_2, epsilon):
    """Returns weight, average and largest gradient after a step; see `K.adamax_update`."""
    return _step(_adamax, [param, m, u], gradient, [learning_rate, beta_1, beta_2, epsilon])


def _adamax(param, m, u, gradient, learning_rate, beta_1, beta_2, epsilon):
    m = beta_1 * m + (1 - beta_1) * gradient
    u = np.maximum(beta_2 * u, np.abs(gradient))
    return param - learning_rate * m / (u + epsilon), m, u


@kernel
def divide_no_nan(x, y):
    # 0 in the divisor is replaced, so that no NaN is made (and none enters a gradient).
    x, y, _ = arrays.unified(x, y)
    is_zero = arrays.compare(C.equal, y, 0)
    return arrays.where(is_zero, 0., arrays.ratio(x, arrays.where(is_zero, 1., y)))
