"""Random initializers whose variance follows from the shape of the weight."""

import numpy as np

from keras import backend as K
from keras.initializers.initializer import Seeded


class VarianceScaling(Seeded):
    """Random values whose variance is `scale / n`, where `n` follows from the weight's shape.

    `n` is the number of inputs of a unit (`fan_in`), of outputs of an input (`fan_out`), or the
    mean of both (`fan_avg`); for convolution kernels each counts once per position of the window.

    Args:
        scale: Positive number. Default 1.
        mode: `'fan_in'` (default), `'fan_out'` or `'fan_avg'`.
        distribution: `'normal'` (default; cut at two deviations, with the standard deviation
            `sqrt(scale / n)` after the cut) or `'uniform'` (within `+-sqrt(3 * scale / n)`).
        seed: Integer that makes the values repeatable, or None.

    Raises:
        ValueError: If an argument is not one of these.

    Example:
        from keras import initializers
        from keras.layers import Dense
        init = initializers.VarianceScaling(scale=2., mode='fan_in', distribution='normal')
        layer = Dense(3, kernel_initializer=init)
    """

    #: Standard deviation of a standard normal distribution that is cut at two deviations.
    CUT_STDDEV = .87962566103423978

    def __init__(self, scale=1.0, mode='fan_in', distribution='normal', seed=None):
        super(VarianceScaling, self).__init__(seed)
        if scale <= 0.:
            raise ValueError('`scale` must be a positive number, received {!r}.'.format(scale))
        self.scale = scale
        self.mode = _one_of('mode', mode, ('fan_in', 'fan_out', 'fan_avg'))
        self.distribution = _one_of('distribution', distribution, ('normal', 'uniform'))

    def __call__(self, shape, dtype=None):
        """Random values of a shape; see `Initializer.__call__`."""
        fan_in, fan_out = _compute_fans(shape)
        fan = {'fan_in': fan_in, 'fan_out': fan_out, 'fan_avg': (fan_in + fan_out) / 2.}[self.mode]
        variance = self.scale / max(1., float(fan))
        if self.distribution == 'normal':
            stddev = np.sqrt(variance) / self.CUT_STDDEV
            return K.truncated_normal(shape, 0., stddev, dtype=dtype, seed=self.next_seed())
        limit = np.sqrt(3. * variance)
        return K.random_uniform(shape, -limit, limit, dtype=dtype, seed=self.next_seed())

    def get_config(self):
        """The constructor arguments as plain data.

        Returns:
            A dictionary with the keys `scale`, `mode`, `distribution` and `seed`.
        """
        return {'scale': self.scale, 'mode': self.mode, 'distribution': self.distribution,
                'seed': self.seed}


def lecun_uniform(seed=None):
    """Uniform values within `+-sqrt(3 / inputs)`.

    Args:
        seed: Integer that makes the values repeatable, or None.

    Returns:
        A `VarianceScaling`.

    Example:
        from keras import initializers
        assert initializers.lecun_uniform().mode == 'fan_in'

    References:
        LeCun et al.: Efficient BackProp, http://yann.lecun.com/exdb/publis/pdf/lecun-98b.pdf
    """
    return VarianceScaling(1., 'fan_in', 'uniform', seed)


def lecun_normal(seed=None):
    """Normal values, cut at two deviations, with standard deviation `sqrt(1 / inputs)`.

    Args:
        seed: Integer that makes the values repeatable, or None.

    Returns:
        A `VarianceScaling`.

    Example:
        from keras import initializers
        assert initializers.lecun_normal().distribution == 'normal'

    References:
        LeCun et al.: Efficient BackProp, http://yann.lecun.com/exdb/publis/pdf/lecun-98b.pdf
        Klambauer et al.: Self-Normalizing Neural Networks, https://arxiv.org/abs/1706.02515
    """
    return VarianceScaling(1., 'fan_in', 'normal', seed)


def glorot_uniform(seed=None):
    """Uniform values within `+-sqrt(6 / (inputs + outputs))`; what most layers start with.

    Args:
        seed: Integer that makes the values repeatable, or None.

    Returns:
        A `VarianceScaling`.

    Example:
        from keras import initializers
        assert initializers.glorot_uniform().mode == 'fan_avg'

    References:
        Glorot, Bengio: Understanding the difficulty of training deep feedforward neural networks,
        http://proceedings.mlr.press/v9/glorot10a.html
    """
    return VarianceScaling(1., 'fan_avg', 'uniform', seed)


def glorot_normal(seed=None):
    """Normal values, cut at two deviations, with deviation `sqrt(2 / (inputs + outputs))`.

    Args:
        seed: Integer that makes the values repeatable, or None.

    Returns:
        A `VarianceScaling`.

    Example:
        from keras import initializers
        assert initializers.glorot_normal().mode == 'fan_avg'

    References:
        Glorot, Bengio: Understanding the difficulty of training deep feedforward neural networks,
        http://proceedings.mlr.press/v9/glorot10a.html
    """
    return VarianceScaling(1., 'fan_avg', 'normal', seed)


def he_normal(seed=None):
    """Normal values, cut at two deviations, with standard deviation `sqrt(2 / inputs)`.

    Args:
        seed: Integer that makes the values repeatable, or None.

    Returns:
        A `VarianceScaling`.

    Example:
        from keras import initializers
        assert initializers.he_normal().scale == 2.

    References:
        He et al.: Delving Deep into Rectifiers, https://arxiv.org/abs/1502.01852
    """
    return VarianceScaling(2., 'fan_in', 'normal', seed)


def he_uniform(seed=None):
    """Uniform values within `+-sqrt(6 / inputs)`.

    Args:
        seed: Integer that makes the values repeatable, or None.

    Returns:
        A `VarianceScaling`.

    Example:
        from keras import initializers
        assert initializers.he_uniform().scale == 2.

    References:
        He et al.: Delving Deep into Rectifiers, https://arxiv.org/abs/1502.01852
    """
    return VarianceScaling(2., 'fan_in', 'uniform', seed)


def _one_of(argument, value, allowed):
    """The value in lower case, if it is one of the allowed ones."""
    if not isinstance(value, str) or value.lower() not in allowed:
        raise ValueError('`{}` must be one of {}, received {!r}.'.format(argument, allowed, value))
    return value.lower()


def _compute_fans(shape):
    """Inputs per unit and outputs per input of a weight of that shape (channels last)."""
    if len(shape) == 2:
        return shape
    if len(shape) in (3, 4, 5):
        window = np.prod(shape[:-2])
        return shape[-2] * window, shape[-1] * window
    # A weight that is neither a matrix nor a kernel: all its values count, evenly shared.
    root = np.sqrt(np.prod(shape))
    return root, root
