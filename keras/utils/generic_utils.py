"""Small helpers, and the import path under which Keras 2 kept the registry's functions."""

from inspect import getfullargspec as getargspec  # noqa: F401  (a name of this module in 2.3.1)

from keras.utils.functions import func_dump, func_load, has_arg  # noqa: F401
from keras.utils.progbar import Progbar  # noqa: F401
from keras.utils.registry import (  # noqa: F401
    CustomObjectScope, custom_object_scope, deserialize_keras_object, get_custom_objects,
    get_registered_name, get_registered_object, register_keras_serializable,
    serialize_keras_object)


def to_list(x, allow_tuple=False):
    """Puts a value into a list, unless it is one already.

    Args:
        x: Any value.
        allow_tuple: Whether a tuple becomes a list of its items (default: of the tuple).

    Returns:
        A list.
    """
    if isinstance(x, list):
        return x
    if allow_tuple and isinstance(x, tuple):
        return list(x)
    return [x]


def unpack_singleton(x):
    """The only item of a list, tuple or other sized iterable of length one, else `x` itself.

    Args:
        x: A list or tuple.

    Returns:
        `x[0]` if there is exactly one item, else `x`.
    """
    return x[0] if len(x) == 1 else x


def object_list_uid(object_list):
    """A string that identifies a list of objects by their identities.

    Args:
        object_list: An object or a list of objects.

    Returns:
        A string.
    """
    return ', '.join(str(abs(id(item))) for item in to_list(object_list))


def is_all_none(iterable_or_element):
    """Whether a value is None, or a list or tuple of nothing but None.

    Args:
        iterable_or_element: A value, list or tuple.

    Returns:
        A bool.
    """
    return all(item is None for item in to_list(iterable_or_element, allow_tuple=True))


def slice_arrays(arrays, start=None, stop=None):
    """Takes the same samples from every array of a list.

    Args:
        arrays: An array or a list of arrays (None entries stay None).
        start: First index, or a list or array of indices.
        stop: Index after the last one; ignored if `start` is a list of indices.

    Returns:
        A list of arrays for a list, one array for an array, `[None]` for None.

    Raises:
        ValueError: If `start` is a list of indices and `stop` is given too.

    Example:
        import numpy as np
        from keras.utils.generic_utils import slice_arrays
        first, second = slice_arrays([np.arange(5), np.arange(5) * 2], 1, 3)
        assert list(second) == [2, 4]
    """
    if arrays is None:
        return [None]
    if hasattr(start, '__len__'):
        if stop is not None:
            raise ValueError('stop must be None when start is a list of indices; received stop={}.'
                             .format(stop))
        # h5py data sets take lists of indices, not arrays
        key = start.tolist() if hasattr(start, 'shape') else start
    else:
        key = slice(start, stop)
    if isinstance(arrays, list):
        return [None if array is None else array[key] for array in arrays]
    return arrays[key] if hasattr(arrays, '__getitem__') else [None]


def transpose_shape(shape, target_format, spatial_axes):
    """Moves the channels of a channels-last shape to where a data format wants them.

    Args:
        shape: Tuple or list in channels-last order, e.g. `(batch, rows, columns, channels)`.
        target_format: `'channels_first'` or `'channels_last'`.
        spatial_axes: The positions of the spatial axes in `shape`, e.g. `(1, 2)`.

    Returns:
        A tuple or list like `shape`.

    Raises:
        ValueError: If the format is another one.

    Example:
        from keras.utils.generic_utils import transpose_shape
        assert transpose_shape((8, 28, 28, 3), 'channels_first', (1, 2)) == (8, 3, 28, 28)
    """
    if target_format not in ('channels_first', 'channels_last'):
        raise ValueError('The data format must be \'channels_first\' or \'channels_last\'; '
                         'received {!r}.'.format(target_format))
    if target_format == 'channels_first':
        order = list(range(spatial_axes[0])) + [len(shape) - 1] + list(spatial_axes)
    else:
        order = range(len(shape))
    return type(shape)([shape[axis] for axis in order])


def check_for_unexpected_keys(name, input_dict, expected_values):
    """Refuses a dictionary that has keys other than the expected ones.

    Args:
        name: What the dictionary is, in words.
        input_dict: The dictionary.
        expected_values: The allowed keys.

    Raises:
        ValueError: If there are other keys.
    """
    unknown = sorted(str(key) for key in set(input_dict).difference(expected_values))
    if unknown:
        raise ValueError('Unknown entries in {} dictionary: {}. Only expected following keys: {}.'
                         .format(name, unknown, list(expected_values)))
