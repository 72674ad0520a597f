"""Speed of `ImageDataGenerator.flow` and `pad_sequences`, as ratios to Keras-Preprocessing.

    python benchmarks/preprocessing.py --peer-python FILE [--rounds 7] [--json FILE]

`--peer-python` is the interpreter of an environment of its own that has the peer, which is run and
never read: `pip install Keras-Preprocessing==1.1.2 scipy Pillow`. `flow`: 64 images of 150 x 150
are turned, moved, zoomed and mirrored by chance. `pad-80`, `pad-500`: 25,000 reviews of IMDB
(`$KERAS_HOME/datasets/imdb.npz`) get this length. `ratio 1.20` means: this library is 1.20 times
as fast (see `fit_and_predict.py`).
"""
import argparse
import os

from fit_and_predict import compare, show, write

WORKLOADS = ('flow', 'pad-80', 'pad-500')


def contenders(peer_python):
    """Returns this library and the peer, see `Contender`.

    Args:
        peer_python: Path of the interpreter that has the peer.
    """
    home = os.environ.get('KERAS_HOME', os.path.join(os.path.expanduser('~'), '.keras'))
    reviews = {'REVIEWS_HOME': home}
    return [('keras', 'preprocess.py', 'keras.preprocessing', None, reviews),
            ('Keras-Preprocessing', 'preprocess.py', 'keras_preprocessing', peer_python,
             dict(reviews, PYTHONPATH=None))]


def main():
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--peer-python', required=True, help='interpreter of the peer')
    parser.add_argument('--rounds', type=int, default=7)
    parser.add_argument('--json', help='also write the figures to this file')
    arguments = parser.parse_args()
    report = {}
    for workload in WORKLOADS:
        rows = compare(contenders(arguments.peer_python), workload, 'once', arguments.rounds)
        report[workload] = {name: [seconds, ratio] for name, seconds, ratio in rows}
        show(workload, rows)
    write(report, arguments.json)


if __name__ == '__main__':
    main()
