"""The layer that runs a cell over the time steps of a sequence."""

import numpy as np

from keras import backend as K
from keras.engine.base_layer import InputSpec, Layer
from keras.layers import nesting
from keras.layers.recurrent import dropout
from keras.layers.recurrent import states as state_tools
from keras.layers.recurrent.stacked_cells import StackedRNNCells
from keras.utils.functions import has_arg
from keras.utils.registry import serialize_keras_object


class RNN(Layer):
    """Runs a cell over the time steps of a sequence.

    A cell is an object (best a `Layer`) with `call(inputs, states)`, which takes one time step
    and the list of states and returns `(output, new_states)`, and with `state_size`: an integer,
    or a list of them for several states (an entry may be a tuple: a state of several axes). It
    may have `output_size` (default: the first state size), `build(input_shape)`, arguments
    `training` and `constants` of `call`, and `get_config`.

    Initial states are given by `layer(x, initial_state=[...])` (tensors of layers or others);
    `constants=[...]` are passed to every step of a cell whose `call` has that argument. The
    states of a stateful layer are set by `reset_states()` to zero or to arrays.

    Args:
        cell: A cell, or a list of cells, which are stacked.
        return_sequences: Whether the output of every step is returned. Default False: the last.
        return_state: Whether the last states are returned after the output. Default False.
        go_backwards: Whether the sequence is read from its end; outputs are in that order.
        stateful: Whether the last states of a batch are the first ones of the next. Sample i of
            a batch continues sample i of the one before. Needs a known batch size. Default False.
        unroll: Whether the loop becomes one copy of the cell per time step: faster for short
            sequences, takes more memory, needs a known number of steps. Default False.
        **kwargs: Arguments of every layer, and `input_dim` and `input_length`, the entries of
            `input_shape`.

    Shape:
        Input: `(batch, time, features)`; a mask `(batch, time)` is obeyed: a masked step leaves
            states and output as they are.
        Output: `(batch, output_size)`; with `return_sequences` `(batch, time, output_size)`. With
            `return_state` a list: output, then states `(batch, state_size)`.

    Raises:
        ValueError: If the cell lacks `call` or `state_size`; in a call if states or constants do
            not fit the cell.

    Example:
        from keras import backend as K
        from keras.layers import Input, LSTMCell, RNN
        sequence = Input(shape=(10, 8))
        outputs = RNN([LSTMCell(16), LSTMCell(4)], return_sequences=True)(sequence)
        assert K.int_shape(outputs)[1:] == (10, 4)
    """

    _carries_states = True

    def __init__(self, cell, return_sequences=False, return_state=False, go_backwards=False,
                 stateful=False, unroll=False, **kwargs):
        cell = StackedRNNCells(list(cell)) if isinstance(cell, (list, tuple)) else cell
        _check_cell(cell)
        _accept_input_sizes(kwargs)
        super().__init__(**kwargs)
        self.cell = cell
        self.return_sequences = return_sequences
        self.return_state = return_state
        self.go_backwards = go_backwards
        self.stateful = stateful
        self.unroll = unroll
        self.supports_masking = True
        self.input_spec = [InputSpec(ndim=3)]
        self.state_spec = None
        self._states = None
        self._num_constants = None

    # states

    @property
    def states(self):
        """List of the state variables of a stateful layer; one None per state without them."""
        if self._states is None:
            return [None] * len(state_tools.as_list(self.cell.state_size))
        return self._states

    @states.setter
    def states(self, states):
        self._states = states

    def _state_shapes(self, input_shape):
        """Shapes of the states without the batch axis, for a shape of the input sequence."""
        return [state_tools.state_shape(size)
                for size in state_tools.as_list(self.cell.state_size)]

    def get_initial_state(self, inputs):
        """Zeros for all states.

        Args:
            inputs: Tensor `(batch, time, ...)`, for the batch size.

        Returns:
            List of tensors.
        """
        column = state_tools.batch_column(inputs, self.dtype)
        return [state_tools.zero_state(column, size)
                for size in state_tools.as_list(self.cell.state_size)]

    def reset_states(self, states=None):
        """Sets the states of a stateful layer.

        Args:
            states: Array or list of arrays, one per state with the batch axis. Default None: 0.

        Raises:
            AttributeError: If the layer is not stateful.
            ValueError: If the batch size is not known, or the arrays do not fit.
        """
        if not self.stateful:
            raise AttributeError('Layer must be stateful: {!r} keeps no states. Make it with '
                                 'stateful=True.'.format(self.name))
        input_shape = self.input_spec[0].shape
        batch = input_shape[0] if input_shape else None
        if not batch:
            raise ValueError(
                'If a RNN is stateful, it needs to know its batch size; layer {!r} does not. '
                'Specify the batch size of the input: `batch_input_shape=(batch, time, ...)` in '
                'the first layer of a Sequential model, `Input(batch_shape=...)` otherwise.'
                .format(self.name))
        shapes = [(batch,) + shape for shape in self._state_shapes(input_shape)]
        if self._states is None:
            self._states = [K.zeros(shape, dtype=self.dtype) for shape in shapes]
        values = [np.zeros(shape) for shape in shapes]
        if states is not None:
            values = list(states) if isinstance(states, (list, tuple)) else [states]
        found = [np.shape(value) for value in values]
        if found != shapes:
            raise ValueError('Layer {!r} has {} state(s) of the shapes {}, but reset_states() '
                             'received arrays of the shapes {}.'.format(
                                 self.name, len(shapes), shapes, found))
        K.batch_set_value(list(zip(self._states, values)))

    # building and calling

    def build(self, input_shape):
        constants = []
        if _is_several(input_shape):
            if self._num_constants:
                constants = list(input_shape[-self._num_constants:])
            input_shape = input_shape[0]
        input_shape = tuple(input_shape)
        self._set_input_spec(input_shape)
        step = (input_shape[0],) + input_shape[2:]
        nesting.build_inner(self.cell, [step] + constants if constants else step)
        self.state_spec = [InputSpec(shape=(None,) + shape)
                           for shape in self._state_shapes(input_shape)]
        if self.stateful:
            self.reset_states()
        self.built = True

    def _set_input_spec(self, input_shape):
        """From now on inputs of other sizes are refused."""
        batch = input_shape[0] if self.stateful else None
        self.input_spec = ([InputSpec(shape=(batch, None) + input_shape[2:])]
                           + self.input_spec[1:])

    def __call__(self, inputs, initial_state=None, constants=None, **kwargs):
        """Apply the layer.

        Args:
            inputs: Tensor `(batch, time, ...)`, or a list of it, initial states and constants.
            initial_state: Tensor or list of tensors, one per state; default: zeros, or what a
                stateful layer kept.
            constants: Tensor or list of tensors that every step is given.
            **kwargs: `mask`, `training`.

        Returns:
            Tensor, or list of tensors with `return_state`.

        Raises:
            ValueError: If states or constants do not fit.
        """
        inputs, initial_state, constants = state_tools.standardize_args(
            inputs, initial_state, constants, self._num_constants)
        if constants and not has_arg(self.cell.call, 'constants'):
            raise ValueError('The cell {!r} does not take constants: its `call` has no argument '
                             '`constants`. Received: {}.'.format(self.cell, constants))
        if constants is not None:
            self._num_constants = len(constants)
        return state_tools.call_with(self, super().__call__, inputs, initial_state, constants,
                                     kwargs)

    def call(self, inputs, mask=None, training=None, initial_state=None, constants=None):
        full_inputs = inputs
        inputs, initial_state, constants = state_tools.standardize_args(
            inputs, initial_state, constants, self._num_constants)
        mask = self._step_mask(mask)
        states = self._first_states(inputs, initial_state)
        self._draw_masks(inputs, states, training)
        last, outputs, states = self._loop(inputs, states, mask, training, constants)
        if self.stateful and self._carries_states:
            self.add_update(list(zip(self.states, states)), full_inputs)
        output = outputs if self.return_sequences else last
        depends = nesting.differs_in_training(last, outputs)
        if not self.return_state:
            return nesting.mark_phase(output, depends)
        return nesting.mark_phase([output] + list(states), depends)

    def _step_mask(self, mask):
        """The mask of the sequence, (batch, time), or None."""
        return mask[0] if isinstance(mask, list) else mask

    def _first_states(self, inputs, initial_state):
        """The states before the first step, checked against what the cell expects."""
        if initial_state is None:
            if self.stateful:
                # Read once: the update at the end of the step must not come in between.
                return [K.identity(state) for state in self.states]
            return self.get_initial_state(inputs)
        expected = self._state_shapes(K.int_shape(inputs))
        given = [K.int_shape(state) for state in initial_state]
        fits = len(given) == len(expected) and all(
            shape is None or len(shape) == len(wanted) + 1 and all(
                None in (size, other) or size == other for size, other in zip(shape[1:], wanted))
            for shape, wanted in zip(given, expected))
        if not fits:
            raise ValueError(
                'Layer {!r} has {} state(s), of shape(s) {} after the batch axis, but was passed '
                '{} initial state(s) of shape(s) {}.'.format(
                    self.name, len(expected), expected, len(given), given))
        return list(initial_state)

    def _draw_masks(self, inputs, states, training):
        """Draws the dropout masks of this call."""
        if any(hasattr(part, '_dropout_mask') for part in nesting.within(self.cell)):
            dropout.draw_masks(
                self.cell, state_tools.batch_column(inputs, self.dtype), training)

    def _loop(self, inputs, states, mask, training, constants):
        """Last output, all outputs and last states; fused where the cell knows how."""
        fused = getattr(self.cell, 'run_fused', None)
        if fused is not None and not self.unroll and not constants:
            result = fused(inputs, states, mask=mask, go_backwards=self.go_backwards)
            if result is not None:
                return result
        kwargs = {'training': training} if has_arg(self.cell.call, 'training') else {}

        def step(now, states):
            if constants:
                kwargs['constants'] = states[-len(constants):]
                states = states[:-len(constants)]
            return self.cell.call(now, states, **kwargs)

        return K.rnn(step, inputs, states, constants=constants, go_backwards=self.go_backwards,
                     mask=mask, unroll=self.unroll, input_length=K.int_shape(inputs)[1])

    def compute_output_shape(self, input_shape):
        if _is_several(input_shape):
            input_shape = input_shape[0]
        input_shape = tuple(input_shape)
        output = state_tools.output_shape_of(self.cell)
        first = input_shape[:2] if self.return_sequences else input_shape[:1]
        if not self.return_state:
            return first + output
        return [first + output] + [
            input_shape[:1] + shape for shape in self._state_shapes(input_shape)]

    def compute_mask(self, inputs, mask):
        mask = self._step_mask(mask) if self.return_sequences else None
        return [mask] + [None] * len(self.states) if self.return_state else mask

    # configuration

    def _loop_config(self):
        """The configuration without the cell."""
        config = super().get_config()
        for name in ('return_sequences', 'return_state', 'go_backwards', 'stateful', 'unroll'):
            config[name] = getattr(self, name)
        if self._num_constants is not None:
            config['num_constants'] = self._num_constants
        return config

    def get_config(self):
        config = self._loop_config()
        config['cell'] = serialize_keras_object(self.cell)
        return config

    @classmethod
    def from_config(cls, config, custom_objects=None, safe_mode=True):
        """Makes the layer from its configuration.

        Args:
            config: What `get_config` returned.
            custom_objects: Dictionary from names to classes of cells of your own.
            safe_mode: Whether bytecode that this process did not write is refused.

        Returns:
            A layer, not yet built.
        """
        config = dict(config)
        num_constants = config.pop('num_constants', None)
        cell = nesting.read_layer(config.pop('cell'), custom_objects, safe_mode)
        layer = cls(cell, **config)
        layer._num_constants = num_constants
        return layer


def _check_cell(cell):
    """Refuses an object that is no cell."""
    for name, what in (('call', 'a method `call(inputs, states)`'),
                       ('state_size', 'an attribute `state_size`: an integer or a list of them')):
        if not hasattr(cell, name):
            raise ValueError('`cell` must have {}. Received: {!r}, which has none.'
                             .format(what, cell))


def _accept_input_sizes(kwargs):
    """Turns `input_dim` and `input_length` into `input_shape`, in place."""
    if 'input_dim' in kwargs or 'input_length' in kwargs:
        shape = (kwargs.pop('input_length', None), kwargs.pop('input_dim', None))
        if 'input_shape' not in kwargs and 'batch_input_shape' not in kwargs:
            kwargs['input_shape'] = shape


def _is_several(shape):
    """Whether `shape` is a list of shapes."""
    return isinstance(shape, list) and isinstance(shape[0], (tuple, list))
