"""Contract of the room `recurrent`: loops over time and over the first axis."""

from keras.backend.contract.declare import op


@op
def rnn(step_function, inputs, initial_states, go_backwards=False, mask=None, constants=None,
        unroll=False, input_length=None):
    """Runs a function over the time steps of a batch.

    Args:
        step_function: function `(input, states) -> (output, new_states)`. `input` is one time
            step, (samples, ...); `states` is a list: the states, then the constants; `output` is
            (samples, ...); `new_states` is a list like the initial states, of the same shapes.
        inputs: tensor (samples, time, ...), at least one time step.
        initial_states: list of tensors, each with the axis of the samples (lists inside it are
            kept as they are).
        go_backwards: bool, True to begin at the last time step. The outputs are in the order of
            the steps.
        mask: tensor (samples, time) or (samples, time, 1), bool or number. A step that is 0 leaves
            the states as they are and repeats the output before it, zeros at first.
        constants: list of tensors that every step is given after the states.
        unroll: bool, True for one copy of the step per time step instead of a loop: faster for
            short sequences; it needs a known number of time steps.
        input_length: int, number of time steps where `inputs` does not say.

    Returns:
        Tuple `(last_output, outputs, new_states)`: (samples, ...), (samples, time, ...), and the
        states after the last step.

    Raises:
        ValueError: fewer than 2 dimensions, no time step, `unroll` with an unknown length, or
            states whose number or shape the step function changes.

    Example:
        from keras import backend as K
        x = K.variable([[[1.], [2.], [3.]]])
        last, outputs, states = K.rnn(
            lambda now, states: (now + states[0], [now + states[0]]), x, [K.variable([[0.]])])
        assert K.eval(last)[0, 0] == 6.
    """


@op
def map_fn(fn, elems, name=None, dtype=None):
    """Applies a function to each part of a tensor along its first axis.

    Args:
        fn: function of one part.
        elems: tensor.
        name: str or None.
        dtype: dtype of the result, if it is not that of `elems`.

    Returns:
        Tensor, the results stacked.
    """


@op
def foldl(fn, elems, initializer=None, name=None):
    """Combines the parts of a tensor along its first axis, from the first to the last.

    Args:
        fn: function `(accumulated, part) -> accumulated`.
        elems: tensor.
        initializer: tensor to begin with; None for the first part.
        name: str or None.

    Returns:
        Tensor of the shape of one part (or of `initializer`).
    """


@op
def foldr(fn, elems, initializer=None, name=None):
    """Combines the parts of a tensor along its first axis, from the last to the first.

    Args:
        fn: function `(accumulated, part) -> accumulated`.
        elems: tensor.
        initializer: tensor to begin with; None for the last part.
        name: str or None.

    Returns:
        Tensor of the shape of one part (or of `initializer`).
    """


@op(optional=True)
def fused_lstm(inputs, kernel, recurrent_kernel, bias, initial_states, go_backwards=False,
               mask=None, recurrent_mask=None, activation='tanh', recurrent_activation='sigmoid'):
    """Runs an LSTM over all time steps of a batch, faster than `rnn` does with its cell.

    The gates are i, f, c, o, in this order along the last axis of the weights; the new carry is
    `f * carry + i * activation(c)`, the output `o * activation(carry)`.

    Args:
        inputs: tensor (samples, time, features), at least one time step.
        kernel: tensor or variable (features, 4 * units).
        recurrent_kernel: tensor or variable (units, 4 * units).
        bias: tensor or variable (4 * units,), or None.
        initial_states: list of two tensors (samples, units): output and carry.
        go_backwards: bool, True to begin at the last time step.
        mask: tensor (samples, time), with the meaning it has in `rnn`; or None.
        recurrent_mask: tensor (samples, units) that the state is multiplied with at every step
            where it enters the gates, or None.
        activation: 'linear', 'relu', 'tanh', 'sigmoid' or 'hard_sigmoid', of candidate and output.
        recurrent_activation: one of them, of the gates.

    Returns:
        Tuple `(last_output, outputs, states)` as of `rnn`.

    Raises:
        ValueError: no time step, or an unknown activation.
    """


@op(optional=True)
def fused_gru(inputs, kernel, recurrent_kernel, bias, initial_states, go_backwards=False,
              mask=None, recurrent_mask=None, activation='tanh', recurrent_activation='sigmoid',
              reset_after=False):
    """Runs a GRU over all time steps of a batch, faster than `rnn` does with its cell.

    The gates are z, r, h, in this order along the last axis of the weights; the new state is
    `z * state + (1 - z) * activation(h)`.

    Args:
        inputs: tensor (samples, time, features), at least one time step.
        kernel: tensor or variable (features, 3 * units).
        recurrent_kernel: tensor or variable (units, 3 * units).
        bias: tensor or variable (3 * units,), or (2, 3 * units) with `reset_after`; or None.
        initial_states: list with one tensor (samples, units).
        go_backwards: bool, True to begin at the last time step.
        mask: tensor (samples, time), with the meaning it has in `rnn`; or None.
        recurrent_mask: tensor (samples, units) that the state is multiplied with at every step
            where it enters the gates, or None.
        activation: 'linear', 'relu', 'tanh', 'sigmoid' or 'hard_sigmoid', of the candidate.
        recurrent_activation: one of them, of the gates.
        reset_after: bool, True for a reset gate that acts after the product with the recurrent
            kernel, False for one that acts on the state before it.

    Returns:
        Tuple `(last_output, outputs, states)` as of `rnn`.

    Raises:
        ValueError: no time step, or an unknown activation.
    """
