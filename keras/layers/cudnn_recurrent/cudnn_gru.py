"""The GRU layer with the weights of cuDNN."""

from keras.layers.cudnn_recurrent.base import CuDNNWeights, _CuDNNRNN
from keras.layers.recurrent.cell_layer import cell_options
from keras.layers.recurrent.gru_cell import GRUCell


class CuDNNGRU(_CuDNNRNN):
    """`GRU` with weights laid out as cuDNN wants them; it runs on any machine.

    It computes what `GRU(reset_after=True)` with its default activations does. Files of models
    that were trained with it on a GPU load and give the same results; a new model should use
    `GRU`.

    Args:
        units: Positive integer, size of the output and of the state.
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
        return_sequences: Whether the output of every step is returned. Default False: the last.
        return_state: Whether the last state is returned after the output.
        stateful: Whether the last state of a batch is the first one of the next.
        **kwargs: Arguments of every layer, and `go_backwards`.

    Shape:
        Input: `(batch, time, features)`.
        Output: `(batch, units)`; with `return_sequences` `(batch, time, units)`.
        Weights: kernel `(features, 3 * units)`, recurrent kernel `(units, 3 * units)`, bias
            `(6 * units,)`.

    Example:
        from keras.layers import CuDNNGRU, Input
        outputs = CuDNNGRU(4)(Input(shape=(5, 3)))
    """

    def __init__(self, units, kernel_initializer='glorot_uniform',
                 recurrent_initializer='orthogonal', bias_initializer='zeros',
                 kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None,
                 activity_regularizer=None, kernel_constraint=None, recurrent_constraint=None,
                 bias_constraint=None, return_sequences=False, return_state=False,
                 stateful=False, **kwargs):
        options = dict(
            kernel_initializer=kernel_initializer, recurrent_initializer=recurrent_initializer,
            bias_initializer=bias_initializer, kernel_regularizer=kernel_regularizer,
            recurrent_regularizer=recurrent_regularizer, bias_regularizer=bias_regularizer,
            kernel_constraint=kernel_constraint, recurrent_constraint=recurrent_constraint,
            bias_constraint=bias_constraint)
        cell = _Weights(GRUCell(units, reset_after=True, **cell_options(kwargs)), options,
                        **cell_options(kwargs))
        super().__init__(
            cell=cell, activity_regularizer=activity_regularizer,
            return_sequences=return_sequences, return_state=return_state, stateful=stateful,
            **kwargs)


class _Weights(CuDNNWeights):
    """The cell with the weights of a `CuDNNGRU`."""

    def _bias_of(self, biases):
        return biases
