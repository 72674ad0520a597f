"""Every function, constructor and method takes the arguments that it took, with the same defaults.

Of the older version only names that 2.3.1 does not have are compared: where both differ, 2.3.1
decides.
"""

import inspect

import pytest

from tests.api import exceptions
from tests.api.exceptions import DIFFERENT, IN_INSTANCES, MORE, is_pending, reason
from tests.api.lists import LISTS, MISSING, VERSIONS, parameters, resolve

OLD_DECORATED = '(*args, **kwargs)'     # what introspection saw of a decorated function


def new_in(version, kind):
    """The entries of `modules` or `classes` that no newer version has."""
    newer = [LISTS[other][kind] for other in VERSIONS[:VERSIONS.index(version)]]
    for path, entry in sorted(LISTS[version][kind].items()):
        if kind == 'classes':
            if not any(path in other for other in newer) and not is_pending('class', path) \
                    and not reason(exceptions.MISSING, path):
                yield path, entry
            continue
        for name, text in sorted(entry.items()):
            full = '%s.%s' % (path, name)
            if not is_pending(text, full) and not any(name in other.get(path, ())
                                                      for other in newer):
                yield full, text


def difference(found, wanted):
    """Why a function does not take the arguments of a signature in text, or None."""
    if wanted in ('', None, OLD_DECORATED):
        return None
    if found in (object.__init__, dict.__init__):
        return None if wanted == '(self)' else 'has no arguments'
    ours, theirs = parameters(inspect.signature(found)), parameters(wanted)
    stars = [name for name, _ in theirs if name.startswith('*')]
    named = [entry for entry in theirs if entry[0] not in stars]
    for position, (name, default) in enumerate(named):
        if position >= len(ours):
            return 'lacks %s' % name
        here = ours[position]
        if here[0] != name and name != '_':
            return '%s, not %s, at position %d' % (here[0], name, position)
        if here[1] != default and default is not None:
            return '%s=%s, not %s' % (name, here[1], default)
    rest = ours[len(named):]
    for star in stars:
        if star not in [name for name, _ in rest]:
            return 'lacks %s' % star
    more = [name for name, default in rest if name not in stars
            and name not in MORE and not name.startswith('*')]
    return 'has also %s' % ', '.join(more) if more else None


def own(cls, name):
    """A method as it stands in the class or a base, without `staticmethod` or `classmethod`."""
    found = inspect.getattr_static(cls, name, MISSING)
    return getattr(found, '__func__', found)


@pytest.mark.parametrize('version', VERSIONS)
def test_functions(version):
    wrong = []
    for path, text in new_in(version, 'modules'):
        found = resolve(path)
        if not text.startswith('(') or found is MISSING or reason(DIFFERENT, path):
            continue
        problem = 'no function' if not callable(found) else difference(found, text)
        if problem:
            wrong.append('%s: %s' % (path, problem))
    assert not wrong


@pytest.mark.parametrize('version', VERSIONS)
def test_constructors_and_bases(version):
    wrong = []
    for path, entry in new_in(version, 'classes'):
        cls = resolve(path)
        if cls is MISSING:
            wrong.append('%s is missing' % path)
            continue
        problem = None if reason(DIFFERENT, path + '.__init__') else difference(
            cls.__init__, entry['init'])
        if problem:
            wrong.append('%s.__init__: %s' % (path, problem))
        if not reason(DIFFERENT, path):
            wrong += ['%s is no %s' % (path, base) for base in entry['bases']
                      if not is_pending('', base) and not issubclass(cls, resolve(base))]
    assert not wrong


@pytest.mark.parametrize('version', VERSIONS)
def test_methods_and_properties(version):
    wrong = []
    for path, entry in new_in(version, 'classes'):
        cls = resolve(path)
        members = dict({name: None for name in entry['properties']}, **entry['methods'])
        for name, text in sorted(members.items()):
            full, found = '%s.%s' % (path, name), own(cls, name)
            if full in IN_INSTANCES or reason(DIFFERENT, full):
                continue
            if found is MISSING:
                wrong.append('%s is missing' % full)
            elif text and inspect.isfunction(found) and difference(found, text):
                wrong.append('%s: %s' % (full, difference(found, text)))
    assert not wrong


@pytest.mark.parametrize('name, text', [
    ('keras.layers.Dense', LISTS['2.3.1']['classes']['keras.layers.core.Dense']['init']),
    ('keras.layers.Conv2D', LISTS['2.3.1']['classes']['keras.layers.convolutional.Conv2D']['init']),
])
def test_signature_of_a_class_is_that_of_its_constructor(name, text):
    assert parameters(inspect.signature(resolve(name))) == parameters(text)[1:]
