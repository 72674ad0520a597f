"""An LSTM learns to write like Nietzsche, character by character.

The training loss falls below 1.6 within 5 epochs. What it writes then has real words, and the sense
is up to the reader.

    python examples/lstm_text_generation.py
    python examples/lstm_text_generation.py --epochs 1 --limit 20000      # a short try
    python examples/lstm_text_generation.py --text my_book.txt
"""

import argparse
import os

import numpy as np

from keras.callbacks import LambdaCallback
from keras.layers import LSTM, Dense
from keras.models import Sequential
from keras.optimizers import RMSprop
from keras.utils import Sequence, get_file, set_random_seed

LENGTH = 40         # how many characters are read to tell the next one
STEP = 3            # how far apart the examples begin
ORIGIN = 'https://s3.amazonaws.com/text-datasets/nietzsche.txt'


class Windows(Sequence):
    """Batches of one-hot characters, made when they are needed: all at once would fill memory."""

    def __init__(self, numbers, classes, batch_size=128):
        self.numbers = numbers
        self.batch_size = batch_size
        self.one_hot = np.eye(classes, dtype='float32')
        self.starts = np.arange(0, len(numbers) - LENGTH, STEP)
        self.rng = np.random.RandomState(1)
        self.on_epoch_end()

    def __len__(self):
        return -(-len(self.starts) // self.batch_size)

    def __getitem__(self, index):
        starts = self.starts[index * self.batch_size:(index + 1) * self.batch_size]
        windows = self.numbers[starts[:, np.newaxis] + np.arange(LENGTH)]
        return self.one_hot[windows], self.one_hot[self.numbers[starts + LENGTH]]

    def on_epoch_end(self):
        self.rng.shuffle(self.starts)


def build(classes):
    """The LSTM reads, a softmax over all characters guesses the next one."""
    model = Sequential()
    model.add(LSTM(128, input_shape=(LENGTH, classes)))
    model.add(Dense(classes, activation='softmax'))
    model.compile(loss='categorical_crossentropy', optimizer=RMSprop(learning_rate=0.01))
    return model


def choose(probabilities, temperature):
    """A character's number; the colder, the more likely it is the most probable one."""
    weights = np.exp(np.log(np.maximum(probabilities, 1e-30).astype('float64')) / temperature)
    return np.random.choice(len(weights), p=weights / weights.sum())


def write(model, characters, numbers, length=200, temperature=0.5):
    """Lets the model go on after some text; returns what it writes."""
    one_hot = np.eye(len(characters), dtype='float32')
    numbers = list(numbers)
    for _ in range(length):
        probabilities = model.predict(one_hot[numbers[-LENGTH:]][np.newaxis])[0]
        numbers.append(choose(probabilities, temperature))
    return ''.join(characters[number] for number in numbers[-length:])


def main(arguments=None):
    """Trains and writes; returns the loss of the last epoch."""
    parser = argparse.ArgumentParser(description='An LSTM learns to write.')
    parser.add_argument('--epochs', type=int, default=5)
    parser.add_argument('--limit', type=int, help='how many characters to use')
    parser.add_argument('--text', metavar='FILE', help='another text to learn from')
    options = parser.parse_args(arguments)

    set_random_seed(1)      # the same run every time
    path = os.path.abspath(options.text) if options.text else get_file('nietzsche.txt', ORIGIN)
    with open(path, encoding='utf8') as file:
        text = file.read().lower()[:options.limit]
    characters = sorted(set(text))
    numbers = np.array([characters.index(character) for character in text])
    print('%d characters, %d different ones' % (len(text), len(characters)))

    model = build(len(characters))
    model.summary()
    start = numbers[:LENGTH]
    show = LambdaCallback(on_epoch_end=lambda epoch, logs: print(
        '\n...' + write(model, characters, start)))
    history = model.fit_generator(Windows(numbers, len(characters)), epochs=options.epochs,
                                  callbacks=[show])
    loss = history.history['loss'][-1]
    print('Loss: %.4f' % loss)
    return loss


if __name__ == '__main__':
    main()
