"""Models as estimators of scikit-learn: for `GridSearchCV`, `cross_val_score` and `Pipeline`.

scikit-learn itself is not needed to import this or to use an estimator alone.
"""

import numpy as np

from keras import losses
from keras.models import Sequential
from keras.utils.generic_utils import has_arg, to_list
from keras.utils.np_utils import to_categorical

_METHODS = ('fit', 'predict', 'predict_classes', 'evaluate')


class BaseWrapper(object):
    """What `KerasClassifier` and `KerasRegressor` have in common; not to be used alone.

    Args:
        build_fn: A function, or an object that can be called, which returns a compiled model.
            None in a subclass that has a method `__call__` for it.
        **sk_params: Arguments of `build_fn`, and those of `fit`, `predict` and `evaluate`
            (`epochs`, `batch_size`, `callbacks`, ...). All of them can be searched over.

    Raises:
        ValueError: If there is nothing that builds a model, or an argument that nothing takes.
    """

    def __init__(self, build_fn=None, **sk_params):
        self.build_fn = build_fn
        self.sk_params = sk_params
        self.check_params(sk_params)

    def __repr__(self):
        """The call that makes an estimator like this one."""
        params = dict(self.sk_params)
        if self.build_fn is not None:
            params['build_fn'] = getattr(self.build_fn, '__name__', self.build_fn)
        return '%s(%s)' % (type(self).__name__, ', '.join(
            '%s=%s' % (name, params[name] if name == 'build_fn' else repr(params[name]))
            for name in sorted(params)))

    def _builder(self):
        """What builds the model: the function given, or this object itself."""
        builder = self if self.build_fn is None else self.build_fn
        if not callable(builder):
            raise ValueError(
                '%s needs `build_fn`, a function that returns a compiled model (or a subclass '
                'with a method `__call__` that does). Received: build_fn=%r.'
                % (type(self).__name__, self.build_fn))
        return builder

    def check_params(self, params):
        """Refuses arguments that neither the building function nor the model takes.

        Args:
            params: Dictionary of arguments.

        Raises:
            ValueError: If there is one that nothing takes.
        """
        builder = self._builder()
        takers = [builder] + [getattr(Sequential, method) for method in _METHODS]
        for name in params:
            if name != 'nb_epoch' and not any(has_arg(taker, name) for taker in takers):
                raise ValueError(
                    '%s is not a legal parameter of %s: neither the function that builds the model '
                    '(%s) nor the methods %s of a model have an argument of this name.'
                    % (name, type(self).__name__, getattr(builder, '__name__', builder),
                       ', '.join(_METHODS)))

    def get_params(self, **params):
        """The arguments of the constructor.

        Args:
            **params: `deep`, which scikit-learn passes; it makes no difference here.

        Returns:
            Dictionary. Its values are the objects that were given, not copies.
        """
        return dict(self.sk_params, build_fn=self.build_fn)

    def set_params(self, **params):
        """Changes arguments of the constructor.

        Args:
            **params: The new values.

        Returns:
            The estimator itself.

        Raises:
            ValueError: If there is an argument that nothing takes; nothing is changed then.
        """
        before = self.build_fn
        self.build_fn = params.pop('build_fn', before)
        try:
            self.check_params(dict(self.sk_params, **params))
        except ValueError:
            self.build_fn = before
            raise
        self.sk_params.update(params)
        return self

    def fit(self, x, y, **kwargs):
        """Builds a new model and trains it.

        Args:
            x: Array of shape `(samples, features, ...)`.
            y: Array of shape `(samples,)` or `(samples, outputs)`.
            **kwargs: Arguments of `Sequential.fit`; they win over those of the constructor.

        Returns:
            A `History`.
        """
        builder = self._builder()
        self.model = builder(**self.filter_sk_params(builder))
        arguments = self.filter_sk_params(Sequential.fit)
        if 'nb_epoch' in self.sk_params:
            arguments['nb_epoch'] = self.sk_params['nb_epoch']
        arguments.update(kwargs)
        return self.model.fit(x, self._targets(y), **arguments)

    def _targets(self, y):
        """Targets as the model wants them."""
        return np.asarray(y)

    def _fitted(self):
        """The trained model."""
        if not self.__sklearn_is_fitted__():
            raise AttributeError('This %s has no model yet: call fit(x, y) first.'
                                 % type(self).__name__)
        return self.model

    def filter_sk_params(self, fn, override=None):
        """Those arguments of the constructor that a function takes.

        Args:
            fn: A function.
            override: Dictionary of arguments that are added whether it takes them or not, and win.

        Returns:
            Dictionary.
        """
        chosen = {name: value for name, value in self.sk_params.items() if has_arg(fn, name)}
        return dict(chosen, **(override or {}))

    def __sklearn_is_fitted__(self):
        """Whether there is a trained model; scikit-learn asks for it."""
        return hasattr(self, 'model')

    def _tags(self, **kinds):
        """What scikit-learn 1.6 and later asks for to tell what kind of estimator this is."""
        from sklearn.utils import InputTags, Tags, TargetTags
        given = dict.fromkeys(['classifier_tags', 'regressor_tags', 'transformer_tags'])
        return Tags(estimator_type=self._estimator_type, target_tags=TargetTags(required=True),
                    input_tags=InputTags(three_d_array=True), non_deterministic=True,
                    **dict(given, **kinds))


class KerasClassifier(BaseWrapper):
    """A model as a classifier of scikit-learn.

    Args:
        build_fn: A function, or an object that can be called, which returns a compiled model.
            None in a subclass that has a method `__call__` for it.
        **sk_params: Arguments of `build_fn`, and those of `fit`, `predict` and `evaluate`.

    Attributes:
        model: The trained model.
        classes_: Array of the class labels, sorted; `predict` returns some of them.
        n_classes_: Their number.

    Raises:
        ValueError: If there is nothing that builds a model, or an argument that nothing takes.

    Example:

        import numpy as np
        from keras.layers import Dense
        from keras.models import Sequential
        from keras.wrappers.scikit_learn import KerasClassifier

        def build(units=8):
            model = Sequential([Dense(units, activation='relu', input_dim=4),
                                Dense(1, activation='sigmoid')])
            model.compile('adam', 'binary_crossentropy', metrics=['accuracy'])
            return model

        classifier = KerasClassifier(build, units=16, epochs=2, verbose=0)
        classifier.fit(np.random.rand(20, 4), ['cat', 'dog'] * 10)
        assert set(classifier.predict(np.random.rand(5, 4))) <= {'cat', 'dog'}
    """

    _estimator_type = 'classifier'

    def __sklearn_tags__(self):
        """The kind of estimator, for scikit-learn 1.6 and later."""
        from sklearn.utils import ClassifierTags
        return self._tags(classifier_tags=ClassifierTags())

    def fit(self, x, y, sample_weight=None, **kwargs):
        """Builds a new model and trains it.

        Args:
            x: Array of shape `(samples, features, ...)`.
            y: Class labels of any kind, shape `(samples,)`; or one-hot, `(samples, classes)`.
            sample_weight: Array of shape `(samples,)`, the weights of the samples.
            **kwargs: Arguments of `Sequential.fit`; they win over those of the constructor.

        Returns:
            A `History`.

        Raises:
            ValueError: If `y` has another shape.
        """
        y = np.asarray(y)
        if y.ndim == 2 and y.shape[1] > 1:
            self.classes_ = np.arange(y.shape[1])
        elif y.ndim == 1 or y.ndim == 2 and y.shape[1] == 1:
            self.classes_ = np.unique(y)
        else:
            raise ValueError('Invalid shape for y: %s. Expected (samples,) for class labels, or '
                             '(samples, classes) for one-hot vectors.' % (y.shape,))
        self.n_classes_ = len(self.classes_)
        if sample_weight is not None:
            kwargs['sample_weight'] = sample_weight
        return super(KerasClassifier, self).fit(x, y, **kwargs)

    def _targets(self, y):
        """The numbers of the classes, as one-hot vectors if the loss wants them."""
        y = np.asarray(y)
        if y.ndim == 2 and y.shape[1] > 1:
            return y
        y = y.reshape(-1)
        unknown = np.setdiff1d(y, self.classes_)
        if len(unknown):
            raise ValueError('y has classes that were not there in fit(): %s. Those known are %s.'
                             % (unknown[:5].tolist(), self.classes_[:20].tolist()))
        numbers = np.searchsorted(self.classes_, y)
        loss = losses.get(to_list(self.model.loss)[0])
        name = getattr(loss, '__name__', None) or getattr(loss, 'name', None)
        one_hot = name == 'categorical_crossentropy'
        return to_categorical(numbers, self.n_classes_) if one_hot else numbers

    def predict(self, x, **kwargs):
        """The most probable class of each sample.

        Args:
            x: Array of shape `(samples, features, ...)`.
            **kwargs: Arguments of `Sequential.predict_classes`.

        Returns:
            Array of shape `(samples,)` of class labels.
        """
        found = self._fitted().predict(
            x, **self.filter_sk_params(Sequential.predict_classes, kwargs))
        if found.shape[-1] > 1:
            return self.classes_[found.argmax(axis=-1)]
        return self.classes_[(found[:, 0] > 0.5).astype(int)]

    def predict_proba(self, x, **kwargs):
        """The probability of each class for each sample.

        Args:
            x: Array of shape `(samples, features, ...)`.
            **kwargs: Arguments of `Sequential.predict_proba`.

        Returns:
            Array of shape `(samples, classes)`; also for a model with one output, which is the
            probability of the second class.
        """
        found = self._fitted().predict(
            x, **self.filter_sk_params(Sequential.predict_proba, kwargs))
        return np.hstack([1 - found, found]) if found.shape[1] == 1 else found

    def score(self, x, y, **kwargs):
        """The accuracy on given data.

        Args:
            x: Array of shape `(samples, features, ...)`.
            y: Class labels, shape `(samples,)`; or one-hot, `(samples, classes)`.
            **kwargs: Arguments of `Sequential.evaluate`, also `sample_weight`.

        Returns:
            A float.

        Raises:
            ValueError: If the model was compiled without `metrics=['accuracy']`.
        """
        model = self._fitted()
        values = model.evaluate(x, self._targets(y),
                                **self.filter_sk_params(Sequential.evaluate, kwargs))
        for name, value in zip(model.metrics_names, to_list(values)):
            if name in ('accuracy', 'acc'):
                return float(value)
        raise ValueError('The model is not configured to compute accuracy. You should pass '
                         '`metrics=["accuracy"]` to the `model.compile()` method. It has: %s.'
                         % ', '.join(model.metrics_names))


class KerasRegressor(BaseWrapper):
    """A model as a regressor of scikit-learn.

    Args:
        build_fn: A function, or an object that can be called, which returns a compiled model.
            None in a subclass that has a method `__call__` for it.
        **sk_params: Arguments of `build_fn`, and those of `fit`, `predict` and `evaluate`.

    Attributes:
        model: The trained model.

    Raises:
        ValueError: If there is nothing that builds a model, or an argument that nothing takes.

    Example:

        import numpy as np
        from keras.layers import Dense
        from keras.models import Sequential
        from keras.wrappers.scikit_learn import KerasRegressor

        def build():
            model = Sequential([Dense(1, input_dim=4)])
            model.compile('sgd', 'mse')
            return model

        regressor = KerasRegressor(build, epochs=2, verbose=0)
        regressor.fit(np.random.rand(20, 4), np.random.rand(20))
        assert regressor.predict(np.random.rand(5, 4)).shape == (5,)
    """

    _estimator_type = 'regressor'

    def __sklearn_tags__(self):
        """The kind of estimator, for scikit-learn 1.6 and later."""
        from sklearn.utils import RegressorTags
        return self._tags(regressor_tags=RegressorTags())

    def predict(self, x, **kwargs):
        """The number, or numbers, predicted for each sample.

        Args:
            x: Array of shape `(samples, features, ...)`.
            **kwargs: Arguments of `Sequential.predict`.

        Returns:
            Array of shape `(samples,)`, or `(samples, outputs)` for a model with several outputs.
        """
        found = self._fitted().predict(x, **self.filter_sk_params(Sequential.predict, kwargs))
        return found[..., 0] if found.shape[-1] == 1 else found

    def score(self, x, y, **kwargs):
        """The loss on given data with its sign changed: the greater, the better.

        Args:
            x: Array of shape `(samples, features, ...)`.
            y: Array of shape `(samples,)` or `(samples, outputs)`.
            **kwargs: Arguments of `Sequential.evaluate`, also `sample_weight`.

        Returns:
            A float.
        """
        values = self._fitted().evaluate(x, self._targets(y),
                                         **self.filter_sk_params(Sequential.evaluate, kwargs))
        return -float(to_list(values)[0])
