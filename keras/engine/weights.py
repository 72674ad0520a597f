"""The weights of a layer: making them, listing them, reading and setting their values."""
import numpy as np

from keras import backend as K
from keras import initializers
from keras.legacy.methods import new_arguments, shows_signature_of
from keras.utils.generic_utils import has_arg


def _weight_arguments(self, name=None, shape=None, dtype=None, initializer=None, regularizer=None,
                      trainable=True, constraint=None):
    """The arguments of `add_weight`, in this order."""
    return name, shape, dtype, initializer, regularizer, trainable, constraint


class WeightHolder(object):
    """The part of `Layer` that owns weights."""

    @shows_signature_of(_weight_arguments)
    def add_weight(self, *args, **kwargs):
        """Add a weight to the layer; usually called in `build`.

        Args:
            name: string, name of the weight; the layer's name comes before it.
            shape: tuple of integers; None means a scalar.
            dtype: string, data type. Default: that of the layer if it is a floating point type,
                else `K.floatx()`.
            initializer: name, configuration or callable. Default: `'glorot_uniform'`.
            regularizer: callable, weight -> scalar loss.
            trainable: boolean, whether an optimizer may change the weight. Default: True.
            constraint: callable, weight -> weight, applied after each update.

        Returns:
            The weight, a backend variable.

        Raises:
            ValueError: if an axis of `shape` is not known.

        Example:

            from keras.layers import Layer

            class Scale(Layer):
                def build(self, input_shape):
                    self.scale = self.add_weight('scale', input_shape[1:], initializer='ones')
                    self.built = True

                def call(self, inputs):
                    return inputs * self.scale
        """
        if args and isinstance(args[0], (list, tuple)):
            args, kwargs = new_arguments('Layer.add_weight', args, kwargs)
        name, shape, dtype, initializer, regularizer, trainable, constraint = _weight_arguments(
            self, *args, **kwargs)
        shape = self._weight_shape(name, shape)
        if dtype is None:
            own = getattr(self, 'dtype', None)
            dtype = own if own and 'float' in own else K.floatx()
        initializer = initializers.get('glorot_uniform' if initializer is None else initializer)
        takes_dtype = has_arg(getattr(initializer, '__call__', initializer), 'dtype')
        value = initializer(shape, dtype=dtype) if takes_dtype else initializer(shape)
        weight = K.variable(value, dtype=dtype, name=name, constraint=constraint)
        if regularizer is not None:
            with K.name_scope('weight_regularizer'):
                self.add_loss(regularizer(weight))
        (self._trainable_weights if trainable else self._non_trainable_weights).append(weight)
        return weight

    def _weight_shape(self, name, shape):
        """`shape` as a tuple of integers, or an error that names the layer."""
        shape = () if shape is None else shape
        if isinstance(shape, (int, np.integer)):
            shape = (shape,)
        try:
            return tuple(int(size) for size in shape)
        except (TypeError, ValueError):
            raise ValueError(
                'Weight %r of layer %s was given shape %s, but every axis must be a known integer. '
                'Give the model a full input shape, e.g. `input_shape=(10,)`, so that the sizes '
                'are known when the layer is built.' % (name, self.name, tuple(shape)))

    @property
    def trainable_weights(self):
        """List of variables that training changes; empty while `trainable` is False."""
        if not getattr(self, 'trainable', True):
            return []
        return unique(self._trainable_weights, *[layer.trainable_weights for layer in self._layers])

    @trainable_weights.setter
    def trainable_weights(self, weights):
        self._trainable_weights = list(weights)

    @property
    def non_trainable_weights(self):
        """List of variables that training leaves alone."""
        if not getattr(self, 'trainable', True):
            own = self._trainable_weights + self._non_trainable_weights
            return unique(own, *[layer.weights for layer in self._layers])
        return unique(self._non_trainable_weights,
                      *[layer.non_trainable_weights for layer in self._layers])

    @non_trainable_weights.setter
    def non_trainable_weights(self, weights):
        self._non_trainable_weights = list(weights)

    @property
    def weights(self):
        """List of all variables, the trainable ones first."""
        return self.trainable_weights + self.non_trainable_weights

    def get_weights(self):
        """The current values of the weights.

        Returns:
            List of NumPy arrays, in the order of `weights`.
        """
        return read(self.weights)

    def set_weights(self, weights):
        """Set the values of the weights; either all of them or, on an error, none.

        Args:
            weights: list of arrays, in the order and with the shapes of `get_weights()`.

        Raises:
            ValueError: if the number of arrays or a shape does not fit.
        """
        write(pair(self, self.weights, weights))

    def count_params(self):
        """Number of scalars in the weights.

        Returns:
            Integer.

        Raises:
            RuntimeError: if the layer has no weights yet because it was not built.
        """
        if not self.built:
            raise RuntimeError(
                'Layer %s (%s) was not built, so its weights are not known yet. Call it on an '
                'input, or `layer.build(batch_input_shape)`, before `count_params()`.'
                % (self.name, self.__class__.__name__))
        return int(sum(K.count_params(weight) for weight in self.weights))


def unique(*lists):
    """The items of the lists in order, each object once."""
    seen, result = set(), []
    for items in lists:
        for item in items:
            if id(item) not in seen:
                seen.add(id(item))
                result.append(item)
    return result


def pair(owner, variables, values):
    """Join variables with the values they are to get.

    Args:
        owner: `Layer`, named in errors.
        variables: list of variables.
        values: list of arrays.

    Returns:
        List of (variable, array).

    Raises:
        ValueError: if the number of arrays or a shape does not fit.
    """
    values = list(values)
    if len(values) != len(variables):
        raise ValueError(
            'Layer %s (%s) has %d weights, but %d arrays were given. Expected shapes: %s; received '
            'shapes: %s. Give one array per entry of `layer.weights`.'
            % (owner.name, owner.__class__.__name__, len(variables), len(values),
               _some([K.int_shape(v) for v in variables]), _some([np.shape(v) for v in values])))
    for index, (variable, value) in enumerate(zip(variables, values)):
        expected, received = K.int_shape(variable), np.shape(value)
        if tuple(expected) != tuple(received):
            raise ValueError(
                'Weight %d (%s) of layer %s (%s) has shape %s, but the array given for it has '
                'shape %s. No weight was changed.'
                % (index, getattr(variable, 'name', None), owner.name, owner.__class__.__name__,
                   expected, received))
    return list(zip(variables, values))


def _some(items, limit=10):
    """The first items, for error messages."""
    return '%s%s' % (items[:limit], ' ...' if len(items) > limit else '')


def read(variables):
    """Values of variables in one call to the engine.

    Args:
        variables: list of variables.

    Returns:
        List of NumPy arrays.
    """
    if not variables:
        return []
    with K.graph_scope(variables[0]):
        return K.batch_get_value(variables)


def write(pairs):
    """Set variables in one call to the engine.

    Args:
        pairs: list of (variable, array).
    """
    if pairs:
        with K.graph_scope(pairs[0][0]):
            K.batch_set_value(pairs)
