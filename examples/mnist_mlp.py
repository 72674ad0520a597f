"""A dense network learns the handwritten digits of MNIST.

Reaches a test accuracy of at least 0.980 after 5 epochs.

    python examples/mnist_mlp.py
    python examples/mnist_mlp.py --epochs 1 --limit 2000      # a short try
    python examples/mnist_mlp.py --save mlp.h5
"""

import argparse

from keras.callbacks import LearningRateScheduler
from keras.datasets import mnist
from keras.layers import Dense, Dropout
from keras.models import Sequential
from keras.optimizers import Adam
from keras.utils import set_random_seed, to_categorical

CLASSES = 10


def load(limit=None):
    """The images as rows of 784 numbers between 0 and 1, the labels as one-hot vectors."""
    (x_train, y_train), (x_test, y_test) = mnist.load_data()
    x_train, y_train = x_train[:limit], y_train[:limit]
    x_train = x_train.reshape(-1, 784).astype('float32') / 255
    x_test = x_test.reshape(-1, 784).astype('float32') / 255
    return (x_train, to_categorical(y_train, CLASSES)), (x_test, to_categorical(y_test, CLASSES))


def build():
    """Two hidden layers; dropout keeps them from learning the training images by heart."""
    model = Sequential()
    model.add(Dense(512, activation='relu', input_shape=(784,)))
    model.add(Dropout(0.2))
    model.add(Dense(512, activation='relu'))
    model.add(Dropout(0.2))
    model.add(Dense(CLASSES, activation='softmax'))
    model.compile(loss='categorical_crossentropy', optimizer=Adam(), metrics=['accuracy'])
    return model


def slower_and_slower(epoch):
    """Large steps first, small steps to finish."""
    return 1e-3 * 0.6 ** epoch


def main(arguments=None):
    """Trains, tests, saves; returns the test accuracy."""
    parser = argparse.ArgumentParser(description='A dense network learns MNIST.')
    parser.add_argument('--epochs', type=int, default=5)
    parser.add_argument('--limit', type=int, help='how many training images to use')
    parser.add_argument('--save', metavar='FILE', help='where to save the trained model (.h5)')
    options = parser.parse_args(arguments)

    set_random_seed(1)      # the same run every time
    (x_train, y_train), (x_test, y_test) = load(options.limit)
    model = build()
    model.summary()
    model.fit(x_train, y_train, batch_size=128, epochs=options.epochs,
              validation_data=(x_test, y_test),
              callbacks=[LearningRateScheduler(slower_and_slower)])

    loss, accuracy = model.evaluate(x_test, y_test, verbose=0)
    print('Test loss: %.4f' % loss)
    print('Test accuracy: %.4f' % accuracy)
    if options.save:
        model.save(options.save)
        print('Saved to', options.save)
    return accuracy


if __name__ == '__main__':
    main()
