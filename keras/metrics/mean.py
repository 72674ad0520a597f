"""Sums and means over all batches, and metrics that are the mean of a function."""

from keras import backend as K
from keras.metrics.metric import Metric
from keras.utils import losses_utils
from keras.utils.metrics_utils import Reduction
from keras.utils.registry import METRICS, deserialize_keras_object, serialize_keras_object


class Reduce(Metric):
    """A sum or a mean of all values seen so far.

    Args:
        reduction: `'sum'`; `'sum_over_batch_size'`: the sum of weighted values divided by their
            number; `'weighted_mean'`: divided by the sum of the weights.
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Raises:
        ValueError: If `reduction` is not one of these.

    Example:
        from keras import metrics
        mean = metrics.Reduce('weighted_mean', name='mean_score')
    """

    def __init__(self, reduction, name, dtype=None):
        super(Reduce, self).__init__(name=name, dtype=dtype)
        valid = (Reduction.SUM, Reduction.SUM_OVER_BATCH_SIZE, Reduction.WEIGHTED_MEAN)
        if reduction not in valid:
            raise ValueError('Invalid reduction {!r}: expected one of {}.'.format(
                reduction, valid))
        self.reduction = reduction
        self.total = self.add_weight('total', initializer='zeros')
        if reduction != Reduction.SUM:
            self.count = self.add_weight('count', initializer='zeros')

    def update_state(self, values, sample_weight=None):
        """Adds values.

        Args:
            values: Tensor of any shape.
            sample_weight: None, or a tensor of weights of the rank of `values` or lower. Where
                values have axes of which weights know nothing, their mean (their sum for the
                reduction `'sum'`) over these axes is weighted.

        Returns:
            List of updates.
        """
        values = of_type(values, self.dtype)
        if sample_weight is not None:
            values, sample_weight = self._weigh(values, of_type(sample_weight, self.dtype))
        updates = [K.update_add(self.total, K.sum(values))]
        if self.reduction == Reduction.WEIGHTED_MEAN and sample_weight is not None:
            updates.append(K.update_add(self.count, K.sum(sample_weight)))
        elif self.reduction != Reduction.SUM:
            updates.append(K.update_add(self.count, K.cast(K.size(values), self.dtype)))
        return updates

    def result(self):
        """The sum, or the mean (0 before there are values).

        Returns:
            A scalar tensor.
        """
        if self.reduction == Reduction.SUM:
            return self.total + 0.
        return K.divide_no_nan(self.total, self.count)

    def _weigh(self, values, sample_weight):
        """Values times weights, and the weights in the shape of the values."""
        if K.ndim(values) == 0:
            # One value for the whole batch counts as much as all of the batch's weights.
            return values * sample_weight, sample_weight
        values, _, sample_weight = losses_utils.squeeze_or_expand_dimensions(
            values, None, sample_weight)
        try:
            sample_weight = losses_utils.broadcast_weights(values, sample_weight)
        except ValueError:
            extra = list(range(K.ndim(sample_weight), K.ndim(values)))
            if not extra:
                raise
            reduce = K.sum if self.reduction == Reduction.SUM else K.mean
            values = reduce(values, axis=extra)
        return values * sample_weight, sample_weight


class Sum(Reduce):
    """The (weighted) sum of all values seen so far.

    Args:
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Example:
        from keras import backend as K, metrics
        value = K.eval(metrics.Sum()(K.constant([1., 3., 5.])))    # 9.
    """

    def __init__(self, name='sum', dtype=None):
        super(Sum, self).__init__(reduction=Reduction.SUM, name=name, dtype=dtype)


class Mean(Reduce):
    """The (weighted) mean of all values seen so far.

    Args:
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Example:
        from keras import backend as K, metrics
        value = K.eval(metrics.Mean()(K.constant([1., 3., 5.])))    # 3.
    """

    def __init__(self, name='mean', dtype=None):
        super(Mean, self).__init__(reduction=Reduction.WEIGHTED_MEAN, name=name, dtype=dtype)


class MeanMetricWrapper(Mean):
    """The (weighted) mean of a function of targets and predictions.

    Args:
        fn: Function of `(y_true, y_pred, **kwargs)` that gives one value per sample.
        name: Name of the metric. Default: the function's.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.
        **kwargs: Further arguments that are given to `fn` in each call.

    Example:
        from keras import losses, metrics
        metric = metrics.MeanMetricWrapper(losses.huber_loss, name='huber', delta=.5)
    """

    def __init__(self, fn, name=None, dtype=None, **kwargs):
        name = name or getattr(fn, '__name__', None) or type(fn).__name__
        super(MeanMetricWrapper, self).__init__(name=name, dtype=dtype)
        self._fn = fn
        self._fn_kwargs = kwargs

    def update_state(self, y_true, y_pred, sample_weight=None):
        """Adds the function's values for a batch.

        Args:
            y_true: Targets, a tensor.
            y_pred: Predictions, a tensor.
            sample_weight: None, or a tensor of weights, usually of shape (samples,).

        Returns:
            List of updates.
        """
        y_true, y_pred = of_type(y_true, self.dtype), of_type(y_pred, self.dtype)
        y_pred, y_true = losses_utils.squeeze_or_expand_dimensions(y_pred, y_true)
        values = self._fn(y_true, y_pred, **self._fn_kwargs)
        return super(MeanMetricWrapper, self).update_state(values, sample_weight=sample_weight)

    def get_config(self):
        """The constructor arguments as plain data.

        Returns:
            A dictionary with the keys `name` and `dtype` and the arguments of the function; for a
            plain `MeanMetricWrapper` the name of the function too, under `fn`.
        """
        config = super(MeanMetricWrapper, self).get_config()
        if type(self) is MeanMetricWrapper:
            config['fn'] = serialize_keras_object(self._fn)
        for key, value in self._fn_kwargs.items():
            config[key] = K.eval(value).tolist() if K.is_tensor(value) else value
        return config

    @classmethod
    def from_config(cls, config):
        """Makes a metric from what `get_config()` gave.

        Args:
            config: Dictionary of constructor arguments; `fn` may be a name.

        Returns:
            A new instance, with a new state.
        """
        if isinstance(config.get('fn'), (str, dict)):
            config = dict(config, fn=deserialize_keras_object(
                config['fn'], METRICS, printable_module_name='metric function'))
        return cls(**config)


def of_type(x, dtype):
    """A tensor of a type of number.

    Args:
        x: A tensor or an array.
        dtype: Name of the type.

    Returns:
        A tensor.
    """
    if not K.is_tensor(x):
        return K.constant(x, dtype=dtype)
    return x if K.dtype(x) == dtype else K.cast(x, dtype)
