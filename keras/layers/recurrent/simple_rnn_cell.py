"""The cell of `SimpleRNN`."""

from keras import backend as K
from keras.layers.recurrent.cell import RecurrentCell
from keras.layers.recurrent.dropout import masked


class SimpleRNNCell(RecurrentCell):
    """One step of a fully connected recurrence: `activation(x @ kernel + h @ recurrent + bias)`.

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
        kernel_constraint: Constraint on the kernel, or None.
        recurrent_constraint: Constraint on the recurrent kernel, or None.
        bias_constraint: Constraint on the bias, or None.
        dropout: Fraction of the inputs to drop in training, the same at all steps. Default 0.
        recurrent_dropout: Fraction of the state to drop likewise. Default 0.
        **kwargs: Arguments of every layer.

    Shape:
        Input: One time step, `(batch, features)`, and a list with the state `(batch, units)`.
        Output: `(batch, units)`, and the list of the new state.

    Example:
        from keras.layers import Input, RNN, SimpleRNNCell
        outputs = RNN(SimpleRNNCell(4))(Input(shape=(5, 3)))
    """

    def __init__(self, units, activation='tanh', use_bias=True,
                 kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal',
                 bias_initializer='zeros', kernel_regularizer=None, recurrent_regularizer=None,
                 bias_regularizer=None, kernel_constraint=None, recurrent_constraint=None,
                 bias_constraint=None, dropout=0., recurrent_dropout=0., **kwargs):
        options = dict(
            kernel_initializer=kernel_initializer, recurrent_initializer=recurrent_initializer,
            bias_initializer=bias_initializer, kernel_regularizer=kernel_regularizer,
            recurrent_regularizer=recurrent_regularizer, bias_regularizer=bias_regularizer,
            kernel_constraint=kernel_constraint, recurrent_constraint=recurrent_constraint,
            bias_constraint=bias_constraint)
        super().__init__(units, activation, use_bias, dropout, recurrent_dropout, options,
                         **kwargs)

    def call(self, inputs, states, training=None):
        x = masked(inputs, self.input_masks(inputs, training))
        state = masked(states[0], self.state_masks(states[0], training))
        output = K.dot(x, self.kernel) + K.dot(state, self.recurrent_kernel)
        if self.use_bias:
            output = K.bias_add(output, self.bias, data_format='channels_last')
        output = self._mark(self.activation(output), training)
        return output, [output]

    def get_config(self):
        return self._cell_config()
