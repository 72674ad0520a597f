"""The cell of `GRU`."""

from keras import activations
from keras import backend as K
from keras.layers.recurrent.cell import RecurrentCell, gate, known_implementation
from keras.layers.recurrent.dropout import masked


class GRUCell(RecurrentCell):
    """One step of a gated recurrent unit.

    With the gates z (update), r (reset), h (candidate), in this order in all weights, the new
    state is `z * h + (1 - z) * candidate`.

    Args:
        units: Positive integer, size of the output and of the state.
        activation: Activation of the candidate. Default 'tanh'; None is the linear one.
        recurrent_activation: Activation of the gates. Default 'sigmoid'.
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
        recurrent_dropout: Fraction of the state to drop likewise, where it enters the gates (what
            the update gate keeps of the state is not dropped). Default 0.
        implementation: 2 (default) computes all gates at once and drops the same for all of them;
            1 computes and drops for each gate apart.
        reset_after: Whether the reset gate acts on the state after the recurrent kernel, with a
            bias of its own (as GPUs compute it), or before (default False).
        **kwargs: Arguments of every layer.

    Shape:
        Input: One time step, `(batch, features)`, and a list with the state `(batch, units)`.
        Output: `(batch, units)`, and the list of the new state.

    Example:
        from keras.layers import GRUCell, Input, RNN
        outputs = RNN(GRUCell(4, reset_after=True))(Input(shape=(5, 3)))
    """

    gates = 3
    kernel_z, kernel_r, kernel_h = (gate('kernel', index) for index in range(3))
    recurrent_kernel_z, recurrent_kernel_r, recurrent_kernel_h = (
        gate('recurrent_kernel', index) for index in range(3))
    input_bias_z, input_bias_r, input_bias_h = (gate('input_bias', index) for index in range(3))

    def __init__(self, units, activation='tanh', recurrent_activation='sigmoid', use_bias=True,
                 kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal',
                 bias_initializer='zeros', kernel_regularizer=None, recurrent_regularizer=None,
                 bias_regularizer=None, kernel_constraint=None, recurrent_constraint=None,
                 bias_constraint=None, dropout=0., recurrent_dropout=0., implementation=2,
                 reset_after=False, **kwargs):
        options = dict(
            kernel_initializer=kernel_initializer, recurrent_initializer=recurrent_initializer,
            bias_initializer=bias_initializer, kernel_regularizer=kernel_regularizer,
            recurrent_regularizer=recurrent_regularizer, bias_regularizer=bias_regularizer,
            kernel_constraint=kernel_constraint, recurrent_constraint=recurrent_constraint,
            bias_constraint=bias_constraint)
        super().__init__(units, activation, use_bias, dropout, recurrent_dropout, options,
                         **kwargs)
        self.recurrent_activation = activations.get(recurrent_activation)
        self.implementation = known_implementation(implementation)
        self.mask_count = 3 if self.implementation == 1 else 1
        self.reset_after = reset_after

    def _bias_shape(self):
        return (2, 3 * self.units) if self.reset_after else (3 * self.units,)

    @property
    def input_bias(self):
        """Bias of the input's part of the gates `(3 * units,)`, or None."""
        return self.bias[0] if self.use_bias and self.reset_after else self.bias

    @property
    def recurrent_bias(self):
        """Bias of the state's part of the gates `(3 * units,)`; None without `reset_after`."""
        return self.bias[1] if self.use_bias and self.reset_after else None

    def call(self, inputs, states, training=None):
        state = states[0]
        x = self._product(inputs, self.input_masks(inputs, training), self.kernel, self.input_bias)
        state_masks = self.state_masks(state, training)
        if self.reset_after:
            h = self._product(state, state_masks, self.recurrent_kernel, self.recurrent_bias)
        else:
            h = self._product(state, state_masks, self.recurrent_kernel[:, :2 * self.units], None)
        update = self.recurrent_activation(x[0] + h[0])
        reset = self.recurrent_activation(x[1] + h[1])
        if self.reset_after:
            candidate = x[2] + reset * h[2]
        else:
            candidate = x[2] + K.dot(reset * masked(state, state_masks, 2),
                                     self.recurrent_kernel[:, 2 * self.units:])
        state = update * state + (1 - update) * self.activation(candidate)
        return self._mark(state, training), [state]

    def _product(self, x, masks, kernel, bias):
        """`x @ kernel + bias` as a list of the parts of the gates; a mask for each, or for all."""
        if masks is None or len(masks) == 1:
            product = K.dot(masked(x, masks), kernel)
            if bias is not None:
                product = K.bias_add(product, bias, data_format='channels_last')
            return self._split(product)
        products = [K.dot(masked(x, masks, index), part)
                    for index, part in enumerate(self._split(kernel))]
        if bias is None:
            return products
        return [K.bias_add(product, part, data_format='channels_last')
                for product, part in zip(products, self._split(bias))]

    def run_fused(self, inputs, states, mask=None, go_backwards=False):
        """Runs the whole sequence in the engine's fused loop.

        Args:
            inputs: Tensor `(batch, time, features)`.
            states: List with the state.
            mask: Tensor `(batch, time)` or None.
            go_backwards: Whether to begin at the last step.

        Returns:
            What `K.rnn` returns, or None if there is no such loop for this cell.
        """
        if type(self).call is not GRUCell.call or not hasattr(K, 'fused_gru'):
            return None
        arguments = self._fused_arguments(inputs, mask, go_backwards)
        if arguments is None:
            return None
        return self._mark_fused(
            K.fused_gru(initial_states=states, reset_after=self.reset_after, **arguments))

    def get_config(self):
        config = self._cell_config('implementation', 'reset_after')
        config['recurrent_activation'] = activations.serialize(self.recurrent_activation)
        return config
