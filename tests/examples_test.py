"""The examples do what they promise, in short runs; the full figures are in their docstrings."""

import os
import re
import runpy

import pytest

from keras import configuration
from keras.models import load_model

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def needs(name):
    """Skips a test unless a data set is in the cache."""
    path = os.path.join(configuration.home(), 'datasets', name)
    return pytest.mark.skipif(not os.path.exists(path), reason='needs %s' % path)


def main_of(name):
    """The function `main` of an example."""
    return runpy.run_path(os.path.join(ROOT, 'examples', name))['main']


def test_demo(capsys):
    assert main_of('demo.py')() >= 0.95
    printed = capsys.readouterr().out
    assert 'predictions are equal' in printed
    assert 'Epoch 30/30' in printed and '1437/1437 [==============================]' in printed


@needs('mnist.npz')
@pytest.mark.parametrize('name, least', [('mnist_mlp.py', 0.85), ('mnist_cnn.py', 0.85)])
def test_mnist(name, least, tmp_path, capsys):
    path = str(tmp_path / 'model.h5')
    accuracy = main_of(name)(['--epochs', '1', '--limit', '4000', '--save', path])
    assert accuracy > least
    assert 'Test accuracy: %.4f' % accuracy in capsys.readouterr().out
    assert load_model(path).count_params() > 100000


@needs('imdb.npz')
def test_imdb(capsys):
    accuracy = main_of('imdb_lstm.py')(['--epochs', '2', '--limit', '3000'])
    assert accuracy > 0.65      # half of the reviews are good
    assert 'Test accuracy: %.4f' % accuracy in capsys.readouterr().out


@needs('boston_housing.npz')
def test_boston_housing(capsys):
    error = main_of('boston_housing.py')(['--epochs', '20'])
    assert error < 4            # always saying the mean is wrong by 6.5
    assert 'Mean absolute error: %.2f thousand dollars' % error in capsys.readouterr().out


@needs('nietzsche.txt')
def test_text_generation(capsys):
    loss = main_of('lstm_text_generation.py')(['--epochs', '2', '--limit', '20000'])
    assert loss < 2.8           # 3.0 is for who only knows how frequent characters are
    printed = capsys.readouterr().out
    assert 'Loss: %.4f' % loss in printed
    assert len(printed.split('\n...')[1]) > 200


def test_a_text_of_ones_own(tmp_path, capsys):
    path = tmp_path / 'text.txt'
    path.write_text('so it goes on and on. ' * 400, encoding='utf8')
    assert main_of('lstm_text_generation.py')(['--epochs', '4', '--text', str(path)]) < 0.5
    assert 'on and on' in capsys.readouterr().out


def test_the_model_of_the_readme(tmp_path, monkeypatch, capsys):
    with open(os.path.join(ROOT, 'README.md'), encoding='utf8') as file:
        code = re.search('```python\n(.*?)```', file.read(), re.S).group(1)
    monkeypatch.chdir(tmp_path)
    names = {}
    exec(compile(code, 'README.md', 'exec'), names)
    assert names['history'].history['val_acc'][-1] > 0.9
    assert os.path.exists('digits.h5')
