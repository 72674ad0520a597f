"""The site builds without a warning, and its reference has everything that is public."""

import inspect
import os
import re
import subprocess
import sys

import pytest

from keras import backend as K
from keras import callbacks, layers, losses, metrics, optimizers

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

pytestmark = pytest.mark.skipif(
    K.backend() != 'tensorflow' or sys.version_info < (3, 8),
    reason='the site is built in the environment tensorflow2')


@pytest.fixture
def api(monkeypatch):
    """The module that makes the pages of the reference."""
    monkeypatch.syspath_prepend(os.path.join(ROOT, 'tools'))
    import docs_api
    return docs_api


def listed(api, prefix):
    """The names that the pages of the reference have entries for, below a path."""
    text = ''.join(api.page(name) for name in api.PAGES if name.startswith(prefix))
    entries = re.findall(r'^##+ (\w+)$', text, re.M)
    others = re.findall(r'^Also: (.*)\.$', text, re.M)
    return set(entries).union(*(re.findall(r'`(\w+)`', line) for line in others))


@pytest.mark.parametrize('module, prefix', [
    (layers, 'layers/'), (losses, 'losses'), (metrics, 'metrics'), (optimizers, 'optimizers'),
    (callbacks, 'callbacks')])
def test_every_public_class_is_on_a_page(api, module, prefix):
    public = {name for name, item in vars(module).items()
              if inspect.isclass(item) and not name.startswith('_') and item.__doc__
              and item.__module__.startswith((module.__name__ + '.', 'keras.legacy.layers'))}
    assert len(public) > 10
    assert public <= listed(api, prefix)


def test_every_op_of_the_backend_is_on_its_page(api):
    from keras.backend.contract import OPS
    there = {name for name in OPS if hasattr(K, name)}
    assert there <= listed(api, 'backend')


def test_a_page_says_what_the_docstring_says(api):
    page = api.page('layers/core')
    assert 'keras.layers.Dense(units, activation=None, use_bias=True,' in page
    assert '\n- `units`: Positive integer, the size of the last output axis.\n' in page
    assert '```python\nfrom keras.layers import Dense, Input\n' in page


def test_site_builds_without_a_warning(tmp_path):
    pytest.importorskip('mkdocs', reason='needs the extra `docs`')
    process = subprocess.run(
        [sys.executable, '-m', 'mkdocs', 'build', '--strict', '--site-dir', str(tmp_path)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True,
        env=dict(os.environ, NO_MKDOCS_2_WARNING='1'))
    assert process.returncode == 0, process.stdout
    assert os.path.exists(str(tmp_path / 'api' / 'layers' / 'core' / 'index.html'))
