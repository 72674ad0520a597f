"""Functions as data: what arguments they take, and bytecode under the rules of trust.

A `Lambda` layer without a name can only be written as bytecode. Bytecode that came from
elsewhere may do anything, so `func_load` runs a dump only if this very process made it
(known by its digest), or if the caller turned `safe_mode` off.
"""

import base64
import binascii
import hashlib
import importlib.util
import inspect
import marshal
import threading
import types

import numpy as np

_MAGIC = importlib.util.MAGIC_NUMBER
_KNOWN = {}  # digest of a dump made here -> the globals of the function it was made from
_KNOWN_LOCK = threading.Lock()


def has_arg(fn, name, accept_all=False):
    """Whether a callable takes an argument of that name as a keyword.

    Args:
        fn: Any callable: function, bound method, class or object with `__call__`.
        name: Name of the argument.
        accept_all: Whether `**kwargs` counts as taking it. Default False.

    Returns:
        A bool; False for callables that do not tell their signature.

    Example:
        from keras.utils.generic_utils import has_arg
        assert has_arg(lambda x, mask=None: x, 'mask')
    """
    try:
        parameters = inspect.signature(fn).parameters
    except (TypeError, ValueError):
        return False
    if name in parameters:
        kind = parameters[name].kind
        return kind in (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    return accept_all and any(p.kind == inspect.Parameter.VAR_KEYWORD
                              for p in parameters.values())


def func_dump(func):
    """Turns a Python function into plain data.

    Args:
        func: A function written in Python (`def` or `lambda`).

    Returns:
        A tuple `(code, defaults, closure)`: `code` is a base64 string that holds the magic
        number of this interpreter and the marshalled bytecode; `defaults` is the tuple of
        default values or None; `closure` is the tuple of the enclosed values or None.

    Raises:
        ValueError: If `func` has no Python bytecode, or keyword-only defaults that are not
            plain data.

    Example:
        from keras.utils.generic_utils import func_dump, func_load
        double = func_load(*func_dump(lambda x: 2 * x))
        assert double(4) == 8
    """
    if not isinstance(func, (types.FunctionType, types.MethodType)):
        raise ValueError(
            'Only a function written in Python can be saved as bytecode; received {!r} of type '
            '{}. Wrap it: `lambda x: f(x)`, or write a layer class with get_config().'
            .format(func, type(func).__name__))
    try:
        # Version 2 writes equal code as equal bytes; later ones depend on reference counts.
        payload = marshal.dumps((func.__code__, func.__kwdefaults__), 2)
    except ValueError:
        raise ValueError(
            'The keyword-only defaults of {!r} are not plain data and cannot be saved: {!r}. '
            'Use numbers, strings, lists or tuples.'.format(func.__name__, func.__kwdefaults__))
    code = base64.b64encode(_MAGIC + payload).decode('ascii')
    defaults = func.__defaults__
    closure = None
    if func.__closure__:
        closure = tuple(cell.cell_contents for cell in func.__closure__)
    with _KNOWN_LOCK:
        _KNOWN[_digest(code, defaults, closure)] = func.__globals__
    return code, defaults, closure


def func_load(code, defaults=None, closure=None, globs=None, safe_mode=True):
    """Makes a function from what `func_dump` returned.

    A dump made by this process is trusted and gets the globals of the function that it was
    made from. Anything else is refused, unless `safe_mode` is False and the dump was made by
    the same version of Python (bytecode of another version crashes the interpreter).

    Args:
        code: The base64 string, or the whole `(code, defaults, closure)` as tuple or list.
        defaults: Tuple of default values, or None.
        closure: Tuple of enclosed values, or None.
        globs: Dictionary of global names for a foreign dump. Default: only the builtins.
        safe_mode: Whether to refuse bytecode that this process did not make. Default True.

    Returns:
        A function.

    Raises:
        ValueError: If the dump is refused or damaged.
    """
    if isinstance(code, (tuple, list)):
        code, defaults, closure = code
    with _KNOWN_LOCK:
        known = _KNOWN.get(_digest(code, defaults, closure))
    if known is None:
        if safe_mode:
            raise ValueError(
                'A function saved as bytecode was refused: running it would run code from the '
                'file. Give the function itself: custom_objects={\'layer or function name\': '
                'fn}. If you trust the origin of the file, pass safe_mode=False.')
        known = {} if globs is None else globs
    code, kwdefaults = _decode(code)
    cells = None
    if closure is not None:
        cells = tuple(_cell(value) for value in closure)
    if len(code.co_freevars) != len(cells or ()):
        raise ValueError('The saved function {!r} encloses {} values, but {} were saved with it.'
                         .format(code.co_name, len(code.co_freevars), len(cells or ())))
    if isinstance(defaults, list):  # JSON has no tuples: what it made lists were tuples mostly
        defaults = tuple(_as_tuples(value) for value in defaults)
    function = types.FunctionType(code, known, name=code.co_name, argdefs=defaults,
                                  closure=cells)
    function.__kwdefaults__ = kwdefaults
    return function


def _decode(code):
    """Bytecode object and keyword-only defaults of a dump, if this Python wrote it."""
    advice = ('Pass the function instead: custom_objects={\'layer or function name\': fn}, and '
              'save the model again.')
    try:
        raw = base64.b64decode(code.encode('ascii'), validate=False)
    except (AttributeError, UnicodeEncodeError, binascii.Error):
        raise ValueError('The saved function is not a base64 string as func_dump() writes it; '
                         'it came from an old version. ' + advice)
    if raw[:len(_MAGIC)] != _MAGIC:
        raise ValueError('The saved function holds bytecode of another version of Python '
                         '(or of Keras 2), which this one must not run. ' + advice)
    try:
        return marshal.loads(raw[len(_MAGIC):])
    except (EOFError, ValueError, TypeError):
        raise ValueError('The bytecode of the saved function is damaged. ' + advice)


def _cell(value):
    """A closure cell that holds `value`."""
    return (lambda: value).__closure__[0]


def _as_tuples(value):
    """The value with its lists, and lists in them, as tuples."""
    return tuple(_as_tuples(v) for v in value) if isinstance(value, list) else value


def _digest(code, defaults, closure):
    """Digest of a dump that stays the same through JSON, YAML and copying."""
    text = repr((_canonical(code), _canonical(defaults), _canonical(closure)))
    return hashlib.sha256(text.encode('utf-8', 'surrogatepass')).digest()


def _canonical(value):
    """A nested tuple that describes a value; objects no file can hold stand as their type."""
    if isinstance(value, np.ndarray) and value.dtype.hasobject:
        return 'objects', _canonical(value.tolist())
    if isinstance(value, (np.ndarray, np.generic)):
        array = np.asarray(value)
        if array.ndim == 0:
            return _canonical(array.item())
        return 'array', array.dtype.str, array.shape, hashlib.sha256(array.tobytes()).hexdigest()
    if value is None or isinstance(value, (bool, int, float, complex, str, bytes)):
        return type(value).__name__, value
    if isinstance(value, (list, tuple)):
        return ('list',) + tuple(_canonical(v) for v in value)
    if isinstance(value, dict):
        return ('dict',) + tuple(sorted((repr(k), _canonical(v)) for k, v in value.items()))
    return 'object', type(value).__module__, type(value).__name__
