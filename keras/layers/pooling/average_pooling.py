"""Mean in windows."""

from keras import backend as K
from keras.layers.pooling.base import _Pooling1D
from keras.layers.pooling.base import _Pooling2D
from keras.layers.pooling.base import _Pooling3D


class AveragePooling1D(_Pooling1D):
    """Mean in each window of sequences.

    Args:
        pool_size: Length of a window. Default 2.
        strides: Distance between windows, likewise. Default None: the same as `pool_size`.
        padding: 'valid' (default): only windows that lie inside of the input; or 'same': also
            windows over its edges, where what lies outside does not count.
        data_format: 'channels_last' (default) or 'channels_first'.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, steps, features)`, or `(batch, features, steps)` with
            'channels_first'.
        Output: The same with pooled lengths: `ceil((length - pool_size + 1) / strides)` with
            'valid', `ceil(length / strides)` with 'same'.

    Raises:
        ValueError: If an argument has another form, or a window is larger than the input.

    Example:
        from keras import backend as K
        from keras.layers import AveragePooling1D, Input
        outputs = AveragePooling1D(pool_size=2)(Input(shape=(20, 8)))
        assert K.int_shape(outputs)[1:] == (10, 8)
    """

    def _pooling_function(self, inputs, pool_size, strides, padding, data_format):
        return K.pool2d(inputs, pool_size, strides, padding, data_format, pool_mode='avg')


class AveragePooling2D(_Pooling2D):
    """Mean in each window of images.

    Args:
        pool_size: Size of a window: an int, or one int per axis. Default (2, 2).
        strides: Distance between windows, likewise. Default None: the same as `pool_size`.
        padding: 'valid' (default): only windows that lie inside of the input; or 'same': also
            windows over its edges, where what lies outside does not count.
        data_format: 'channels_last', 'channels_first', or None (default) for
            `keras.backend.image_data_format()`.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, rows, cols, channels)`, or `(batch, channels, rows, cols)` with
            'channels_first'.
        Output: The same with pooled lengths: `ceil((length - pool_size + 1) / strides)` with
            'valid', `ceil(length / strides)` with 'same'.

    Raises:
        ValueError: If an argument has another form, or a window is larger than the input.

    Example:
        from keras import backend as K
        from keras.layers import AveragePooling2D, Input
        outputs = AveragePooling2D((2, 2))(Input(shape=(8, 8, 4)))
        assert K.int_shape(outputs)[1:] == (4, 4, 4)
    """

    def _pooling_function(self, inputs, pool_size, strides, padding, data_format):
        return K.pool2d(inputs, pool_size, strides, padding, data_format, pool_mode='avg')


class AveragePooling3D(_Pooling3D):
    """Mean in each window of volumes.

    Args:
        pool_size: Size of a window: an int, or one int per axis. Default (2, 2, 2).
        strides: Distance between windows, likewise. Default None: the same as `pool_size`.
        padding: 'valid' (default): only windows that lie inside of the input; or 'same': also
            windows over its edges, where what lies outside does not count.
        data_format: 'channels_last', 'channels_first', or None (default) for
            `keras.backend.image_data_format()`.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, dim1, dim2, dim3, channels)`, or `(batch, channels, dim1, dim2, dim3)` with
            'channels_first'.
        Output: The same with pooled lengths: `ceil((length - pool_size + 1) / strides)` with
            'valid', `ceil(length / strides)` with 'same'.

    Raises:
        ValueError: If an argument has another form, or a window is larger than the input.

    Example:
        from keras import backend as K
        from keras.layers import AveragePooling3D, Input
        outputs = AveragePooling3D(2)(Input(shape=(4, 4, 4, 2)))
        assert K.int_shape(outputs)[1:] == (2, 2, 2, 2)
    """

    def _pooling_function(self, inputs, pool_size, strides, padding, data_format):
        return K.pool3d(inputs, pool_size, strides, padding, data_format, pool_mode='avg')
