"""What every backend shares: float type, fuzz factor, image data format, unique numbers."""

import math
from collections import defaultdict

import numpy as np

from keras import configuration
from keras.utils.generic_utils import transpose_shape  # noqa: F401

_SETTINGS = configuration.read()
_FLOAT_TYPES = list(configuration.FLOAT_TYPES)
_UIDS = defaultdict(int)


def epsilon():
    """Returns the fuzz factor that numeric expressions use (a float, by default `1e-7`)."""
    return _SETTINGS['epsilon']


def set_epsilon(e):
    """Sets the fuzz factor that numeric expressions use.

    Args:
        e: A number above 0.

    Raises:
        ValueError: If it is not a finite number above 0.

    Example:
        from keras import backend as K
        K.set_epsilon(1e-5)
    """
    value = float(e)
    if not (value > 0 and math.isfinite(value)):
        raise ValueError('set_epsilon() was given {!r}. Expected a number above 0.'.format(e))
    _SETTINGS['epsilon'] = value


def floatx():
    """Returns the default float type as a string, such as 'float32'."""
    return _SETTINGS['floatx']


def set_floatx(floatx):
    """Sets the default float type.

    Args:
        floatx: 'float16', 'float32' or 'float64'; 'bfloat16' on PyTorch and JAX.

    Raises:
        ValueError: If it is something else.

    Example:
        from keras import backend as K
        K.set_floatx('float64')
    """
    _SETTINGS['floatx'] = str(_checked('floatx', floatx, tuple(_FLOAT_TYPES)))


def offer_float_types(names):
    """Says which float types the engine in use has.

    Args:
        names: Tuple of names.

    Raises:
        ValueError: If the configured type is none of them.
    """
    _FLOAT_TYPES[:] = names
    _checked('floatx', floatx(), names)


def host_dtype(dtype):
    """Returns the type in which values of a type are kept in NumPy arrays.

    Args:
        dtype: A type as a string.

    Returns:
        The same string; 'float32' for 'bfloat16', which NumPy does not have.
    """
    return 'float32' if dtype == 'bfloat16' else dtype


def cast_to_floatx(x):
    """Casts an array to the default float type.

    Args:
        x: A NumPy array or anything that `np.asarray` takes.

    Returns:
        A NumPy array of the type `floatx()` (float32 for 'bfloat16').
    """
    return np.asarray(x, dtype=host_dtype(floatx()))


def image_data_format():
    """Returns the default order of image axes: 'channels_last' or 'channels_first'."""
    return _SETTINGS['image_data_format']


def set_image_data_format(data_format):
    """Sets the default order of image axes.

    Args:
        data_format: 'channels_last' (batch, rows, columns, channels) or
            'channels_first' (batch, channels, rows, columns).

    Raises:
        ValueError: If it is something else.

    Example:
        from keras import backend as K
        K.set_image_data_format('channels_last')
    """
    _SETTINGS['image_data_format'] = str(
        _checked('data_format', data_format, configuration.DATA_FORMATS))


def normalize_data_format(value):
    """Checks an order of image axes.

    Args:
        value: 'channels_last', 'channels_first' (in any case of letters), or None for
            the default order.

    Returns:
        'channels_last' or 'channels_first'.

    Raises:
        ValueError: If it is something else.
    """
    if value is None:
        return image_data_format()
    lowered = value.lower() if isinstance(value, str) else value
    return _checked('data_format', lowered, configuration.DATA_FORMATS)


def image_dim_ordering():
    """Returns the default order of image axes in the words of Keras 1: 'tf' or 'th'."""
    return 'th' if image_data_format() == 'channels_first' else 'tf'


def set_image_dim_ordering(dim_ordering):
    """Sets the default order of image axes in the words of Keras 1.

    Args:
        dim_ordering: 'tf' (channels last) or 'th' (channels first).

    Raises:
        ValueError: If it is something else.
    """
    ordering = _checked('dim_ordering', dim_ordering, tuple(sorted(configuration.DIM_ORDERINGS)))
    set_image_data_format(configuration.DIM_ORDERINGS[ordering])


def device():
    """Returns the configured device: 'auto', 'cpu' or 'cuda:N'."""
    return _SETTINGS['device']


def jit():
    """Returns whether an engine that runs op by op shall compile functions (False by default)."""
    return _SETTINGS['jit']


def get_uid(prefix=''):
    """Returns the next number of a prefix, 1 at first.

    Args:
        prefix: A string, such as the name of a layer's class.

    Returns:
        An integer.
    """
    _UIDS[prefix] += 1
    return _UIDS[prefix]


def reset_uids():
    """Starts all numbers of `get_uid` at 1 again."""
    _UIDS.clear()


def _checked(argument, value, allowed):
    """Returns `value` if it is allowed."""
    if not isinstance(value, str) or value not in allowed:
        raise ValueError('The argument `{}` was given {!r}. Expected one of {}.'.format(
            argument, value, ', '.join(repr(one) for one in allowed)))
    return value
