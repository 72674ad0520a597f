"""Choosing the engine: `KERAS_BACKEND`, `keras.json`, TensorFlow, or else what is installed."""

import importlib
import importlib.util
import os
import sys
from collections import OrderedDict

from keras import configuration

DEFAULT = 'tensorflow'

#: Name of a backend -> modules that carry its engine (any of them will do).
ENGINES = OrderedDict([
    ('tensorflow', ('tensorflow',)),
    ('torch', ('torch',)),
    ('jax', ('jax',)),
    ('theano', ('theano', 'aesara')),
    ('cntk', ('cntk',)),
])


def asked_for():
    """Says which backend the user asked for.

    Returns:
        A pair: the name (None if nothing was asked for) and where it was asked for.
    """
    name = os.environ.get('KERAS_BACKEND')
    if name:
        return name, 'by the environment variable KERAS_BACKEND'
    name = configuration.read()['backend']
    if name:
        return name, 'by "backend" in ' + configuration.path()
    return None, 'by default'


def choose():
    """Chooses the backend without importing its engine.

    Where nobody asked for a backend and TensorFlow is not installed, the first installed engine is
    taken, and one line on the standard error says so.

    Returns:
        The name of the backend.

    Raises:
        ValueError: If the name that was asked for is unknown.
        ImportError: If the engine that was asked for is not installed, or no engine is.
        NotImplementedError: If this version does not carry that backend.
    """
    name, where = asked_for()
    if name is not None:
        return _checked(name, where)
    if is_installed(DEFAULT):
        return DEFAULT
    for name in carried():
        if is_installed(name):
            sys.stderr.write('Using the {} backend: none is configured and {} is not installed.\n'
                             .format(name, DEFAULT))
            return name
    raise ImportError('No engine is installed. Install one with: {}'.format(
        ' or: '.join(_install_command(name) for name in carried())))


def check_unchanged(name, also_configuration=True):
    """Raises an error if another backend is asked for than the one that is loaded.

    Args:
        name: The backend that is loaded.
        also_configuration: Whether `keras.json` is read too. It may have been changed for other
            processes, `KERAS_BACKEND` cannot.

    Raises:
        RuntimeError: If another one is named by now.
    """
    wanted, where = os.environ.get('KERAS_BACKEND'), 'by the environment variable KERAS_BACKEND'
    if also_configuration:
        wanted, where = asked_for()
    if wanted and wanted != name:
        raise RuntimeError(
            'The backend {!r} was asked for {}, but {!r} is loaded already, and layers and models '
            'are bound to it. Restart Python (in a notebook: the kernel), and choose the backend '
            'before the first use of keras.'.format(wanted, where, name))


def load(name):
    """Imports the package of a backend and returns it."""
    return importlib.import_module(_package(name))


def is_installed(name):
    """Says whether the engine of a backend can be found (it is not imported)."""
    return any(_is_found(module) for module in ENGINES[name])


def carried():
    """Returns the names of the backends that this version carries."""
    return [name for name in ENGINES if _is_found(_package(name))]


def _checked(name, where):
    """Returns the name if its backend can be loaded."""
    if name not in ENGINES:
        raise ValueError('The backend {!r} was asked for {}. Expected one of {}.'.format(
            name, where, ', '.join(repr(known) for known in ENGINES)))
    if name not in carried():
        raise NotImplementedError(
            'The backend {!r} was asked for {}, but this version does not carry it. It carries {}.'
            .format(name, where, ', '.join(repr(known) for known in carried())))
    if not is_installed(name):
        raise ImportError('The backend {!r} was asked for {}, but its engine is not installed. '
                          'Install it with: {}'.format(name, where, _install_command(name)))
    return name


def _install_command(name):
    return "pip install 'keras[{}]'".format(name)


def _package(name):
    return 'keras.backend.{}_backend'.format(name)


def _is_found(module):
    """Whether a module can be found, also one that is being imported right now."""
    if module in sys.modules:
        return sys.modules[module] is not None
    return importlib.util.find_spec(module) is not None
