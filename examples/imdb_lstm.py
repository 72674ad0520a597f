"""An LSTM reads film reviews and tells whether they are good or bad.

Reaches a test accuracy of at least 0.81 after 3 epochs.

    python examples/imdb_lstm.py
    python examples/imdb_lstm.py --epochs 1 --limit 2000      # a short try
"""

import argparse

from keras.datasets import imdb
from keras.layers import LSTM, Dense, Embedding
from keras.models import Sequential
from keras.preprocessing.sequence import pad_sequences
from keras.utils import set_random_seed

WORDS = 20000       # how many words are known, the most frequent ones
LENGTH = 80         # how many words of a review are read, the last ones


def load(limit=None):
    """The reviews as rows of 80 word numbers, the labels as 0 and 1."""
    (x_train, y_train), (x_test, y_test) = imdb.load_data(num_words=WORDS)
    print('%d reviews to learn from, %d to be tested with' % (len(x_train), len(x_test)))
    x_train, y_train, x_test, y_test = (
        part[:limit] for part in (x_train, y_train, x_test, y_test))
    return ((pad_sequences(x_train, maxlen=LENGTH), y_train),
            (pad_sequences(x_test, maxlen=LENGTH), y_test))


def build():
    """Words become vectors, the LSTM reads them one after the other, a neuron decides."""
    model = Sequential()
    model.add(Embedding(WORDS, 128))
    model.add(LSTM(128, dropout=0.2, recurrent_dropout=0.2))
    model.add(Dense(1, activation='sigmoid'))
    model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])
    return model


def main(arguments=None):
    """Trains and tests; returns the test accuracy."""
    parser = argparse.ArgumentParser(description='An LSTM tells good from bad reviews.')
    parser.add_argument('--epochs', type=int, default=3)
    parser.add_argument('--limit', type=int, help='how many reviews to use')
    options = parser.parse_args(arguments)

    set_random_seed(1)      # the same run every time
    (x_train, y_train), (x_test, y_test) = load(options.limit)
    model = build()
    model.summary()
    model.fit(x_train, y_train, batch_size=32, epochs=options.epochs,
              validation_data=(x_test, y_test))
    loss, accuracy = model.evaluate(x_test, y_test, batch_size=32, verbose=0)
    print('Test loss: %.4f' % loss)
    print('Test accuracy: %.4f' % accuracy)
    return accuracy


if __name__ == '__main__':
    main()
