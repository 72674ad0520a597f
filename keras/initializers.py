"""Initializers: the values that weights start with."""

import numpy as np

from keras import backend as K
from keras.utils.registry import INITIALIZERS
from keras.utils.registry import deserialize_keras_object, serialize_keras_object


class Initializer(object):
    """Base class of initializers: a callable from a shape to values.

    A subclass writes `__call__(self, shape, dtype=None)`, and `get_config()` if it has arguments.
    A plain function of the same arguments does as well. Random initializers with `seed=None` take
    their seed from NumPy's global generator, so `np.random.seed(n)` makes a program repeat; with a
    seed, each call counts the seed up by one, so that two weights never start equal.

    Example:
        from keras import backend as K, initializers
        class Ramp(initializers.Initializer):
            def __call__(self, shape, dtype=None):
                return K.reshape(K.arange(6, dtype='float32'), shape)
    """

    def __call__(self, shape, dtype=None):
        """The values for a shape.

        Args:
            shape: Tuple of ints.
            dtype: Name of the type of number; default `K.floatx()`.

        Returns:
            A tensor or an array of that shape.

        Raises:
            NotImplementedError: In the base class.
        """
        raise NotImplementedError('{} must define __call__(self, shape, dtype=None).'.format(
            type(self).__name__))

    def get_config(self):
        """The constructor arguments as plain data.

        Returns:
            A dictionary; empty here.
        """
        return {}

    @classmethod
    def from_config(cls, config):
        """Makes an initializer from what `get_config()` gave.

        Args:
            config: Dictionary of constructor arguments. A `dtype` entry, as written by other
                programs of the Keras 2 family, is left out.

        Returns:
            A new instance.
        """
        return cls(**{key: value for key, value in config.items() if key != 'dtype'})


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


class _Seeded(Initializer):
    """What random initializers share: a seed that differs from call to call."""

    def __init__(self, seed=None):
        self.seed = seed

    def _next_seed(self):
        """The seed for this call; a given seed counts up."""
        seed = self.seed
        if seed is not None:
            self.seed += 1
        return seed


class RandomNormal(_Seeded):
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
        return K.random_normal(shape, self.mean, self.stddev, dtype=dtype, seed=self._next_seed())

    def get_config(self):
        """The constructor arguments as plain data.

        Returns:
            A dictionary with the keys `mean`, `stddev` and `seed`.
        """
        return {'mean': self.mean, 'stddev': self.stddev, 'seed': self.seed}


class RandomUniform(_Seeded):
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
                                seed=self._next_seed())

    def get_config(self):
        """The constructor arguments as plain data.

        Returns:
            A dictionary with the keys `minval`, `maxval` and `seed`.
        """
        return {'minval': self.minval, 'maxval': self.maxval, 'seed': self.seed}


class TruncatedNormal(_Seeded):
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
                                  seed=self._next_seed())

    def get_config(self):
        """The constructor arguments as plain data.

        Returns:
            A dictionary with the keys `mean`, `stddev` and `seed`.
        """
        return {'mean': self.mean, 'stddev': self.stddev, 'seed': self.seed}


class VarianceScaling(_Seeded):
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
            return K.truncated_normal(shape, 0., stddev, dtype=dtype, seed=self._next_seed())
        limit = np.sqrt(3. * variance)
        return K.random_uniform(shape, -limit, limit, dtype=dtype, seed=self._next_seed())

    def get_config(self):
        """The constructor arguments as plain data.

        Returns:
            A dictionary with the keys `scale`, `mode`, `distribution` and `seed`.
        """
        return {'scale': self.scale, 'mode': self.mode, 'distribution': self.distribution,
                'seed': self.seed}


class Orthogonal(_Seeded):
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
        seed = self._next_seed()
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


zero = zeros = Zeros
one = ones = Ones
constant = Constant
uniform = random_uniform = RandomUniform
normal = random_normal = RandomNormal
truncated_normal = TruncatedNormal
identity = Identity
orthogonal = Orthogonal

_MAKERS = (lecun_uniform, lecun_normal, glorot_uniform, glorot_normal, he_normal, he_uniform)
INITIALIZERS.add(Initializer, Zeros, Ones, Constant, RandomNormal, RandomUniform, TruncatedNormal,
                 VarianceScaling, Orthogonal, Identity, *_MAKERS)
INITIALIZERS.alias(zero=Zeros, zeros=Zeros, one=Ones, ones=Ones, constant=Constant,
                   uniform=RandomUniform, random_uniform=RandomUniform, normal=RandomNormal,
                   random_normal=RandomNormal, truncated_normal=TruncatedNormal,
                   identity=Identity, orthogonal=Orthogonal)


def serialize(initializer):
    """The plain data that stands for an initializer in a config.

    Args:
        initializer: An `Initializer`, a function, or None.

    Returns:
        `{'class_name': ..., 'config': ...}`, the function's name, or None.
    """
    return serialize_keras_object(initializer)


def deserialize(config, custom_objects=None):
    """The initializer that a config stands for.

    Args:
        config: `{'class_name': ..., 'config': ...}`, or a name.
        custom_objects: Dictionary from names to your own functions or classes.

    Returns:
        A callable from a shape to values.

    Raises:
        ValueError: If the name is unknown.
    """
    found = deserialize_keras_object(config, INITIALIZERS, custom_objects, 'initializer')
    # 'he_normal' and its like name functions that make an initializer; your own function is one.
    return found() if found in _MAKERS else found


def get(identifier):
    """The initializer that the argument of a layer stands for.

    Args:
        identifier: None, a name (`'glorot_uniform'`), a config, or a callable (a class is called
            without arguments).

    Returns:
        A callable from a shape to values, or None.

    Raises:
        ValueError: If the name is unknown, or the argument is something else.

    Example:
        from keras import initializers
        assert isinstance(initializers.get('ones'), initializers.Ones)
    """
    if identifier is None:
        return None
    if isinstance(identifier, (str, dict)):
        return deserialize(identifier)
    if callable(identifier):
        return identifier() if isinstance(identifier, type) else identifier
    raise ValueError(
        'Cannot interpret {!r} as an initializer: expected None, a name such as \'he_normal\', a '
        'config, or a function of shape and dtype.'.format(identifier))
