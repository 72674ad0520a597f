"""Counting of hits and misses at thresholds, shared by metrics.

It lives under this path because Keras 2.3 has it here; in the house it stands one floor above the
backend.
"""

import functools
from enum import Enum

from keras import backend as K
from keras.utils import losses_utils
from keras.utils.generic_utils import to_list

#: Stands for minus infinity among predictions, so that no arithmetic gives NaN.
NEG_INF = -1e10


class Reduction(object):
    """How metrics reduce values; the names are plain strings.

    Attributes:
        SUM: `'sum'`: the sum of weighted values.
        SUM_OVER_BATCH_SIZE: `'sum_over_batch_size'`: that sum divided by the number of values.
        WEIGHTED_MEAN: `'weighted_mean'`: that sum divided by the sum of the weights.
    """

    SUM = 'sum'
    SUM_OVER_BATCH_SIZE = 'sum_over_batch_size'
    WEIGHTED_MEAN = 'weighted_mean'


class ConfusionMatrix(Enum):
    """The four things that a yes-or-no prediction can be."""

    TRUE_POSITIVES = 'tp'
    FALSE_POSITIVES = 'fp'
    TRUE_NEGATIVES = 'tn'
    FALSE_NEGATIVES = 'fn'


class AUCCurve(Enum):
    """Curves of which an area can be taken."""

    ROC = 'ROC'
    PR = 'PR'

    @staticmethod
    def from_str(key):
        """The curve of a name (`'ROC'` or `'PR'`, in upper or lower case)."""
        return _member(AUCCurve, key, 'AUC curve')


class AUCSummationMethod(Enum):
    """Ways to add up the area between two points of a curve."""

    INTERPOLATION = 'interpolation'
    MAJORING = 'majoring'
    MINORING = 'minoring'

    @staticmethod
    def from_str(key):
        """The way of a name (`'interpolation'`, `'majoring'` or `'minoring'`)."""
        return _member(AUCSummationMethod, key, 'AUC summation method')


def _member(kind, key, words):
    """The member of an enumeration with that value, in upper or lower case."""
    for member in kind:
        if str(key).lower() == member.value.lower():
            return member
    raise ValueError('Invalid {} {!r}: expected one of {}.'.format(
        words, key, [member.value for member in kind]))


def assert_thresholds_range(thresholds):
    """Raises ValueError if a threshold is not a number in [0, 1].

    Args:
        thresholds: List of thresholds, or None.
    """
    wrong = [t for t in thresholds or [] if t is None or not 0. <= t <= 1.]
    if wrong:
        raise ValueError('Thresholds must be numbers in [0, 1], received {}.'.format(wrong))


def parse_init_thresholds(thresholds, default_threshold=0.5):
    """The thresholds of a metric as a list.

    Args:
        thresholds: A number, a list of numbers, or None.
        default_threshold: What None stands for. Default 0.5.

    Returns:
        A list of numbers.

    Raises:
        ValueError: If a threshold is not in [0, 1].
    """
    if thresholds is None:
        return [default_threshold]
    thresholds = to_list(thresholds, allow_tuple=True)
    assert_thresholds_range(thresholds)
    return thresholds


def filter_top_k(x, k):
    """Keeps the `k` largest values along the last axis and sets the others to `NEG_INF`.

    Args:
        x: Float tensor of shape (..., classes).
        k: How many values stay.

    Returns:
        A tensor of the same shape.
    """
    indices = K.top_k(x, k)[1]
    kept = K.sum(K.one_hot(indices, K.int_shape(x)[-1]), axis=-2)
    return x * kept + NEG_INF * (1. - kept)


def weighted_assign_add(label, pred, weights, var):
    """Adds to a variable the (weighted) number of places where two conditions hold.

    Args:
        label: Boolean tensor of shape (thresholds, n).
        pred: Boolean tensor of the same shape.
        weights: Float tensor of the same shape, or None.
        var: Variable of shape (thresholds,).

    Returns:
        The update.
    """
    dtype = K.dtype(var)
    both = K.cast(label, dtype) * K.cast(pred, dtype)
    return K.update_add(var, K.sum(both if weights is None else both * weights, axis=1))


def update_confusion_matrix_variables(variables_to_update, y_true, y_pred, thresholds=0.5,
                                      top_k=None, class_id=None, sample_weight=None):
    """Adds the hits and misses of a batch, at each threshold, to variables.

    Args:
        variables_to_update: Dictionary from members of `ConfusionMatrix` to variables of shape
            (thresholds,).
        y_true: Targets, a tensor of any shape; values other than 0 count as yes.
        y_pred: Predictions of the same shape; values above a threshold count as yes.
        thresholds: A number or a list of numbers. Default 0.5.
        top_k: Only the `top_k` largest predictions along the last axis can count as yes, or None.
        class_id: The only index along the last axis to look at, or None for all.
        sample_weight: None, or a tensor of weights that spreads over `y_pred`.

    Returns:
        List of updates, or None if there are no variables.

    Raises:
        ValueError: If a key of the dictionary is not a member of `ConfusionMatrix`.
    """
    if variables_to_update is None:
        return None
    wrong = [key for key in variables_to_update if not isinstance(key, ConfusionMatrix)]
    if wrong:
        raise ValueError('Expected members of ConfusionMatrix as keys, received {!r}; valid are {}.'
                         .format(wrong, list(ConfusionMatrix)))
    y_pred, y_true, weights = _flat(y_true, y_pred, top_k, class_id, sample_weight)
    levels = K.constant(to_list(thresholds, allow_tuple=True))
    said_yes = K.cast(K.greater(K.expand_dims(y_pred, 0), K.expand_dims(levels, 1)), K.floatx())
    is_yes = K.cast(K.cast(y_true, 'bool'), K.floatx())
    is_no = 1. - is_yes
    if weights is not None:
        is_yes, is_no = is_yes * weights, is_no * weights
    # One product of (thresholds, n) with (n, 2) counts yes and no targets at once.
    targets = K.stack([is_yes, is_no], axis=1)
    updates = []
    for said, on_yes, on_no in (
            (lambda: said_yes, ConfusionMatrix.TRUE_POSITIVES, ConfusionMatrix.FALSE_POSITIVES),
            (lambda: 1. - said_yes, ConfusionMatrix.FALSE_NEGATIVES,
             ConfusionMatrix.TRUE_NEGATIVES)):
        if on_yes in variables_to_update or on_no in variables_to_update:
            counts = K.dot(said(), targets)
            for column, key in enumerate((on_yes, on_no)):
                if key in variables_to_update:
                    variable = variables_to_update[key]
                    count = K.cast(counts[:, column], K.dtype(variable))
                    updates.append(K.update_add(variable, count))
    return updates


def _flat(y_true, y_pred, top_k, class_id, sample_weight):
    """Predictions, targets and weights (or None) as vectors of the same length."""
    y_pred = K.cast(y_pred, K.floatx()) if K.is_tensor(y_pred) else K.constant(y_pred)
    y_true = K.cast(y_true, K.floatx()) if K.is_tensor(y_true) else K.constant(y_true)
    y_pred, y_true = losses_utils.squeeze_or_expand_dimensions(y_pred, y_true)
    if top_k is not None:
        y_pred = filter_top_k(y_pred, top_k)
    if class_id is not None:
        y_pred, y_true = y_pred[..., class_id], y_true[..., class_id]
    if sample_weight is not None:
        if not K.is_tensor(sample_weight):
            sample_weight = K.constant(sample_weight)
        y_pred, _, sample_weight = losses_utils.squeeze_or_expand_dimensions(
            y_pred, None, K.cast(sample_weight, K.floatx()))
        sample_weight = K.flatten(losses_utils.broadcast_weights(y_pred, sample_weight))
    return K.flatten(y_pred), K.flatten(y_true), sample_weight


def update_state_wrapper(update_state_fn):
    """Makes an `update_state` method note its updates in the metric.

    Args:
        update_state_fn: Function that returns updates.

    Returns:
        A function of the metric and of the arguments of `update_state_fn`.
    """
    @functools.wraps(update_state_fn)
    def noted(metric_obj, *args, **kwargs):
        updates = K.collect_updates(lambda: update_state_fn(*args, **kwargs))
        metric_obj.add_update(updates)
        return updates

    return noted


def result_wrapper(result_fn):
    """Makes a `result` method give a tensor of its own.

    Args:
        result_fn: Function that returns a tensor.

    Returns:
        A function of the metric and of the arguments of `result_fn`.
    """
    @functools.wraps(result_fn)
    def given(metric_obj, *args):
        return K.identity(result_fn(*args))

    return given
