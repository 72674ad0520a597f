"""A layer applied to each time step."""

from keras import backend as K
from keras.engine.base_layer import InputSpec
from keras.layers import nesting
from keras.layers.wrappers.wrapper import Wrapper
from keras.utils.functions import has_arg


class TimeDistributed(Wrapper):
    """Applies a layer to every time step of its input, with the same weights.

    All steps of all samples go through the layer as one batch.

    Args:
        layer: The layer for one time step; it takes and gives one tensor.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, time, ...)`. A mask `(batch, time)` is passed on; one of more axes is also
            given to the layer, step by step.
        Output: `(batch, time) + ` the output shape of the layer without its batch axis.

    Raises:
        ValueError: If the input has fewer than three axes, or is no single tensor.

    Example:
        from keras import backend as K
        from keras.layers import Conv2D, Input, TimeDistributed
        video = Input(shape=(10, 32, 32, 3))
        outputs = TimeDistributed(Conv2D(8, 3))(video)
        assert K.int_shape(outputs)[1:] == (10, 30, 30, 8)
    """

    def __init__(self, layer, **kwargs):
        super().__init__(layer, **kwargs)
        self.supports_masking = True

    @property
    def stateful(self):
        """Whether the layer inside keeps state."""
        return getattr(self.layer, 'stateful', False)

    def build(self, input_shape):
        shape = _one_shape(self, input_shape)
        self.input_spec = InputSpec(shape=(None, None) + shape[2:])
        nesting.build_inner(self.layer, _per_step(shape))
        self.built = True

    def call(self, inputs, training=None, mask=None):
        kwargs = {'training': training} if has_arg(self.layer.call, 'training') else {}
        inner_mask = self._inner_mask(mask)
        if inner_mask is not None and has_arg(self.layer.call, 'mask'):
            kwargs['mask'] = inner_mask
        steps = _join_time(inputs)
        outputs = self.layer.call(steps, **kwargs)
        if isinstance(outputs, (list, tuple)):
            raise ValueError('TimeDistributed takes layers with one output. {!r} gave {}.'.format(
                self.layer.name, len(outputs)))
        shape = self.compute_output_shape(K.int_shape(inputs))
        result = _split_time(outputs, inputs, shape[2:])
        return nesting.mark_phase(
            result, nesting.differs_in_training(outputs)
            or getattr(self.layer, 'uses_learning_phase', False))

    def compute_output_shape(self, input_shape):
        shape = _one_shape(self, input_shape)
        inner = self.layer.compute_output_shape(_per_step(shape))
        if isinstance(inner, list):
            raise ValueError('TimeDistributed takes layers with one output. {!r} gives shapes {}.'
                             .format(self.layer.name, inner))
        return shape[:2] + tuple(inner[1:])

    def compute_mask(self, inputs, mask=None):
        inner_mask = self._inner_mask(mask)
        found = self.layer.compute_mask(_join_time(inputs), inner_mask)
        if found is not None:
            return _split_time(found, inputs, K.int_shape(found)[1:])
        while mask is not None and K.ndim(mask) > 2:
            mask = K.any(mask, axis=-1)
        return mask

    def _inner_mask(self, mask):
        """The mask for the layer inside, steps joined with samples; None where it has no axes."""
        return None if mask is None or K.ndim(mask) < 3 else _join_time(mask)

    def reset_states(self):
        """Sets the state of the layer inside back to its beginning."""
        self.layer.reset_states()


def _one_shape(layer, shape):
    """The input shape as a tuple, checked."""
    if isinstance(shape, list) and shape and isinstance(shape[0], (list, tuple)):
        raise ValueError('TimeDistributed layer {!r} takes one tensor, but was given {}: {}. '
                         'Concatenate them first.'.format(layer.name, len(shape), shape))
    shape = tuple(shape)
    if len(shape) < 3:
        raise ValueError(
            '`TimeDistributed` layer {!r} should be passed an input with at least three axes, '
            '(batch, time, ...). Received the shape {}. Add an axis with Reshape, or use {!r} '
            'without TimeDistributed.'.format(layer.name, shape, layer.layer.name))
    return shape


def _per_step(shape):
    """Shape of the input of the layer inside: all steps of all samples are one batch."""
    known = shape[0] is not None and shape[1] is not None
    return (shape[0] * shape[1] if known else None,) + shape[2:]


def _sizes(x, axes):
    """Sizes of axes: integers where they are known, else scalar tensors."""
    known = K.int_shape(x)
    return tuple(K.shape(x)[axis] if known[axis] is None else known[axis] for axis in axes)


def _join_time(x):
    """`(batch, time, ...)` as `(batch * time, ...)`."""
    shape = K.int_shape(x)
    joined = K.reshape(x, (-1,) + _sizes(x, range(2, len(shape))))
    joined._keras_shape = _per_step(shape)
    joined._uses_learning_phase = getattr(x, '_uses_learning_phase', False)
    return joined


def _split_time(x, inputs, rest):
    """`(batch * time, ...)` as `(batch, time, ...)`; batch and time are those of `inputs`."""
    rest = tuple(size if known is None else known
                 for size, known in zip(_sizes(x, range(1, K.ndim(x))), rest))
    split = K.reshape(x, (-1,) + _sizes(inputs, [1]) + rest)
    return split
