"""What all windowed poolings share: arguments, shapes and configuration, by number of axes."""

from keras import backend as K
from keras.engine.base_layer import InputSpec
from keras.engine.base_layer import Layer
from keras.layers.arguments import one_of
from keras.layers.shapes import join_shape
from keras.layers.shapes import split_shape
from keras.utils import conv_utils


class _Pooling(Layer):
    """Pooling over `rank` axes; a subclass says which by `_pooling_function`."""

    rank = None

    def __init__(self, pool_size, strides=None, padding='valid', data_format=None, **kwargs):
        super().__init__(**kwargs)
        if strides is None:
            strides = pool_size
        self.pool_size = conv_utils.normalize_tuple(pool_size, self.rank, 'pool_size')
        self.strides = conv_utils.normalize_tuple(strides, self.rank, 'strides')
        for name in ('pool_size', 'strides'):
            if min(getattr(self, name)) < 1:
                raise ValueError('`{}` must be positive. Received: {!r}.'.format(
                    name, getattr(self, name)))
        self.padding = one_of(conv_utils.normalize_padding(padding), ('valid', 'same'),
                              'padding')
        self.data_format = K.normalize_data_format(data_format)
        self.input_spec = InputSpec(ndim=self.rank + 2)

    def _pooling_function(self, inputs, pool_size, strides, padding, data_format):
        """The pooling itself."""
        raise NotImplementedError(
            'A pooling layer must define _pooling_function(inputs, pool_size, strides, padding, '
            'data_format); {} does not.'.format(type(self).__name__))

    def call(self, inputs):
        return self._pooling_function(inputs=inputs, pool_size=self.pool_size,
                                      strides=self.strides, padding=self.padding,
                                      data_format=self.data_format)

    def compute_output_shape(self, input_shape):
        batch, spatial, channels = split_shape(input_shape, self.data_format)
        lengths = [conv_utils.conv_output_length(size, window, self.padding, stride)
                   for size, window, stride in zip(spatial, self.pool_size, self.strides)]
        if any(length is not None and length < 1 for length in lengths):
            raise ValueError(
                'The windows of pooling layer {!r} (pool_size={}, padding={!r}) are larger than '
                'its input of shape {}. Use smaller windows or padding=\'same\'.'.format(
                    self.name, self.pool_size, self.padding, tuple(input_shape)))
        return join_shape(batch, lengths, channels, self.data_format)

    def get_config(self):
        config = super().get_config()
        config.update(pool_size=self.pool_size, padding=self.padding, strides=self.strides,
                      data_format=self.data_format)
        return config


class _Pooling1D(_Pooling):
    """Base of the poolings of sequences."""

    rank = 1

    def __init__(self, pool_size=2, strides=None, padding='valid', data_format='channels_last',
                 **kwargs):
        super().__init__(pool_size, strides, padding, data_format, **kwargs)

    def call(self, inputs):
        # Sequences are images one pixel wide.
        axis = 2 if self.data_format == 'channels_last' else 3
        images = K.expand_dims(inputs, axis)
        pooled = self._pooling_function(inputs=images, pool_size=self.pool_size + (1,),
                                        strides=self.strides + (1,), padding=self.padding,
                                        data_format=self.data_format)
        return K.squeeze(pooled, axis)


class _Pooling2D(_Pooling):
    """Base of the poolings of images."""

    rank = 2

    def __init__(self, pool_size=(2, 2), strides=None, padding='valid', data_format=None,
                 **kwargs):
        super().__init__(pool_size, strides, padding, data_format, **kwargs)


class _Pooling3D(_Pooling):
    """Base of the poolings of volumes."""

    rank = 3

    def __init__(self, pool_size=(2, 2, 2), strides=None, padding='valid', data_format=None,
                 **kwargs):
        super().__init__(pool_size, strides, padding, data_format, **kwargs)
