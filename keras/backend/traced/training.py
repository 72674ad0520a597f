"""What optimizers and metrics need: one node computes a step of one weight."""

from keras.backend.traced import core
from keras.backend.traced import engine as engines
from keras.backend.traced import record


def momentum_update(param, moment, gradient, learning_rate, momentum, nesterov=False):
    return _step('momentum_step', [param, moment], gradient, learning_rate, momentum, nesterov)


def adagrad_update(param, accumulator, gradient, learning_rate, epsilon):
    return _step('adagrad_step', [param, accumulator], gradient, learning_rate, epsilon)


def adadelta_update(param, accumulator, delta, gradient, learning_rate, rho, epsilon):
    return _step('adadelta_step', [param, accumulator, delta], gradient, learning_rate, rho,
                 epsilon)


def adam_update(param, m, v, gradient, learning_rate, beta_1, beta_2, epsilon):
    return _step('adam_step', [param, m, v], gradient, learning_rate, beta_1, beta_2, epsilon)


def adamax_update(param, m, u, gradient, learning_rate, beta_1, beta_2, epsilon):
    return _step('adamax_step', [param, m, u], gradient, learning_rate, beta_1, beta_2, epsilon)


def _step(op, variables, *arguments):
    """Records a step and the updates with what it returns."""
    names = ['argument%d' % i for i in range(len(variables) + len(arguments))]
    values = record.call_kernel(op, engines.current().KERNELS[op], names,
                                variables + list(arguments), ())
    return [core.update(x, value) for x, value in zip(variables, values)]
