"""Kernels of the room `training`: steps of optimizers, and what metrics need.

A step takes the value of a weight and of its state and returns the new ones. What it makes on the
way is its own, and is changed in place.
"""

import torch


def divide_no_nan(x, y):
    # 0 in the divisor is replaced, so that no NaN is made (and none enters a gradient).
    is_zero = y == 0
    return (x / y.masked_fill(is_zero, 1)).masked_fill(is_zero, 0)


def top_k(x, k):
    # `torch.topk` gives equal values in any order, a stable sort does not.
    values, indices = torch.sort(x, dim=-1, descending=True, stable=True)
    k = int(k)
    return values[..., :k], indices[..., :k].to(torch.int32)


def momentum_step(param, moment, gradient, learning_rate, momentum, nesterov=False):
    """Gradient descent with momentum: see `momentum_update` in the contract.

    Returns:
        New weight, new moment.
    """
    learning_rate, momentum = _like(param, learning_rate, momentum)
    new_moment = _minus(moment * momentum, learning_rate, gradient)
    if not nesterov:
        return param + new_moment, new_moment
    return _minus(_plus(param, momentum, new_moment), learning_rate, gradient), new_moment


def adagrad_step(param, accumulator, gradient, learning_rate, epsilon):
    """The Adagrad rule: see `adagrad_update` in the contract.

    Returns:
        New weight, new accumulator.
    """
    learning_rate, epsilon = _like(param, learning_rate, epsilon)
    new_accumulator = torch.addcmul(accumulator, gradient, gradient)
    divisor = torch.sqrt(new_accumulator).add_(epsilon)
    return _minus_ratio(param, learning_rate, gradient, divisor), new_accumulator


def adadelta_step(param, accumulator, delta, gradient, learning_rate, rho, epsilon):
    """The Adadelta rule: see `adadelta_update` in the contract.

    Returns:
        New weight, new accumulator, new delta.
    """
    learning_rate, rho, epsilon = _like(param, learning_rate, rho, epsilon)
    new_accumulator = torch.lerp(torch.square(gradient), accumulator, rho)
    step = torch.add(delta, epsilon).sqrt_().mul_(gradient).div_(
        torch.add(new_accumulator, epsilon).sqrt_())
    new_delta = torch.lerp(torch.square(step), delta, rho)
    return _minus(param, learning_rate, step), new_accumulator, new_delta


def adam_step(param, m, v, gradient, learning_rate, beta_1, beta_2, epsilon):
    """The Adam rule: see `adam_update` in the contract.

    Returns:
        New weight, new average gradient, new average square.
    """
    learning_rate, beta_1, beta_2, epsilon = _like(param, learning_rate, beta_1, beta_2, epsilon)
    new_m = torch.lerp(gradient, m, beta_1)
    new_v = torch.lerp(torch.square(gradient), v, beta_2)
    divisor = torch.sqrt(new_v).add_(epsilon)
    return _minus_ratio(param, learning_rate, new_m, divisor), new_m, new_v


def adamax_step(param, m, u, gradient, learning_rate, beta_1, beta_2, epsilon):
    """The Adamax rule: see `adamax_update` in the contract.

    Returns:
        New weight, new average gradient, new largest gradient.
    """
    learning_rate, beta_1, beta_2, epsilon = _like(param, learning_rate, beta_1, beta_2, epsilon)
    new_m = torch.lerp(gradient, m, beta_1)
    new_u = torch.maximum(u * beta_2, torch.abs(gradient))
    return _minus_ratio(param, learning_rate, new_m, new_u + epsilon), new_m, new_u


def _like(param, *scalars):
    """Hyperparameters as numbers, or as scalar tensors in the type of the weight."""
    return [one.to(param.dtype) if torch.is_tensor(one) else float(one) for one in scalars]


def _plus(x, scale, y):
    """Returns `x + scale * y`."""
    if torch.is_tensor(scale):
        return torch.addcmul(x, y, scale)
    return torch.add(x, y, alpha=scale)


def _minus(x, scale, y):
    """Returns `x - scale * y`."""
    if torch.is_tensor(scale):
        return torch.addcmul(x, y, scale, value=-1)
    return torch.sub(x, y, alpha=scale)


def _minus_ratio(x, scale, y, divisor):
    """Returns `x - scale * y / divisor`."""
    if torch.is_tensor(scale):
        return torch.addcdiv(x, y * scale, divisor, value=-1)
    return torch.addcdiv(x, y, divisor, value=-scale)
