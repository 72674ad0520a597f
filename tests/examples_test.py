"""The examples do what they promise, in short runs; the full figures are in their docstrings."""

import os
import re
import runpy

import pytest

from keras import backend as K
from keras import configuration
from keras.models import load_model

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def cached(name, folder='datasets'):
    """The path of a file in the cache."""
    return os.path.join(configuration.home(), folder, name)


def needs(name, folder='datasets'):
    """Skips a test unless a data set is in the cache."""
    path = cached(name, folder)
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
    accuracy = main_of('imdb_lstm.py')(['--epochs', '2', '--limit', '2000'])
    assert accuracy > 0.65      # half of the reviews are good
    assert 'Test accuracy: %.4f' % accuracy in capsys.readouterr().out


@needs('imdb.npz')
@pytest.mark.parametrize('name', ['imdb_bidirectional_lstm.py', 'imdb_cnn.py', 'imdb_cnn_lstm.py',
                                  'imdb_fasttext.py'])
def test_other_ways_to_read_reviews(name, capsys):
    epochs = '6' if name == 'imdb_fasttext.py' else '2'
    accuracy = main_of(name)(['--epochs', epochs, '--limit', '3000'])
    assert accuracy > 0.65      # half of the reviews are good
    assert 'Test accuracy: %.4f' % accuracy in capsys.readouterr().out


@needs('imdb.npz')
@needs('imdb_word_index.json')
def test_word_embeddings(capsys):
    accuracy, part = main_of('word_embeddings.py')(['--epochs', '2', '--limit', '300'])
    assert accuracy > 0.75      # half of the pairs are random
    assert 'Partners beat %.4f' % part in capsys.readouterr().out


@needs('mnist.npz')
def test_autoencoder():
    error, linear = main_of('autoencoder.py')(['--epochs', '2', '--limit', '5000'])
    assert error < 0.05         # the mean of all images has 0.067
    assert 0.01 < linear < 0.02


@needs('mnist.npz')
def test_denoising_autoencoder():
    left = main_of('denoising_autoencoder.py')(['--epochs', '2', '--limit', '3000'])
    assert left < 0.4           # a black image has 0.87


@needs('mnist.npz')
def test_variational_autoencoder():
    loss = main_of('variational_autoencoder.py')(['--epochs', '2', '--limit', '5000'])
    assert 100 < loss < 200     # the mean of all images has 206, and no distance


@needs('mnist.npz')
def test_siamese():
    known, new = main_of('mnist_siamese.py')(['--epochs', '2', '--pairs', '8000'])
    assert known > 0.8 and new > 0.6        # half of the pairs are equal


@needs('mnist.npz')
def test_transfer():
    learned, random = main_of('mnist_transfer.py')(['--limit', '3000'])
    assert learned > 0.6 and learned > random + 0.05


@needs('cifar10_subset.npz')
def test_resnet(capsys):
    accuracy = main_of('cifar10_resnet.py')(['--epochs', '3', '--limit', '1000', '--filters', '8',
                                             '--data', cached('cifar10_subset.npz')])
    assert accuracy > 0.2       # there are ten kinds
    assert 'Test accuracy: %.4f' % accuracy in capsys.readouterr().out


def test_gan():
    assert main_of('digits_gan.py')(['--epochs', '15']) > 0.6     # there are ten digits


def test_addition(capsys):
    right = main_of('addition_seq2seq.py')(['--digits', '1', '--epochs', '30'])
    assert right >= 0.4         # there are 19 sums
    assert 'Right among 10 sums never seen' in capsys.readouterr().out


def test_made_stories():
    # always the same place is right in a sixth of them
    assert main_of('babi_questions.py')(['--limit', '2000', '--sentences', '4']) > 0.8


@needs(os.path.join('babi', 'qa1_single-supporting-fact_train.txt'))
def test_stories_of_others():
    path = cached(os.path.join('babi', 'qa1_single-supporting-fact_train.txt'))
    assert main_of('babi_questions.py')(['--data', path]) > 0.8


def test_stateful_lstm():
    stateful, stateless = main_of('stateful_lstm.py')(['--epochs', '8'])
    assert stateful > 0.95 and 0.5 < stateless < 0.75


def test_conv_lstm():
    # a picture that stays as it was has 1
    assert main_of('conv_lstm.py')(['--films', '300', '--epochs', '4']) < 0.6


def test_inputs_and_outputs():
    sums, larger = main_of('multi_input_multi_output.py')(['--epochs', '5'])
    assert sums > 0.8 and larger > 0.9


def test_custom_layer(capsys):
    assert main_of('custom_layer.py')(['--epochs', '40']) > 0.95
    path = re.search('Saved to (.*)', capsys.readouterr().out).group(1)
    assert os.path.getsize(path) > 1000
    os.remove(path)


def test_custom_callback():
    rate, accuracy = main_of('custom_callback.py')(['--epochs', '3'])
    assert 1e-3 < rate < 0.1 and accuracy > 0.9


@needs('boston_housing.npz')
def test_custom_loss():
    within, width = main_of('custom_loss.py')(['--epochs', '20'])
    assert within > 0.5 and width < 14


def test_reproducible_run():
    agree, accuracy = main_of('reproducible_run.py')(['--epochs', '2'])
    assert agree and accuracy > 0.6


def test_scikit_learn_search():
    pytest.importorskip('sklearn', reason='needs scikit-learn')
    best, accuracy = main_of('scikit_learn_search.py')(['--epochs', '3', '--limit', '300'])
    assert best['network__units'] == 64 and accuracy > 0.5


def photo(name):
    """The path of a photograph; skips the test without it, weights or names of classes."""
    wanted = [cached(path, 'models') for path in (
        'mobilenet_2_5_224_tf.h5', 'mobilenet_2_5_224_tf_no_top.h5', 'imagenet_class_index.json',
        os.path.join('photos', name))]
    for path in wanted:
        if not os.path.exists(path):
            pytest.skip('needs %s' % path)
    return wanted[-1]


@pytest.fixture
def phase():
    """Lets a script set the learning phase for good."""
    yield
    K.set_learning_phase(0)
    K.clear_session()


def test_class_activation_map(phase, capsys):
    whole, hottest, coldest = main_of('class_activation_map.py')([photo('elephant.jpg')])
    assert 'African_elephant' in capsys.readouterr().out.split('\n')[0]
    assert whole > 0.3 and hottest < 0.1 and coldest > 0.3


def test_deep_dream(phase, tmp_path):
    path = str(tmp_path / 'dream.png')
    arguments = [photo('cat_chelsea.png'), '--steps', '20', '--save', path]
    assert main_of('deep_dream.py')(arguments) > 1.2
    assert os.path.getsize(path) > 10000


def test_style_transfer(phase, tmp_path):
    path = str(tmp_path / 'painting.png')
    style, content = main_of('style_transfer.py')(
        [photo('cat_chelsea.png'), photo('espresso_coffee.png'), '--steps', '30', '--save', path])
    assert style < 0.3 and content < 0.3
    assert os.path.getsize(path) > 10000


@needs('boston_housing.npz')
def test_boston_housing(capsys):
    error = main_of('boston_housing.py')(['--epochs', '20'])
    assert error < 4            # always saying the mean is wrong by 6.5
    assert 'Mean absolute error: %.2f thousand dollars' % error in capsys.readouterr().out


@needs('cats_and_dogs')
def test_cats_and_dogs(capsys):
    accuracy = main_of('cats_and_dogs.py')(['--epochs', '8'])
    assert accuracy > 0.55      # half of the photographs are of cats
    assert 'Validation accuracy: %.4f' % accuracy in capsys.readouterr().out


@needs('cats_and_dogs')
@needs(os.path.join('..', 'models', 'mobilenet_2_5_224_tf_no_top.h5'))
def test_fine_tuning(capsys):
    frozen, tuned = main_of('fine_tuning.py')(['--epochs', '2'])
    assert frozen > 0.6 and tuned > 0.65
    printed = capsys.readouterr().out
    assert 'Validation accuracy, fine-tuned: %.4f' % tuned in printed


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
