"""One model on several devices: a process of its own has processors that stand for GPUs."""

import os
import subprocess
import sys

import numpy as np
import pytest

from keras import backend as K
from keras.layers import Dense, Input
from keras.models import Model, Sequential
from keras.utils import multi_gpu_model
from keras.utils.multi_gpu_utils import BatchMerge, BatchPart


@pytest.mark.skipif(K.backend() != 'tensorflow', reason='the child makes devices with a session')
def test_several_devices(tmp_path):
    child = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'multi_gpu_child.py')
    root = os.path.dirname(os.path.dirname(os.path.dirname(child)))
    process = subprocess.Popen(
        [sys.executable, '-W', 'ignore', child, str(tmp_path / 'model.h5')],
        env=dict(os.environ, PYTHONPATH=root), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = process.communicate()[0].decode('utf8')
    assert process.returncode == 0 and 'all is well' in output, output


def test_devices_that_are_not_there(monkeypatch):
    monkeypatch.setattr(K, 'devices', lambda: ['/cpu:0', '/gpu:0', '/gpu:1'])
    model = Sequential([Dense(2, input_shape=(3,))])
    with pytest.raises(ValueError, match='no /gpu:2 and no /gpu:3.*has: /cpu:0, /gpu:0, /gpu:1'):
        multi_gpu_model(model, 4)
    with pytest.raises(ValueError, match='no /gpu:5'):
        multi_gpu_model(model, [0, 5])
    if K.backend() == 'tensorflow':     # it finds a place for operations when it runs them
        assert len(multi_gpu_model(model).layers) == 5      # input, two parts, model, merged
    else:
        with pytest.raises(ValueError, match='/gpu:0.*cannot be used.*(keras.json|its flag)'):
            multi_gpu_model(model)


@pytest.mark.parametrize('size', [1, 2, 3, 4, 5, 8, 9])
def test_parts_are_even_and_make_the_whole(size):
    x = Input((2,))
    parts = [BatchPart.from_config(BatchPart(i, 4).get_config())(x) for i in range(4)]
    f = Model(x, parts + [BatchMerge()(parts + [x])])
    batch = np.arange(2. * size).reshape((size, 2))
    got = f.predict_on_batch(batch)
    sizes = [len(part) for part in got[:4]]
    assert min(sizes) >= 1 and max(sizes) - min(sizes) <= 1
    np.testing.assert_array_equal(got[4], batch)
