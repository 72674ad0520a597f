"""The golden trainings again, from generators and sequences: whoever makes the batches, and how."""
import os

import numpy as np
import pytest

from keras.utils import Sequence

from tests.golden import runners
from tests.golden.compare import compare
from tests.golden.models import build
from tests.golden.serialization import CASES
from tests.golden.storage import load

TRAININGS = [case for case in load(os.path.join(CASES, 'training'))[1]
             if not case.get('stateful') and not case.get('callbacks')]


def cut(item, part):
    """The samples of an array, or of every array in a list or dictionary."""
    if isinstance(item, dict):
        return {name: cut(value, part) for name, value in item.items()}
    if isinstance(item, (list, tuple)):
        return [cut(value, part) for value in item]
    return item[part]


def length(item):
    """The number of samples."""
    while not isinstance(item, np.ndarray):
        item = list(item.values())[0] if isinstance(item, dict) else item[0]
    return len(item)


class Cut(Sequence):
    """Arrays as batches."""

    def __init__(self, arrays, size):
        self.arrays = arrays
        self.size = size

    def __len__(self):
        return -(-length(self.arrays[0]) // self.size)

    def __getitem__(self, index):
        part = slice(index * self.size, (index + 1) * self.size)
        return tuple(cut(item, part) for item in self.arrays)


def endless(batches):
    """A generator of the batches of a sequence."""
    while True:
        for index in range(len(batches)):
            yield batches[index]


def split(case, fit):
    """Training and validation batches (or None) of a case."""
    arrays = [case['x'], case['y']]
    if fit.pop('sample_weight', None) is not None:
        arrays.append(case['fit']['sample_weight'])
    size, held_out = fit.pop('batch_size'), fit.pop('validation_data', None)
    fraction = fit.pop('validation_split', 0)
    if fraction:
        border = int(length(arrays[0]) * (1. - fraction))
        held_out = [cut(item, slice(border, None)) for item in arrays]
        arrays = [cut(item, slice(border)) for item in arrays]
    return Cut(arrays, size), None if held_out is None else Cut(held_out, size)


@pytest.mark.parametrize('way', ['calling thread', 'generator', 'processes'])
@pytest.mark.parametrize('case', TRAININGS, ids=[case['id'] for case in TRAININGS])
def test_golden_trainings_from_batches(case, way):
    model, arguments = build(case['builder'], case['params'])
    model.set_weights(case['weights'])
    model.compile(optimizer=runners.optimizer(case['optimizer']), **arguments)
    fit = dict(case['fit'])
    if fit.get('class_weight'):
        fit['class_weight'] = {int(key): value for key, value in fit['class_weight'].items()}
    batches, held_out = split(case, fit)
    if way == 'generator':
        fit['steps_per_epoch'] = len(batches)
        batches = endless(batches)
        if held_out is not None:
            fit['validation_steps'], held_out = len(held_out), endless(held_out)
    history = model.fit_generator(
        batches, epochs=case['epochs'], shuffle=False, verbose=0, validation_data=held_out,
        workers={'calling thread': 0, 'generator': 1, 'processes': 2}[way],
        use_multiprocessing=way == 'processes', **fit).history
    got = {'history': {key: [float(value) for value in values] for key, values in history.items()},
           'weights': model.get_weights()}
    want = {key: case['expect'][key] for key in got}
    assert not compare(got, want, case.get('tol', 2e-4))
