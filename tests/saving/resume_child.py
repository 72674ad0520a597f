"""One process of resume_test.py.

    python resume_child.py ROOT begin FOLDER     trains every model for 4 epochs, and then another
                                                 one like it for 2 epochs, which is saved
    python resume_child.py ROOT resume FOLDER    loads that and trains it for 2 more epochs

Both leave the weights after 4 epochs in FOLDER.
"""

import os
import sys

ROOT, ACTION, FOLDER = sys.argv[1:4]
sys.path.insert(0, ROOT)

import numpy as np  # noqa: E402

from keras.layers import (  # noqa: E402
    LSTM, AlphaDropout, BatchNormalization, Dense, Dropout, Embedding, GaussianNoise, Input, add)
from keras.models import Model, Sequential, load_model  # noqa: E402
from keras.utils import Sequence, set_random_seed  # noqa: E402

X = np.random.RandomState(0).randint(0, 20, (44, 6))
Y = np.random.RandomState(1).rand(44, 1)


class Noisy(Sequence):
    """Batches with noise of their own."""

    def __len__(self):
        return 4

    def __getitem__(self, index):
        part = slice(11 * index, 11 * index + 11)
        return X[part], Y[part] + .1 * np.random.rand(11, 1)


def plain():
    """Dropout and noise one after the other."""
    return Sequential([
        Dropout(.3, input_shape=(6,)), Dense(8, activation='relu'), Dropout(.5, seed=3), Dense(1)])


def recurrent():
    """Every kind of noise, between layers and in a loop."""
    return Sequential([
        Embedding(20, 5, input_length=6), Dropout(.3), LSTM(4, dropout=.2, recurrent_dropout=.2),
        GaussianNoise(.1), BatchNormalization(), AlphaDropout(.1), Dense(1)])


def branched():
    """Two branches, made in another order than they stand in the file."""
    x = Input((6,))
    left = Dropout(.3, name='left')(Dense(7, activation='relu')(x))
    right = Dropout(.4, name='right')(x)
    left = Dense(5)(Dropout(.2, name='below')(left))
    return Model(x, Dense(1)(add([left, Dense(5)(right)])))


MODELS = {'recurrent': (recurrent, 'adam', 'fit'), 'branched': (branched, 'rmsprop', 'validated'),
          'processes': (plain, 'sgd', 'processes'), 'batches': (plain, 'adam', 'batches')}


def train(model, way, epochs):
    """Trains a model for some epochs."""
    if way == 'processes':
        model.fit_generator(Noisy(), epochs=epochs, workers=2, use_multiprocessing=True, verbose=0)
    elif way == 'batches':
        for start in [0, 22] * epochs:
            model.train_on_batch(X[start:start + 22], Y[start:start + 22])
            model.evaluate(X[:5], Y[:5], verbose=0)
    else:
        split = .25 if way == 'validated' else 0.
        model.fit(X, Y, batch_size=8, epochs=epochs, validation_split=split, verbose=0)


def made(name):
    """A new model, compiled, and how it is trained."""
    build, optimizer, way = MODELS[name]
    set_random_seed(7)
    model = build()
    model.compile(optimizer, 'mse')
    return model, way


def begin(name):
    """Trains for 4 epochs; trains for 2 and saves."""
    model, way = made(name)
    train(model, way, 4)
    half, way = made(name)
    train(half, way, 2)
    half.save(os.path.join(FOLDER, name + '.h5'))
    return model


def resume(name):
    """Loads and trains for 2 epochs."""
    set_random_seed(7)
    np.random.rand(5)           # what a program draws in between does not count
    model = load_model(os.path.join(FOLDER, name + '.h5'))
    train(model, MODELS[name][2], 2)
    return model


if __name__ == '__main__':
    for chosen in MODELS:
        trained = {'begin': begin, 'resume': resume}[ACTION](chosen)
        np.savez(os.path.join(FOLDER, chosen + '_' + ACTION + '.npz'), *trained.get_weights())
