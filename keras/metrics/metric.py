"""What all metrics share: state, its updates, and its value."""

import re

import numpy as np

from keras import backend as K
from keras import initializers


class Metric(object):
    """Base class of metrics: state that is updated batch by batch, and a value computed from it.

    A subclass makes its state with `add_weight` in its constructor, and writes
    `update_state(self, y_true, y_pred, sample_weight=None)` and `result(self)`. `update_state`
    changes the state by `K.update_add` and the like and may return the updates. Calling the metric
    gives the value as it is after the update with what it is called with.

    Args:
        name: Name of the metric, which is its key in logs. Default: from the class's name.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Attributes:
        weights: List of the state's variables.
        updates: List of the updates that calls of the metric have made.
        stateful: True.

    Raises:
        TypeError: If another argument is given.

    Example:
        from keras import backend as K, metrics
        class Largest(metrics.Metric):
            def __init__(self, name='largest', **kwargs):
                super(Largest, self).__init__(name=name, **kwargs)
                self.largest = self.add_weight('largest', initializer='zeros')
            def update_state(self, y_true, y_pred, sample_weight=None):
                return K.update(self.largest, K.maximum(self.largest, K.max(y_pred)))
            def result(self):
                return self.largest
    """

    stateful = True

    def __init__(self, name=None, dtype=None, **kwargs):
        if kwargs:
            raise TypeError('Unexpected argument passed to the metric {}: {}.'.format(
                type(self).__name__, ', '.join(sorted(map(repr, kwargs)))))
        self.name = name or _default_name(type(self).__name__)
        self.dtype = dtype or K.floatx()
        self.built = True
        self._weights = []
        self._recipes = []
        self._updates = []

    @property
    def weights(self):
        """List of the state's variables."""
        return list(self._weights)

    non_trainable_weights = weights
    variables = weights

    @property
    def trainable_weights(self):
        """An empty list: no gradient changes a metric."""
        return []

    @property
    def updates(self):
        """List of the updates that calls of the metric have made."""
        return list(self._updates)

    def add_weight(self, name, shape=(), initializer=None, dtype=None):
        """Makes a variable of the state.

        Args:
            name: Its name.
            shape: Its shape, a tuple of ints. Default: a scalar.
            initializer: What it starts with, as for layers. Default: zeros.
            dtype: Type of number. Default: that of the metric.

        Returns:
            A variable.
        """
        recipe = (name, tuple(shape), initializers.get(initializer or 'zeros'),
                  dtype or self.dtype)
        variable = self._make(*recipe)
        self._weights.append(variable)
        self._recipes.append(recipe)
        return variable

    def add_update(self, updates):
        """Notes updates, so that they are found in `updates`.

        Args:
            updates: An update or a list of them.
        """
        self._updates.extend(updates if isinstance(updates, (list, tuple)) else [updates])

    def __call__(self, *args, **kwargs):
        """Updates the state and gives the value after that.

        Args:
            *args: What `update_state` takes, usually `y_true`, `y_pred`.
            **kwargs: The same by name, usually `sample_weight`.

        Returns:
            A tensor; computing it runs the update.
        """
        self._move_to_current_graph()
        with K.name_scope(re.sub(r'[^A-Za-z0-9_.\-]', '', self.name).lstrip('_.-') or 'metric'):
            updates = K.collect_updates(lambda: self.update_state(*args, **kwargs))
            self.add_update(updates)
            return K.read_after(updates, self.result)

    def update_state(self, *args, **kwargs):
        """Changes the state; written by subclasses.

        Args:
            *args: Usually `y_true` and `y_pred`, tensors.
            **kwargs: Usually `sample_weight`, a tensor or None.

        Returns:
            An update, a list of updates, or None.

        Raises:
            NotImplementedError: In the base class.
        """
        raise NotImplementedError('{} must define update_state().'.format(type(self).__name__))

    def result(self):
        """The value of the metric for the present state; written by subclasses.

        Returns:
            A tensor, usually a scalar.

        Raises:
            NotImplementedError: In the base class.
        """
        raise NotImplementedError('{} must define result().'.format(type(self).__name__))

    def reset_states(self):
        """Sets the whole state to zero; done at the start of each epoch and evaluation."""
        K.batch_set_value([(w, np.zeros(K.int_shape(w))) for w in self._weights])

    def get_weights(self):
        """The state.

        Returns:
            List of arrays.
        """
        return K.batch_get_value(self._weights)

    def set_weights(self, weights):
        """Sets the state.

        Args:
            weights: List of arrays as `get_weights()` gives them.

        Raises:
            ValueError: If their number or a shape does not fit.
        """
        shapes = [tuple(K.int_shape(w)) for w in self._weights]
        given = [np.shape(value) for value in weights]
        if shapes != given:
            raise ValueError('Cannot set the state of the metric {!r}: expected arrays of shapes '
                             '{}, received {}.'.format(self.name, shapes, given))
        K.batch_set_value(list(zip(self._weights, weights)))

    def get_config(self):
        """The constructor arguments as plain data.

        Returns:
            A dictionary with the keys `name` and `dtype`, and those of the subclass.
        """
        return {'name': self.name, 'dtype': self.dtype}

    @classmethod
    def from_config(cls, config):
        """Makes a metric from what `get_config()` gave.

        Args:
            config: Dictionary of constructor arguments.

        Returns:
            A new instance, with a new state.
        """
        return cls(**config)

    def _make(self, name, shape, initializer, dtype):
        """A variable of the state."""
        return K.variable(initializer(shape, dtype=dtype), dtype=dtype,
                          name='{}/{}'.format(re.sub(r'[^A-Za-z0-9_.\-/]', '', self.name)
                                              .lstrip('_.-/') or 'metric', name))

    def _move_to_current_graph(self):
        """Makes the state anew if it was made in another graph (before `K.clear_session()`)."""
        if not self._weights or K.in_current_graph(self._weights[0]):
            return
        fresh = [self._make(*recipe) for recipe in self._recipes]
        renewed = {id(old): new for old, new in zip(self._weights, fresh)}
        for name, value in list(vars(self).items()):
            vars(self)[name] = _replaced(value, renewed)
        self._updates = []


def _replaced(value, renewed):
    """A value with old variables replaced by new ones, also in lists, tuples and dictionaries."""
    if isinstance(value, dict):
        return {key: _replaced(item, renewed) for key, item in value.items()}
    if type(value) in (list, tuple):
        return type(value)(_replaced(item, renewed) for item in value)
    return renewed.get(id(value), value)


def _default_name(class_name):
    """`true_positives_1` for the first unnamed `TruePositives`."""
    words = re.sub(r'(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])', '_', class_name).lower()
    return '{}_{}'.format(words, K.get_uid(words))
