"""Dropout, of single values and of whole feature maps."""

from keras import backend as K
from keras.engine.base_layer import InputSpec
from keras.engine.base_layer import Layer
from keras.layers.arguments import fraction


class Dropout(Layer):
    """Sets a random fraction of its input to zero while training.

    What is kept is divided by `1 - rate`, so the expected sum stays the same. Outside of
    training the input is passed on unchanged.

    Args:
        rate: Fraction to drop, from 0 to 1. With 0 or 1 nothing is dropped.
        noise_shape: Shape of the random mask, broadcast over the input; None in it stands for
            the size of the input's axis. Default None: every value has its own draw.
            `(None, 1, None)` drops the same features in all steps of a sequence.
        seed: Integer seed of the draws, or None.
        **kwargs: Arguments of every layer.

    Shape:
        Input: Any.
        Output: The same as the input.

    Example:
        from keras.layers import Dropout, Input
        outputs = Dropout(0.5)(Input(shape=(10,)))

    References:
        - Srivastava et al. 2014, Dropout: A Simple Way to Prevent Neural Networks from
          Overfitting, http://www.jmlr.org/papers/volume15/srivastava14a/srivastava14a.pdf
    """

    def __init__(self, rate, noise_shape=None, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = fraction(rate)
        self.noise_shape = noise_shape
        self.seed = seed
        self.supports_masking = True

    def _get_noise_shape(self, inputs):
        """Shape of the random mask, with the input's sizes where `noise_shape` has None."""
        if self.noise_shape is None:
            return None
        sizes = K.shape(inputs)
        return tuple(sizes[axis] if size is None else size
                     for axis, size in enumerate(self.noise_shape))

    def call(self, inputs, training=None):
        if not 0. < self.rate < 1.:
            return inputs
        noise_shape = self._get_noise_shape(inputs)

        def dropped():
            return K.dropout(inputs, self.rate, noise_shape, seed=self.seed)

        return K.in_train_phase(dropped, inputs, training=training)

    def get_config(self):
        config = super().get_config()
        config.update(rate=self.rate, noise_shape=self.noise_shape, seed=self.seed)
        return config


class SpatialDropout1D(Dropout):
    """Drops whole channels of sequences instead of single values.

    Neighbouring steps of a feature map are alike, so dropping single values does little;
    dropping the whole map keeps the maps independent.

    Args:
        rate: Fraction of the channels to drop, from 0 to 1.
        **kwargs: `seed`, and the arguments of every layer.

    Shape:
        Input: `(batch, steps, channels)`.
        Output: The same as the input.

    Example:
        from keras.layers import Input, SpatialDropout1D
        outputs = SpatialDropout1D(0.3)(Input(shape=(20, 8)))

    References:
        - Tompson et al. 2014, Efficient Object Localization Using Convolutional Networks,
          https://arxiv.org/abs/1411.4280
    """

    def __init__(self, rate, **kwargs):
        super().__init__(rate, **kwargs)
        self.input_spec = InputSpec(ndim=3)

    def _get_noise_shape(self, inputs):
        sizes = K.shape(inputs)
        return sizes[0], 1, sizes[2]


class _SpatialDropoutND(Dropout):
    """Common part of `SpatialDropout2D` and `SpatialDropout3D`."""

    rank = None  # number of spatial axes, set by the subclasses

    def __init__(self, rate, data_format=None, **kwargs):
        super().__init__(rate, **kwargs)
        self.data_format = K.normalize_data_format(data_format)
        self.input_spec = InputSpec(ndim=self.rank + 2)

    def _get_noise_shape(self, inputs):
        sizes = K.shape(inputs)
        ones = (1,) * self.rank
        if self.data_format == 'channels_first':
            return (sizes[0], sizes[1]) + ones
        return (sizes[0],) + ones + (sizes[self.rank + 1],)

    def get_config(self):
        config = super().get_config()
        if self.data_format != 'channels_last':  # Keras 2 files have no such entry
            config['data_format'] = self.data_format
        return config


class SpatialDropout2D(_SpatialDropoutND):
    """Drops whole channels of images instead of single values.

    Args:
        rate: Fraction of the channels to drop, from 0 to 1.
        data_format: 'channels_last', 'channels_first', or None (default) for
            `keras.backend.image_data_format()`.
        **kwargs: `seed`, and the arguments of every layer.

    Shape:
        Input: `(batch, rows, cols, channels)`, or `(batch, channels, rows, cols)` with
            'channels_first'.
        Output: The same as the input.

    Example:
        from keras.layers import Input, SpatialDropout2D
        outputs = SpatialDropout2D(0.3)(Input(shape=(8, 8, 4)))

    References:
        - Tompson et al. 2014, Efficient Object Localization Using Convolutional Networks,
          https://arxiv.org/abs/1411.4280
    """

    rank = 2


class SpatialDropout3D(_SpatialDropoutND):
    """Drops whole channels of volumes instead of single values.

    Args:
        rate: Fraction of the channels to drop, from 0 to 1.
        data_format: 'channels_last', 'channels_first', or None (default) for
            `keras.backend.image_data_format()`.
        **kwargs: `seed`, and the arguments of every layer.

    Shape:
        Input: `(batch, dim1, dim2, dim3, channels)`, or `(batch, channels, dim1, dim2, dim3)`
            with 'channels_first'.
        Output: The same as the input.

    Example:
        from keras.layers import Input, SpatialDropout3D
        outputs = SpatialDropout3D(0.3)(Input(shape=(4, 4, 4, 2)))

    References:
        - Tompson et al. 2014, Efficient Object Localization Using Convolutional Networks,
          https://arxiv.org/abs/1411.4280
    """

    rank = 3
