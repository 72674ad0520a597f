"""Several cells as one."""

from keras.engine.base_layer import Layer
from keras.layers import nesting
from keras.layers.recurrent import states as state_tools
from keras.utils.functions import has_arg
from keras.utils.registry import serialize_keras_object


class StackedRNNCells(Layer):
    """Several cells as one: the output of each is the input of the next.

    Args:
        cells: List of cells, the first one takes the input.
        **kwargs: Arguments of every layer, and `reverse_state_order` (default False): whether the
            states are listed from the last cell to the first, as Keras 2.2 did.

    Shape:
        Input: One time step, `(batch, features)`, and the list of the states of all cells.
        Output: Output of the last cell, and the list of new states.

    Raises:
        ValueError: If a cell lacks `call` or `state_size`.

    Example:
        from keras.layers import GRUCell, Input, LSTMCell, RNN, StackedRNNCells
        cell = StackedRNNCells([LSTMCell(8), GRUCell(4)])
        assert cell.state_size == (8, 8, 4)
        outputs = RNN(cell)(Input(shape=(5, 3)))
    """

    def __init__(self, cells, **kwargs):
        for cell in cells:
            for name in ('call', 'state_size'):
                if not hasattr(cell, name):
                    raise ValueError('All cells must have `{}`. Received cells: {}.'
                                     .format(name, cells))
        self.reverse_state_order = kwargs.pop('reverse_state_order', False)
        super().__init__(**kwargs)
        self.cells = list(cells)
        self._layers.extend(cell for cell in self.cells if isinstance(cell, Layer))

    @property
    def state_size(self):
        """Tuple of the sizes of the states of all cells."""
        order = self.cells[::-1] if self.reverse_state_order else self.cells
        return tuple(size for cell in order for size in state_tools.as_list(cell.state_size))

    @property
    def output_size(self):
        """Size of the output of the last cell."""
        shape = state_tools.output_shape_of(self.cells[-1])
        return shape[0] if len(shape) == 1 else shape

    def _by_cell(self, states):
        """The flat list of states as one list per cell, in the order of the cells."""
        order = self.cells[::-1] if self.reverse_state_order else self.cells
        parts, states = [], list(states)
        for cell in order:
            count = len(state_tools.as_list(cell.state_size))
            parts.append(states[:count])
            states = states[count:]
        return parts[::-1] if self.reverse_state_order else parts

    def _flat(self, parts):
        """One list per cell as a flat list of states."""
        return [state for part in (parts[::-1] if self.reverse_state_order else parts)
                for state in part]

    def build(self, input_shape):
        constants = []
        if isinstance(input_shape, list) and isinstance(input_shape[0], (tuple, list)):
            input_shape, constants = input_shape[0], list(input_shape[1:])
        for cell in self.cells:
            takes = constants and has_arg(cell.call, 'constants')
            nesting.build_inner(cell, [input_shape] + constants if takes else input_shape)
            input_shape = (input_shape[0],) + state_tools.output_shape_of(cell)
        self.built = True

    def call(self, inputs, states, constants=None, **kwargs):
        new_states = []
        for cell, part in zip(self.cells, self._by_cell(states)):
            accepted = {key: value for key, value in kwargs.items() if has_arg(cell.call, key)}
            if constants is not None and has_arg(cell.call, 'constants'):
                accepted['constants'] = constants
            inputs, part = cell.call(inputs, part, **accepted)
            new_states.append(list(part))
        return inputs, self._flat(new_states)

    def run_fused(self, inputs, states, mask=None, go_backwards=False):
        """Runs the whole sequence through one cell after the other.

        Args:
            inputs: Tensor `(batch, time, features)`.
            states: List of tensors.
            mask: Tensor `(batch, time)` or None.
            go_backwards: Whether to begin at the last step.

        Returns:
            What `K.rnn` returns, or None if one of the cells has no fused loop for it.
        """
        if type(self).call is not StackedRNNCells.call or mask is not None:
            return None
        new_states, last = [], None
        for position, (cell, part) in enumerate(zip(self.cells, self._by_cell(states))):
            fused = getattr(cell, 'run_fused', None)
            result = None if fused is None else fused(
                inputs, part, go_backwards=go_backwards and position == 0)
            if result is None:
                return None
            last, inputs, part = result
            new_states.append(part)
        return last, inputs, self._flat(new_states)

    def get_config(self):
        config = super().get_config()
        config['cells'] = [serialize_keras_object(cell) for cell in self.cells]
        if self.reverse_state_order:
            config['reverse_state_order'] = True
        return config

    @classmethod
    def from_config(cls, config, custom_objects=None, safe_mode=True):
        """Makes the stack from its configuration.

        Args:
            config: What `get_config` returned.
            custom_objects: Dictionary from names to classes of cells of your own.
            safe_mode: Whether bytecode that this process did not write is refused.

        Returns:
            A `StackedRNNCells`.
        """
        config = dict(config)
        cells = [nesting.read_layer(cell, custom_objects, safe_mode)
                 for cell in config.pop('cells')]
        return cls(cells, **config)
