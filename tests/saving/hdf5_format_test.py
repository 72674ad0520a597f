"""Weights in files: layout, order, names, shapes, and nothing set before all is checked."""

import warnings

import h5py
import numpy as np
import pytest

from keras import backend as K
from keras.layers import BatchNormalization, Conv1D, Conv2D, Dense, Flatten, Input
from keras.models import Model, Sequential
from keras.saving import hdf5_format
from keras.saving.hdf5_format import unique_names


def mlp(units=(4, 3), names=('a', 'b'), inputs=5):
    model = Sequential([Dense(units[0], input_shape=(inputs,), name=names[0]),
                        Dense(units[1], name=names[1])])
    model.set_weights([np.random.rand(*w.shape) for w in model.get_weights()])
    return model


def same(first, second):
    return len(first) == len(second) and all(np.array_equal(a, b) for a, b in zip(first, second))


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / 'w.h5')


@pytest.mark.parametrize('names, expected', [
    (['d/k:0', 'd/b:0'], ['d/k:0', 'd/b:0']),
    (['d/k:0', 'd/k:0', 'd/k:0'], ['d/k:0', 'd/k_1:0', 'd/k_2:0']),
    (['d/k_1:0', 'd/k:0', 'd/k:0'], ['d/k_1:0', 'd/k:0', 'd/k_2:0']),
    (['a', 'a/b', 'a'], ['a', 'a_b', 'a_1']),
    (['a/b', 'a'], ['a/b', 'a_1']),
    ([None, '', '/x/'], ['param_0', 'param_1', 'x'])])
def test_unique_names(names, expected):
    assert unique_names(names) == expected


def test_layout(path):
    model = mlp()
    model.save_weights(path)
    with h5py.File(path, 'r') as f:
        assert sorted(f.attrs) == ['backend', 'keras_version', 'layer_names']
        assert list(f.attrs['layer_names']) == [b'a', b'b']
        assert list(f['a'].attrs['weight_names']) == [b'a/kernel:0', b'a/bias:0']
        np.testing.assert_array_equal(f['a/a/kernel:0'][()], model.get_weights()[0])
        assert f['/'].id.get_comment(b'.').decode() == 'engine: ' + K.backend()


def test_round_trip_in_order(path):
    first, second = mlp(), mlp(names=('x', 'y'))
    first.save_weights(path)
    second.load_weights(path)
    assert same(first.get_weights(), second.get_weights())


def test_weights_of_a_model_file(path):
    first, second = mlp(), mlp()
    first.save(path)
    second.load_weights(path)
    assert same(first.get_weights(), second.get_weights())
    third = mlp(names=('q', 'b'))
    before = third.get_weights()
    third.load_weights(path, by_name=True)
    assert same(third.get_weights(), before[:2] + first.get_weights()[2:])


def test_one_call_sets_all_weights_and_the_graph_does_not_grow(path, monkeypatch):
    model = mlp()
    model.save_weights(path)
    calls = []
    real = K.batch_set_value
    monkeypatch.setattr(hdf5_format.K, 'batch_set_value',
                        lambda tuples: calls.append(len(tuples)) or real(tuples))
    model.predict(np.zeros((1, 5)))
    nodes = (lambda: len(K.get_session().graph.get_operations())) if (
        K.backend() == 'tensorflow') else (lambda: 0)
    before = nodes()
    model.load_weights(path)
    model.load_weights(path, by_name=True)
    assert calls == [4, 4] and nodes() == before


@pytest.mark.parametrize('other, words', [
    (dict(units=(4, 2)), ["'b'", '(4, 2)', '(4, 3)', 'skip_mismatch']),
    (dict(inputs=6), ["'a'", '(6, 4)', '(5, 4)'])])
@pytest.mark.parametrize('by_name', [False, True])
def test_another_shape_sets_nothing(path, other, words, by_name):
    mlp().save_weights(path)
    model = mlp(**other)
    before = model.get_weights()
    with pytest.raises(ValueError) as error:
        model.load_weights(path, by_name=by_name)
    assert all(word in str(error.value) for word in words + [path])
    assert same(before, model.get_weights())


def test_another_number_of_layers(path):
    mlp().save_weights(path)
    model = Sequential([Dense(4, input_shape=(5,))])
    with pytest.raises(ValueError, match='2 layers \\(a, b\\).*1 layers.*by_name=True'):
        model.load_weights(path)


def test_another_number_of_weights(path):
    mlp().save_weights(path)
    model = Sequential([Dense(4, input_shape=(5,), use_bias=False, name='a'), Dense(3, name='b')])
    for by_name in (False, True):
        with pytest.raises(ValueError, match="'a' \\(Dense\\) has 1 weights, but 'a'.*2"):
            model.load_weights(path, by_name=by_name)


@pytest.mark.parametrize('by_name', [False, True])
def test_skip_mismatch(path, by_name):
    first, model = mlp(), mlp(units=(4, 2))
    first.save_weights(path)
    before = model.get_weights()
    with pytest.warns(UserWarning, match="Skipped the layer 'b'.*shape"):
        model.load_weights(path, by_name=by_name, skip_mismatch=True)
    assert same(model.get_weights(), first.get_weights()[:2] + before[2:])


def test_by_name_without_any_match(path):
    mlp().save_weights(path)
    with pytest.warns(UserWarning, match='No weights were loaded.*x, y.*a, b'):
        mlp(names=('x', 'y')).load_weights(path, by_name=True)


@pytest.mark.parametrize('by_name', [False, True])
def test_reshape(path, by_name):
    first = Sequential([Dense(6, input_shape=(4,), use_bias=False, name='a')])
    first.save_weights(path)
    model = Sequential([Dense(3, input_shape=(8,), use_bias=False, name='a')])
    model.load_weights(path, by_name=by_name, reshape=True)
    np.testing.assert_array_equal(model.get_weights()[0], first.get_weights()[0].reshape(8, 3))
    other = Sequential([Dense(5, input_shape=(8,), use_bias=False, name='a')])
    with pytest.raises(ValueError, match='shape'):
        other.load_weights(path, by_name=by_name, reshape=True)


def nested():
    inner = Sequential([Dense(3, input_shape=(3,), name='i1'), BatchNormalization(name='bn'),
                        Dense(3, name='i2')], name='inner')
    x = Input((3,))
    model = Model(x, Dense(2, name='o')(inner(x)))
    model.set_weights([np.random.rand(*w.shape) for w in model.get_weights()])
    return model


def test_freezing_a_nested_layer_after_saving(path):
    x = np.random.rand(4, 3)
    first = nested()
    first.save_weights(path)
    expected = first.predict(x)
    K.clear_session()
    second = nested()
    second.get_layer('inner').get_layer('i1').trainable = False
    second.load_weights(path)
    np.testing.assert_allclose(second.predict(x), expected, rtol=1e-6)


def test_shared_names_are_made_unique(path):
    x = Input((3,))
    inner = Model(x, Dense(3, name='same')(x), name='one')
    y = Input((3,))
    outer = Model(y, Dense(3, name='same')(inner(y)), name='two')
    z = Input((3,))
    model = Model(z, outer(z))
    model.save_weights(path)
    values = model.get_weights()
    model.set_weights([w * 0 for w in values])
    model.load_weights(path)
    assert same(model.get_weights(), values)


def as_written_by(path, backend):
    with h5py.File(path, 'r+') as f:
        f.attrs['backend'] = backend.encode('utf8')


def test_flipped_kernels_are_turned(path):
    def conv():
        inner = Sequential([Conv1D(2, 3, input_shape=(6, 2), name='c1')], name='inner')
        return Sequential([inner, Flatten(name='f'), Dense(3, name='d')])
    first, second = conv(), conv()
    first.save_weights(path)
    as_written_by(path, hdf5_format.kernel_convention.FLIPPED[0])
    second.load_weights(path)
    expected = first.get_weights()
    expected[0] = expected[0][::-1]
    assert same(second.get_weights(), expected)


def test_flipped_kernels_in_two_dimensions(path):
    model = Sequential([Conv2D(2, (2, 3), input_shape=(6, 6, 1))])
    model.save_weights(path)
    as_written_by(path, hdf5_format.kernel_convention.FLIPPED[0])
    before = model.get_weights()[0]
    model.load_weights(path, by_name=True)
    np.testing.assert_array_equal(model.get_weights()[0], before[::-1, ::-1])


@pytest.mark.parametrize('damage, words', [
    (lambda f: f.__delitem__('a/a/bias:0'), 'a/bias:0.*does not hold'),
    (lambda f: f.__delitem__('b'), "'b'.*does not hold"),
    (lambda f: f.attrs.__delitem__('layer_names'), 'layer_names'),
    (lambda f: (f.__delitem__('a/a/bias:0'),
                f.__setitem__('a/a/bias:0', h5py.ExternalLink('/etc/passwd', '/'))), 'link')])
def test_damaged_files(path, damage, words):
    model = mlp()
    model.save_weights(path)
    with h5py.File(path, 'r+') as f:
        damage(f)
    before = model.get_weights()
    for by_name in (False, True):
        with pytest.raises(ValueError, match=words) as error:
            model.load_weights(path, by_name=by_name)
        assert path in str(error.value)
    assert same(before, model.get_weights())


def test_many_layers_need_names_in_parts(path):
    layers = [Dense(1, input_shape=(1,), name='{}_{}'.format('long_' * 100, i)) for i in range(150)]
    model = Sequential(layers)
    model.save_weights(path)
    with h5py.File(path, 'r') as f:
        assert 'layer_names1' in f.attrs
    values = model.get_weights()
    model.set_weights([w + 1 for w in values])
    model.load_weights(path)
    assert same(values, model.get_weights())


def test_a_model_without_weights(path):
    model = Sequential([Flatten(input_shape=(2, 2))])
    with warnings.catch_warnings():
        warnings.simplefilter('error')
        model.save_weights(path)
        model.load_weights(path)
    np.testing.assert_array_equal(model.predict(np.ones((1, 2, 2))), np.ones((1, 4)))


def test_a_model_that_is_not_built(path):
    mlp().save_weights(path)
    for ask in ('save', 'save_weights', 'load_weights'):
        with pytest.raises(ValueError, match='{}.*input_shape'.format(ask)):
            getattr(Sequential([Dense(3)]), ask)(path)
