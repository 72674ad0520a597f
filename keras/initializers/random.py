"""Initializers that draw from a distribution."""

import numpy as np

from keras import backend as K
from keras.initializers.initializer import Seeded


class RandomNormal(Seeded):
    """Values from a normal distribution.

    Args:
        mean: Mean of the values. Default 0.
        stddev: Standard deviation of the values. Default 0.05.
        seed: Integer that makes the values repeatable, or None.

    Example:
        from keras import initializers
        from keras.layers import Dense
        layer = Dense(3, kernel_initializer=initializers.RandomNormal(stddev=.01, seed=1))
    """

    def __init__(self, mean=0.0, stddev=0.05, seed=None):
        super(RandomNormal, self).__init__(seed)
        self.mean = mean
        self.stddev = stddev

    def __call__(self, shape, dtype=None):
        """Random values of a shape; see `Initializer.__call__`."""
        return K.random_normal(shape, self.mean, self.stddev, dtype=dtype, seed=self.next_seed())

    def get_config(self):
        """The constructor arguments as plain data.

        Returns:
            A dictionary with the keys `mean`, `stddev` and `seed`.
        """
        return {'mean': self.mean, 'stddev': self.stddev, 'seed': self.seed}


class RandomUniform(Seeded):
    """Values that are equally likely everywhere in a range.

    Args:
        minval: Lower end of the range. Default -0.05.
        maxval: Upper end of the range. Default 0.05.
        seed: Integer that makes the values repeatable, or None.

    Example:
        from keras import initializers
        from keras.layers import Dense
        layer = Dense(3, kernel_initializer=initializers.RandomUniform(-.1, .1))
    """

    def __init__(self, minval=-0.05, maxval=0.05, seed=None):
        super(RandomUniform, self).__init__(seed)
        self.minval = minval
        self.maxval = maxval

    def __call__(self, shape, dtype=None):
        """Random values of a shape; see `Initializer.__call__`."""
        return K.random_uniform(shape, self.minval, self.maxval, dtype=dtype,
                                seed=self.next_seed())

    def get_config(self):
        """The constructor arguments as plain data.

        Returns:
            A dictionary with the keys `minval`, `maxval` and `seed`.
        """
        return {'minval': self.minval, 'maxval': self.maxval, 'seed': self.seed}


class TruncatedNormal(Seeded):
    """Values from a normal distribution, drawn again where they are beyond two deviations.

    Args:
        mean: Mean of the distribution. Default 0.
        stddev: Standard deviation of the distribution before it is cut. Default 0.05.
        seed: Integer that makes the values repeatable, or None.

    Example:
        from keras import initializers
        from keras.layers import Dense
        layer = Dense(3, kernel_initializer=initializers.TruncatedNormal(stddev=.02))
    """

    def __init__(self, mean=0.0, stddev=0.05, seed=None):
        super(TruncatedNormal, self).__init__(seed)
        self.mean = mean
        self.stddev = stddev

    def __call__(self, shape, dtype=None):
        """Random values of a shape; see `Initializer.__call__`."""
        return K.truncated_normal(shape, self.mean, self.stddev, dtype=dtype,
                                  seed=self.next_seed())

    def get_config(self):
        """The constructor arguments as plain data.

        Returns:
            A dictionary with the keys `mean`, `stddev` and `seed`.
        """
        return {'mean': self.mean, 'stddev': self.stddev, 'seed': self.seed}


class Orthogonal(Seeded):
    """A random matrix with orthogonal rows or columns (whichever are fewer) of length `gain`.

    A shape of more than two axes is treated as a matrix: the last axis against all others.

    Args:
        gain: Factor on the matrix. Default 1.
        seed: Integer that makes the values repeatable, or None.

    Example:
        from keras import initializers
        q = initializers.Orthogonal(seed=1)((4, 4))

    References:
        Saxe, McClelland, Ganguli: Exact solutions to the nonlinear dynamics of learning in deep
        linear neural networks, https://arxiv.org/abs/1312.6120
    """

    def __init__(self, gain=1.0, seed=None):
        super(Orthogonal, self).__init__(seed)
        self.gain = gain

    def __call__(self, shape, dtype=None):
        """An array of a shape of two axes or more; see `Initializer.__call__`."""
        if len(shape) < 2:
            raise ValueError(
                'The orthogonal initializer makes matrices: expected a shape of two axes or more, '
                'received {}.'.format(tuple(shape)))
        rows, columns = int(np.prod(shape[:-1])), shape[-1]
        seed = self.next_seed()
        random = np.random if seed is None else np.random.RandomState(seed)
        u, _, v = np.linalg.svd(random.normal(0., 1., (rows, columns)), full_matrices=False)
        q = u if u.shape == (rows, columns) else v
        return (self.gain * q.reshape(shape)).astype(dtype or K.floatx())

    def get_config(self):
        """The constructor arguments as plain data.

        Returns:
            A dictionary with the keys `gain` and `seed`.
        """
        return {'gain': self.gain, 'seed': self.seed}
