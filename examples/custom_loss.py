"""A loss of one's own: not the most likely price of a house, but a range that it lies in.

Three outputs are trained with the "pinball" loss, each for a quantile: below the first lie 10 % of
the prices, below the second 50 %, below the third 90 %. A guess that is too low costs q for each
thousand dollars, one that is too high costs 1 - q. So between the first and the third there should
be 80 %.

After 150 epochs the range holds at least 65 % of the prices of the test data (it is narrower there
than on what it has seen), and is 6.5 thousand dollars wide, where a range that is always the same
must be 21 wide to hold 80 %.

    python examples/custom_loss.py
    python examples/custom_loss.py --epochs 20      # a short try
"""

import argparse

import numpy as np

from keras import backend as K
from keras.datasets import boston_housing
from keras.layers import Dense, Dropout, Input
from keras.models import Model
from keras.utils import set_random_seed

QUANTILES = (0.1, 0.5, 0.9)


def pinball(quantile):
    """The loss whose best answer is a quantile: a function of the true and the guessed values."""
    def loss(y_true, y_pred):
        error = y_true - y_pred
        return K.mean(K.maximum(quantile * error, (quantile - 1) * error), axis=-1)
    return loss


def load():
    """The numbers, each with mean 0 and standard deviation 1 on the training data; the prices."""
    (x_train, y_train), (x_test, y_test) = boston_housing.load_data()
    mean, std = x_train.mean(axis=0), x_train.std(axis=0)
    return ((x_train - mean) / std, y_train), ((x_test - mean) / std, y_test)


def build(inputs):
    """A shared body and an output for each quantile."""
    x = Input(shape=(inputs,))
    body = Dense(64, activation='relu')(x)
    body = Dropout(0.1)(body)
    body = Dense(32, activation='relu')(body)
    outputs = [Dense(1, name='q%d' % round(100 * q))(body) for q in QUANTILES]
    model = Model(x, outputs)
    model.compile('adam', loss=[pinball(q) for q in QUANTILES])
    return model


def main(arguments=None):
    """Trains and tests; returns the part of prices within their range, and its mean width."""
    parser = argparse.ArgumentParser(description='A custom loss finds ranges of prices.')
    parser.add_argument('--epochs', type=int, default=150)
    options = parser.parse_args(arguments)

    set_random_seed(1)      # the same run every time
    (x_train, y_train), (x_test, y_test) = load()
    model = build(x_train.shape[1])
    model.summary()
    model.fit(x_train, [y_train] * 3, batch_size=16, epochs=options.epochs, verbose=0)

    low, middle, high = (found[:, 0] for found in model.predict(x_test))
    for row in range(5):
        print('Cost %4.1f; guessed: between %4.1f and %4.1f, most likely about %4.1f'
              % (y_test[row], low[row], high[row], middle[row]))
    within = np.mean((low <= y_test) & (y_test <= high))
    width = np.mean(high - low)
    print('Within the range: %.2f. Width: %.1f thousand dollars' % (within, width))
    return within, width


if __name__ == '__main__':
    main()
