"""The examples do what they promise, in short runs; the full figures are in their docstrings."""

import os
import re
import runpy

import pytest

from keras import configuration
from keras.models import load_model

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MNIST = os.path.join(configuration.home(), 'datasets', 'mnist.npz')
needs_mnist = pytest.mark.skipif(not os.path.exists(MNIST), reason='needs %s' % MNIST)


def main_of(name):
    """The function `main` of an example."""
    return runpy.run_path(os.path.join(ROOT, 'examples', name))['main']


def test_demo(capsys):
    assert main_of('demo.py')() >= 0.95
    printed = capsys.readouterr().out
    assert 'predictions are equal' in printed
    assert 'Epoch 30/30' in printed and '1437/1437 [==============================]' in printed


@needs_mnist
@pytest.mark.parametrize('name, least', [('mnist_mlp.py', 0.85), ('mnist_cnn.py', 0.85)])
def test_mnist(name, least, tmp_path, capsys):
    path = str(tmp_path / 'model.h5')
    accuracy = main_of(name)(['--epochs', '1', '--limit', '4000', '--save', path])
    assert accuracy > least
    assert 'Test accuracy: %.4f' % accuracy in capsys.readouterr().out
    assert load_model(path).count_params() > 100000


def test_the_model_of_the_readme(tmp_path, monkeypatch, capsys):
    with open(os.path.join(ROOT, 'README.md'), encoding='utf8') as file:
        code = re.search('```python\n(.*?)```', file.read(), re.S).group(1)
    monkeypatch.chdir(tmp_path)
    names = {}
    exec(compile(code, 'README.md', 'exec'), names)
    assert names['history'].history['val_acc'][-1] > 0.9
    assert os.path.exists('digits.h5')
