"""What loading a model of 50 layers costs: its time as a ratio to building, and nodes of the graph.

    python benchmarks/loading.py [--rounds 7] [--json FILE]

`build` makes the layers and gives the weights their first values, `load_model` does the same from a
file and sets the weights, `load_weights` sets those of a model that is there. They take turns.
`ratio 1.20` means: it takes 1.20 times as long as building. Needs an engine with graphs and
sessions.
"""
import argparse
import json
import os
import statistics
import sys
import tempfile
import time

os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from keras import backend as K  # noqa: E402
from keras.layers import Activation, BatchNormalization, Conv2D, Dense, Flatten  # noqa: E402
from keras.models import Sequential, load_model  # noqa: E402


def build():
    """A model of 50 layers with its weights."""
    model = Sequential([Conv2D(16, 3, padding='same', input_shape=(16, 16, 3))])
    for _ in range(15):
        model.add(BatchNormalization())
        model.add(Activation('relu'))
        model.add(Conv2D(16, 3, padding='same'))
    for layer in (BatchNormalization(), Activation('relu'), Flatten(), Dense(10)):
        model.add(layer)
    K.get_session()
    return model


def timed(function):
    """Returns the result of a function and the seconds it took."""
    start = time.perf_counter()
    result = function()
    return result, time.perf_counter() - start


def nodes():
    """Number of nodes of the graph."""
    return len(K.get_session().graph.get_operations())


def main():
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--rounds', type=int, default=7)
    parser.add_argument('--json', help='also write the figures to this file')
    arguments = parser.parse_args()
    path = os.path.join(tempfile.mkdtemp(), 'model.h5')
    model = build()
    assert len(model.layers) == 50
    model.save(path)
    seconds = {'build': [], 'load_model': [], 'load_weights': []}
    for turn in range(arguments.rounds + 1):
        K.clear_session()
        model, building = timed(build)
        model.load_weights(path)
        before = nodes()
        _, setting = timed(lambda: model.load_weights(path))
        added = nodes() - before
        K.clear_session()
        _, loading = timed(lambda: load_model(path))
        if turn:                # the first turn warms up
            for name, value in zip(seconds, (building, loading, setting)):
                seconds[name].append(value)
    report = {'nodes added by a second load_weights': added}
    for name, values in seconds.items():
        ratio = statistics.median(v / b for v, b in zip(values, seconds['build']))
        report[name] = [statistics.median(values), ratio]
        print('  %-18s %9.2f ms   ratio %6.2f' % (name, 1000 * report[name][0], ratio))
    print('  a second load_weights adds %d nodes to the graph' % added)
    if arguments.json:
        with open(arguments.json, 'w') as stream:
            json.dump(report, stream, indent=2)


if __name__ == '__main__':
    main()
