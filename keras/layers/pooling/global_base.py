"""What all global poolings share, by number of axes."""

from keras import backend as K
from keras.engine.base_layer import InputSpec
from keras.engine.base_layer import Layer
from keras.layers.shapes import channel_axis
from keras.layers.shapes import spatial_axes


class _GlobalPooling(Layer):
    """Pooling over all positions of `rank` axes; a subclass defines `call`."""

    rank = None

    def __init__(self, data_format=None, **kwargs):
        super().__init__(**kwargs)
        self.data_format = K.normalize_data_format(data_format)
        self.input_spec = InputSpec(ndim=self.rank + 2)

    def _spatial_axes(self):
        """The axes to pool over."""
        return spatial_axes(self.data_format, self.rank)

    def call(self, inputs):
        raise NotImplementedError('A global pooling layer must define call(inputs); {} does not.'
                                  .format(type(self).__name__))

    def compute_output_shape(self, input_shape):
        return input_shape[0], input_shape[channel_axis(self.data_format, self.rank)]

    def get_config(self):
        config = super().get_config()
        config['data_format'] = self.data_format
        return config


class _GlobalPooling1D(_GlobalPooling):
    """Base of the global poolings of sequences."""

    rank = 1

    def __init__(self, data_format='channels_last', **kwargs):
        super().__init__(data_format, **kwargs)


class _GlobalPooling2D(_GlobalPooling):
    """Base of the global poolings of images."""

    rank = 2


class _GlobalPooling3D(_GlobalPooling):
    """Base of the global poolings of volumes."""

    rank = 3
