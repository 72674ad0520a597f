"""Kernels of the room `core`: types, fills, copies, choices."""

import torch

from keras.backend.torch_backend import dtypes
from keras.backend.torch_backend import engine
from keras.backend.traced import printed


def cast(x, dtype):
    return x.to(dtypes.named(dtype))


def zeros_like(x, dtype=None, name=None):
    return torch.zeros_like(x, dtype=None if dtype is None else dtypes.named(dtype))


def ones_like(x, dtype=None, name=None):
    return torch.ones_like(x, dtype=None if dtype is None else dtypes.named(dtype))


def identity(x, name=None):
    # A tensor of its own for the gradient, which may be asked for by the copy alone.
    return x if x.layout != torch.strided else x.view_as(x)


def to_dense(tensor):
    return tensor if tensor.layout == torch.strided else tensor.to_dense()


def stop_gradient(x):
    return x.detach()


def print_tensor(x, message=''):
    if x.device.type != 'meta':
        values = to_dense(x.detach()).cpu()
        values = values.float() if values.dtype == torch.bfloat16 else values
        printed.write(message, values.numpy())
    return x


def filled(shape, dtype, value):
    """Returns a tensor of one value.

    Args:
        shape: Sizes, integers.
        dtype: Type as a string, or None for `floatx()`.
        value: A number.

    Returns:
        A tensor on the device in use.
    """
    return torch.full([int(size) for size in shape], value, dtype=dtypes.named(dtype),
                      device=engine.device())


def select(condition, x, y):
    """Chooses between two tensors, element by element.

    Args:
        condition: Tensor of any type, true where it is not 0. One of a lower rank chooses whole
            slices along its axes.
        x: Tensor or number, taken where the condition is true.
        y: Tensor or number, taken elsewhere.

    Returns:
        A tensor.
    """
    if condition.dtype != torch.bool:
        condition = condition != 0
    rank = 0
    for value in (x, y):
        if torch.is_tensor(value) and value.dim() > rank:
            rank = value.dim()
    missing = rank - condition.dim()
    if missing > 0 and condition.dim():
        condition = condition.reshape(tuple(condition.shape) + (1,) * missing)
    return torch.where(condition, x, y)
