"""Kernels of the room `training`: steps of optimizers, and what metrics need.

A step takes the value of a weight and of its state and returns the new ones. What it makes on the
way is its own, and is changed in place.
"""

import math

import torch

from keras.backend.torch_backend import engine


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


def adam_steps(params, ms, vs, gradients, learning_rate, beta_1, beta_2, epsilon, may_overwrite):
    """The Adam rule for many weights at once, with PyTorch's own kernel.

    Args:
        may_overwrite: Tuple that says of each weight whether nothing else in the plan reads its old
            value and its old averages.

    Returns:
        Tuples of the new weights, average gradients and average squares. They lie in the memory of
        the old ones if that is allowed and no other tensor shares it.
    """
    if not _suits_kernel(params + ms + vs + gradients) or not torch.is_tensor(learning_rate):
        return tuple(zip(*[adam_step(*one, learning_rate, beta_1, beta_2, epsilon)
                           for one in zip(params, ms, vs, gradients)]))
    columns = [[x if allowed and _is_alone(x)
                else x.clone(memory_format=torch.contiguous_format)
                for x, allowed in zip(column, may_overwrite)] for column in (params, ms, vs)]
    # Its own corrections of the first steps are switched off: this is the step that has no end.
    # They are in the learning rate, as `K.adam_update` wants it.
    steps = [_endless(params[0].device)] * len(params)
    torch._fused_adam_(
        columns[0], [x.contiguous() for x in gradients], *columns[1:], [], steps, lr=learning_rate,
        beta1=_number(beta_1), beta2=_number(beta_2), weight_decay=0., eps=_number(epsilon),
        amsgrad=False, maximize=False)
    return tuple(map(tuple, columns))


engine.GROUPED['adam_step'] = adam_steps, 4


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


_endless_steps = {}
_numbers = {}


def _endless(device):
    """A number of steps after which averages need no correction."""
    if device not in _endless_steps:
        _endless_steps[device] = torch.tensor(math.inf, device=device)
    return _endless_steps[device]


def _number(scalar):
    """The value of a scalar; that of a tensor which is given again is remembered.

    To ask a GPU for it would mean to wait for all that it still has to do.
    """
    if not torch.is_tensor(scalar):
        return float(scalar)
    if scalar.device.type == 'cpu':
        return scalar.item()
    known = _numbers.get(id(scalar))
    if known is None or known[0] is not scalar or known[1] != scalar._version:
        if len(_numbers) > 100:
            _numbers.clear()
        known = _numbers[id(scalar)] = scalar, scalar._version, scalar.item()
    return known[2]


def _suits_kernel(tensors):
    """Whether the kernel of Adam takes these tensors as they are."""
    first = tensors[0]
    return not torch.compiler.is_compiling() and first.dtype in (torch.float32, torch.float64) \
        and first.device.type in ('cpu', 'cuda') and all(
            x.dtype is first.dtype and x.layout is torch.strided for x in tensors)


def _is_alone(x):
    """Whether no other tensor shares the memory of this one, which has no gaps."""
    return _users_of_one() > 0 and x.is_contiguous() and _users(x) == _users_of_one()


def _users(x):
    """How many tensors (and Python objects) hold the memory of a tensor."""
    return torch._C._storage_Use_Count(x.untyped_storage()._cdata)


def _users_of_one():
    """How many hold the memory of a tensor that shares it with none; 0 if that is not known."""
    if not _counted:
        known = hasattr(torch._C, '_storage_Use_Count')
        _counted.append(_users(torch.zeros(1)) if known else 0)
    return _counted[0]


_counted = []
