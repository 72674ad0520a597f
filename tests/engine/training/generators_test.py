"""Generators and sequences of batches go through the same loop as arrays."""
import numpy as np
import pytest

from keras.models import Sequential
from keras.layers import Dense
from keras.utils import Sequence

from tests.engine.training.tiny import KERNEL, X, Y, errors, linear, step


class Batches(Sequence):
    """The tiny data in batches of two."""

    def __init__(self):
        self.ended = 0

    def __len__(self):
        return 3

    def __getitem__(self, index):
        part = slice(2 * index, 2 * index + 2)
        return X[part], Y[part]

    def on_epoch_end(self):
        self.ended += 1


def endless(*more):
    """Whole batches for ever."""
    while True:
        yield (X, Y) + more


def test_sequences_train_like_arrays():
    model, arrays, batches = linear(), linear(), Batches()
    history = model.fit(batches, epochs=2, shuffle=False, verbose=0)
    wanted = arrays.fit(X, Y, batch_size=2, epochs=2, shuffle=False, verbose=0)
    np.testing.assert_allclose(history.history['loss'], wanted.history['loss'], rtol=1e-6)
    np.testing.assert_allclose(model.get_weights()[0], arrays.get_weights()[0], rtol=1e-6)
    assert batches.ended == 2


def test_generators_with_weights_and_classes():
    weights = np.array([0., 1., 2., .5, 0.])
    model = linear()
    model.fit_generator(endless(weights), steps_per_epoch=1, verbose=0)
    np.testing.assert_allclose(model.get_weights()[0], step(X, Y, KERNEL, .01, weights), rtol=1e-5)
    model = linear()
    model.fit_generator(endless(), steps_per_epoch=1, class_weight={0: 3., 1: .5}, verbose=0)
    weights = np.where(Y[:, 0] == 0, 3., .5)
    np.testing.assert_allclose(model.get_weights()[0], step(X, Y, KERNEL, .01, weights), rtol=1e-5)


@pytest.mark.parametrize('validation, steps', [
    ((X, Y), None), (Batches(), None), (endless(), 2)], ids=['arrays', 'sequence', 'generator'])
def test_validation(validation, steps):
    model = linear()
    model.optimizer.lr = 0.
    history = model.fit(endless(), steps_per_epoch=2, verbose=0, validation_data=validation,
                        validation_steps=steps)
    np.testing.assert_allclose(history.history['val_loss'], [errors().mean()], rtol=1e-5)


def test_evaluate_and_predict():
    model = linear()
    np.testing.assert_allclose(model.evaluate(Batches(), verbose=0), errors().mean(), rtol=1e-5)
    np.testing.assert_allclose(model.evaluate_generator(endless(), steps=2), errors().mean(),
                               rtol=1e-5)
    np.testing.assert_allclose(model.predict(Batches()), X.dot(KERNEL), rtol=1e-6)
    inputs = (X[i:i + 1] for i in range(5))
    np.testing.assert_allclose(model.predict_generator(inputs, steps=5), X.dot(KERNEL), rtol=1e-6)


def test_models_are_built_by_the_first_batch():
    model = Sequential([Dense(1)])
    model.compile('sgd', 'mse')
    model.fit_generator(endless(), steps_per_epoch=2, verbose=0)
    assert model.input_shape == (None, 2)


def test_a_generator_that_ends_stops_the_training():
    model = linear()
    with pytest.warns(UserWarning, match='ran out of batches'):
        history = model.fit(((X, Y) for _ in range(3)), steps_per_epoch=2, epochs=4, verbose=0)
    assert history.epoch == [0, 1]


@pytest.mark.parametrize('arguments, words', [
    ({'y': Y}, '`y` cannot'), ({'batch_size': 2}, '`batch_size`'),
    ({'validation_split': .1}, '`validation_split`'), ({}, 'steps_per_epoch')])
def test_arguments_that_make_no_sense(arguments, words):
    with pytest.raises(ValueError, match=words):
        linear().fit(endless(), **arguments)


def test_batches_that_are_no_tuples():
    with pytest.raises(ValueError, match=r'should yield a tuple'):
        linear().fit(iter([X, X]), steps_per_epoch=2)
