"""A full disk, or a kill in the middle of saving, leaves the old file or the new one."""

import json
import os
import signal
import subprocess
import sys
import time

import h5py
import numpy as np
import pytest

from keras.layers import Dense
from keras.models import Sequential, load_model
from keras.saving.hdf5_file import writing

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
CHILD = [sys.executable, os.path.join(HERE, 'crash_child.py'), ROOT]

pytestmark = pytest.mark.skipif(os.name != 'posix', reason='signals and limits of POSIX')

FULL_DISK = """
import resource, signal, sys
sys.path.insert(0, sys.argv[1])
from keras.saving.hdf5_file import writing
import numpy as np
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300000, 300000))
for attempt in range(3):
    try:
        with writing(sys.argv[2]) as file:
            for number in range(50):
                file['array%d' % number] = np.ones(20000, 'float32')
        print('no error')
    except OSError as error:
        print('OSError', error)
with writing(sys.argv[2] + '.small') as file:
    file['x'] = np.ones(3)
print('small file written')
"""


def test_a_hundred_kills(tmp_path):
    path = tmp_path / 'm' / 'model.h5'
    path.parent.mkdir()
    result = json.loads(subprocess.check_output(CHILD + [str(path), '100']).decode('utf8'))
    assert result['trials'] == 100 and result['last'] == 10 ** 6
    assert result['saved_something'] > 5  # the kills came at interesting moments
    assert result['left_temporary_files'] > 5
    assert result['files_at_the_end'] == ['model.h5']


@pytest.mark.parametrize('delay', [.05, .31])
def test_killing_a_real_model_that_saves(tmp_path, delay):
    path = tmp_path / 'model.h5'
    child = subprocess.Popen(CHILD + [str(path)], stderr=subprocess.DEVNULL)
    try:
        deadline = time.time() + 120
        while not path.exists() and child.poll() is None and time.time() < deadline:
            time.sleep(.02)
        assert path.exists()
        time.sleep(delay)
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
    model = load_model(str(path))
    assert len({float(value) for w in model.get_weights() for value in np.unique(w)}) == 1
    model.save(str(path))
    assert os.listdir(str(tmp_path)) == ['model.h5']


def test_full_disk(tmp_path):
    path = tmp_path / 'model.h5'
    with writing(path) as file:
        file['old'] = [1, 2, 3]
    done = subprocess.run([sys.executable, '-c', FULL_DISK, ROOT, str(path)],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    lines = done.stdout.decode('utf8').splitlines()
    assert done.returncode == 0 and lines[-1] == 'small file written'
    assert len(lines) == 4 and all(line.startswith('OSError') and str(path) in line
                                   and 'unchanged' in line for line in lines[:3])
    assert sorted(os.listdir(str(tmp_path))) == ['model.h5', 'model.h5.small']
    with h5py.File(str(path), 'r') as file:
        assert list(file['old'][()]) == [1, 2, 3]


def test_an_error_while_saving_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / 'model.h5'
    model = Sequential([Dense(2, input_shape=(3,))])
    model.save(str(path))
    before = path.read_bytes()

    def fail(*args):
        raise KeyboardInterrupt
    monkeypatch.setattr('keras.saving.model_file.save_weights_to_hdf5_group', fail)
    with pytest.raises(KeyboardInterrupt):
        model.save(str(path))
    assert path.read_bytes() == before
    assert os.listdir(str(tmp_path)) == ['model.h5']
