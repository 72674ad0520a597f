"""Sequences, images and volumes enlarged by repetition or interpolation."""

from keras import backend as K
from keras.engine.base_layer import InputSpec
from keras.engine.base_layer import Layer
from keras.layers.arguments import one_of
from keras.layers.shapes import join_shape
from keras.layers.shapes import split_shape
from keras.utils import conv_utils


class _UpSampling(Layer):
    """Base of the upsampling layers: `size` is a tuple with a factor for each axis."""

    def __init__(self, size, data_format=None, **kwargs):
        super().__init__(**kwargs)
        if min(size) < 1:
            raise ValueError('`size` must be positive. Received: {!r}.'.format(size))
        self.rank = len(size)
        self.size = size
        self.data_format = K.normalize_data_format(data_format)
        self.input_spec = InputSpec(ndim=self.rank + 2)

    def call(self, inputs):
        raise NotImplementedError('An upsampling layer must define call(inputs); {} does not.'
                                  .format(type(self).__name__))

    def compute_output_shape(self, input_shape):
        batch, spatial, channels = split_shape(input_shape, self.data_format)
        lengths = [None if length is None else length * factor
                   for length, factor in zip(spatial, self.size)]
        return join_shape(batch, lengths, channels, self.data_format)

    def get_config(self):
        config = super().get_config()
        config.update(size=self.size, data_format=self.data_format)
        return config


class UpSampling1D(_UpSampling):
    """Repeats each step of sequences.

    Args:
        size: How often, an int. Default 2.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, steps, features)`.
        Output: `(batch, steps * size, features)`.

    Example:
        from keras import backend as K
        from keras.layers import Input, UpSampling1D
        outputs = UpSampling1D(3)(Input(shape=(5, 2)))
        assert K.int_shape(outputs)[1:] == (15, 2)
    """

    def __init__(self, size=2, **kwargs):
        super().__init__(conv_utils.normalize_tuple(size, 1, 'size'), 'channels_last', **kwargs)

    def call(self, inputs):
        return K.repeat_elements(inputs, self.size[0], axis=1)

    def get_config(self):
        config = super().get_config()
        config['size'] = self.size[0]
        del config['data_format']
        return config


class UpSampling2D(_UpSampling):
    """Enlarges images by whole factors.

    Args:
        size: Factors for rows and columns, an int or a pair of ints. Default (2, 2).
        data_format: 'channels_last', 'channels_first', or None (default) for
            `keras.backend.image_data_format()`.
        interpolation: 'nearest' (default: each pixel is repeated) or 'bilinear'.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, rows, cols, channels)`, or `(batch, channels, rows, cols)` with
            'channels_first'.
        Output: The same with `rows * size[0]` and `cols * size[1]`.

    Raises:
        ValueError: If an argument has another form.

    Example:
        from keras import backend as K
        from keras.layers import Input, UpSampling2D
        outputs = UpSampling2D((2, 3), interpolation='bilinear')(Input(shape=(4, 4, 1)))
        assert K.int_shape(outputs)[1:] == (8, 12, 1)
    """

    def __init__(self, size=(2, 2), data_format=None, interpolation='nearest', **kwargs):
        super().__init__(conv_utils.normalize_tuple(size, 2, 'size'), data_format, **kwargs)
        self.interpolation = one_of(interpolation, ('nearest', 'bilinear'), 'interpolation')

    def call(self, inputs):
        return K.resize_images(inputs, self.size[0], self.size[1], self.data_format,
                               self.interpolation)

    def get_config(self):
        config = super().get_config()
        config['interpolation'] = self.interpolation
        return config


class UpSampling3D(_UpSampling):
    """Repeats the voxels of volumes.

    Args:
        size: Factors for the three axes, an int or three ints. Default (2, 2, 2).
        data_format: 'channels_last', 'channels_first', or None (default) for
            `keras.backend.image_data_format()`.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, dim1, dim2, dim3, channels)`, or `(batch, channels, dim1, dim2, dim3)`
            with 'channels_first'.
        Output: The same with each length multiplied by its factor.

    Raises:
        ValueError: If an argument has another form.

    Example:
        from keras import backend as K
        from keras.layers import Input, UpSampling3D
        outputs = UpSampling3D(2)(Input(shape=(2, 2, 2, 1)))
        assert K.int_shape(outputs)[1:] == (4, 4, 4, 1)
    """

    def __init__(self, size=(2, 2, 2), data_format=None, **kwargs):
        super().__init__(conv_utils.normalize_tuple(size, 3, 'size'), data_format, **kwargs)

    def call(self, inputs):
        return K.resize_volumes(inputs, self.size[0], self.size[1], self.size[2],
                                self.data_format)
