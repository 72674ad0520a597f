"""Dropout of recurrent cells: the masks are drawn once and hold for all time steps."""

from keras import backend as K
from keras.layers.arguments import fraction
from keras.layers.nesting import within


def generate_dropout_mask(ones, rate, training=None, count=1):
    """Masks of a dropout: kept values are scaled up, dropped ones are 0; all 1 in the test phase.

    Args:
        ones: Tensor of ones of the shape of the mask.
        rate: Fraction to drop, above 0 and below 1.
        training: Whether to drop; None for the learning phase.
        count: How many masks to draw.

    Returns:
        One mask, or a list of them if `count` is above 1.
    """
    masks = [K.in_train_phase(lambda: K.dropout(ones, rate), ones, training=training)
             for _ in range(count)]
    return masks if count > 1 else masks[0]


def draw_masks(cell, column, training):
    """Draws the masks of a cell and of all cells inside it, to be used by all time steps.

    Args:
        cell: A cell.
        column: Tensor (batch, 1), for the batch size and the data type.
        training: Whether to drop; None for the learning phase.
    """
    for part in within(cell):
        if hasattr(part, '_dropout_mask'):
            part._dropout_mask = part._recurrent_dropout_mask = None
            if getattr(part, 'built', False) and hasattr(part, 'draw_masks'):
                part.draw_masks(column, training)


class RecurrentDropout(object):
    """The part of a cell that drops inputs and states.

    `_dropout_mask` and `_recurrent_dropout_mask` are lists of masks (one, or one per gate) or
    None while there are none; setting them to None makes the next step draw new ones.
    """

    mask_count = 1
    _dropout_mask = None
    _recurrent_dropout_mask = None

    def _set_dropout(self, dropout, recurrent_dropout):
        """Stores the rates."""
        self.dropout = fraction(dropout, 'dropout')
        self.recurrent_dropout = fraction(recurrent_dropout, 'recurrent_dropout')

    @property
    def drops_inputs(self):
        """Whether there is dropout of the inputs."""
        return 0. < self.dropout < 1.

    @property
    def drops_states(self):
        """Whether there is dropout of the states."""
        return 0. < self.recurrent_dropout < 1.

    def draw_masks(self, column, training):
        """Draws new masks for a batch; `column` is a tensor (batch, 1)."""
        ones = K.ones_like(column)
        self._draw(K.tile(ones, (1, K.int_shape(self.kernel)[0])), K.tile(ones, (1, self.units)),
                   training)

    def _draw(self, input_ones, state_ones, training):
        """Draws new masks of the shapes of these ones."""
        if self.drops_inputs:
            self._dropout_mask = self._masks(input_ones, self.dropout, training)
        if self.drops_states:
            self._recurrent_dropout_mask = self._masks(state_ones, self.recurrent_dropout, training)

    def _masks(self, ones, rate, training):
        """List of `mask_count` masks."""
        masks = generate_dropout_mask(ones, rate, training, self.mask_count)
        return masks if isinstance(masks, list) else [masks]

    def input_masks(self, inputs, training):
        """List of the masks of a step's inputs, drawn if there are none; None without dropout."""
        if not self.drops_inputs:
            return None
        if self._dropout_mask is None:
            self._dropout_mask = self._masks(K.ones_like(inputs), self.dropout, training)
        return self._dropout_mask

    def state_masks(self, state, training):
        """List of the masks of a step's state, drawn if there are none; None without dropout."""
        if not self.drops_states:
            return None
        if self._recurrent_dropout_mask is None:
            self._recurrent_dropout_mask = self._masks(
                K.ones_like(state), self.recurrent_dropout, training)
        return self._recurrent_dropout_mask


def masked(x, masks, position=0):
    """`x` times one of the masks; `x` itself where there are none. A lone mask is for all."""
    if masks is None:
        return x
    return x * masks[position if len(masks) > 1 else 0]
