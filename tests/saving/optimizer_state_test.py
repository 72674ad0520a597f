"""The state of optimizers in files of Keras 1.2 to 2.2 is taken over."""

import glob
import os
import warnings

import h5py
import numpy as np
import pytest

from keras import configuration, optimizers
from keras.layers import Conv1D, Dense
from keras.models import Sequential, load_model
from keras.saving.optimizer_state import is_by_name

X, Y = np.random.RandomState(0).rand(8, 3), np.random.RandomState(1).rand(8, 2)
SHAPES = [(3, 4), (4,), (4, 2), (2,)]


def numbered(count):
    """Groups of one array for each weight, all numbers different."""
    random = np.random.RandomState(2)
    return [[random.rand(*shape).astype('float32') for shape in SHAPES] for _ in range(count)]


def old_file(path, optimizer, arrays, version):
    """A file with this state, as the version would have named and ordered it."""
    model = Sequential([Dense(4, input_shape=(3,), name='b'), Dense(2, name='a')])
    model.compile(optimizer, 'mse')
    model.fit(X, Y, epochs=1, verbose=0)
    model.save(path)
    with h5py.File(path, 'r+') as file:
        file.attrs['keras_version'] = version.encode()
        del file['optimizer_weights']
        group = file.create_group('optimizer_weights')
        names = ['Variable_%d:0' % position for position in range(len(arrays))]
        group.attrs['weight_names'] = [name.encode() for name in names]
        for name, array in zip(names, arrays):
            group.create_dataset(name, data=array)
    return path


def equal(got, expected):
    """Compares lists of arrays."""
    assert len(got) == len(expected)
    for one, other in zip(got, expected):
        np.testing.assert_allclose(one, other, rtol=1e-6)


@pytest.fixture
def path(tmp_path):
    """A path of a file."""
    return str(tmp_path / 'model.h5')


@pytest.mark.parametrize('name, count', [('RMSprop', 1), ('Adagrad', 1), ('Adadelta', 2)])
def test_without_steps(path, name, count):
    slots = sum(numbered(count), [])
    model = load_model(old_file(path, getattr(optimizers, name)(), slots, '2.2.4'))
    equal(model.optimizer.get_weights(), [0] + slots)


def test_decay_wants_steps(path):
    slots = sum(numbered(1), [])
    old_file(path, optimizers.RMSprop(decay=.1), slots, '2.2.4')
    with pytest.warns(UserWarning, match='does not say how many steps'):
        model = load_model(path)
    equal(model.optimizer.get_weights(), [0] + slots)


def test_adam_of_two_groups(path):
    slots = sum(numbered(2), [])
    model = load_model(old_file(path, optimizers.Adam(), [np.float32(9.)] + slots, '2.0.8'))
    equal(model.optimizer.get_weights(), [9] + slots + 4 * [np.zeros(1)])


def test_order_of_names(path):
    (kernel, bias, other_kernel, other_bias), = numbered(1)
    state = [np.float32(3.), other_bias, other_kernel, bias, kernel]     # a/bias, a/kernel, b/...
    model = load_model(old_file(path, optimizers.SGD(momentum=.9), state, '2.0.4'))
    equal(model.optimizer.get_weights(), [3, kernel, bias, other_kernel, other_bias])


def test_kernels_of_another_convention(path):
    model = Sequential([Conv1D(2, 3, input_shape=(5, 1), use_bias=False)])
    model.compile('rmsprop', 'mse')
    model.fit(np.ones((4, 5, 1)), np.ones((4, 3, 2)), verbose=0)
    model.save(path)
    count, slot = model.optimizer.get_weights()
    with h5py.File(path, 'r+') as file:
        file.attrs['backend'] = b'theano'
    equal(load_model(path).optimizer.get_weights(), [count, slot[::-1]])


def test_schedule_of_nadam(path):
    slots = sum(numbered(2), [])
    model = load_model(old_file(path, optimizers.Nadam(), [np.float32(2.)] + slots, '2.2.4'))
    schedule = .9 * (1 - .5 * .96 ** .004) * .9 * (1 - .5 * .96 ** .008)
    equal(model.optimizer.get_weights(), [2, schedule] + slots)


@pytest.mark.parametrize('version, state', [
    ('2.2.4', []), ('2.2.4', [np.float32(1.)] + sum(numbered(1), [])[1:]),
    ('2.0.4', [np.float32(1.)] + sum(numbered(1), [])),     # by name, so the shapes are wrong
    ('2.2.4', [np.float32(1.), np.float32(1.)] + sum(numbered(1), []))])
def test_what_does_not_fit(path, version, state):
    old_file(path, optimizers.SGD(momentum=.9), state, version)
    with pytest.warns(UserWarning, match='does not fit'):
        model = load_model(path)
    equal(model.optimizer.get_weights(), [0] + [np.zeros(shape) for shape in SHAPES])


def test_versions():
    for version in (None, '1.2.2', '2.0.0', '2.0.5'):
        assert is_by_name(version)
    for version in ('2.0.6', '2.0.8', '2.1.6-tf', '2.2.4', '2.3.1', '2.0.x'):
        assert not is_by_name(version)


FILES = sorted(glob.glob(os.path.join(configuration.home(), 'models', '*.h5')))


@pytest.mark.skipif(not FILES, reason='needs the model files in $KERAS_HOME/models')
@pytest.mark.parametrize('name', ['04_2.0.4', '06_2.0.5', '08_2.0.6', '16_2.1.5', '26_2.2.2'])
def test_files_of_others(name):
    path, = [path for path in FILES if os.path.basename(path).startswith(name)]
    with warnings.catch_warnings():
        warnings.simplefilter('error')
        model = load_model(path)
    with h5py.File(path, 'r') as file:
        group = file['optimizer_weights']
        stored = sorted(float(np.sum(group[name][()])) for name in group.attrs['weight_names'])
    got = sorted(float(np.sum(value)) for value in model.optimizer.get_weights())
    for value in stored:        # each array is somewhere; the rest is zeros
        got.pop(int(np.argmin(np.abs(np.array(got) - value))))
    assert not any(got)
