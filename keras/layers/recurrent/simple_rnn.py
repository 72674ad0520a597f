"""The fully connected recurrent layer."""

from keras.layers.recurrent.cell_layer import CellLayer, cell_options
from keras.layers.recurrent.simple_rnn_cell import SimpleRNNCell


class SimpleRNN(CellLayer):
    """Fully connected recurrence: the output is the state of the next step.

    Args:
        units: Positive integer, size of the output and of the state.
        activation: Name of an activation, a function, or None for the linear one. Default 'tanh'.
        use_bias: Whether there is a bias. Default True.
        kernel_initializer: Initializer of the kernel. Default 'glorot_uniform'.
        recurrent_initializer: Initializer of the recurrent kernel. Default 'orthogonal'.
        bias_initializer: Initializer of the bias. Default 'zeros'.
        kernel_regularizer: Regularizer of the kernel, or None.
        recurrent_regularizer: Regularizer of the recurrent kernel, or None.
        bias_regularizer: Regularizer of the bias, or None.
        activity_regularizer: Regularizer of the output, or None.
        kernel_constraint: Constraint on the kernel, or None.
        recurrent_constraint: Constraint on the recurrent kernel, or None.
        bias_constraint: Constraint on the bias, or None.
        dropout: Fraction of the inputs to drop in training, the same at all steps. Default 0.
        recurrent_dropout: Fraction of the state to drop likewise, where it enters the gates.
            Default 0.
        return_sequences: Whether the output of every step is returned. Default False: the last.
        return_state: Whether the last state is returned after the output. Default False.
        go_backwards: Whether the sequence is read from its end; outputs are in that order.
        stateful: Whether the last states of a batch are the first ones of the next. Needs a known
            batch size. Default False.
        unroll: Whether the loop becomes one copy of the cell per time step; needs a known number
            of steps. Default False.
        **kwargs: Arguments of every layer, and `input_dim` and `input_length`, the entries of
            `input_shape`.

    Shape:
        Input: `(batch, time, features)`; a mask `(batch, time)` is obeyed.
        Output: `(batch, units)`; with `return_sequences` `(batch, time, units)`; with
            `return_state` a list of it and the state `(batch, units)`.
        Weights: kernel `(features, units)`, recurrent kernel `(units, units)`, bias
            `(units,)`.

    Example:
        from keras import backend as K
        from keras.layers import Input, SimpleRNN
        outputs = SimpleRNN(4)(Input(shape=(5, 3)))
        assert K.int_shape(outputs)[1:] == (4,)
    """

    def __init__(self, units, activation='tanh', use_bias=True,
                 kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal',
                 bias_initializer='zeros', kernel_regularizer=None, recurrent_regularizer=None,
                 bias_regularizer=None, activity_regularizer=None, kernel_constraint=None,
                 recurrent_constraint=None, bias_constraint=None, dropout=0., recurrent_dropout=0.,
                 return_sequences=False, return_state=False, go_backwards=False, stateful=False,
                 unroll=False, **kwargs):
        cell = SimpleRNNCell(
            units, activation=activation, use_bias=use_bias, kernel_initializer=kernel_initializer,
            recurrent_initializer=recurrent_initializer, bias_initializer=bias_initializer,
            kernel_regularizer=kernel_regularizer, recurrent_regularizer=recurrent_regularizer,
            bias_regularizer=bias_regularizer, kernel_constraint=kernel_constraint,
            recurrent_constraint=recurrent_constraint, bias_constraint=bias_constraint,
            dropout=dropout, recurrent_dropout=recurrent_dropout, **cell_options(kwargs))
        super().__init__(
            cell, activity_regularizer=activity_regularizer, return_sequences=return_sequences,
            return_state=return_state, go_backwards=go_backwards, stateful=stateful,
            unroll=unroll, **kwargs)
