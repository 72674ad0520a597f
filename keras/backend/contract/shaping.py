"""Shapes: reshaping, joining, repeating, padding, slicing, resizing."""

from keras.backend.contract.declare import op


@op
def reshape(x, shape):
    """Gives a tensor another shape.

    Args:
        x: A tensor.
        shape: Tuple of sizes (integers or scalar tensors); one of them may be -1, it follows from
            the others.

    Returns:
        A tensor with the same elements in the same order.
    """


@op
def permute_dimensions(x, pattern):
    """Changes the order of the axes.

    Args:
        x: A tensor.
        pattern: Tuple of the old axes in their new order, such as (0, 2, 1).

    Returns:
        A tensor.
    """


@op
def transpose(x):
    """Returns the tensor with all its axes in reverse order."""


@op
def flatten(x):
    """Returns the tensor with a single axis."""


@op
def batch_flatten(x):
    """Returns the tensor with two axes: the first one, and all the others as one."""


@op
def expand_dims(x, axis=-1):
    """Inserts an axis of size 1.

    Args:
        x: A tensor.
        axis: Its place among the new axes.

    Returns:
        A tensor.
    """


@op
def squeeze(x, axis):
    """Removes an axis of size 1.

    Args:
        x: A tensor.
        axis: The axis.

    Returns:
        A tensor.
    """


@op
def concatenate(tensors, axis=-1):
    """Joins tensors along an axis.

    Args:
        tensors: List of tensors that agree in all other axes; if all are sparse, so is the result.
        axis: The axis.

    Returns:
        A tensor.
    """


@op
def stack(x, axis=0):
    """Joins tensors of one shape along a new axis.

    Args:
        x: List of tensors.
        axis: The place of the new axis.

    Returns:
        A tensor.
    """


@op
def repeat(x, n):
    """Repeats a matrix along a new middle axis.

    Args:
        x: A tensor of shape (samples, size).
        n: How many times.

    Returns:
        A tensor of shape (samples, n, size).

    Raises:
        ValueError: If `x` has not exactly two axes.
    """


@op
def repeat_elements(x, rep, axis):
    """Repeats each element along an axis, as `numpy.repeat` does.

    Args:
        x: A tensor.
        rep: How many times, an integer.
        axis: The axis.

    Returns:
        A tensor; the size of that axis is `rep` times as large.
    """


@op
def tile(x, n):
    """Repeats a whole tensor along its axes, as `numpy.tile` does.

    Args:
        x: A tensor.
        n: How many times: a list of integers, one for each of the last axes; an integer for the
            last axis only; or a tensor with a number for each axis.

    Returns:
        A tensor.
    """


@op
def reverse(x, axes):
    """Reverses the order of elements.

    Args:
        x: A tensor.
        axes: Axis or list of axes.

    Returns:
        A tensor.
    """


@op
def slice(x, start, size):
    """Cuts a box out of a tensor.

    Args:
        x: A tensor.
        start: List or tensor: where the box begins in each axis.
        size: List or tensor: its size in each axis, -1 for all that is left.

    Returns:
        A tensor.
    """


@op
def gather(reference, indices):
    """Picks slices along the first axis.

    Args:
        reference: A tensor or variable.
        indices: Integer tensor.

    Returns:
        A tensor of shape `indices.shape + reference.shape[1:]`.
    """


@op
def one_hot(indices, num_classes):
    """Turns class numbers into rows with a single one.

    Args:
        indices: Integer tensor.
        num_classes: Number of classes.

    Returns:
        A float tensor of shape `indices.shape + (num_classes,)`; a number outside of the classes
        gives zeros only.
    """


@op
def arange(start, stop=None, step=1, dtype='int32'):
    """Returns evenly spaced numbers.

    Args:
        start: First number; if `stop` is None, it is the end and the first one is 0.
        stop: The end, excluded.
        step: Distance between two numbers.
        dtype: Type of the result as a string.

    Returns:
        A tensor with one axis; empty for an end below 0.
    """


@op
def temporal_padding(x, padding=(1, 1)):
    """Adds zeros before and after the middle axis.

    Args:
        x: A tensor of shape (batch, steps, features).
        padding: How many zeros before and after, a pair of integers.

    Returns:
        A tensor.
    """


@op
def spatial_2d_padding(x, padding=((1, 1), (1, 1)), data_format=None):
    """Adds zeros around images.

    Args:
        x: A tensor with four axes.
        padding: A pair (before, after) for the rows and one for the columns.
        data_format: 'channels_last', 'channels_first', or None for `image_data_format()`.

    Returns:
        A tensor.

    Raises:
        ValueError: If `padding` or `data_format` is not of that form.
    """


@op
def spatial_3d_padding(x, padding=((1, 1), (1, 1), (1, 1)), data_format=None):
    """Adds zeros around volumes.

    Args:
        x: A tensor with five axes.
        padding: A pair (before, after) for each of the three axes of space.
        data_format: 'channels_last', 'channels_first', or None for `image_data_format()`.

    Returns:
        A tensor.

    Raises:
        ValueError: If `padding` or `data_format` is not of that form.
    """


@op
def resize_images(x, height_factor, width_factor, data_format, interpolation='nearest'):
    """Enlarges images by whole factors.

    Args:
        x: A tensor with four axes.
        height_factor: Positive integer.
        width_factor: Positive integer.
        data_format: 'channels_last' or 'channels_first'.
        interpolation: 'nearest' or 'bilinear' (corners are not aligned).

    Returns:
        A tensor.

    Raises:
        ValueError: If `interpolation` or `data_format` is something else.
    """


@op
def resize_volumes(x, depth_factor, height_factor, width_factor, data_format):
    """Enlarges volumes by whole factors, repeating their elements.

    Args:
        x: A tensor with five axes.
        depth_factor: Positive integer.
        height_factor: Positive integer.
        width_factor: Positive integer.
        data_format: 'channels_last' or 'channels_first'.

    Returns:
        A tensor.

    Raises:
        ValueError: If `data_format` is something else.
    """
