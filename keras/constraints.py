"""Constraints: projections of a weight that an optimizer applies after each update."""

from keras import backend as K
from keras.utils.registry import CONSTRAINTS
from keras.utils.registry import deserialize_keras_object, serialize_keras_object


class Constraint(object):
    """Base class of constraints: a callable from a weight to the allowed weight next to it.

    A subclass writes `__call__(self, w)`, and `get_config()` if it has arguments. A plain function
    from tensor to tensor does as well.

    Example:
        from keras import backend as K, constraints
        class Bounded(constraints.Constraint):
            def __call__(self, w):
                return K.clip(w, -1., 1.)
    """

    def __call__(self, w):
        """The allowed weight for a weight.

        Args:
            w: Float tensor of any shape.

        Returns:
            A tensor of the same shape. The base class gives `w` back.
        """
        return w

    @classmethod
    def from_config(cls, config):
        """Makes a constraint from what `get_config()` gave.

        Args:
            config: Dictionary of constructor arguments.

        Returns:
            A new instance.
        """
        return cls(**config)

    def get_config(self):
        """The constructor arguments as plain data.

        Returns:
            A dictionary; empty here.
        """
        return {}


class MaxNorm(Constraint):
    """Keeps the length of the weights that arrive at one unit at or below a limit.

    Args:
        max_value: The largest allowed length; a number. Default 2.
        axis: Axis, or list of axes, along which lengths are computed. 0 (the default) for a `Dense`
            kernel of shape (inputs, units); [0, 1, 2] for a `Conv2D` kernel of shape
            (rows, columns, channels, filters).

    Example:
        from keras import backend as K, constraints
        w = K.eval(constraints.MaxNorm(1.)(K.constant([[3.], [4.]])))    # [[0.6], [0.8]]

    References:
        Srivastava et al.: Dropout: A Simple Way to Prevent Neural Networks from Overfitting,
        http://www.cs.toronto.edu/~rsalakhu/papers/srivastava14a.pdf
    """

    def __init__(self, max_value=2, axis=0):
        self.max_value = max_value
        self.axis = axis

    def __call__(self, w):
        """The weight with its long columns shortened.

        Args:
            w: Float tensor that has the axes `axis`.

        Returns:
            A tensor of the same shape.
        """
        norms = _norms(w, self.axis)
        return w * (K.clip(norms, 0, self.max_value) / (norms + K.epsilon()))

    def get_config(self):
        """The constructor arguments as plain data.

        Returns:
            A dictionary with the keys `max_value` and `axis`.
        """
        return {'max_value': self.max_value, 'axis': self.axis}


class NonNeg(Constraint):
    """Sets negative weights to 0.

    Example:
        from keras import backend as K, constraints
        w = K.eval(constraints.NonNeg()(K.constant([-1., 2.])))    # [0., 2.]
    """

    def __call__(self, w):
        """The weight without its negative values.

        Args:
            w: Float tensor of any shape.

        Returns:
            A tensor of the same shape.
        """
        return K.maximum(w, 0.)


class UnitNorm(Constraint):
    """Gives the weights that arrive at one unit the length 1.

    Args:
        axis: Axis, or list of axes, along which lengths are computed; see `MaxNorm`. Default 0.

    Example:
        from keras import backend as K, constraints
        w = K.eval(constraints.UnitNorm()(K.constant([[3.], [4.]])))    # [[0.6], [0.8]]
    """

    def __init__(self, axis=0):
        self.axis = axis

    def __call__(self, w):
        """The weight with every column at length 1.

        Args:
            w: Float tensor that has the axes `axis`.

        Returns:
            A tensor of the same shape.
        """
        return w / (K.epsilon() + _norms(w, self.axis))

    def get_config(self):
        """The constructor arguments as plain data.

        Returns:
            A dictionary with the key `axis`.
        """
        return {'axis': self.axis}


class MinMaxNorm(Constraint):
    """Keeps the length of the weights that arrive at one unit between two limits.

    Args:
        min_value: The smallest allowed length. Default 0.
        max_value: The largest allowed length. Default 1.
        rate: How much of the way to the allowed length is gone in one step: 1 (the default) goes
            all the way, 0.1 gives `0.9 * length + 0.1 * allowed length`.
        axis: Axis, or list of axes, along which lengths are computed; see `MaxNorm`. Default 0.

    Example:
        from keras import backend as K, constraints
        w = K.eval(constraints.MinMaxNorm(2., 3.)(K.constant([[.6], [.8]])))    # [[1.2], [1.6]]
    """

    def __init__(self, min_value=0.0, max_value=1.0, rate=1.0, axis=0):
        self.min_value = min_value
        self.max_value = max_value
        self.rate = rate
        self.axis = axis

    def __call__(self, w):
        """The weight with its columns brought towards the allowed lengths.

        Args:
            w: Float tensor that has the axes `axis`.

        Returns:
            A tensor of the same shape.
        """
        norms = _norms(w, self.axis)
        allowed = K.clip(norms, self.min_value, self.max_value)
        return w * ((self.rate * allowed + (1 - self.rate) * norms) / (norms + K.epsilon()))

    def get_config(self):
        """The constructor arguments as plain data.

        Returns:
            A dictionary with the keys `min_value`, `max_value`, `rate` and `axis`.
        """
        return {'min_value': self.min_value, 'max_value': self.max_value, 'rate': self.rate,
                'axis': self.axis}


def _norms(w, axis):
    """Euclidean lengths along the axes, which stay with size 1."""
    return K.sqrt(K.sum(K.square(w), axis=axis, keepdims=True))


max_norm = maxnorm = MaxNorm
non_neg = nonneg = NonNeg
unit_norm = unitnorm = UnitNorm
min_max_norm = MinMaxNorm

CONSTRAINTS.add(Constraint, MaxNorm, NonNeg, UnitNorm, MinMaxNorm)
CONSTRAINTS.alias(max_norm=MaxNorm, maxnorm=MaxNorm, non_neg=NonNeg, nonneg=NonNeg,
                  unit_norm=UnitNorm, unitnorm=UnitNorm, min_max_norm=MinMaxNorm)


def serialize(constraint):
    """The plain data that stands for a constraint in a config.

    Args:
        constraint: A `Constraint`, a function, or None.

    Returns:
        `{'class_name': ..., 'config': ...}`, the function's name, or None.
    """
    return serialize_keras_object(constraint)


def deserialize(config, custom_objects=None):
    """The constraint that a config stands for.

    Args:
        config: `{'class_name': ..., 'config': ...}`, or a name.
        custom_objects: Dictionary from names to your own functions or classes.

    Returns:
        A callable from tensor to tensor.

    Raises:
        ValueError: If the name is unknown.
    """
    return deserialize_keras_object(config, CONSTRAINTS, custom_objects, 'constraint')


def get(identifier):
    """The constraint that the argument of a layer stands for.

    Args:
        identifier: None, a name (`'non_neg'`), a config, or a callable.

    Returns:
        A callable from tensor to tensor, or None.

    Raises:
        ValueError: If the name is unknown, or the argument is something else.

    Example:
        from keras import constraints
        assert isinstance(constraints.get('unit_norm'), constraints.UnitNorm)
    """
    if identifier is None:
        return None
    if isinstance(identifier, (str, dict)):
        return deserialize(identifier)
    if callable(identifier):
        return identifier
    raise ValueError(
        'Cannot interpret {!r} as a constraint: expected None, a name such as \'non_neg\', a '
        'config, or a function from tensor to tensor, e.g. constraints.max_norm(2.).'
        .format(identifier))
