"""The locally connected layer for images."""

from keras import backend as K
from keras.layers.local.base import LocallyConnected
from keras.layers.shapes import split_shape


class LocallyConnected2D(LocallyConnected):
    """Like `Conv2D`, but with a kernel and a bias of its own at every place.

    Args:
        filters: Positive integer, number of output channels.
        kernel_size: Height and width of the window, an int or a pair.
        strides: Steps of the window, an int or a pair. Default (1, 1).
        padding: Only 'valid' (default).
        data_format: 'channels_last' or 'channels_first'. Default: `image_data_format` of the
            configuration.
        activation: Name of an activation, a function, or None (default).
        use_bias: Whether there is a bias. Default True.
        kernel_initializer: Initializer of the kernels. Default 'glorot_uniform'.
        bias_initializer: Initializer of the biases. Default 'zeros'.
        kernel_regularizer: Regularizer of the kernels, or None.
        bias_regularizer: Regularizer of the biases, or None.
        activity_regularizer: Regularizer of the output, or None.
        kernel_constraint: Constraint on the kernels, or None.
        bias_constraint: Constraint on the biases, or None.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, rows, columns, channels)`, or `(batch, channels, rows, columns)`; rows and
            columns known.
        Output: `(batch, new_rows, new_columns, filters)`, or the filters after the batch.
        Weights: kernel `(new_rows * new_columns, kernel_rows * kernel_columns * channels,
            filters)`, bias `(new_rows, new_columns, filters)`.

    Raises:
        ValueError: If the padding is another one, or rows or columns are unknown.

    Example:
        from keras import backend as K
        from keras.layers import Input, LocallyConnected2D
        outputs = LocallyConnected2D(4, 3)(Input(shape=(8, 8, 3)))
        assert K.int_shape(outputs)[1:] == (6, 6, 4)
    """

    def __init__(self, filters, kernel_size, strides=(1, 1), padding='valid', data_format=None,
                 activation=None, use_bias=True, kernel_initializer='glorot_uniform',
                 bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None,
                 activity_regularizer=None, kernel_constraint=None, bias_constraint=None,
                 **kwargs):
        options = dict(
            kernel_initializer=kernel_initializer, bias_initializer=bias_initializer,
            kernel_regularizer=kernel_regularizer, bias_regularizer=bias_regularizer,
            kernel_constraint=kernel_constraint, bias_constraint=bias_constraint)
        super().__init__(2, filters, kernel_size, strides, padding,
                         K.normalize_data_format(data_format), activation, use_bias, options,
                         activity_regularizer, **kwargs)

    def call(self, inputs):
        _, spatial, _ = split_shape(K.int_shape(inputs), self.data_format)
        outputs = K.local_conv2d(inputs, self.kernel, self.kernel_size, self.strides,
                                 self._lengths(spatial), data_format=self.data_format)
        return self._finish(outputs)

    def get_config(self):
        config = super().get_config()
        config['data_format'] = self.data_format
        return config
