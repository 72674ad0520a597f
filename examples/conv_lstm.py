"""Films of moving squares: a convolutional LSTM says what the next picture will be.

The layer has a state for each pixel and looks at its neighbours, before and now: just what is
needed for things that move.

After 10 epochs on 1000 films the mean squared error is at most a seventh of that of the guess that
the next picture is like the last one.

    python examples/conv_lstm.py
    python examples/conv_lstm.py --films 300 --epochs 4      # a short try
"""

import argparse

import numpy as np

from keras.layers import Conv2D, ConvLSTM2D
from keras.models import Sequential
from keras.optimizers import Adam
from keras.utils import set_random_seed

SIZE = 16           # height and width of a picture
FRAMES = 5          # how many are seen before the next one is to be told


def make_films(number, seed):
    """Films in which two squares move straight on, and their next pictures."""
    rng = np.random.RandomState(seed)
    films = np.zeros((number, FRAMES + 1, SIZE, SIZE, 1), 'float32')
    for film in films:
        for _ in range(2):
            start, side = rng.randint(SIZE, size=2), rng.randint(3, 6)
            step = rng.randint(-1, 2, size=2)
            for time, frame in enumerate(film):
                rows, columns = ((start[axis] + time * step[axis] + np.arange(side)) % SIZE
                                 for axis in (0, 1))
                frame[np.ix_(rows, columns)] = 1
    return films[:, :-1], films[:, -1]


def build():
    """A layer follows the squares, a convolution draws the next picture."""
    model = Sequential()
    model.add(ConvLSTM2D(16, (3, 3), padding='same', data_format='channels_last',
                         input_shape=(FRAMES, SIZE, SIZE, 1)))
    model.add(Conv2D(16, (3, 3), padding='same', activation='relu', data_format='channels_last'))
    model.add(Conv2D(1, (3, 3), padding='same', activation='sigmoid',
                     data_format='channels_last'))
    model.compile(Adam(0.005), 'binary_crossentropy')
    return model


def draw(picture):
    """A picture as lines of text."""
    return '\n'.join(''.join(' .:+#'[min(4, int(5 * pixel))] * 2 for pixel in row)
                     for row in picture[..., 0])


def main(arguments=None):
    """Trains and tests; returns the error relative to that of guessing the last picture."""
    parser = argparse.ArgumentParser(description='A convolutional LSTM foresees pictures.')
    parser.add_argument('--epochs', type=int, default=10)
    parser.add_argument('--films', type=int, default=1000)
    options = parser.parse_args(arguments)

    set_random_seed(1)      # the same run every time
    x_train, y_train = make_films(options.films, seed=1)
    x_test, y_test = make_films(100, seed=2)
    model = build()
    model.summary()
    model.fit(x_train, y_train, batch_size=10, epochs=options.epochs, verbose=2)

    found = model.predict(x_test, batch_size=10)
    print('What came:\n%s\nWhat the model expected:\n%s' % (draw(y_test[0]), draw(found[0])))
    error, standing_still = np.mean((found - y_test) ** 2), np.mean((x_test[:, -1] - y_test) ** 2)
    print('Mean squared error: %.4f (standing still: %.4f)' % (error, standing_still))
    return error / standing_still


if __name__ == '__main__':
    main()
