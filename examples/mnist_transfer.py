"""Transfer learning: what a network learned about the digits 0 to 4 helps with 5 to 9.

A convolutional network is trained on 0 to 4. Then all its layers but the last are frozen, and only
a new last one is trained, with no more than 50 images of 5 to 9.

Reaches a test accuracy of at least 0.80 on 5 to 9; with layers frozen at their random beginnings,
the same 50 images give 0.54.

    python examples/mnist_transfer.py
    python examples/mnist_transfer.py --limit 3000      # a short try
"""

import argparse

import numpy as np

from keras import backend as K
from keras.datasets import mnist
from keras.layers import Conv2D, Dense, Dropout, Flatten, MaxPooling2D
from keras.models import Sequential
from keras.optimizers import Adam
from keras.utils import set_random_seed

FEW = 50           # how many images of the new digits there are


def image_shape():
    """Where the channel axis goes is a setting (`image_data_format` in keras.json)."""
    return (1, 28, 28) if K.image_data_format() == 'channels_first' else (28, 28, 1)


def part(data, first, last, limit=None):
    """The images of some digits, and their labels from 0 on."""
    images, labels = data
    rows = np.flatnonzero((labels >= first) & (labels <= last))[:limit]
    return (images[rows].reshape((-1,) + image_shape()).astype('float32') / 255,
            labels[rows].astype(int) - first)


def make_base():
    """The layers that are handed over: an image becomes numbers that tell what it shows."""
    return [Conv2D(16, (3, 3), activation='relu', input_shape=image_shape()),
            MaxPooling2D((2, 2)),
            Conv2D(32, (3, 3), activation='relu'),
            MaxPooling2D((2, 2)),
            Conv2D(64, (3, 3), activation='relu'),
            Flatten(),
            Dropout(0.3)]


def with_head(base):
    """A model of these layers and a new one behind them."""
    model = Sequential(base + [Dense(5, activation='softmax')])
    model.compile(Adam(0.002), 'sparse_categorical_crossentropy', metrics=['accuracy'])
    return model


def with_frozen(base, train, test):
    """The test accuracy with frozen layers and a new head."""
    for layer in base:
        layer.trainable = False     # before `compile`, which looks at it
    model = with_head(base)
    model.fit(train[0], train[1], batch_size=16, epochs=30, verbose=0)
    return model.evaluate(test[0], test[1], verbose=0)[1]


def main(arguments=None):
    """Trains twice and tests; returns the accuracies with learned and with random layers."""
    parser = argparse.ArgumentParser(description='Transfer learning from digits to digits.')
    parser.add_argument('--epochs', type=int, default=2, help='for the first digits')
    parser.add_argument('--limit', type=int, help='how many images of the first digits to use')
    options = parser.parse_args(arguments)

    set_random_seed(1)      # the same run every time
    train, test = mnist.load_data()
    x, y = part(train, 0, 4, options.limit)
    base = make_base()
    model = with_head(base)
    model.summary()
    model.fit(x, y, batch_size=64, epochs=options.epochs, verbose=2)

    few, new_test = part(train, 5, 9, FEW), part(test, 5, 9)
    learned = with_frozen(base, few, new_test)
    print('Digits 5 to 9 after %d images, with what 0 to 4 taught: %.4f' % (FEW, learned))
    random = with_frozen(make_base(), few, new_test)
    print('The same with layers that learned nothing: %.4f' % random)
    return learned, random


if __name__ == '__main__':
    main()
