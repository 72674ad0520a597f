"""The axes of a sample in another order."""

from keras import backend as K
from keras.engine.base_layer import InputSpec
from keras.engine.base_layer import Layer


class Permute(Layer):
    """Puts the axes of each sample into another order.

    Args:
        dims: Tuple of ints, the new order of the axes; they count from 1, the batch axis is
            not among them. `(2, 1)` exchanges the first two axes.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, ...)` with as many further axes as `dims` is long.
        Output: The same sizes in the new order.

    Raises:
        ValueError: If `dims` is not an order of 1, 2, ..., n.

    Example:
        from keras import backend as K
        from keras.layers import Input, Permute
        outputs = Permute((2, 1))(Input(shape=(10, 64)))
        assert K.int_shape(outputs)[1:] == (64, 10)
    """

    def __init__(self, dims, **kwargs):
        super().__init__(**kwargs)
        self.dims = tuple(dims)
        if sorted(self.dims) != list(range(1, len(self.dims) + 1)):
            raise ValueError('`dims` must hold each of 1..{} once (the batch axis is not '
                             'counted). Received: {!r}.'.format(len(self.dims), dims))
        self.input_spec = InputSpec(ndim=len(self.dims) + 1)

    def call(self, inputs):
        return K.permute_dimensions(inputs, (0,) + self.dims)

    def compute_output_shape(self, input_shape):
        return (input_shape[0],) + tuple(input_shape[dim] for dim in self.dims)

    def get_config(self):
        config = super().get_config()
        config['dims'] = self.dims
        return config
