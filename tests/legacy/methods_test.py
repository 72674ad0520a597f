"""Methods take the Keras 1 names of their arguments."""

import inspect

import numpy as np
import pytest

from keras import backend as K
from keras import optimizers
from keras.layers import Dense, Layer
from keras.models import Sequential


def model():
    """A compiled model of one layer."""
    made = Sequential([Dense(1, input_shape=(2,))])
    made.compile('sgd', 'mse')
    return made


def batches():
    """Batches without end."""
    while True:
        yield np.ones((4, 2)), np.ones((4, 1))


def test_fit():
    with pytest.warns(UserWarning, match=r'`fit\(epochs=2\)`') as caught:
        history = model().fit(np.ones((4, 2)), np.ones((4, 1)), nb_epoch=2, verbose=0)
    assert len(history.epoch) == 2 and caught[0].filename == __file__


def test_fit_generator():
    with pytest.warns(UserWarning, match='counts batches') as caught:
        history = model().fit_generator(batches(), samples_per_epoch=3, nb_epoch=2, verbose=0,
                                        max_q_size=2, nb_worker=1, pickle_safe=False)
    assert len(history.epoch) == 2 and caught[0].filename == __file__
    assert 'steps_per_epoch=3' in str(caught[0].message)


def test_samples_become_steps_where_the_size_of_a_batch_is_known():
    class Source(object):
        batch_size = 4

        def __init__(self):
            self.rest = batches()

        def __iter__(self):
            return self

        def __next__(self):
            return next(self.rest)

    with pytest.warns(UserWarning, match=r'`fit_generator\(steps_per_epoch=3, epochs=1\)`$'):
        model().fit_generator(Source(), samples_per_epoch=10, nb_epoch=1, verbose=0)


def test_evaluate_and_predict_generator():
    made = model()
    with pytest.warns(UserWarning, match='steps=2'):
        made.evaluate_generator(batches(), val_samples=2)
    with pytest.warns(UserWarning, match='steps=2'):
        assert made.predict_generator(batches(), val_samples=2).shape == (8, 1)


@pytest.mark.parametrize('name', ['fit_generator', 'evaluate_generator', 'predict_generator'])
def test_unknown_names_are_refused(name):
    made = model()
    with pytest.raises(TypeError, match='no_such_name'):
        getattr(made, name)(batches(), no_such_name=1)
    assert 'keras_1' not in inspect.signature(getattr(made, name)).parameters


def test_names_of_another_method_are_refused():
    with pytest.raises(TypeError, match='samples_per_epoch'):
        model().predict_generator(batches(), samples_per_epoch=1)


@pytest.mark.parametrize('order', ['by position', 'two', 'by name'])
def test_get_updates(order):
    weight = K.variable(np.ones((2,)))
    loss = K.sum(K.square(weight))
    sgd = optimizers.SGD(learning_rate=.5)
    with pytest.warns(UserWarning, match='get_updates'):
        if order == 'by position':
            updates = sgd.get_updates([weight], {}, loss)
        elif order == 'two':
            updates = sgd.get_updates([weight], loss)
        else:
            updates = sgd.get_updates(params=[weight], constraints={}, loss=loss)
    K.function([], [loss], updates=updates)([])
    np.testing.assert_allclose(K.get_value(weight), 0, atol=1e-6)
    assert list(inspect.signature(sgd.get_updates).parameters) == ['loss', 'params']


def test_add_weight_with_the_shape_first():
    class Mine(Layer):
        def build(self, input_shape):
            self.w = self.add_weight((input_shape[-1], 3), name='w', initializer='ones')
            self.b = self.add_weight((3,), 'b')
            self.built = True

    layer = Mine()
    with pytest.warns(UserWarning, match='add_weight'):
        layer.build((None, 2))
    assert [K.int_shape(w) for w in layer.weights] == [(2, 3), (3,)]
    assert list(inspect.signature(layer.add_weight).parameters)[:2] == ['name', 'shape']


def test_image_dim_ordering():
    K.set_image_dim_ordering('th')
    assert K.image_data_format() == 'channels_first' and K.image_dim_ordering() == 'th'
