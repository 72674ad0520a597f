"""Metric functions: from targets and predictions to one value per sample."""

from keras import backend as K


def accuracy(y_true, y_pred):
    """1 where prediction and target are equal, else 0.

    Args:
        y_true: Targets, a tensor of any shape.
        y_pred: Predictions of the same shape.

    Returns:
        A float tensor of that shape.

    Example:
        from keras import backend as K, metrics
        value = K.eval(metrics.accuracy(K.constant([[1, 2]]), K.constant([[1, 3]])))    # [[1., 0.]]
    """
    y_true, y_pred = _tensors(y_true, y_pred)
    return _as_float(K.equal(y_true, y_pred))


def binary_accuracy(y_true, y_pred, threshold=0.5):
    """How often predictions are on the right side of a threshold.

    Args:
        y_true: Targets of 0 or 1, a tensor of shape (samples, ..., n).
        y_pred: Predictions of the same shape.
        threshold: Predictions above it count as 1. Default 0.5.

    Returns:
        A tensor of shape (samples, ...): means over the last axis.

    Example:
        from keras import backend as K, metrics
        value = K.eval(metrics.binary_accuracy(K.constant([[1, 0]]), K.constant([[.9, .8]])))
        # [0.5]
    """
    y_true, y_pred = _tensors(y_true, y_pred)
    decided = K.cast(K.greater(y_pred, threshold), K.dtype(y_pred))
    return K.mean(_as_float(K.equal(y_true, decided)), axis=-1)


def categorical_accuracy(y_true, y_pred):
    """1 where the largest prediction is that of the target's class, else 0.

    Args:
        y_true: One-hot targets, a tensor of shape (samples, ..., classes).
        y_pred: Predictions of the same shape.

    Returns:
        A tensor of shape (samples, ...).

    Example:
        from keras import backend as K, metrics
        value = K.eval(metrics.categorical_accuracy(K.constant([[0, 1]]), K.constant([[.3, .7]])))
        # [1.]
    """
    y_true, y_pred = _tensors(y_true, y_pred)
    return _as_float(K.equal(K.argmax(y_true, axis=-1), K.argmax(y_pred, axis=-1)))


def sparse_categorical_accuracy(y_true, y_pred):
    """1 where the largest prediction is that of the target's class number, else 0.

    Args:
        y_true: Class numbers of shape (samples, ...) or (samples, ..., 1).
        y_pred: Predictions of shape (samples, ..., classes).

    Returns:
        A tensor of shape (samples, ...).

    Example:
        from keras import backend as K, metrics
        value = K.eval(metrics.sparse_categorical_accuracy(K.constant([1]), K.constant([[.3, .7]])))
        # [1.]
    """
    y_true, y_pred = _tensors(y_true, y_pred)
    if K.ndim(y_true) == K.ndim(y_pred):
        y_true = K.squeeze(y_true, -1)
    return _as_float(K.equal(y_true, K.cast(K.argmax(y_pred, axis=-1), K.dtype(y_true))))


def top_k_categorical_accuracy(y_true, y_pred, k=5):
    """1 where the target's class is among the `k` largest predictions, else 0.

    Args:
        y_true: One-hot targets, a tensor of shape (samples, ..., classes).
        y_pred: Predictions of the same shape.
        k: How many predictions count. Default 5.

    Returns:
        A tensor of shape (samples, ...).

    Example:
        from keras import backend as K, metrics
        y_true, y_pred = K.constant([[0, 0, 1]]), K.constant([[.1, .5, .4]])
        value = K.eval(metrics.top_k_categorical_accuracy(y_true, y_pred, k=2))    # [1.]
    """
    y_true, y_pred = _tensors(y_true, y_pred)
    return _in_top_k(K.argmax(y_true, axis=-1), y_pred, k)


def sparse_top_k_categorical_accuracy(y_true, y_pred, k=5):
    """1 where the target's class number is among the `k` largest predictions, else 0.

    Args:
        y_true: Class numbers of shape (samples, ...) or (samples, ..., 1).
        y_pred: Predictions of shape (samples, ..., classes).
        k: How many predictions count. Default 5.

    Returns:
        A tensor of shape (samples, ...).

    Example:
        from keras import backend as K, metrics
        y_true, y_pred = K.constant([2]), K.constant([[.1, .5, .4]])
        value = K.eval(metrics.sparse_top_k_categorical_accuracy(y_true, y_pred, k=2))    # [1.]
    """
    y_true, y_pred = _tensors(y_true, y_pred)
    if K.ndim(y_true) == K.ndim(y_pred):
        y_true = K.squeeze(y_true, -1)
    return _in_top_k(y_true, y_pred, k)


def cosine_proximity(y_true, y_pred, axis=-1):
    """The cosine of the angle between targets and predictions (1 for the same direction).

    `sum(y_true * y_pred) / (norm(y_true) * norm(y_pred))`; the loss of this name is its negative.

    Args:
        y_true: Targets, a tensor of shape (samples, ..., n).
        y_pred: Predictions of the same shape.
        axis: The axis of the vectors. Default: the last one.

    Returns:
        A tensor of shape (samples, ...).

    Example:
        from keras import backend as K, metrics
        value = K.eval(metrics.cosine_proximity(K.constant([[1., 0.]]), K.constant([[2., 0.]])))
        # [1.]
    """
    y_true, y_pred = _tensors(y_true, y_pred)
    product = K.l2_normalize(y_true, axis=axis) * K.l2_normalize(y_pred, axis=axis)
    return K.sum(product, axis=axis)


def _tensors(y_true, y_pred):
    """Both as tensors of the predictions' type of number."""
    if not K.is_tensor(y_pred):
        y_pred = K.constant(y_pred)
    dtype = K.dtype(y_pred)
    if not K.is_tensor(y_true):
        return K.constant(y_true, dtype=dtype), y_pred
    return (y_true if K.dtype(y_true) == dtype else K.cast(y_true, dtype)), y_pred


def _as_float(condition):
    """Truth values as 0. and 1."""
    return K.cast(condition, K.floatx())


def _in_top_k(classes, y_pred, k):
    """Whether class numbers are among the `k` largest predictions, for any rank."""
    flat = K.reshape(y_pred, (-1, K.int_shape(y_pred)[-1] or K.shape(y_pred)[-1]))
    found = _as_float(K.in_top_k(flat, K.cast(K.flatten(classes), 'int32'), k))
    return found if K.ndim(y_pred) == 2 else K.reshape(found, K.shape(classes))
