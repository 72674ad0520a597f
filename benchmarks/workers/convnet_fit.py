"""`fit` of the convolutional network that tells cats from dogs: this library, or `tf_keras`."""
import sys

import numpy as np
from protocol import serve

SIZE, BATCH_SIZE, SAMPLES = 150, 20, 100


def prepare(workload, mode):
    """Returns one round: an epoch of `fit`."""
    if sys.argv[3] == 'tf_keras':
        import tf_keras as package
    else:
        import keras as package
    layers = package.layers
    model = package.models.Sequential()
    for number, filters in enumerate((32, 64, 128, 128)):
        shape = {} if number else {'input_shape': (SIZE, SIZE, 3)}
        model.add(layers.Conv2D(filters, (3, 3), activation='relu', **shape))
        model.add(layers.MaxPooling2D((2, 2)))
    model.add(layers.Flatten())
    model.add(layers.Dense(512, activation='relu'))
    model.add(layers.Dense(1, activation='sigmoid'))
    model.compile(loss='binary_crossentropy', metrics=['accuracy'],
                  optimizer=package.optimizers.RMSprop(learning_rate=1e-4))
    random = np.random.RandomState(0)
    x = random.uniform(size=(SAMPLES, SIZE, SIZE, 3)).astype('float32')
    y = random.randint(2, size=(SAMPLES, 1)).astype('float32')
    return lambda: model.fit(x, y, batch_size=BATCH_SIZE, epochs=1, verbose=0)


if __name__ == '__main__':
    serve(prepare)
