"""Metrics: functions, classes with state over batches, and the way from names to them."""

from keras import backend as K  # noqa: F401  (a name of this module in 2.3.1)
from keras.losses import (
    MAE, MAPE, MSE, MSLE, binary_crossentropy, categorical_crossentropy, categorical_hinge, hinge,
    huber_loss, kullback_leibler_divergence, logcosh, mae, mape, mean_absolute_error,
    mean_absolute_percentage_error, mean_squared_error, mean_squared_logarithmic_error, mse, msle,
    poisson, sparse_categorical_crossentropy, squared_hinge)
from keras.metrics.accuracy import (
    Accuracy, BinaryAccuracy, CategoricalAccuracy, SparseCategoricalAccuracy,
    SparseTopKCategoricalAccuracy, TopKCategoricalAccuracy)
from keras.metrics.confusion import (  # noqa: F401
    FalseNegatives, FalsePositives, MeanIoU, Precision, Recall, TrueNegatives, TruePositives,
    _ConfusionMatrixConditionCount)
from keras.metrics.curves import (  # noqa: F401
    AUC, SensitivityAtSpecificity, SensitivitySpecificityBase, SpecificityAtSensitivity)
from keras.metrics.errors import (
    BinaryCrossentropy, CategoricalCrossentropy, CategoricalHinge, CosineSimilarity, Hinge,
    KLDivergence, LogCoshError, MeanAbsoluteError, MeanAbsolutePercentageError, MeanSquaredError,
    MeanSquaredLogarithmicError, Poisson, RootMeanSquaredError, SparseCategoricalCrossentropy,
    SquaredHinge)
from keras.metrics.functions import (
    accuracy, binary_accuracy, categorical_accuracy, cosine_proximity, sparse_categorical_accuracy,
    sparse_top_k_categorical_accuracy, top_k_categorical_accuracy)
from keras.metrics.mean import Mean, MeanMetricWrapper, Reduce, Sum
from keras.metrics.metric import Metric
from keras.utils import losses_utils, metrics_utils  # noqa: F401
from keras.utils.registry import METRICS
from keras.utils.registry import deserialize_keras_object, serialize_keras_object

cosine = cosine_similarity = cosine_proximity

METRICS.add(
    accuracy, binary_accuracy, categorical_accuracy, sparse_categorical_accuracy,
    top_k_categorical_accuracy, sparse_top_k_categorical_accuracy, cosine_proximity,
    mean_squared_error, mean_absolute_error, mean_absolute_percentage_error,
    mean_squared_logarithmic_error, hinge, squared_hinge, categorical_hinge, logcosh, huber_loss,
    categorical_crossentropy, sparse_categorical_crossentropy, binary_crossentropy,
    kullback_leibler_divergence, poisson,
    Metric, Reduce, Sum, Mean, MeanMetricWrapper, Accuracy, BinaryAccuracy, CategoricalAccuracy,
    SparseCategoricalAccuracy, TopKCategoricalAccuracy, SparseTopKCategoricalAccuracy,
    MeanSquaredError, MeanAbsoluteError, MeanAbsolutePercentageError, MeanSquaredLogarithmicError,
    RootMeanSquaredError, Hinge, SquaredHinge, CategoricalHinge, Poisson, LogCoshError,
    KLDivergence, CosineSimilarity, BinaryCrossentropy, CategoricalCrossentropy,
    SparseCategoricalCrossentropy, TruePositives, TrueNegatives, FalsePositives, FalseNegatives,
    Precision, Recall, AUC, SensitivityAtSpecificity, SpecificityAtSensitivity, MeanIoU)
METRICS.alias(mse=mse, MSE=MSE, mae=mae, MAE=MAE, mape=mape, MAPE=MAPE, msle=msle, MSLE=MSLE,
              cosine=cosine, cosine_similarity=cosine_similarity)


def clone_metric(metric):
    """A metric of the same kind with a state of its own.

    Args:
        metric: A `Metric`, or anything else.

    Returns:
        A new metric; what is not a `Metric` comes back as it is.
    """
    if isinstance(metric, Metric):
        return type(metric).from_config(metric.get_config())
    return metric


def clone_metrics(metrics):
    """Clones of all metrics in a list or dictionary.

    Args:
        metrics: A list of metrics, or a dictionary whose values are metrics or lists of them.

    Returns:
        The same structure with clones; None for None.
    """
    if metrics is None:
        return None
    if isinstance(metrics, dict):
        return {key: clone_metrics(value) if isinstance(value, (list, tuple))
                else clone_metric(value) for key, value in metrics.items()}
    return [clone_metric(metric) for metric in metrics]


def serialize(metric):
    """The plain data that stands for a metric in a config.

    Args:
        metric: A function or a `Metric`.

    Returns:
        The function's name, or `{'class_name': ..., 'config': ...}`.
    """
    return serialize_keras_object(metric)


def deserialize(config, custom_objects=None):
    """The metric that a name or a config stands for.

    Args:
        config: A name, or `{'class_name': ..., 'config': ...}`.
        custom_objects: Dictionary from names to your own functions or classes.

    Returns:
        A function, or a `Metric`.

    Raises:
        ValueError: If the name is unknown.
    """
    return deserialize_keras_object(config, METRICS, custom_objects, 'metric')


def get(identifier):
    """The metric that an argument of `compile` stands for.

    Args:
        identifier: A name (`'mae'`), a config, or a callable.

    Returns:
        A function of targets and predictions, or a `Metric`.

    Raises:
        ValueError: If the name is unknown, or the argument is something else.

    Example:
        from keras import metrics
        assert metrics.get('mae') is metrics.mean_absolute_error
    """
    if isinstance(identifier, (str, dict)):
        return deserialize(identifier)
    if callable(identifier):
        return identifier
    raise ValueError(
        'Cannot interpret {!r} as a metric: expected a name such as \'mae\', a config, or a '
        'function of y_true and y_pred.'.format(identifier))
