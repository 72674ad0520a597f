"""Largest value over all positions."""

from keras import backend as K
from keras.layers.pooling.global_base import _GlobalPooling1D
from keras.layers.pooling.global_base import _GlobalPooling2D
from keras.layers.pooling.global_base import _GlobalPooling3D


class GlobalMaxPooling1D(_GlobalPooling1D):
    """Largest value of each feature over all steps.

    Args:
        data_format: 'channels_last' (default) or 'channels_first'.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, steps, features)`, or `(batch, features, steps)` with
            'channels_first'.
        Output: `(batch, features)`.

    Example:
        from keras import backend as K
        from keras.layers import GlobalMaxPooling1D, Input
        outputs = GlobalMaxPooling1D()(Input(shape=(20, 8)))
        assert K.int_shape(outputs)[1:] == (8,)
    """

    def call(self, inputs):
        return K.max(inputs, axis=self._spatial_axes())


class GlobalMaxPooling2D(_GlobalPooling2D):
    """Largest value of each channel over all positions.

    Args:
        data_format: 'channels_last', 'channels_first', or None (default) for
            `keras.backend.image_data_format()`.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, rows, cols, channels)`, or `(batch, channels, rows, cols)` with
            'channels_first'.
        Output: `(batch, channels)`.

    Example:
        from keras import backend as K
        from keras.layers import GlobalMaxPooling2D, Input
        outputs = GlobalMaxPooling2D()(Input(shape=(8, 8, 4)))
        assert K.int_shape(outputs)[1:] == (4,)
    """

    def call(self, inputs):
        return K.max(inputs, axis=self._spatial_axes())


class GlobalMaxPooling3D(_GlobalPooling3D):
    """Largest value of each channel over all positions.

    Args:
        data_format: 'channels_last', 'channels_first', or None (default) for
            `keras.backend.image_data_format()`.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, dim1, dim2, dim3, channels)`, or `(batch, channels, dim1, dim2, dim3)` with
            'channels_first'.
        Output: `(batch, channels)`.

    Example:
        from keras import backend as K
        from keras.layers import GlobalMaxPooling3D, Input
        outputs = GlobalMaxPooling3D()(Input(shape=(4, 4, 4, 2)))
        assert K.int_shape(outputs)[1:] == (2,)
    """

    def call(self, inputs):
        return K.max(inputs, axis=self._spatial_axes())
