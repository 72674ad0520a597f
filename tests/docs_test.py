"""The code of the pages in docs/ runs, one block after the other of a page.

That of README.md is run by `examples_test.py`.
"""

import os
import runpy
import sys

import pytest

from keras import backend as K

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGES = runpy.run_path(os.path.join(ROOT, 'tools', 'docs_pages.py'))
ENGINES = ('tensorflow', 'torch', 'jax', 'theano', 'cntk')
# The engine whose environment runs the blocks that say nothing of an engine.
USUAL = 'tensorflow'


def paths():
    """All pages of docs/, from the root, with slashes."""
    found = []
    for base, _, files in os.walk(os.path.join(ROOT, 'docs')):
        found += [os.path.relpath(os.path.join(base, name), ROOT).replace(os.sep, '/')
                  for name in files if name.endswith('.md')]
    return sorted(found)


BLOCKS = {path: PAGES['blocks'](os.path.join(ROOT, path)) for path in paths()}


def for_this_engine(path):
    """The blocks of a page that this environment runs."""
    return [block for block in BLOCKS[path]
            if not block.reason and (block.engine or USUAL) == K.backend()]


@pytest.mark.skipif(K.backend() == USUAL and sys.version_info < (3, 8),
                    reason='pages run in the environment tensorflow2')
@pytest.mark.parametrize('path', [path for path in sorted(BLOCKS) if for_this_engine(path)])
def test_page(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = {'__name__': 'page'}
    for block in for_this_engine(path):
        # Empty lines before it, so that an error names the line of the page.
        exec(compile('\n' * (block.line - 1) + block.code, path, 'exec'), names)


def test_blocks_that_are_not_run_are_few_and_have_a_reason():
    everything = [block for found in BLOCKS.values() for block in found]
    left_out = [block for block in everything if block.reason is not None]
    assert len(everything) > 80
    assert len(left_out) <= len(everything) // 20
    assert all(len(block.reason) > 10 for block in left_out)
    assert {block.engine for block in everything} - {None} <= set(ENGINES)


def test_the_readme_has_the_one_block_that_the_examples_test_runs():
    assert PAGES['read'](os.path.join(ROOT, 'README.md')).count('```python') == 1


def test_every_python_block_is_found():
    for path, found in BLOCKS.items():
        text = PAGES['read'](os.path.join(ROOT, path))
        assert text.count('```python') == len(found), path
        assert text.count('<!-- not run') + text.count('<!-- only on') == len(
            [block for block in found if block.reason or block.engine]), path
