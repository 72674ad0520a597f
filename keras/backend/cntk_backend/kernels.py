"""What all kernels have in common: their arguments become arrays of the engine.

An array without elements is no node of CNTK. Where there is one among the arguments, NumPy's
definition of the op says what shape comes out, on zeros in the place of all others.
"""

import functools
import inspect

import numpy as np

from keras.backend import common
from keras.backend import numpy_backend
from keras.backend.cntk_backend import arrays
from keras.backend.cntk_backend.arrays import Array
from keras.backend.traced import record


def kernel(function):
    """Makes a function on `Array` a kernel, which also takes NumPy arrays, and empty ones."""
    return _made(function, getattr(numpy_backend, function.__name__, None))


def kernel_of_all(function):
    """Makes a function that deals with arrays without elements itself a kernel."""
    return _made(function, None)


def _made(function, definition):
    """The kernel of a function and the definition of its op."""
    sizes = record.SIZES.get(function.__name__, ())
    # Sizes are NumPy values that stay what they are.
    kept = {place for place, name in enumerate(inspect.signature(function).parameters)
            if name in sizes}

    @functools.wraps(function)
    def call(*args, **kwargs):
        args = [one if place in kept else _mapped(_lifted, one) for place, one in enumerate(args)]
        kwargs = {name: value if name in sizes else _mapped(_lifted, value)
                  for name, value in kwargs.items()}
        if definition is not None and _has_empty((args, list(kwargs.values()))):
            return _of_empty(definition, args, kwargs)
        return function(*args, **kwargs)

    call.is_kernel = True
    return call


def _mapped(function, item):
    """Nested lists and tuples with a function applied to the rest."""
    if isinstance(item, (list, tuple)):
        return type(item)(_mapped(function, one) for one in item)
    return function(item)


def _lifted(x):
    """An array for a NumPy value; anything else as it is."""
    return arrays.lifted(x) if isinstance(x, (np.ndarray, np.generic)) else x


def _has_empty(item):
    """Whether there is an array without elements among arguments."""
    if isinstance(item, (list, tuple)):
        return any(_has_empty(one) for one in item)
    return isinstance(item, Array) and 0 in item.shape


def _of_empty(definition, args, kwargs):
    """What the definition of an op makes of arrays of which some have no elements."""
    def zeros(x):
        return np.zeros(x.shape, common.host_dtype(x.dtype)) if isinstance(x, Array) else x

    with np.errstate(all='ignore'):
        result = definition(*_mapped(zeros, args),
                            **{name: _mapped(zeros, value) for name, value in kwargs.items()})
    return _mapped(arrays.lifted, result)
