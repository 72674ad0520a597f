"""The arguments of `ImageDataGenerator`: which are refused, and what is drawn by them."""

import warnings

import numpy as np

from keras.preprocessing.image.affine import FILL_MODES
from keras.preprocessing.image.transforms import two_numbers

_OLD = {'has_ext': 'names must be as they stand in the folder, with their endings',
        'sort': 'with shuffle=False the order is that of the table',
        'drop_duplicates': 'use dataframe.drop_duplicates()'}


def number(name, value):
    """Refuses what is no finite number.

    Args:
        name: String, how the argument is called.
        value: What was received.

    Returns:
        The number.

    Raises:
        ValueError: If it is something else.
    """
    if not _is_finite(value) or np.ndim(value):
        raise ValueError('`%s` must be a finite number. Received: %r.' % (name, value))
    return value


def numbers(name, value):
    """Refuses what is neither a finite number nor a list of them.

    Args:
        name: String, how the argument is called.
        value: What was received.

    Returns:
        The number, or the list.

    Raises:
        ValueError: If it is something else.
    """
    if not _is_finite(value) or np.ndim(value) > 1 or not np.size(value):
        raise ValueError('`%s` must be a finite number or a list of finite numbers. Received: %r.'
                         % (name, value))
    return value


def _is_finite(value):
    """Whether something is a finite number, or consists of them."""
    try:
        return bool(np.all(np.isfinite(value)))
    except (TypeError, ValueError):
        return False


def brightness(value):
    """Refuses what is no range of brightness.

    Args:
        value: Two numbers, or None.

    Returns:
        The same.

    Raises:
        ValueError: If it is something else.
    """
    return value if value is None else two_numbers('brightness_range', value)


def zoom(value):
    """Makes a range of a zoom.

    Args:
        value: One number, how far it may be from 1, or two numbers.

    Returns:
        List of two numbers.

    Raises:
        ValueError: If it is something else.
    """
    if _is_finite(value) and not np.ndim(value):
        return [1 - value, 1 + value]
    try:
        return list(two_numbers('zoom_range', value))
    except ValueError:
        raise ValueError('`zoom_range` must be a finite number, or two of them: [least, greatest]. '
                         'Received: %r.' % (value,))


def fill_mode(value):
    """Refuses unknown ways to fill what is outside.

    Args:
        value: String.

    Returns:
        The string.

    Raises:
        ValueError: If it is another one.
    """
    if value not in FILL_MODES:
        raise ValueError('`fill_mode` must be one of %s. Received: %r.'
                         % (', '.join(map(repr, FILL_MODES)), value))
    return value


def split(value):
    """Refuses what is no part of the images.

    Args:
        value: Number; 0 or None for nothing.

    Returns:
        The number.

    Raises:
        ValueError: If it is not from 0 to 1.
    """
    if value and not (_is_finite(value) and 0 < value < 1):
        raise ValueError('`validation_split` must be between 0 and 1. Received: %r.' % (value,))
    return value


def class_mode(value):
    """The present name of a kind of targets.

    Args:
        value: String or None.

    Returns:
        String or None.
    """
    if value != 'other':
        return value
    warnings.warn("class_mode='other' is now called 'raw'.", DeprecationWarning, stacklevel=3)
    return 'raw'


def warn_of_old_arguments(given):
    """Says what became of arguments that older versions of `flow_from_dataframe` had.

    Args:
        given: Dictionary of arguments.

    Raises:
        TypeError: If no version had one of them.
    """
    for name in sorted(given):
        if name not in _OLD:
            raise TypeError('flow_from_dataframe got an unknown argument: %s. See '
                            'help(ImageDataGenerator.flow_from_dataframe).' % name)
        warnings.warn('`%s` changes nothing any more: %s.' % (name, _OLD[name]),
                      DeprecationWarning, stacklevel=3)


def source_of_chance(seed):
    """What random numbers come from.

    Args:
        seed: Integer, a `numpy.random.RandomState`, or None.

    Returns:
        A `RandomState`, or `numpy.random`; an integer seeds the latter.
    """
    if isinstance(seed, np.random.RandomState):
        return seed
    if seed is not None:
        np.random.seed(seed)
    return np.random


def draw(most, chance):
    """Draws a number from -most to most.

    Args:
        most: Number; for 0 nothing is drawn.
        chance: See `source_of_chance`.

    Returns:
        The number.
    """
    return chance.uniform(-most, most) if most else 0


def draw_shift(most, size, chance):
    """Draws a number of pixels.

    Args:
        most: A number or a list, see `width_shift_range` of `ImageDataGenerator`.
        size: Integer, the number of pixels of the side.
        chance: See `source_of_chance`.

    Returns:
        The number.
    """
    if not np.ndim(most) and not most:
        return 0
    if np.ndim(most) or isinstance(most, (int, np.integer)) and most > 0:
        shift = chance.choice(most) * chance.choice([-1, 1])
    else:
        shift = chance.uniform(-most, most)
    return shift * size if np.max(most) < 1 else shift
