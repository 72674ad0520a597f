"""Bases of recurrent layers that define a `step`, from before there were cells."""

import numpy as np

from keras import backend as K
from keras.engine.base_layer import InputSpec, Layer
from keras.layers import nesting
from keras.layers.recurrent import states as state_tools
from keras.utils import conv_utils

_FLAGS = ('return_sequences', 'return_state', 'go_backwards', 'stateful', 'unroll',
          'implementation')


class Recurrent(Layer):
    """Base of recurrent layers of your own that define one step; new ones give `RNN` a cell.

    A subclass sets `units`, makes its weights in `build(input_shape)`, where it also sets `states`
    to a list with one None per state (zeros of shape `(batch, units)`), and defines
    `step(inputs, states)`. It may also define `preprocess_input`, `get_constants` and
    `get_initial_state`.

    Args:
        return_sequences: Whether the output of every step is returned. Default False: the last.
        return_state: Whether the last states are returned after the output. Default False.
        go_backwards: Whether the sequence is read from its end. Default False.
        stateful: Whether the last states of a batch are the first ones of the next. Default False.
        unroll: Whether the loop becomes one copy of the step per time step. Default False.
        implementation: Number that a subclass may use to choose between ways to compute.
        **kwargs: Arguments of every layer, and `input_dim` and `input_length`, the entries of
            `input_shape`.

    Shape:
        Input: `(batch, time, features)`.
        Output: `(batch, units)`; with `return_sequences` `(batch, time, units)`. With
            `return_state` a list: output, then states.

    Example:
        from keras import backend as K
        from keras.layers import Input
        from keras.legacy.layers import Recurrent

        class Sum(Recurrent):
            def build(self, input_shape):
                self.units, self.states, self.built = input_shape[-1], [None], True

            def step(self, inputs, states):
                return inputs + states[0], [inputs + states[0]]

        assert K.int_shape(Sum()(Input(shape=(5, 2)))) == (None, 2)
    """

    _input_ndim = 3

    def __init__(self, return_sequences=False, return_state=False, go_backwards=False,
                 stateful=False, unroll=False, implementation=0, **kwargs):
        shape = (kwargs.pop('input_length', None), kwargs.pop('input_dim', None))
        if shape[1] is not None and 'batch_input_shape' not in kwargs:
            kwargs.setdefault('input_shape', shape)
        super(Recurrent, self).__init__(**kwargs)
        self.return_sequences = return_sequences
        self.return_state = return_state
        self.go_backwards = go_backwards
        self.stateful = stateful
        self.unroll = unroll
        self.implementation = implementation
        self.supports_masking = True
        self.input_spec = [InputSpec(ndim=self._input_ndim)]
        self.state_spec = None
        self.dropout = 0
        self.recurrent_dropout = 0

    def step(self, inputs, states):
        """One step.

        Args:
            inputs: Tensor, one time step of what `preprocess_input` gave.
            states: List of tensors: the states, then what `get_constants` gave.

        Returns:
            `(output, states)`.
        """
        raise NotImplementedError('%s must define step(self, inputs, states).'
                                  % type(self).__name__)

    def get_constants(self, inputs, training=None):
        """Tensors that every step is given after the states; none by default."""
        return []

    def preprocess_input(self, inputs, training=None):
        """What is done to the whole sequence before the first step; nothing by default."""
        return inputs

    def get_initial_state(self, inputs):
        """Zeros for all states.

        Args:
            inputs: Tensor `(batch, time, ...)`, for the batch size.

        Returns:
            List of tensors `(batch, units)`.
        """
        column = state_tools.batch_column(inputs, self.dtype)
        return [state_tools.zero_state(column, self.units) for _ in self.states]

    def __call__(self, inputs, initial_state=None, **kwargs):
        """Apply the layer.

        Args:
            inputs: Tensor `(batch, time, ...)`, or a list of it and initial states.
            initial_state: Tensor or list of tensors, one per state.
            **kwargs: `mask`, `training`.

        Returns:
            Tensor, or list of tensors with `return_state`.

        Raises:
            ValueError: If only some of the initial states are outputs of layers.
        """
        inputs, initial_state, _ = state_tools.standardize_args(inputs, initial_state, None, None)
        if initial_state is None:
            return super(Recurrent, self).__call__(inputs, **kwargs)
        of_layers = [nesting.is_keras_tensor(state) for state in initial_state]
        if any(of_layers) and not all(of_layers):
            raise ValueError('The initial states must either all be outputs of layers, or none of '
                             'them. Received: %s.' % (initial_state,))
        if not of_layers[0]:
            return super(Recurrent, self).__call__(inputs, initial_state=initial_state, **kwargs)
        return super(Recurrent, self).__call__([inputs] + initial_state, **kwargs)

    def assert_input_compatibility(self, inputs):
        """Check the sequence against `input_spec`; initial states are not counted."""
        super(Recurrent, self).assert_input_compatibility(
            inputs[:1] if isinstance(inputs, list) else inputs)

    def call(self, inputs, mask=None, training=None, initial_state=None):
        full_inputs = inputs
        inputs, initial_state, _ = state_tools.standardize_args(inputs, initial_state, None, None)
        mask = mask[0] if isinstance(mask, list) else mask
        if initial_state is None:
            initial_state = [K.identity(state) for state in self.states] if self.stateful \
                else self.get_initial_state(inputs)
        if len(initial_state) != len(self.states):
            raise ValueError('Layer %r has %d states but was passed %d initial states.'
                             % (self.name, len(self.states), len(initial_state)))
        last, outputs, states = K.rnn(
            self.step, self.preprocess_input(inputs, training=None), initial_state,
            go_backwards=self.go_backwards, mask=mask,
            constants=self.get_constants(inputs, training=None), unroll=self.unroll,
            input_length=K.int_shape(inputs)[1])
        if self.stateful:
            self.add_update(list(zip(self.states, states)), full_inputs)
        output = outputs if self.return_sequences else last
        depends = 0 < self.dropout + self.recurrent_dropout \
            or nesting.differs_in_training(last, outputs)
        return nesting.mark_phase([output] + list(states) if self.return_state else output, depends)

    def reset_states(self, states=None):
        """Sets the states of a stateful layer.

        Args:
            states: Array or list of arrays, one per state with the batch axis. Default None: 0.

        Raises:
            AttributeError: If the layer is not stateful.
            ValueError: If the batch size is not known, or the arrays do not fit.
        """
        if not self.stateful:
            raise AttributeError('Layer %r keeps no states. Make it with stateful=True.'
                                 % self.name)
        spec = self.input_spec[0] if isinstance(self.input_spec, list) else self.input_spec
        batch = spec.shape[0] if spec.shape else None
        if not batch:
            raise ValueError('The stateful layer %r does not know its batch size. Give it with '
                             '`batch_input_shape=(batch, time, ...)`, and set '
                             '`self.input_spec[0] = InputSpec(shape=input_shape)` in `build`.'
                             % self.name)
        if self.states[0] is None:
            self.states = [K.zeros((batch, self.units)) for _ in self.states]
        shapes = [tuple(K.int_shape(state)) for state in self.states]
        values = [np.zeros(shape) for shape in shapes] if states is None else states
        values = list(values) if isinstance(values, (list, tuple)) else [values]
        if [np.shape(value) for value in values] != shapes:
            raise ValueError('Layer %r has states of the shapes %s, but received arrays of the '
                             'shapes %s.' % (self.name, shapes, [np.shape(v) for v in values]))
        K.batch_set_value(list(zip(self.states, values)))

    def compute_output_shape(self, input_shape):
        shape = input_shape[0] if isinstance(input_shape, list) else input_shape
        time = shape[1:2] if self.return_sequences else ()
        output = tuple(shape[:1]) + tuple(time) + (self.units,)
        if not self.return_state:
            return output
        return [output] + [(shape[0], self.units)] * len(self.states)

    def compute_mask(self, inputs, mask):
        mask = mask[0] if isinstance(mask, list) else mask
        mask = mask if self.return_sequences else None
        return [mask] + [None] * len(self.states) if self.return_state else mask

    def get_config(self):
        return dict(super(Recurrent, self).get_config(),
                    **{name: getattr(self, name) for name in _FLAGS})


class ConvRecurrent2D(Recurrent):
    """Base of recurrent layers of your own whose steps are convolutions of images.

    Args:
        filters: Integer, number of output channels.
        kernel_size: Integer or pair, size of the kernel.
        strides: Integer or pair. Default (1, 1).
        padding: 'valid' (default) or 'same'.
        data_format: 'channels_last', 'channels_first', or None for the default format.
        dilation_rate: Integer or pair. Default (1, 1).
        return_sequences: Whether the output of every step is returned. Default False.
        go_backwards: Whether the sequence is read from its end. Default False.
        stateful: Whether the last states of a batch are the first ones of the next. Default False.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, time, rows, cols, channels)`, or with 'channels_first'
            `(batch, time, channels, rows, cols)`.
        Output: The same with new rows, columns and `filters` channels; the axis of time only with
            `return_sequences`.

    Example:
        from keras.legacy.layers import ConvRecurrent2D
        layer = ConvRecurrent2D(4, 3, padding='same')
        assert layer.compute_output_shape((2, 5, 8, 8, 3)) == (2, 8, 8, 4)
    """

    _input_ndim = 5

    def __init__(self, filters, kernel_size, strides=(1, 1), padding='valid', data_format=None,
                 dilation_rate=(1, 1), return_sequences=False, go_backwards=False, stateful=False,
                 **kwargs):
        super(ConvRecurrent2D, self).__init__(
            return_sequences=return_sequences, go_backwards=go_backwards, stateful=stateful,
            **kwargs)
        self.filters = filters
        self.kernel_size = conv_utils.normalize_tuple(kernel_size, 2, 'kernel_size')
        self.strides = conv_utils.normalize_tuple(strides, 2, 'strides')
        self.padding = conv_utils.normalize_padding(padding)
        self.data_format = K.normalize_data_format(data_format)
        self.dilation_rate = conv_utils.normalize_tuple(dilation_rate, 2, 'dilation_rate')

    def compute_output_shape(self, input_shape):
        shape = input_shape[0] if isinstance(input_shape, list) else input_shape
        first = self.data_format == 'channels_first'
        sizes = [conv_utils.conv_output_length(size, taps, self.padding, stride, dilation)
                 for size, taps, stride, dilation in zip(
                     shape[3:5] if first else shape[2:4], self.kernel_size, self.strides,
                     self.dilation_rate)]
        image = (self.filters,) + tuple(sizes) if first else tuple(sizes) + (self.filters,)
        time = tuple(shape[1:2]) if self.return_sequences else ()
        output = tuple(shape[:1]) + time + image
        if not self.return_state:
            return output
        return [output] + [tuple(shape[:1]) + image] * len(self.states)

    def get_config(self):
        config = super(ConvRecurrent2D, self).get_config()
        for name in ('filters', 'kernel_size', 'strides', 'padding', 'data_format',
                     'dilation_rate'):
            config[name] = getattr(self, name)
        return config
