"""Optimizers: how weights follow the gradients of the loss."""

from keras import backend as K
from keras.legacy import interfaces  # noqa: F401  (a name of this module in 2.3.1)
from keras.optimizers.adadelta import Adadelta
from keras.optimizers.adagrad import Adagrad
from keras.optimizers.adam import Adam
from keras.optimizers.adamax import Adamax
from keras.optimizers.nadam import Nadam
from keras.optimizers.native import TFOptimizer
from keras.optimizers.optimizer import Optimizer, clip_norm  # noqa: F401
from keras.optimizers.rmsprop import RMSprop
from keras.optimizers.sgd import SGD
from keras.utils.registry import OPTIMIZERS
from keras.utils.registry import deserialize_keras_object, serialize_keras_object

sgd = SGD
rmsprop = RMSprop
adagrad = Adagrad
adadelta = Adadelta
adam = Adam
adamax = Adamax
nadam = Nadam

OPTIMIZERS.add(SGD, RMSprop, Adagrad, Adadelta, Adam, Adamax, Nadam)
OPTIMIZERS.alias(sgd=SGD, rmsprop=RMSprop, adagrad=Adagrad, adadelta=Adadelta, adam=Adam,
                 adamax=Adamax, nadam=Nadam)


def serialize(optimizer):
    """The plain data that stands for an optimizer in a config.

    Args:
        optimizer: An `Optimizer`.

    Returns:
        `{'class_name': ..., 'config': ...}`.
    """
    return serialize_keras_object(optimizer)


def deserialize(config, custom_objects=None):
    """The optimizer that a config stands for.

    Args:
        config: `{'class_name': ..., 'config': ...}`, or a name. The class name of an optimizer of
            this library is understood in any mix of upper and lower case.
        custom_objects: Dictionary from names to your own classes.

    Returns:
        A new `Optimizer`.

    Raises:
        ValueError: If the name is unknown.
    """
    known = dict(OPTIMIZERS.objects)
    name = config.get('class_name') if isinstance(config, dict) else config
    if isinstance(name, str) and name.lower() in known:
        known.setdefault(name, known[name.lower()])
    return deserialize_keras_object(config, known, custom_objects, 'optimizer')


def get(identifier):
    """The optimizer that an argument of `compile` stands for.

    Args:
        identifier: A name (`'adam'`), a config, an `Optimizer`, or an optimizer of the engine.

    Returns:
        An `Optimizer`.

    Raises:
        ValueError: If the name is unknown, or the argument is something else.

    Example:
        from keras import optimizers
        assert isinstance(optimizers.get('sgd'), optimizers.SGD)
    """
    if isinstance(identifier, Optimizer):
        return identifier
    if isinstance(identifier, (str, dict)):
        return deserialize(identifier)
    if K.is_native_optimizer(identifier):
        return TFOptimizer(identifier)
    raise ValueError(
        'Cannot interpret {!r} as an optimizer: expected a name such as \'adam\', a config, or an '
        'optimizer such as optimizers.Adam(learning_rate=0.001).'.format(identifier))
