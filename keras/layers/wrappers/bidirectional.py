"""A recurrent layer that reads its input in both directions."""

import copy

from keras import backend as K
from keras.layers import nesting
from keras.layers.recurrent import states as state_tools
from keras.layers.wrappers.wrapper import Wrapper
from keras.utils.functions import has_arg
from keras.utils.generic_utils import to_list

_MODES = ('sum', 'mul', 'ave', 'concat', None)


class Bidirectional(Wrapper):
    """Reads a sequence with two copies of a recurrent layer, one from the front, one from the end.

    Initial states are given as `layer(x, initial_state=[...])`: those of the forward layer, then
    those of the backward layer; `constants=[...]` go to both. The states of a stateful layer are
    where each batch begins (zeros, or what `forward_layer.reset_states(...)` set); as in
    Keras 2.3 they are not carried over to the next batch, which the backward layer would have had
    to read first.

    Args:
        layer: A recurrent layer, such as an `LSTM`.
        merge_mode: How the outputs of both are put together: 'sum', 'mul' (product), 'ave'
            (mean), 'concat' (default, along the last axis), or None for a list of both.
        weights: List of arrays the weights start with, first those of the forward layer.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, time, features)`; a mask `(batch, time)` is obeyed.
        Output: As that of the layer, the last axis doubled with 'concat'. With `return_state` the
            states of the forward layer follow, then those of the backward layer.

    Raises:
        ValueError: If `merge_mode` is another one, the layer cannot run backwards, or initial
            states are not two sets.

    Example:
        from keras import backend as K
        from keras.layers import LSTM, Bidirectional, Input
        outputs = Bidirectional(LSTM(8, return_sequences=True))(Input(shape=(5, 3)))
        assert K.int_shape(outputs)[1:] == (5, 16)
    """

    def __init__(self, layer, merge_mode='concat', weights=None, **kwargs):
        if merge_mode not in _MODES:
            raise ValueError('Invalid merge mode. `merge_mode` must be one of {}. Received: {!r}.'
                             .format(', '.join(repr(mode) for mode in _MODES), merge_mode))
        if not hasattr(layer, 'go_backwards'):
            raise ValueError('Bidirectional needs a recurrent layer, one with `go_backwards`. '
                             'Received: {!r}.'.format(layer))
        self.__dict__['layer'] = layer
        self.forward_layer = _forward(layer)
        self.backward_layer = nesting.copy_layer(
            layer, go_backwards=not layer.go_backwards, name='backward_' + layer.name)
        self.forward_layer._carries_states = self.backward_layer._carries_states = False
        self.merge_mode = merge_mode
        super().__init__(layer, weights=weights, **kwargs)
        self.return_sequences = layer.return_sequences
        self.return_state = layer.return_state
        self.supports_masking = True
        self.input_spec = layer.input_spec
        self._num_constants = None

    def _track(self, value):
        # Only the two layers that compute are parts of this one.
        if value is not self.__dict__['layer']:
            super()._track(value)

    @property
    def stateful(self):
        """Whether the states of a batch are kept for the next."""
        return getattr(self.forward_layer, 'stateful', False)

    @property
    def trainable(self):
        """Whether training changes the weights of both layers."""
        return self.forward_layer.trainable

    @trainable.setter
    def trainable(self, value):
        for layer in (self.layer, self.forward_layer, self.backward_layer):
            layer.trainable = value

    @property
    def constraints(self):
        """Dictionary of the constraints of both layers, where they keep one."""
        found = {}
        for layer in (self.forward_layer, self.backward_layer):
            found.update(getattr(layer, 'constraints', {}))
        return found

    def build(self, input_shape):
        for layer in (self.forward_layer, self.backward_layer):
            with K.name_scope(layer.name):
                nesting.build_inner(layer, self._shape_for_one(input_shape))
        self.built = True

    def _shape_for_one(self, input_shape):
        """The input shape of one direction: the sequence, then constants if there are some."""
        if not isinstance(input_shape, list) or not isinstance(input_shape[0], (tuple, list)):
            return tuple(input_shape)
        constants = list(input_shape[-self._num_constants:]) if self._num_constants else []
        return [tuple(input_shape[0])] + constants if constants else tuple(input_shape[0])

    def __call__(self, inputs, initial_state=None, constants=None, **kwargs):
        """Apply the layer.

        Args:
            inputs: Tensor `(batch, time, ...)`, or a list of it, initial states and constants.
            initial_state: List of tensors: states of the forward, then of the backward layer.
            constants: List of tensors that every step of both is given.
            **kwargs: `mask`, `training`.

        Returns:
            Tensor, or list of tensors.

        Raises:
            ValueError: If the number of states is odd, or tensors of layers are mixed with others.
        """
        inputs, initial_state, constants = state_tools.standardize_args(
            inputs, initial_state, constants, self._num_constants)
        if len(initial_state or []) % 2:
            raise ValueError(
                'When passing `initial_state` to a Bidirectional RNN, the state should be a list '
                'containing the states of the underlying RNNs: first of the forward, then of the '
                'backward layer. Received {} states: {}.'.format(
                    len(initial_state), initial_state))
        if constants is not None:
            self._num_constants = len(constants)
            self.forward_layer._num_constants = self.backward_layer._num_constants = len(constants)
        return state_tools.call_with(self, super().__call__, inputs, initial_state, constants,
                                     kwargs)

    def call(self, inputs, mask=None, training=None, initial_state=None, constants=None):
        inputs, initial_state, constants = state_tools.standardize_args(
            inputs, initial_state, constants, self._num_constants)
        mask = mask[0] if isinstance(mask, list) else mask
        half = len(initial_state) // 2 if initial_state else 0
        results = []
        for position, layer in enumerate((self.forward_layer, self.backward_layer)):
            kwargs = {'mask': mask, 'training': training, 'constants': constants}
            if half:
                kwargs['initial_state'] = initial_state[position * half:(position + 1) * half]
            kwargs = {key: value for key, value in kwargs.items()
                      if value is not None and has_arg(layer.call, key)}
            results.append(to_list(layer.call(inputs, **kwargs)))
        (forward, *forward_states), (backward, *backward_states) = results
        depends = nesting.differs_in_training(forward, backward)
        if self.return_sequences:
            backward = K.reverse(backward, 1)
        outputs = to_list(self._merge(forward, backward)) + forward_states + backward_states
        nesting.mark_phase(outputs, depends)
        return outputs[0] if len(outputs) == 1 else outputs

    def _merge(self, forward, backward):
        """The outputs of both directions put together."""
        if self.merge_mode is None:
            return [forward, backward]
        if self.merge_mode == 'concat':
            return K.concatenate([forward, backward])
        if self.merge_mode == 'mul':
            return forward * backward
        total = forward + backward
        return total / 2 if self.merge_mode == 'ave' else total

    def compute_output_shape(self, input_shape):
        shapes = self.forward_layer.compute_output_shape(self._shape_for_one(input_shape))
        shapes = shapes if isinstance(shapes, list) else [shapes]
        output, states = tuple(shapes[0]), shapes[1:]
        if self.merge_mode is None:
            outputs = [output, output]
        elif self.merge_mode == 'concat':
            outputs = [output[:-1] + (None if output[-1] is None else 2 * output[-1],)]
        else:
            outputs = [output]
        shapes = outputs + states + states
        return shapes[0] if len(shapes) == 1 else shapes

    def compute_mask(self, inputs, mask):
        mask = mask[0] if isinstance(mask, list) else mask
        masks = [mask if self.return_sequences else None] * (1 if self.merge_mode else 2)
        if self.return_state:
            masks += [None] * (2 * len(self.forward_layer.states))
        return masks[0] if len(masks) == 1 else masks

    def reset_states(self):
        """Sets the states of both layers to zero."""
        self.forward_layer.reset_states()
        self.backward_layer.reset_states()

    def get_config(self):
        config = super().get_config()
        config['merge_mode'] = self.merge_mode
        if self._num_constants is not None:
            config['num_constants'] = self._num_constants
        return config

    @classmethod
    def from_config(cls, config, custom_objects=None, safe_mode=True):
        """Makes the wrapper and the layer inside from a configuration.

        Args:
            config: What `get_config` returned.
            custom_objects: Dictionary from names to layers and cells of your own.
            safe_mode: Whether bytecode that this process did not write is refused.

        Returns:
            A `Bidirectional` layer, not yet built.
        """
        config = dict(config)
        num_constants = config.pop('num_constants', None)
        layer = nesting.read_layer(config.pop('layer'), custom_objects, safe_mode)
        wrapper = cls(layer, **config)
        wrapper._num_constants = num_constants
        for inner in (wrapper.forward_layer, wrapper.backward_layer):
            inner._num_constants = num_constants
        return wrapper


def _forward(layer):
    """A second handle of the layer, with a name and a history of its own and the same weights."""
    forward = copy.copy(layer)
    for name, value in list(vars(layer).items()):
        if type(value) in (list, dict):
            forward.__dict__[name] = copy.copy(value)
    forward._inbound_nodes, forward._outbound_nodes = [], []
    forward.name = 'forward_' + layer.name
    return forward
