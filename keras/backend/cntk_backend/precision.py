"""With how many bits a program computes.

All that goes into a CNTK function has one type, floats of 32 or of 64 bits; integers and booleans
are carried as such floats. A program begins with 32 bits and is built again with 64 when that is
too narrow: where there is a float64, or an integer that floats of 32 bits do not hold.
"""

import threading

import numpy as np

from keras.backend import common

#: Whole numbers up to these are held by floats of 32 and of 64 bits.
_LARGEST = {np.float32: 2 ** 24, np.float64: 2 ** 53}

_here = threading.local()


class TooNarrow(Exception):
    """Says that a program has to be built again with 64 bits."""


class computing:
    """A context in which programs are built or run with floats of some type.

    Args:
        kind: `numpy.float32`, `numpy.float64`, or None where shapes are inferred only.
    """

    def __init__(self, kind):
        self._kind = kind

    def __enter__(self):
        self._before = getattr(_here, 'kind', None)
        _here.kind = self._kind

    def __exit__(self, *error):
        _here.kind = self._before


def kind_of(dtype):
    """Returns the NumPy type in which a type is computed here.

    Raises:
        TooNarrow: It needs 64 bits.
    """
    kind = getattr(_here, 'kind', None)
    if kind is None:
        return np.float32
    if dtype == 'float64' and kind is np.float32:
        raise TooNarrow
    return kind


def to_floats(value, kind):
    """Returns a NumPy array as CNTK takes it.

    Raises:
        TooNarrow: It holds integers that need 64 bits.
        ValueError: It holds integers that are too large for 64 bits, too.
    """
    if value.dtype.kind in 'iu' and value.dtype.itemsize > 2:
        _check(value, kind)
    return np.ascontiguousarray(value, dtype=kind)


def from_floats(value, dtype):
    """Returns what CNTK computed as an array of the type that it stands for.

    Raises:
        TooNarrow: These are integers that may have lost digits.
    """
    if value.dtype == dtype:
        return value
    if dtype == 'bool':
        return value != 0
    if not dtype.startswith(('int', 'uint')):
        return value.astype(common.host_dtype(dtype))
    value = np.rint(value)
    _check(value, value.dtype.type)
    return value.astype(dtype)


def _check(value, kind):
    """Raises an error if whole numbers are too large for a type of floats."""
    limit = _LARGEST[kind]
    if value.size and (value.max() >= limit or value.min() <= -limit):
        if kind is np.float32:
            raise TooNarrow
        raise ValueError('CNTK carries integers as floats of 64 bits, which hold whole numbers '
                         'below 2 ** 53. Received or computed one beyond that.')
