"""Putting the public namespace of the backend together."""

import functools
import importlib
import inspect

from keras.backend import common
from keras.backend.contract import OPS


def shared():
    """Returns the functions of `common` by name."""
    return {name: value for name, value in vars(common).items()
            if inspect.isfunction(value) and not name.startswith('_')}


def assemble(name, engine):
    """Puts the namespace of one engine together.

    The engine's own function objects are exported: no wrapper stands in a traceback. Their
    docstrings are filled from the contract.

    Args:
        name: The name of the backend.
        engine: Its package.

    Returns:
        Dictionary: public name -> object.

    Raises:
        NotImplementedError: If the engine lacks an op that it does not refuse.
    """
    composite = importlib.import_module('keras.backend.composite')
    namespace = shared()
    lacking = []
    for op in OPS.values():
        function = _find(op.name, engine, composite)
        if function is None and name in op.refused:
            function = _refusal(op, name)
        if function is None:
            if not op.optional:
                lacking.append(op.name)
            continue
        if inspect.isfunction(function):
            function.__doc__ = op.doc
        namespace[op.name] = function
    if lacking:
        raise NotImplementedError('The backend {!r} lacks these ops of the contract: {}.'.format(
            name, ', '.join(lacking)))
    for extra in engine.EXTRAS:
        namespace[extra] = getattr(engine, extra)
    return namespace


def publish(namespace, *modules):
    """Sets the namespace on other modules whose paths Keras 2 programs import it from.

    Args:
        namespace: Dictionary: public name -> object.
        *modules: The modules; a name that they have is kept.
    """
    for module in modules:
        for name, value in namespace.items():
            if not hasattr(module, name):
                setattr(module, name, value)


def _find(name, *rooms):
    """Returns the first room's own or imported function of that name, or None."""
    for room in rooms + (common,):
        function = vars(room).get(name)
        if function is not None and not inspect.ismodule(function):
            return function
    return None


def _refusal(op, name):
    """Returns a function with the op's signature that raises the reason of the refusal."""
    def refuse(*args, **kwargs):
        raise NotImplementedError('K.{}() is not available on the backend {!r}: {}'.format(
            op.name, name, op.refused[name]))

    refuse.__name__ = refuse.__qualname__ = op.name
    refuse.__signature__ = op.signature
    return functools.update_wrapper(refuse, refuse)
