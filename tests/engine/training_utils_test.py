"""The helpers of training under their old import path."""

import numpy as np
import pytest

from keras import backend as K
from keras import losses, metrics
from keras.engine import training_arrays, training_generator, training_utils
from keras.layers import Dense
from keras.models import Sequential
from keras.utils import Sequence


class Numbers(Sequence):
    """Two batches."""

    def __len__(self):
        return 2

    def __getitem__(self, index):
        return np.full((4, 2), index), np.ones((4, 1))


def test_batches():
    assert training_utils.make_batches(7, 3) == [(0, 3), (3, 6), (6, 7)]
    shuffled = training_utils.batch_shuffle(np.arange(7), 3)
    assert shuffled[6] == 6 and sorted(shuffled) == list(range(7))
    assert all(shuffled[i] % 3 == 0 and shuffled[i + 1] == shuffled[i] + 1 for i in (0, 3))


def test_kinds_of_data():
    assert training_utils.is_sequence(Numbers()) and not training_utils.is_sequence([1])
    assert training_utils.is_generator_or_sequence(iter([]))
    source = training_utils.iter_sequence_infinite(Numbers())
    assert [next(source)[0][0, 0] for _ in range(4)] == [0, 1, 0, 1]


def test_validation_and_samples():
    assert [training_utils.should_run_validation(2, epoch) for epoch in range(4)] \
        == [False, True, False, True]
    assert training_utils.should_run_validation([1], 0)
    assert training_utils.check_num_samples([np.ones((5, 2))]) == 5
    assert training_utils.check_num_samples(None, steps=3) is None
    with pytest.raises(ValueError, match='steps'):
        training_utils.check_num_samples([])
    with pytest.raises(ValueError, match='`y`'):
        training_utils.check_generator_arguments(y=1)
    training_utils.check_generator_arguments(validation_split=0.)


def test_input_data():
    x = np.ones((4, 2))
    assert training_utils.standardize_input_data([x], ['x'], [(None, 2)])[0] is x
    assert training_utils.standardize_input_data(None, ['x']) == [None]
    with pytest.raises(ValueError, match='input'):
        training_utils.standardize_input_data(x, ['x'], [(None, 3)], exception_prefix='input')
    with pytest.raises(ValueError, match='4|3'):
        training_utils.standardize_input_data(x, ['x'], [(3, 2)])
    training_utils.standardize_input_data(x, ['x'], [(3, 2)], check_batch_axis=False)
    assert training_utils.standardize_single_array(np.ones(3)).shape == (3, 1)


def test_weights():
    y = np.array([[0], [1], [1]])
    np.testing.assert_array_equal(
        training_utils.standardize_weights(y, class_weight={0: 2., 1: 3.}), [2, 3, 3])
    np.testing.assert_array_equal(training_utils.standardize_weights(y), [1, 1, 1])
    assert training_utils.standardize_class_weights({'a': 1}, ['a', 'b']) == [1, None]
    assert training_utils.standardize_sample_weights(None, ['a', 'b']) == [None, None]


def test_checks():
    with pytest.raises(ValueError):
        training_utils.check_array_length_consistency([np.ones(3)], [np.ones(2)])
    with pytest.raises(ValueError, match='to_categorical'):
        training_utils.check_loss_and_target_compatibility(
            [np.ones((3, 1))], [losses.categorical_crossentropy], [(None, 4)])


def test_weighted_masked_objective():
    objective = training_utils.weighted_masked_objective(losses.mean_squared_error)
    true, guess = K.constant(np.zeros((3, 2))), K.constant([[1., 1.], [2., 2.], [3., 3.]])
    weights = K.constant([1., 0., 2.])
    assert K.eval(objective(true, guess, weights)) == pytest.approx((1 + 18) / 2.)
    mask = K.constant([1., 1., 0.])
    assert K.eval(objective(true, guess, None, mask)) == pytest.approx(5 / 2., rel=1e-5)
    assert training_utils.weighted_masked_objective(None) is None


def test_losses_and_metrics():
    loss, = training_utils.prepare_loss_functions('mse', ['a'])
    assert loss.fn is losses.mean_squared_error
    assert training_utils.get_loss_function('mse').fn is losses.mean_squared_error
    assert training_utils.prepare_loss_weights(['a', 'b'], {'b': 2.}) == [1., 2.]
    assert training_utils.get_metric_name('acc') == 'acc'
    assert training_utils.get_metric_name(metrics.binary_accuracy) == 'binary_accuracy'
    assert training_utils.get_metric_function('accuracy', (None, 1)) is metrics.binary_accuracy
    assert training_utils.collect_metrics(['mae'], ['a', 'b']) == [['mae'], ['mae']]
    info, = training_utils.collect_per_output_metric_info(['mae'], ['a'], [(None, 1)], [loss])
    assert list(info) == ['mae'] and isinstance(info['mae'], metrics.Metric)
    value = training_utils.call_metric_function(
        metrics.MeanAbsoluteError(), K.constant([[0.], [0.]]), K.constant([[1.], [3.]]),
        mask=K.constant([1., 0.]))
    assert K.eval(value) == 1.


def test_placeholders_of_weights():
    tensors, modes = training_utils.prepare_sample_weights(['a', 'b'], ['temporal', None], [])
    assert [K.ndim(x) for x in tensors] == [2, 1] and modes == ['temporal', None]
    assert training_utils.get_output_sample_weight_and_mode([0], None, 'a', 0) == (None, None)


def test_first_layer():
    model = Sequential([Dense(1, batch_input_shape=(4, 2))])
    assert training_utils.get_static_batch_size(model) == 4
    assert training_utils.get_input_shape_and_dtype(model) == ((4, 2), 'float32')
    assert training_utils.get_input_shape_and_dtype(Dense(1)) == (None, None)


def test_generators():
    model = Sequential([Dense(1, input_shape=(2,))])
    model.compile('sgd', 'mse')
    history = training_generator.fit_generator(model, Numbers(), epochs=2, verbose=0)
    assert len(history.epoch) == 2
    assert np.isscalar(training_generator.evaluate_generator(model, Numbers()))
    assert training_generator.predict_generator(model, Numbers()).shape == (8, 1)
    assert training_arrays.make_batches is training_utils.make_batches
