"""The LSTM layer with the weights of cuDNN."""

from keras.layers.cudnn_recurrent.base import CuDNNWeights, _CuDNNRNN
from keras.layers.recurrent.cell_layer import cell_options, mirrors_cell
from keras.layers.recurrent.lstm_cell import LSTMCell, forget_gate_starts_at_one


@mirrors_cell('unit_forget_bias')
class CuDNNLSTM(_CuDNNRNN):
    """`LSTM` with weights laid out as cuDNN wants them; it runs on any machine.

    It computes what `LSTM` with its default activations does. Files of models that were trained
    with it on a GPU load and give the same results; a new model should use `LSTM`.

    Args:
        units: Positive integer, size of the output and of both states.
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
        return_state: Whether the last states h and c are returned after the output.
        stateful: Whether the last states of a batch are the first ones of the next.
        **kwargs: Arguments of every layer, and `go_backwards`.

    Shape:
        Input: `(batch, time, features)`.
        Output: `(batch, units)`; with `return_sequences` `(batch, time, units)`.
        Weights: kernel `(features, 4 * units)`, recurrent kernel `(units, 4 * units)`, bias
            `(8 * units,)`.

    Example:
        from keras.layers import CuDNNLSTM, Input
        outputs = CuDNNLSTM(4)(Input(shape=(5, 3)))
    """

    def __init__(self, units, kernel_initializer='glorot_uniform',
                 recurrent_initializer='orthogonal', bias_initializer='zeros',
                 unit_forget_bias=True, kernel_regularizer=None, recurrent_regularizer=None,
                 bias_regularizer=None, activity_regularizer=None, kernel_constraint=None,
                 recurrent_constraint=None, bias_constraint=None, return_sequences=False,
                 return_state=False, stateful=False, **kwargs):
        options = dict(
            kernel_initializer=kernel_initializer, recurrent_initializer=recurrent_initializer,
            bias_initializer=bias_initializer, kernel_regularizer=kernel_regularizer,
            recurrent_regularizer=recurrent_regularizer, bias_regularizer=bias_regularizer,
            kernel_constraint=kernel_constraint, recurrent_constraint=recurrent_constraint,
            bias_constraint=bias_constraint)
        cell = _Weights(LSTMCell(units, **cell_options(kwargs)), options, **cell_options(kwargs))
        cell.unit_forget_bias = unit_forget_bias
        super().__init__(
            cell=cell, activity_regularizer=activity_regularizer,
            return_sequences=return_sequences, return_state=return_state, stateful=stateful,
            **kwargs)

    def get_config(self):
        config = super().get_config()
        config['unit_forget_bias'] = self.unit_forget_bias
        return config


class _Weights(CuDNNWeights):
    """The cell with the weights of a `CuDNNLSTM`."""

    def _add_bias(self):
        initializer = self.bias_initializer
        if self.unit_forget_bias:
            initializer = forget_gate_starts_at_one(initializer, self.units, 5, 2)
        return self.add_weight('bias', self._bias_shape(), initializer=initializer,
                               regularizer=self.bias_regularizer,
                               constraint=self.bias_constraint)

    def _bias_of(self, biases):
        return biases[0] + biases[1]
