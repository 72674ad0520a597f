"""Kernels of the room `math`: arithmetic, reductions, comparisons and products."""

import torch

from keras.backend import shapes
from keras.backend.torch_backend import dtypes

# Element by element


def abs(x):
    return torch.abs(x)


def sqrt(x):
    return torch.sqrt(torch.clamp(x, min=0))


def square(x):
    return torch.square(x)


def exp(x):
    return torch.exp(x)


def log(x):
    return torch.log(x)


def round(x):
    return torch.round(x)


def sign(x):
    return torch.sign(x)


def pow(x, a):
    return torch.pow(x, a)


def sin(x):
    return torch.sin(x)


def cos(x):
    return torch.cos(x)


def clip(x, min_value, max_value):
    if dtypes.is_number(min_value) and dtypes.is_number(max_value) and max_value < min_value:
        max_value = min_value
    if min_value is None and max_value is None:
        return x
    return torch.clamp(x, *_limits(x, min_value, max_value))


def equal(x, y):
    return x == y


def not_equal(x, y):
    return x != y


def greater(x, y):
    return x > y


def greater_equal(x, y):
    return x >= y


def less(x, y):
    return x < y


def less_equal(x, y):
    return x <= y


def maximum(x, y):
    # Of two equal elements `clamp` gives the whole gradient to the first, as TensorFlow does;
    # `torch.maximum` halves it.
    x, y = _tensor_first(x, y)
    if x.dtype == torch.bool:
        return torch.logical_or(x, y)
    return torch.clamp(x, min=y)


def minimum(x, y):
    x, y = _tensor_first(x, y)
    if x.dtype == torch.bool:
        return torch.logical_and(x, y)
    return torch.clamp(x, max=y)


def _limits(x, *limits):
    """The limits of `clamp` in one form: it wants both as numbers or both as tensors."""
    if not [limit for limit in limits if torch.is_tensor(limit)]:
        return limits
    return [limit if limit is None else limit.to(x.dtype) if torch.is_tensor(limit)
            else torch.full((), limit, dtype=x.dtype, device=x.device) for limit in limits]


def _tensor_first(x, y):
    """Both operands of a symmetric op, a tensor first."""
    return (x, y) if torch.is_tensor(x) else (y, x)


# Reductions


def max(x, axis=None, keepdims=False):
    return torch.amax(x, _axes(x, axis), keepdims)


def min(x, axis=None, keepdims=False):
    return torch.amin(x, _axes(x, axis), keepdims)


def sum(x, axis=None, keepdims=False):
    return torch.sum(x, _axes(x, axis), keepdims, dtype=_own_type(x))


def prod(x, axis=None, keepdims=False):
    kept = x.shape
    axes = _axes(x, axis)
    for place in sorted(axes, reverse=True):
        x = torch.prod(x, place, dtype=_own_type(x))
    if keepdims:
        x = x.reshape([1 if place in axes else size for place, size in enumerate(kept)])
    return x


def mean(x, axis=None, keepdims=False):
    x, axes = _numbers(x), _axes(x, axis)
    if dtypes.is_integral(x):
        total = torch.sum(x, axes, keepdims, dtype=x.dtype)
        return torch.div(total, _count(x, axes), rounding_mode='trunc')
    return torch.mean(x, axes, keepdims)


def var(x, axis=None, keepdims=False):
    return torch.var(_numbers(x), _axes(x, axis), correction=0, keepdim=keepdims)


def std(x, axis=None, keepdims=False):
    return torch.std(_numbers(x), _axes(x, axis), correction=0, keepdim=keepdims)


def logsumexp(x, axis=None, keepdims=False):
    return torch.logsumexp(x, _axes(x, axis), keepdims)


def any(x, axis=None, keepdims=False):
    return torch.amax(_truth(x), _axes(x, axis), keepdims)


def all(x, axis=None, keepdims=False):
    return torch.amin(_truth(x), _axes(x, axis), keepdims)


def argmax(x, axis=-1):
    return torch.argmax(_ordered(x), axis)


def argmin(x, axis=-1):
    return torch.argmin(_ordered(x), axis)


def cumsum(x, axis=0):
    return torch.cumsum(x, axis, dtype=_own_type(x))


def cumprod(x, axis=0):
    return torch.cumprod(x, axis, dtype=_own_type(x))


def _axes(x, axis):
    """Axes of a reduction as a tuple of positive integers."""
    rank = x.dim()
    if axis is None:
        return tuple(range(rank))
    if not isinstance(axis, (list, tuple)):
        axis = (axis,)
    for place in axis:
        if not -rank <= place < rank:
            raise ValueError('`axis` must lie between {} and {} for a tensor of shape {}. '
                             'Received: {}.'.format(-rank, rank - 1, tuple(x.shape), place))
    return tuple(int(place) % rank for place in axis)


def _count(x, axes):
    """How many elements each result of a reduction is made of."""
    return shapes.product(x.shape[axis] for axis in axes)


def _own_type(x):
    """The type of an integer tensor, whose sums PyTorch would widen; None for the others."""
    return x.dtype if dtypes.is_integral(x) and x.dtype != torch.bool else None


def _numbers(x):
    """Booleans as numbers of the default float type, anything else as it is."""
    return x.to(dtypes.named(None)) if x.dtype == torch.bool else x


def _truth(x):
    """Booleans as they are, numbers as whether they are not 0."""
    return x if x.dtype == torch.bool else x != 0


def _ordered(x):
    """Booleans as integers, which have an order."""
    return x.to(torch.uint8) if x.dtype == torch.bool else x


# Products


def dot(x, y):
    if not (torch.is_tensor(x) and torch.is_tensor(y)):
        return x * y
    if x.layout != torch.strided:
        return torch.sparse.mm(x, y)
    if x.dim() == 0 or y.dim() == 0:
        return x * y
    if y.dim() <= 2:
        return torch.matmul(x, y)
    return torch.tensordot(x, y, ([-1], [-2]))


def batch_dot(x, y, axes=None):
    x_axis, y_axis = shapes.batch_dot_axes(tuple(x.shape), tuple(y.shape), axes)
    # Everything but the batch and the summed axis becomes one axis; it is taken apart at the end.
    x, y = x.movedim(x_axis, -1), y.movedim(y_axis, 1)
    kept = tuple(x.shape[1:-1]) + tuple(y.shape[2:])
    if x.dim() != 3:
        x = x.reshape(x.shape[0], _count(x, range(1, x.dim() - 1)), x.shape[-1])
    if y.dim() != 3:
        y = y.reshape(y.shape[0], y.shape[1], _count(y, range(2, y.dim())))
    result = torch.matmul(x, y)
    shape = (result.shape[0],) + (kept or (1,))
    return result if len(shape) == 3 else result.reshape(shape)
