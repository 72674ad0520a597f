"""The accuracy family."""

from keras.metrics import functions
from keras.metrics.mean import MeanMetricWrapper


class Accuracy(MeanMetricWrapper):
    """How often predictions equal targets.

    Args:
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Example:
        from keras import backend as K, metrics
        value = K.eval(metrics.Accuracy()(K.constant([1, 2, 3]), K.constant([0, 2, 3])))    # 0.667
    """

    def __init__(self, name='accuracy', dtype=None):
        super(Accuracy, self).__init__(functions.accuracy, name, dtype=dtype)


class BinaryAccuracy(MeanMetricWrapper):
    """How often predictions are on the right side of a threshold, for targets of 0 or 1.

    Args:
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.
        threshold: Predictions above it count as 1. Default 0.5.

    Example:
        from keras import backend as K, metrics
        value = K.eval(metrics.BinaryAccuracy()(K.constant([1, 0]), K.constant([.9, .8])))    # 0.5
    """

    def __init__(self, name='binary_accuracy', dtype=None, threshold=0.5):
        super(BinaryAccuracy, self).__init__(functions.binary_accuracy, name, dtype=dtype,
                                             threshold=threshold)


class CategoricalAccuracy(MeanMetricWrapper):
    """How often the largest prediction is that of the target's class, for one-hot targets.

    Args:
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Example:
        from keras import backend as K, metrics
        accuracy = metrics.CategoricalAccuracy()
        value = K.eval(accuracy(K.constant([[0, 1], [1, 0]]), K.constant([[.3, .7], [.4, .6]])))
        # 0.5
    """

    def __init__(self, name='categorical_accuracy', dtype=None):
        super(CategoricalAccuracy, self).__init__(functions.categorical_accuracy, name,
                                                  dtype=dtype)


class SparseCategoricalAccuracy(MeanMetricWrapper):
    """How often the largest prediction is that of the target's class, for class numbers.

    Args:
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Example:
        from keras import backend as K, metrics
        accuracy = metrics.SparseCategoricalAccuracy()
        value = K.eval(accuracy(K.constant([1, 0]), K.constant([[.3, .7], [.4, .6]])))    # 0.5
    """

    def __init__(self, name='sparse_categorical_accuracy', dtype=None):
        super(SparseCategoricalAccuracy, self).__init__(functions.sparse_categorical_accuracy,
                                                        name, dtype=dtype)


class TopKCategoricalAccuracy(MeanMetricWrapper):
    """How often the target's class is among the `k` largest predictions, for one-hot targets.

    Args:
        k: How many predictions count. Default 5.
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Example:
        from keras import backend as K, metrics
        accuracy = metrics.TopKCategoricalAccuracy(k=2)
        value = K.eval(accuracy(K.constant([[0, 0, 1]]), K.constant([[.1, .5, .4]])))    # 1.
    """

    def __init__(self, k=5, name='top_k_categorical_accuracy', dtype=None):
        super(TopKCategoricalAccuracy, self).__init__(functions.top_k_categorical_accuracy, name,
                                                      dtype=dtype, k=k)


class SparseTopKCategoricalAccuracy(MeanMetricWrapper):
    """How often the target's class is among the `k` largest predictions, for class numbers.

    Args:
        k: How many predictions count. Default 5.
        name: Name of the metric.
        dtype: Type of the numbers it keeps. Default `K.floatx()`.

    Example:
        from keras import backend as K, metrics
        accuracy = metrics.SparseTopKCategoricalAccuracy(k=2)
        value = K.eval(accuracy(K.constant([2]), K.constant([[.1, .5, .4]])))    # 1.
    """

    def __init__(self, k=5, name='sparse_top_k_categorical_accuracy', dtype=None):
        super(SparseTopKCategoricalAccuracy, self).__init__(
            functions.sparse_top_k_categorical_accuracy, name, dtype=dtype, k=k)
