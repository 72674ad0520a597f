"""Inputs side by side."""

from keras import backend as K
from keras.layers.merge.base import _Merge


class Concatenate(_Merge):
    """Joins its inputs along one axis.

    Args:
        axis: The axis. Default -1.
        **kwargs: Arguments of every layer.

    Shape:
        Input: List of at least two tensors, of the same shape but for `axis`.
        Output: The same shape, with the sum of the sizes along `axis`.

    Raises:
        ValueError: If the inputs are not at least two, or do not fit together.

    Example:
        from keras import backend as K
        from keras.layers import Concatenate, Input
        outputs = Concatenate()([Input(shape=(4,)), Input(shape=(3,))])
        assert K.int_shape(outputs)[1] == 7
    """

    def __init__(self, axis=-1, **kwargs):
        super().__init__(**kwargs)
        self.axis = axis

    def build(self, input_shape):
        self._check_inputs(input_shape)
        ranks = {len(shape) for shape in input_shape}
        fits = len(ranks) == 1 and -min(ranks) <= self.axis < min(ranks)
        if fits:
            axis = self.axis % min(ranks)
            others = [shape[:axis] + shape[axis + 1:] for shape in map(tuple, input_shape)]
            fits = all(len(set(sizes) - {None}) < 2 for sizes in zip(*others))
        if not fits:
            raise ValueError(
                'A Concatenate layer needs inputs of the same shape but for the axis along which '
                'they are joined. Layer {!r} with axis={} received inputs of shapes {}.'.format(
                    self.name, self.axis, input_shape))
        self.built = True

    def call(self, inputs):
        if not isinstance(inputs, list):
            self._check_inputs(inputs)
        return self._merge_function(inputs)

    def _merge_function(self, inputs):
        return K.concatenate(inputs, axis=self.axis)

    def compute_output_shape(self, input_shape):
        self._check_inputs(input_shape)
        axis = self.axis % len(input_shape[0])
        shape = []
        for sizes in zip(*input_shape):
            known = [size for size in sizes if size is not None]
            shape.append(known[0] if known else None)
        along = [each[axis] for each in input_shape]
        shape[axis] = None if None in along else sum(along)
        return tuple(shape)

    def compute_mask(self, inputs, mask=None):
        if mask is None:
            return None
        self._check_masks(inputs, mask)
        if all(each is None for each in mask):
            return None
        # Brought to the number of axes of the inputs, with size one along the last.
        masks = []
        for tensor, each in zip(inputs, mask):
            if each is None:
                each = K.ones_like(tensor, dtype='bool')
            while K.ndim(each) < K.ndim(tensor):
                each = K.expand_dims(each, axis=-1)
            masks.append(K.all(each, axis=-1, keepdims=True))
        return K.all(K.concatenate(masks, axis=self.axis), axis=-1)

    def get_config(self):
        config = super().get_config()
        config['axis'] = self.axis
        return config


def concatenate(inputs, axis=-1, **kwargs):
    """Joins tensors along one axis.

    Args:
        inputs: List of at least two tensors.
        axis: The axis. Default -1.
        **kwargs: Arguments of the layer `Concatenate`.

    Returns:
        A tensor, the inputs side by side.

    Example:
        from keras.layers import Input, concatenate
        outputs = concatenate([Input(shape=(4,)), Input(shape=(3,))])
    """
    return Concatenate(axis=axis, **kwargs)(inputs)
