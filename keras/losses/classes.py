"""The loss functions as classes that carry a reduction and their arguments."""

from keras.losses import functions
from keras.losses.loss import LossFunctionWrapper
from keras.utils.losses_utils import Reduction


class MeanSquaredError(LossFunctionWrapper):
    """Mean squared error: `mean((y_pred - y_true) ** 2)`.

    The formula per sample is that of `keras.losses.mean_squared_error`.

    Args:
        reduction: `'sum_over_batch_size'` (default), `'sum'` or `'none'`.
        name: Name for the operations in the graph.

    Example:
        from keras import losses
        loss = losses.MeanSquaredError(reduction='sum')
    """

    def __init__(self, reduction=Reduction.SUM_OVER_BATCH_SIZE, name='mean_squared_error'):
        super(MeanSquaredError, self).__init__(
            functions.mean_squared_error, reduction=reduction, name=name)


class MeanAbsoluteError(LossFunctionWrapper):
    """Mean absolute error: `mean(abs(y_pred - y_true))`.

    The formula per sample is that of `keras.losses.mean_absolute_error`.

    Args:
        reduction: `'sum_over_batch_size'` (default), `'sum'` or `'none'`.
        name: Name for the operations in the graph.

    Example:
        from keras import losses
        loss = losses.MeanAbsoluteError()
    """

    def __init__(self, reduction=Reduction.SUM_OVER_BATCH_SIZE, name='mean_absolute_error'):
        super(MeanAbsoluteError, self).__init__(
            functions.mean_absolute_error, reduction=reduction, name=name)


class MeanAbsolutePercentageError(LossFunctionWrapper):
    """Mean error in percent of the target: `100 * mean(abs((y_true - y_pred) / y_true))`.

    The formula per sample is that of `keras.losses.mean_absolute_percentage_error`.

    Args:
        reduction: `'sum_over_batch_size'` (default), `'sum'` or `'none'`.
        name: Name for the operations in the graph.

    Example:
        from keras import losses
        loss = losses.MeanAbsolutePercentageError()
    """

    def __init__(self, reduction=Reduction.SUM_OVER_BATCH_SIZE,
                 name='mean_absolute_percentage_error'):
        super(MeanAbsolutePercentageError, self).__init__(
            functions.mean_absolute_percentage_error, reduction=reduction, name=name)


class MeanSquaredLogarithmicError(LossFunctionWrapper):
    """Mean squared difference of `log(y_pred + 1)` and `log(y_true + 1)`.

    The formula per sample is that of `keras.losses.mean_squared_logarithmic_error`.

    Args:
        reduction: `'sum_over_batch_size'` (default), `'sum'` or `'none'`.
        name: Name for the operations in the graph.

    Example:
        from keras import losses
        loss = losses.MeanSquaredLogarithmicError()
    """

    def __init__(self, reduction=Reduction.SUM_OVER_BATCH_SIZE,
                 name='mean_squared_logarithmic_error'):
        super(MeanSquaredLogarithmicError, self).__init__(
            functions.mean_squared_logarithmic_error, reduction=reduction, name=name)


class BinaryCrossentropy(LossFunctionWrapper):
    """Cross entropy of yes-or-no targets.

    The formula per sample is that of `keras.losses.binary_crossentropy`.

    Args:
        from_logits: Whether predictions come without sigmoid. Default: they are
            probabilities.
        label_smoothing: How far, in [0, 1], targets are pulled towards 0.5.
            Default 0.
        reduction: `'sum_over_batch_size'` (default), `'sum'` or `'none'`.
        name: Name for the operations in the graph.

    Example:
        from keras import losses
        loss = losses.BinaryCrossentropy(from_logits=True)
    """

    def __init__(self, from_logits=False, label_smoothing=0,
                 reduction=Reduction.SUM_OVER_BATCH_SIZE, name='binary_crossentropy'):
        super(BinaryCrossentropy, self).__init__(
            functions.binary_crossentropy, reduction=reduction, name=name,
            from_logits=from_logits, label_smoothing=label_smoothing)


class CategoricalCrossentropy(LossFunctionWrapper):
    """Cross entropy of one-hot targets: `-sum(y_true * log(y_pred))`.

    The formula per sample is that of `keras.losses.categorical_crossentropy`.

    Args:
        from_logits: Whether predictions come without softmax. Default: they are
            probabilities.
        label_smoothing: Part of the target, in [0, 1], that is spread over all classes.
            Default 0.
        reduction: `'sum_over_batch_size'` (default), `'sum'` or `'none'`.
        name: Name for the operations in the graph.

    Example:
        from keras import losses
        loss = losses.CategoricalCrossentropy(from_logits=True)
    """

    def __init__(self, from_logits=False, label_smoothing=0,
                 reduction=Reduction.SUM_OVER_BATCH_SIZE, name='categorical_crossentropy'):
        super(CategoricalCrossentropy, self).__init__(
            functions.categorical_crossentropy, reduction=reduction, name=name,
            from_logits=from_logits, label_smoothing=label_smoothing)


class SparseCategoricalCrossentropy(LossFunctionWrapper):
    """Cross entropy of class numbers: `-log(y_pred[y_true])`.

    The formula per sample is that of `keras.losses.sparse_categorical_crossentropy`.

    Args:
        from_logits: Whether predictions come without softmax. Default: they are
            probabilities.
        reduction: `'sum_over_batch_size'` (default), `'sum'` or `'none'`.
        name: Name for the operations in the graph.

    Example:
        from keras import losses
        loss = losses.SparseCategoricalCrossentropy(from_logits=True)
    """

    def __init__(self, from_logits=False, reduction=Reduction.SUM_OVER_BATCH_SIZE,
                 name='sparse_categorical_crossentropy'):
        super(SparseCategoricalCrossentropy, self).__init__(
            functions.sparse_categorical_crossentropy, reduction=reduction, name=name,
            from_logits=from_logits)


class Hinge(LossFunctionWrapper):
    """Mean hinge for targets of -1 or 1: `mean(max(1 - y_true * y_pred, 0))`.

    The formula per sample is that of `keras.losses.hinge`.

    Args:
        reduction: `'sum_over_batch_size'` (default), `'sum'` or `'none'`.
        name: Name for the operations in the graph.

    Example:
        from keras import losses
        loss = losses.Hinge()
    """

    def __init__(self, reduction=Reduction.SUM_OVER_BATCH_SIZE, name='hinge'):
        super(Hinge, self).__init__(
            functions.hinge, reduction=reduction, name=name)


class SquaredHinge(LossFunctionWrapper):
    """Mean squared hinge: `mean(max(1 - y_true * y_pred, 0) ** 2)`.

    The formula per sample is that of `keras.losses.squared_hinge`.

    Args:
        reduction: `'sum_over_batch_size'` (default), `'sum'` or `'none'`.
        name: Name for the operations in the graph.

    Example:
        from keras import losses
        loss = losses.SquaredHinge()
    """

    def __init__(self, reduction=Reduction.SUM_OVER_BATCH_SIZE, name='squared_hinge'):
        super(SquaredHinge, self).__init__(
            functions.squared_hinge, reduction=reduction, name=name)


class CategoricalHinge(LossFunctionWrapper):
    """Hinge of the best wrong class of one-hot targets.

    The formula per sample is that of `keras.losses.categorical_hinge`.

    Args:
        reduction: `'sum_over_batch_size'` (default), `'sum'` or `'none'`.
        name: Name for the operations in the graph.

    Example:
        from keras import losses
        loss = losses.CategoricalHinge()
    """

    def __init__(self, reduction=Reduction.SUM_OVER_BATCH_SIZE, name='categorical_hinge'):
        super(CategoricalHinge, self).__init__(
            functions.categorical_hinge, reduction=reduction, name=name)


class Poisson(LossFunctionWrapper):
    """Negative log likelihood of counts: `mean(y_pred - y_true * log(y_pred))`.

    The formula per sample is that of `keras.losses.poisson`.

    Args:
        reduction: `'sum_over_batch_size'` (default), `'sum'` or `'none'`.
        name: Name for the operations in the graph.

    Example:
        from keras import losses
        loss = losses.Poisson()
    """

    def __init__(self, reduction=Reduction.SUM_OVER_BATCH_SIZE, name='poisson'):
        super(Poisson, self).__init__(
            functions.poisson, reduction=reduction, name=name)


class LogCosh(LossFunctionWrapper):
    """Mean of `log(cosh(y_pred - y_true))`.

    The formula per sample is that of `keras.losses.logcosh`.

    Args:
        reduction: `'sum_over_batch_size'` (default), `'sum'` or `'none'`.
        name: Name for the operations in the graph.

    Example:
        from keras import losses
        loss = losses.LogCosh()
    """

    def __init__(self, reduction=Reduction.SUM_OVER_BATCH_SIZE, name='logcosh'):
        super(LogCosh, self).__init__(
            functions.logcosh, reduction=reduction, name=name)


class KLDivergence(LossFunctionWrapper):
    """Divergence of distributions: `sum(y_true * log(y_true / y_pred))`.

    The formula per sample is that of `keras.losses.kullback_leibler_divergence`.

    Args:
        reduction: `'sum_over_batch_size'` (default), `'sum'` or `'none'`.
        name: Name for the operations in the graph.

    Example:
        from keras import losses
        loss = losses.KLDivergence()
    """

    def __init__(self, reduction=Reduction.SUM_OVER_BATCH_SIZE, name='kullback_leibler_divergence'):
        super(KLDivergence, self).__init__(
            functions.kullback_leibler_divergence, reduction=reduction, name=name)


class Huber(LossFunctionWrapper):
    """Squared error for small errors, linear for large ones.

    The formula per sample is that of `keras.losses.huber_loss`.

    Args:
        delta: Where the quadratic part ends; a positive number. Default 1.
        reduction: `'sum_over_batch_size'` (default), `'sum'` or `'none'`.
        name: Name for the operations in the graph.

    Example:
        from keras import losses
        loss = losses.Huber(delta=.5)
    """

    def __init__(self, delta=1.0, reduction=Reduction.SUM_OVER_BATCH_SIZE, name='huber_loss'):
        super(Huber, self).__init__(
            functions.huber_loss, reduction=reduction, name=name, delta=delta)
