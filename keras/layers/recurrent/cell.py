"""What the cells of `SimpleRNN`, `GRU` and `LSTM` share."""

import warnings

from keras import activations
from keras import backend as K
from keras.engine.base_layer import Layer
from keras.layers import weights
from keras.layers.arguments import positive_integer
from keras.layers.nesting import differs_in_training
from keras.layers.nesting import mark_phase
from keras.layers.recurrent.dropout import RecurrentDropout

_ROLES = ('kernel', 'recurrent', 'bias')


class RecurrentCell(RecurrentDropout, Layer):
    """A cell with a kernel for its input, one for its state, and a bias, each for all gates.

    Args:
        units: Positive integer, size of the output and of each state.
        activation: Name of an activation, a function, or None for the linear one.
        use_bias: Whether there is a bias.
        dropout: Fraction of the inputs to drop, the same ones at all time steps.
        recurrent_dropout: Fraction of the state to drop, the same values at all time steps.
        options: Dictionary: `kernel_initializer`, ..., `bias_constraint`.
        **kwargs: Arguments of every layer.
    """

    gates = 1
    fusable = ('linear', 'relu', 'tanh', 'sigmoid', 'hard_sigmoid')

    def __init__(self, units, activation, use_bias, dropout, recurrent_dropout, options, **kwargs):
        super().__init__(**kwargs)
        self.units = positive_integer(units, 'units')
        self.activation = activations.get(activation)
        self.use_bias = use_bias
        self._set_dropout(dropout, recurrent_dropout)
        for role in _ROLES:
            weights.set_options(self, role, **{
                key[len(role) + 1:]: value for key, value in options.items()
                if key.startswith(role + '_')})
        self.state_size = self.units
        self.output_size = self.units

    def _bias_shape(self):
        """Shape of the bias."""
        return (self.gates * self.units,)

    def build(self, input_shape):
        if input_shape[-1] is None:
            raise ValueError('A recurrent layer needs to know the size of the last axis of its '
                             'input. {} {!r} received steps of shape {}. Give it with '
                             'input_shape=(time, size).'.format(
                                 type(self).__name__, self.name, tuple(input_shape)))
        width = self.gates * self.units
        self.kernel = weights.add(self, 'kernel', (input_shape[-1], width))
        self.recurrent_kernel = weights.add(self, 'recurrent', (self.units, width),
                                            name='recurrent_kernel')
        self.bias = self._add_bias() if self.use_bias else None
        self.built = True

    def _add_bias(self):
        """The bias, a new weight."""
        return weights.add(self, 'bias', self._bias_shape())

    def _split(self, x):
        """The parts of a tensor that belong to the gates, cut along the last axis."""
        count = K.int_shape(x)[-1] // self.units
        return [x[..., index * self.units:(index + 1) * self.units] for index in range(count)]

    def _mark(self, output, training):
        """Notes on the output of a step whether it depends on the learning phase."""
        depends = training is None and (self.drops_inputs or self.drops_states)
        return mark_phase(output, depends)

    def _fused_names(self):
        """Names of `activation` and `recurrent_activation` for a fused loop, or None."""
        names = [getattr(function, '__name__', None)
                 for function in (self.activation, self.recurrent_activation)]
        known = all(name in self.fusable and getattr(activations, name) is function for
                    name, function in zip(names, (self.activation, self.recurrent_activation)))
        return names if known else None

    def _fused_arguments(self, inputs, mask, go_backwards):
        """Arguments of a fused loop over a sequence, or None where it does not apply."""
        names = self._fused_names()
        if names is None or (self.mask_count > 1 and (self.drops_inputs or self.drops_states)):
            return None
        if self._dropout_mask is not None:
            inputs = inputs * K.expand_dims(self._dropout_mask[0], 1)
        recurrent = self._recurrent_dropout_mask
        return dict(inputs=inputs, kernel=self.kernel, recurrent_kernel=self.recurrent_kernel,
                    bias=self.bias, go_backwards=go_backwards, mask=mask,
                    recurrent_mask=None if recurrent is None else recurrent[0],
                    activation=names[0], recurrent_activation=names[1])

    def _mark_fused(self, result):
        """Notes on what a fused loop gave whether it depends on the learning phase."""
        last, outputs, states = result
        depends = differs_in_training(self._dropout_mask or [], self._recurrent_dropout_mask or [])
        return mark_phase(last, depends), mark_phase(outputs, depends), states

    def _cell_config(self, *names):
        """The configuration, with the attributes of these names."""
        config = super().get_config()
        config.update({name: getattr(self, name) for name in names})
        config.update(
            units=self.units,
            activation=activations.serialize(self.activation),
            use_bias=self.use_bias,
            dropout=self.dropout,
            recurrent_dropout=self.recurrent_dropout)
        config.update(weights.options_config(self, *_ROLES))
        return config


def gate(name, index):
    """Property of a cell: the part of a weight that belongs to one gate; None for no weight."""
    def part(self):
        whole = getattr(self, name)
        if whole is None:
            return None
        return whole[..., index * self.units:(index + 1) * self.units]
    return property(part, doc='Part of `{}` for gate {}.'.format(name, index))


def known_implementation(implementation):
    """1 or 2; the 0 of older versions becomes 1 with a warning.

    Args:
        implementation: The argument as it was given.

    Returns:
        An int.

    Raises:
        ValueError: If it is something else.
    """
    if implementation == 0:
        warnings.warn('`implementation=0` is no longer there; 1 is used.', stacklevel=3)
        return 1
    if implementation not in (1, 2):
        raise ValueError('`implementation` must be 1 (a matrix product per gate) or 2 (one for '
                         'all gates). Received: {!r}.'.format(implementation))
    return implementation
