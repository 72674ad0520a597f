"""Arithmetic, reductions, comparisons and products."""

from keras.backend.contract.declare import op

# Element by element


@op
def abs(x):
    """Returns the absolute value, element by element."""


@op
def sqrt(x):
    """Returns the square root, element by element; elements below 0 count as 0."""


@op
def square(x):
    """Returns the square, element by element."""


@op
def exp(x):
    """Returns the exponential, element by element."""


@op
def log(x):
    """Returns the natural logarithm, element by element."""


@op
def round(x):
    """Rounds to the nearest integer, element by element; halves go to the even one."""


@op
def sign(x):
    """Returns the sign (-1, 0 or 1), element by element."""


@op
def pow(x, a):
    """Returns `x` to the power `a`, element by element.

    Args:
        x: A tensor.
        a: A number, or a tensor that can be broadcast.

    Returns:
        A tensor.
    """


@op
def sin(x):
    """Returns the sine, element by element."""


@op
def cos(x):
    """Returns the cosine, element by element."""


@op
def clip(x, min_value, max_value):
    """Limits each element to a range.

    Args:
        x: A tensor.
        min_value: Lower limit: a number, a tensor, or None for none.
        max_value: Upper limit, likewise; where it is a number below `min_value`, `min_value` is
            taken instead.

    Returns:
        A tensor of the type of `x`.
    """


@op
def equal(x, y):
    """Returns a boolean tensor: `x == y`, element by element, with broadcasting."""


@op
def not_equal(x, y):
    """Returns a boolean tensor: `x != y`, element by element, with broadcasting."""


@op
def greater(x, y):
    """Returns a boolean tensor: `x > y`, element by element, with broadcasting."""


@op
def greater_equal(x, y):
    """Returns a boolean tensor: `x >= y`, element by element, with broadcasting."""


@op
def less(x, y):
    """Returns a boolean tensor: `x < y`, element by element, with broadcasting."""


@op
def less_equal(x, y):
    """Returns a boolean tensor: `x <= y`, element by element, with broadcasting."""


@op
def maximum(x, y):
    """Returns the larger of both, element by element, with broadcasting."""


@op
def minimum(x, y):
    """Returns the smaller of both, element by element, with broadcasting."""


# Reductions


@op
def max(x, axis=None, keepdims=False):
    """Returns the largest element.

    Args:
        x: A tensor.
        axis: Axis, or list of axes, that is reduced; None for all.
        keepdims: Whether reduced axes stay, with size 1.

    Returns:
        A tensor of the type of `x`.
    """


@op
def min(x, axis=None, keepdims=False):
    """Returns the smallest element.

    Args:
        x: A tensor.
        axis: Axis, or list of axes, that is reduced; None for all.
        keepdims: Whether reduced axes stay, with size 1.

    Returns:
        A tensor of the type of `x`.
    """


@op
def sum(x, axis=None, keepdims=False):
    """Returns the sum of the elements.

    Args:
        x: A tensor.
        axis: Axis, or list of axes, that is reduced; None for all.
        keepdims: Whether reduced axes stay, with size 1.

    Returns:
        A tensor of the type of `x`.
    """


@op
def prod(x, axis=None, keepdims=False):
    """Returns the product of the elements.

    Args:
        x: A tensor.
        axis: Axis, or list of axes, that is reduced; None for all.
        keepdims: Whether reduced axes stay, with size 1.

    Returns:
        A tensor of the type of `x`.
    """


@op
def mean(x, axis=None, keepdims=False):
    """Returns the mean of the elements.

    Args:
        x: A tensor; booleans count as numbers of the type `floatx()`.
        axis: Axis, or list of axes, that is reduced; None for all.
        keepdims: Whether reduced axes stay, with size 1.

    Returns:
        A tensor.
    """


@op
def var(x, axis=None, keepdims=False):
    """Returns the variance of the elements (divided by their number, not by one less).

    Args:
        x: A tensor; booleans count as numbers of the type `floatx()`.
        axis: Axis, or list of axes, that is reduced; None for all.
        keepdims: Whether reduced axes stay, with size 1.

    Returns:
        A tensor.
    """


@op
def std(x, axis=None, keepdims=False):
    """Returns the standard deviation of the elements, the square root of `var`.

    Args:
        x: A tensor; booleans count as numbers of the type `floatx()`.
        axis: Axis, or list of axes, that is reduced; None for all.
        keepdims: Whether reduced axes stay, with size 1.

    Returns:
        A tensor.
    """


@op
def logsumexp(x, axis=None, keepdims=False):
    """Returns `log(sum(exp(x)))`, computed without overflow.

    Args:
        x: A tensor.
        axis: Axis, or list of axes, that is reduced; None for all.
        keepdims: Whether reduced axes stay, with size 1.

    Returns:
        A tensor of the type of `x`.
    """


@op
def any(x, axis=None, keepdims=False):
    """Says whether any element is true (not 0).

    Args:
        x: A tensor.
        axis: Axis, or list of axes, that is reduced; None for all.
        keepdims: Whether reduced axes stay, with size 1.

    Returns:
        A boolean tensor.
    """


@op
def all(x, axis=None, keepdims=False):
    """Says whether all elements are true (not 0).

    Args:
        x: A tensor.
        axis: Axis, or list of axes, that is reduced; None for all.
        keepdims: Whether reduced axes stay, with size 1.

    Returns:
        A boolean tensor.
    """


@op
def argmax(x, axis=-1):
    """Returns the index of the largest element along an axis.

    Args:
        x: A tensor.
        axis: The axis that is reduced.

    Returns:
        An integer tensor; of equal elements, the first counts.
    """


@op
def argmin(x, axis=-1):
    """Returns the index of the smallest element along an axis.

    Args:
        x: A tensor.
        axis: The axis that is reduced.

    Returns:
        An integer tensor; of equal elements, the first counts.
    """


@op
def cumsum(x, axis=0):
    """Returns the sums of the elements up to each one.

    Args:
        x: A tensor.
        axis: The axis along which it sums.

    Returns:
        A tensor of the shape of `x`.
    """


@op
def cumprod(x, axis=0):
    """Returns the products of the elements up to each one.

    Args:
        x: A tensor.
        axis: The axis along which it multiplies.

    Returns:
        A tensor of the shape of `x`.
    """


# Products


@op
def dot(x, y):
    """Multiplies tensors: the last axis of `x` with the last but one of `y`.

    Args:
        x: A tensor, which may be sparse (then both have two axes).
        y: A tensor; of a single axis, that one is taken.

    Returns:
        A tensor: the axes of `x` without its last, then those of `y` without the summed one.

    Example:
        from keras import backend as K
        x, y = K.placeholder((2, 3)), K.ones((4, 3, 5))
        K.int_shape(K.dot(x, y))        # (2, 4, 5)
    """


@op
def batch_dot(x, y, axes=None):
    """Multiplies tensors sample by sample, summing over one axis of each.

    Args:
        x: A tensor of shape (batch, ...), with two axes or more.
        y: A tensor of shape (batch, ...), with two axes or more.
        axes: The summed axis of each as a pair of integers, or one integer for both; by default
            the last of `x` and the last but one of `y` (the last, if `y` has two axes).

    Returns:
        A tensor: the batch, the other axes of `x`, the other axes of `y`; of shape (batch, 1)
        where no other axes are left.

    Raises:
        ValueError: If an argument has fewer than two axes, the axes do not exist or are the batch,
            or their sizes differ.

    Example:
        from keras import backend as K
        x, y = K.ones((32, 20, 1)), K.ones((32, 30, 20))
        K.int_shape(K.batch_dot(x, y, axes=(1, 2)))     # (32, 1, 30)
    """
