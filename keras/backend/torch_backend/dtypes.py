"""Types of tensors by name, and kinds of arguments."""

import numpy as np
import torch

from keras.backend import common

_NAMED = {name: getattr(torch, name) for name in (
    'float16', 'bfloat16', 'float32', 'float64', 'int8', 'int16', 'int32', 'int64', 'uint8',
    'uint16', 'uint32', 'uint64', 'bool', 'complex64', 'complex128') if hasattr(torch, name)}


def named(dtype):
    """Returns PyTorch's type for a name such as 'float32'; None means `floatx()`.

    Raises:
        ValueError: PyTorch has no such type.
    """
    name = common.floatx() if dtype is None else str(dtype)
    if name not in _NAMED:
        raise ValueError('The type {!r} is unknown to PyTorch. Expected one of {}.'.format(
            dtype, ', '.join(sorted(_NAMED))))
    return _NAMED[name]


def is_number(value):
    """Whether a value is a Python or NumPy scalar, not a tensor."""
    return isinstance(value, (int, float, np.number, np.bool_))


def is_integral(x):
    """Whether a tensor holds integers or booleans."""
    return not (x.dtype.is_floating_point or x.dtype.is_complex)
