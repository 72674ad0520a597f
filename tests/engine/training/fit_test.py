"""`fit` against gradient descent by hand, and its arguments."""
import numpy as np
import pytest

from keras import backend as K
from keras.callbacks import Callback, LambdaCallback
from keras.layers import Dense, Embedding, Input
from keras.models import Model, Sequential

from tests.engine.training.tiny import KERNEL, X, Y, errors, linear, step, two_outputs


class Count(Callback):
    """Notes what is called."""

    def __init__(self):
        super().__init__()
        self.calls = []

    def on_batch_end(self, batch, logs=None):
        self.calls.append(('batch', batch, logs['size'], float(logs['loss'])))

    def on_epoch_end(self, epoch, logs=None):
        self.calls.append(('epoch', epoch, sorted(logs)))

    def on_test_batch_end(self, batch, logs=None):
        self.calls.append(('test', batch, logs['size']))


def test_weights_and_losses_are_those_of_gradient_descent():
    model, kernel, losses = linear(), KERNEL, []
    for _ in range(2):
        sums = []
        for start in (0, 2, 4):
            x, y = X[start:start + 2], Y[start:start + 2]
            sums.append(errors(x, y, kernel).sum())
            kernel = step(x, y, kernel, .01)
        losses.append(sum(sums) / 5)
    history = model.fit(X, Y, batch_size=2, epochs=2, shuffle=False, verbose=0)
    np.testing.assert_allclose(model.get_weights()[0], kernel, atol=1e-5)
    np.testing.assert_allclose(history.history['loss'], losses, rtol=1e-5)
    assert history.epoch == [0, 1] and model.history is history


def test_sample_weights_enter_the_loss_and_the_gradient():
    weights = np.array([0., 1., 2., 0.5, 0.])
    model = linear()
    history = model.fit(X, Y, batch_size=5, sample_weight=weights, verbose=0, shuffle=False)
    np.testing.assert_allclose(history.history['loss'], [(errors() * weights).mean()], rtol=1e-5)
    np.testing.assert_allclose(model.get_weights()[0], step(X, Y, KERNEL, .01, weights), rtol=1e-5)


def test_class_weights():
    model = linear()
    model.fit(X, Y, batch_size=5, class_weight={0: 3., 1: 0.5}, verbose=0)
    weights = np.where(Y[:, 0] == 0, 3., .5)
    np.testing.assert_allclose(model.get_weights()[0], step(X, Y, KERNEL, .01, weights), rtol=1e-5)


def test_validation_split_holds_out_the_last_samples():
    model = linear(metrics=['mae'])
    history = model.fit(X, Y, batch_size=2, validation_split=.4, verbose=0, shuffle=True)
    kernel = model.get_weights()[0]
    np.testing.assert_allclose(history.history['val_loss'],
                               [errors(X[3:], Y[3:], kernel).mean()], rtol=1e-5)
    assert list(history.history) == ['loss', 'mae', 'val_loss', 'val_mae']
    same = linear()
    same.fit(X[:3], Y[:3], batch_size=3, verbose=0)
    other = linear()
    other.fit(X, Y, batch_size=3, validation_split=.4, verbose=0)
    np.testing.assert_allclose(other.get_weights()[0], same.get_weights()[0], rtol=1e-5)


def test_validation_data_with_weights_and_frequency():
    model = linear(optimizer='sgd')
    model.optimizer.lr = 0.
    weights = np.array([1., 0., 0., 0., 3.])
    history = model.fit(X, Y, validation_data=(X, Y, weights), epochs=4, validation_freq=2,
                        verbose=0)
    assert len(history.history['loss']) == 4
    np.testing.assert_allclose(history.history['val_loss'],
                               [(errors() * weights).mean()] * 2, rtol=1e-5)
    history = model.fit(X, Y, validation_data=(X, Y), epochs=4, validation_freq=[1, 4], verbose=0)
    assert len(history.history['val_loss']) == 2


def test_hooks_are_called_in_order():
    count, model = Count(), linear()
    model.fit(X, Y, batch_size=3, validation_data=(X[:2], Y[:2]), verbose=0, callbacks=[count],
              shuffle=False)
    assert [call[:3] for call in count.calls] == [
        ('batch', 0, 3), ('batch', 1, 2), ('test', 0, 2), ('epoch', 0, ['loss', 'val_loss'])]
    np.testing.assert_allclose(count.calls[0][3], errors()[:3].mean(), rtol=1e-5)


def test_stop_training_ends_the_epoch():
    model = linear()
    seen = []

    def stop(batch, logs):
        seen.append(batch)
        model.stop_training = batch == 1
    history = model.fit(X, Y, batch_size=1, epochs=5, verbose=0,
                        callbacks=[LambdaCallback(on_batch_end=stop)])
    assert seen == [0, 1] and history.epoch == [0]
    assert model.fit(X, Y, verbose=0).epoch == [0]


def test_initial_epoch_and_the_older_name_of_epochs():
    assert linear().fit(X, Y, epochs=5, initial_epoch=3, verbose=0).epoch == [3, 4]
    with pytest.warns(UserWarning, match='fit.epochs=2.'):
        assert len(linear().fit(X, Y, nb_epoch=2, verbose=0).epoch) == 2


def test_dictionaries_lists_and_types():
    y = [Y, np.hstack([Y, Y])]
    by_list = two_outputs()
    by_list.fit([X], y, batch_size=5, verbose=0)
    by_name = two_outputs()
    by_name.fit({'x': X.astype('float64')}, {'b': y[1].tolist(), 'a': Y[:, 0].astype('int64')},
                batch_size=5, verbose=0)
    for one, other in zip(by_list.get_weights(), by_name.get_weights()):
        np.testing.assert_allclose(one, other, rtol=1e-6)


def test_shuffled_training_sees_every_sample_once():
    seen = []
    model = linear()
    x = np.arange(20, dtype='float32').reshape(10, 2)

    def loss(y_true, y_pred):
        return K.sum(y_true, axis=-1) + 0. * K.sum(y_pred, axis=-1)
    model.compile('sgd', loss)
    model.fit(x, np.arange(10.), batch_size=1, verbose=0, callbacks=[LambdaCallback(
        on_batch_end=lambda batch, logs: seen.append(int(round(float(logs['loss'])))))])
    assert sorted(seen) == list(range(10)) and seen != sorted(seen)


def test_models_that_only_have_an_added_loss_train_without_targets():
    x = Input(shape=(2,))
    y = Dense(1, use_bias=False)(x)
    model = Model(x, y)
    model.add_loss(K.mean(K.square(y)))
    model.compile('sgd')
    model.set_weights([KERNEL])
    assert model.metrics_names == ['loss']
    history = model.fit(X, batch_size=5, verbose=0)
    np.testing.assert_allclose(history.history['loss'], [np.square(X.dot(KERNEL)).mean()],
                               rtol=1e-5)
    np.testing.assert_allclose(model.get_weights()[0], step(X, 0. * Y, KERNEL), rtol=1e-5)


def test_regularization_is_part_of_the_loss():
    model = Sequential([Dense(1, use_bias=False, input_dim=2, kernel_regularizer='l2')])
    model.set_weights([KERNEL])
    model.compile('sgd', 'mse')
    wanted = errors().mean() + .01 * np.square(KERNEL).sum()
    np.testing.assert_allclose(model.evaluate(X, Y, verbose=0), wanted, rtol=1e-5)


def test_outputs_without_a_loss_are_left_alone():
    with pytest.warns(UserWarning, match="'b' is missing"):
        model = two_outputs(loss={'a': 'mse'})
    with pytest.raises(ValueError, match='b/kernel'):
        model.fit(X, Y, verbose=0)
    model.layers[-1].trainable = False
    model.compile('sgd', ['mse', None], metrics={'b': 'mae'})
    assert model._feed_output_names == ['a'] and model.metrics_names == ['loss', 'a_loss']
    before = model.get_weights()
    model.fit(X, {'a': Y}, verbose=0, batch_size=5)
    after = model.get_weights()
    np.testing.assert_allclose(after[0], step(X, Y, KERNEL), rtol=1e-5)
    np.testing.assert_array_equal(after[1], before[1])


def test_tensors_as_inputs_and_targets_need_steps():
    x = Input(tensor=K.constant(X))
    model = Model(x, Dense(1, use_bias=False)(x))
    model.compile('sgd', 'mse', target_tensors=K.constant(Y))
    model.set_weights([KERNEL])
    history = model.fit(steps_per_epoch=2, epochs=1, verbose=0)
    kernel = step(X, Y, KERNEL)
    np.testing.assert_allclose(history.history['loss'],
                               [(errors().mean() + errors(kernel=kernel).mean()) / 2], rtol=1e-5)
    assert model.predict(None, steps=1).shape == (5, 1)
    with pytest.raises(ValueError, match='steps_per_epoch'):
        model.fit(verbose=0)


def test_arrays_with_steps_are_fed_whole():
    model = linear()
    model.fit(X, Y, steps_per_epoch=2, verbose=0)
    np.testing.assert_allclose(model.get_weights()[0], step(X, Y, step(X, Y, KERNEL)), rtol=1e-5)


def test_models_are_built_by_their_first_data():
    model = Sequential([Dense(3), Dense(1)])
    model.compile('sgd', 'mse', metrics=['mae'])
    assert model.metrics_names == ['loss']
    model.fit(X, Y, verbose=0)
    assert model.metrics_names == ['loss', 'mae'] and model.input_shape == (None, 2)
    other = Sequential([Dense(3), Dense(1)])
    assert other.predict(X.tolist() and X).shape == (5, 1)


def test_a_stack_that_grows_after_compile_is_compiled_again():
    model = linear()
    assert model.predict(X).shape == (5, 1)
    model.fit(X, Y, verbose=0)
    model.add(Dense(3))
    assert model.predict(X).shape == (5, 3)
    model.fit(X, np.hstack([Y] * 3), verbose=0)


def test_integer_inputs():
    model = Sequential([Embedding(10, 4, input_length=3), Dense(1)])
    model.compile('sgd', 'mse')
    x = np.arange(6).reshape(2, 3)
    model.fit(x, np.zeros((2, 3, 1)), verbose=0)
    np.testing.assert_allclose(model.predict(x), model.predict(x.astype('float64')))


def test_losses_that_are_already_scalars_keep_their_value():
    def scalar(y_true, y_pred):
        return K.mean(K.square(y_true - y_pred))
    model = linear(loss=scalar)
    np.testing.assert_allclose(model.evaluate(X, Y, verbose=0), errors().mean(), rtol=1e-5)
    history = model.fit(X, Y, verbose=0, batch_size=5)
    np.testing.assert_allclose(history.history['loss'], [errors().mean()], rtol=1e-5)


def test_the_bar_shows_losses_and_metrics(capsys):
    model = linear(metrics=['mae'])
    model.fit(X, Y, batch_size=2, epochs=1, verbose=1)
    out = capsys.readouterr().out
    assert 'Epoch 1/1' in out and '5/5' in out and 'loss: ' in out and 'mae: ' in out
    model.evaluate(X, Y, verbose=1)
    assert '5/5' in capsys.readouterr().out
