"""A convolutional autoencoder takes the noise off images of digits.

It is shown noisy images and must give the clean ones back: what it learns is what digits look like.

After 3 epochs the error of the cleaned test images is at most an eighth of that of the noisy ones.

    python examples/denoising_autoencoder.py
    python examples/denoising_autoencoder.py --epochs 2 --limit 3000      # a short try
"""

import argparse

import numpy as np

from keras import backend as K
from keras.datasets import mnist
from keras.layers import Conv2D, MaxPooling2D, UpSampling2D
from keras.models import Sequential
from keras.optimizers import Adam
from keras.utils import set_random_seed

NOISE = 0.5         # standard deviation; pixels are between 0 and 1


def image_shape():
    """Where the channel axis goes is a setting (`image_data_format` in keras.json)."""
    return (1, 28, 28) if K.image_data_format() == 'channels_first' else (28, 28, 1)


def load(limit=None):
    """Noisy and clean images, to learn from and to be tested with."""
    (x_train, _), (x_test, _) = mnist.load_data()
    rng = np.random.RandomState(1)
    for images in (x_train[:limit], x_test[:limit]):
        clean = images.reshape((-1,) + image_shape()).astype('float32') / 255
        yield np.clip(clean + rng.normal(0, NOISE, clean.shape), 0, 1).astype('float32'), clean


def build():
    """Smaller and smaller, then larger again: strokes survive it, noise does not."""
    model = Sequential()
    model.add(Conv2D(16, (3, 3), activation='relu', padding='same', input_shape=image_shape()))
    model.add(MaxPooling2D((2, 2)))
    model.add(Conv2D(16, (3, 3), activation='relu', padding='same'))
    model.add(MaxPooling2D((2, 2)))
    model.add(Conv2D(16, (3, 3), activation='relu', padding='same'))
    model.add(UpSampling2D((2, 2)))
    model.add(Conv2D(16, (3, 3), activation='relu', padding='same'))
    model.add(UpSampling2D((2, 2)))
    model.add(Conv2D(1, (3, 3), activation='sigmoid', padding='same'))
    model.compile(Adam(0.003), 'binary_crossentropy')
    return model


def draw(image):
    """An image as lines of text."""
    return '\n'.join(''.join(' .:+#'[min(4, int(5 * pixel))] for pixel in row)
                     for row in image.reshape(28, 28))


def main(arguments=None):
    """Trains and tests; returns the error of cleaned images relative to that of noisy ones."""
    parser = argparse.ArgumentParser(description='An autoencoder takes noise off images.')
    parser.add_argument('--epochs', type=int, default=3)
    parser.add_argument('--limit', type=int, help='how many images to use')
    options = parser.parse_args(arguments)

    set_random_seed(1)      # the same run every time
    (noisy_train, train), (noisy_test, test) = load(options.limit)
    model = build()
    model.summary()
    model.fit(noisy_train, train, batch_size=32, epochs=options.epochs, verbose=2)

    cleaned = model.predict(noisy_test)
    print('Noisy:\n%s\nCleaned:\n%s' % (draw(noisy_test[0]), draw(cleaned[0])))
    before, after = np.mean((noisy_test - test) ** 2), np.mean((cleaned - test) ** 2)
    print('Mean squared error: %.4f, before %.4f' % (after, before))
    return after / before


if __name__ == '__main__':
    main()
