"""Zeros around sequences, images and volumes."""

from keras import backend as K
from keras.engine.base_layer import InputSpec
from keras.engine.base_layer import Layer
from keras.layers.arguments import pairs
from keras.layers.shapes import join_shape
from keras.layers.shapes import split_shape


class _ZeroPadding(Layer):
    """Base of the padding layers: `padding` is a tuple of pairs (before, after) per axis."""

    def __init__(self, padding, data_format=None, **kwargs):
        super().__init__(**kwargs)
        self.rank = len(padding)
        self.padding = padding
        self.data_format = K.normalize_data_format(data_format)
        self.input_spec = InputSpec(ndim=self.rank + 2)

    def call(self, inputs):
        raise NotImplementedError('A padding layer must define call(inputs); {} does not.'
                                  .format(type(self).__name__))

    def compute_output_shape(self, input_shape):
        batch, spatial, channels = split_shape(input_shape, self.data_format)
        lengths = [None if length is None else length + before + after
                   for length, (before, after) in zip(spatial, self.padding)]
        return join_shape(batch, lengths, channels, self.data_format)

    def get_config(self):
        config = super().get_config()
        config.update(padding=self.padding, data_format=self.data_format)
        return config


class ZeroPadding1D(_ZeroPadding):
    """Puts steps of zeros before and after sequences.

    Args:
        padding: Number of steps at each end, an int or a pair (before, after). Default 1.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, steps, features)`.
        Output: `(batch, before + steps + after, features)`.

    Raises:
        ValueError: If `padding` has another form.

    Example:
        from keras import backend as K
        from keras.layers import Input, ZeroPadding1D
        outputs = ZeroPadding1D((2, 0))(Input(shape=(5, 2)))
        assert K.int_shape(outputs)[1:] == (7, 2)
    """

    def __init__(self, padding=1, **kwargs):
        super().__init__(pairs(padding, 1, 'padding'), 'channels_last', **kwargs)

    def call(self, inputs):
        return K.temporal_padding(inputs, padding=self.padding[0])

    def get_config(self):
        config = super().get_config()
        config['padding'] = self.padding[0]
        del config['data_format']
        return config


class ZeroPadding2D(_ZeroPadding):
    """Puts rows and columns of zeros around images.

    Args:
        padding: An int (all sides), a pair of ints (rows, columns), or
            `((top, bottom), (left, right))`. Default (1, 1).
        data_format: 'channels_last', 'channels_first', or None (default) for
            `keras.backend.image_data_format()`.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, rows, cols, channels)`, or `(batch, channels, rows, cols)` with
            'channels_first'.
        Output: The same with the padded rows and columns.

    Raises:
        ValueError: If `padding` has another form.

    Example:
        from keras import backend as K
        from keras.layers import Input, ZeroPadding2D
        outputs = ZeroPadding2D(((0, 1), (2, 2)))(Input(shape=(4, 4, 3)))
        assert K.int_shape(outputs)[1:] == (5, 8, 3)
    """

    def __init__(self, padding=(1, 1), data_format=None, **kwargs):
        super().__init__(pairs(padding, 2, 'padding'), data_format, **kwargs)

    def call(self, inputs):
        return K.spatial_2d_padding(inputs, padding=self.padding, data_format=self.data_format)


class ZeroPadding3D(_ZeroPadding):
    """Puts zeros around volumes.

    Args:
        padding: An int (all sides), three ints (one per axis), or three pairs (before, after).
            Default (1, 1, 1).
        data_format: 'channels_last', 'channels_first', or None (default) for
            `keras.backend.image_data_format()`.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, dim1, dim2, dim3, channels)`, or `(batch, channels, dim1, dim2, dim3)`
            with 'channels_first'.
        Output: The same with the padded lengths.

    Raises:
        ValueError: If `padding` has another form.

    Example:
        from keras import backend as K
        from keras.layers import Input, ZeroPadding3D
        outputs = ZeroPadding3D((1, 0, 2))(Input(shape=(2, 2, 2, 1)))
        assert K.int_shape(outputs)[1:] == (4, 2, 6, 1)
    """

    def __init__(self, padding=(1, 1, 1), data_format=None, **kwargs):
        super().__init__(pairs(padding, 3, 'padding'), data_format, **kwargs)

    def call(self, inputs):
        return K.spatial_3d_padding(inputs, padding=self.padding, data_format=self.data_format)
