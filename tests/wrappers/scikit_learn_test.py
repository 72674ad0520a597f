"""The estimators: alone, with what Keras 2.3.1 documents, and inside scikit-learn."""

import copy
import os
import pickle
import subprocess
import sys

import numpy as np
import pytest

from keras.callbacks import EarlyStopping, LambdaCallback
from keras.datasets import digits
from keras.layers import Dense, Input
from keras.models import Model, Sequential
from keras.optimizers import Adam
from keras.wrappers.scikit_learn import BaseWrapper, KerasClassifier, KerasRegressor

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def classifier_model(units=8, outputs=3, loss='categorical_crossentropy', metrics=('accuracy',)):
    model = Sequential()
    model.add(Dense(units, activation='relu', input_dim=2))
    model.add(Dense(outputs, activation='softmax' if outputs > 1 else 'sigmoid'))
    model.compile(Adam(0.02), loss, metrics=list(metrics))
    return model


def regressor_model(units=8, outputs=1, metrics=()):
    model = Sequential()
    model.add(Dense(units, activation='relu', input_dim=2))
    model.add(Dense(outputs))
    model.compile(Adam(0.02), 'mse', metrics=list(metrics))
    return model


def digits_model(units=32):
    """Returns a classifier of handwritten digits."""
    model = Sequential()
    model.add(Dense(units, activation='relu', input_dim=64))
    model.add(Dense(10, activation='softmax'))
    model.compile('adam', 'sparse_categorical_crossentropy', metrics=['accuracy'])
    return model


def clouds(classes=3, each=30):
    """Points around centres on a circle, with the numbers of the centres."""
    rng = np.random.RandomState(1)
    numbers = np.arange(classes * each) % classes
    angles = 2 * np.pi * numbers / classes
    return np.stack([np.cos(angles), np.sin(angles)], 1) + rng.normal(0, .2, (len(numbers), 2)), \
        numbers


def some_digits(n=600):
    (x, y), _ = digits.load_data()
    return x[:n].reshape(n, 64) / 16., y[:n]


class Builder(object):
    """An object that builds a model."""

    def __call__(self, units=8):
        return classifier_model(units)


class OwnClassifier(KerasClassifier):
    """A subclass that builds its model itself."""

    def __call__(self, units=8):
        return classifier_model(units)


LABELS = [np.array([5, 7, 6]), np.array(['cow', 'ant', 'bee']), np.array([-.5, 0, .5])]


@pytest.mark.parametrize('labels', LABELS, ids=str)
@pytest.mark.parametrize('loss', ['categorical_crossentropy', 'sparse_categorical_crossentropy'])
def test_classes_of_any_kind(labels, loss):
    x, numbers = clouds()
    y = labels[numbers]
    classifier = KerasClassifier(classifier_model, loss=loss, epochs=30, verbose=0)
    history = classifier.fit(x, y)
    assert len(history.history['loss']) == 30
    assert list(classifier.classes_) == sorted(labels) and classifier.n_classes_ == 3
    found = classifier.predict(x)
    assert found.shape == (90,) and found.dtype == labels.dtype
    assert np.mean(found == y) > 0.9
    assert classifier.score(x, y) == pytest.approx(np.mean(found == y))
    # a part of the data need not have all the classes
    assert classifier.score(x[:1], y[:1]) == float(found[0] == y[0])
    probabilities = classifier.predict_proba(x)
    assert probabilities.shape == (90, 3)
    np.testing.assert_array_equal(classifier.classes_[probabilities.argmax(1)], found)


@pytest.mark.parametrize('shape', [(-1,), (-1, 1)])
def test_two_classes_and_one_output(shape):
    x, numbers = clouds(2)
    y = np.array(['no', 'yes'])[numbers].reshape(shape)
    classifier = KerasClassifier(classifier_model, outputs=1, loss='binary_crossentropy',
                                 epochs=30, verbose=0)
    classifier.fit(x, y)
    one = classifier.model.predict(x)
    np.testing.assert_array_equal(classifier.predict_proba(x), np.hstack([1 - one, one]))
    np.testing.assert_array_equal(classifier.predict(x),
                                  np.where(one[:, 0] > .5, 'yes', 'no'))
    assert classifier.score(x, y) == np.mean(classifier.predict(x) == y.ravel()) > 0.9


def test_one_hot_targets_and_a_functional_model():
    def build():
        inputs = Input((2,))
        model = Model(inputs, Dense(3, activation='softmax')(inputs))
        model.compile('sgd', 'categorical_crossentropy', metrics=['acc'])
        return model

    x, numbers = clouds()
    y = np.eye(3)[numbers]
    classifier = KerasClassifier(build, epochs=20, verbose=0)
    classifier.fit(x, y)
    np.testing.assert_array_equal(classifier.classes_, [0, 1, 2])
    found = classifier.predict(x)
    np.testing.assert_array_equal(found, classifier.model.predict(x).argmax(1))
    assert classifier.score(x, y) == pytest.approx(np.mean(found == numbers))


def test_regressor():
    x, _ = clouds()
    y = x[:, 0] - 2 * x[:, 1]
    regressor = KerasRegressor(regressor_model, epochs=60, verbose=0)
    regressor.fit(x, y)
    found = regressor.predict(x)
    assert found.shape == (90,) and regressor.predict(x[:1]).shape == (1,)
    assert regressor.score(x, y) == pytest.approx(-np.mean((found - y) ** 2), rel=1e-4)
    assert regressor.score(x, y) > -0.5 * y.var()


def test_regressor_with_metrics_and_several_outputs():
    x, _ = clouds()
    regressor = KerasRegressor(regressor_model, outputs=2, metrics=['mae'], epochs=2, verbose=0)
    regressor.fit(x, x)
    assert regressor.predict(x).shape == (90, 2)
    assert regressor.score(x, x) == pytest.approx(
        -np.mean((regressor.predict(x) - x) ** 2), rel=1e-4)


def test_arguments_reach_what_takes_them():
    told = []
    classifier = KerasClassifier(
        classifier_model, units=5, epochs=3, batch_size=45, verbose=0,
        callbacks=[LambdaCallback(on_batch_end=lambda batch, logs: told.append(batch))])
    x, y = clouds()
    classifier.fit(x, y)
    assert classifier.model.layers[0].units == 5 and told == [0, 1] * 3
    assert len(classifier.fit(x, y, epochs=1).epoch) == 1       # the call wins
    assert classifier.filter_sk_params(classifier_model, {'loss': 'mse', 'more': 1}) == {
        'units': 5, 'loss': 'mse', 'more': 1}


def test_name_of_keras_1():
    classifier = KerasClassifier(classifier_model, nb_epoch=2, verbose=0)
    with pytest.warns(UserWarning, match='epochs'):
        history = classifier.fit(*clouds())
    assert len(history.epoch) == 2


def test_sample_weights():
    x, y = clouds(2)
    weights = np.where(y == 1, 1., 0.)
    classifier = KerasClassifier(classifier_model, outputs=1, loss='binary_crossentropy',
                                 epochs=30, verbose=0)
    classifier.fit(x, y, sample_weight=weights)
    assert set(classifier.predict(x)) == {1}    # the others were not looked at
    unweighted = classifier.score(x, y)
    assert unweighted == pytest.approx(0.5)


@pytest.mark.parametrize('made', [KerasClassifier(Builder(), units=4, verbose=0),
                                  OwnClassifier(units=4, verbose=0)], ids=['object', 'subclass'])
def test_other_builders(made):
    made.fit(*clouds())
    assert made.model.layers[0].units == 4
    with pytest.raises(ValueError, match='other is not a legal parameter'):
        made.set_params(other=1)


def test_parameters():
    classifier = KerasClassifier(classifier_model, units=4, epochs=2)
    expected = {'build_fn': classifier_model, 'units': 4, 'epochs': 2}
    assert classifier.get_params() == classifier.get_params(deep=False) == expected
    assert classifier.set_params(units=6, build_fn=digits_model) is classifier
    assert classifier.get_params() == {'build_fn': digits_model, 'units': 6, 'epochs': 2}
    with pytest.raises(ValueError, match='outputs is not a legal parameter'):
        classifier.set_params(units=7, outputs=3)
    with pytest.raises(ValueError, match='units is not a legal parameter'):
        classifier.set_params(build_fn=lambda: None)
    assert classifier.get_params() == {'build_fn': digits_model, 'units': 6, 'epochs': 2}
    assert repr(classifier) == 'KerasClassifier(build_fn=digits_model, epochs=2, units=6)'


def test_illegal_parameter():
    with pytest.raises(ValueError) as caught:
        KerasRegressor(regressor_model, unit=3)
    assert str(caught.value).startswith('unit is not a legal parameter')
    assert 'regressor_model' in str(caught.value)


@pytest.mark.parametrize('cls', [BaseWrapper, KerasClassifier, KerasRegressor])
def test_without_a_builder(cls):
    with pytest.raises(ValueError, match='needs `build_fn`'):
        cls(epochs=3)


def test_errors_of_a_classifier():
    x, y = clouds()
    classifier = KerasClassifier(classifier_model, metrics=(), verbose=0)
    for method in (lambda: classifier.predict(x), lambda: classifier.score(x, y)):
        with pytest.raises(AttributeError, match=r'call fit\(x, y\) first'):
            method()
    with pytest.raises(ValueError, match=r'Invalid shape for y: \(90, 1, 1\)'):
        classifier.fit(x, y.reshape(90, 1, 1))
    classifier.fit(x, y)
    with pytest.raises(ValueError, match=r'You should pass `metrics=\["accuracy"\]`'):
        classifier.score(x, y)
    with pytest.raises(ValueError, match=r'not there in fit\(\): \[3\]'):
        classifier.score(x, y + 1)


@pytest.mark.parametrize('copied', [copy.deepcopy, lambda x: pickle.loads(pickle.dumps(x))],
                         ids=['deepcopy', 'pickle'])
def test_copies(copied):
    x, y = clouds()
    classifier = KerasClassifier(classifier_model, epochs=3, verbose=0)
    twin = copied(classifier)
    assert twin.get_params() == classifier.get_params() and not hasattr(twin, 'model')
    classifier.fit(x, y)
    twin = copied(classifier)
    assert twin.model is not classifier.model
    np.testing.assert_array_equal(twin.predict_proba(x), classifier.predict_proba(x))
    assert twin.score(x, y) == classifier.score(x, y)
    twin.fit(x, y)      # and it can go on


def needed():
    """The module sklearn, or the test is skipped."""
    return pytest.importorskip('sklearn', reason='needs scikit-learn')


def test_grid_search():
    needed()
    from sklearn.model_selection import GridSearchCV
    x, y = some_digits()
    search = GridSearchCV(KerasClassifier(digits_model, batch_size=32, verbose=0),
                          {'units': [2, 32], 'epochs': [1, 20]}, cv=2)
    search.fit(x, y)
    assert search.best_params_ == {'units': 32, 'epochs': 20}
    assert search.best_score_ > 0.75 and len(search.cv_results_['params']) == 4
    assert search.best_estimator_.model.layers[0].units == 32
    assert search.score(x, y) == search.best_estimator_.score(x, y) > 0.9
    assert np.mean(search.predict(x) == y) == pytest.approx(search.score(x, y))


def test_cross_validation_with_a_scorer_of_probabilities():
    needed()
    from sklearn.model_selection import cross_val_predict, cross_val_score
    x, y = some_digits(300)
    classifier = KerasClassifier(digits_model, epochs=20, batch_size=16, verbose=0)
    scores = cross_val_score(classifier, x, y, cv=3, scoring='neg_log_loss')
    assert scores.shape == (3,) and scores.min() > -1.5     # guessing has -2.3
    assert np.mean(cross_val_predict(classifier, x, y, cv=3) == y) > 0.75


def test_pipelines(recwarn):
    needed()
    from sklearn.base import clone, is_classifier, is_regressor
    from sklearn.model_selection import GridSearchCV
    from sklearn.pipeline import Pipeline, make_pipeline
    from sklearn.preprocessing import StandardScaler
    x, y = clouds()
    x = x * [1000, .001]
    regressor = KerasRegressor(regressor_model, epochs=30, verbose=0)
    pipeline = Pipeline([('scale', StandardScaler()), ('net', regressor)])
    assert is_regressor(pipeline) and not is_classifier(pipeline)
    pipeline.fit(x, 3 * y)
    assert pipeline.score(x, 3 * y) == regressor.score(
        pipeline.named_steps['scale'].transform(x), 3 * y) > -9
    classifier = KerasClassifier(classifier_model, verbose=0)
    search = GridSearchCV(make_pipeline(StandardScaler(), classifier),
                          {'kerasclassifier__epochs': [1, 30]}, cv=2)
    assert is_classifier(search) and 'KerasClassifier(' in repr(clone(search))
    search.fit(x, y)
    assert search.best_params_ == {'kerasclassifier__epochs': 30} and search.score(x, y) > 0.9
    assert not recwarn.list


def test_clone_keeps_parameters_and_forgets_the_model():
    needed()
    from sklearn.base import clone
    classifier = KerasClassifier(classifier_model, units=4, verbose=0,
                                 class_weight={0: 2., 1: 1., 2: 1.})
    classifier.fit(*clouds())
    twin = clone(classifier)
    assert twin.get_params() == classifier.get_params() and not hasattr(twin, 'model')


def test_clones_have_callbacks_of_their_own():
    needed()
    from sklearn.model_selection import cross_val_score
    x, y = clouds()
    stop = EarlyStopping('loss', patience=40)
    classifier = KerasClassifier(classifier_model, callbacks=[stop], epochs=30, verbose=0)
    assert cross_val_score(classifier, x, y, cv=2).min() > 0.9
    assert stop.model is None


def test_a_committee():
    needed()
    from sklearn.ensemble import VotingClassifier
    x, y = clouds()
    members = [(name, KerasClassifier(classifier_model, epochs=30, units=8, verbose=0))
               for name in ('one', 'two')]
    for voting in ('hard', 'soft'):
        committee = VotingClassifier(members, voting=voting).fit(x, y)
        assert committee.score(x, y) > 0.9


PARALLEL = '''
import numpy as np
from sklearn.model_selection import cross_val_score
from tests.wrappers.scikit_learn_test import classifier_model, clouds
from keras.wrappers.scikit_learn import KerasClassifier
if __name__ == '__main__':
    x, y = clouds()
    classifier = KerasClassifier(lambda: classifier_model(), epochs=30, verbose=0)
    classifier.fit(x, y)
    scores = cross_val_score(classifier, x, y, cv=2, n_jobs=2)
    print('scores', len(scores), min(scores) > 0.8)
'''


def test_several_processes(tmp_path):
    needed()
    path = tmp_path / 'parallel.py'
    path.write_text(PARALLEL)
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(
        [ROOT] + os.environ.get('PYTHONPATH', '').split(os.pathsep)))
    printed = subprocess.check_output([sys.executable, str(path)], env=environment, timeout=300,
                                      stderr=subprocess.STDOUT).decode()
    assert 'scores 2 True' in printed
