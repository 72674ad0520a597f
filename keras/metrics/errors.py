"""The loss functions as metrics: their mean over all samples."""

from keras import backend as K
from keras import losses
from keras.metrics.functions import cosine_proximity
from keras.metrics.mean import Mean, MeanMetricWrapper, of_type
from keras.utils import losses_utils


class MeanSquaredError(MeanMetricWrapper):
    """Mean of `(y_pred - y_true) ** 2`.

    The formula per sample is that of `keras.losses.mean_squared_error`.

    Args:
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Example:
        from keras import metrics
        metric = metrics.MeanSquaredError()
    """

    def __init__(self, name='mean_squared_error', dtype=None):
        super(MeanSquaredError, self).__init__(losses.mean_squared_error, name, dtype=dtype)


class MeanAbsoluteError(MeanMetricWrapper):
    """Mean of `abs(y_pred - y_true)`.

    The formula per sample is that of `keras.losses.mean_absolute_error`.

    Args:
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Example:
        from keras import metrics
        metric = metrics.MeanAbsoluteError()
    """

    def __init__(self, name='mean_absolute_error', dtype=None):
        super(MeanAbsoluteError, self).__init__(losses.mean_absolute_error, name, dtype=dtype)


class MeanAbsolutePercentageError(MeanMetricWrapper):
    """Mean of `100 * abs((y_true - y_pred) / y_true)`.

    The formula per sample is that of `keras.losses.mean_absolute_percentage_error`.

    Args:
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Example:
        from keras import metrics
        metric = metrics.MeanAbsolutePercentageError()
    """

    def __init__(self, name='mean_absolute_percentage_error', dtype=None):
        super(MeanAbsolutePercentageError, self).__init__(
            losses.mean_absolute_percentage_error, name, dtype=dtype)


class MeanSquaredLogarithmicError(MeanMetricWrapper):
    """Mean of `(log(y_pred + 1) - log(y_true + 1)) ** 2`.

    The formula per sample is that of `keras.losses.mean_squared_logarithmic_error`.

    Args:
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Example:
        from keras import metrics
        metric = metrics.MeanSquaredLogarithmicError()
    """

    def __init__(self, name='mean_squared_logarithmic_error', dtype=None):
        super(MeanSquaredLogarithmicError, self).__init__(
            losses.mean_squared_logarithmic_error, name, dtype=dtype)


class Hinge(MeanMetricWrapper):
    """Mean of `max(1 - y_true * y_pred, 0)`, for targets of -1 or 1.

    The formula per sample is that of `keras.losses.hinge`.

    Args:
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Example:
        from keras import metrics
        metric = metrics.Hinge()
    """

    def __init__(self, name='hinge', dtype=None):
        super(Hinge, self).__init__(losses.hinge, name, dtype=dtype)


class SquaredHinge(MeanMetricWrapper):
    """Mean of `max(1 - y_true * y_pred, 0) ** 2`, for targets of -1 or 1.

    The formula per sample is that of `keras.losses.squared_hinge`.

    Args:
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Example:
        from keras import metrics
        metric = metrics.SquaredHinge()
    """

    def __init__(self, name='squared_hinge', dtype=None):
        super(SquaredHinge, self).__init__(losses.squared_hinge, name, dtype=dtype)


class CategoricalHinge(MeanMetricWrapper):
    """Mean hinge of the best wrong class, for one-hot targets.

    The formula per sample is that of `keras.losses.categorical_hinge`.

    Args:
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Example:
        from keras import metrics
        metric = metrics.CategoricalHinge()
    """

    def __init__(self, name='categorical_hinge', dtype=None):
        super(CategoricalHinge, self).__init__(losses.categorical_hinge, name, dtype=dtype)


class Poisson(MeanMetricWrapper):
    """Mean of `y_pred - y_true * log(y_pred)`.

    The formula per sample is that of `keras.losses.poisson`.

    Args:
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Example:
        from keras import metrics
        metric = metrics.Poisson()
    """

    def __init__(self, name='poisson', dtype=None):
        super(Poisson, self).__init__(losses.poisson, name, dtype=dtype)


class LogCoshError(MeanMetricWrapper):
    """Mean of `log(cosh(y_pred - y_true))`.

    The formula per sample is that of `keras.losses.logcosh`.

    Args:
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Example:
        from keras import metrics
        metric = metrics.LogCoshError()
    """

    def __init__(self, name='logcosh', dtype=None):
        super(LogCoshError, self).__init__(losses.logcosh, name, dtype=dtype)


class KLDivergence(MeanMetricWrapper):
    """Mean divergence of distributions, `sum(y_true * log(y_true / y_pred))`.

    The formula per sample is that of `keras.losses.kullback_leibler_divergence`.

    Args:
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Example:
        from keras import metrics
        metric = metrics.KLDivergence()
    """

    def __init__(self, name='kullback_leibler_divergence', dtype=None):
        super(KLDivergence, self).__init__(losses.kullback_leibler_divergence, name, dtype=dtype)


class BinaryCrossentropy(MeanMetricWrapper):
    """Mean cross entropy of yes-or-no targets.

    The formula per sample is that of `keras.losses.binary_crossentropy`.

    Args:
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.
        from_logits: Whether predictions come without sigmoid. Default: they are
            probabilities.
        label_smoothing: How far, in [0, 1], targets are pulled towards 0.5.
            Default 0.

    Example:
        from keras import metrics
        metric = metrics.BinaryCrossentropy()
    """

    def __init__(self, name='binary_crossentropy', dtype=None,
                 from_logits=False, label_smoothing=0):
        super(BinaryCrossentropy, self).__init__(
            losses.binary_crossentropy, name, dtype=dtype,
            from_logits=from_logits, label_smoothing=label_smoothing)


class CategoricalCrossentropy(MeanMetricWrapper):
    """Mean cross entropy of one-hot targets.

    The formula per sample is that of `keras.losses.categorical_crossentropy`.

    Args:
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.
        from_logits: Whether predictions come without softmax. Default: they are
            probabilities.
        label_smoothing: Part of the target, in [0, 1], that is spread over all classes.
            Default 0.

    Example:
        from keras import metrics
        metric = metrics.CategoricalCrossentropy()
    """

    def __init__(self, name='categorical_crossentropy', dtype=None,
                 from_logits=False, label_smoothing=0):
        super(CategoricalCrossentropy, self).__init__(
            losses.categorical_crossentropy, name, dtype=dtype,
            from_logits=from_logits, label_smoothing=label_smoothing)


class SparseCategoricalCrossentropy(MeanMetricWrapper):
    """Mean cross entropy of class numbers.

    The formula per sample is that of `keras.losses.sparse_categorical_crossentropy`.

    Args:
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.
        from_logits: Whether predictions come without softmax. Default: they are
            probabilities.
        axis: The axis of the classes. Default: the last one.

    Example:
        from keras import metrics
        metric = metrics.SparseCategoricalCrossentropy()
    """

    def __init__(self, name='sparse_categorical_crossentropy', dtype=None,
                 from_logits=False, axis=-1):
        super(SparseCategoricalCrossentropy, self).__init__(
            losses.sparse_categorical_crossentropy, name, dtype=dtype,
            from_logits=from_logits, axis=axis)


class CosineSimilarity(MeanMetricWrapper):
    """Mean cosine of the angle between targets and predictions (1 for the same direction).

    Args:
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.
        axis: The axis of the vectors. Default: the last one.

    Example:
        from keras import metrics
        metric = metrics.CosineSimilarity()
    """

    def __init__(self, name='cosine_similarity', dtype=None, axis=-1):
        super(CosineSimilarity, self).__init__(cosine_proximity, name, dtype=dtype, axis=axis)


class RootMeanSquaredError(Mean):
    """Square root of the mean of `(y_pred - y_true) ** 2` over all values.

    Args:
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Example:
        from keras import backend as K, metrics
        value = K.eval(metrics.RootMeanSquaredError()(K.constant([2., 4.]), K.constant([1., 3.])))
        # 1.
    """

    def __init__(self, name='root_mean_squared_error', dtype=None):
        super(RootMeanSquaredError, self).__init__(name, dtype=dtype)

    def update_state(self, y_true, y_pred, sample_weight=None):
        """Adds the squared errors of a batch; see `MeanMetricWrapper.update_state`."""
        y_true, y_pred = of_type(y_true, self.dtype), of_type(y_pred, self.dtype)
        y_pred, y_true = losses_utils.squeeze_or_expand_dimensions(y_pred, y_true)
        return super(RootMeanSquaredError, self).update_state(
            K.square(y_pred - y_true), sample_weight=sample_weight)

    def result(self):
        """The root of the mean; see `Metric.result`."""
        return K.sqrt(super(RootMeanSquaredError, self).result())
