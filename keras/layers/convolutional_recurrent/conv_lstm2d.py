"""The convolutional long short-term memory layer."""

from keras.layers.convolutional_recurrent.conv_lstm2d_cell import ConvLSTM2DCell
from keras.layers.convolutional_recurrent.conv_rnn2d import ConvRNN2D
from keras.layers.recurrent.cell_layer import (
    WEIGHT_OPTIONS, OneCell, cell_options, mirrors_cell)


@mirrors_cell('filters', 'kernel_size', 'strides', 'padding', 'data_format', 'dilation_rate',
              'activation', 'recurrent_activation', 'use_bias', 'unit_forget_bias', 'dropout',
              'recurrent_dropout', 'kernel', 'recurrent_kernel', 'bias', *WEIGHT_OPTIONS)
class ConvLSTM2D(OneCell, ConvRNN2D):
    """Long short-term memory over images: both kernels are convolutions.

    Args:
        filters: Positive integer, number of channels of the output and of both states.
        kernel_size: Height and width of the window, an int or a pair.
        strides: Steps of the window over the input, an int or a pair. Default (1, 1).
        padding: 'valid' (default) or 'same', for the input; states are always padded 'same'.
        data_format: 'channels_last' or 'channels_first'. Default: `image_data_format` of the
            configuration.
        dilation_rate: Distance between the points of the window over the input, an int or a pair.
            Default (1, 1).
        activation: Activation of candidate and output. Default 'tanh'; None is the linear one.
        recurrent_activation: Activation of the gates. Default 'hard_sigmoid'.
        use_bias: Whether there is a bias. Default True.
        kernel_initializer: Initializer of the kernel. Default 'glorot_uniform'.
        recurrent_initializer: Initializer of the recurrent kernel. Default 'orthogonal'.
        bias_initializer: Initializer of the bias. Default 'zeros'.
        unit_forget_bias: Whether the bias of the forget gate starts with 1. Default True.
        kernel_regularizer: Regularizer of the kernel, or None.
        recurrent_regularizer: Regularizer of the recurrent kernel, or None.
        bias_regularizer: Regularizer of the bias, or None.
        activity_regularizer: Regularizer of the output, or None.
        kernel_constraint: Constraint on the kernel, or None.
        recurrent_constraint: Constraint on the recurrent kernel, or None.
        bias_constraint: Constraint on the bias, or None.
        return_sequences: Whether the output of every step is returned. Default False: the last.
        go_backwards: Whether the sequence is read from its end; outputs are in that order.
        stateful: Whether the last states of a batch are the first ones of the next. Needs known
            sizes, also of the batch. Default False.
        dropout: Fraction of the inputs to drop in training, the same at all steps. Default 0.
        recurrent_dropout: Fraction of the state h to drop likewise. Default 0.
        **kwargs: Arguments of every layer, and `return_state` and `unroll` of `RNN`.

    Shape:
        Input: `(batch, time, rows, columns, channels)`, or `(batch, time, channels, rows,
            columns)` with 'channels_first'.
        Output: `(batch, new_rows, new_columns, filters)`, or the filters after the batch; with
            `return_sequences` the time after the batch.
        Weights: kernel `kernel_size + (channels, 4 * filters)`, recurrent kernel
            `kernel_size + (filters, 4 * filters)`, bias `(4 * filters,)`.

    Example:
        from keras import backend as K
        from keras.layers import ConvLSTM2D, Input
        outputs = ConvLSTM2D(4, 3, padding='same', return_sequences=True)(Input((5, 8, 8, 3)))
        assert K.int_shape(outputs)[1:] == (5, 8, 8, 4)

    References:
        - Shi et al. 2015, Convolutional LSTM Network: A Machine Learning Approach for
          Precipitation Nowcasting, https://arxiv.org/abs/1506.04214
    """

    def __init__(self, filters, kernel_size, strides=(1, 1), padding='valid', data_format=None,
                 dilation_rate=(1, 1), activation='tanh', recurrent_activation='hard_sigmoid',
                 use_bias=True, kernel_initializer='glorot_uniform',
                 recurrent_initializer='orthogonal', bias_initializer='zeros',
                 unit_forget_bias=True, kernel_regularizer=None, recurrent_regularizer=None,
                 bias_regularizer=None, activity_regularizer=None, kernel_constraint=None,
                 recurrent_constraint=None, bias_constraint=None, return_sequences=False,
                 go_backwards=False, stateful=False, dropout=0., recurrent_dropout=0., **kwargs):
        cell = ConvLSTM2DCell(
            filters, kernel_size, strides=strides, padding=padding, data_format=data_format,
            dilation_rate=dilation_rate, activation=activation,
            recurrent_activation=recurrent_activation, use_bias=use_bias,
            kernel_initializer=kernel_initializer, recurrent_initializer=recurrent_initializer,
            bias_initializer=bias_initializer, unit_forget_bias=unit_forget_bias,
            kernel_regularizer=kernel_regularizer, recurrent_regularizer=recurrent_regularizer,
            bias_regularizer=bias_regularizer, kernel_constraint=kernel_constraint,
            recurrent_constraint=recurrent_constraint, bias_constraint=bias_constraint,
            dropout=dropout, recurrent_dropout=recurrent_dropout, **cell_options(kwargs))
        super().__init__(cell, activity_regularizer, return_sequences=return_sequences,
                         go_backwards=go_backwards, stateful=stateful, **kwargs)
