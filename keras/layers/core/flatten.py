"""All axes of a sample in one."""

from keras import backend as K
from keras.engine.base_layer import InputSpec
from keras.engine.base_layer import Layer


class Flatten(Layer):
    """Flattens each sample into a vector.

    Args:
        data_format: 'channels_last', 'channels_first', or None (default) for
            `keras.backend.image_data_format()`. Inputs with 'channels_first' are transposed
            first, so the same weights may follow the layer with both formats.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, ...)`, at least two axes, all sizes but the batch known.
        Output: `(batch, product of the other sizes)`.

    Example:
        from keras import backend as K
        from keras.layers import Flatten, Input
        outputs = Flatten()(Input(shape=(4, 4, 3)))
        assert K.int_shape(outputs)[1] == 48
    """

    def __init__(self, data_format=None, **kwargs):
        super().__init__(**kwargs)
        self.input_spec = InputSpec(min_ndim=2)
        self.data_format = K.normalize_data_format(data_format)

    def call(self, inputs):
        ndim = K.ndim(inputs)
        if self.data_format == 'channels_first' and ndim > 2:
            inputs = K.permute_dimensions(inputs, [0] + list(range(2, ndim)) + [1])
        return K.batch_flatten(inputs)

    def compute_output_shape(self, input_shape):
        if None in input_shape[1:]:
            raise ValueError(
                'Flatten needs the size of every axis but the batch. Layer {!r} received the '
                'shape {}. Give a complete `input_shape` to the first layer of the model.'
                .format(self.name, tuple(input_shape)))
        size = 1
        for length in input_shape[1:]:
            size *= length
        return input_shape[0], size

    def get_config(self):
        config = super().get_config()
        config['data_format'] = self.data_format
        return config
