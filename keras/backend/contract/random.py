"""Random tensors and variables.

A seed of None means one drawn from NumPy's global generator, so that `numpy.random.seed` makes a
program repeat itself.
"""

from keras.backend.contract.declare import op


@op
def random_normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None):
    """Returns a tensor of normally distributed values, new ones at every run.

    Args:
        shape: Tuple of sizes (integers or scalar tensors).
        mean: Mean of the distribution.
        stddev: Standard deviation of the distribution.
        dtype: Type of the result as a string; by default `floatx()`.
        seed: Integer seed.

    Returns:
        A tensor.
    """


@op
def random_uniform(shape, minval=0.0, maxval=1.0, dtype=None, seed=None):
    """Returns a tensor of uniformly distributed values, new ones at every run.

    Args:
        shape: Tuple of sizes (integers or scalar tensors).
        minval: Lower bound, included.
        maxval: Upper bound, excluded.
        dtype: Type of the result as a string; by default `floatx()`.
        seed: Integer seed.

    Returns:
        A tensor.
    """


@op
def random_binomial(shape, p=0.0, dtype=None, seed=None):
    """Returns a tensor of zeros and ones, new ones at every run.

    Args:
        shape: Tuple of sizes (integers or scalar tensors).
        p: Probability of a one, from 0 to 1.
        dtype: Type of the result as a string; by default `floatx()`.
        seed: Integer seed.

    Returns:
        A tensor.
    """


@op
def truncated_normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None):
    """Returns a tensor of normally distributed values, none further than two deviations off.

    Args:
        shape: Tuple of sizes (integers or scalar tensors).
        mean: Mean of the distribution.
        stddev: Standard deviation of the distribution before it is cut.
        dtype: Type of the result as a string; by default `floatx()`.
        seed: Integer seed.

    Returns:
        A tensor.
    """


@op
def random_normal_variable(shape, mean, scale, dtype=None, name=None, seed=None):
    """Makes a variable whose initial value is normally distributed.

    Args:
        shape: Tuple of integers.
        mean: Mean of the distribution.
        scale: Standard deviation of the distribution.
        dtype: Type of the variable as a string; by default `floatx()`.
        name: Name of the variable.
        seed: Integer seed.

    Returns:
        A variable.
    """


@op
def random_uniform_variable(shape, low, high, dtype=None, name=None, seed=None):
    """Makes a variable whose initial value is uniformly distributed.

    Args:
        shape: Tuple of integers.
        low: Lower bound, included.
        high: Upper bound, excluded.
        dtype: Type of the variable as a string; by default `floatx()`.
        name: Name of the variable.
        seed: Integer seed.

    Returns:
        A variable.
    """
