"""The notebooks are what the pages say, and run."""

import os
import runpy
import sys
import warnings

import pytest

from keras import backend as K

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PAGES = runpy.run_path(os.path.join(ROOT, 'tools', 'docs_pages.py'))
NOTEBOOKS = sorted(PAGES['NOTEBOOKS'].items())


@pytest.mark.parametrize('page, name', NOTEBOOKS)
def test_notebook_is_made_from_its_page(page, name):
    written = PAGES['read'](os.path.join(PAGES['DOCS'], 'notebooks', name))
    made = PAGES['notebook'](PAGES['read'](os.path.join(PAGES['DOCS'], page)))
    assert written == made, 'run: python tools/docs_pages.py'


@pytest.mark.skipif(K.backend() != 'tensorflow' or sys.version_info < (3, 8),
                    reason='notebooks run in the environment tensorflow2')
@pytest.mark.parametrize('name', [name for _, name in NOTEBOOKS])
def test_notebook_runs(name, tmp_path, monkeypatch):
    nbclient = pytest.importorskip('nbclient', reason='needs the extra `docs`')
    nbformat = pytest.importorskip('nbformat', reason='needs the extra `docs`')
    pytest.importorskip('ipykernel', reason='needs the extra `docs`')
    monkeypatch.setenv('PYTHONPATH', ROOT)
    notebook = nbformat.read(os.path.join(PAGES['DOCS'], 'notebooks', name), as_version=4)
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')     # of Jupyter's packages about each other
        nbclient.NotebookClient(notebook, timeout=300, kernel_name='python3',
                                resources={'metadata': {'path': str(tmp_path)}}).execute()
    code = [cell for cell in notebook.cells if cell.cell_type == 'code']
    assert all(cell.execution_count for cell in code)
    assert any('Epoch 15/15' in str(cell.outputs) for cell in code) or name != 'sequential.ipynb'
