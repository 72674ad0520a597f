"""Wrong arguments give an error that says how to mend it, and change nothing."""
import numpy as np
import pytest

from keras import backend as K
from keras import optimizers
from keras.layers import Dense, Input
from keras.models import Model, Sequential

from tests.engine.training.tiny import KERNEL, X, Y, linear, two_outputs


@pytest.mark.parametrize('x, y, words', [
    (np.ones((5, 3)), Y, r'shape \(2,\) but got array with shape \(3,\)'),
    (np.ones((5, 2, 1)), Y, 'have 2 dimensions'),
    (X, np.ones((5, 2)), r'shape \(1,\) but got array with shape \(2,\)'),
    (X, np.ones((5, 1, 1)), 'have 2 dimensions'),
    (X, Y[:3], 'x with 5, y with 3'),
    (X[:0], Y[:0], 'empty'),
    (None, Y, 'got None'),
    (X, None, 'got None'),
    ([X, X], Y, 'length 2'),
    ({'other': X}, Y, 'out_input'),
    (X, {'other': Y}, "no data for .'out'"),
    (np.array([['a', 'b']] * 5, dtype=object), Y, 'not numeric'),
    (np.array([['a', 'b']] * 5), Y, 'out_input.* words .*to_categorical'),
    (X, np.array(['a', 'b', 'a', 'b', 'a']), 'out_target.* words .*to_categorical'),
])
@pytest.mark.parametrize('method', ['fit', 'evaluate', 'train_on_batch', 'test_on_batch'])
def test_data_that_does_not_fit(method, x, y, words):
    model = linear()
    with pytest.raises(ValueError, match=words):
        getattr(model, method)(x, y)
    np.testing.assert_array_equal(model.get_weights()[0], KERNEL)


@pytest.mark.parametrize('arguments, words', [
    ({'validation_split': 1.}, r'\[0, 1\)'), ({'validation_split': -.1}, r'\[0, 1\)'),
    ({'validation_split': .95}, 'at least'),
    ({'batch_size': 0}, 'positive integer'), ({'batch_size': 2.5}, 'positive integer'),
    ({'epochs': -1}, '`epochs`'), ({'epochs': 1.5}, '`epochs`'),
    ({'steps_per_epoch': 0}, '`steps_per_epoch`'),
    ({'steps_per_epoch': 1, 'batch_size': 2}, 'not both'),
    ({'shuffle': 'always'}, '`shuffle`'),
    ({'validation_freq': 0, 'validation_data': (X, Y)}, '`validation_freq`'),
    ({'validation_data': X}, '`validation_data`'),
    ({'validation_data': (X, Y, None, None)}, '`validation_data`'),
    ({'validation_data': (X, Y), 'validation_steps': 1}, 'only makes sense'),
    ({'sample_weight': np.ones(4)}, 'leading axes'),
    ({'class_weight': {0: 1.}}, 'all classes'),
    ({'colour': 'red'}, 'colour'),
])
def test_arguments_of_fit(arguments, words):
    model = linear()
    with pytest.raises((ValueError, TypeError), match=words):
        model.fit(X, Y, verbose=0, **arguments)
    np.testing.assert_array_equal(model.get_weights()[0], KERNEL)


@pytest.mark.parametrize('arguments, words', [
    ({'optimizer': 'sgdd'}, 'sgd'), ({'loss': 'msee'}, 'msee'), ({'metrics': ['maee']}, 'maee'),
    ({'loss': {'c': 'mse'}}, 'outputs'), ({'loss': ['mse']}, '2 outputs'),
    ({'loss': None}, 'no loss'),
    ({'loss_weights': {'c': 1.}}, 'outputs'), ({'loss_weights': [1.]}, '2 outputs'),
    ({'loss_weights': 1.}, 'loss_weights'), ({'metrics': {'c': 'mae'}}, 'outputs'),
    ({'sample_weight_mode': 'temporal'}, 'temporal'), ({'sample_weight_mode': 'x'}, 'temporal'),
    ({'target_tensors': {'c': None}}, 'outputs'), ({'target_tensors': [None] * 3}, '2 outputs'),
    ({'target_tensors': [Y, Y]}, 'tensor of the backend'), ({'colour': 'red'}, 'colour'),
])
def test_arguments_of_compile(arguments, words):
    model = two_outputs()
    before = model.total_loss, model.optimizer, model.metrics_names
    with pytest.raises((ValueError, TypeError), match=words):
        model.compile(**dict({'optimizer': 'adam', 'loss': 'mse'}, **arguments))
    assert (model.total_loss, model.optimizer, model.metrics_names) == before
    model.train_on_batch(X, [Y, np.hstack([Y, Y])])


@pytest.mark.parametrize('method', ['fit', 'evaluate', 'train_on_batch', 'test_on_batch'])
def test_compile_comes_first(method):
    for model in (Sequential([Dense(1, input_dim=2)]), Sequential([Dense(1)])):
        with pytest.raises(RuntimeError, match='compile'):
            getattr(model, method)(X, Y)


def test_class_numbers_for_categorical_crossentropy():
    model = Sequential([Dense(3, activation='softmax', input_dim=2)])
    model.compile('sgd', 'categorical_crossentropy')
    with pytest.raises(ValueError, match=r'shape \(3,\) but got array with shape \(1,\)'):
        model.fit(X, Y)


def test_a_learning_rate_that_is_no_number():
    optimizer = optimizers.SGD()
    K.set_value(optimizer.lr, np.nan)
    with pytest.raises(ValueError, match='learning rate'):
        linear(optimizer=optimizer)


@pytest.mark.parametrize('method, arguments', [
    ('fit', (X, Y)), ('fit_generator', (iter([(X, Y)]), 1))])
def test_a_learning_rate_that_became_no_number(method, arguments):
    model = linear()
    K.set_value(model.optimizer.lr, np.nan)
    with pytest.raises(ValueError, match='learning rate of SGD.*nan'):
        getattr(model, method)(*arguments)
    np.testing.assert_array_equal(model.get_weights()[0], KERNEL)


def test_a_model_without_shape_needs_data():
    model = Sequential([Dense(1)])
    model.compile('sgd', 'mse')
    with pytest.raises(ValueError, match='input_shape'):
        model.fit(None, Y)


def test_stateful_models_need_whole_batches():
    x = Input(batch_shape=(2, 2))
    layer = Dense(1)
    layer.stateful = True
    model = Model(x, layer(x))
    model.compile('sgd', 'mse')
    with pytest.raises(ValueError, match='divisible'):
        model.fit(X, Y)
