"""States of recurrent layers: their sizes, their zeros, and how a call is given them."""

from keras import backend as K
from keras.layers import nesting
from keras.utils.generic_utils import to_list


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


def call_with(layer, call, inputs, initial_state, constants, kwargs):
    """Calls a layer with what `standardize_args` sorted.

    States and constants that come from layers are inputs of the layer, so that the graph of layers
    knows of them; others are arguments.

    Args:
        layer: The layer.
        call: Its call without them: `call(inputs, **kwargs)`.
        inputs: The sequence.
        initial_state: List of tensors, or None.
        constants: List of tensors, or None.
        kwargs: Dictionary of further arguments of the call.

    Returns:
        What the call returns.

    Raises:
        ValueError: If only some of the tensors come from layers.
    """
    given = (initial_state or []) + (constants or [])
    if not given:
        return call(inputs, **kwargs)
    made_by_layers = [nesting.is_keras_tensor(x) for x in given]
    if any(made_by_layers) and not all(made_by_layers):
        raise ValueError(
            'The initial states and constants of the recurrent layer {!r} must either all be '
            'outputs of layers, or none of them. Received: {}. Wrap the others in '
            '`Input(tensor=...)`.'.format(layer.name, given))
    if not made_by_layers[0]:
        arguments = {'initial_state': initial_state, 'constants': constants}
        kwargs.update((name, value) for name, value in arguments.items() if value is not None)
        return call(inputs, **kwargs)
    layer.input_spec = to_list(layer.input_spec)[:1] + [None] * len(given)
    try:
        return call([inputs] + given, **kwargs)
    finally:
        layer.input_spec = layer.input_spec[:1]         # building may have changed the first one
