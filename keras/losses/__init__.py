"""Losses: functions, classes, and the way from names to them."""

from keras import backend as K  # noqa: F401  (a name of this module in 2.3.1)
from keras.losses.classes import (
    BinaryCrossentropy, CategoricalCrossentropy, CategoricalHinge, Hinge, Huber, KLDivergence,
    LogCosh, MeanAbsoluteError, MeanAbsolutePercentageError, MeanSquaredError,
    MeanSquaredLogarithmicError, Poisson, SparseCategoricalCrossentropy, SquaredHinge)
from keras.losses.functions import (
    binary_crossentropy, categorical_crossentropy, categorical_hinge, cosine_proximity, hinge,
    huber_loss, kullback_leibler_divergence, logcosh, mean_absolute_error,
    mean_absolute_percentage_error, mean_squared_error, mean_squared_logarithmic_error, poisson,
    sparse_categorical_crossentropy, squared_hinge)
from keras.losses.loss import Loss, LossFunctionWrapper
from keras.utils import losses_utils  # noqa: F401
from keras.utils.registry import LOSSES
from keras.utils.registry import deserialize_keras_object, serialize_keras_object

mse = MSE = mean_squared_error
mae = MAE = mean_absolute_error
mape = MAPE = mean_absolute_percentage_error
msle = MSLE = mean_squared_logarithmic_error
kld = KLD = kullback_leibler_divergence
cosine = cosine_similarity = cosine_proximity

LOSSES.add(
    mean_squared_error, mean_absolute_error, mean_absolute_percentage_error,
    mean_squared_logarithmic_error, squared_hinge, hinge, categorical_hinge, logcosh, huber_loss,
    categorical_crossentropy, sparse_categorical_crossentropy, binary_crossentropy,
    kullback_leibler_divergence, poisson, cosine_proximity,
    Loss, LossFunctionWrapper, MeanSquaredError, MeanAbsoluteError, MeanAbsolutePercentageError,
    MeanSquaredLogarithmicError, BinaryCrossentropy, CategoricalCrossentropy,
    SparseCategoricalCrossentropy, Hinge, SquaredHinge, CategoricalHinge, Poisson, LogCosh,
    KLDivergence, Huber)
LOSSES.alias(mse=mse, MSE=mse, mae=mae, MAE=mae, mape=mape, MAPE=mape, msle=msle, MSLE=msle,
             kld=kld, KLD=kld, cosine=cosine, cosine_similarity=cosine_similarity)


def is_categorical_crossentropy(loss):
    """Whether a loss is the cross entropy of one-hot targets, in any of its forms.

    Args:
        loss: A name, a function or a loss object.

    Returns:
        A bool.

    Example:
        from keras import losses
        assert losses.is_categorical_crossentropy('categorical_crossentropy')
    """
    if isinstance(loss, LossFunctionWrapper):
        loss = loss.fn
    return loss is categorical_crossentropy or loss == 'categorical_crossentropy'


def serialize(loss):
    """The plain data that stands for a loss in a config.

    Args:
        loss: A function or a `Loss`.

    Returns:
        The function's name, or `{'class_name': ..., 'config': ...}`.
    """
    return serialize_keras_object(loss)


def deserialize(name, custom_objects=None):
    """The loss that a name or a config stands for.

    Args:
        name: A name, or `{'class_name': ..., 'config': ...}`.
        custom_objects: Dictionary from names to your own functions or classes.

    Returns:
        A function, or a `Loss`.

    Raises:
        ValueError: If the name is unknown.
    """
    return deserialize_keras_object(name, LOSSES, custom_objects, 'loss function')


def get(identifier):
    """The loss that an argument of `compile` stands for.

    Args:
        identifier: None, a name (`'mse'`), a config, or a callable.

    Returns:
        A callable of targets and predictions, or None.

    Raises:
        ValueError: If the name is unknown, or the argument is something else.

    Example:
        from keras import losses
        assert losses.get('mse') is losses.mean_squared_error
    """
    if identifier is None:
        return None
    if isinstance(identifier, (str, dict)):
        return deserialize(identifier)
    if callable(identifier):
        return identifier
    raise ValueError(
        'Cannot interpret {!r} as a loss: expected None, a name such as \'mse\', a config, or a '
        'function of y_true and y_pred.'.format(identifier))
