"""NumPy helpers for labels and samples."""

import numpy as np


def to_categorical(y, num_classes=None, dtype='float32'):
    """Turns class numbers into one-hot rows.

    Args:
        y: Class numbers from 0 to `num_classes - 1`; any shape. A last axis of size 1 is
            dropped.
        num_classes: Number of classes. Default: the largest number plus one.
        dtype: Type of the result. Default `'float32'`.

    Returns:
        An array of shape `y.shape + (num_classes,)`.

    Raises:
        ValueError: If a class number does not fit `num_classes`.

    Example:
        from keras.utils import to_categorical
        assert to_categorical([0, 2], 3).tolist() == [[1, 0, 0], [0, 0, 1]]
    """
    y = np.array(y, dtype='int')
    shape = y.shape
    if shape and shape[-1] == 1 and len(shape) > 1:
        shape = shape[:-1]
    y = y.ravel()
    if not num_classes:
        if not y.size:
            raise ValueError('to_categorical() received no labels; give num_classes to say how '
                             'many classes there are.')
        num_classes = int(np.max(y)) + 1
    # a negative number counts from the last class, as an index does
    if y.size and not (-num_classes <= y.min() and y.max() < num_classes):
        raise ValueError(
            'The labels range from {} to {}, but num_classes={} allows 0 to {}. Pass '
            'num_classes={} or renumber the labels from 0.'
            .format(y.min(), y.max(), num_classes, num_classes - 1, y.max() + 1))
    categorical = np.zeros((y.size, num_classes), dtype=dtype)
    categorical[np.arange(y.size), y] = 1
    return categorical.reshape(shape + (num_classes,))


def normalize(x, axis=-1, order=2):
    """Scales an array so that its norms along an axis are 1.

    Args:
        x: Array.
        axis: Axis along which the norm is taken. Default -1.
        order: Order of the norm, e.g. 2 for the Euclidean one. Default 2.

    Returns:
        A copy of the array; where the norm is 0 it stays 0.

    Example:
        import numpy as np
        from keras.utils import normalize
        assert np.allclose(normalize(np.array([3., 4.])), [[.6, .8]])
    """
    norm = np.atleast_1d(np.linalg.norm(x, order, axis))
    norm = np.where(norm == 0, 1, norm)
    return x / np.expand_dims(norm, axis)
