"""Weighting and reducing of losses, shared by losses and metrics.

It lives under this path because Keras 2.3 has it here; in the house it stands one floor above the
backend.
"""

import numpy as np  # noqa: F401  (a name of this module in 2.3.1)

from keras import backend as K


class Reduction(object):
    """How the losses of single samples become one number; the names are plain strings.

    Attributes:
        NONE: `'none'`: no reduction, one loss per sample.
        SUM: `'sum'`: the sum over all values.
        SUM_OVER_BATCH_SIZE: `'sum_over_batch_size'`: the mean over all values.
    """

    NONE = 'none'
    SUM = 'sum'
    SUM_OVER_BATCH_SIZE = 'sum_over_batch_size'

    @classmethod
    def all(cls):
        """All valid values, as a tuple of strings."""
        return (cls.NONE, cls.SUM, cls.SUM_OVER_BATCH_SIZE)

    @classmethod
    def validate(cls, key):
        """Raises ValueError if `key` is none of the valid values."""
        if key not in cls.all():
            raise ValueError('Invalid reduction {!r}: expected one of {}.'.format(key, cls.all()))


def squeeze_or_expand_dimensions(y_pred, y_true=None, sample_weight=None):
    """Makes targets and weights fit predictions that differ from them by one axis of size 1.

    Targets or predictions lose a last axis of size 1 that the other one lacks. Weights that have
    one axis more than the predictions lose their last axis; those with one fewer gain one. A
    scalar prediction under weights of rank 1 gains an axis of size 1.

    Args:
        y_pred: Tensor of predictions (or of losses).
        y_true: Tensor of targets, or None.
        sample_weight: Tensor of weights, or None. A scalar stays a scalar.

    Returns:
        `(y_pred, y_true)`, and `sample_weight` as a third item if it was given.
    """
    if y_true is not None:
        surplus = _rank_difference(y_pred, y_true)
        if surplus == 1 and K.int_shape(y_pred)[-1] == 1:
            y_pred = K.squeeze(y_pred, -1)
        elif surplus == -1 and K.int_shape(y_true)[-1] == 1:
            y_true = K.squeeze(y_true, -1)
    if sample_weight is None:
        return y_pred, y_true
    if K.ndim(sample_weight):
        surplus = _rank_difference(sample_weight, y_pred)
        if surplus == 1 and K.ndim(y_pred) == 0:
            y_pred = K.expand_dims(y_pred, -1)      # one value for the whole batch
        elif surplus == 1:
            sample_weight = K.squeeze(sample_weight, -1)
        elif surplus == -1:
            sample_weight = K.expand_dims(sample_weight, -1)
    return y_pred, y_true, sample_weight


def broadcast_weights(values, sample_weight):
    """Spreads weights over the shape of the values they weight.

    Args:
        values: Tensor of any shape.
        sample_weight: Tensor that is a scalar, or of the rank of `values` with axes of the same
            size or of size 1, or of a lower rank (then axes of size 1 are added at its end).

    Returns:
        The weights in the shape of `values`.

    Raises:
        ValueError: If the weights cannot be spread over the values.
    """
    weights_shape, values_shape = K.int_shape(sample_weight), K.int_shape(values)
    if weights_shape == values_shape and None not in values_shape:
        return sample_weight
    rank = K.ndim(sample_weight)
    fits = rank <= K.ndim(values) and all(
        w in (None, 1) or v is None or w == v for w, v in zip(weights_shape, values_shape))
    if rank and not fits:
        raise ValueError(
            'Weights of shape {} cannot be spread over values of shape {}: expected a scalar, or '
            'axes of the same size or of size 1, starting at the first axis.'.format(
                weights_shape, values_shape))
    if rank:
        for _ in range(K.ndim(values) - rank):
            sample_weight = K.expand_dims(sample_weight, -1)
    return K.ones_like(values) * sample_weight


def reduce_weighted_loss(weighted_losses, reduction=Reduction.SUM_OVER_BATCH_SIZE):
    """Reduces losses to one number.

    Args:
        weighted_losses: Tensor of losses of any shape.
        reduction: One of the values of `Reduction`. Default: the mean.

    Returns:
        A scalar tensor, or the losses as they are for `'none'`.
    """
    if reduction == Reduction.NONE:
        return weighted_losses
    if reduction == Reduction.SUM:
        return K.sum(weighted_losses)
    return K.mean(weighted_losses)


def compute_weighted_loss(losses, sample_weight=None, reduction=Reduction.SUM_OVER_BATCH_SIZE,
                          name=None):
    """Multiplies losses by weights and reduces them.

    Args:
        losses: Float tensor of losses, e.g. of shape (samples,).
        sample_weight: None, or a tensor of weights that fits: a scalar, one weight per sample, or
            one per loss.
        reduction: One of the values of `Reduction`. Default: the mean over all losses (weights do
            not change what is divided by).
        name: Name for the operations in the graph, or None.

    Returns:
        A scalar tensor, or a tensor of the shape of `losses` for `'none'`.

    Raises:
        ValueError: If `reduction` is not one of the valid values.
    """
    Reduction.validate(reduction)
    with K.name_scope(name or 'weighted_loss'):
        if sample_weight is not None:
            dtype = K.dtype(losses)
            if not K.is_tensor(sample_weight):
                sample_weight = K.constant(sample_weight, dtype=dtype)
            losses, _, sample_weight = squeeze_or_expand_dimensions(
                losses, None, K.cast(sample_weight, dtype))
            if K.ndim(sample_weight) and K.ndim(sample_weight) < K.ndim(losses):
                sample_weight = broadcast_weights(losses, sample_weight)
            losses = losses * sample_weight
        return reduce_weighted_loss(losses, reduction)


def _rank_difference(x, y):
    """How many axes `x` has more than `y`; None if a rank is not known."""
    if K.ndim(x) is None or K.ndim(y) is None:
        return None
    return K.ndim(x) - K.ndim(y)
