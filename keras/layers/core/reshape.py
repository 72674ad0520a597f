"""The same values in another shape."""

from keras import backend as K
from keras.engine.base_layer import Layer


class Reshape(Layer):
    """Gives each sample another shape with the same number of values.

    Args:
        target_shape: Tuple of ints without the batch axis; at most one may be -1, which is
            computed from the others.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, ...)`.
        Output: `(batch,) + target_shape`.

    Raises:
        ValueError: If there are several -1, or the number of values changes.

    Example:
        from keras import backend as K
        from keras.layers import Input, Reshape
        outputs = Reshape((3, -1))(Input(shape=(12,)))
        assert K.int_shape(outputs)[1:] == (3, 4)
    """

    def __init__(self, target_shape, **kwargs):
        super().__init__(**kwargs)
        if not hasattr(target_shape, '__len__'):
            target_shape = (target_shape,)
        self.target_shape = tuple(target_shape)
        if self.target_shape.count(-1) > 1 or any(
                not hasattr(size, '__index__') or size < -1 for size in self.target_shape):
            raise ValueError(
                '`target_shape` must be a tuple of sizes without the batch axis, with at most '
                'one -1. Received: {!r}.'.format(target_shape))

    def _resolved(self, shape):
        """The target shape with -1 computed; None in its place where `shape` has None."""
        target = self.target_shape
        known = 1
        for size in target:
            known *= size if size != -1 else 1
        if None in shape:
            return tuple(None if size == -1 else size for size in target)
        total = 1
        for size in shape:
            total *= size
        fits = total == known
        if -1 in target:
            fits = known != 0 and total % known == 0
            target = tuple(total // (known or 1) if size == -1 else size for size in target)
        if not fits:
            raise ValueError(
                'Reshape keeps the number of values. Layer {!r} received samples of shape {} '
                '({} values), which do not fit target_shape={}.'.format(
                    self.name, tuple(shape), total, self.target_shape))
        return target

    def compute_output_shape(self, input_shape):
        return (input_shape[0],) + self._resolved(tuple(input_shape[1:]))

    def call(self, inputs):
        target = self._resolved(K.int_shape(inputs)[1:])
        if None in target:  # one -1 is taken already: the batch size must be named
            return K.reshape(inputs, (K.shape(inputs)[0],) + self.target_shape)
        return K.reshape(inputs, (-1,) + target)

    def get_config(self):
        config = super().get_config()
        config['target_shape'] = self.target_shape
        return config
