"""Files of `CuDNNLSTM` load into `LSTM` and the reverse; likewise `GRU(reset_after=True)`.

The expected outputs are computed here, with NumPy, from one matrix per gate.
"""

import numpy as np
import pytest

from keras import layers
from keras.models import Sequential
from keras.saving.conversion import preprocess_weights_for_loading

FEATURES, UNITS = 3, 4
X = np.random.RandomState(0).randn(2, 5, FEATURES).astype('float32')


class Gates:
    """Matrices and biases of the gates, and the arrays of both layouts made of them."""

    def __init__(self, count, seed):
        random = np.random.RandomState(seed)
        self.count = count
        self.of_input = [random.randn(UNITS, FEATURES).astype('float32') for _ in range(count)]
        self.of_state = [random.randn(UNITS, UNITS).astype('float32') for _ in range(count)]
        self.biases = random.randn(2, count * UNITS).astype('float32')

    def cudnn(self):
        """Each matrix as it lies in memory, in the place of its transpose."""
        return [np.concatenate([w.reshape(FEATURES, UNITS) for w in self.of_input], 1),
                np.concatenate(self.of_state, 1), self.biases.reshape(-1)]

    def plain(self):
        """Each matrix transposed; an LSTM has one bias, a GRU two rows."""
        return [np.concatenate([w.T for w in self.of_input], 1),
                np.concatenate([w.T for w in self.of_state], 1),
                self.biases if self.count == 3 else self.biases[0] + self.biases[1]]

    def run(self, x):
        """The output after the last step."""
        h = c = np.zeros((len(x), UNITS))
        for step in np.moveaxis(x, 1, 0):
            inputs = [step @ w.T + b for w, b in zip(self.of_input, self.biases[0].reshape(
                self.count, UNITS))]
            states = [h @ w.T + b for w, b in zip(self.of_state, self.biases[1].reshape(
                self.count, UNITS))]
            if self.count == 4:
                i, f, g, o = [a + b for a, b in zip(inputs, states)]
                c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
                h = sigmoid(o) * np.tanh(c)
            else:
                z, r = [sigmoid(a + b) for a, b in zip(inputs[:2], states[:2])]
                h = z * h + (1 - z) * np.tanh(inputs[2] + r * states[2])
        return h


def sigmoid(x):
    """The logistic function."""
    return 1 / (1 + np.exp(-x))


def lstm(**kwargs):
    """An LSTM that computes what a CuDNNLSTM does."""
    return layers.LSTM(UNITS, recurrent_activation='sigmoid', **kwargs)


def gru(**kwargs):
    """A GRU that computes what a CuDNNGRU does."""
    return layers.GRU(UNITS, recurrent_activation='sigmoid', reset_after=True, **kwargs)


def cudnn_lstm(**kwargs):
    """A CuDNNLSTM."""
    return layers.CuDNNLSTM(UNITS, **kwargs)


def cudnn_gru(**kwargs):
    """A CuDNNGRU."""
    return layers.CuDNNGRU(UNITS, **kwargs)


# gates, the layer that wrote the file, the layout of its arrays, the layer that takes them
PAIRS = [(4, cudnn_lstm, 'cudnn', lstm), (4, lstm, 'plain', cudnn_lstm),
         (3, cudnn_gru, 'cudnn', gru), (3, gru, 'plain', cudnn_gru)]
pairs = pytest.mark.parametrize('count, writer, layout, reader', PAIRS,
                                ids=['%s_from_%s' % (p[3].__name__, p[1].__name__) for p in PAIRS])


def travel(path, writer, arrays, reader):
    """Sets the weights of one model, and loads its file into the other."""
    writer.set_weights(arrays)
    writer.save_weights(str(path))
    reader.load_weights(str(path))
    return reader


@pairs
def test_single(tmp_path, count, writer, layout, reader):
    gates = Gates(count, 1)
    model = travel(tmp_path / 'w.h5', Sequential([writer(input_shape=(None, FEATURES))]),
                   getattr(gates, layout)(), Sequential([reader(input_shape=(None, FEATURES))]))
    np.testing.assert_allclose(model.predict(X), gates.run(X), rtol=1e-5, atol=1e-5)
    back = travel(tmp_path / 'v.h5', model, model.get_weights(),
                  Sequential([writer(input_shape=(None, FEATURES))]))
    np.testing.assert_allclose(back.predict(X), gates.run(X), rtol=1e-5, atol=1e-5)


@pairs
def test_wrapped(tmp_path, count, writer, layout, reader):
    def model(layer):
        return Sequential([layers.Dense(FEATURES, use_bias=False, input_shape=(5, FEATURES)),
                           layers.Bidirectional(layer())])

    there, back = Gates(count, 2), Gates(count, 3)
    arrays = [np.eye(FEATURES)] + getattr(there, layout)() + getattr(back, layout)()
    got = travel(tmp_path / 'w.h5', model(writer), arrays, model(reader)).predict(X)
    expected = np.concatenate([there.run(X), back.run(X[:, ::-1])], 1)
    np.testing.assert_allclose(got, expected, rtol=1e-5, atol=1e-5)


@pairs
def test_nested(tmp_path, count, writer, layout, reader):
    def model(layer):
        # frozen layers come last in the weights of a model
        inner = Sequential([layers.Dense(FEATURES, input_shape=(5, FEATURES)), layer()])
        inner.layers[0].trainable = False
        return Sequential([layers.TimeDistributed(inner, input_shape=(2, 5, FEATURES))])

    gates = Gates(count, 4)
    arrays = getattr(gates, layout)() + [np.eye(FEATURES), np.zeros(FEATURES)]
    x = np.stack([X, -X], 1)
    got = travel(tmp_path / 'w.h5', model(writer), arrays, model(reader)).predict(x)
    np.testing.assert_allclose(got, np.stack([gates.run(X), gates.run(-X)], 1), rtol=1e-5,
                               atol=1e-5)


@pytest.mark.parametrize('name, kwargs, gates', [
    ('LSTM', {'recurrent_activation': 'sigmoid'}, 4), ('GRU', {'reset_after': True}, 3)])
def test_the_public_helper(name, kwargs, gates):
    layer = getattr(layers, name)(UNITS, **kwargs)
    layer.build((None, 5, FEATURES))
    made = Gates(gates, 5)
    for given in (made.cudnn(), made.plain()):
        for got, expected in zip(preprocess_weights_for_loading(layer, given, '2.2.4'),
                                 made.plain()):
            np.testing.assert_array_equal(got, expected)


def test_what_cannot_be_converted(tmp_path):
    path = str(tmp_path / 'w.h5')
    Sequential([cudnn_gru(input_shape=(5, FEATURES), name='same')]).save_weights(path)
    before = Sequential([layers.GRU(UNITS, input_shape=(5, FEATURES), name='same')])
    with pytest.raises(ValueError, match='reset_after=True'):
        before.load_weights(path)
    with pytest.warns(UserWarning, match='Skipped the layer \'same\''):
        before.load_weights(path, by_name=True, skip_mismatch=True)
    before.save_weights(path)
    with pytest.raises(ValueError, match='reset_after'):
        Sequential([cudnn_gru(input_shape=(5, FEATURES))]).load_weights(path)


def test_another_activation_is_warned_of(tmp_path):
    path = str(tmp_path / 'w.h5')
    Sequential([cudnn_lstm(input_shape=(5, FEATURES))]).save_weights(path)
    model = Sequential([layers.LSTM(UNITS, recurrent_activation='hard_sigmoid',
                                    input_shape=(5, FEATURES))])
    with pytest.warns(UserWarning, match='recurrent_activation=\'sigmoid\''):
        model.load_weights(path)
