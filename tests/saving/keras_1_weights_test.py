"""Arrays of Keras 1 layers are put together as the layers here take them."""

import h5py
import numpy as np
import pytest

from keras import layers
from keras.models import Sequential
from keras.saving import keras_1_weights


def numbered(*shapes):
    """Arrays of different values."""
    values, start = [], 0
    for shape in shapes:
        size = int(np.prod(shape))
        values.append(np.arange(start, start + size, dtype='float32').reshape(shape) / 50)
        start += size
    return values


def gates(count, size, units):
    """Kernel, recurrent kernel and bias of each gate."""
    return numbered(*[(size, units), (units, units), (units,)] * count)


def write(path, model, arrays, version='1.2.2'):
    """A weights file as Keras 1 wrote it."""
    with h5py.File(str(path), 'w') as file:
        if version:
            file.attrs['keras_version'] = version.encode()
        file.attrs['layer_names'] = [layer.name.encode() for layer in model.layers]
        for layer, values in zip(model.layers, arrays):
            group = file.create_group(layer.name)
            names = ['%s_%d' % (layer.name, i) for i in range(len(values))]
            group.attrs['weight_names'] = [name.encode() for name in names]
            for name, value in zip(names, values):
                group.create_dataset(name, data=value)


@pytest.mark.parametrize('version', ['1.2.2', None])
def test_lstm_from_a_file(tmp_path, version):
    model = Sequential([layers.LSTM(4, input_shape=(None, 3))])
    old = gates(4, 3, 4)
    write(tmp_path / 'w.h5', model, [old], version)
    model.load_weights(str(tmp_path / 'w.h5'))
    kernel, recurrent, bias = model.get_weights()
    # the file has the gates i, c, f, o; the layer i, f, c, o
    for part, got in enumerate((kernel, recurrent, bias)):
        for position, gate in enumerate((0, 2, 1, 3)):
            np.testing.assert_array_equal(got[..., 4 * position:4 * position + 4],
                                          old[3 * gate + part])


def test_gru_and_bidirectional():
    model = Sequential([layers.Bidirectional(layers.GRU(4), input_shape=(None, 3))])
    forward, backward = gates(3, 3, 4), [value + 9 for value in gates(3, 3, 4)]
    got = keras_1_weights.convert(model.layers[0], forward + backward)
    assert [value.shape for value in got] == [value.shape for value in model.get_weights()]
    np.testing.assert_array_equal(got[0][:, 4:8], forward[3])
    np.testing.assert_array_equal(got[5], np.concatenate(backward[2::3]))


@pytest.mark.parametrize('make, old, order', [
    (lambda: layers.Conv2D(2, (3, 4), data_format='channels_first', input_shape=(5, 8, 8)),
     (2, 5, 3, 4), (2, 3, 1, 0)),
    (lambda: layers.Conv3D(2, (3, 4, 2), data_format='channels_first', input_shape=(5, 8, 8, 8)),
     (2, 5, 3, 4, 2), (2, 3, 4, 1, 0)),
    (lambda: layers.Conv2DTranspose(2, (3, 4), data_format='channels_first',
                                    input_shape=(5, 8, 8)), (2, 5, 3, 4), (2, 3, 0, 1)),
    (lambda: layers.Conv2DTranspose(2, (3, 4), input_shape=(8, 8, 5)), (3, 4, 5, 2),
     (0, 1, 3, 2)),
])
def test_kernels(tmp_path, make, old, order):
    model = Sequential([make()])
    kernel, bias = numbered(old, (2,))
    write(tmp_path / 'w.h5', model, [[kernel, bias]])
    model.load_weights(str(tmp_path / 'w.h5'))
    np.testing.assert_array_equal(model.get_weights()[0], kernel.transpose(order))


@pytest.mark.parametrize('old', [(3, 1, 5, 2), (2, 5, 3, 1)])
def test_kernel_1d(tmp_path, old):
    model = Sequential([layers.Conv1D(2, 3, input_shape=(8, 5))])
    kernel, bias = numbered(old, (2,))
    write(tmp_path / 'w.h5', model, [[kernel, bias]])
    model.load_weights(str(tmp_path / 'w.h5'))
    wanted = kernel[:, 0] if old[1] == 1 else kernel.transpose(2, 3, 1, 0)[:, 0]
    np.testing.assert_array_equal(model.get_weights()[0], wanted)


def test_what_does_not_fit_is_refused(tmp_path):
    model = Sequential([layers.LSTM(4, input_shape=(None, 3))])
    write(tmp_path / 'w.h5', model, [gates(4, 2, 4)])
    with pytest.raises(ValueError, match='12'):
        model.load_weights(str(tmp_path / 'w.h5'))


def test_files_of_keras_2_are_read_as_they_are():
    assert not keras_1_weights.is_keras_1('2.0.0') and not keras_1_weights.is_keras_1('2.3.1')
    assert keras_1_weights.is_keras_1('1') and keras_1_weights.is_keras_1('1.2.2')
