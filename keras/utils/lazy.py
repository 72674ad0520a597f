"""Packages whose parts are imported when they are first used.

Python 3.7 has a module level ``__getattr__``; Python 3.6 has not. Giving the module a class of
its own works on both, so there is one way for all.
"""
import importlib
import sys
import types


class LazyModule(types.ModuleType):
    """A module that imports submodules and names on first access.

    The tables `_lazy_submodules` and `_lazy_names` are put in the module by `lazy`.
    """

    def __getattr__(self, name):
        """Import what the tables promise under `name` and remember it."""
        tables = self.__dict__
        if name in tables.get('_lazy_submodules', ()):
            value = _import_submodule(self.__name__, name)
        elif name in tables.get('_lazy_names', {}):
            value = getattr(importlib.import_module(tables['_lazy_names'][name]), name)
        else:
            raise AttributeError('module %r has no attribute %r' % (self.__name__, name))
        tables[name] = value
        return value

    def __dir__(self):
        """Names that are there already and names that would come on access."""
        known = set(self.__dict__)
        known.update(self.__dict__.get('_lazy_submodules', ()))
        known.update(self.__dict__.get('_lazy_names', {}))
        return sorted(known)


def _import_submodule(package, name):
    """Import `package.name`; one that is not there is a missing attribute, not an import error."""
    path = '%s.%s' % (package, name)
    try:
        return importlib.import_module(path)
    except ImportError as error:
        if getattr(error, 'name', None) == path:
            raise AttributeError('module %r has no attribute %r' % (package, name))
        raise


def lazy(module_name, submodules=(), names=None):
    """Make a module that is being imported a lazy one.

    Args:
        module_name: string, `__name__` of the calling module.
        submodules: list of strings, names of submodules imported when they are first used.
        names: dict, public name -> dotted path of the module that defines it.

    Example:

        lazy(__name__, submodules=['layers'], names={'Model': 'keras.engine.training'})
    """
    module = sys.modules[module_name]
    module.__dict__['_lazy_submodules'] = tuple(submodules)
    module.__dict__['_lazy_names'] = dict(names or {})
    module.__dict__.setdefault('__all__', sorted(set(submodules) | set(names or {})))
    module.__class__ = LazyModule
