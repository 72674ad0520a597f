"""What all optimizers share: hyperparameters, gradients, clipping, projection, state."""

import math

import numpy as np

from keras import backend as K
from keras.legacy.methods import hides_keras_1, new_arguments


class Optimizer(object):
    """Base class of optimizers.

    A subclass writes `get_updates(self, loss, params)`: it calls `self.get_gradients(loss,
    params)`, appends updates (`K.update(...)`) to `self.updates`, sets `self.weights` to the
    variables that make up its state, and returns `self.updates`. The training step runs them.

    Args:
        **kwargs: `clipnorm`: gradients whose common Euclidean norm is larger are scaled down to it;
            `clipvalue`: every gradient is clipped to `[-clipvalue, clipvalue]`.

    Attributes:
        updates: List of updates of one step.
        weights: List of the state's variables.

    Raises:
        TypeError: If another argument is given.

    Example:
        from keras import backend as K, optimizers
        class Plain(optimizers.Optimizer):
            def __init__(self, lr=.01, **kwargs):
                super(Plain, self).__init__(**kwargs)
                self.lr = K.variable(lr, name='lr')
            def get_updates(self, loss, params):
                for p, g in zip(params, self.get_gradients(loss, params)):
                    self.updates.append(K.update_sub(p, self.lr * g))
                return self.updates
            def get_config(self):
                return dict(super(Plain, self).get_config(), lr=float(K.get_value(self.lr)))
    """

    def __init__(self, **kwargs):
        unknown = sorted(set(kwargs) - {'clipnorm', 'clipvalue'})
        if unknown:
            raise TypeError(
                'Unexpected argument passed to the optimizer {}: {}. Besides its own arguments it '
                'takes clipnorm and clipvalue.'.format(
                    type(self).__name__, ', '.join(map(repr, unknown))))
        self.__dict__.update(kwargs)
        self.updates = []
        self.weights = []

    @property
    def learning_rate(self):
        """The learning rate; a variable. Assigning a number sets the variable's value."""
        try:
            return self.__dict__['_learning_rate']
        except KeyError:
            raise AttributeError('The optimizer {} has no learning rate.'.format(
                type(self).__name__)) from None

    @learning_rate.setter
    def learning_rate(self, value):
        if K.is_tensor(value):
            self.__dict__['_learning_rate'] = value
            return
        value = check_learning_rate(value)
        self._remember('learning_rate', value)
        current = self.__dict__.get('_learning_rate')
        if current is not None and K.is_tensor(current):
            K.set_value(current, value)
        else:
            self.__dict__['_learning_rate'] = value

    @property
    def lr(self):
        """The learning rate under its Keras 2.2 name."""
        return self.learning_rate

    @lr.setter
    def lr(self, value):
        self.learning_rate = value

    def _remember(self, name, value):
        """Called when a hyperparameter is assigned a number."""

    def get_updates(self, loss, params):
        """The updates of one training step.

        Args:
            loss: Scalar tensor.
            params: List of variables.

        Returns:
            List of updates, for the `updates` argument of `K.function`.

        Raises:
            NotImplementedError: In the base class.
        """
        raise NotImplementedError('{} must define get_updates(self, loss, params).'.format(
            type(self).__name__))

    def get_gradients(self, loss, params):
        """The gradients of the loss, clipped if `clipnorm` or `clipvalue` is set.

        Args:
            loss: Scalar tensor.
            params: List of variables.

        Returns:
            List of dense tensors in the order of `params`.

        Raises:
            ValueError: If the loss does not depend on a variable in a way that can be
                differentiated.
        """
        gradients = K.gradients(loss, params)
        lost = [getattr(p, 'name', str(p)) for p, g in zip(params, gradients) if g is None]
        if lost:
            raise ValueError(
                'None for gradient: the loss does not depend on {}, or only through operations '
                'that have no gradient (e.g. K.argmax, K.round, K.eval). Use operations that have '
                'one, or set `trainable = False` on the layer.'.format(', '.join(lost)))
        gradients = [K.densify(g) for g in gradients]
        limit = getattr(self, 'clipnorm', None)
        if limit is not None and limit > 0:
            norm = K.sqrt(sum(K.sum(K.square(g)) for g in gradients))
            # 1 while the norm is within the limit, so that such gradients stay as they are
            factor = limit / K.maximum(norm, limit)
            gradients = [g * factor for g in gradients]
        limit = getattr(self, 'clipvalue', None)
        if limit is not None and limit > 0:
            gradients = [K.clip(g, -limit, limit) for g in gradients]
        return gradients

    def set_weights(self, weights):
        """Sets the state of the optimizer.

        Args:
            weights: List of arrays as `get_weights()` gives them. They must fit the state, which
                exists once the optimizer has been compiled into a model's training step.

        Raises:
            ValueError: If the number of arrays or a shape does not fit.
        """
        if len(weights) != len(self.weights):
            raise ValueError(
                'Cannot set the state of the optimizer {}: it has {} arrays, received {}. The '
                'state exists once the training step is built; train for a step first, or check '
                'that the state comes from the same optimizer and model.'.format(
                    type(self).__name__, len(self.weights), len(weights)))
        for variable, value in zip(self.weights, weights):
            if tuple(K.int_shape(variable)) != np.shape(value):
                raise ValueError(
                    'Cannot set the state of the optimizer {}: {} has the shape {}, received an '
                    'array of shape {}.'.format(
                        type(self).__name__, variable.name, K.int_shape(variable), np.shape(value)))
        K.batch_set_value(list(zip(self.weights, weights)))

    def get_weights(self):
        """The state of the optimizer.

        Returns:
            List of arrays: the number of steps taken, then what the optimizer keeps per weight.
        """
        return K.batch_get_value(self.weights)

    def get_config(self):
        """The constructor arguments as plain data.

        Returns:
            A dictionary with `clipnorm` and `clipvalue` where they are set, and with the subclass's
            own arguments.
        """
        return {name: getattr(self, name) for name in ('clipnorm', 'clipvalue')
                if getattr(self, name, None) is not None}

    @classmethod
    def from_config(cls, config):
        """Makes an optimizer from what `get_config()` gave.

        Args:
            config: Dictionary of constructor arguments; `lr` of older files does for
                `learning_rate`.

        Returns:
            A new instance.
        """
        return cls(**config)


class StepOptimizer(Optimizer):
    """What the optimizers of this package share: a learning rate, its decay, a count of steps.

    A subclass writes `_step(self, params, gradients, rate, t)`. It returns the variables of its
    state and appends to `self.updates`.
    """

    def __init__(self, learning_rate, kwargs):
        learning_rate = kwargs.pop('lr', learning_rate)
        self.initial_decay = kwargs.pop('decay', 0.0)
        super(StepOptimizer, self).__init__(**kwargs)
        self._numbers = {}
        self._add_number('iterations', 0, dtype='int64')
        if K.is_tensor(learning_rate):
            self.learning_rate = learning_rate
        else:
            self._add_number('learning_rate', check_learning_rate(learning_rate))
        self._add_number('decay', self.initial_decay)

    def _add_number(self, name, value, dtype=None):
        """Makes an attribute that is a variable, and remembers what it starts with."""
        with K.name_scope(type(self).__name__):
            setattr(self, name, K.variable(value, dtype=dtype, name=name))
        self._numbers[name] = (value, dtype)

    def _remember(self, name, value):
        """Called when a hyperparameter is assigned a number."""
        if name in self._numbers:
            self._numbers[name] = (value, None)

    @hides_keras_1
    def get_updates(self, loss, params, *keras_1, **constraints):
        """The updates of one training step; see `Optimizer.get_updates`."""
        if keras_1 or constraints or isinstance(loss, (list, tuple)):
            args, kwargs = new_arguments('Optimizer.get_updates', (loss, params) + keras_1,
                                         constraints)
            return self.get_updates(*args, **kwargs)
        if not K.in_current_graph(self.iterations):     # made before `K.clear_session()`
            for name, (value, dtype) in list(self._numbers.items()):
                self._add_number(name, value, dtype)
        gradients = self.get_gradients(loss, params)
        # The count is read once and everything follows from that read.
        step = self.iterations + 1
        self.updates = [K.update(self.iterations, step)]
        t = K.cast(step, K.floatx())
        rate = self.learning_rate + 0.
        if self.initial_decay > 0:
            rate = rate / (1. + self.decay * (t - 1.))
        self.weights = [self.iterations] + self._step(params, gradients, rate, t)
        return self.updates

    def _step(self, params, gradients, rate, t):
        """Appends the updates of `params` and returns the state's variables."""
        raise NotImplementedError('{} must define _step(self, params, gradients, rate, t).'.format(
            type(self).__name__))

    @staticmethod
    def _zeros_like(params, name):
        """A zero variable for each parameter; files of Keras 2 name it `<name>_<i>_1`."""
        return [K.zeros(K.int_shape(p), dtype=K.dtype(p), name='{}_{}_1'.format(name, i))
                for i, p in enumerate(params)]

    @staticmethod
    def _like(param, *scalars):
        """Scalar tensors in the type of a parameter."""
        dtype = K.dtype(param)
        return [s if K.dtype(s) == dtype else K.cast(s, dtype) for s in scalars]

    def _assign(self, param, value):
        """Appends the update of a parameter, with its constraint applied to the new value."""
        constraint = getattr(param, 'constraint', None)
        if constraint is not None:
            value = constraint(value)
        self.updates.append(K.update(param, value))

    def _apply(self, param, updates):
        """Appends updates that change a parameter, and its projection if it is constrained."""
        self.updates.extend(updates)
        constraint = getattr(param, 'constraint', None)
        if constraint is not None:
            allowed = K.read_after(updates, lambda: constraint(param + 0.))
            self.updates.append(K.update(param, allowed))

    def get_config(self):
        """The constructor arguments as plain data (as rounded to the float type in use).

        Returns:
            A dictionary with the keys `learning_rate` and `decay`, those of the subclass, and
            `clipnorm` and `clipvalue` where they are set.
        """
        return dict(super(StepOptimizer, self).get_config(),
                    learning_rate=value_of(self.learning_rate), decay=value_of(self.decay))


def check_learning_rate(value):
    """A learning rate as a float.

    Args:
        value: What the user gave.

    Returns:
        A float.

    Raises:
        ValueError: If it is not a finite number of 0 or more.
    """
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = math.nan
    if isinstance(value, (str, bytes)) or not 0. <= number < math.inf:
        raise ValueError(
            'The learning rate must be a finite number of 0 or more, received {!r}. For example '
            '0.01.'.format(value))
    return number


def value_of(hyperparameter):
    """A hyperparameter as a plain float.

    Args:
        hyperparameter: A variable, another scalar tensor, or a number.

    Returns:
        A float.
    """
    if K.is_variable(hyperparameter):
        return float(K.get_value(hyperparameter))
    if K.is_tensor(hyperparameter):
        return float(K.eval(hyperparameter))
    return float(hyperparameter)


def clip_norm(g, c, n):
    """Scales a gradient down if the norm is above a limit.

    Args:
        g: Gradient, a tensor.
        c: The limit, a number; 0 or less means none.
        n: The norm that is compared with the limit, a scalar tensor.

    Returns:
        A tensor of the shape of `g`.
    """
    if c <= 0:
        return g
    return K.densify(g) * (c / K.maximum(n, c))
