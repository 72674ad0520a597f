"""Speed of `fit` on a convolutional network for images of 150 x 150, as a ratio to a peer.

    python benchmarks/convnet.py [--rounds 5] [--json FILE]

The network: Conv2D of 32, 64, 128 and 128 filters, each with pooling, Dense(512), Dense(1); batches
of 20. `ratio 1.20` means: this library is 1.20 times as fast (see `fit_and_predict.py`).
"""
import argparse
import json

from fit_and_predict import compare

CONTENDERS = [('keras', 'convnet_fit.py', 'keras'), ('tf_keras', 'convnet_fit.py', 'tf_keras')]


def main():
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--json', help='also write the figures to this file')
    arguments = parser.parse_args()
    rows = compare(CONTENDERS, 'cats_and_dogs', 'fit', arguments.rounds)
    print('fit, convnet')
    for name, seconds, ratio in rows:
        print('  %-18s %9.2f ms a round   ratio %6.2f' % (name, 1000 * seconds, ratio))
    if arguments.json:
        with open(arguments.json, 'w') as stream:
            json.dump({name: [seconds, ratio] for name, seconds, ratio in rows}, stream, indent=2)


if __name__ == '__main__':
    main()
