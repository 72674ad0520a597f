"""The networks and the data that every contender trains, described once and without an engine.

A workload is a dictionary: `kind` (`dense`, `conv`, `recurrent` or `residual`), the sizes that this
kind has, `loss`, `batch_size`, `samples`. Data is random but has a fixed seed, so every contender
sees the same numbers; speed does not depend on what the numbers mean.

`residual` is a network of 3 stages of `blocks` blocks: two 3 x 3 convolutions each, every one
followed by batch normalisation; a stage after the first one begins with a stride of 2.
"""
import numpy as np

WORKLOADS = {
    'mlp': {'kind': 'dense', 'input': (784,), 'hidden': (512, 512), 'outputs': 10,
            'loss': 'categorical_crossentropy', 'batch_size': 128, 'samples': 12800},
    'cnn': {'kind': 'conv', 'input': (28, 28, 1), 'filters': (32, 64), 'hidden': (128,),
            'outputs': 10, 'loss': 'categorical_crossentropy', 'batch_size': 128, 'samples': 2560},
    'small': {'kind': 'dense', 'input': (20,), 'hidden': (64,), 'outputs': 1,
              'loss': 'binary_crossentropy', 'batch_size': 32, 'samples': 32000},
    'lstm': {'kind': 'recurrent', 'input': (80,), 'words': 20000, 'width': 128, 'hidden': (128,),
             'outputs': 1, 'loss': 'binary_crossentropy', 'batch_size': 32, 'samples': 640},
    'resnet': {'kind': 'residual', 'input': (32, 32, 3), 'filters': (16, 32, 64), 'blocks': 3,
               'outputs': 10, 'loss': 'categorical_crossentropy', 'batch_size': 128,
               'samples': 6400},
}
#: Those of dense and convolutional layers alone.
PLAIN = [name for name in WORKLOADS if WORKLOADS[name]['kind'] in ('dense', 'conv')]
LEARNING_RATE = 0.001
EPSILON = 1e-7


def data(name):
    """Returns `(x, y)`, arrays of shapes `(samples,) + input` and `(samples, outputs)`.

    They are float32; words are int32.
    """
    spec = WORKLOADS[name]
    random = np.random.RandomState(0)
    shape = (spec['samples'],) + spec['input']
    if spec['kind'] == 'recurrent':
        x = random.randint(1, spec['words'], shape).astype('int32')
    else:
        x = random.uniform(size=shape).astype('float32')
    labels = random.randint(max(spec['outputs'], 2), size=spec['samples'])
    if spec['outputs'] == 1:
        return x, labels.reshape(-1, 1).astype('float32')
    return x, np.eye(spec['outputs'], dtype='float32')[labels]


def channels_first(name):
    """Returns the data of a workload, images with their channels before rows and columns."""
    x, y = data(name)
    return np.ascontiguousarray(np.moveaxis(x, -1, 1)) if x.ndim == 4 else x, y


def batches(x, y, batch_size, random):
    """Yields the shuffled batches of one epoch, as `fit` does."""
    order = random.permutation(len(x))
    for start in range(0, len(x), batch_size):
        index = order[start:start + batch_size]
        yield x[index], y[index]
