"""The examples of the docstrings run, each with nothing but what it imports itself."""

import ast
import inspect
import os
import re
import sys
import textwrap

import pytest

from keras import backend as K

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EXAMPLE = re.compile(r'^Example:\n((?: .*\n|\n)+)', re.M)

# Files whose examples are not run, each with the reason.
LEFT_OUT = {
    'keras/applications/': 'they build whole networks, which tests/applications does',
    'keras/datasets/': 'they need the files of the data sets; tests/datasets has small ones',
    'keras/backend/contract/declare.py': 'it would declare an op',
    'keras/backend/jax_backend/': 'it needs another engine',
    'keras/backend/torch_backend/': 'it needs another engine',
    'keras/backend/theano_backend/': 'it needs another engine',
    'keras/backend/cntk_backend/': 'it needs another engine',
    'keras/utils/lazy.py': 'it turns the module that it stands in into another one',
}

# They are the same on every engine, so one environment is enough: tensorflow2.
HERE = K.backend() == 'tensorflow' and sys.version_info >= (3, 8)


def documented(tree, names=()):
    """Pairs (dotted name, node) of the module, its classes and their functions."""
    yield '.'.join(names) or 'module', tree
    for node in tree.body:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            yield from documented(node, names + (node.name,))


def examples(path):
    """Pairs (dotted name, code) of the examples in the docstrings of a file."""
    with open(path, encoding='utf8') as file:
        tree = ast.parse(file.read(), path)
    for name, node in documented(tree):
        text = inspect.cleandoc(ast.get_docstring(node) or '') + '\n'
        for found in EXAMPLE.finditer(text):
            yield name, textwrap.dedent(found.group(1))


def all_examples():
    """Name -> code of every example of the package that is run."""
    found = {}
    for base, _, files in os.walk(os.path.join(ROOT, 'keras')):
        for file in files:
            path = os.path.join(base, file)
            short = os.path.relpath(path, ROOT).replace(os.sep, '/')
            if file.endswith('.py') and not short.startswith(tuple(LEFT_OUT)):
                found.update(('%s %s' % (short, name), code) for name, code in examples(path))
    return found


EXAMPLES = all_examples() if HERE else {}


@pytest.mark.parametrize('name', sorted(EXAMPLES))
def test_example(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    exec(compile(EXAMPLES[name], name, 'exec'), {'__name__': 'example'})


@pytest.mark.skipif(not HERE, reason='examples run in the environment tensorflow2')
def test_examples_are_found():
    # Enough of every family, or the search above no longer finds them.
    for part, least in (('layers/', 80), ('callbacks/', 12), ('losses/', 10), ('metrics/', 20),
                        ('optimizers/', 7), ('utils/', 15), ('backend/contract/', 10)):
        assert sum(part in name for name in EXAMPLES) >= least, part
