"""Losses against formulas written in NumPy."""

import numpy as np
import pytest

from keras import backend as K
from keras import losses, objectives
from keras.utils import custom_object_scope, losses_utils

R = np.random.RandomState(0)
TRUE, PRED = R.uniform(.1, 1, (5, 4)), R.uniform(.1, .9, (5, 4))
ONE_HOT = np.eye(4)[[0, 3, 2, 2, 1]]
SIGNS = np.where(TRUE > .5, 1., -1.)
PROBABILITIES = PRED / PRED.sum(axis=-1, keepdims=True)


def cosine(t, p):
    return -(t * p).sum(-1) / np.sqrt((t * t).sum(-1) * (p * p).sum(-1))


FORMULAS = {
    'mean_squared_error': (TRUE, PRED, lambda t, p: ((p - t) ** 2).mean(-1)),
    'mean_absolute_error': (TRUE, PRED, lambda t, p: np.abs(p - t).mean(-1)),
    'mean_absolute_percentage_error': (TRUE, PRED, lambda t, p: 100 * np.abs((t - p) / t).mean(-1)),
    'mean_squared_logarithmic_error': (
        TRUE, PRED, lambda t, p: ((np.log(p + 1) - np.log(t + 1)) ** 2).mean(-1)),
    'squared_hinge': (SIGNS, PRED, lambda t, p: (np.maximum(1 - t * p, 0) ** 2).mean(-1)),
    'hinge': (SIGNS, PRED, lambda t, p: np.maximum(1 - t * p, 0).mean(-1)),
    'categorical_hinge': (ONE_HOT, PRED, lambda t, p: np.maximum(
        0, ((1 - t) * p).max(-1) - (t * p).sum(-1) + 1)),
    'logcosh': (TRUE, PRED, lambda t, p: np.log(np.cosh(p - t)).mean(-1)),
    'huber_loss': (TRUE, 3 * PRED, lambda t, p: np.where(
        np.abs(p - t) < 1, .5 * (p - t) ** 2, np.abs(p - t) - .5)),
    'categorical_crossentropy': (
        ONE_HOT, PROBABILITIES, lambda t, p: -(t * np.log(p)).sum(-1)),
    'binary_crossentropy': (
        ONE_HOT, PRED, lambda t, p: -(t * np.log(p) + (1 - t) * np.log(1 - p)).mean(-1)),
    'kullback_leibler_divergence': (TRUE, PRED, lambda t, p: (t * np.log(t / p)).sum(-1)),
    'poisson': (TRUE, PRED, lambda t, p: (p - t * np.log(p)).mean(-1)),
    'cosine_proximity': (TRUE, PRED, cosine),
}
CLASSES = {
    'MeanSquaredError': 'mean_squared_error', 'MeanAbsoluteError': 'mean_absolute_error',
    'MeanAbsolutePercentageError': 'mean_absolute_percentage_error',
    'MeanSquaredLogarithmicError': 'mean_squared_logarithmic_error', 'Hinge': 'hinge',
    'SquaredHinge': 'squared_hinge', 'CategoricalHinge': 'categorical_hinge',
    'LogCosh': 'logcosh', 'Huber': 'huber_loss', 'Poisson': 'poisson',
    'BinaryCrossentropy': 'binary_crossentropy',
    'CategoricalCrossentropy': 'categorical_crossentropy',
    'KLDivergence': 'kullback_leibler_divergence',
}


@pytest.mark.parametrize('name', sorted(FORMULAS))
def test_function(name):
    t, p, formula = FORMULAS[name]
    got = K.eval(losses.get(name)(K.constant(t), K.constant(p)))
    np.testing.assert_allclose(got, formula(t, p), rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize('name', ['mean_squared_error', 'categorical_crossentropy', 'hinge'])
def test_arrays_do_and_targets_may_be_integers(name):
    p = PROBABILITIES.astype('float32')
    got = K.eval(losses.get(name)(ONE_HOT.astype('int32'), p))
    np.testing.assert_allclose(got, FORMULAS[name][2](ONE_HOT, PROBABILITIES), rtol=1e-4)


@pytest.mark.parametrize('shape', [(5,), (5, 1)])
def test_sparse_categorical_crossentropy(shape):
    numbers = ONE_HOT.argmax(-1).reshape(shape)
    got = K.eval(losses.sparse_categorical_crossentropy(
        K.constant(numbers), K.constant(PROBABILITIES)))
    np.testing.assert_allclose(got, -np.log((ONE_HOT * PROBABILITIES).sum(-1)), rtol=1e-4)


@pytest.mark.parametrize('name, squash', [
    ('binary_crossentropy', lambda x: 1 / (1 + np.exp(-x))),
    ('categorical_crossentropy',
     lambda x: np.exp(x) / np.exp(x).sum(-1, keepdims=True))])
def test_logits_and_label_smoothing(name, squash):
    x = R.normal(size=(5, 4))
    classes = 2 if name.startswith('binary') else 4
    smooth = ONE_HOT * .8 + .2 / classes
    got = K.eval(losses.get(name)(K.constant(ONE_HOT), K.constant(x), from_logits=True,
                                  label_smoothing=.2))
    np.testing.assert_allclose(got, FORMULAS[name][2](smooth, squash(x)), rtol=1e-4)


def test_logcosh_of_large_errors_is_finite():
    got = K.eval(losses.logcosh(K.constant([[0.]]), K.constant([[-1000.]])))
    np.testing.assert_allclose(got, [1000 - np.log(2)], rtol=1e-5)


@pytest.mark.parametrize('cls', sorted(CLASSES))
@pytest.mark.parametrize('reduction', losses_utils.Reduction.all())
def test_class_weights_and_reduces(cls, reduction):
    t, p, formula = FORMULAS[CLASSES[cls]]
    weights = np.array([1., 0., 2., .5, 3.])
    want = formula(t, p)
    want = want * weights.reshape((-1,) + (1,) * (want.ndim - 1))
    want = {'none': lambda: want, 'sum': want.sum, 'sum_over_batch_size': want.mean}[reduction]()
    loss = losses.deserialize(losses.serialize(getattr(losses, cls)(reduction=reduction)))
    got = K.eval(loss(K.constant(t), K.constant(p), sample_weight=weights))
    np.testing.assert_allclose(got, want, rtol=1e-4, atol=1e-6)


def test_arguments_of_classes_are_in_their_configs():
    config = losses.Huber(delta=.3, name='h').get_config()
    assert config == {'delta': .3, 'name': 'h', 'reduction': 'sum_over_batch_size'}
    config = losses.SparseCategoricalCrossentropy(from_logits=True).get_config()
    assert config['from_logits'] is True


def test_own_loss():
    class Cubed(losses.Loss):
        def call(self, y_true, y_pred):
            return K.mean(K.pow(K.abs(y_pred - y_true), 3), axis=-1)

    with custom_object_scope({'Cubed': Cubed}):
        loss = losses.get(losses.serialize(Cubed(name='<lambda>')))
    got = K.eval(loss(K.constant(TRUE), K.constant(PRED)))
    np.testing.assert_allclose(got, (np.abs(PRED - TRUE) ** 3).mean(), rtol=1e-4)
    with pytest.raises(NotImplementedError, match='call'):
        losses.Loss()(K.constant(TRUE), K.constant(PRED))


@pytest.mark.parametrize('weights_shape', [(), (5,), (5, 1), (5, 4)])
def test_weights_of_every_rank(weights_shape):
    weights = R.uniform(size=weights_shape)
    values = R.uniform(size=(5, 4))
    got = K.eval(losses_utils.compute_weighted_loss(
        K.constant(values), K.constant(weights), reduction='sum'))
    spread = weights.reshape(weights_shape + (1,) * (2 - len(weights_shape)))
    np.testing.assert_allclose(got, (values * spread).sum(), rtol=1e-4)


@pytest.mark.parametrize('pred, true, want', [
    ((3, 1), (3,), (3,)), ((3,), (3, 1), (3,)), ((3, 2), (3, 2), (3, 2))])
def test_targets_fit_predictions(pred, true, want):
    got = losses_utils.squeeze_or_expand_dimensions(K.zeros(pred), K.zeros(true))
    assert [K.int_shape(x) for x in got] == [want, want]


def test_aliases():
    for short, name in [('mse', 'mean_squared_error'), ('mae', 'mean_absolute_error'),
                        ('mape', 'mean_absolute_percentage_error'),
                        ('msle', 'mean_squared_logarithmic_error'),
                        ('kld', 'kullback_leibler_divergence')]:
        for spelling in (short, short.upper()):
            assert losses.get(spelling) is getattr(losses, spelling) is getattr(losses, name)
    assert losses.get('cosine') is losses.cosine_similarity is losses.cosine_proximity
    assert objectives.mse is losses.mse and objectives.Huber is losses.Huber


def test_is_categorical_crossentropy():
    yes = ['categorical_crossentropy', losses.categorical_crossentropy,
           losses.CategoricalCrossentropy()]
    assert all(losses.is_categorical_crossentropy(loss) for loss in yes)
    assert not losses.is_categorical_crossentropy('mse')


@pytest.mark.parametrize('call, message', [
    (lambda: losses.get('mean_squard_error'), 'mean_squared_error'),
    (lambda: losses.get(3), 'as a loss'),
    (lambda: losses.MeanSquaredError(reduction='mean'), 'sum_over_batch_size'),
    (lambda: losses_utils.broadcast_weights(K.zeros((3, 2)), K.zeros((3, 5))), 'spread'),
])
def test_errors(call, message):
    with pytest.raises(ValueError, match=message):
        call()
