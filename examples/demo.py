"""The whole way in one minute: real digits, a model, training, a test, a file, and back.

    make demo
"""

import os
import tempfile

import numpy as np

from keras.datasets import digits
from keras.layers import Dense, Dropout, Flatten
from keras.models import Sequential, load_model
from keras.utils import set_random_seed, to_categorical

GOAL = 0.95


def draw(image):
    """An image as lines of text."""
    return '\n'.join(''.join(' .:-=+*#%@'[min(9, int(10 * pixel))] * 2 for pixel in row)
                     for row in image)


def build():
    """Flatten the image, one hidden layer, ten probabilities."""
    model = Sequential()
    model.add(Flatten(input_shape=(8, 8)))
    model.add(Dense(128, activation='relu'))
    model.add(Dropout(0.2))
    model.add(Dense(10, activation='softmax'))
    model.compile(optimizer='adam', loss='categorical_crossentropy', metrics=['accuracy'])
    return model


def main():
    """Runs the demo; returns the test accuracy."""
    set_random_seed(1)
    (x_train, y_train), (x_test, y_test) = digits.load_data()
    x_train, x_test = x_train.astype('float32') / 16, x_test.astype('float32') / 16
    print('%d digits to learn from, %d to be tested with. One of them, a %d:\n\n%s\n'
          % (len(x_train), len(x_test), y_train[0], draw(x_train[0])))

    model = build()
    model.summary()
    model.fit(x_train, to_categorical(y_train, 10), batch_size=32, epochs=30)
    loss, accuracy = model.evaluate(x_test, to_categorical(y_test, 10), verbose=0)
    print('\nTest accuracy: %.4f (at least %.2f is wanted)' % (accuracy, GOAL))

    folder = tempfile.mkdtemp()
    path = os.path.join(folder, 'digits.h5')
    model.save(path)
    again = load_model(path)
    before, after = model.predict(x_test), again.predict(x_test)
    os.remove(path)
    os.rmdir(folder)
    print('Saved, loaded again: predictions are %s.'
          % ('equal' if np.array_equal(before, after) else 'NOT EQUAL'))
    print('A test digit; the network says %d:\n\n%s' % (after[0].argmax(), draw(x_test[0])))
    if accuracy < GOAL or not np.array_equal(before, after):
        raise SystemExit('The demo did not do what it promises.')
    return accuracy


if __name__ == '__main__':
    main()
