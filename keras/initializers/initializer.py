"""What all initializers share."""


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


class Seeded(Initializer):
    """What random initializers share: a seed that differs from call to call.

    Args:
        seed: Integer that makes the values repeatable, or None.

    Example:
        from keras import initializers
        assert initializers.RandomNormal(seed=3).seed == 3
    """

    def __init__(self, seed=None):
        self.seed = seed

    def next_seed(self):
        """The seed for this call; a given seed counts up.

        Returns:
            An int, or None.
        """
        seed = self.seed
        if seed is not None:
            self.seed += 1
        return seed
