"""Reading the lists of names and signatures, and finding what stands under a name here."""

import importlib
import inspect
import json
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
VERSIONS = ('2.3.1', '2.2.4')
MISSING = object()


def load(version):
    """The list of a version: `modules`, `classes`, and for 2.3.1 `keras_1`."""
    with open(os.path.join(HERE, 'keras-%s.json' % version), encoding='utf8') as file:
        return json.load(file)


LISTS = {version: load(version) for version in VERSIONS}


def resolve(path):
    """The object under a dotted path, or MISSING; names come before submodules."""
    parts = path.split('.')
    found = importlib.import_module(parts[0])
    for number, name in enumerate(parts[1:], 2):
        parent, found = found, getattr(found, name, MISSING)
        if found is not MISSING:
            continue
        if not inspect.ismodule(parent):
            return MISSING
        wanted = '.'.join(parts[:number])
        try:
            found = importlib.import_module(wanted)
        except ImportError as error:
            if error.name != wanted and not wanted.startswith(parent.__name__ + '.'):
                raise
            return MISSING
    return found


def parameters(signature):
    """The parameters of a signature as `(name, default or None)`, stars in the name.

    Args:
        signature: Text such as `'(x, axis=-1, **kwargs)'`, or an `inspect.Signature`.
    """
    if not isinstance(signature, inspect.Signature):
        signature = read(signature)
    stars = {inspect.Parameter.VAR_POSITIONAL: '*', inspect.Parameter.VAR_KEYWORD: '**'}
    return [(stars.get(p.kind, '') + p.name,
             None if p.default is inspect.Parameter.empty else plain(p.default))
            for p in signature.parameters.values()]


def read(text):
    """The signature in a text; a default that is no plain value stands as its text."""
    text = re.sub(r'=(<(?:[^<>]|<[^<>]*>)*>)', lambda found: '=' + repr(found.group(1)), text)
    names = {}
    while True:
        try:
            exec('def function%s: return None' % text, names)
        except NameError as error:
            name = re.search("name '(.+)' is not defined", str(error)).group(1)
            names[name] = name
        else:
            return inspect.signature(names['function'])


def plain(value):
    """A default in a form that can be compared."""
    if callable(value) or type(value).__module__ not in ('builtins', 'numpy'):
        return '<object>'
    if isinstance(value, str) and value.startswith('<'):
        return '<object>'
    if isinstance(value, (list, tuple)):
        return repr([plain(item) for item in value])
    return repr(value)
