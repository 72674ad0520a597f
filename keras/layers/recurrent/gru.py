"""The layer of gated recurrent units."""

from keras.layers.recurrent.cell_layer import CellLayer, cell_options, mirrors_cell
from keras.layers.recurrent.gru_cell import GRUCell


@mirrors_cell('recurrent_activation', 'implementation', 'reset_after')
class GRU(CellLayer):
    """Gated recurrent unit; see `GRUCell` for the formulas.

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
        return_state: Whether the last state is returned after the output. Default False.
        go_backwards: Whether the sequence is read from its end; outputs are in that order.
        stateful: Whether the last states of a batch are the first ones of the next. Needs a known
            batch size. Default False.
        unroll: Whether the loop becomes one copy of the cell per time step; needs a known number
            of steps. Default False.
        reset_after: Whether the reset gate acts on the state after the recurrent kernel, with a
            bias of its own (as GPUs compute it), or before (default False).
        **kwargs: Arguments of every layer, and `input_dim` and `input_length`, the entries of
            `input_shape`.

    Shape:
        Input: `(batch, time, features)`; a mask `(batch, time)` is obeyed.
        Output: `(batch, units)`; with `return_sequences` `(batch, time, units)`; with
            `return_state` a list of it and the state `(batch, units)`.
        Weights: kernel `(features, 3 * units)`, recurrent kernel `(units, 3 * units)`, bias
            `(3 * units,)` or, with `reset_after`, `(2, 3 * units)`.

    Example:
        from keras import backend as K
        from keras.layers import GRU, Input
        outputs, state = GRU(4, return_state=True)(Input(shape=(5, 3)))
        assert K.int_shape(state)[1:] == (4,)

    References:
        - Cho et al. 2014, On the Properties of Neural Machine Translation: Encoder-Decoder
          Approaches, https://arxiv.org/abs/1409.1259
        - Chung et al. 2014, Empirical Evaluation of Gated Recurrent Neural Networks on Sequence
          Modeling, https://arxiv.org/abs/1412.3555
    """

    def __init__(self, units, activation='tanh', recurrent_activation='sigmoid', use_bias=True,
                 kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal',
                 bias_initializer='zeros', kernel_regularizer=None, recurrent_regularizer=None,
                 bias_regularizer=None, activity_regularizer=None, kernel_constraint=None,
                 recurrent_constraint=None, bias_constraint=None, dropout=0., recurrent_dropout=0.,
                 implementation=2, return_sequences=False, return_state=False, go_backwards=False,
                 stateful=False, unroll=False, reset_after=False, **kwargs):
        cell = GRUCell(
            units, activation=activation, recurrent_activation=recurrent_activation,
            use_bias=use_bias, kernel_initializer=kernel_initializer,
            recurrent_initializer=recurrent_initializer, bias_initializer=bias_initializer,
            kernel_regularizer=kernel_regularizer, recurrent_regularizer=recurrent_regularizer,
            bias_regularizer=bias_regularizer, kernel_constraint=kernel_constraint,
            recurrent_constraint=recurrent_constraint, bias_constraint=bias_constraint,
            dropout=dropout, recurrent_dropout=recurrent_dropout, implementation=implementation,
            reset_after=reset_after, **cell_options(kwargs))
        super().__init__(
            cell, activity_regularizer=activity_regularizer, return_sequences=return_sequences,
            return_state=return_state, go_backwards=go_backwards, stateful=stateful,
            unroll=unroll, **kwargs)
