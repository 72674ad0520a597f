"""Dot products of samples."""

from keras import backend as K
from keras.layers.merge.base import _Merge


class Dot(_Merge):
    """Dot product of the samples of two inputs along one axis of each.

    Args:
        axes: The axis of both inputs, or a pair with the axis of each.
        normalize: Whether vectors along the axes are brought to length one first, so that the
            result is the cosine of the angle between them. Default False.
        **kwargs: Arguments of every layer.

    Shape:
        Input: List of two tensors, of the same size along `axes`.
        Output: `(batch, other axes of the first, other axes of the second)`; `(batch, 1)` if
            there are no others.

    Raises:
        ValueError: If `axes` has another form, or the inputs do not fit together.

    Example:
        from keras import backend as K
        from keras.layers import Dot, Input
        outputs = Dot(axes=1)([Input(shape=(4,)), Input(shape=(4,))])
        assert K.int_shape(outputs)[1] == 1
    """

    def __init__(self, axes, normalize=False, **kwargs):
        super().__init__(**kwargs)
        pair = axes if isinstance(axes, (list, tuple)) else (axes, axes)
        if len(pair) != 2 or not all(hasattr(axis, '__index__') for axis in pair):
            raise ValueError('`axes` must be an int, or a pair of ints. Received: {!r}.'
                             .format(axes))
        self.axes = axes
        self.normalize = normalize

    def _axes(self, ranks):
        """The axis of each input, counted from the front."""
        pair = self.axes if isinstance(self.axes, (list, tuple)) else (self.axes, self.axes)
        if any(not -rank < axis < rank or axis % rank == 0 for axis, rank in zip(pair, ranks)):
            raise ValueError(
                'Dot layer {!r} with axes={} received inputs of {} axes: the batch axis 0 cannot '
                'be used, and the others end at the number of axes minus one.'.format(
                    self.name, self.axes, ' and '.join(str(rank) for rank in ranks)))
        return [axis % rank for axis, rank in zip(pair, ranks)]

    def build(self, input_shape):
        self._check_inputs(input_shape, count=2)
        first, second = input_shape
        axes = self._axes((len(first), len(second)))
        sizes = first[axes[0]], second[axes[1]]
        if None not in sizes and sizes[0] != sizes[1]:
            raise ValueError('Dot layer {!r} with axes={} received inputs of shapes {}, whose '
                             'sizes {} and {} along these axes differ.'.format(
                                 self.name, self.axes, input_shape, *sizes))
        self.built = True

    def call(self, inputs):
        self._check_inputs(inputs, count=2)
        return self._merge_function(inputs)

    def _merge_function(self, inputs):
        axes = self._axes([K.ndim(tensor) for tensor in inputs])
        if self.normalize:
            inputs = [K.l2_normalize(tensor, axis=axis) for tensor, axis in zip(inputs, axes)]
        return K.batch_dot(inputs[0], inputs[1], axes)

    def compute_output_shape(self, input_shape):
        self._check_inputs(input_shape, count=2)
        first, second = input_shape
        axes = self._axes((len(first), len(second)))
        rest = [size for axis, size in enumerate(first) if axis not in (0, axes[0])]
        rest += [size for axis, size in enumerate(second) if axis not in (0, axes[1])]
        return (first[0],) + (tuple(rest) or (1,))

    def compute_mask(self, inputs, mask=None):
        return None

    def get_config(self):
        config = super().get_config()
        config.update(axes=self.axes, normalize=self.normalize)
        return config


def dot(inputs, axes, normalize=False, **kwargs):
    """Dot product of the samples of two tensors along one axis of each.

    Args:
        inputs: List of two tensors.
        axes: The axis of both, or a pair with the axis of each.
        normalize: Whether to compute the cosine of the angle instead. Default False.
        **kwargs: Arguments of the layer `Dot`.

    Returns:
        A tensor, the products.

    Example:
        from keras.layers import Input, dot
        outputs = dot([Input(shape=(5, 4)), Input(shape=(3, 4))], axes=2)
    """
    return Dot(axes=axes, normalize=normalize, **kwargs)(inputs)
