"""A variational autoencoder gives each digit a place on a plane, and draws digits that never were.

An image becomes a cloud on the plane, not a point: that keeps the plane without holes, so that
something sensible can be drawn from any place on it (Kingma and Welling, arXiv 1312.6114).

Reaches a loss (reconstruction and distance from a normal distribution) of 156 on test images after
10 epochs, and of 190 in the short try below; who draws every time the mean of all images has 206.

    python examples/variational_autoencoder.py
    python examples/variational_autoencoder.py --epochs 2 --limit 5000      # a short try
"""

import argparse

import numpy as np

from keras import backend as K
from keras.datasets import mnist
from keras.layers import Dense, Input, Lambda
from keras.losses import binary_crossentropy
from keras.models import Model
from keras.utils import set_random_seed

PIXELS = 784


def load(limit=None):
    """Images as rows of 784 numbers between 0 and 1; labels are not needed."""
    (x_train, _), (x_test, _) = mnist.load_data()
    return (x[:limit].reshape(-1, PIXELS).astype('float32') / 255 for x in (x_train, x_test))


def sample(parameters):
    """A random point of the cloud with this centre and size."""
    mean, log_variance = parameters
    return mean + K.exp(0.5 * log_variance) * K.random_normal(K.shape(mean))


def build():
    """The decoder, and the whole with its loss, which no target is needed for."""
    image = Input((PIXELS,), name='image')
    hidden = Dense(256, activation='relu')(image)
    mean = Dense(2, name='mean')(hidden)
    log_variance = Dense(2, name='log_variance')(hidden)
    point = Lambda(sample, output_shape=(2,), name='point')([mean, log_variance])

    place = Input((2,), name='place')
    drawn = Dense(PIXELS, activation='sigmoid')(Dense(256, activation='relu')(place))
    decoder = Model(place, drawn, name='decoder')

    output = decoder(point)
    model = Model(image, output, name='variational_autoencoder')
    reconstruction = PIXELS * binary_crossentropy(image, output)
    distance = -0.5 * K.sum(1 + log_variance - K.square(mean) - K.exp(log_variance), axis=-1)
    model.add_loss(K.mean(reconstruction + distance))
    model.compile('adam')
    return decoder, model


def draw(images):
    """Images side by side as lines of text, every other row and column of them."""
    rows = np.concatenate(images.reshape(-1, 28, 28), axis=1)[::2, ::2]
    return '\n'.join(''.join(' .:+#'[min(4, int(5 * pixel))] for pixel in row) for row in rows)


def main(arguments=None):
    """Trains and tests; returns the loss on test images."""
    parser = argparse.ArgumentParser(description='A variational autoencoder draws digits.')
    parser.add_argument('--epochs', type=int, default=10)
    parser.add_argument('--limit', type=int, help='how many images to use')
    options = parser.parse_args(arguments)

    set_random_seed(1)      # the same run every time
    x_train, x_test = load(options.limit)
    decoder, model = build()
    model.summary()
    model.fit(x_train, batch_size=64, epochs=options.epochs, verbose=2)
    loss = model.evaluate(x_test, verbose=0)
    for y in (-1.5, -0.5, 0.5, 1.5):
        print(draw(decoder.predict(np.array([[x, y] for x in (-1.5, -0.75, 0, 0.75, 1.5)]))))
    print('Loss on test images: %.2f' % loss)
    return loss


if __name__ == '__main__':
    main()
