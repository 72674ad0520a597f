"""Images changed by chance, and padded reviews, by this library or by another package.

The workload is `flow`, or `pad-80` and the like, for the length. Behind workload and mode it is
told the name of the package with the modules `image` and `sequence`.
"""
import importlib
import os
import sys

import numpy as np

from protocol import serve

IMAGES, SIDE, BATCH_SIZE = 64, 150, 32


def flow(package):
    """Returns one round: a pass over images that are turned, moved, zoomed and mirrored."""
    image = importlib.import_module(package + '.image')
    x = np.random.RandomState(0).randint(0, 256, (IMAGES, SIDE, SIDE, 3)).astype('float32')
    generator = image.ImageDataGenerator(
        rescale=1. / 255, rotation_range=40, width_shift_range=0.2, height_shift_range=0.2,
        zoom_range=0.2, horizontal_flip=True)
    batches = generator.flow(x, np.arange(IMAGES), batch_size=BATCH_SIZE, seed=1)
    return lambda: [next(batches) for _ in range(len(batches))]


def pad(package, maxlen):
    """Returns one round: all training reviews of IMDB padded once."""
    sequence = importlib.import_module(package + '.sequence')
    home = os.environ.get('REVIEWS_HOME', os.path.join(os.path.expanduser('~'), '.keras'))
    # Reviews were stored as pickled lists; this file is the user's own.
    with np.load(os.path.join(home, 'datasets', 'imdb.npz'), allow_pickle=True) as file:
        reviews = [list(review) for review in file['x_train']]
    return lambda: sequence.pad_sequences(reviews, maxlen=maxlen)


def prepare(workload, mode):
    """Returns one round of a workload."""
    package = sys.argv[3]
    if not hasattr(np, 'unicode_'):
        np.unicode_ = np.str_       # the peer asks for the old name, which NumPy 2 has not
    return flow(package) if workload == 'flow' else pad(package, int(workload.split('-')[1]))


if __name__ == '__main__':
    serve(prepare)
