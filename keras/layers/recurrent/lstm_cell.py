"""The cell of `LSTM`."""

from keras import activations
from keras import backend as K
from keras import initializers
from keras.layers.recurrent.cell import RecurrentCell, gate, known_implementation
from keras.layers.recurrent.dropout import masked
from keras.utils.functions import has_arg


class LSTMCell(RecurrentCell):
    """One step of a long short-term memory.

    With the gates i (input), f (forget), c (candidate), o (output), in this order in all weights:
    `c = f * c + i * activation(z_c)` and `h = o * activation(c)`.

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
        kernel_constraint: Constraint on the kernel, or None.
        recurrent_constraint: Constraint on the recurrent kernel, or None.
        bias_constraint: Constraint on the bias, or None.
        dropout: Fraction of the inputs to drop in training, the same at all steps. Default 0.
        recurrent_dropout: Fraction of the state h to drop likewise, where it enters the gates.
            Default 0.
        implementation: 2 (default) computes all gates at once and drops the same for all of them;
            1 computes and drops for each gate apart.
        **kwargs: Arguments of every layer.

    Shape:
        Input: One time step, `(batch, features)`, and the list of the states h and c, each
            `(batch, units)`.
        Output: h `(batch, units)`, and the list of the new states.

    Example:
        from keras.layers import Input, LSTMCell, RNN
        outputs = RNN(LSTMCell(4))(Input(shape=(5, 3)))
    """

    gates = 4
    kernel_i, kernel_f, kernel_c, kernel_o = (gate('kernel', index) for index in range(4))
    (recurrent_kernel_i, recurrent_kernel_f, recurrent_kernel_c,
     recurrent_kernel_o) = (gate('recurrent_kernel', index) for index in range(4))
    bias_i, bias_f, bias_c, bias_o = (gate('bias', index) for index in range(4))

    def __init__(self, units, activation='tanh', recurrent_activation='sigmoid', use_bias=True,
                 kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal',
                 bias_initializer='zeros', unit_forget_bias=True, kernel_regularizer=None,
                 recurrent_regularizer=None, bias_regularizer=None, kernel_constraint=None,
                 recurrent_constraint=None, bias_constraint=None, dropout=0.,
                 recurrent_dropout=0., implementation=2, **kwargs):
        options = dict(
            kernel_initializer=kernel_initializer, recurrent_initializer=recurrent_initializer,
            bias_initializer=bias_initializer, kernel_regularizer=kernel_regularizer,
            recurrent_regularizer=recurrent_regularizer, bias_regularizer=bias_regularizer,
            kernel_constraint=kernel_constraint, recurrent_constraint=recurrent_constraint,
            bias_constraint=bias_constraint)
        super().__init__(units, activation, use_bias, dropout, recurrent_dropout, options,
                         **kwargs)
        self.recurrent_activation = activations.get(recurrent_activation)
        self.unit_forget_bias = unit_forget_bias
        self.implementation = known_implementation(implementation)
        self.mask_count = 4 if self.implementation == 1 else 1
        self.state_size = (self.units, self.units)

    def _add_bias(self):
        initializer = self.bias_initializer
        if self.unit_forget_bias:
            initializer = forget_gate_starts_at_one(initializer, self.units)
        return self.add_weight('bias', self._bias_shape(), initializer=initializer,
                               regularizer=self.bias_regularizer,
                               constraint=self.bias_constraint)

    def call(self, inputs, states, training=None):
        hidden, carry = states
        input_masks = self.input_masks(inputs, training)
        state_masks = self.state_masks(hidden, training)
        if self.implementation == 2:
            z = (K.dot(masked(inputs, input_masks), self.kernel)
                 + K.dot(masked(hidden, state_masks), self.recurrent_kernel))
            if self.use_bias:
                z = K.bias_add(z, self.bias, data_format='channels_last')
            z_i, z_f, z_c, z_o = self._split(z)
        else:
            z_i, z_f, z_c, z_o = [
                self._gate(masked(inputs, input_masks, index), masked(hidden, state_masks, index),
                           index) for index in range(4)]
        carry = (self.recurrent_activation(z_f) * carry
                 + self.recurrent_activation(z_i) * self.activation(z_c))
        hidden = self.recurrent_activation(z_o) * self.activation(carry)
        return self._mark(hidden, training), [hidden, carry]

    def _gate(self, inputs, hidden, index):
        """One gate before its activation."""
        part = slice(index * self.units, (index + 1) * self.units)
        z = (K.dot(inputs, self.kernel[:, part])
             + K.dot(hidden, self.recurrent_kernel[:, part]))
        return K.bias_add(z, self.bias[part], data_format='channels_last') if self.use_bias else z

    def run_fused(self, inputs, states, mask=None, go_backwards=False):
        """Runs the whole sequence in the engine's fused loop.

        Args:
            inputs: Tensor `(batch, time, features)`.
            states: The states h and c.
            mask: Tensor `(batch, time)` or None.
            go_backwards: Whether to begin at the last step.

        Returns:
            What `K.rnn` returns, or None if there is no such loop for this cell.
        """
        if type(self).call is not LSTMCell.call or not hasattr(K, 'fused_lstm'):
            return None
        arguments = self._fused_arguments(inputs, mask, go_backwards)
        if arguments is None:
            return None
        return self._mark_fused(K.fused_lstm(initial_states=states, **arguments))

    def get_config(self):
        config = self._cell_config('unit_forget_bias', 'implementation')
        config['recurrent_activation'] = activations.serialize(self.recurrent_activation)
        return config


def forget_gate_starts_at_one(initializer, units, gates_before=1, gates_after=2):
    """An initializer of a bias whose part for the forget gate is 1.

    Args:
        initializer: Initializer of the other parts.
        units: Size of one part.
        gates_before: Number of parts before it.
        gates_after: Number of parts after it.

    Returns:
        A function of a shape and a dtype.
    """
    def parts(shape, dtype=None):
        kwargs = {'dtype': dtype} if has_arg(initializer.__call__, 'dtype') else {}
        return K.concatenate([initializer((gates_before * units,), **kwargs),
                              initializers.Ones()((units,), dtype=dtype),
                              initializer((gates_after * units,), **kwargs)])
    return parts
