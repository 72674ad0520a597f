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
_REGISTERED_NAMES = {}  # class or function -> the name that `register_keras_serializable` gave it
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


def register_keras_serializable(package='Custom', name=None):
    """Decorates a class or function of your own so that files with it can be read.

    It is written as `'package>name'` and found under that name without `custom_objects`, as soon
    as the module that defines it has been imported.

    Args:
        package: The name of your program or library, so that names do not collide. Default
            `'Custom'`.
        name: The name within the package. Default: the `__name__` of the class or function.

    Returns:
        A decorator, which returns the class or function itself.

    Raises:
        ValueError: If something else has that name already, or a class has no `get_config`.

    Example:
        from keras.layers import Layer
        from keras.utils import register_keras_serializable

        @register_keras_serializable(package='vision')
        class Twice(Layer):
            def call(self, inputs):
                return 2 * inputs
    """
    if callable(package):
        raise ValueError('register_keras_serializable is called before it decorates: write '
                         '@register_keras_serializable() above {!r}.'.format(package))

    def register(item):
        """Puts `item` on the list."""
        full_name = '{}>{}'.format(package, item.__name__ if name is None else name)
        if inspect.isclass(item) and not hasattr(item, 'get_config'):
            raise ValueError('Cannot register the class {!r} as {!r}: it has no get_config(). '
                             'Write one that returns the arguments of __init__ as a dictionary.'
                             .format(item.__name__, full_name))
        known = _PROCESS_WIDE.get(full_name, item)
        # the same definition run again, as in a notebook, takes the place of the older one
        if _origin(known) != _origin(item):
            raise ValueError('{!r} is registered already, for {!r}. Give {!r} another package or '
                             'name.'.format(full_name, known, item))
        _PROCESS_WIDE[full_name] = item
        _REGISTERED_NAMES[item] = full_name
        return item
    return register


def get_registered_name(obj):
    """The name under which a class or function is written into files.

    Args:
        obj: A class or a function.

    Returns:
        `'package>name'` if it was registered, else its `__name__`.
    """
    return _REGISTERED_NAMES.get(obj) or obj.__name__


def get_registered_object(name, custom_objects=None, module_objects=None):
    """The class or function of a name, without making an instance.

    Args:
        name: The name as it stands in a file, such as `'package>name'`.
        custom_objects: Dictionary from names to classes or functions of the caller.
        module_objects: Dictionary or `Registry` of the known objects.

    Returns:
        What is found first: in `custom_objects`, in the enclosing scopes, in
        `get_custom_objects()` (registered ones are there), in `module_objects`; else None.
    """
    for names in _places(custom_objects, module_objects):
        if names.get(name) is not None:
            return names.get(name)
    return None


def serialize_keras_object(instance):
    """The plain data that stands for an object in a file.

    Args:
        instance: An object with `get_config()`, a function, or None.

    Returns:
        `{'class_name': ..., 'config': ...}`, the function's name, or None. Registered classes
        and functions stand there as `'package>name'`.

    Raises:
        ValueError: If the object has neither `get_config` nor a name.
    """
    if instance is None:
        return None
    if hasattr(instance, 'get_config') and not inspect.isclass(instance):
        return {'class_name': get_registered_name(type(instance)),
                'config': instance.get_config()}
    if hasattr(instance, '__name__'):
        return get_registered_name(instance)
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
            '\'config\', received the keys {:.200}.'.format(
                kind, str(sorted(map(str, identifier)))))
    return identifier['class_name'], copy_config(identifier['config'])


def _find(name, module_objects, custom_objects, kind):
    """The object of that name, in the order of look-up."""
    found = get_registered_object(name, custom_objects, module_objects)
    if callable(found):
        return found
    if found is not None:
        raise ValueError('The {} {!r} is {!r}, which is neither a class nor a function.'
                         .format(kind, name, found))
    known = [str(n) for names in _places(custom_objects, module_objects) for n in names]
    close = difflib.get_close_matches(str(name), known, 3, 0.6)
    raise ValueError('Unknown {}: {!r}.{} If it is your own, pass it: custom_objects={{{!r}: ...}}.'
                     .format(kind, name,
                             ' Did you mean {}?'.format(' or '.join(map(repr, close)))
                             if close else '', name))


def _places(custom_objects, module_objects):
    """Where a name is looked for, first place first."""
    return [custom_objects or {}] + _scopes()[::-1] + [_PROCESS_WIDE, module_objects or {}]


def _origin(item):
    """Where a class or function was defined: module and qualified name; else the object itself."""
    if not hasattr(item, '__qualname__'):
        return item
    return item.__module__, item.__qualname__


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
