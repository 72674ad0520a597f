"""The layer that runs a convolutional cell over a sequence of images."""

from keras import backend as K
from keras.engine.base_layer import InputSpec
from keras.layers.recurrent import states as state_tools
from keras.layers.recurrent.rnn import RNN
from keras.layers.shapes import join_shape, split_shape
from keras.utils import conv_utils


class ConvRNN2D(RNN):
    """Runs a convolutional cell over the time steps of a sequence of images.

    A cell is like one of `RNN`; it has `filters`, `kernel_size`, `strides`, `padding`,
    `data_format`, `dilation_rate`, and `input_conv(x, kernel, padding=)`. All of its states are
    images of the size of its output, with as many channels as `state_size` says.

    Args:
        cell: The cell, one and not a list.
        return_sequences: Whether the output of every step is returned. Default False: the last.
        return_state: Whether the last states are returned after the output. Default False.
        go_backwards: Whether the sequence is read from its end; outputs are in that order.
        stateful: Whether the last states of a batch are the first ones of the next. Needs known
            sizes, also of the batch. Default False.
        unroll: Whether the loop becomes one copy of the cell per time step.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, time, rows, columns, channels)`, or `(batch, time, channels, rows,
            columns)`; a mask `(batch, time)` is obeyed, of one with more axes a step counts as
            seen if any place is.
        Output: `(batch, new_rows, new_columns, filters)`, with the filters after the batch for
            'channels_first'; with `return_sequences` the time after the batch; with
            `return_state` a list of it and the states.

    Raises:
        ValueError: If a list of cells is given.

    Example:
        from keras import backend as K
        from keras.layers import ConvLSTM2DCell, ConvRNN2D, Input
        outputs = ConvRNN2D(ConvLSTM2DCell(4, 3))(Input(shape=(5, 8, 8, 3)))
        assert K.int_shape(outputs)[1:] == (6, 6, 4)
    """

    def __init__(self, cell, return_sequences=False, return_state=False, go_backwards=False,
                 stateful=False, unroll=False, **kwargs):
        if isinstance(cell, (list, tuple)):
            raise ValueError('ConvRNN2D takes one cell; cells cannot be stacked here. Received: '
                             '{!r}. Put one layer on the other instead.'.format(cell))
        super().__init__(cell, return_sequences=return_sequences, return_state=return_state,
                         go_backwards=go_backwards, stateful=stateful, unroll=unroll, **kwargs)
        self.input_spec = [InputSpec(ndim=5)]

    def _state_shapes(self, input_shape):
        cell = self.cell
        _, spatial, _ = split_shape(input_shape[:1] + tuple(input_shape[2:]), cell.data_format)
        lengths = [conv_utils.conv_output_length(size, taps, cell.padding, stride, dilation)
                   for size, taps, stride, dilation in
                   zip(spatial, cell.kernel_size, cell.strides, cell.dilation_rate)]
        return [join_shape(None, lengths, filters, cell.data_format)[1:]
                for filters in state_tools.as_list(cell.state_size)]

    def _set_input_spec(self, input_shape):
        batch = input_shape[0] if self.stateful else None
        if self.stateful and None in input_shape[2:]:
            raise ValueError('A stateful {} needs to know all sizes of its input but the number '
                             'of time steps. Layer {!r} received the shape {}.'.format(
                                 type(self).__name__, self.name, tuple(input_shape)))
        self.input_spec = ([InputSpec(shape=(batch, None) + input_shape[2:])]
                           + self.input_spec[1:])

    def _step_mask(self, mask):
        mask = super()._step_mask(mask)
        while mask is not None and K.ndim(mask) > 2:
            mask = K.any(mask, axis=-1)
        return mask

    def get_initial_state(self, inputs):
        """Zeros for all states.

        Args:
            inputs: Tensor of rank 5, a batch of sequences of images.

        Returns:
            List of tensors of rank 4.
        """
        cell = self.cell
        image = K.zeros_like(inputs[:, 0], dtype=self.dtype)
        channels = split_shape(K.int_shape(image), cell.data_format)[2]
        states = []
        for filters in state_tools.as_list(cell.state_size):
            # What a kernel of zeros gives has the size of the output, also where it is not known.
            kernel = K.constant(0., shape=tuple(cell.kernel_size) + (channels, filters),
                                dtype=self.dtype)
            states.append(cell.input_conv(image, kernel, padding=cell.padding))
        return states

    def _draw_masks(self, inputs, states, training):
        if hasattr(self.cell, 'draw_image_masks'):
            self.cell.draw_image_masks(inputs[:, 0], states[0], training)

    def compute_output_shape(self, input_shape):
        if isinstance(input_shape, list) and isinstance(input_shape[0], (tuple, list)):
            input_shape = input_shape[0]
        input_shape = tuple(input_shape)
        states = self._state_shapes(input_shape)
        first = input_shape[:2] if self.return_sequences else input_shape[:1]
        if not self.return_state:
            return first + states[0]
        return [first + states[0]] + [input_shape[:1] + shape for shape in states]
