"""Single batches, and the inner names that programs of Keras 2 use."""
import numpy as np
import pytest

from keras import backend as K
from keras.layers import BatchNormalization, Dense, Input
from keras.models import Model, Sequential

from tests.engine.training.tiny import KERNEL, X, Y, errors, linear, step, two_outputs


def test_train_on_batch_is_one_step():
    model = linear(metrics=['mse'])
    results = model.train_on_batch(X, Y)
    np.testing.assert_allclose(results, [errors().mean()] * 2, rtol=1e-5)
    np.testing.assert_allclose(model.get_weights()[0], step(X, Y, KERNEL), rtol=1e-5)


def test_weights_of_classes_and_samples():
    model = linear()
    weights = np.where(Y[:, 0] == 0, 3., .5)
    loss = model.train_on_batch(X, Y, class_weight={0: 3., 1: .5})
    np.testing.assert_allclose(loss, (errors() * weights).mean(), rtol=1e-5)
    loss = linear().test_on_batch(X, Y, sample_weight=weights)
    np.testing.assert_allclose(loss, (errors() * weights).mean(), rtol=1e-5)


def test_the_lists_of_a_compiled_model():
    model = two_outputs(metrics=['mae'])
    assert model._is_compiled and len(model.targets) == len(model.sample_weights) == 2
    assert model._feed_input_names == ['x'] and model._feed_output_names == ['a', 'b']
    assert model._feed_output_shapes == [(None, 1), (None, 2)]
    assert [loss.fn.__name__ for loss in model._feed_loss_fns] == ['mean_squared_error'] * 2
    assert model.loss_functions == model._feed_loss_fns
    assert model._feed_targets == model.targets
    assert len(model._collected_trainable_weights) == 2
    assert K.ndim(model.total_loss) == 0 and not model._uses_dynamic_learning_phase()


def test_functions_take_everything_in_one_list():
    model = linear()
    model.add(BatchNormalization())
    model.compile('sgd', 'mse', metrics=['mae'])
    x, y, weights = model._standardize_user_data(X, Y)
    np.testing.assert_array_equal(weights[0], np.ones(5))
    assert model._uses_dynamic_learning_phase()
    model._make_train_function()
    model._make_test_function()
    model._make_predict_function()
    assert len(model.train_function(x + y + weights + [1.])) == 2
    loss = model.test_function(x + y + weights + [0.])[0]
    np.testing.assert_allclose(loss, model.evaluate(X, Y, verbose=0)[0], rtol=1e-5)
    assert model.predict_function(x + [0.])[0].shape == (5, 1)


def test_a_function_built_from_the_parts_of_a_model():
    model = linear()
    gradient = K.gradients(model.total_loss, model._collected_trainable_weights)
    function = K.function(model._feed_inputs + model._feed_targets + model._feed_sample_weights,
                          gradient)
    x, y, weights = model._standardize_user_data(X, Y)
    np.testing.assert_allclose(KERNEL - .01 * function(x + y + weights)[0], step(X, Y, KERNEL),
                               rtol=1e-5)


def test_a_function_of_ones_own_is_used():
    model = linear()
    model._make_train_function()
    calls, original = [], model.train_function

    def spy(values):
        calls.append([np.shape(value) for value in values])
        return original(values)
    model.train_function = spy
    model.fit(X, Y, batch_size=3, verbose=0)
    model.train_on_batch(X, Y)
    assert calls == [[(3, 2), (3, 1), (3,)], [(2, 2), (2, 1), (2,)], [(5, 2), (5, 1), (5,)]]


def test_changing_trainable_after_compile_warns():
    model = linear()
    model.layers[0].trainable = False
    with pytest.warns(UserWarning, match='Discrepancy between trainable weights'):
        model.train_on_batch(X, Y)
    model.compile('sgd', 'mse')
    before = model.get_weights()[0]
    model.train_on_batch(X, Y)
    np.testing.assert_array_equal(model.get_weights()[0], before)


def test_two_models_share_a_network_as_adversaries_do():
    judge = Sequential([Dense(1, use_bias=False, input_dim=2)])
    judge.compile('sgd', 'mse')
    judge.trainable = False
    x = Input(shape=(2,))
    maker = Dense(2, use_bias=False)
    both = Model(x, judge(maker(x)))
    both.compile('sgd', 'mse')
    frozen = judge.get_weights()[0]
    both.train_on_batch(X, Y)
    np.testing.assert_array_equal(judge.get_weights()[0], frozen)
    with pytest.warns(UserWarning, match='Discrepancy'):
        judge.train_on_batch(X, Y)
    assert not np.array_equal(judge.get_weights()[0], frozen)
