"""Regularizers: penalties on weights or outputs that are added to the loss."""

from keras import backend as K
from keras.utils.registry import REGULARIZERS
from keras.utils.registry import deserialize_keras_object, serialize_keras_object


class Regularizer(object):
    """Base class of regularizers: a callable from a tensor to a scalar penalty.

    A subclass writes `__call__(self, x)`, and `get_config()` if it has arguments. A plain function
    from tensor to scalar does as well.

    Example:
        from keras import backend as K, regularizers
        class Spread(regularizers.Regularizer):
            def __call__(self, x):
                return K.var(x)
    """

    def __call__(self, x):
        """The penalty on a tensor.

        Args:
            x: Tensor of any shape.

        Returns:
            A scalar. The base class gives 0.
        """
        return 0.

    @classmethod
    def from_config(cls, config):
        """Makes a regularizer from what `get_config()` gave.

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


class L1L2(Regularizer):
    """Penalty on absolute and squared values: `l1 * sum(abs(x)) + l2 * sum(x ** 2)`.

    Args:
        l1: Weight of the absolute values; a float. Default 0.
        l2: Weight of the squares; a float. Default 0.

    Example:
        from keras import backend as K, regularizers
        penalty = K.eval(regularizers.L1L2(l1=.1, l2=.5)(K.constant([-1., 2.])))    # 2.8
    """

    def __init__(self, l1=0.0, l2=0.0):
        self.l1 = K.cast_to_floatx(l1)
        self.l2 = K.cast_to_floatx(l2)

    def __call__(self, x):
        """The penalty on a tensor.

        Args:
            x: Float tensor of any shape.

        Returns:
            A scalar tensor, or 0. if both weights are 0.
        """
        penalty = 0.
        if self.l1:
            penalty += self.l1 * K.sum(K.abs(x))
        if self.l2:
            penalty += self.l2 * K.sum(K.square(x))
        return penalty

    def get_config(self):
        """The constructor arguments as plain data (as rounded to the float type in use).

        Returns:
            A dictionary with the keys `l1` and `l2`.
        """
        return {'l1': float(self.l1), 'l2': float(self.l2)}


def l1(l=0.01):  # noqa: E741  (the argument's name is public)
    """An `L1L2` of absolute values only: `l * sum(abs(x))`.

    Args:
        l: Weight of the penalty; a float. Default 0.01.

    Returns:
        An `L1L2`.

    Example:
        from keras import regularizers
        from keras.layers import Dense
        layer = Dense(3, kernel_regularizer=regularizers.l1(.001))
    """
    return L1L2(l1=l)


def l2(l=0.01):  # noqa: E741  (the argument's name is public)
    """An `L1L2` of squares only: `l * sum(x ** 2)`.

    Args:
        l: Weight of the penalty; a float. Default 0.01.

    Returns:
        An `L1L2`.

    Example:
        from keras import regularizers
        from keras.layers import Dense
        layer = Dense(3, kernel_regularizer=regularizers.l2(.001))
    """
    return L1L2(l2=l)


def l1_l2(l1=0.01, l2=0.01):
    """An `L1L2` with both parts: `l1 * sum(abs(x)) + l2 * sum(x ** 2)`.

    Args:
        l1: Weight of the absolute values; a float. Default 0.01.
        l2: Weight of the squares; a float. Default 0.01.

    Returns:
        An `L1L2`.

    Example:
        from keras import regularizers
        from keras.layers import Dense
        layer = Dense(3, activity_regularizer=regularizers.l1_l2(.001, .01))
    """
    return L1L2(l1=l1, l2=l2)


REGULARIZERS.add(Regularizer, L1L2, l1, l2, l1_l2)


def serialize(regularizer):
    """The plain data that stands for a regularizer in a config.

    Args:
        regularizer: A `Regularizer`, a function, or None.

    Returns:
        `{'class_name': ..., 'config': ...}`, the function's name, or None.
    """
    return serialize_keras_object(regularizer)


def deserialize(config, custom_objects=None):
    """The regularizer that a config stands for.

    Args:
        config: `{'class_name': ..., 'config': ...}`, or a name.
        custom_objects: Dictionary from names to your own functions or classes.

    Returns:
        A callable from tensor to scalar.

    Raises:
        ValueError: If the name is unknown.
    """
    found = deserialize_keras_object(config, REGULARIZERS, custom_objects, 'regularizer')
    # 'l1', 'l2' and 'l1_l2' name functions that make a regularizer.
    return found() if found in (l1, l2, l1_l2) else found


def get(identifier):
    """The regularizer that the argument of a layer stands for.

    Args:
        identifier: None, a name (`'l2'`), a config, or a callable.

    Returns:
        A callable from tensor to scalar, or None.

    Raises:
        ValueError: If the name is unknown, or the argument is something else.

    Example:
        from keras import regularizers
        assert regularizers.get('l2').get_config()['l1'] == 0.
    """
    if identifier is None:
        return None
    if isinstance(identifier, (str, dict)):
        return deserialize(identifier)
    if callable(identifier):
        return identifier
    raise ValueError(
        'Cannot interpret {!r} as a regularizer: expected None, a name such as \'l2\', a config, '
        'or a function from tensor to scalar, e.g. regularizers.l2(0.01).'.format(identifier))
