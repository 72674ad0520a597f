"""Areas under curves over thresholds, and points on them."""

from keras import backend as K
from keras.metrics.metric import Metric
from keras.utils import metrics_utils
from keras.utils.metrics_utils import AUCCurve, AUCSummationMethod, ConfusionMatrix


class _CountsPerThreshold(Metric):
    """Hits and misses of all four kinds at a list of thresholds."""

    def __init__(self, thresholds, name=None, dtype=None):
        super(_CountsPerThreshold, self).__init__(name=name, dtype=dtype)
        self.thresholds = thresholds
        shape = (len(thresholds),)
        self.true_positives = self.add_weight('true_positives', shape=shape)
        self.true_negatives = self.add_weight('true_negatives', shape=shape)
        self.false_positives = self.add_weight('false_positives', shape=shape)
        self.false_negatives = self.add_weight('false_negatives', shape=shape)

    def update_state(self, y_true, y_pred, sample_weight=None):
        """Adds the counts of a batch.

        Args:
            y_true: Targets, a tensor; values other than 0 count as yes.
            y_pred: Predictions of the same shape, in [0, 1].
            sample_weight: None, or a tensor of weights.

        Returns:
            List of updates.
        """
        return metrics_utils.update_confusion_matrix_variables({
            ConfusionMatrix.TRUE_POSITIVES: self.true_positives,
            ConfusionMatrix.TRUE_NEGATIVES: self.true_negatives,
            ConfusionMatrix.FALSE_POSITIVES: self.false_positives,
            ConfusionMatrix.FALSE_NEGATIVES: self.false_negatives,
        }, y_true, y_pred, self.thresholds, sample_weight=sample_weight)

    def _rates(self):
        """Hits divided by targets: of yes (sensitivity), and of no (specificity)."""
        tp, tn = self.true_positives + 0., self.true_negatives + 0.
        return (K.divide_no_nan(tp, tp + self.false_negatives),
                K.divide_no_nan(tn, tn + self.false_positives))


class SensitivitySpecificityBase(_CountsPerThreshold):
    """What the two metrics of a point on the curve share.

    Args:
        value: The wanted value of the other rate, in [0, 1].
        num_thresholds: Number of evenly spaced thresholds. Default 200.
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Raises:
        ValueError: If `num_thresholds` is not positive.

    Example:
        from keras import metrics
        assert issubclass(metrics.SensitivityAtSpecificity, metrics.SensitivitySpecificityBase)
    """

    def __init__(self, value, num_thresholds=200, name=None, dtype=None):
        if num_thresholds <= 0:
            raise ValueError('`num_thresholds` must be positive, received {!r}.'.format(
                num_thresholds))
        self.value = value
        self.num_thresholds = num_thresholds
        thresholds = ([0.5] if num_thresholds == 1 else
                      [0.] + _between(num_thresholds) + [1.])
        super(SensitivitySpecificityBase, self).__init__(thresholds, name=name, dtype=dtype)

    def _where_nearest(self, wanted, other):
        """The value of `other` at the threshold where `wanted` is nearest to `value`."""
        return K.gather(other, K.argmin(K.abs(wanted - self.value), axis=0))


class SensitivityAtSpecificity(SensitivitySpecificityBase):
    """Sensitivity, `tp / (tp + fn)`, at the threshold with a given specificity, `tn / (tn + fp)`.

    Args:
        specificity: The wanted specificity, in [0, 1]; the nearest there is counts.
        num_thresholds: Number of evenly spaced thresholds. Default 200.
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Raises:
        ValueError: If an argument is out of its range.

    Example:
        from keras import backend as K, metrics
        metric = metrics.SensitivityAtSpecificity(.4, num_thresholds=3)
        value = K.eval(metric(K.constant([0, 0, 1, 1]), K.constant([0., .6, .4, .9])))    # 1.
    """

    def __init__(self, specificity, num_thresholds=200, name=None, dtype=None):
        self.specificity = _rate('specificity', specificity)
        super(SensitivityAtSpecificity, self).__init__(
            specificity, num_thresholds=num_thresholds, name=name, dtype=dtype)

    def result(self):
        """The sensitivity there; see `Metric.result`."""
        sensitivity, specificity = self._rates()
        return self._where_nearest(specificity, sensitivity)

    def get_config(self):
        """The constructor arguments as plain data; see `Metric.get_config`."""
        return dict(super(SensitivityAtSpecificity, self).get_config(),
                    num_thresholds=self.num_thresholds, specificity=self.specificity)


class SpecificityAtSensitivity(SensitivitySpecificityBase):
    """Specificity, `tn / (tn + fp)`, at the threshold with a given sensitivity, `tp / (tp + fn)`.

    Args:
        sensitivity: The wanted sensitivity, in [0, 1]; the nearest there is counts.
        num_thresholds: Number of evenly spaced thresholds. Default 200.
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Raises:
        ValueError: If an argument is out of its range.

    Example:
        from keras import backend as K, metrics
        metric = metrics.SpecificityAtSensitivity(.5, num_thresholds=3)
        value = K.eval(metric(K.constant([0, 0, 1, 1]), K.constant([0., .6, .4, .9])))    # 0.5
    """

    def __init__(self, sensitivity, num_thresholds=200, name=None, dtype=None):
        self.sensitivity = _rate('sensitivity', sensitivity)
        super(SpecificityAtSensitivity, self).__init__(
            sensitivity, num_thresholds=num_thresholds, name=name, dtype=dtype)

    def result(self):
        """The specificity there; see `Metric.result`."""
        sensitivity, specificity = self._rates()
        return self._where_nearest(sensitivity, specificity)

    def get_config(self):
        """The constructor arguments as plain data; see `Metric.get_config`."""
        return dict(super(SpecificityAtSensitivity, self).get_config(),
                    num_thresholds=self.num_thresholds, sensitivity=self.sensitivity)


class AUC(_CountsPerThreshold):
    """Approximate area under the ROC or the precision-recall curve.

    The curve is drawn through points at thresholds, evenly spaced unless given; more thresholds
    make the area more exact. Predictions should lie in [0, 1] and not all in one corner of it.

    Args:
        num_thresholds: Number of thresholds, 2 or more. Default 200.
        curve: `'ROC'` (default) or `'PR'`.
        summation_method: `'interpolation'` (default; trapezoids for ROC, the interpolation of Davis
            and Goadrich for PR), `'minoring'` (left sums: the lower height of each step) or
            `'majoring'` (the higher one).
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.
        thresholds: List of thresholds in [0, 1] to use in place of evenly spaced ones, or None.

    Raises:
        ValueError: If an argument is out of its range.

    Example:
        from keras import backend as K, metrics
        metric = metrics.AUC(num_thresholds=3)
        value = K.eval(metric(K.constant([0, 0, 1, 1]), K.constant([0., .5, .3, .9])))    # 0.75

    References:
        Davis, Goadrich: The Relationship Between Precision-Recall and ROC Curves,
        https://minds.wisconsin.edu/bitstream/handle/1793/60482/TR1551.pdf
    """

    def __init__(self, num_thresholds=200, curve='ROC', summation_method='interpolation',
                 name=None, dtype=None, thresholds=None):
        self.curve = curve if isinstance(curve, AUCCurve) else AUCCurve.from_str(curve)
        self.summation_method = (
            summation_method if isinstance(summation_method, AUCSummationMethod)
            else AUCSummationMethod.from_str(summation_method))
        if thresholds is not None:
            metrics_utils.assert_thresholds_range(thresholds)
            inner = sorted(thresholds)
            num_thresholds = len(inner) + 2
        elif num_thresholds <= 1:
            raise ValueError('`num_thresholds` must be 2 or more, received {!r}.'.format(
                num_thresholds))
        else:
            inner = _between(num_thresholds)
        self.num_thresholds = num_thresholds
        # The outer thresholds lie beyond all predictions: everything is yes, and nothing is.
        super(AUC, self).__init__([0. - K.epsilon()] + inner + [1. + K.epsilon()], name=name,
                                  dtype=dtype)

    def result(self):
        """The area so far; see `Metric.result`."""
        if (self.curve == AUCCurve.PR
                and self.summation_method == AUCSummationMethod.INTERPOLATION):
            return self.interpolate_pr_auc()
        recall, specificity = self._rates()
        if self.curve == AUCCurve.ROC:
            # With no targets of no the rate of false alarms is 0, not 1 less 0.
            false = self.false_positives + 0.
            x, y = K.divide_no_nan(false, false + self.true_negatives), recall
        else:
            tp = self.true_positives + 0.
            x, y = recall, K.divide_no_nan(tp, tp + self.false_positives)
        left, right = y[:-1], y[1:]
        heights = {
            AUCSummationMethod.INTERPOLATION: lambda: (left + right) / 2.,
            AUCSummationMethod.MINORING: lambda: K.minimum(left, right),
            AUCSummationMethod.MAJORING: lambda: K.maximum(left, right),
        }[self.summation_method]()
        return K.sum((x[:-1] - x[1:]) * heights)

    def interpolate_pr_auc(self):
        """The area under the precision-recall curve, interpolated between its points.

        Between two points, true positives grow in a straight line with all positives `P`:
        `tp = slope * P + intercept`. The area of precision `tp / P` over recall
        `tp / (tp + fn)` is then `slope / (tp + fn) * (change of tp + intercept * log(P1 / P0))`.

        Returns:
            A scalar tensor.
        """
        tp = self.true_positives + 0.
        positives = tp + self.false_positives
        upper, lower = positives[:-1], positives[1:]
        slope = K.divide_no_nan(tp[:-1] - tp[1:], K.maximum(upper - lower, 0.))
        intercept = tp[1:] - slope * lower
        both = K.cast(K.greater(upper, 0.), self.dtype) * K.cast(K.greater(lower, 0.), self.dtype)
        ratio = K.divide_no_nan(upper, lower) * both + (1. - both)
        area = slope * (tp[:-1] - tp[1:] + intercept * K.log(ratio))
        targets = K.maximum(tp[1:] + self.false_negatives[1:], 0.)
        return K.sum(K.divide_no_nan(area, targets))

    def get_config(self):
        """The constructor arguments as plain data; see `Metric.get_config`."""
        return dict(super(AUC, self).get_config(), num_thresholds=self.num_thresholds,
                    curve=self.curve.value, summation_method=self.summation_method.value,
                    thresholds=self.thresholds[1:-1])


def _between(number):
    """The inner ones of `number` evenly spaced thresholds from 0 to 1."""
    return [(i + 1) * 1. / (number - 1) for i in range(number - 2)]


def _rate(argument, value):
    """The value, if it is in [0, 1]."""
    if not 0. <= value <= 1.:
        raise ValueError('`{}` must be in [0, 1], received {!r}.'.format(argument, value))
    return value
