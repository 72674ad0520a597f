"""The edges of sequences, images and volumes cut off."""

from keras import backend as K
from keras.engine.base_layer import InputSpec
from keras.engine.base_layer import Layer
from keras.layers.arguments import pairs
from keras.layers.shapes import join_shape
from keras.layers.shapes import spatial_axes
from keras.layers.shapes import split_shape


class _Cropping(Layer):
    """Base of the cropping layers: `cropping` is a tuple of pairs (before, after) per axis."""

    def __init__(self, cropping, data_format=None, **kwargs):
        super().__init__(**kwargs)
        self.rank = len(cropping)
        self.cropping = cropping
        self.data_format = K.normalize_data_format(data_format)
        self.input_spec = InputSpec(ndim=self.rank + 2)

    def call(self, inputs):
        index = [slice(None)] * (self.rank + 2)
        for axis, (before, after) in zip(spatial_axes(self.data_format, self.rank),
                                         self.cropping):
            index[axis] = slice(before, -after if after else None)
        return inputs[tuple(index)]

    def compute_output_shape(self, input_shape):
        batch, spatial, channels = split_shape(input_shape, self.data_format)
        lengths = [None if length is None else length - before - after
                   for length, (before, after) in zip(spatial, self.cropping)]
        if any(length is not None and length < 1 for length in lengths):
            raise ValueError('{} layer {!r} with cropping={} leaves nothing of inputs of shape '
                             '{}.'.format(type(self).__name__, self.name, self.cropping,
                                          tuple(input_shape)))
        return join_shape(batch, lengths, channels, self.data_format)

    def get_config(self):
        config = super().get_config()
        config.update(cropping=self.cropping, data_format=self.data_format)
        return config


class Cropping1D(_Cropping):
    """Cuts steps off the ends of sequences.

    Args:
        cropping: Number of steps, an int or a pair (at the start, at the end). Default (1, 1).
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, steps, features)`.
        Output: `(batch, steps - start - end, features)`.

    Raises:
        ValueError: If `cropping` has another form, or nothing is left.

    Example:
        from keras import backend as K
        from keras.layers import Cropping1D, Input
        outputs = Cropping1D((1, 2))(Input(shape=(8, 2)))
        assert K.int_shape(outputs)[1:] == (5, 2)
    """

    def __init__(self, cropping=(1, 1), **kwargs):
        super().__init__(pairs(cropping, 1, 'cropping'), 'channels_last', **kwargs)

    def get_config(self):
        config = super().get_config()
        config['cropping'] = self.cropping[0]
        del config['data_format']
        return config


class Cropping2D(_Cropping):
    """Cuts rows and columns off the edges of images.

    Args:
        cropping: An int (all sides), a pair of ints (rows, columns), or
            `((top, bottom), (left, right))`. Default ((0, 0), (0, 0)).
        data_format: 'channels_last', 'channels_first', or None (default) for
            `keras.backend.image_data_format()`.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, rows, cols, channels)`, or `(batch, channels, rows, cols)` with
            'channels_first'.
        Output: The same with the rows and columns that are left.

    Raises:
        ValueError: If `cropping` has another form, or nothing is left.

    Example:
        from keras import backend as K
        from keras.layers import Cropping2D, Input
        outputs = Cropping2D(((1, 0), (2, 2)))(Input(shape=(8, 8, 3)))
        assert K.int_shape(outputs)[1:] == (7, 4, 3)
    """

    def __init__(self, cropping=((0, 0), (0, 0)), data_format=None, **kwargs):
        super().__init__(pairs(cropping, 2, 'cropping'), data_format, **kwargs)


class Cropping3D(_Cropping):
    """Cuts the sides off volumes.

    Args:
        cropping: An int (all sides), three ints (one per axis), or three pairs (before, after).
            Default ((1, 1), (1, 1), (1, 1)).
        data_format: 'channels_last', 'channels_first', or None (default) for
            `keras.backend.image_data_format()`.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, dim1, dim2, dim3, channels)`, or `(batch, channels, dim1, dim2, dim3)`
            with 'channels_first'.
        Output: The same with the lengths that are left.

    Raises:
        ValueError: If `cropping` has another form, or nothing is left.

    Example:
        from keras import backend as K
        from keras.layers import Cropping3D, Input
        outputs = Cropping3D((1, 1, 0))(Input(shape=(4, 4, 4, 1)))
        assert K.int_shape(outputs)[1:] == (2, 2, 4, 1)
    """

    def __init__(self, cropping=((1, 1), (1, 1), (1, 1)), data_format=None, **kwargs):
        super().__init__(pairs(cropping, 3, 'cropping'), data_format, **kwargs)
