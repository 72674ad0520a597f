"""Sequence to sequence: an LSTM reads '27+48', another writes '75'.

The digits come in as characters, from the right to the left: the carry then goes the way the
network reads. Nothing tells it what adding is.

After 25 epochs at least 95 % of the sums that it has never seen are right in every digit.

    python examples/addition_seq2seq.py
    python examples/addition_seq2seq.py --digits 1 --epochs 30      # a short try
"""

import argparse

import numpy as np

from keras.layers import LSTM, Dense, RepeatVector, TimeDistributed
from keras.models import Sequential
from keras.optimizers import Adam
from keras.utils import set_random_seed

CHARACTERS = '0123456789+ '


def encode(texts):
    """Texts of equal length as one-hot vectors of their characters."""
    numbers = [[CHARACTERS.index(character) for character in text] for text in texts]
    return np.eye(len(CHARACTERS), dtype='float32')[np.array(numbers)]


def decode(probabilities):
    """The most probable text for each matrix of probabilities."""
    return [''.join(CHARACTERS[number] for number in row) for row in probabilities.argmax(axis=-1)]


def make_sums(digits, number):
    """Different questions, backwards, and their answers."""
    limit = 10 ** digits
    rng = np.random.RandomState(1)
    chosen = rng.permutation(limit * limit)[:number]
    pairs = [(code // limit, code % limit) for code in chosen]
    questions = [('%d+%d' % pair).rjust(2 * digits + 1)[::-1] for pair in pairs]
    return questions, [('%d' % sum(pair)).rjust(digits + 1) for pair in pairs]


def build(digits, units=128):
    """The reader's last state is handed to the writer at each of its steps."""
    model = Sequential()
    model.add(LSTM(units, input_shape=(2 * digits + 1, len(CHARACTERS))))
    model.add(RepeatVector(digits + 1))
    model.add(LSTM(units, return_sequences=True))
    model.add(TimeDistributed(Dense(len(CHARACTERS), activation='softmax')))
    model.compile(Adam(0.004), 'categorical_crossentropy', metrics=['accuracy'])
    return model


def main(arguments=None):
    """Trains and tests; returns the part of unseen sums that are right."""
    parser = argparse.ArgumentParser(description='An LSTM learns to add.')
    parser.add_argument('--epochs', type=int, default=25)
    parser.add_argument('--digits', type=int, default=2, help='how many digits a number has')
    options = parser.parse_args(arguments)

    set_random_seed(1)      # the same run every time
    questions, answers = make_sums(options.digits, number=10000)
    held_out = len(questions) // 10
    x, y = encode(questions), encode(answers)
    model = build(options.digits)
    model.summary()
    model.fit(x[held_out:], y[held_out:], batch_size=min(128, len(x) // 6), epochs=options.epochs,
              verbose=2)

    found = decode(model.predict(x[:held_out]))
    for question, answer in list(zip(questions, found))[:5]:
        print('%s = %s' % (question[::-1].strip(), answer.strip()))
    right = np.mean([a == b for a, b in zip(found, answers)])
    print('Right among %d sums never seen: %.4f' % (held_out, right))
    return right


if __name__ == '__main__':
    main()
