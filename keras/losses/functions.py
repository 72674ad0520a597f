"""Loss functions: from targets and predictions to one loss per sample.

Every function takes `y_true` and `y_pred` of shape (samples, ..., n) and averages or adds over the
last axis: the result has the shape (samples, ...). Arrays do in place of tensors.
"""

import numpy as np

from keras import backend as K


def mean_squared_error(y_true, y_pred):
    """Mean squared error: `mean((y_pred - y_true) ** 2)`.

    Args:
        y_true: Targets, a tensor of shape (samples, ..., n).
        y_pred: Predictions of the same shape.

    Returns:
        A tensor of shape (samples, ...).

    Example:
        from keras import backend as K, losses
        loss = K.eval(losses.mean_squared_error(K.constant([[0., 2.]]), K.constant([[1., 4.]])))
        # [2.5]
    """
    y_true, y_pred = _tensors(y_true, y_pred)
    return K.mean(K.square(y_pred - y_true), axis=-1)


def mean_absolute_error(y_true, y_pred):
    """Mean absolute error: `mean(abs(y_pred - y_true))`.

    Args:
        y_true: Targets, a tensor of shape (samples, ..., n).
        y_pred: Predictions of the same shape.

    Returns:
        A tensor of shape (samples, ...).

    Example:
        from keras import backend as K, losses
        loss = K.eval(losses.mean_absolute_error(K.constant([[0., 2.]]), K.constant([[1., 4.]])))
        # [1.5]
    """
    y_true, y_pred = _tensors(y_true, y_pred)
    return K.mean(K.abs(y_pred - y_true), axis=-1)


def mean_absolute_percentage_error(y_true, y_pred):
    """Mean absolute error in percent of the target: `100 * mean(abs((y_true - y_pred) / y_true))`.

    Targets nearer to 0 than `K.epsilon()` count as `K.epsilon()`.

    Args:
        y_true: Targets, a tensor of shape (samples, ..., n).
        y_pred: Predictions of the same shape.

    Returns:
        A tensor of shape (samples, ...).

    Example:
        from keras import backend as K, losses
        loss = K.eval(losses.mean_absolute_percentage_error(K.constant([[4.]]), K.constant([[3.]])))
        # [25.]
    """
    y_true, y_pred = _tensors(y_true, y_pred)
    relative = (y_true - y_pred) / K.clip(K.abs(y_true), K.epsilon(), None)
    return 100. * K.mean(K.abs(relative), axis=-1)


def mean_squared_logarithmic_error(y_true, y_pred):
    """Mean squared difference of logarithms: `mean((log(y_pred + 1) - log(y_true + 1)) ** 2)`.

    Values below `K.epsilon()` count as `K.epsilon()`.

    Args:
        y_true: Targets, a tensor of shape (samples, ..., n).
        y_pred: Predictions of the same shape.

    Returns:
        A tensor of shape (samples, ...).

    Example:
        from keras import backend as K, losses
        loss = K.eval(losses.mean_squared_logarithmic_error(K.constant([[0.]]), K.constant([[1.]])))
        # [0.4805]
    """
    y_true, y_pred = _tensors(y_true, y_pred)
    log_pred = K.log(K.clip(y_pred, K.epsilon(), None) + 1.)
    log_true = K.log(K.clip(y_true, K.epsilon(), None) + 1.)
    return K.mean(K.square(log_pred - log_true), axis=-1)


def squared_hinge(y_true, y_pred):
    """Mean squared hinge: `mean(max(1 - y_true * y_pred, 0) ** 2)`.

    Args:
        y_true: Targets of -1 or 1, a tensor of shape (samples, ..., n).
        y_pred: Predictions of the same shape.

    Returns:
        A tensor of shape (samples, ...).

    Example:
        from keras import backend as K, losses
        loss = K.eval(losses.squared_hinge(K.constant([[-1.]]), K.constant([[.5]])))    # [2.25]
    """
    y_true, y_pred = _tensors(y_true, y_pred)
    return K.mean(K.square(K.maximum(1. - y_true * y_pred, 0.)), axis=-1)


def hinge(y_true, y_pred):
    """Mean hinge: `mean(max(1 - y_true * y_pred, 0))`.

    Args:
        y_true: Targets of -1 or 1, a tensor of shape (samples, ..., n).
        y_pred: Predictions of the same shape.

    Returns:
        A tensor of shape (samples, ...).

    Example:
        from keras import backend as K, losses
        loss = K.eval(losses.hinge(K.constant([[-1.]]), K.constant([[.5]])))    # [1.5]
    """
    y_true, y_pred = _tensors(y_true, y_pred)
    return K.mean(K.maximum(1. - y_true * y_pred, 0.), axis=-1)


def categorical_hinge(y_true, y_pred):
    """Hinge of the best wrong class: `max(0, wrong - right + 1)`.

    `wrong = max((1 - y_true) * y_pred)`, `right = sum(y_true * y_pred)`

    Args:
        y_true: One-hot targets, a tensor of shape (samples, ..., classes).
        y_pred: Predictions of the same shape.

    Returns:
        A tensor of shape (samples, ...).

    Example:
        from keras import backend as K, losses
        loss = K.eval(losses.categorical_hinge(K.constant([[0., 1.]]), K.constant([[.4, .6]])))
        # [0.8]
    """
    y_true, y_pred = _tensors(y_true, y_pred)
    right = K.sum(y_true * y_pred, axis=-1)
    wrong = K.max((1. - y_true) * y_pred, axis=-1)
    return K.maximum(0., wrong - right + 1.)


def logcosh(y_true, y_pred):
    """Mean logarithm of the hyperbolic cosine of the error: `mean(log(cosh(y_pred - y_true)))`.

    About `x ** 2 / 2` for small errors and `abs(x) - log(2)` for large ones, so that a rare wild
    prediction counts less than in the squared error.

    Args:
        y_true: Targets, a tensor of shape (samples, ..., n).
        y_pred: Predictions of the same shape.

    Returns:
        A tensor of shape (samples, ...).

    Example:
        from keras import backend as K, losses
        loss = K.eval(losses.logcosh(K.constant([[0.]]), K.constant([[1.]])))    # [0.4338]
    """
    y_true, y_pred = _tensors(y_true, y_pred)
    error = y_pred - y_true
    # log(cosh(x)) without the overflow of cosh(x)
    return K.mean(error + K.softplus(-2. * error) - np.log(2.), axis=-1)


def huber_loss(y_true, y_pred, delta=1.0):
    """Squared error for small errors, linear for large ones.

    `0.5 * x ** 2` where `abs(x) <= delta`, else `delta * abs(x) - 0.5 * delta ** 2`, for the error
    `x = y_pred - y_true`. One loss per value: there is no mean over the last axis.

    Args:
        y_true: Targets, a tensor of shape (samples, ..., n).
        y_pred: Predictions of the same shape.
        delta: Where the quadratic part ends; a positive number. Default 1.

    Returns:
        A tensor of shape (samples, ..., n).

    Example:
        from keras import backend as K, losses
        loss = K.eval(losses.huber_loss(K.constant([[0., 0.]]), K.constant([[1., 3.]])))
        # [[0.5, 2.5]]
    """
    y_true, y_pred = _tensors(y_true, y_pred)
    size = K.abs(y_pred - y_true)
    quadratic = K.minimum(size, delta)
    return .5 * K.square(quadratic) + delta * (size - quadratic)


def categorical_crossentropy(y_true, y_pred, from_logits=False, label_smoothing=0):
    """Cross entropy of distributions over classes: `-sum(y_true * log(y_pred))`.

    Args:
        y_true: One-hot targets (or other distributions) of shape (samples, ..., classes).
        y_pred: Predictions of the same shape.
        from_logits: Whether predictions come without softmax. Default: they are probabilities.
        label_smoothing: Part of the target's mass, in [0, 1], that is spread evenly over all
            classes. Default 0.

    Returns:
        A tensor of shape (samples, ...).

    Example:
        from keras import backend as K, losses
        loss = K.eval(losses.categorical_crossentropy(
            K.constant([[0., 1.]]), K.constant([[.5, .5]])))
        # [0.6931]
    """
    y_true, y_pred = _tensors(y_true, y_pred)
    if label_smoothing:
        classes = K.int_shape(y_pred)[-1]
        if classes is None:
            classes = K.cast(K.shape(y_pred)[-1], K.dtype(y_pred))
        y_true = y_true * (1. - label_smoothing) + label_smoothing / classes
    return K.categorical_crossentropy(y_true, y_pred, from_logits=from_logits)


def sparse_categorical_crossentropy(y_true, y_pred, from_logits=False, axis=-1):
    """Cross entropy of class numbers: `-log(y_pred[y_true])`.

    Args:
        y_true: Class numbers of shape (samples, ...) or (samples, ..., 1).
        y_pred: Predictions of shape (samples, ..., classes).
        from_logits: Whether predictions come without softmax. Default: they are probabilities.
        axis: The axis of the classes. Default: the last one.

    Returns:
        A tensor of shape (samples, ...).

    Example:
        from keras import backend as K, losses
        loss = K.eval(losses.sparse_categorical_crossentropy(
            K.constant([1]), K.constant([[.5, .5]])))
        # [0.6931]
    """
    y_pred = y_pred if K.is_tensor(y_pred) else K.constant(y_pred)
    y_true = y_true if K.is_tensor(y_true) else K.constant(y_true)
    return K.sparse_categorical_crossentropy(y_true, y_pred, from_logits=from_logits, axis=axis)


def binary_crossentropy(y_true, y_pred, from_logits=False, label_smoothing=0):
    """Mean cross entropy of yes-or-no targets.

    `mean(-y_true * log(y_pred) - (1 - y_true) * log(1 - y_pred))`

    Args:
        y_true: Targets of 0 or 1, a tensor of shape (samples, ..., n).
        y_pred: Predictions of the same shape.
        from_logits: Whether predictions come without sigmoid. Default: they are probabilities.
        label_smoothing: How far, in [0, 1], targets are pulled towards 0.5. Default 0.

    Returns:
        A tensor of shape (samples, ...).

    Example:
        from keras import backend as K, losses
        loss = K.eval(losses.binary_crossentropy(K.constant([[1.]]), K.constant([[.5]])))
        # [0.6931]
    """
    y_true, y_pred = _tensors(y_true, y_pred)
    if label_smoothing:
        y_true = y_true * (1. - label_smoothing) + .5 * label_smoothing
    return K.mean(K.binary_crossentropy(y_true, y_pred, from_logits=from_logits), axis=-1)


def kullback_leibler_divergence(y_true, y_pred):
    """Divergence of two distributions: `sum(y_true * log(y_true / y_pred))`.

    Values are brought into [`K.epsilon()`, 1] first.

    Args:
        y_true: Target distributions of shape (samples, ..., classes).
        y_pred: Predicted distributions of the same shape.

    Returns:
        A tensor of shape (samples, ...).

    Example:
        from keras import backend as K, losses
        loss = K.eval(losses.kullback_leibler_divergence(
            K.constant([[.5, .5]]), K.constant([[.25, .75]])))    # [0.1438]
    """
    y_true, y_pred = _tensors(y_true, y_pred)
    y_true = K.clip(y_true, K.epsilon(), 1)
    y_pred = K.clip(y_pred, K.epsilon(), 1)
    return K.sum(y_true * K.log(y_true / y_pred), axis=-1)


def poisson(y_true, y_pred):
    """Negative log likelihood of counts, less a constant: `mean(y_pred - y_true * log(y_pred))`.

    Args:
        y_true: Counts, a tensor of shape (samples, ..., n).
        y_pred: Positive predicted rates of the same shape.

    Returns:
        A tensor of shape (samples, ...).

    Example:
        from keras import backend as K, losses
        loss = K.eval(losses.poisson(K.constant([[1.]]), K.constant([[2.]])))    # [1.3069]
    """
    y_true, y_pred = _tensors(y_true, y_pred)
    return K.mean(y_pred - y_true * K.log(y_pred + K.epsilon()), axis=-1)


def cosine_proximity(y_true, y_pred, axis=-1):
    """Negative cosine of the angle between targets and predictions.

    `-sum(y_true * y_pred) / (norm(y_true) * norm(y_pred))`; -1 for the same direction.

    Args:
        y_true: Targets, a tensor of shape (samples, ..., n).
        y_pred: Predictions of the same shape.
        axis: The axis of the vectors. Default: the last one.

    Returns:
        A tensor of shape (samples, ...).

    Example:
        from keras import backend as K, losses
        loss = K.eval(losses.cosine_proximity(K.constant([[1., 0.]]), K.constant([[2., 0.]])))
        # [-1.]
    """
    y_true, y_pred = _tensors(y_true, y_pred)
    product = K.l2_normalize(y_true, axis=axis) * K.l2_normalize(y_pred, axis=axis)
    return -K.sum(product, axis=axis)


def _tensors(y_true, y_pred):
    """Both as tensors of the predictions' type of number."""
    if not K.is_tensor(y_pred):
        y_pred = K.constant(y_pred)
    dtype = K.dtype(y_pred)
    if not K.is_tensor(y_true):
        return K.constant(y_true, dtype=dtype), y_pred
    return (y_true if K.dtype(y_true) == dtype else K.cast(y_true, dtype)), y_pred
