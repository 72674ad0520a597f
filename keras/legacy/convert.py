"""A call or a configuration of Keras 1, written in the Keras 2 way."""
import warnings


def convert(name, spelling, args, kwargs):
    """The new form of a call that is spelled in the Keras 1 way.

    Args:
        name: What is called, for messages.
        spelling: The `Spelling` of the table.
        args: Positional arguments, without `self`.
        kwargs: Dictionary of keyword arguments; it is not changed.

    Returns:
        `(args, kwargs, notes)`: the new arguments, and sentences about what has no successor.

    Raises:
        TypeError: If an argument is given twice, or by a position that means something else in
            Keras 1 than in Keras 2.
    """
    args, kwargs, notes = list(args), dict(kwargs), []
    if spelling.step is not None:
        args, kwargs, notes = spelling.step(args, kwargs)
    by_position = () if spelling.positional is None else spelling.positional
    if spelling.positional is not None and len(args) > len(by_position):
        raise TypeError(
            '%s takes %s by position; received %d: %s. Keras 1 and Keras 2 have the further '
            'arguments in different orders: write them by name.'
            % (name, 'only (%s)' % ', '.join(by_position) if by_position else 'no arguments',
               len(args), ', '.join(map(_short, args))))
    for old in [old for old in kwargs if old in spelling.renamed]:
        new = spelling.renamed[old]
        if new in kwargs or new in by_position[:len(args)]:
            _refuse_twice(old, new, name)
        value = kwargs.pop(old)
        table = spelling.values.get(old)
        kwargs[new] = value if table is None else _new_value(old, value, table)
    return args, kwargs, notes


def raise_duplicate_arg_error(old_arg, new_arg):
    """Refuses an argument that is given under both of its names.

    Args:
        old_arg: The Keras 1 name.
        new_arg: The Keras 2 name.

    Raises:
        TypeError: Always.
    """
    _refuse_twice(old_arg, new_arg, 'The call')


def _refuse_twice(old_arg, new_arg, name):
    """The error about an argument of `name` that has both names."""
    raise TypeError('%s received `%s` twice: by this name or by position, and as `%s`, its name '
                    'in Keras 1. Leave out the latter.' % (name, new_arg, old_arg))


def warn(name, args, kwargs, notes=(), stacklevel=2):
    """Tells the user how the call is written now; Python shows it once per place and text.

    Args:
        name: What is called.
        args: The new positional arguments.
        kwargs: The new keyword arguments.
        notes: Further sentences.
        stacklevel: Where the call stands, as for `warnings.warn` called in the caller of this.
    """
    arguments = [_short(value) for value in args]
    arguments += ['%s=%s' % (key, _short(value)) for key, value in kwargs.items()]
    text = 'Update your `%s` call to the Keras 2 API: `%s(%s)`' % (
        name, name, ', '.join(arguments))
    text += '.' if notes else ''
    warnings.warn(' '.join([text] + list(notes)), stacklevel=stacklevel + 1)


def _new_value(name, value, table):
    """The successor of an old value; a new value is taken as it is."""
    try:
        if value in table:
            return table[value]
        if value in table.values():
            return value
    except TypeError:                   # not hashable
        pass
    raise ValueError('`%s` must be one of %s. Received: %r.'
                     % (name, ', '.join(map(repr, sorted(table))), value))


def _short(value):
    """A value as it may stand in a line of text."""
    text = repr(value)
    plain = len(text) <= 60 and not text.startswith('<')
    return text if plain else '<%s>' % type(value).__name__
