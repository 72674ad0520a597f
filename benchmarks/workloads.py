"""The networks and the data that every contender trains, described once and without an engine.

A workload is a dictionary: `kind` (`dense` or `conv`), `hidden`/`filters`, `loss`, `batch_size`,
`samples`. Data is random but has a fixed seed, so every contender sees the same numbers; speed does
not depend on what the numbers mean.
"""
import numpy as np

WORKLOADS = {
    'mlp': {'kind': 'dense', 'input': (784,), 'hidden': (512, 512), 'outputs': 10,
            'loss': 'categorical_crossentropy', 'batch_size': 128, 'samples': 12800},
    'cnn': {'kind': 'conv', 'input': (28, 28, 1), 'filters': (32, 64), 'hidden': (128,),
            'outputs': 10, 'loss': 'categorical_crossentropy', 'batch_size': 128, 'samples': 2560},
    'small': {'kind': 'dense', 'input': (20,), 'hidden': (64,), 'outputs': 1,
              'loss': 'binary_crossentropy', 'batch_size': 32, 'samples': 32000},
}
LEARNING_RATE = 0.001
EPSILON = 1e-7


def data(name):
    """Returns `(x, y)`, float32 arrays of shapes `(samples,) + input` and `(samples, outputs)`."""
    spec = WORKLOADS[name]
    random = np.random.RandomState(0)
    x = random.uniform(size=(spec['samples'],) + spec['input']).astype('float32')
    labels = random.randint(max(spec['outputs'], 2), size=spec['samples'])
    if spec['outputs'] == 1:
        return x, labels.reshape(-1, 1).astype('float32')
    return x, np.eye(spec['outputs'], dtype='float32')[labels]


def batches(x, y, batch_size, random):
    """Yields the shuffled batches of one epoch, as `fit` does."""
    order = random.permutation(len(x))
    for start in range(0, len(x), batch_size):
        index = order[start:start + batch_size]
        yield x[index], y[index]
