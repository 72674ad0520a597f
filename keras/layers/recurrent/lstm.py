"""The long short-term memory layer."""

from keras.layers.recurrent.cell_layer import CellLayer, cell_options, mirrors_cell
from keras.layers.recurrent.lstm_cell import LSTMCell


@mirrors_cell('recurrent_activation', 'unit_forget_bias', 'implementation')
class LSTM(CellLayer):
    """Long short-term memory; see `LSTMCell` for the formulas.

    Args:
        units: Positive integer, size of the output and of both states.
        activation: Activation of candidate and output. Default 'tanh'; None is the linear one.
        recurrent_activation: Activation of the gates. Default 'sigmoid'.
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
        dropout: Fraction of the inputs to drop in training, the same at all steps. Default 0.
        recurrent_dropout: Fraction of the state to drop likewise, where it enters the gates.
            Default 0.
        implementation: 2 (default) computes all gates at once and drops the same for all of them;
            1 computes and drops for each gate apart.
        return_sequences: Whether the output of every step is returned. Default False: the last.
        return_state: Whether the last states h and c are returned after the output. Default False.
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
            `return_state` a list of it and the states, each `(batch, units)`.
        Weights: kernel `(features, 4 * units)`, recurrent kernel `(units, 4 * units)`, bias
            `(4 * units,)`.

    Example:
        from keras.layers import Dense, Embedding, LSTM
        from keras.models import Sequential
        model = Sequential([Embedding(1000, 8, input_length=20), LSTM(16, dropout=0.2),
                            Dense(1, activation='sigmoid')])
        assert model.output_shape == (None, 1)

    References:
        - Hochreiter and Schmidhuber 1997, Long Short-Term Memory,
          http://www.bioinf.jku.at/publications/older/2604.pdf
        - Gers et al. 2000, Learning to Forget: Continual Prediction with LSTM
        - Gal and Ghahramani 2016, A Theoretically Grounded Application of Dropout in Recurrent
          Neural Networks, https://arxiv.org/abs/1512.05287
    """

    def __init__(self, units, activation='tanh', recurrent_activation='sigmoid', use_bias=True,
                 kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal',
                 bias_initializer='zeros', unit_forget_bias=True, kernel_regularizer=None,
                 recurrent_regularizer=None, bias_regularizer=None, activity_regularizer=None,
                 kernel_constraint=None, recurrent_constraint=None, bias_constraint=None,
                 dropout=0., recurrent_dropout=0., implementation=2, return_sequences=False,
                 return_state=False, go_backwards=False, stateful=False, unroll=False, **kwargs):
        cell = LSTMCell(
            units, activation=activation, recurrent_activation=recurrent_activation,
            use_bias=use_bias, kernel_initializer=kernel_initializer,
            recurrent_initializer=recurrent_initializer, bias_initializer=bias_initializer,
            unit_forget_bias=unit_forget_bias, kernel_regularizer=kernel_regularizer,
            recurrent_regularizer=recurrent_regularizer, bias_regularizer=bias_regularizer,
            kernel_constraint=kernel_constraint, recurrent_constraint=recurrent_constraint,
            bias_constraint=bias_constraint, dropout=dropout, recurrent_dropout=recurrent_dropout,
            implementation=implementation, **cell_options(kwargs))
        super().__init__(
            cell, activity_regularizer=activity_regularizer, return_sequences=return_sequences,
            return_state=return_state, go_backwards=go_backwards, stateful=stateful,
            unroll=unroll, **kwargs)
