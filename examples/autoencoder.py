"""An autoencoder: 784 pixels are squeezed into 32 numbers, and unfolded again.

After 10 epochs the mean squared error on test images is at most 0.008; the best linear squeezing
into 32 numbers (principal components) has 0.017.

    python examples/autoencoder.py
    python examples/autoencoder.py --epochs 2 --limit 5000      # a short try
"""

import argparse

import numpy as np

from keras.datasets import mnist
from keras.layers import Dense, Input
from keras.models import Model
from keras.utils import set_random_seed

CODE = 32           # how many numbers an image becomes


def load(limit=None):
    """Images as rows of 784 numbers between 0 and 1; labels are not needed."""
    (x_train, _), (x_test, _) = mnist.load_data()
    return (x[:limit].reshape(-1, 784).astype('float32') / 255 for x in (x_train, x_test))


def build():
    """Three models of the same layers: there, back, and both."""
    image, code = Input((784,)), Input((CODE,))
    encoded = Dense(CODE)(Dense(128, activation='relu')(image))
    decoded = Dense(784, activation='sigmoid')(Dense(128, activation='relu')(code))
    encoder, decoder = Model(image, encoded, name='encoder'), Model(code, decoded, name='decoder')
    autoencoder = Model(image, decoder(encoder(image)))
    autoencoder.compile('adam', 'binary_crossentropy')
    return encoder, decoder, autoencoder


def principal_components(x_train, x_test):
    """What the best linear squeezing makes of test images."""
    mean = x_train.mean(axis=0)
    _, vectors = np.linalg.eigh(np.cov(x_train - mean, rowvar=False))
    basis = vectors[:, -CODE:]
    return (x_test - mean).dot(basis).dot(basis.T) + mean


def main(arguments=None):
    """Trains and tests; returns the mean squared errors of the network and of the linear way."""
    parser = argparse.ArgumentParser(description='An autoencoder squeezes images.')
    parser.add_argument('--epochs', type=int, default=10)
    parser.add_argument('--limit', type=int, help='how many images to use')
    options = parser.parse_args(arguments)

    set_random_seed(1)      # the same run every time
    x_train, x_test = load(options.limit)
    encoder, decoder, autoencoder = build()
    autoencoder.summary()
    autoencoder.fit(x_train, x_train, batch_size=64, epochs=options.epochs, verbose=2)

    codes = encoder.predict(x_test)
    error = np.mean((decoder.predict(codes) - x_test) ** 2)
    linear = np.mean((principal_components(x_train, x_test) - x_test) ** 2)
    print('Each image became %d numbers.' % codes.shape[1])
    print('Mean squared error: %.4f (principal components: %.4f)' % (error, linear))
    return error, linear


if __name__ == '__main__':
    main()
