"""A convolutional network learns the handwritten digits of MNIST.

Reaches a test accuracy of at least 0.988 after 3 epochs.

    python examples/mnist_cnn.py
    python examples/mnist_cnn.py --epochs 1 --limit 2000      # a short try
    python examples/mnist_cnn.py --save cnn.h5
"""

import argparse

from keras import backend as K
from keras.callbacks import LearningRateScheduler
from keras.datasets import mnist
from keras.layers import Conv2D, Dense, Dropout, Flatten, MaxPooling2D
from keras.models import Sequential
from keras.utils import set_random_seed, to_categorical

CLASSES = 10


def image_shape():
    """Where the channel axis goes is a setting (`image_data_format` in keras.json)."""
    return (1, 28, 28) if K.image_data_format() == 'channels_first' else (28, 28, 1)


def load(limit=None):
    """Images with one channel and values between 0 and 1, the labels as one-hot vectors."""
    (x_train, y_train), (x_test, y_test) = mnist.load_data()
    x_train, y_train = x_train[:limit], y_train[:limit]
    x_train = x_train.reshape((-1,) + image_shape()).astype('float32') / 255
    x_test = x_test.reshape((-1,) + image_shape()).astype('float32') / 255
    return (x_train, to_categorical(y_train, CLASSES)), (x_test, to_categorical(y_test, CLASSES))


def build():
    """Two convolutions find strokes, a pooling keeps the strongest, dense layers decide."""
    model = Sequential()
    model.add(Conv2D(32, kernel_size=(3, 3), activation='relu', input_shape=image_shape()))
    model.add(Conv2D(64, (3, 3), activation='relu'))
    model.add(MaxPooling2D(pool_size=(2, 2)))
    model.add(Dropout(0.25))
    model.add(Flatten())
    model.add(Dense(128, activation='relu'))
    model.add(Dropout(0.3))
    model.add(Dense(CLASSES, activation='softmax'))
    model.compile(loss='categorical_crossentropy', optimizer='adam', metrics=['accuracy'])
    return model


def slower_and_slower(epoch):
    """Large steps first, small steps to finish."""
    return 1e-3 * 0.5 ** epoch


def main(arguments=None):
    """Trains, tests, saves; returns the test accuracy."""
    parser = argparse.ArgumentParser(description='A convolutional network learns MNIST.')
    parser.add_argument('--epochs', type=int, default=3)
    parser.add_argument('--limit', type=int, help='how many training images to use')
    parser.add_argument('--save', metavar='FILE', help='where to save the trained model (.h5)')
    options = parser.parse_args(arguments)

    set_random_seed(1)      # the same run every time
    (x_train, y_train), (x_test, y_test) = load(options.limit)
    model = build()
    model.summary()
    model.fit(x_train, y_train, batch_size=64, epochs=options.epochs,
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
