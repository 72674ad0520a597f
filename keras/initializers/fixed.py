"""Initializers that give the same values each time."""

import numpy as np

from keras import backend as K
from keras.initializers.initializer import Initializer


class Zeros(Initializer):
    """All values 0.

    Example:
        from keras import initializers
        from keras.layers import Dense
        layer = Dense(3, kernel_initializer=initializers.Zeros())
    """

    def __call__(self, shape, dtype=None):
        """Zeros of a shape; see `Initializer.__call__`."""
        return K.constant(0, shape=shape, dtype=dtype)


class Ones(Initializer):
    """All values 1.

    Example:
        from keras import initializers
        from keras.layers import Dense
        layer = Dense(3, bias_initializer=initializers.Ones())
    """

    def __call__(self, shape, dtype=None):
        """Ones of a shape; see `Initializer.__call__`."""
        return K.constant(1, shape=shape, dtype=dtype)


class Constant(Initializer):
    """All values the same.

    Args:
        value: The number. Default 0. An array of the weight's shape does as well.

    Example:
        from keras import initializers
        from keras.layers import Dense
        layer = Dense(3, bias_initializer=initializers.Constant(.1))
    """

    def __init__(self, value=0):
        self.value = value

    def __call__(self, shape, dtype=None):
        """The value in a shape; see `Initializer.__call__`."""
        return K.constant(self.value, shape=shape, dtype=dtype)

    def get_config(self):
        """The constructor arguments as plain data.

        Returns:
            A dictionary with the key `value`.
        """
        value = self.value
        return {'value': value.tolist() if isinstance(value, (np.ndarray, np.generic)) else value}


class Identity(Initializer):
    """The identity matrix; ones on the main diagonal if the matrix is not square.

    Args:
        gain: Factor on the matrix. Default 1.

    Example:
        from keras import initializers
        eye = initializers.Identity()((2, 2))    # [[1., 0.], [0., 1.]]
    """

    def __init__(self, gain=1.0):
        self.gain = gain

    def __call__(self, shape, dtype=None):
        """An array of a shape of two axes; see `Initializer.__call__`."""
        if len(shape) != 2:
            raise ValueError(
                'The identity initializer makes matrices: expected a shape of two axes, received '
                '{}.'.format(tuple(shape)))
        return (self.gain * np.eye(*shape)).astype(dtype or K.floatx())

    def get_config(self):
        """The constructor arguments as plain data.

        Returns:
            A dictionary with the key `gain`.
        """
        return {'gain': self.gain}
