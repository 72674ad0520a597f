"""Tests of activations, losses, normalisation and dropout against their NumPy definition."""

import numpy as np
import pytest

from keras import backend as K
from keras.backend import numpy_backend as KNP
from tests.backend.reference import (
    check, check_gradients, check_slopes, check_unknown, close, compute, flat,
    needs_unknown_rank, numbers)

ACTIVATIONS = [
    ('relu', dict()), ('relu', dict(alpha=.2)), ('relu', dict(max_value=.5)),
    ('relu', dict(max_value=6)), ('relu', dict(threshold=.3)), ('relu', dict(alpha=2.)),
    ('relu', dict(alpha=.1, max_value=.8, threshold=.3)), ('relu', dict(threshold=-.5)),
    ('relu', dict(alpha=.3, max_value=.4)), ('relu', dict(max_value=.9, threshold=.1)),
    ('elu', dict()), ('elu', dict(alpha=.5)), ('softplus', dict()), ('softsign', dict()),
    ('sigmoid', dict()), ('hard_sigmoid', dict()), ('tanh', dict()), ('softmax', dict()),
    ('softmax', dict(axis=1)), ('softmax', dict(axis=0)), ('l2_normalize', dict()),
    ('l2_normalize', dict(axis=1)), ('l2_normalize', dict(axis=(0, -1))),
]


@pytest.mark.parametrize('name, kwargs', ACTIVATIONS)
def test_activation(name, kwargs):
    x = numbers(3, 4, 5, low=-4, high=4)
    check(name, x, **kwargs)
    check_unknown(name, [], x, **kwargs)
    check_gradients(name, x, **kwargs)


@pytest.mark.parametrize('name', ['relu', 'elu', 'softmax', 'softplus', 'hard_sigmoid'])
@pytest.mark.parametrize('dtype', ['float16', 'float64'])
def test_activation_keeps_the_dtype(name, dtype):
    result, = check(name, numbers(3, 4, dtype=dtype))
    assert K.dtype(result) == dtype


def test_relu_with_tensors_for_its_slope():
    x, alpha = numbers(3, 4), numbers(4, low=0, seed=1)
    got, _ = compute(lambda x, a: K.relu(x, alpha=a), [x, alpha])
    close(got, np.where(x > 0, x, alpha * x))


def test_softmax_of_large_numbers():
    close(K.eval(K.softmax(K.constant([[1e4, 0.], [-1e4, -1e4]]))), [[1, 0], [.5, .5]])


PROBABILITIES = numbers(4, 3, 5, low=.01, high=.99)
LOGITS = numbers(4, 3, 5, low=-5, high=5)
LABELS_OF_MATRIX = np.array([[1.], [0.], [4.]], dtype='float32')


def one_hot(axis):
    """Random targets of the shape of `PROBABILITIES`, one class each."""
    classes = PROBABILITIES.shape[axis]
    shape = [size for place, size in enumerate(PROBABILITIES.shape) if place != axis % 3]
    labels = np.random.RandomState(3).randint(classes, size=shape)
    return labels, np.moveaxis(np.eye(classes, dtype='float32')[labels], -1, axis)


@pytest.mark.parametrize('axis', [-1, 0, 1, 2])
@pytest.mark.parametrize('from_logits', [False, True])
def test_categorical_crossentropy(from_logits, axis):
    output = LOGITS if from_logits else PROBABILITIES
    arrays = one_hot(axis)[1], output
    check('categorical_crossentropy', *arrays, from_logits=from_logits, axis=axis)
    check_gradients('categorical_crossentropy', arrays[0].astype('int32').astype('float32'),
                    output, from_logits=from_logits, axis=axis)


@pytest.mark.parametrize('axis', [-1, 0, 1, 2])
@pytest.mark.parametrize('from_logits', [False, True])
@pytest.mark.parametrize('dtype', ['int32', 'float32'])
def test_sparse_categorical_crossentropy(from_logits, axis, dtype):
    output = LOGITS if from_logits else PROBABILITIES
    labels = one_hot(axis)[0].astype('int32')
    tensors = check('sparse_categorical_crossentropy', labels, output,
                    from_logits=from_logits, axis=axis)
    assert K.int_shape(tensors[0]) == labels.shape
    check_gradients('sparse_categorical_crossentropy', labels, output,
                    from_logits=from_logits, axis=axis)
    wide = np.expand_dims(labels, axis).astype(dtype)
    check('sparse_categorical_crossentropy', wide, output, from_logits=from_logits, axis=axis)


@needs_unknown_rank
@pytest.mark.parametrize('name', ['categorical', 'sparse_categorical', 'binary'])
def test_crossentropy_of_an_unknown_rank(name):
    target = LABELS_OF_MATRIX if name.startswith('sparse') else np.eye(5, dtype='float32')[:3]
    output = PROBABILITIES[:3, 0]
    got, _ = compute(getattr(K, name + '_crossentropy'), [target, output], [target.shape, None])
    close(got, getattr(KNP, name + '_crossentropy')(target, output))


def test_sparse_categorical_crossentropy_of_a_matrix():
    check('sparse_categorical_crossentropy', LABELS_OF_MATRIX, PROBABILITIES[:3, 0])
    check_unknown('sparse_categorical_crossentropy', [], LABELS_OF_MATRIX, PROBABILITIES[:3, 0])


@pytest.mark.parametrize('from_logits', [False, True])
def test_binary_crossentropy(from_logits):
    target = numbers(4, 3, 5, low=0, high=1, seed=2)
    output = LOGITS if from_logits else PROBABILITIES
    check('binary_crossentropy', target, output, from_logits=from_logits)
    check_gradients('binary_crossentropy', target, output, from_logits=from_logits)


def test_crossentropy_stays_finite_at_0_and_1():
    sure, target = np.array([[1., 0.]], 'float32'), np.array([[0., 1.]], 'float32')
    for name in ('categorical_crossentropy', 'binary_crossentropy'):
        value, _ = compute(lambda t, o: getattr(K, name)(t, o), [target, sure])
        np.testing.assert_allclose(value, -np.log(1e-7), rtol=.02)
        gradient, _ = compute(
            lambda t, o: K.gradients(K.sum(getattr(K, name)(t, o)), [o]), [target, sure])
        assert np.all(np.isfinite(gradient))


def test_epsilon_limits_the_loss():
    K.set_epsilon(1e-3)
    check('categorical_crossentropy', np.eye(3, dtype='float32'), np.eye(3, dtype='float32')[::-1])


@pytest.mark.parametrize('name', ['categorical_crossentropy', 'sparse_categorical_crossentropy'])
def test_crossentropy_refuses_an_axis_that_is_not_there(name):
    with pytest.raises(ValueError, match='between -2 and 1'):
        getattr(K, name)(K.zeros((2, 3)), K.zeros((2, 3)), axis=2)


@pytest.mark.parametrize('k', [1, 2, 5])
def test_in_top_k(k):
    predictions = numbers(6, 5)
    predictions[0, 2] = predictions[0, 3]
    check('in_top_k', predictions, np.arange(6).astype('int32') % 5, k=k)


@pytest.mark.parametrize('shape', [(3, 4), (3, 4, 5), (3, 4, 5, 2), (2, 3, 4, 5, 2)])
@pytest.mark.parametrize('data_format', ['channels_last', 'channels_first', None])
def test_bias_add(shape, data_format):
    x = numbers(*shape)
    first = data_format == 'channels_first'
    check('bias_add', x, numbers(shape[1 if first else -1]), data_format=data_format)
    sample = shape[2:] + shape[1:2] if first else shape[1:]
    check('bias_add', x, numbers(*sample), data_format=data_format)
    check_unknown('bias_add', [1 if first else len(shape) - 1], x,
                  numbers(shape[1 if first else -1]), data_format=data_format)
    check_gradients('bias_add', x, numbers(shape[1 if first else -1]), data_format=data_format)


def test_bias_add_refuses_a_bias_of_another_rank():
    with pytest.raises(ValueError, match='1 dimension .* or 3'):
        K.bias_add(K.zeros((2, 3, 4, 5)), K.zeros((4, 5)))


IN_TRAINING = [((6, 3), [0]), ((6, 4, 3), [0, 1]), ((4, 5, 6, 3), [0, 1, 2]),
               ((4, 3, 5, 6), [0, 2, 3]), ((4, 3, 5), [0, 2]), ((2, 3, 4, 5, 2), [0, 1, 2, 3]),
               ((4, 5, 6, 3), [0, 1, 3]), ((4, 5, 6, 3), [0, 1])]


@pytest.mark.parametrize('shape, axes', IN_TRAINING)
@pytest.mark.parametrize('scale', [True, False])
@pytest.mark.parametrize('epsilon', [1e-3, 1e-6])
def test_normalize_batch_in_training(shape, axes, scale, epsilon):
    x = numbers(*shape, low=-2, high=3)
    sizes = [size for axis, size in enumerate(shape) if axis not in axes]
    values = [numbers(*sizes, low=.5, high=2, seed=seed) for seed in (1, 2)] if scale else []

    def normalize(backend, x, gamma=None, beta=None):
        return list(backend.normalize_batch_in_training(x, gamma, beta, axes, epsilon=epsilon))

    want = normalize(KNP, x, *values)
    got, _ = compute(lambda *xs: normalize(K, *xs), [x] + values)
    close(got, want, 1e-4)
    if len(sizes) == 1:
        free = tuple(size if axis not in axes else None for axis, size in enumerate(shape))
        got, _ = compute(lambda *xs: normalize(K, *xs), [x] + values,
                         [free] + [one.shape for one in values])
        close(got, want, 1e-4)


@pytest.mark.parametrize('shape, axes', IN_TRAINING[:5])
def test_gradients_of_normalize_batch_in_training(shape, axes):
    arrays = [numbers(*shape, low=-2, high=3), numbers(3, low=.5, seed=1), numbers(3, seed=2)]
    check_slopes(lambda *xs: K.normalize_batch_in_training(*xs, reduction_axes=axes)[0],
                 lambda *xs: KNP.normalize_batch_in_training(*xs, reduction_axes=axes)[0], *arrays)


@pytest.mark.parametrize('dtype, tolerance', [('float64', 1e-9), ('float16', 1e-2)])
@pytest.mark.parametrize('shape, axes', [((4, 5, 6, 3), [0, 1, 2]), ((4, 3, 5, 6), [0, 2, 3])])
def test_normalization_in_other_dtypes(shape, axes, dtype, tolerance):
    x, gamma, beta = (numbers(*one, dtype=dtype) for one in (shape, (3,), (3,)))
    got, _ = compute(lambda *xs: list(K.normalize_batch_in_training(*xs, reduction_axes=axes)),
                     [x, gamma, beta])
    want = KNP.normalize_batch_in_training(
        *(one.astype('float64') for one in (x, gamma, beta)), reduction_axes=axes)
    close(got, want, tolerance)
    assert got[0].dtype == dtype


@pytest.mark.parametrize('shape, axis', [
    ((6, 3), -1), ((6, 4, 3), -1), ((6, 3, 4), 1), ((4, 5, 6, 3), -1), ((4, 5, 6, 3), 3),
    ((4, 3, 5, 6), 1), ((4, 5, 3, 6), 2), ((2, 3, 4, 5, 3), -1), ((2, 3, 4, 5, 3), 1)])
@pytest.mark.parametrize('given', ['all', 'no gamma', 'no beta', 'neither'])
def test_batch_normalization(shape, axis, given):
    x = numbers(*shape, low=-2, high=3)
    mean, var, beta, gamma = (numbers(3, low=.5, high=2, seed=seed) for seed in range(4))
    beta = None if given in ('no beta', 'neither') else beta
    gamma = None if given in ('no gamma', 'neither') else gamma
    want = KNP.batch_normalization(x, mean, var, beta, gamma, axis, .01)
    arrays = [x] + [one for one in (mean, var, beta, gamma) if one is not None]

    def normalize(x, mean, var, *rest):
        rest = list(rest)
        beta_now = None if beta is None else rest.pop(0)
        return K.batch_normalization(x, mean, var, beta_now, rest.pop() if rest else None,
                                     axis, .01)

    got, tensor = compute(normalize, arrays)
    close(got, want)
    assert K.int_shape(tensor) == shape
    wide = [3 if place == axis % len(shape) else 1 for place in range(len(shape))]
    got, _ = compute(normalize, [x] + [one.reshape(wide) for one in arrays[1:]])
    close(got, want)


@pytest.mark.parametrize('noise_shape', [None, (None, 1, 50), (100, 20, 1)])
def test_dropout(noise_shape):
    x = K.ones((100, 20, 50))
    got = K.eval(K.dropout(x, .3, noise_shape=noise_shape, seed=4))
    np.testing.assert_allclose(np.unique(got), [0, 1 / .7], rtol=1e-6)
    np.testing.assert_allclose(np.mean(got == 0), .3, atol=.03)
    if noise_shape:
        axis = noise_shape.index(1)
        assert np.all(got == np.take(got, [0], axis=axis))


def test_dropout_of_nothing_is_the_tensor_itself():
    x = K.ones((3,))
    assert K.dropout(x, 0.) is x


def test_dropout_repeats_after_numpy_is_seeded():
    def draw():
        np.random.seed(5)
        return K.eval(K.dropout(K.ones((40,)), .5))

    first = draw()
    K.clear_session()
    assert np.array_equal(first, draw())


@pytest.mark.parametrize('level', [-.1, 1., 1.5])
def test_dropout_refuses_a_level_that_is_no_share(level):
    with pytest.raises(ValueError, match=str(level)):
        K.dropout(K.ones((3,)), level)


def softmax_sequences(samples=3, time=6, classes=4):
    """Probabilities as a network would give them."""
    return KNP.softmax(numbers(samples, time, classes, low=-3, high=3))


def test_ctc_batch_cost():
    arrays = [np.array([[0, 1, 2], [1, 1, 0], [2, 0, 0]], 'int32'), softmax_sequences(),
              np.array([[6], [5], [4]], 'int32'), np.array([[3], [2], [1]], 'int32')]
    got, tensor = compute(K.ctc_batch_cost, arrays)
    close(got, KNP.ctc_batch_cost(*arrays), 1e-4)
    assert K.ndim(tensor) == 2


def test_ctc_label_dense_to_sparse():
    labels = K.constant([[1, 2, 3], [4, 5, 6]], dtype='int32')
    sparse = K.ctc_label_dense_to_sparse(labels, K.constant([2, 3], dtype='int32'))
    assert K.is_sparse(sparse)
    close(K.eval(K.to_dense(sparse)), [[1, 2, 0], [4, 5, 6]])


@pytest.mark.parametrize('kwargs', [
    dict(), dict(greedy=False, beam_width=20), dict(greedy=False, beam_width=50, top_paths=2)])
def test_ctc_decode(kwargs):
    x, lengths = softmax_sequences(), np.array([6, 5, 4], 'int32')
    sequences, scores = KNP.ctc_decode(x, lengths, **kwargs)
    got, _ = compute(lambda x, n: flat(K.ctc_decode(x, n, **kwargs)), [x, lengths])
    close(got[:-1], sequences)
    close(got[-1], scores, 1e-4)
