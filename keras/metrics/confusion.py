"""Counts of hits and misses, and the ratios made of them."""

from keras import backend as K
from keras.metrics.metric import Metric
from keras.utils import metrics_utils
from keras.utils.metrics_utils import ConfusionMatrix


class _ConfusionMatrixConditionCount(Metric):
    """The number of predictions that are one of the four kinds of hit or miss."""

    def __init__(self, confusion_matrix_cond, thresholds=None, name=None, dtype=None):
        super(_ConfusionMatrixConditionCount, self).__init__(name=name, dtype=dtype)
        self._confusion_matrix_cond = confusion_matrix_cond
        self.init_thresholds = thresholds
        self.thresholds = metrics_utils.parse_init_thresholds(thresholds, default_threshold=0.5)
        self.accumulator = self.add_weight('accumulator', shape=(len(self.thresholds),))

    def update_state(self, y_true, y_pred, sample_weight=None):
        """Adds the counts of a batch.

        Args:
            y_true: Targets, a tensor; values other than 0 count as yes.
            y_pred: Predictions of the same shape.
            sample_weight: None, or a tensor of weights.

        Returns:
            List of updates.
        """
        return metrics_utils.update_confusion_matrix_variables(
            {self._confusion_matrix_cond: self.accumulator}, y_true, y_pred,
            thresholds=self.thresholds, sample_weight=sample_weight)

    def result(self):
        """The count so far: a scalar, or one per threshold."""
        return _scalar_if_one(self.accumulator + 0.)

    def get_config(self):
        """The constructor arguments as plain data; see `Metric.get_config`."""
        return dict(super(_ConfusionMatrixConditionCount, self).get_config(),
                    thresholds=self.init_thresholds)


class FalsePositives(_ConfusionMatrixConditionCount):
    """The (weighted) number of predictions of yes where the target is no.

    Args:
        thresholds: A number in [0, 1] or a list of them (then there is one count for each);
            predictions above it count as yes. Default 0.5.
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Example:
        from keras import backend as K, metrics
        value = K.eval(metrics.FalsePositives()(K.constant([0, 1, 0]), K.constant([.9, .8, .1])))
        # 1.
    """

    def __init__(self, thresholds=None, name=None, dtype=None):
        super(FalsePositives, self).__init__(ConfusionMatrix.FALSE_POSITIVES, thresholds, name,
                                             dtype)


class FalseNegatives(_ConfusionMatrixConditionCount):
    """The (weighted) number of predictions of no where the target is yes.

    Args:
        thresholds: A number in [0, 1] or a list of them (then there is one count for each);
            predictions above it count as yes. Default 0.5.
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Example:
        from keras import backend as K, metrics
        value = K.eval(metrics.FalseNegatives()(K.constant([0, 1, 1]), K.constant([.9, .8, .1])))
        # 1.
    """

    def __init__(self, thresholds=None, name=None, dtype=None):
        super(FalseNegatives, self).__init__(ConfusionMatrix.FALSE_NEGATIVES, thresholds, name,
                                             dtype)


class TrueNegatives(_ConfusionMatrixConditionCount):
    """The (weighted) number of predictions of no where the target is no.

    Args:
        thresholds: A number in [0, 1] or a list of them (then there is one count for each);
            predictions above it count as yes. Default 0.5.
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Example:
        from keras import backend as K, metrics
        value = K.eval(metrics.TrueNegatives()(K.constant([0, 1, 0]), K.constant([.9, .8, .1])))
        # 1.
    """

    def __init__(self, thresholds=None, name=None, dtype=None):
        super(TrueNegatives, self).__init__(ConfusionMatrix.TRUE_NEGATIVES, thresholds, name,
                                            dtype)


class TruePositives(_ConfusionMatrixConditionCount):
    """The (weighted) number of predictions of yes where the target is yes.

    Args:
        thresholds: A number in [0, 1] or a list of them (then there is one count for each);
            predictions above it count as yes. Default 0.5.
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Example:
        from keras import backend as K, metrics
        value = K.eval(metrics.TruePositives()(K.constant([0, 1, 1]), K.constant([.9, .8, .1])))
        # 1.
    """

    def __init__(self, thresholds=None, name=None, dtype=None):
        super(TruePositives, self).__init__(ConfusionMatrix.TRUE_POSITIVES, thresholds, name,
                                            dtype)


class _HitRatio(Metric):
    """True positives divided by themselves and one kind of miss."""

    _MISS = None

    def __init__(self, thresholds=None, top_k=None, class_id=None, name=None, dtype=None):
        super(_HitRatio, self).__init__(name=name, dtype=dtype)
        self.init_thresholds = thresholds
        self.top_k = top_k
        self.class_id = class_id
        # The largest predictions count as yes at any size, unless a threshold is given as well.
        self.thresholds = metrics_utils.parse_init_thresholds(
            thresholds, default_threshold=0.5 if top_k is None else metrics_utils.NEG_INF)
        shape = (len(self.thresholds),)
        self.true_positives = self.add_weight('true_positives', shape=shape)
        self._misses = self.add_weight(self._MISS.name.lower(), shape=shape)

    def update_state(self, y_true, y_pred, sample_weight=None):
        """Adds the counts of a batch.

        Args:
            y_true: Targets, a tensor; values other than 0 count as yes.
            y_pred: Predictions of the same shape.
            sample_weight: None, or a tensor of weights.

        Returns:
            List of updates.
        """
        return metrics_utils.update_confusion_matrix_variables(
            {ConfusionMatrix.TRUE_POSITIVES: self.true_positives, self._MISS: self._misses},
            y_true, y_pred, thresholds=self.thresholds, top_k=self.top_k, class_id=self.class_id,
            sample_weight=sample_weight)

    def result(self):
        """The ratio so far (0 if there is nothing to divide by): a scalar, or one per threshold."""
        hits = self.true_positives + 0.
        return _scalar_if_one(K.divide_no_nan(hits, hits + self._misses))

    def get_config(self):
        """The constructor arguments as plain data; see `Metric.get_config`."""
        return dict(super(_HitRatio, self).get_config(), thresholds=self.init_thresholds,
                    top_k=self.top_k, class_id=self.class_id)


class Precision(_HitRatio):
    """The part of the predictions of yes that are right: `tp / (tp + fp)`.

    Args:
        thresholds: A number in [0, 1] or a list of them (then there is one ratio for each);
            predictions above it count as yes. Default: 0.5, or none if `top_k` is given.
        top_k: Only the `top_k` largest predictions of a sample can count as yes, or None.
        class_id: The only class (index along the last axis) to look at, or None for all.
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Example:
        from keras import backend as K, metrics
        value = K.eval(metrics.Precision()(K.constant([0, 1, 1]), K.constant([.9, .8, .1])))
        # 0.5
    """

    _MISS = ConfusionMatrix.FALSE_POSITIVES

    @property
    def false_positives(self):
        """The variable that counts false positives."""
        return self._misses


class Recall(_HitRatio):
    """The part of the targets of yes that are found: `tp / (tp + fn)`.

    Args:
        thresholds: A number in [0, 1] or a list of them (then there is one ratio for each);
            predictions above it count as yes. Default: 0.5, or none if `top_k` is given.
        top_k: Only the `top_k` largest predictions of a sample can count as yes, or None.
        class_id: The only class (index along the last axis) to look at, or None for all.
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Example:
        from keras import backend as K, metrics
        value = K.eval(metrics.Recall()(K.constant([0, 1, 1]), K.constant([.9, .8, .1])))    # 0.5
    """

    _MISS = ConfusionMatrix.FALSE_NEGATIVES

    @property
    def false_negatives(self):
        """The variable that counts false negatives."""
        return self._misses


class MeanIoU(Metric):
    """Mean over classes of intersection over union: `tp / (tp + fp + fn)` per class.

    Classes that occur neither among targets nor among predictions do not count.

    Args:
        num_classes: Number of classes.
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Example:
        from keras import backend as K, metrics
        metric = metrics.MeanIoU(num_classes=2)
        value = K.eval(metric(K.constant([0, 0, 1, 1]), K.constant([0, 1, 0, 1])))    # 0.333
    """

    def __init__(self, num_classes, name=None, dtype=None):
        super(MeanIoU, self).__init__(name=name, dtype=dtype)
        self.num_classes = num_classes
        self.total_cm = self.add_weight('total_confusion_matrix', shape=(num_classes, num_classes))

    def update_state(self, y_true, y_pred, sample_weight=None):
        """Adds the counts of a batch.

        Args:
            y_true: Class numbers, a tensor of any shape.
            y_pred: Predicted class numbers of the same shape.
            sample_weight: None, or a tensor of weights that spreads over `y_pred`.

        Returns:
            The update.
        """
        y_true, y_pred = _tensor(y_true), _tensor(y_pred)
        said = self._one_hot(y_pred)
        if sample_weight is not None:
            y_pred, _, sample_weight = metrics_utils.losses_utils.squeeze_or_expand_dimensions(
                y_pred, None, K.cast(_tensor(sample_weight), self.dtype))
            weights = metrics_utils.losses_utils.broadcast_weights(
                K.cast(y_pred, self.dtype), sample_weight)
            said = said * K.reshape(weights, (-1, 1))
        return K.update_add(self.total_cm, K.dot(K.transpose(self._one_hot(y_true)), said))

    def result(self):
        """The mean of the ratios of all classes that occurred; see `Metric.result`."""
        matrix = self.total_cm + 0.
        hits = K.sum(matrix * K.constant(_identity(self.num_classes), dtype=self.dtype), axis=0)
        union = K.sum(matrix, axis=0) + K.sum(matrix, axis=1) - hits
        occurred = K.sum(K.cast(K.greater(union, 0.), self.dtype))
        return K.divide_no_nan(K.sum(K.divide_no_nan(hits, union)), occurred)

    def get_config(self):
        """The constructor arguments as plain data; see `Metric.get_config`."""
        return dict(super(MeanIoU, self).get_config(), num_classes=self.num_classes)

    def _one_hot(self, classes):
        """Class numbers as rows of zeros and a one."""
        return K.cast(K.one_hot(K.cast(K.flatten(classes), 'int64'), self.num_classes), self.dtype)


def _identity(size):
    """The identity matrix as nested lists."""
    return [[float(i == j) for j in range(size)] for i in range(size)]


def _tensor(x):
    """A tensor, from a tensor or an array."""
    return x if K.is_tensor(x) else K.constant(x)


def _scalar_if_one(values):
    """The only value of a vector of length 1, else the vector."""
    return values[0] if K.int_shape(values)[0] == 1 else values
