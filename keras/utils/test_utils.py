"""What tests of layers and models need: data to learn from, and one check of a whole layer."""

import functools

import numpy as np
from numpy.testing import assert_allclose

from keras import backend as K
from keras.engine.input_layer import Input
from keras.models import Model, Sequential
from keras.utils.functions import has_arg
from keras.utils.registry import get_registered_name

_TOLERANCE = {'rtol': 1e-3, 'atol': 1e-6}


def get_test_data(num_train=1000, num_test=500, input_shape=(10,), output_shape=(2,),
                  classification=True, num_classes=2):
    """Random data that a small model can learn.

    Every sample has a hidden number; its features scatter around it. In classification the number
    is the class, in regression the targets scatter around it too.

    Args:
        num_train: How many samples to train on. Default 1000.
        num_test: How many samples to test with. Default 500.
        input_shape: Shape of one sample. Default `(10,)`.
        output_shape: Shape of one target, for regression. Default `(2,)`.
        classification: Whether targets are classes (default) or numbers.
        num_classes: How many classes. Default 2.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: floats of shape `(samples,) + input_shape`; classes
        as integers of shape `(samples,)`, or floats of shape `(samples,) + output_shape`.

    Example:
        from keras.utils.test_utils import get_test_data
        (x_train, y_train), (x_test, y_test) = get_test_data(20, 10, input_shape=(4,))
        assert x_train.shape == (20, 4) and set(y_test) <= {0, 1}
    """
    samples = num_train + num_test
    if classification:
        y = hidden = np.random.randint(0, num_classes, size=samples)
    else:
        hidden = np.random.random(samples)
        y = _around(hidden, output_shape)
    x = _around(hidden, input_shape)
    return (x[:num_train], y[:num_train]), (x[num_train:], y[num_train:])


def _around(means, shape):
    """Normally distributed numbers of that shape around each of the means."""
    centers = means.reshape((-1,) + (1,) * len(shape))
    noise = np.random.normal(scale=0.7, size=(len(means),) + tuple(shape))
    return (centers + noise).astype('float32')


def layer_test(layer_cls, kwargs={}, input_shape=None, input_dtype=None, input_data=None,
               expected_output=None, expected_output_dtype=None, fixed_batch_size=False):
    """Checks a layer with one input and one output in every way a model uses it.

    It is built, called in a `Model` and in a `Sequential`, written as a configuration and read
    from it, given its weights again, and trained for one step.

    Args:
        layer_cls: Class of the layer.
        kwargs: Dictionary of the arguments of its constructor.
        input_shape: Shape of the input with the batch axis; None stands for a size that varies.
            Needed unless `input_data` is given.
        input_dtype: Type of the input. Default: that of `input_data`, or `K.floatx()`.
        input_data: Array to feed. Default: random numbers.
        expected_output: Array that the layer must give for `input_data`, within 0.1 percent.
        expected_output_dtype: Type that the output must have. Default: that of the input.
        fixed_batch_size: Whether the layer needs to know the batch size. Default False.

    Returns:
        The output for the data: an array.

    Raises:
        ValueError: If neither `input_shape` nor `input_data` is given.
        AssertionError: If the layer fails a check.

    Example:
        from keras.layers import Dense
        from keras.utils.test_utils import layer_test
        output = layer_test(Dense, kwargs={'units': 3}, input_shape=(2, 4))
        assert output.shape == (2, 3)
    """
    if input_data is None:
        input_dtype = input_dtype or K.floatx()
        input_shape, input_data = _random_input(input_shape, input_dtype)
    input_shape = input_shape or input_data.shape
    input_dtype = input_dtype or input_data.dtype.name
    batch_shape = tuple(input_shape) if fixed_batch_size else (None,) + tuple(input_shape[1:])

    layer = _with_weights(layer_cls, kwargs, input_shape)
    x = Input(batch_shape=batch_shape, dtype=input_dtype)
    y = layer(x)
    wanted_dtype = expected_output_dtype or input_dtype
    assert K.dtype(y) == wanted_dtype, (
        '{!r} gives {} for an input of {}, not {}'.format(
            layer, K.dtype(y), input_dtype, wanted_dtype))
    model = Model(x, y)
    output = _check_output(model, layer, input_data, expected_output)
    _check_config(model, layer, input_data, output)
    _check_training(model, input_data, output)
    config = dict(layer.get_config(), batch_input_shape=batch_shape)
    stack = Sequential([type(layer).from_config(config)])
    output = _check_output(stack, layer, input_data, expected_output)
    _check_config(stack, layer, input_data, output)
    _check_training(stack, input_data, output)
    return output


def keras_test(func):
    """Decorates a test so that the graph it leaves behind is dropped.

    Args:
        func: A test function.

    Returns:
        A function of the same signature.

    Example:
        from keras.layers import Dense
        from keras.utils.test_utils import keras_test, layer_test

        @keras_test
        def test_dense():
            layer_test(Dense, {'units': 3}, input_shape=(2, 4))
    """
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        """Calls the test, then clears the session, whether the test passes or not."""
        try:
            return func(*args, **kwargs)
        finally:
            K.clear_session()
    return wrapper


def _random_input(shape, dtype):
    """(shape, array) of random numbers; sizes that vary are drawn from 1 to 3."""
    if not shape:
        raise ValueError('layer_test() needs `input_shape`, with the batch axis, or `input_data`.')
    sizes = [np.random.randint(1, 4) if size is None else size for size in shape]
    data = 10 * np.random.random(sizes)
    if dtype.startswith('float'):
        data -= 0.5
    return tuple(shape), data.astype(dtype)


def _with_weights(layer_cls, kwargs, input_shape):
    """A layer; if the constructor takes weights, it is given those of another such layer."""
    layer = layer_cls(**kwargs)
    if not has_arg(layer_cls.__init__, 'weights'):
        return layer
    model = Sequential([layer_cls(**dict(kwargs, batch_input_shape=tuple(input_shape)))])
    return layer_cls(**dict(kwargs, weights=model.get_weights()))


def _check_output(model, layer, data, expected):
    """What the model gives for the data, once its shape and values are found right."""
    output = model.predict_on_batch(data)
    claimed = tuple(layer.compute_output_shape((None,) + data.shape[1:]))
    assert len(claimed) == output.ndim and all(
        size in (None, found) for size, found in zip(claimed, output.shape)), (
            '{!r} says that its output has the shape {}, but gave {} for an input of {}'.format(
                layer, claimed, output.shape, data.shape))
    if expected is not None:
        assert_allclose(output, expected, **_TOLERANCE)
    return output


def _check_config(model, layer, data, output):
    """A model made from the configuration, with the same weights, gives the same."""
    classes = {get_registered_name(type(layer)): type(layer)}
    again = type(model).from_config(model.get_config(), custom_objects=classes)
    if model.weights:
        again.set_weights(model.get_weights())
        if not getattr(layer, 'stateful', False):
            assert_allclose(again.predict_on_batch(data), output, **_TOLERANCE)


def _check_training(model, data, target):
    """One step of training goes through."""
    model.compile('rmsprop', 'mse', weighted_metrics=['acc'])
    model.train_on_batch(data, target)
