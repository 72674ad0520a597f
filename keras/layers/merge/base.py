"""What all merging layers share: several inputs, broadcast to one shape, and their masks."""

from keras import backend as K
from keras.engine.base_layer import Layer


class _Merge(Layer):
    """Layer of a list of inputs that are combined value by value.

    A subclass defines `_merge_function(inputs)`. Inputs with fewer axes are broadcast: axes of
    size one are put in after the batch axis.
    """

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True

    def _merge_function(self, inputs):
        """Combines a list of tensors of the same number of axes."""
        raise NotImplementedError('A merging layer must define _merge_function(inputs); {} does '
                                  'not.'.format(type(self).__name__))

    def _check_inputs(self, shapes, count=None):
        """Raises unless `shapes` is a list of at least two shapes (or exactly `count`)."""
        if not isinstance(shapes, list) or len(shapes) < 2 or (count and len(shapes) != count):
            raise ValueError(
                'A {} layer must be called on a list of {} inputs. Layer {!r} received: {}.'
                .format(type(self).__name__, 'exactly %d' % count if count else 'at least 2',
                        self.name, shapes))

    def build(self, input_shape):
        self._check_inputs(input_shape)
        batch_sizes = {shape[0] for shape in input_shape if shape and shape[0] is not None}
        if len(batch_sizes) > 1:
            raise ValueError('Inputs of different batch sizes cannot be merged. Layer {!r} '
                             'received inputs of shapes {}.'.format(self.name, input_shape))
        self.compute_output_shape(input_shape)
        self.built = True

    def call(self, inputs):
        if not isinstance(inputs, list):
            raise ValueError('A {} layer must be called on a list of inputs. Layer {!r} received '
                             '{!r}.'.format(type(self).__name__, self.name, inputs))
        ranks = [K.ndim(tensor) for tensor in inputs]
        if None in ranks:
            raise ValueError('Tensors of an unknown number of axes cannot be merged. Layer {!r} '
                             'received: {}. Give the shape, for example with Reshape.'
                             .format(self.name, inputs))
        broadcast = []
        for tensor, rank in zip(inputs, ranks):
            for _ in range(max(ranks) - rank):
                tensor = K.expand_dims(tensor, axis=1)
            broadcast.append(tensor)
        return self._merge_function(broadcast)

    def compute_output_shape(self, input_shape):
        batch_sizes = [shape[0] for shape in input_shape if shape[0] is not None]
        merged = tuple(input_shape[0][1:])
        for shape in input_shape[1:]:
            merged = self._broadcast(merged, tuple(shape[1:]), input_shape)
        return (batch_sizes[0] if batch_sizes else None,) + merged

    def _broadcast(self, left, right, input_shape):
        """Shape of samples of two shapes combined; the shorter one is aligned at the end."""
        if len(left) < len(right):
            left, right = right, left
        merged = list(left[:len(left) - len(right)])
        for a, b in zip(left[len(merged):], right):
            if a == 1:
                merged.append(b)
            elif b == 1 or a == b:
                merged.append(a)
            elif a is None or b is None:
                merged.append(None)
            else:
                raise ValueError(
                    'The inputs of {} layer {!r} do not fit together: each axis must have the '
                    'same size in all of them, or size 1. Received inputs of shapes {}.'.format(
                        type(self).__name__, self.name, input_shape))
        return tuple(merged)

    def compute_mask(self, inputs, mask=None):
        if mask is None:
            return None
        self._check_masks(inputs, mask)
        present = [each for each in mask if each is not None]
        if len(present) < 2:
            return present[0] if present else None
        # Masks broadcast as their inputs do: axes of size one after the batch axis.
        ranks = [K.ndim(each) for each in present]
        kept = 1
        for each, rank in zip(present, ranks):
            for _ in range(max(ranks) - rank):
                each = K.expand_dims(each, axis=1)
            kept = kept * K.cast(each, 'int32')
        return K.cast(kept, 'bool')

    def _check_masks(self, inputs, mask):
        """Raises unless `mask` is a list with one entry per input."""
        if not isinstance(mask, list) or not isinstance(inputs, list) \
                or len(mask) != len(inputs):
            raise ValueError('`mask` of a {} layer must be a list with a mask or None for each '
                             'input. Layer {!r} received {!r} for {!r}.'.format(
                                 type(self).__name__, self.name, mask, inputs))
