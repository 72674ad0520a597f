"""PyTorch's own functions on symbolic tensors: they are recorded like the ops of `K`."""

from keras.backend.traced import record
from keras.backend.traced.tensor import Symbol, mapped


def _recorded(cls, function, types, args=(), kwargs=None):
    """What PyTorch calls in the place of a function that is given a symbolic tensor."""
    args, kwargs = mapped(record.current_value, (tuple(args), dict(kwargs or {})))
    args = tuple(record.prepared(one, is_size=False) for one in args)
    kwargs = {name: record.prepared(one, is_size=False) for name, one in kwargs.items()}
    return record.record(getattr(function, '__name__', 'torch'), function, args, kwargs)


Symbol.__torch_function__ = classmethod(_recorded)
