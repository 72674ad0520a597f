"""Images between convolutions and poolings, in the order of axes in which CNTK has them.

CNTK wants the samples along its batch axis and the channels first. What one convolution or pooling
makes is kept so, and brought into the order of the graph only when another op asks for it.
"""

import cntk as C

from keras.backend.cntk_backend import arrays
from keras.backend.cntk_backend.arrays import Array
from keras.backend.cntk_backend.program import in_batch


class Images:
    """A batch of images as a node with a batch axis and the shape (channels, *space).

    Args:
        node: The node.
        count: The number of images.
        dtype: Type that they stand for.
        is_first: Whether the channels are the second axis of the array, not its last one.
    """

    def __init__(self, node, count, dtype, is_first):
        self.node = node
        self.count = count
        self.dtype = dtype
        self.is_first = is_first

    def to_array(self):
        """Returns the array of the images."""
        channels, space = self.node.shape[:1], self.node.shape[1:]
        shape = channels + space if self.is_first else space + channels
        result = Array(None, (self.count,) + tuple(shape), self.dtype)
        result.images = self
        return result

    def to_last(self):
        """Returns the node of the array: without a batch axis, in the order of the graph."""
        shape = tuple(self.node.shape)
        node = C.reshape(C.unpack_batch(self.node), (self.count,) + shape)
        if self.is_first:
            return node
        return C.transpose(node, (0,) + tuple(range(2, len(shape) + 1)) + (1,))

    def mapped(self, function):
        """Returns the array with a function applied to each element."""
        return self._like(function(self.node))

    def with_bias(self, bias):
        """Returns the array with a number added to each channel."""
        bias = arrays.cast(bias, self.dtype).node
        return self._like(self.node + C.reshape(bias, bias.shape + (1,) * (
            len(self.node.shape) - 1)))

    def _like(self, node):
        """The array of a node of the same shape."""
        return Images(node, self.count, self.dtype, self.is_first).to_array()


def of(x, is_first):
    """Returns the images of an array.

    Args:
        x: Array of shape (samples, *space, channels), or with the channels second.
        is_first: Whether the channels are second.

    Returns:
        `Images`.
    """
    if x.images is not None and x.images.is_first == is_first:
        return x.images
    if not is_first:
        x = arrays.transposed(x, (0, x.ndim - 1) + tuple(range(1, x.ndim - 1)))
    return Images(in_batch(x), x.shape[0], x.dtype, is_first)
