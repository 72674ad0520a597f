"""The registry of serializable objects, and the way from plain data back to objects.

A name found in a file is looked up here and in the `custom_objects` of the caller, never by
an import path: a file can name only what this library or its user put on the list.
"""

import contextlib
import difflib
import inspect
import threading

from keras.legacy.configs import new_class, new_config
from keras.utils.functions import has_arg


class Registry(object):
    """A table from the names that files use to objects of one family.

    Args:
        kind: What the objects are, in words; used in error messages, e.g. `'layer'`.

    Example:
        from keras.utils.registry import Registry
        greetings = Registry('greeting')
        greetings.add(len)
        assert greetings.objects['len'] is len
    """

    def __init__(self, kind):
        self.kind = kind
        self.objects = {}

    def add(self, *objects):
        """Adds classes or functions under their `__name__`; returns the last one."""
        for item in objects:
            self.objects[item.__name__] = item
        return objects[-1] if objects else None

    def alias(self, **names):
        """Adds objects under other names: `alias(mse=mean_squared_error)`."""
        self.objects.update(names)

    def names(self):
        """Sorted list of all names."""
        return sorted(self.objects)

    def get(self, name, default=None):
        """The object of that name, or `default`."""
        return self.objects.get(name, default)

    def __contains__(self, name):
        return name in self.objects

    def __iter__(self):
        return iter(self.objects)

    def __len__(self):
        return len(self.objects)

    def __repr__(self):
        return '<Registry of {} names, kind {!r}>'.format(len(self.objects), self.kind)


LAYERS = Registry('layer')
ACTIVATIONS = Registry('activation function')
INITIALIZERS = Registry('initializer')
REGULARIZERS = Registry('regularizer')
CONSTRAINTS = Registry('constraint')
LOSSES = Registry('loss function')
METRICS = Registry('metric')
OPTIMIZERS = Registry('optimizer')

_PROCESS_WIDE = {}
_THREAD = threading.local()


def get_custom_objects():
    """The dictionary of custom objects that holds for the whole process.

    Returns:
        A dictionary from names to classes or functions; change it in place.

    Example:
        from keras.utils import get_custom_objects
        get_custom_objects()['swish'] = lambda x: x
    """
    return _PROCESS_WIDE


class CustomObjectScope(object):
    """Makes custom objects known inside a `with` statement, in this thread.

    Args:
        *args: One or more dictionaries from names to classes or functions.

    Example:
        from keras.utils import CustomObjectScope
        with CustomObjectScope({'MyLayer': object}):
            print('models with MyLayer can be loaded here')
    """

    def __init__(self, *args):
        self.custom_objects = args

    def __enter__(self):
        merged = {}
        for names in self.custom_objects:
            merged.update(names or {})
        _scopes().append(merged)
        return self

    def __exit__(self, *args):
        _scopes().pop()


def custom_object_scope(*args):
    """A `CustomObjectScope` of the given dictionaries.

    Args:
        *args: One or more dictionaries from names to classes or functions.

    Returns:
        A context manager.

    Example:
        from keras.utils import custom_object_scope
        with custom_object_scope({'MyLayer': object}):
            print('models with MyLayer can be loaded here')
    """
    return CustomObjectScope(*args)


def serialize_keras_object(instance):
    """The plain data that stands for an object in a file.

    Args:
        instance: An object with `get_config()`, a function, or None.

    Returns:
        `{'class_name': ..., 'config': ...}`, the function's name, or None.

    Raises:
        ValueError: If the object has neither `get_config` nor a name.
    """
    if instance is None:
        return None
    if hasattr(instance, 'get_config') and not inspect.isclass(instance):
        return {'class_name': type(instance).__name__, 'config': instance.get_config()}
    if hasattr(instance, '__name__'):
        return instance.__name__
    raise ValueError(
        'Cannot serialize {!r} of type {}: expected an object with get_config(), or a function '
        'with a name. Write a class with get_config().'.format(instance, type(instance).__name__))


def deserialize_keras_object(identifier, module_objects=None, custom_objects=None,
                             printable_module_name='object', safe_mode=True):
    """Makes an object from its plain data.

    A name is looked for in `custom_objects`, then in the enclosing custom object scopes, then
    in `get_custom_objects()`, then in `module_objects`.

    Args:
        identifier: `{'class_name': ..., 'config': {...}}`, a name, or None. It is not changed.
        module_objects: Dictionary or `Registry` of the known objects.
        custom_objects: Dictionary from names to classes or functions of the caller.
        printable_module_name: What is being made, in words, for error messages.
        safe_mode: Whether bytecode that this process did not make is refused. Handed on to
            every `from_config` that takes it. Default True.

    Returns:
        The object: an instance for a class, the function itself for a function.

    Raises:
        ValueError: If the name is unknown or the data has another form.

    Example:
        from keras.utils import deserialize_keras_object
        class Point(object):
            def __init__(self, x):
                self.x = x
        data = {'class_name': 'Point', 'config': {'x': 3}}
        assert deserialize_keras_object(data, custom_objects={'Point': Point}).x == 3
    """
    if identifier is None:
        return None
    if isinstance(identifier, dict):
        name, config = _class_and_config(identifier, printable_module_name)
        if module_objects is not None and name not in module_objects:
            if not _is_custom(name, custom_objects):
                name, config = new_class(name, config)
        cls = _find(name, module_objects, custom_objects, printable_module_name)
        return _from_config(cls, config, custom_objects, safe_mode)
    if isinstance(identifier, str):
        found = _find(identifier, module_objects, custom_objects, printable_module_name)
        return found() if inspect.isclass(found) else found
    raise ValueError(
        'Cannot interpret {!r} as a serialized {}: expected a name or a dictionary with the keys '
        '\'class_name\' and \'config\'.'.format(identifier, printable_module_name))


def copy_config(config):
    """Copies the containers of a config (dict, list, tuple); values stay the same objects.

    Args:
        config: Plain data, possibly nested.

    Returns:
        An equal value whose dictionaries and lists can be changed freely.
    """
    if type(config) is dict:
        return {key: copy_config(value) for key, value in config.items()}
    if type(config) in (list, tuple):
        return type(config)(copy_config(value) for value in config)
    return config


def _scopes():
    """The stack of custom object scopes of this thread."""
    if not hasattr(_THREAD, 'stack'):
        _THREAD.stack = []
    return _THREAD.stack


def _class_and_config(identifier, kind):
    """Name and a copy of the config from a `{'class_name', 'config'}` dictionary."""
    if 'class_name' not in identifier or 'config' not in identifier:
        raise ValueError(
            'Improper config of a {}: expected a dictionary with the keys \'class_name\' and '
            '\'config\', received the keys {}.'.format(kind, sorted(map(str, identifier))))
    return identifier['class_name'], copy_config(identifier['config'])


def _find(name, module_objects, custom_objects, kind):
    """The object of that name, in the order of look-up."""
    for names in [custom_objects or {}] + _scopes()[::-1] + [_PROCESS_WIDE, module_objects or {}]:
        found = names.get(name)
        if found is not None:
            if callable(found):
                return found
            raise ValueError('The {} {!r} is {!r}, which is neither a class nor a function.'
                             .format(kind, name, found))
    known = [str(n) for n in list(module_objects or {}) + list(custom_objects or {})]
    close = difflib.get_close_matches(str(name), known, 3, 0.6)
    raise ValueError('Unknown {}: {!r}.{} If it is your own, pass it: custom_objects={{{!r}: ...}}.'
                     .format(kind, name,
                             ' Did you mean {}?'.format(' or '.join(map(repr, close)))
                             if close else '', name))


def _is_custom(name, custom_objects):
    """Whether the caller, a scope or the process has given an object of that name."""
    return name in (custom_objects or {}) or name in _visible()


def _from_config(cls, config, custom_objects, safe_mode):
    """Calls `cls.from_config` with the arguments it takes, or the class itself."""
    config = new_config(cls, config)
    build = getattr(cls, 'from_config', None)
    if build is None:
        with _scope_if(custom_objects):
            return cls(**config)
    kwargs = {}
    if has_arg(build, 'safe_mode'):
        kwargs['safe_mode'] = safe_mode
    if has_arg(build, 'custom_objects'):
        kwargs['custom_objects'] = dict(_visible(), **(custom_objects or {}))
        return build(config, **kwargs)
    with _scope_if(custom_objects):
        return build(config, **kwargs)


def _visible():
    """All custom objects in force without an argument: process-wide, then scopes inwards."""
    merged = dict(_PROCESS_WIDE)
    for names in _scopes():
        merged.update(names)
    return merged


@contextlib.contextmanager
def _scope_if(custom_objects):
    """A custom object scope if there is anything to put into it."""
    if not custom_objects:
        yield
        return
    with CustomObjectScope(custom_objects):
        yield
