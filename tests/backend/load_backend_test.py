"""Tests of choosing and loading the engine, each in a Python process of its own where it loads."""

import importlib
import json
import os
import subprocess
import sys

import pytest

from keras import backend as K
from keras.backend import load_backend
from keras.layers import Dense
from keras.models import Sequential

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def run(code, **environment):
    """Runs code in a new Python process; returns its exit status, output and errors."""
    env = {name: value for name, value in os.environ.items() if name != 'KERAS_BACKEND'}
    env.update(environment, PYTHONPATH=ROOT, TF_CPP_MIN_LOG_LEVEL='3')
    process = subprocess.Popen([sys.executable, '-W', 'ignore', '-c', code], env=env, cwd=ROOT,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               universal_newlines=True)
    output, errors = process.communicate()
    return process.returncode, output.strip(), errors


@pytest.fixture
def only(monkeypatch):
    """Pretends that only certain engines are installed, and only certain backends carried."""
    def pretend(installed, carried=tuple(load_backend.ENGINES)):
        monkeypatch.delenv('KERAS_BACKEND', raising=False)
        monkeypatch.setattr(load_backend, 'is_installed', lambda name: name in installed)
        monkeypatch.setattr(load_backend, 'carried', lambda: list(carried))
    return pretend


def configure(keras_home, **settings):
    (keras_home / 'keras.json').write_text(json.dumps(settings))


def test_default_is_tensorflow(keras_home, only, capsys):
    only(['jax', 'tensorflow', 'torch'])
    assert load_backend.choose() == 'tensorflow'
    assert capsys.readouterr() == ('', '')


def test_file_and_environment(keras_home, only, monkeypatch):
    only(['jax', 'tensorflow', 'torch'])
    configure(keras_home, backend='jax')
    assert load_backend.choose() == 'jax'
    monkeypatch.setenv('KERAS_BACKEND', 'torch')
    assert load_backend.choose() == 'torch'


def test_first_installed_engine_with_one_line(keras_home, only, capsys):
    only(['theano', 'torch'])
    assert load_backend.choose() == 'torch'
    output, errors = capsys.readouterr()
    assert output == '' and errors.count('\n') == 1
    assert 'torch' in errors and 'tensorflow is not installed' in errors


def test_no_engine_at_all(keras_home, only):
    only([])
    with pytest.raises(ImportError, match=r"pip install 'keras\[tensorflow\]'"):
        load_backend.choose()


def test_missing_engine_that_was_asked_for(keras_home, only, monkeypatch):
    only(['tensorflow'])
    monkeypatch.setenv('KERAS_BACKEND', 'jax')
    with pytest.raises(ImportError, match=r"KERAS_BACKEND.*pip install 'keras\[jax\]'"):
        load_backend.choose()


def test_unknown_name_lists_the_known_ones(keras_home, only):
    only(['tensorflow'])
    configure(keras_home, backend='tensorfow')
    with pytest.raises(ValueError, match="'tensorfow'.*keras.json.*'tensorflow', 'torch'"):
        load_backend.choose()


def test_a_backend_that_is_not_carried(keras_home, only, monkeypatch):
    only(['tensorflow', 'cntk'], carried=['tensorflow'])
    monkeypatch.setenv('KERAS_BACKEND', 'cntk')
    with pytest.raises(NotImplementedError, match="does not carry it. It carries 'tensorflow'"):
        load_backend.choose()


def test_carried_backends_can_be_found():
    assert 'tensorflow' in load_backend.carried()


def test_import_keras_loads_no_engine_and_writes_no_file(tmp_path):
    home = tmp_path / 'home'
    status, output, errors = run(
        'import sys, keras\n'
        'print(sorted(m for m in ("tensorflow", "torch", "jax", "theano") if m in sys.modules))',
        KERAS_HOME=str(home))
    assert (status, output) == (0, '[]'), errors
    assert not home.exists()


def test_an_unreadable_file_is_one_clear_error(keras_home):
    (keras_home / 'keras.json').write_text('{')
    status, _, errors = run('from keras import backend')
    assert status != 0 and str(keras_home) in errors and 'cannot be read' in errors


@pytest.mark.parametrize('first', ['import tensorflow as tf; import keras',
                                   'import keras; import tensorflow as tf',
                                   'from keras import backend as K; import tensorflow as tf'])
def test_both_import_orders(first, tmp_path):
    pytest.importorskip('tensorflow', reason='the engine of this test is not installed')
    status, output, errors = run(
        first + '\n'
        'from keras import backend as K\n'
        'import keras\n'
        'print(keras.__version__, K.backend(), K.eval(K.constant([1., 2.]) * 2).tolist())\n',
        KERAS_HOME=str(tmp_path))
    assert (status, output) == (0, '2.3.2 tensorflow [2.0, 4.0]'), errors


def test_after_eager_code(tmp_path):
    tf = pytest.importorskip('tensorflow', reason='the engine of this test is not installed')
    if tf.__version__.startswith('1.'):
        pytest.skip('TensorFlow 1 is not eager')
    status, output, errors = run(
        'import tensorflow as tf\n'
        'made = tf.constant([1., 2.]) + 1.\n'
        'v = tf.Variable(3.)\n'
        'from keras import backend as K\n'
        'print(made.numpy().tolist(), K.eval(K.constant(made.numpy()) + 1).tolist())\n',
        KERAS_HOME=str(tmp_path))
    assert (status, output) == (0, '[2.0, 3.0] [3.0, 4.0]'), errors


def test_another_backend_after_one_is_loaded(monkeypatch):
    other = 'cntk' if K.backend() != 'cntk' else 'theano'
    monkeypatch.setenv('KERAS_BACKEND', other)
    for use in (lambda: importlib.reload(K), lambda: Sequential([Dense(1, input_shape=(2,))])):
        with pytest.raises(RuntimeError, match='{!r} was asked for.*{!r} is loaded already'.format(
                other, K.backend())):
            use()
    monkeypatch.setenv('KERAS_BACKEND', K.backend())
    Sequential([Dense(1, input_shape=(2,))])
