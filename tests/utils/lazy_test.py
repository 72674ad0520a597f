"""Packages that import their parts on first use."""

import subprocess
import sys

import pytest

import keras
from keras.utils.lazy import LazyModule


def python(code):
    """What a fresh interpreter prints for `code`."""
    return subprocess.check_output([sys.executable, '-W', 'ignore', '-c', code],
                                   stderr=subprocess.DEVNULL).decode().strip()


def test_import_keras_loads_no_engine():
    code = ("import sys, keras; before = set(sys.modules); keras.__version__; "
            "print(sorted(m for m in before if m.startswith('keras.backend')))")
    assert python(code) == '[]'


def test_parts_come_on_access():
    assert python('import keras; print(keras.layers.Dense.__name__, keras.Model.__name__, '
                  'keras.engine.Layer.__name__)') == 'Dense Model Layer'


def test_names_are_the_defining_ones():
    from keras.engine import base_layer, topology
    assert keras.engine.Layer is base_layer.Layer is topology.Layer
    assert keras.Sequential is keras.models.Sequential
    assert keras.Input is keras.layers.Input


def test_dir_shows_what_would_come():
    assert {'layers', 'Model', '__version__'} <= set(dir(keras))
    assert {'Layer', 'topology'} <= set(dir(keras.engine))


@pytest.mark.parametrize('name', ['src', '_tf_keras', 'no_such_thing'])
def test_unknown_names_are_attribute_errors(name):
    with pytest.raises(AttributeError, match="module 'keras' has no attribute '%s'" % name):
        getattr(keras, name)
    with pytest.raises(ImportError):
        __import__('keras.' + name)


def test_promised_submodule_that_is_missing(tmp_path, monkeypatch):
    (tmp_path / 'promises').mkdir()
    (tmp_path / 'promises' / '__init__.py').write_text(
        'from keras.utils.lazy import lazy\nlazy(__name__, ["absent", "broken"])\n')
    (tmp_path / 'promises' / 'broken.py').write_text('import module_that_is_nowhere\n')
    monkeypatch.syspath_prepend(str(tmp_path))
    import promises
    with pytest.raises(AttributeError, match="'promises' has no attribute 'absent'"):
        promises.absent
    with pytest.raises(ImportError, match='module_that_is_nowhere'):
        promises.broken
    assert isinstance(promises, LazyModule)
