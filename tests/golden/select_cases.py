"""Takes over, from a full golden set, the cases of what this package can do.

    python -m tests.golden.select_cases FOLDER
"""

import json
import os
import shutil
import sys

import numpy as np

from tests.golden.storage import FlatArrays

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'cases')
ALL = None

# What is taken: for each file, the names (see `name_of`), or ALL of them.
SCOPE = {
    'activations': ALL,
    'constraints': ALL,
    'regularizers': ALL,
    'initializers': ALL,
    'losses': ALL,
    'metrics': ALL,
    'optimizers': ALL,
    'metric_classes': ALL,
    'mean_metrics': ALL,
    'layers': ALL,
    'training': ALL,
    'serialization': ALL,
    'backend': ALL,
    'legacy': ALL,
}


def name_of(case):
    """What a case is about: a class, a function or a model."""
    return next(case[key] for key in ('class_name', 'fn', 'builder', 'name') if key in case)


def repack(item, arrays, flat):
    """The same JSON with the arrays moved into `flat`."""
    if isinstance(item, list):
        return [repack(value, arrays, flat) for value in item]
    if not isinstance(item, dict):
        return item
    if len(item) == 1:
        (key, value), = item.items()
        if key in ('@', '@t', '@c'):
            return {key: flat.add(np.asarray(arrays[value]))}
    return {key: repack(value, arrays, flat) for key, value in item.items()}


def take(folder, stem, names):
    """Copies the cases of one file; returns how many."""
    with open(os.path.join(folder, stem + '.json')) as file:
        document = json.load(file)
    flat = FlatArrays()
    with np.load(os.path.join(folder, stem + '.npz'), allow_pickle=False) as arrays:
        cases = [repack({key: value for key, value in case.items()
                         if key not in ('expect_224', 'theano', 'expr')}, arrays, flat)
                 for case in document['cases']
                 if names is ALL or name_of(case) in names]
    with open(os.path.join(HERE, stem + '.json'), 'w') as file:
        json.dump({'kind': document['kind'], 'cases': cases}, file, separators=(',', ':'),
                  sort_keys=True)
        file.write('\n')
    flat.save(os.path.join(HERE, stem + '.npz'))
    for case in cases:
        for ending in ('.h5', '_weights.h5') if case.get('h5') else ():
            shutil.copy(os.path.join(folder, 'h5', case['h5'] + ending), os.path.join(HERE, 'h5'))
    return len(cases)


def main(folder):
    """Copies everything in scope."""
    os.makedirs(os.path.join(HERE, 'h5'), exist_ok=True)
    for stem in sorted(SCOPE):
        print('%-16s %d' % (stem, take(folder, stem, SCOPE[stem])))


if __name__ == '__main__':
    main(sys.argv[1])
