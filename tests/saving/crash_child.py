"""Kills savers at random moments and looks at what they leave; started by crash_test.py.

    python crash_child.py ROOT PATH TRIALS    prints JSON: how often the old or new file was there
    python crash_child.py ROOT PATH           saves a real model over and over until it is killed
"""

import json
import os
import random
import signal
import sys
import time

ROOT, PATH = sys.argv[1:3]
sys.path.insert(0, ROOT)

ARRAYS, SIZE = 20, 20000


def save(version):
    """Writes a file all of whose numbers are `version`."""
    from keras.saving.hdf5_file import writing
    with writing(PATH) as file:
        file.attrs['version'] = version
        for number in range(ARRAYS):
            file['array{}'.format(number)] = np.full(SIZE, version, 'int32')


def saver():
    """Saves one version after the other, for ever."""
    version = read()
    while True:
        version += 1
        save(version)


def read():
    """The version in the file; raises if it is not complete."""
    with h5py.File(PATH, 'r') as file:
        version = int(file.attrs['version'])
        arrays = [file['array{}'.format(number)][()] for number in range(ARRAYS)]
    assert all((array == version).all() and array.size == SIZE for array in arrays)
    return version


def trials(number):
    """Starts and kills savers; every file left must be complete and no older than before."""
    random.seed(number)
    started = time.time()
    save(0)
    save(0)
    longest = 2 * (time.time() - started)  # four times as long as one save takes
    moved = leftovers = 0
    for _ in range(number):
        before = read()
        pid = os.fork()
        if pid == 0:
            saver()
        time.sleep(random.uniform(.001, longest))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        after = read()
        assert after >= before
        moved += after > before
        leftovers += len(os.listdir(os.path.dirname(PATH))) > 1
    save(10 ** 6)
    return {'trials': number, 'saved_something': moved, 'left_temporary_files': leftovers,
            'files_at_the_end': sorted(os.listdir(os.path.dirname(PATH))), 'last': read()}


def real_model():
    """Saves a trained model, its weights growing by one, for ever."""
    from keras.layers import Dense
    from keras.models import Sequential
    model = Sequential([Dense(200, input_shape=(100,)), Dense(100)])
    model.compile('adam', 'mse')
    model.train_on_batch(np.zeros((2, 100)), np.zeros((2, 100)))
    number = 0
    while True:
        model.set_weights([np.full(w.shape, number, 'float32') for w in model.get_weights()])
        model.save(PATH)
        number += 1


if __name__ == '__main__':
    import h5py
    import numpy as np
    if len(sys.argv) == 4:
        print(json.dumps(trials(int(sys.argv[3]))))
    else:
        real_model()
