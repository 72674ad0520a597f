"""States of recurrent layers: their sizes, their zeros, and how a call is given them."""

from keras import backend as K


def as_list(state_size):
    """The sizes of all states: one number (or None) is one state, a tuple or list several."""
    return list(state_size) if isinstance(state_size, (tuple, list)) else [state_size]


def state_shape(size):
    """Shape of one state without the batch axis, from a number or a tuple of numbers."""
    return tuple(size) if isinstance(size, (tuple, list)) else (size,)


def output_shape_of(cell):
    """Shape of the output of a cell without the batch axis: `output_size`, else its first state."""
    size = getattr(cell, 'output_size', None)
    return state_shape(as_list(cell.state_size)[0] if size is None else size)


def batch_column(inputs, dtype):
    """Zeros of shape (batch, 1) for a sequence (batch, time, ...)."""
    first = K.zeros_like(inputs[:, 0], dtype=dtype)
    return K.sum(K.batch_flatten(first) if K.ndim(first) > 2 else first, axis=1, keepdims=True)


def zero_state(column, size):
    """Zeros of one state.

    Args:
        column: Tensor (batch, 1), see `batch_column`.
        size: Number, or tuple of numbers: the shape without the batch axis.

    Returns:
        Tensor (batch,) + shape.
    """
    shape = state_shape(size)
    for _ in shape[1:]:
        column = K.expand_dims(column, -1)
    return K.tile(column, (1,) + shape)


def standardize_args(inputs, initial_state, constants, num_constants):
    """Sorts what a recurrent layer was called with.

    Args:
        inputs: The sequence, or a list `[sequence, states..., constants...]`.
        initial_state: Tensor, list of tensors, or None.
        constants: Tensor, list of tensors, or None.
        num_constants: How many constants a list of inputs ends with, or None.

    Returns:
        Tuple `(inputs, initial_state, constants)`, the last two lists or None.

    Raises:
        ValueError: If states or constants are given both in the list and by keyword.
    """
    if isinstance(inputs, (list, tuple)):
        if initial_state is not None or constants is not None:
            raise ValueError(
                'A recurrent layer was called on a list of {} tensors and given {} by keyword '
                'as well. Give initial states and constants either in the list, or by keyword.'
                .format(len(inputs), 'initial_state' if constants is None else 'constants'))
        rest = list(inputs[1:])
        first_constant = len(rest) - (num_constants or 0)
        initial_state, constants = rest[:first_constant], rest[first_constant:]
        inputs = inputs[0]
    return inputs, _list_or_none(initial_state), _list_or_none(constants)


def _list_or_none(x):
    """A list of tensors; None for none of them."""
    if x is None or (isinstance(x, (list, tuple)) and not x):
        return None
    return list(x) if isinstance(x, (list, tuple)) else [x]
