"""What `CuDNNGRU` and `CuDNNLSTM` share."""

from keras import backend as K
from keras.layers.recurrent.cell import RecurrentCell
from keras.layers.recurrent.cell_layer import WEIGHT_OPTIONS, OneCell, mirrors_cell
from keras.layers.recurrent.rnn import RNN


@mirrors_cell('units', 'kernel', 'recurrent_kernel', 'bias', *WEIGHT_OPTIONS)
class _CuDNNRNN(OneCell, RNN):
    """A recurrent layer whose weights are stored as the library cuDNN wants them.

    It computes with the general kernels, so it runs on any machine.

    Args:
        return_sequences: Whether the output of every step is returned.
        return_state: Whether the last states are returned after the output.
        go_backwards: Whether the sequence is read from its end.
        stateful: Whether the last states of a batch are the first ones of the next.
        cell: The cell.
        activity_regularizer: Regularizer of the output, or None.
        **kwargs: Arguments of every layer.
    """

    def __init__(self, return_sequences=False, return_state=False, go_backwards=False,
                 stateful=False, cell=None, activity_regularizer=None, **kwargs):
        super().__init__(cell, activity_regularizer, return_sequences=return_sequences,
                         return_state=return_state, go_backwards=go_backwards, stateful=stateful,
                         **kwargs)

    def call(self, inputs, mask=None, training=None, initial_state=None):
        self.cell.use_weights()
        return super().call(inputs, mask=mask, training=training, initial_state=initial_state)

    def get_config(self):
        config = super().get_config()
        del config['unroll']
        return config


class CuDNNWeights(RecurrentCell):
    """A cell that holds weights in cuDNN's layout and computes with those of another cell.

    In the layout each gate's part of a kernel is a matrix `(units, inputs)` written row by row
    into the place of its transpose, and there are two biases, one of the input and one of the
    state, one after the other.

    Args:
        cell: The cell that computes, without weights.
        options: Dictionary: `kernel_initializer`, ..., `bias_constraint`.
        **kwargs: Arguments of every layer.
    """

    def __init__(self, cell, options, **kwargs):
        super().__init__(cell.units, None, True, 0., 0., options, **kwargs)
        self.__dict__['computing'] = cell       # no part of this layer: it has no variables
        self.gates = cell.gates
        self.state_size = cell.state_size

    def _bias_shape(self):
        return (2 * self.gates * self.units,)

    def use_weights(self):
        """Hands the weights, as tensors, to the cell that computes."""
        cell = self.computing
        cell.kernel = K.concatenate([_transposed(part) for part in self._split(self.kernel)])
        cell.recurrent_kernel = K.concatenate(
            [_transposed(part) for part in self._split(self.recurrent_kernel)])
        cell.bias = self._bias_of(K.reshape(self.bias, (2, self.gates * self.units)))
        cell.built = True

    def _bias_of(self, biases):
        """The bias that the computing cell takes, from the two rows of biases."""
        raise NotImplementedError('{} must define _bias_of(biases).'.format(type(self).__name__))

    def call(self, inputs, states, training=None):
        self.use_weights()
        return self.computing.call(inputs, states, training=training)

    def run_fused(self, inputs, states, mask=None, go_backwards=False):
        """Runs the whole sequence in the engine's fused loop.

        Args:
            inputs: Tensor `(batch, time, features)`.
            states: List of states.
            mask: Tensor `(batch, time)` or None.
            go_backwards: Whether to begin at the last step.

        Returns:
            What `K.rnn` returns, or None if there is no such loop.
        """
        return self.computing.run_fused(inputs, states, mask=mask, go_backwards=go_backwards)

    def get_config(self):
        config = self._cell_config()
        for name in ('activation', 'use_bias', 'dropout', 'recurrent_dropout'):
            del config[name]
        return config


def _transposed(part):
    """The matrix that the memory of `part` holds row by row in the order of its transpose."""
    rows, columns = K.int_shape(part)
    return K.transpose(K.reshape(part, (columns, rows)))
