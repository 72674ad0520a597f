"""Small models with known answers, for the tests of training."""
import numpy as np

from keras.layers import Dense, Input
from keras.models import Model, Sequential

X = np.array([[1., 2.], [3., 4.], [5., 6.], [7., 8.], [9., 10.]], dtype='float32')
Y = np.array([[1.], [0.], [1.], [0.], [1.]], dtype='float32')
KERNEL = np.array([[.5], [-.25]], dtype='float32')


def linear(loss='mse', optimizer='sgd', **compiled):
    """`y = x . KERNEL`, compiled; its loss and gradient are easily computed by hand."""
    model = Sequential([Dense(1, use_bias=False, input_dim=2, name='out')])
    model.set_weights([KERNEL])
    model.compile(optimizer, loss, **compiled)
    return model


def two_outputs(**compiled):
    """One input 'x', two linear outputs 'a' (size 1) and 'b' (size 2), compiled with mse."""
    x = Input(shape=(2,), name='x')
    a, b = Dense(1, name='a', use_bias=False)(x), Dense(2, name='b', use_bias=False)(x)
    model = Model(x, [a, b])
    model.set_weights([KERNEL, np.array([[1., 0.], [0., 2.]], dtype='float32')])
    compiled.setdefault('loss', 'mse')
    model.compile('sgd', **compiled)
    return model


def errors(x=X, y=Y, kernel=KERNEL):
    """Squared error of every sample of `linear`."""
    return np.square(x.dot(kernel) - y)[:, 0]


def step(x, y, kernel, rate=.01, weights=None):
    """The kernel of `linear` after one step of gradient descent."""
    weights = np.ones(len(x)) if weights is None else weights
    slope = 2. * (x.dot(kernel) - y) * weights[:, None]
    return kernel - rate * x.T.dot(slope) / len(x)
