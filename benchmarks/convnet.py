"""Speed of `fit` on a convolutional network for images of 150 x 150, as a ratio to a peer.

    python benchmarks/convnet.py [--rounds 5] [--json FILE]

The network: Conv2D of 32, 64, 128 and 128 filters, each with pooling, Dense(512), Dense(1); batches
of 20. `ratio 1.20` means: this library is 1.20 times as fast (see `fit_and_predict.py`).
"""
import argparse

from fit_and_predict import compare, show, write

CONTENDERS = [('keras', 'convnet_fit.py', 'keras'), ('tf_keras', 'convnet_fit.py', 'tf_keras')]


def main():
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--json', help='also write the figures to this file')
    arguments = parser.parse_args()
    rows = compare(CONTENDERS, 'cats_and_dogs', 'fit', arguments.rounds)
    show('fit, convnet', rows)
    write({name: [seconds, ratio] for name, seconds, ratio in rows}, arguments.json)


if __name__ == '__main__':
    main()
