"""Initializers: the values that weights start with."""

from keras import backend as K  # noqa: F401  (a name of this module in 2.3.1)
from keras.initializers.fixed import Constant, Identity, Ones, Zeros
from keras.initializers.initializer import Initializer
from keras.initializers.random import Orthogonal, RandomNormal, RandomUniform, TruncatedNormal
from keras.initializers.scaling import (
    VarianceScaling, glorot_normal, glorot_uniform, he_normal, he_uniform, lecun_normal,
    lecun_uniform)
from keras.utils.registry import INITIALIZERS
from keras.utils.registry import deserialize_keras_object, serialize_keras_object

zero = zeros = Zeros
one = ones = Ones
constant = Constant
uniform = random_uniform = RandomUniform
normal = random_normal = RandomNormal
truncated_normal = TruncatedNormal
identity = Identity
orthogonal = Orthogonal

_MAKERS = (lecun_uniform, lecun_normal, glorot_uniform, glorot_normal, he_normal, he_uniform)
INITIALIZERS.add(Initializer, Zeros, Ones, Constant, RandomNormal, RandomUniform, TruncatedNormal,
                 VarianceScaling, Orthogonal, Identity, *_MAKERS)
INITIALIZERS.alias(zero=Zeros, zeros=Zeros, one=Ones, ones=Ones, constant=Constant,
                   uniform=RandomUniform, random_uniform=RandomUniform, normal=RandomNormal,
                   random_normal=RandomNormal, truncated_normal=TruncatedNormal,
                   identity=Identity, orthogonal=Orthogonal)


def serialize(initializer):
    """The plain data that stands for an initializer in a config.

    Args:
        initializer: An `Initializer`, a function, or None.

    Returns:
        `{'class_name': ..., 'config': ...}`, the function's name, or None.
    """
    return serialize_keras_object(initializer)


def deserialize(config, custom_objects=None):
    """The initializer that a config stands for.

    Args:
        config: `{'class_name': ..., 'config': ...}`, or a name.
        custom_objects: Dictionary from names to your own functions or classes.

    Returns:
        A callable from a shape to values.

    Raises:
        ValueError: If the name is unknown.
    """
    found = deserialize_keras_object(config, INITIALIZERS, custom_objects, 'initializer')
    # 'he_normal' and its like name functions that make an initializer; your own function is one.
    return found() if found in _MAKERS else found


def get(identifier):
    """The initializer that the argument of a layer stands for.

    Args:
        identifier: None, a name (`'glorot_uniform'`), a config, or a callable (a class is called
            without arguments).

    Returns:
        A callable from a shape to values, or None.

    Raises:
        ValueError: If the name is unknown, or the argument is something else.

    Example:
        from keras import initializers
        assert isinstance(initializers.get('ones'), initializers.Ones)
    """
    if identifier is None:
        return None
    if isinstance(identifier, (str, dict)):
        return deserialize(identifier)
    if callable(identifier):
        return identifier() if isinstance(identifier, type) else identifier
    raise ValueError(
        'Cannot interpret {!r} as an initializer: expected None, a name such as \'he_normal\', a '
        'config, or a function of shape and dtype.'.format(identifier))
