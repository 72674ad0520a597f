"""Mean over all positions."""

from keras import backend as K
from keras.layers.pooling.global_base import _GlobalPooling1D
from keras.layers.pooling.global_base import _GlobalPooling2D
from keras.layers.pooling.global_base import _GlobalPooling3D


class GlobalAveragePooling1D(_GlobalPooling1D):
    """Mean of each feature over all steps.

    Masked steps do not count. A sequence whose steps are all masked has no mean: it gives NaN.

    Args:
        data_format: 'channels_last' (default) or 'channels_first'.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, steps, features)`, or `(batch, features, steps)` with
            'channels_first'.
        Output: `(batch, features)`.

    Example:
        from keras import backend as K
        from keras.layers import GlobalAveragePooling1D, Input
        outputs = GlobalAveragePooling1D()(Input(shape=(20, 8)))
        assert K.int_shape(outputs)[1:] == (8,)
    """

    def __init__(self, data_format='channels_last', **kwargs):
        super().__init__(data_format, **kwargs)
        self.supports_masking = True

    def call(self, inputs, mask=None):
        steps_axis, = self._spatial_axes()
        if mask is None:
            return K.mean(inputs, axis=steps_axis)
        kept = K.expand_dims(K.cast(mask, K.dtype(inputs)), axis=3 - steps_axis)
        return K.sum(inputs * kept, axis=steps_axis) / K.sum(kept, axis=steps_axis)

    def compute_mask(self, inputs, mask=None):
        return None


class GlobalAveragePooling2D(_GlobalPooling2D):
    """Mean of each channel over all positions.

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
        from keras.layers import GlobalAveragePooling2D, Input
        outputs = GlobalAveragePooling2D()(Input(shape=(8, 8, 4)))
        assert K.int_shape(outputs)[1:] == (4,)
    """

    def call(self, inputs):
        return K.mean(inputs, axis=self._spatial_axes())


class GlobalAveragePooling3D(_GlobalPooling3D):
    """Mean of each channel over all positions.

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
        from keras.layers import GlobalAveragePooling3D, Input
        outputs = GlobalAveragePooling3D()(Input(shape=(4, 4, 4, 2)))
        assert K.int_shape(outputs)[1:] == (2,)
    """

    def call(self, inputs):
        return K.mean(inputs, axis=self._spatial_axes())
