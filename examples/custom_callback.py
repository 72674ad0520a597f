"""A callback of one's own finds out how large steps may be, before the training proper.

The learning rate grows after every batch from very small to far too large. Where the loss falls
fastest is a good rate; where it explodes is too much (Smith, arXiv 1506.01186). Then the model is
trained with the rate that was found.

Finds a rate between 0.001 and 0.1, with which 10 epochs reach a test accuracy of at least 0.97.

    python examples/custom_callback.py
    python examples/custom_callback.py --epochs 3      # a short try
"""

import argparse

import numpy as np

from keras import backend as K
from keras.callbacks import Callback
from keras.datasets import digits
from keras.layers import Dense, Flatten
from keras.models import Sequential
from keras.optimizers import Adam
from keras.utils import set_random_seed


class RateFinder(Callback):
    """Raises the learning rate from batch to batch and writes down the loss.

    Args:
        start: Number, the first rate.
        end: Number, the last one.
        batches: Integer, how many batches lie between.
    """

    def __init__(self, start=1e-5, end=1., batches=200):
        super(RateFinder, self).__init__()
        self.rates = np.geomspace(start, end, batches)
        self.losses = []

    def on_batch_begin(self, batch, logs=None):
        K.set_value(self.model.optimizer.lr, self.rates[len(self.losses)])

    def on_batch_end(self, batch, logs=None):
        self.losses.append(logs['loss'])
        exploded = self.losses[-1] > 4 * min(self.losses)
        if exploded or len(self.losses) == len(self.rates):
            self.model.stop_training = True

    def best(self):
        """The rate at which the smoothed loss falls fastest."""
        window = 15
        smooth = np.convolve(self.losses, np.ones(window) / window, mode='valid')
        return self.rates[np.argmin(np.diff(smooth)) + window // 2]


def build(rate=1e-3):
    """A dense network for images of 8x8 pixels."""
    model = Sequential()
    model.add(Flatten(input_shape=(8, 8)))
    model.add(Dense(64, activation='relu'))
    model.add(Dense(10, activation='softmax'))
    model.compile(Adam(rate), 'sparse_categorical_crossentropy', metrics=['accuracy'])
    return model


def main(arguments=None):
    """Finds a rate and trains with it; returns the rate and the test accuracy."""
    parser = argparse.ArgumentParser(description='A callback finds a good learning rate.')
    parser.add_argument('--epochs', type=int, default=10)
    options = parser.parse_args(arguments)

    set_random_seed(1)      # the same run every time
    (x_train, y_train), (x_test, y_test) = digits.load_data()
    x_train, x_test = x_train / 16., x_test / 16.
    finder = RateFinder()
    build().fit(x_train, y_train, batch_size=16, epochs=100, verbose=0, callbacks=[finder])
    for place in range(0, len(finder.losses), 20):
        print('Rate %.5f: loss %.3f' % (finder.rates[place], finder.losses[place]))
    rate = finder.best()
    print('The loss falls fastest at a rate of %.5f' % rate)

    model = build(rate)
    model.fit(x_train, y_train, batch_size=16, epochs=options.epochs, verbose=0)
    accuracy = model.evaluate(x_test, y_test, verbose=0)[1]
    print('Test accuracy: %.4f' % accuracy)
    return rate, accuracy


if __name__ == '__main__':
    main()
