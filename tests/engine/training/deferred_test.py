"""Subclassed models are built by their first data."""
import numpy as np
import pytest

from keras.layers import Dense, concatenate
from keras.models import Model

from tests.engine.training.tiny import X, Y


class Two(Model):
    """Two inputs, one output."""

    def __init__(self):
        super().__init__()
        self.left, self.right = Dense(3, activation='tanh'), Dense(1)

    def call(self, inputs):
        return self.right(concatenate([self.left(inputs[0]), inputs[1]]))


class One(Model):
    """One input, one output."""

    def __init__(self):
        super().__init__()
        self.dense = Dense(1, use_bias=False)

    def call(self, inputs):
        return self.dense(inputs)


def test_one_input():
    model = One()
    model.compile('sgd', 'mse', metrics=['mae'])
    history = model.fit(X, Y, epochs=3, batch_size=5, verbose=0)
    assert history.history['loss'][2] < history.history['loss'][0]
    kernel = model.get_weights()[0]
    np.testing.assert_allclose(model.predict(X), X.dot(kernel), rtol=1e-5)
    np.testing.assert_allclose(model.evaluate(X, Y, verbose=0)[1],
                               np.abs(X.dot(kernel) - Y).mean(), rtol=1e-5)


def test_two_inputs():
    model = Two()
    model.compile('adam', 'mse')
    model.train_on_batch([X, Y], Y)
    hidden = np.tanh(X.dot(model.left.get_weights()[0]) + model.left.get_weights()[1])
    kernel, bias = model.right.get_weights()
    np.testing.assert_allclose(model.predict([X, Y]), np.hstack([hidden, Y]).dot(kernel) + bias,
                               rtol=1e-4, atol=1e-5)
    assert len(model.trainable_weights) == 4


def test_predict_builds_too():
    model = One()
    assert model.predict(X).shape == (5, 1)
    with pytest.raises(ValueError, match=r'shape \(2,\) but got'):
        model.predict(np.ones((1, 3)))
