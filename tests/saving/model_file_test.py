"""Whole models in files: everything comes back, and goes on as if it had never stopped."""

import builtins
import copy
import io
import json
import pickle

import h5py
import numpy as np
import pytest

from keras import backend as K
from keras import losses, metrics, optimizers
from keras.engine import saving as old_path
from keras.layers import BatchNormalization, Dense, Dropout, Input, Layer, add
from keras.models import Model, Sequential, load_model, save_model
from keras.utils import CustomObjectScope

X = np.random.RandomState(0).rand(12, 4)
Y = np.random.RandomState(1).rand(12, 2)


def network(**compile_arguments):
    x = Input((4,), name='x')
    h = BatchNormalization(name='bn')(Dense(4, activation='relu', name='h')(x))
    model = Model(x, Dense(2, name='o')(add([x, h], name='sum')), name='net')
    arguments = dict(optimizer='adam', loss='mse', metrics=['mae'])
    model.compile(**dict(arguments, **compile_arguments))
    return model


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / 'model.h5')


@pytest.mark.parametrize('optimizer', [
    'sgd', 'rmsprop', 'adam', 'adagrad', 'adadelta', 'adamax', 'nadam',
    {'class_name': 'SGD', 'config': {'momentum': .9, 'nesterov': True, 'decay': 1e-2}},
    {'class_name': 'Adam', 'config': {'amsgrad': True}}], ids=str)
def test_training_goes_on_as_if_it_had_never_stopped(path, optimizer):
    model = network(optimizer=optimizers.get(optimizer))
    for _ in range(3):
        model.train_on_batch(X, Y)
    model.save(path)
    again = load_model(path)
    np.testing.assert_allclose(again.predict(X), model.predict(X), rtol=1e-6)
    for _ in range(3):
        np.testing.assert_allclose(again.train_on_batch(X, Y), model.train_on_batch(X, Y),
                                   rtol=1e-5)
    for a, b in zip(again.optimizer.get_weights(), model.optimizer.get_weights()):
        np.testing.assert_allclose(a, b, rtol=1e-4, atol=1e-6)


def test_targets(path, tmp_path):
    model = network()
    stream = io.BytesIO()
    model.save(stream)
    stream.seek(0)
    model.save(tmp_path / 'pathlike.h5')
    with h5py.File('memory', 'w', driver='core', backing_store=False) as file:
        model.save(file)
        model.save(file)  # what was there is replaced
        save_model(model, file.create_group('inner'))
        for source in (stream, tmp_path / 'pathlike.h5', file, file['inner']):
            again = load_model(source)
            np.testing.assert_allclose(again.predict(X), model.predict(X), rtol=1e-6)
            assert again.name == 'net' and again.metrics_names == model.metrics_names


def test_without_optimizer(path):
    model = network()
    model.train_on_batch(X, Y)
    model.save(path, include_optimizer=False)
    with h5py.File(path, 'r') as f:
        assert 'training_config' not in f.attrs and 'optimizer_weights' not in f
    assert load_model(path).optimizer is None


def test_without_compiling(path):
    network().save(path)
    assert load_model(path, compile=False).optimizer is None


def test_never_compiled(path):
    Sequential([Dense(2, input_shape=(3,))]).save(path)
    assert load_model(path).optimizer is None


def test_compiled_but_never_trained(path):
    network().save(path)
    with h5py.File(path, 'r') as f:
        assert 'optimizer_weights' not in f
    load_model(path).train_on_batch(X, Y)


@pytest.mark.parametrize('answer', ['y', 'n'])
@pytest.mark.parametrize('method', ['save', 'save_weights'])
def test_overwrite_asks(path, monkeypatch, answer, method):
    with open(path, 'w') as f:
        f.write('old')
    monkeypatch.setattr(builtins, 'input', lambda text: answer)
    getattr(network(), method)(path, overwrite=False)
    assert h5py.is_hdf5(path) is (answer == 'y')


def test_custom_objects(path):
    class Scale(Layer):
        def build(self, input_shape):
            self.factor = self.add_weight(name='factor', shape=(1,), initializer='ones')
            super(Scale, self).build(input_shape)

        def call(self, x):
            return x * self.factor

        def compute_output_shape(self, input_shape):
            return input_shape

    def my_loss(y_true, y_pred):
        return K.mean(K.abs(y_true - y_pred), axis=-1)

    def my_metric(y_true, y_pred):
        return K.max(y_pred)

    class MyOptimizer(optimizers.SGD):
        """A subclass that a file can name."""

    model = Sequential([Scale(input_shape=(4,)), Dense(2)])
    model.compile(MyOptimizer(), my_loss, metrics=[my_metric, 'mae'])
    model.train_on_batch(X, Y)
    model.save(path)
    with pytest.raises(ValueError, match="'Scale'.*custom_objects"):
        load_model(path)
    with pytest.warns(UserWarning, match='not compiled.*MyOptimizer.*custom_objects'):
        half = load_model(path, {'Scale': Scale})
    assert half.optimizer is None
    np.testing.assert_allclose(half.predict(X), model.predict(X), rtol=1e-6)
    with pytest.warns(UserWarning, match='my_loss'):
        load_model(path, {'Scale': Scale, 'MyOptimizer': MyOptimizer})
    with pytest.warns(UserWarning, match='my_metric'):
        load_model(path, {'Scale': Scale, 'MyOptimizer': MyOptimizer, 'my_loss': my_loss})
    everything = {'Scale': Scale, 'MyOptimizer': MyOptimizer, 'my_loss': my_loss,
                  'my_metric': my_metric}
    again = load_model(path, everything)
    assert isinstance(again.optimizer, MyOptimizer)
    assert again.metrics_names == model.metrics_names == ['loss', 'my_metric', 'mae']
    expected = model.evaluate(X, Y, verbose=0)
    np.testing.assert_allclose(again.evaluate(X, Y, verbose=0), expected, rtol=1e-5)
    with CustomObjectScope(everything):
        scoped = load_model(path)
    np.testing.assert_allclose(scoped.evaluate(X, Y, verbose=0), expected, rtol=1e-5)


@pytest.mark.parametrize('make', [
    lambda: (losses.mean_squared_error, ['mae']),
    lambda: (losses.MeanSquaredError(), ['mse']),
    lambda: ({'o': 'mae'}, {'o': ['mse', metrics.mean_absolute_error]}),
    lambda: (['mse'], [metrics.MeanMetricWrapper(metrics.mean_absolute_error, name='error')])],
    ids=['function', 'object', 'dict', 'list'])
def test_forms_of_losses_and_metrics(path, make):
    loss, names = make()
    model = network(loss=loss, metrics=names)
    model.save(path)
    again = load_model(path)
    assert again.metrics_names == model.metrics_names
    np.testing.assert_allclose(again.evaluate(X, Y, verbose=0), model.evaluate(X, Y, verbose=0),
                               rtol=1e-5)


def test_all_arguments_of_compile(path):
    model = network(loss_weights=[.5], weighted_metrics=['mse'], sample_weight_mode=None)
    model.save(path)
    again = load_model(path)
    weight = np.random.rand(12)
    np.testing.assert_allclose(again.evaluate(X, Y, sample_weight=weight, verbose=0),
                               model.evaluate(X, Y, sample_weight=weight, verbose=0), rtol=1e-5)


def change_attribute(path, name, change):
    with h5py.File(path, 'r+') as f:
        value = f.attrs[name]
        data = json.loads(value if isinstance(value, str) else value.decode('utf8'))
        change(data)
        f.attrs[name] = json.dumps(data).encode('utf8')


@pytest.mark.parametrize('change, word', [
    (lambda d: d.update(loss='no_such_loss'), 'no_such_loss'),
    (lambda d: d.update(metrics=['no_such_metric']), 'no_such_metric'),
    (lambda d: d['optimizer_config'].update(class_name='NoSuchOptimizer'), 'NoSuchOptimizer'),
    (lambda d: d.pop('optimizer_config'), 'optimizer_config')])
def test_unknown_names_leave_the_model_uncompiled(path, change, word):
    model = network()
    model.save(path)
    change_attribute(path, 'training_config', change)
    with pytest.warns(UserWarning, match='not compiled.*' + word):
        again = load_model(path)
    assert again.optimizer is None
    np.testing.assert_allclose(again.predict(X), model.predict(X), rtol=1e-6)


def test_optimizer_state_that_does_not_fit(path):
    model = network()
    model.train_on_batch(X, Y)
    model.save(path)
    with h5py.File(path, 'r+') as f:
        f['optimizer_weights'].attrs['weight_names'] = f['optimizer_weights'].attrs[
            'weight_names'][:-1]
    with pytest.warns(UserWarning, match='state of the optimizer does not fit'):
        again = load_model(path)
    again.train_on_batch(X, Y)


@pytest.mark.parametrize('prepare, error, words', [
    (lambda path: network().save_weights(path), ValueError, 'weights only.*load_weights'),
    (lambda path: h5py.File(path, 'w').close(), ValueError, 'no Keras model'),
    (lambda path: None, FileNotFoundError, 'no such file'),
    (lambda path: open(path, 'wb').close(), OSError, 'empty')])
def test_files_that_hold_no_model(path, prepare, error, words):
    prepare(path)
    with pytest.raises(error, match=words) as caught:
        load_model(path)
    assert path in str(caught.value)


def test_damaged_models(path):
    network().save(path)
    with h5py.File(path, 'r+') as f:
        del f['model_weights/h/h/kernel:0']
    with pytest.raises(ValueError, match='h/kernel:0'):
        load_model(path)
    with h5py.File(path, 'r+') as f:
        del f['model_weights']
    with pytest.raises(ValueError, match='no weights'):
        load_model(path)
    with h5py.File(path, 'r+') as f:
        f.attrs['model_config'] = b'{"class_name": '
    with pytest.raises(ValueError, match='not JSON'):
        load_model(path)


def test_a_weight_must_fit_the_layer(path):
    network().save(path)
    with h5py.File(path, 'r+') as f:
        del f['model_weights/h/h/kernel:0']
        f['model_weights/h/h'].create_dataset('kernel:0', shape=(1 << 20, 1 << 20), dtype='f4',
                                              chunks=(1024, 1024), compression='gzip')
    with pytest.raises(ValueError, match='\\(1048576, 1048576\\)'):  # 4 TiB are never allocated
        load_model(path)


def test_a_model_without_config(path):
    class Mine(Model):
        def __init__(self):
            super(Mine, self).__init__()
            self.dense = Dense(2)

        def call(self, x):
            return self.dense(x)
    model = Mine()
    model.compile('sgd', 'mse')
    model.train_on_batch(X, Y)
    with pytest.raises(NotImplementedError):
        model.save(path)
    model.save_weights(path)
    before = model.predict(X)
    model.set_weights([w * 0 for w in model.get_weights()])
    model.load_weights(path)
    np.testing.assert_allclose(model.predict(X), before, rtol=1e-6)


@pytest.mark.parametrize('copied', [lambda m: pickle.loads(pickle.dumps(m)), copy.deepcopy])
def test_pickle_and_deepcopy(copied):
    model = network()
    model.train_on_batch(X, Y)
    again = copied(model)
    np.testing.assert_allclose(again.predict(X), model.predict(X), rtol=1e-6)
    np.testing.assert_allclose(again.train_on_batch(X, Y), model.train_on_batch(X, Y), rtol=1e-5)


def test_nested_and_shared(path):
    inner = Sequential([Dense(3, input_shape=(4,)), Dropout(.5), Dense(3)])
    a, b = Input((4,)), Input((4,))
    model = Model([a, b], Dense(1)(add([inner(a), inner(b)])))
    model.save(path)
    again = load_model(path)
    np.testing.assert_allclose(again.predict([X, X + 1]), model.predict([X, X + 1]), rtol=1e-6)


def test_old_import_path():
    assert old_path.load_model is load_model and old_path.save_model is save_model
