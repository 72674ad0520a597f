"""Methods that also take the Keras 1 names of their arguments."""
import inspect

from keras.legacy.convert import convert, warn
from keras.legacy.table import CALLS

_CATCH_ALL = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)


def hides_keras_1(function):
    """Leaves the `*`- and `**`-arguments that catch Keras 1 spellings out of the signature shown.

    Args:
        function: A function. It is not wrapped.

    Returns:
        The function itself.
    """
    signature = inspect.signature(function)
    function.__signature__ = signature.replace(
        parameters=[p for p in signature.parameters.values() if p.kind not in _CATCH_ALL])
    return function


def shows_signature_of(model):
    """Shows the signature of another function.

    Args:
        model: A function.

    Returns:
        A decorator that gives the function itself, not a wrapper.
    """
    def decorate(function):
        """The function with the other signature."""
        function.__signature__ = inspect.signature(model)
        return function
    return decorate


def new_keywords(name, given, old, stacklevel=2):
    """The keyword arguments of a method call in which some had unknown names.

    Args:
        name: Entry of the table, e.g. `'Model.fit_generator'`.
        given: Dictionary of the arguments under known names, defaults too.
        old: Dictionary of the arguments under other names.
        stacklevel: Where the user's call stands, as for `warnings.warn` called in the caller.

    Returns:
        A dictionary of all arguments under their new names.

    Raises:
        TypeError: If a name is unknown in Keras 1 too.
    """
    spelling, method = CALLS[name], name.split('.')[-1]
    unknown = sorted(key for key in old if spelling.renamed.get(key) not in given)
    if unknown:
        raise TypeError('%s() got unknown keyword arguments: %s. See help(%s) for those it '
                        'takes.' % (method, ', '.join(unknown), name))
    # `given` holds defaults too: what is there under an old name counts
    targets = [spelling.renamed[key] for key in old]
    kept = {key: value for key, value in given.items() if key not in targets}
    _, kwargs, notes = convert(method, spelling, [], dict(kept, **old))
    warn(method, [], {key: kwargs[key] for key in targets}, notes, stacklevel + 1)
    return kwargs


def new_arguments(name, args, kwargs, stacklevel=2):
    """The arguments of a method call that may stand in the order of Keras 1.

    Args:
        name: Entry of the table, e.g. `'Layer.add_weight'`.
        args: Positional arguments, without `self`.
        kwargs: Keyword arguments.
        stacklevel: Where the user's call stands, as for `warnings.warn` called in the caller.

    Returns:
        `(args, kwargs)` in the new order, or the given ones if that is theirs.
    """
    spelling, method = CALLS[name], name.split('.')[-1]
    if spelling.fits(args, kwargs):
        return args, kwargs
    args, kwargs, notes = convert(method, spelling, args, kwargs)
    warn(method, args, kwargs, notes, stacklevel + 1)
    return args, kwargs
