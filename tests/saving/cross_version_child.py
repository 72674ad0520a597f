"""One side of cross_version_test.py, run by any of the Pythons.

    python cross_version_child.py ROOT write FOLDER    trains, saves, and notes what comes next
    python cross_version_child.py ROOT read FOLDER     loads, goes on, prints the differences
"""

import json
import os
import sys

ROOT, ACTION, FOLDER = sys.argv[1:4]
sys.path.insert(0, ROOT)

import numpy as np  # noqa: E402

from keras.layers import (  # noqa: E402
    BatchNormalization, Conv2D, Dense, Flatten, Input, MaxPooling2D, add)
from keras.models import Model, Sequential, load_model  # noqa: E402

X = np.random.RandomState(0).rand(40, 8, 8, 1).astype('float32')
Y = np.eye(3)[np.random.RandomState(1).randint(0, 3, 40)]


def convolutional():
    """A small convolutional network with a nested model and state in its normalization."""
    inner = Sequential([Dense(6, activation='relu', input_shape=(27,)), Dense(6)], name='inner')
    image = Input((8, 8, 1))
    # No bias: normalization takes it away, so that its gradient would be rounding errors only.
    h = BatchNormalization()(Conv2D(3, 3, activation='relu', use_bias=False)(image))
    h = inner(Flatten()(MaxPooling2D()(h)))
    return Model(image, Dense(3, activation='softmax')(add([h, h])))


def perceptron():
    """A multilayer perceptron."""
    return Sequential([Flatten(input_shape=(8, 8, 1)), Dense(10, activation='tanh'),
                       Dense(3, activation='softmax')])


MODELS = {'cnn_adam': (convolutional, 'adam'), 'mlp_sgd': (perceptron, 'sgd'),
          'mlp_nadam': (perceptron, 'nadam'), 'cnn_rmsprop': (convolutional, 'rmsprop')}


def go_on(model):
    """Predictions, then the losses of further training, then predictions again."""
    first = model.predict(X)
    history = model.fit(X, Y, batch_size=16, epochs=2, shuffle=False, verbose=0).history
    return [first, np.array([history[key] for key in sorted(history)]), model.predict(X)]


def write():
    """Trains, saves, and stores what the model does afterwards."""
    for name, (build, optimizer) in MODELS.items():
        model = build()
        model.compile(optimizer, 'categorical_crossentropy', metrics=['accuracy'])
        model.fit(X, Y, batch_size=16, epochs=2, shuffle=False, verbose=0)
        model.save(os.path.join(FOLDER, name + '.h5'))
        np.savez(os.path.join(FOLDER, name + '.npz'), *go_on(model))


def read():
    """Loads, does the same, and prints the largest differences."""
    result = {}
    for name in MODELS:
        expected = np.load(os.path.join(FOLDER, name + '.npz'))
        found = go_on(load_model(os.path.join(FOLDER, name + '.h5')))
        result[name] = [float(np.abs(found[i] - expected['arr_{}'.format(i)]).max())
                        for i in range(len(found))]
    print(json.dumps(result))


if __name__ == '__main__':
    {'write': write, 'read': read}[ACTION]()
