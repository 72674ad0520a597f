"""Building and dropping models for a long time must not fill the memory."""
import gc
import os
import subprocess
import sys

import numpy as np
import pytest

from keras import backend as K
from keras.layers import BatchNormalization, Dense, Dropout
from keras.models import Sequential

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROUNDS, WARM_UP = 36, 12


def resident_megabytes():
    """Resident memory of this process."""
    with open('/proc/self/statm') as stream:
        return int(stream.read().split()[1]) * os.sysconf('SC_PAGE_SIZE') / 2. ** 20


def one_round():
    """Builds a network, trains one batch, drops everything."""
    model = Sequential([Dense(64, activation='relu', input_dim=32), BatchNormalization(),
                        Dropout(0.5), Dense(4)])
    model.compile('adam', 'mse', metrics=['mae'])
    model.fit(np.ones((16, 32)), np.zeros((16, 4)), batch_size=16, verbose=0)
    K.clear_session()


def growth():
    """The memory after many rounds as a multiple of that after a few."""
    for _ in range(WARM_UP):
        one_round()
    gc.collect()
    before = resident_megabytes()
    for _ in range(ROUNDS - WARM_UP):
        one_round()
    gc.collect()
    return resident_megabytes() / before


@pytest.mark.skipif(not os.path.exists('/proc/self/statm'), reason='memory is read from /proc')
def test_clear_session_frees_everything():
    # In a process of its own: here other tests have left memory and much work for `gc.collect`.
    printed = subprocess.check_output([sys.executable, '-m', 'tests.lifetime_test'], cwd=ROOT)
    grown = float(printed.split()[-1])
    assert grown < 1.02, 'memory grew by %.1f %%' % (100 * (grown - 1))


if __name__ == '__main__':
    print(growth())
