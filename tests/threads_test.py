"""Models under threads, as a small web server uses them."""
import threading

import numpy as np

from keras import backend as K
from keras.layers import Dense
from keras.models import Sequential, load_model

THREADS, CALLS = 16, 2000


def small_model():
    """A compiled model whose output is a known function of its input."""
    model = Sequential([Dense(8, activation='relu', input_dim=4), Dense(3)])
    model.compile('sgd', 'mse')
    return model


def expected(weights, x):
    """What the model computes, by hand."""
    hidden = np.maximum(x.dot(weights[0]) + weights[1], 0)
    return hidden.dot(weights[2]) + weights[3]


def run_in_threads(targets):
    """Runs every function in a thread of its own; the first error of any of them is raised here."""
    errors = []

    def guarded(target):
        try:
            target()
        except BaseException as error:                  # handed to the caller below
            errors.append(error)
    threads = [threading.Thread(target=guarded, args=(target,)) for target in targets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


def test_one_model_predicts_in_many_threads():
    model = small_model()
    weights = model.get_weights()
    answered = []

    def client(seed):
        x = np.random.RandomState(seed).normal(size=(1 + seed % 3, 4)).astype('float32')
        wanted = expected(weights, x)
        slack = 1e-5 + 1e-4 * np.abs(wanted)
        for _ in range(CALLS):
            got = model.predict(x)
            assert got.shape == wanted.shape and (np.abs(got - wanted) <= slack).all()
        answered.append(seed)
    run_in_threads([lambda seed=seed: client(seed) for seed in range(THREADS)])
    assert sorted(answered) == list(range(THREADS))


def test_model_loaded_in_one_thread_predicts_and_trains_in_another(tmp_path):
    path = str(tmp_path / 'model.h5')
    model = small_model()
    model.save(path)
    weights = model.get_weights()
    x = np.random.RandomState(0).normal(size=(5, 4)).astype('float32')
    loaded, results = [], []
    run_in_threads([lambda: loaded.append(load_model(path))])
    np.testing.assert_allclose(loaded[0].predict(x), expected(weights, x), rtol=1e-4, atol=1e-5)
    run_in_threads([lambda: results.append(loaded[0].predict(x))])
    np.testing.assert_allclose(results[0], expected(weights, x), rtol=1e-4, atol=1e-5)
    run_in_threads([lambda: results.append(loaded[0].train_on_batch(x, np.zeros((5, 3))))])
    assert np.isfinite(results[1])
    assert not np.array_equal(loaded[0].get_weights()[0], weights[0])


def test_model_made_here_is_trained_evaluated_and_saved_in_a_thread(tmp_path):
    model = small_model()
    x = np.random.RandomState(0).normal(size=(6, 4)).astype('float32')
    y = np.zeros((6, 3), 'float32')
    results = []

    def work():
        results.append(model.fit(x, y, epochs=2, verbose=0).history['loss'])
        results.append(model.evaluate(x, y, verbose=0))
        model.save(str(tmp_path / 'model.h5'))
    run_in_threads([work])
    assert results[0][1] < results[0][0]
    again = load_model(str(tmp_path / 'model.h5'))
    np.testing.assert_allclose(again.predict(x), model.predict(x), rtol=1e-5, atol=1e-6)


def test_compiling_in_a_thread_uses_the_graph_of_the_model():
    model = Sequential([Dense(2, input_dim=4)])
    x = np.ones((3, 4), 'float32')

    def work():
        model.compile('adam', 'mse', metrics=['mae'])
        model.fit(x, np.zeros((3, 2)), verbose=0)
    run_in_threads([work])
    assert len(model.evaluate(x, np.zeros((3, 2)), verbose=0)) == 2


def test_two_models_in_two_threads_do_not_mix():
    def work(value):
        model = Sequential([Dense(2, input_dim=4, kernel_initializer='zeros')])
        model.set_weights([np.full((4, 2), value), np.zeros(2)])
        for _ in range(50):
            np.testing.assert_allclose(model.predict(np.ones((3, 4))), np.full((3, 2), 4. * value))
    run_in_threads([lambda value=value: work(value) for value in range(6)])
    assert K.floatx() == 'float32'
