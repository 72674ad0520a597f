"""A dense network learns what houses cost from 13 numbers about a district (Boston, 1978).

Mean absolute error on the test data: at most 2.7 thousand dollars (of 22.5 on average) after 150
epochs.

    python examples/boston_housing.py
    python examples/boston_housing.py --epochs 20      # a short try
"""

import argparse

from keras.callbacks import LearningRateScheduler
from keras.datasets import boston_housing
from keras.layers import Dense
from keras.models import Sequential
from keras.utils import set_random_seed


def load():
    """The numbers, each with mean 0 and standard deviation 1 on the training data; the prices."""
    (x_train, y_train), (x_test, y_test) = boston_housing.load_data()
    mean, std = x_train.mean(axis=0), x_train.std(axis=0)
    return ((x_train - mean) / std, y_train), ((x_test - mean) / std, y_test)


def build(inputs):
    """Two hidden layers; the last one has no activation, because a price can be any number."""
    model = Sequential()
    model.add(Dense(64, activation='relu', input_shape=(inputs,)))
    model.add(Dense(64, activation='relu'))
    model.add(Dense(1))
    model.compile(loss='mse', optimizer='adam', metrics=['mae'])
    return model


def slower_at_the_end(epoch):
    """Large steps first, small steps to finish."""
    return 2e-3 if epoch < 100 else 3e-4


def main(arguments=None):
    """Trains and tests; returns the mean absolute error in thousands of dollars."""
    parser = argparse.ArgumentParser(description='A dense network learns prices of houses.')
    parser.add_argument('--epochs', type=int, default=150)
    options = parser.parse_args(arguments)

    set_random_seed(1)      # the same run every time
    (x_train, y_train), (x_test, y_test) = load()
    model = build(x_train.shape[1])
    model.summary()
    model.fit(x_train, y_train, batch_size=16, epochs=options.epochs, verbose=0,
              callbacks=[LearningRateScheduler(slower_at_the_end)])

    error = model.evaluate(x_test, y_test, verbose=0)[1]
    for found, real in list(zip(model.predict(x_test)[:, 0], y_test))[:5]:
        print('A district where houses cost %5.1f: the model says %5.1f' % (real, found))
    print('Mean absolute error: %.2f thousand dollars' % error)
    return error


if __name__ == '__main__':
    main()
