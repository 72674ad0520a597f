"""`predict` and `evaluate`: all roads give the same numbers."""
import threading

import numpy as np
import pytest

from keras import backend as K
from keras.callbacks import LambdaCallback
from keras.layers import Dense, Dropout, Input
from keras.models import Model, Sequential

from tests.engine.training.tiny import KERNEL, X, Y, errors, linear, two_outputs


@pytest.mark.parametrize('x', [X, X.astype('float64'), X.tolist() and [X], {'out_input': X},
                               X.astype('int32')], ids=['array', 'double', 'list', 'dict', 'int'])
@pytest.mark.parametrize('batch_size', [None, 1, 2, 5, 100])
def test_predictions(x, batch_size):
    model = linear()
    for _ in range(2):
        np.testing.assert_allclose(model.predict(x, batch_size=batch_size), X.dot(KERNEL),
                                   rtol=1e-6)


def test_one_sample_on_the_short_road():
    model = linear()
    slow = [model.predict(X[i:i + 1], verbose=0, callbacks=[LambdaCallback()]) for i in range(5)]
    assert model.predict_function.quick is not None
    quick = [model.predict(X[i:i + 1]) for i in range(5)]
    np.testing.assert_array_equal(np.stack(slow), np.stack(quick))
    with pytest.raises(ValueError, match='expected out_input to have shape'):
        model.predict(np.ones((1, 3)))
    with pytest.raises(ValueError, match='empty'):
        model.predict(np.ones((0, 2)))


def test_several_outputs():
    model = two_outputs()
    for size in (2, 10):
        a, b = model.predict(X, batch_size=size)
        np.testing.assert_allclose(a, X.dot(KERNEL), rtol=1e-6)
        np.testing.assert_allclose(b, X * [1., 2.], rtol=1e-6)
    assert len(model.predict_on_batch(X)) == 2


def test_the_test_phase_is_used():
    model = Sequential([Dropout(.9, input_shape=(50,))])
    model.compile('sgd', 'mse')
    x = np.ones((4, 50), 'float32')
    np.testing.assert_array_equal(model.predict(x), x)
    np.testing.assert_array_equal(model.predict_on_batch(x), x)
    assert model.evaluate(x, x, verbose=0) == 0.
    assert model.test_on_batch(x, x) == 0.
    assert model.train_on_batch(x, x) > 0.


def test_evaluate_weights_batches_by_their_size():
    model = linear()
    for size in (1, 2, 3, 5, 32):
        np.testing.assert_allclose(model.evaluate(X, Y, batch_size=size, verbose=0),
                                   errors().mean(), rtol=1e-5)


def test_weights_changed_in_between_are_seen():
    model = linear()
    model.predict(X)
    model.set_weights([2 * KERNEL])
    np.testing.assert_allclose(model.predict(X), 2 * X.dot(KERNEL), rtol=1e-6)


def test_predict_needs_no_compile():
    x = Input(shape=(2,))
    model = Model(x, Dense(3)(x))
    assert model.predict(X).shape == (5, 3)


def test_outputs_of_different_lengths_cannot_be_joined():
    x = Input(shape=(None, 1))
    model = Model(x, x)
    assert model.predict(np.ones((4, 7, 1))).shape == (4, 7, 1)


def test_callbacks_see_batches():
    seen = []

    class Watch(LambdaCallback):
        def on_predict_batch_end(self, batch, logs=None):
            seen.append((batch, logs['size'], logs['outputs'][0].shape))

        def on_predict_begin(self, logs=None):
            seen.append('begin')

        def on_predict_end(self, logs=None):
            seen.append('end')
    linear().predict(X, batch_size=3, callbacks=[Watch()])
    assert seen == ['begin', (0, 3, (3, 1)), (1, 2, (2, 1)), 'end']


def test_many_threads_get_their_own_answers():
    model = linear()
    wrong = []

    def ask(value):
        x = np.full((2, 2), value, dtype='float32')
        for _ in range(50):
            if not np.allclose(model.predict(x), value * KERNEL.sum(), rtol=1e-5):
                wrong.append(value)
    threads = [threading.Thread(target=ask, args=(i + 1.,)) for i in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_fixed_batch_sizes():
    x = Input(batch_shape=(2, 2))
    model = Model(x, Dense(1)(x))
    model.compile('sgd', 'mse')
    assert model.predict(X[:4]).shape == (4, 1)
    with pytest.raises(ValueError, match='fixed batch size 2'):
        model.predict(X[:4], batch_size=4)
    assert K.int_shape(model.output) == (2, 1)
