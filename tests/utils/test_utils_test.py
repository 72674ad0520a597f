"""The helpers that tests of programs use."""

import numpy as np
import pytest

from keras import backend as K
from keras.layers import (
    BatchNormalization, Bidirectional, Conv2D, Dense, Dropout, Embedding, Layer, LSTM)
from keras.models import Sequential
from keras.utils.test_utils import get_test_data, keras_test, layer_test


def test_classes():
    (x, y), (x_test, y_test) = get_test_data(300, 20, (3, 2), num_classes=4)
    assert x.shape == (300, 3, 2) and x_test.shape == (20, 3, 2) and x.dtype == 'float32'
    assert y.shape == (300,) and y_test.shape == (20,) and set(y) == {0, 1, 2, 3}
    means = [x[y == number].mean() for number in range(4)]
    np.testing.assert_allclose(means, [0, 1, 2, 3], atol=.3)


def test_numbers():
    (x, y), (_, y_test) = get_test_data(200, 20, (4,), (2, 3), classification=False)
    assert y.shape == (200, 2, 3) and y_test.shape == (20, 2, 3)
    assert np.corrcoef(x.mean(axis=1), y.mean(axis=(1, 2)))[0, 1] > .2


def test_a_model_learns_the_classes():
    (x, y), test = get_test_data(400, 100, (10,))
    model = Sequential([Dense(2, activation='softmax', input_shape=(10,))])
    model.compile('adam', 'sparse_categorical_crossentropy', metrics=['acc'])
    model.fit(x, y, epochs=80, verbose=0)
    assert model.evaluate(*test, verbose=0)[1] > .75


@pytest.mark.parametrize('cls, arguments', [
    (Dense, dict(kwargs={'units': 3}, input_shape=(3, 2))),
    (Dense, dict(kwargs={'units': 3}, input_shape=(None, None, 2))),
    (Dropout, dict(kwargs={'rate': .5}, input_shape=(3, 2))),
    (BatchNormalization, dict(input_shape=(3, 4))),
    (Conv2D, dict(kwargs={'filters': 2, 'kernel_size': 2}, input_shape=(2, 4, 4, 1))),
    (LSTM, dict(kwargs={'units': 2, 'stateful': True}, input_shape=(3, 4, 2),
                fixed_batch_size=True)),
    (Embedding, dict(kwargs={'input_dim': 4, 'output_dim': 3},
                     input_data=np.array([[1, 2], [3, 0]], 'int32'),
                     expected_output_dtype='float32')),
    (Bidirectional, dict(kwargs={'layer': LSTM(2)}, input_shape=(3, 4, 2)))],
    ids=lambda value: getattr(value, '__name__', ''))
def test_good_layers_pass(cls, arguments):
    output = layer_test(cls, **arguments)
    assert output.ndim >= 2 and np.isfinite(output).all()


class Twice(Layer):
    """A layer that may be wrong in several ways."""

    def __init__(self, fault=None, **kwargs):
        super().__init__(**kwargs)
        self.fault = fault

    def call(self, inputs):
        return K.cast(inputs * 2, 'float16' if self.fault == 'dtype' else 'float32')

    def compute_output_shape(self, input_shape):
        return input_shape[:-1] + (7,) if self.fault == 'shape' else input_shape

    def get_config(self):
        config = super().get_config()
        return config if self.fault == 'config' else dict(config, fault=self.fault)


def test_a_layer_of_ones_own():
    data = np.ones((2, 3), 'float32')
    output = layer_test(Twice, input_data=data, expected_output=2 * data)
    np.testing.assert_array_equal(output, 2 * data)
    with pytest.raises(AssertionError):
        layer_test(Twice, input_data=data, expected_output=3 * data)


@pytest.mark.parametrize('fault, words', [
    ('dtype', 'gives float16 for an input of float32'),
    ('shape', r'says .* \(None, 7\), but gave')])
def test_faulty_layers_fail(fault, words):
    with pytest.raises(AssertionError, match=words):
        layer_test(Twice, {'fault': fault}, input_shape=(2, 3))


def test_what_is_missing_is_said():
    with pytest.raises(ValueError, match='input_shape'):
        layer_test(Twice)


def test_keras_test_clears_the_session():
    @keras_test
    def test(x, y=2):
        """Words."""
        Dense(2)
        return x + y
    assert test(1, y=3) == 4 and test.__doc__ == 'Words.' and test.__name__ == 'test'
    assert Dense(2).name == 'dense_1'

    @keras_test
    def fails():
        Dense(2)
        raise KeyError
    with pytest.raises(KeyError):
        fails()
    assert Dense(2).name == 'dense_1'
