"""Every import path of both versions leads to what it led to."""

import inspect

import pytest

from tests.api.exceptions import DIFFERENT, MISSING, OTHER, PENDING, is_pending, reason
from tests.api.lists import LISTS, VERSIONS, resolve
from tests.api.lists import MISSING as NOTHING


def names(version):
    """All names of a version as `(path, entry)`; those of the older one as far as they differ."""
    for module, content in sorted(LISTS[version]['modules'].items()):
        for name, entry in sorted(content.items()):
            if not is_pending(entry, '%s.%s' % (module, name)):
                yield '%s.%s' % (module, name), entry


MODULES = sorted({module for version in VERSIONS for module in LISTS[version]['modules']
                  if not is_pending('{}', module)})


@pytest.mark.parametrize('path', MODULES)
def test_module(path):
    assert inspect.ismodule(resolve(path))


@pytest.mark.parametrize('version', VERSIONS)
def test_every_name_is_there(version):
    missing = [path for path, entry in names(version)
               if resolve(path) is NOTHING and not reason(MISSING, path)]
    assert not missing


@pytest.mark.parametrize('version', VERSIONS)
def test_re_exports_are_the_same_object(version):
    others = []
    for path, entry in names(version):
        if entry.startswith('=') and resolve(path) is not NOTHING and not reason(DIFFERENT, path):
            if resolve(path) is not resolve(entry[1:]):
                others.append('%s is not %s' % (path, entry[1:]))
    assert not others


@pytest.mark.parametrize('version', VERSIONS)
def test_classes_and_constants(version):
    wrong = []
    for path, entry in names(version):
        found = resolve(path)
        if found is NOTHING or entry.startswith(('=', '(', '{')) or reason(DIFFERENT, path):
            continue
        same = inspect.isclass(found) if entry == 'class' else repr(found) == entry
        if not same:
            wrong.append('%s is %r, not %s' % (path, found, entry))
    assert not wrong


def test_exceptions_are_needed():
    for path in MISSING:
        assert resolve(path) is NOTHING, '%s is there' % path
    for path, why in PENDING.items():
        assert path == 'keras_preprocessing' or why == OTHER or resolve(path) is NOTHING, \
            '%s is there' % path
