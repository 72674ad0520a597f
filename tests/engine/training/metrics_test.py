"""Metrics of a compiled model: names, meaning, counting over batches."""
import numpy as np
import pytest

from keras import backend as K
from keras import metrics
from keras.engine.training.metrics_bookkeeping import unique
from keras.layers import Activation, Dense, Input, Masking
from keras.models import Model, Sequential

from tests.engine.training.tiny import KERNEL, X, Y, errors, linear, two_outputs


def identity(shape, **compiled):
    """A model that returns its input."""
    model = Sequential([Activation('linear', input_shape=shape)])
    model.compile('sgd', **compiled)
    return model


def test_names_are_those_that_were_given():
    def spread(y_true, y_pred):
        return K.max(y_pred) - K.min(y_pred)
    model = linear(metrics=['acc', 'mse', spread, metrics.MeanAbsoluteError(name='off'),
                            'mean_squared_error'],
                   weighted_metrics=['acc', 'mse'])
    assert model.metrics_names == ['loss', 'acc', 'mse', 'spread', 'off', 'mean_squared_error',
                                   'acc_1', 'mse_1']
    assert len(model.metrics) == 7 and len(model.metrics_tensors) == 7


def test_names_with_several_outputs():
    model = two_outputs(metrics={'a': 'mae', 'b': ['mse', 'mae']})
    assert model.metrics_names == ['loss', 'a_loss', 'b_loss', 'a_mae', 'b_mse', 'b_mae']
    assert two_outputs(metrics=['mae']).metrics_names[3:] == ['a_mae', 'b_mae']
    assert two_outputs(metrics=[['mae'], []]).metrics_names[3:] == ['a_mae']


def test_unique_names():
    taken = set()
    assert [unique('a', taken) for _ in range(3)] == ['a', 'a_1', 'a_2']


@pytest.mark.parametrize('loss, y_true, y_pred, accuracy', [
    ('binary_crossentropy', [[1.], [0.], [1.]], [[.9], [.8], [.3]], 1 / 3.),
    ('categorical_crossentropy', [[1, 0, 0], [0, 1, 0]], [[.8, .1, .1], [.5, .4, .1]], .5),
    ('sparse_categorical_crossentropy', [[0], [1]], [[.8, .1, .1], [.1, .8, .1]], 1.),
    ('mse', [[0, 0, 1.], [0, 1, 0]], [[0, 0, .6], [.9, 0, 0]], .5),
    ('binary_crossentropy', [[1, 0], [1, 1]], [[.6, .2], [.2, .3]], .5),
])
@pytest.mark.parametrize('name', ['accuracy', 'acc'])
def test_accuracy_follows_loss_and_shape(name, loss, y_true, y_pred, accuracy):
    model = identity(np.shape(y_pred)[1:], loss=loss, metrics=[name])
    results = model.test_on_batch(np.array(y_pred), np.array(y_true))
    np.testing.assert_allclose(results[1], accuracy, rtol=1e-6)
    assert model.metrics_names == ['loss', name]


def test_crossentropy_follows_loss_and_shape():
    model = identity((3,), loss='sparse_categorical_crossentropy', metrics=['ce'])
    results = model.test_on_batch(np.array([[.8, .1, .1]]), np.array([[0]]))
    np.testing.assert_allclose(results, [-np.log(.8)] * 2, rtol=1e-5)


def test_metrics_count_all_samples_alike_and_losses_of_outputs_all_batches():
    y = [Y, np.hstack([Y, Y])]
    model = two_outputs(metrics={'a': 'mse'}, loss_weights={'b': .5})
    results = dict(zip(model.metrics_names, model.evaluate(X, y, batch_size=2, verbose=0)))
    sums = errors()
    np.testing.assert_allclose(results['a_mse'], sums.mean(), rtol=1e-5)
    batches = [sums[:2].mean(), sums[2:4].mean(), sums[4:].mean()]
    np.testing.assert_allclose(results['a_loss'], np.mean(batches), rtol=1e-5)
    b = np.square(X * [1., 2.] - y[1]).mean(axis=1)
    np.testing.assert_allclose(results['loss'], (sums + .5 * b).mean(), rtol=1e-5)


def test_weighted_metrics_see_weights_and_others_do_not():
    weights = np.array([1., 0., 0., 0., 3.])
    model = linear(metrics=['mse'], weighted_metrics=['mse'])
    _, plain, weighted = model.evaluate(X, Y, batch_size=2, sample_weight=weights, verbose=0)
    np.testing.assert_allclose(plain, errors().mean(), rtol=1e-5)
    np.testing.assert_allclose(weighted, np.average(errors(), weights=weights), rtol=1e-5)
    _, plain, weighted = model.evaluate(X, Y, batch_size=2, verbose=0)
    np.testing.assert_allclose([plain, weighted], [errors().mean()] * 2, rtol=1e-5)


def test_masks_leave_steps_out():
    x = np.array([[[1.], [2.], [0.]], [[3.], [0.], [0.]]])
    inputs = Input(shape=(3, 1))
    model = Model(inputs, Masking()(inputs))
    model.compile('sgd', 'mse', metrics=['mae'])
    loss, mae = model.test_on_batch(x, np.zeros((2, 3, 1)))
    np.testing.assert_allclose(loss, (1 + 4 + 9) / 6., rtol=1e-6)
    np.testing.assert_allclose(mae, (1 + 2 + 3) / 3., rtol=1e-6)


def test_temporal_weights():
    x = np.arange(6.).reshape(2, 3, 1)
    weights = np.array([[1., 0., 2.], [0., 0., 1.]])
    model = identity((3, 1), loss='mse', sample_weight_mode='temporal')
    loss = model.test_on_batch(x, np.zeros((2, 3, 1)), sample_weight=weights)
    np.testing.assert_allclose(loss, (np.square(x[..., 0]) * weights).mean(), rtol=1e-6)
    np.testing.assert_allclose(model.test_on_batch(x, np.zeros((2, 3, 1))),
                               np.square(x).mean(), rtol=1e-6)


def test_counting_on_over_batches():
    model = linear(metrics=['mse'])
    first = model.test_on_batch(X[:2], Y[:2], reset_metrics=False)[1]
    both = model.test_on_batch(X[2:], Y[2:], reset_metrics=False)[1]
    np.testing.assert_allclose([first, both], [errors()[:2].mean(), errors().mean()], rtol=1e-5)
    model.reset_metrics()
    again = model.test_on_batch(X[:2], Y[:2])[1]
    np.testing.assert_allclose(again, first, rtol=1e-6)
    np.testing.assert_allclose(model.test_on_batch(X[:2], Y[:2])[1], first, rtol=1e-6)


@pytest.mark.parametrize('before', ['fit', 'evaluate'])
def test_a_batch_does_not_count_onto_a_finished_run(before):
    model = linear(metrics=['mse'])
    getattr(model, before)(X[2:], Y[2:], verbose=0)
    loss, metric = model.test_on_batch(X[:2], Y[:2])
    np.testing.assert_allclose(metric, loss, rtol=1e-5)


def test_metrics_of_training_are_those_of_one_epoch():
    model = linear(metrics=['mse'])
    model.optimizer.lr = 0.
    history = model.fit(X, Y, batch_size=2, epochs=2, verbose=0, validation_data=(X[:1], Y[:1]))
    np.testing.assert_allclose(history.history['mse'], [errors().mean()] * 2, rtol=1e-5)
    np.testing.assert_allclose(history.history['val_mse'], [errors()[0]] * 2, rtol=1e-5)


def test_added_metrics():
    x = Input(shape=(2,))
    hidden = Dense(1, use_bias=False)(x)
    model = Model(x, hidden)
    model.add_metric(K.mean(hidden), name='level')
    model.compile('sgd', 'mse', metrics=['mae'])
    model.set_weights([KERNEL])
    assert model.metrics_names == ['loss', 'mae', 'level']
    np.testing.assert_allclose(model.evaluate(X, Y, verbose=0)[2], X.dot(KERNEL).mean(), rtol=1e-5)


def test_one_metric_object_for_two_outputs_is_copied():
    model = two_outputs(metrics=[metrics.MeanSquaredError(name='e')])
    assert model.metrics_names[3:] == ['a_e', 'b_e']
    assert len({id(metric) for metric in model.metrics}) == 4


@pytest.mark.parametrize('given, words', [
    ({'c': 'mae'}, 'outputs'), ([['mae']], '2 outputs'), ('mae', 'should be a list'),
    (['no_such_metric'], 'no_such_metric')])
def test_unknown_metrics_are_refused(given, words):
    with pytest.raises((ValueError, TypeError), match=words):
        two_outputs(metrics=given)
