"""Classes whose constructors also take the Keras 1 spellings.

`__init__` stays what it is: `__new__` looks at the arguments before it runs and has returned when
it runs, so that nothing of this shows in the traceback of an ordinary call. Only for a call that
does not fit, the new object is of a subclass for the moment, whose `__init__` makes it an object
of the class proper and calls the true `__init__` with the arguments in their new form.
"""
import inspect
import types

from keras.legacy.convert import convert, warn
from keras.legacy.table import CALLS

_SPELLINGS, _SUBSTITUTES = {}, {}


class _Signature(object):
    """The attribute `__signature__`: that of `__init__` for a class, of `__call__` for an object.

    `inspect.signature` would otherwise show the arguments of `__new__`.
    """

    def __get__(self, instance, owner):
        if instance is not None:
            return inspect.signature(instance.__call__)
        signature = inspect.signature(owner.__init__)
        return signature.replace(parameters=list(signature.parameters.values())[1:])


class TakesKeras1Spellings(object):
    """A base of classes whose constructor calls may be spelled in the Keras 1 way."""

    __signature__ = _Signature()

    def __new__(cls, *args, **kwargs):
        spelling = spelling_of(cls)
        if spelling is None or spelling.fits(args, kwargs):
            return object.__new__(cls)
        return object.__new__(_substitute(cls))


def spelling_of(cls):
    """How Keras 1 wrote the construction of a class.

    Args:
        cls: A class.

    Returns:
        The entry of the table for the `__init__` that `cls` has or inherits; None if that has no
        entry or is not of this library.
    """
    if cls not in _SPELLINGS:
        _SPELLINGS[cls] = _look_up(cls)
    return _SPELLINGS[cls]


def _look_up(cls):
    """The entry of the table for a class, or None."""
    for base in cls.__mro__:
        if base.__name__ in CALLS and base.__module__.split('.')[0] == 'keras':
            return CALLS[base.__name__] if cls.__init__ is base.__init__ else None
    return None


def _substitute(cls):
    """The subclass of `cls` whose objects convert the arguments of their construction."""
    if cls not in _SUBSTITUTES:
        def __init__(self, *args, **kwargs):
            object.__setattr__(self, '__class__', cls)
            args, kwargs, notes = convert(cls.__name__, _SPELLINGS[cls], args, kwargs)
            warn(cls.__name__, args, kwargs, notes, stacklevel=2)
            self.__init__(*args, **kwargs)

        _SUBSTITUTES[cls] = types.new_class(cls.__name__, (cls,), {}, lambda names: names.update(
            __init__=__init__, __module__=cls.__module__, __doc__=cls.__doc__))
    return _SUBSTITUTES[cls]
