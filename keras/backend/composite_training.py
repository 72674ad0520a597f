"""What optimizers and metrics need, written once over other ops; see `contract.training`."""

from keras import backend as K


def densify(x):
    return x


def momentum_update(param, moment, gradient, learning_rate, momentum, nesterov=False):
    learning_rate, momentum = _like(param, learning_rate, momentum)
    step = learning_rate * gradient
    new_moment = momentum * moment - step
    change = momentum * new_moment - step if nesterov else new_moment
    return [K.update(moment, new_moment), K.update(param, param + change)]


def adagrad_update(param, accumulator, gradient, learning_rate, epsilon):
    learning_rate, epsilon = _like(param, learning_rate, epsilon)
    new_accumulator = accumulator + K.square(gradient)
    step = learning_rate * gradient / (K.sqrt(new_accumulator) + epsilon)
    return [K.update(accumulator, new_accumulator), K.update(param, param - step)]


def adadelta_update(param, accumulator, delta, gradient, learning_rate, rho, epsilon):
    learning_rate, rho, epsilon = _like(param, learning_rate, rho, epsilon)
    new_accumulator = rho * accumulator + (1. - rho) * K.square(gradient)
    step = gradient * K.sqrt(delta + epsilon) / K.sqrt(new_accumulator + epsilon)
    new_delta = rho * delta + (1. - rho) * K.square(step)
    return [K.update(accumulator, new_accumulator), K.update(delta, new_delta),
            K.update(param, param - learning_rate * step)]


def adam_update(param, m, v, gradient, learning_rate, beta_1, beta_2, epsilon):
    learning_rate, beta_1, beta_2, epsilon = _like(param, learning_rate, beta_1, beta_2, epsilon)
    new_m = beta_1 * m + (1. - beta_1) * gradient
    new_v = beta_2 * v + (1. - beta_2) * K.square(gradient)
    step = learning_rate * new_m / (K.sqrt(new_v) + epsilon)
    return [K.update(m, new_m), K.update(v, new_v), K.update(param, param - step)]


def adamax_update(param, m, u, gradient, learning_rate, beta_1, beta_2, epsilon):
    learning_rate, beta_1, beta_2, epsilon = _like(param, learning_rate, beta_1, beta_2, epsilon)
    new_m = beta_1 * m + (1. - beta_1) * gradient
    new_u = K.maximum(beta_2 * u, K.abs(gradient))
    step = learning_rate * new_m / (new_u + epsilon)
    return [K.update(m, new_m), K.update(u, new_u), K.update(param, param - step)]


def is_native_optimizer(x):
    return False


def collect_updates(function):
    returned = function()
    returned = returned if isinstance(returned, (list, tuple)) else [returned]
    return [update for update in returned if update is not None]


def in_current_graph(x):
    return True


def divide_no_nan(x, y):
    # 0 in the divisor is replaced, so that no NaN is made (and none enters a gradient).
    is_zero = K.cast(K.equal(y, 0), K.dtype(y))
    return x * (1 - is_zero) / (y + is_zero)


def top_k(x, k):
    values, indices = [], []
    for _ in range(k):
        best = K.argmax(x, axis=-1)
        values.append(K.max(x, axis=-1))
        indices.append(K.cast(best, 'int32'))
        chosen = K.cast(K.one_hot(best, K.int_shape(x)[-1]), 'bool')
        x = K.switch(chosen, K.zeros_like(x) - float('inf'), x)
    return K.stack(values, axis=-1), K.stack(indices, axis=-1)


def _like(param, *scalars):
    """Hyperparameters in the type of a weight."""
    dtype = K.dtype(param)
    return [K.cast(s, dtype) if K.is_tensor(s) and K.dtype(s) != dtype else s for s in scalars]
