"""The locally connected layer for sequences."""

import warnings

from keras import backend as K
from keras.layers.local.base import LocallyConnected


class LocallyConnected1D(LocallyConnected):
    """Like `Conv1D`, but with a kernel and a bias of its own at every step.

    Args:
        filters: Positive integer, number of output channels.
        kernel_size: Length of the window, an int or a tuple of one.
        strides: Step of the window, an int or a tuple of one. Default 1.
        padding: Only 'valid' (default).
        data_format: Only 'channels_last', which None (default) means; another value is reported
            by a warning and not used.
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
        Input: `(batch, steps, channels)`, the steps known.
        Output: `(batch, new_steps, filters)`.
        Weights: kernel `(new_steps, kernel_size * channels, filters)`, bias
            `(new_steps, filters)`.

    Raises:
        ValueError: If the padding is another one, or the number of steps unknown.

    Example:
        from keras import backend as K
        from keras.layers import Input, LocallyConnected1D
        outputs = LocallyConnected1D(8, 3)(Input(shape=(10, 4)))
        assert K.int_shape(outputs)[1:] == (8, 8)
    """

    def __init__(self, filters, kernel_size, strides=1, padding='valid', data_format=None,
                 activation=None, use_bias=True, kernel_initializer='glorot_uniform',
                 bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None,
                 activity_regularizer=None, kernel_constraint=None, bias_constraint=None,
                 **kwargs):
        if K.normalize_data_format(data_format) != 'channels_last' and data_format is not None:
            warnings.warn('LocallyConnected1D knows only data_format=\'channels_last\', which is '
                          'used. Received: {!r}.'.format(data_format), stacklevel=2)
        options = dict(
            kernel_initializer=kernel_initializer, bias_initializer=bias_initializer,
            kernel_regularizer=kernel_regularizer, bias_regularizer=bias_regularizer,
            kernel_constraint=kernel_constraint, bias_constraint=bias_constraint)
        super().__init__(1, filters, kernel_size, strides, padding, 'channels_last', activation,
                         use_bias, options, activity_regularizer, **kwargs)

    def call(self, inputs):
        outputs = K.local_conv1d(inputs, self.kernel, self.kernel_size, self.strides,
                                 data_format=self.data_format)
        return self._finish(outputs)
