"""Checks of constructor arguments that several layers share."""

import operator
import warnings


def positive_integer(value, name):
    """The value as an `int`; a ValueError unless it is a whole number above zero."""
    try:
        if isinstance(value, bool):
            raise TypeError
        number = operator.index(value)
    except TypeError:
        number = 0
    if number < 1:
        raise ValueError('`{}` must be a positive integer, for example {}=3. Received: {!r}.'
                         .format(name, name, value))
    return number


def one_of(value, allowed, name):
    """The value itself; a ValueError unless it is one of the allowed ones."""
    if value not in allowed:
        raise ValueError('`{}` must be one of {}. Received: {!r}.'.format(
            name, ', '.join(repr(choice) for choice in allowed), value))
    return value


def fraction(rate, name='rate'):
    """A drop rate limited to 0..1; a warning if it had to be limited."""
    if not 0. <= rate <= 1.:
        limited = min(1., max(0., rate))
        warnings.warn('`{}` is the fraction of values to drop, a number from 0 to 1. Received: '
                      '{!r}; {} is used, with which nothing is dropped.'
                      .format(name, rate, limited), stacklevel=3)
        return limited
    return rate


def accept_input_dim(kwargs):
    """Turns the keyword `input_dim=n` of a layer of vectors into `input_shape=(n,)`, in place."""
    if 'input_dim' in kwargs:
        size = kwargs.pop('input_dim')
        if 'input_shape' not in kwargs and 'batch_input_shape' not in kwargs:
            kwargs['input_shape'] = (size,)


def pairs(value, rank, name):
    """Amounts before and after each of `rank` axes, as a tuple of pairs.

    Args:
        value: One int (all sides of all axes), a sequence of `rank` ints (both sides of each
            axis) or a sequence of `rank` pairs of ints; with rank 1 also one pair of ints.
        rank: Number of axes, 1 to 3.
        name: Name of the argument, for the error.

    Returns:
        A tuple of `rank` tuples of two ints.

    Raises:
        ValueError: If the value has another form or a negative number in it.
    """
    try:
        if hasattr(value, '__len__'):
            items = [value] if rank == 1 and len(value) == 2 else value
        else:
            items = [value] * rank
        if len(items) != rank:
            raise TypeError
        result = tuple(_pair(item) for item in items)
    except (TypeError, ValueError):
        forms = 'an int or a pair of ints' if rank == 1 else (
            'an int, {0} ints, or {0} pairs of ints (before, after)'.format(rank))
        raise ValueError('`{}` must be {}, none of them negative. Received: {!r}.'.format(
            name, forms, value))
    return result


def _pair(item):
    """A pair of non-negative ints from an int or a sequence of two."""
    before, after = item if hasattr(item, '__len__') else (item, item)
    before, after = operator.index(before), operator.index(after)
    if before < 0 or after < 0:
        raise ValueError
    return before, after
