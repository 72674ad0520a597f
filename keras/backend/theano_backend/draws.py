"""The operation that draws random numbers: a function of a seed, a position, and a size.

A graph that computes the same draw twice (a gradient does) so gets the same numbers. The position
is a variable that goes up by one whenever a function that draws is called.
"""

import numpy as np

from keras.backend.theano_backend.engine import Apply, Op, T, gradient, tensor_type


class Draw(Op):
    """Draws random numbers.

    Args:
        kind: 'normal', 'uniform', 'truncated_normal' (all in standard form) or 'kept': 0 with the
            probability `level`, else `1 / (1 - level)`.
        dtype: Type of the numbers as a string.
        pattern: Tuple of bools: which axes are known to have size 1.
        seed: Integer.
        level: Number from 0 to 1, for 'kept'.
    """

    __props__ = ('kind', 'dtype', 'pattern', 'seed', 'level')

    def __init__(self, kind, dtype, pattern, seed, level=0.):
        self.kind = kind
        self.dtype = dtype
        self.pattern = tuple(bool(one) for one in pattern)
        self.seed = int(seed)
        self.level = float(level)

    def make_node(self, position, size):
        size = T.cast(T.as_tensor_variable(size), 'int64')
        return Apply(self, [T.as_tensor_variable(position), size],
                     [tensor_type(self.dtype, self.pattern)()])

    def perform(self, node, inputs, outputs, *_):
        position, size = int(inputs[0]), tuple(int(one) for one in inputs[1])
        words = [self.seed % 2 ** 32, position % 2 ** 32, position // 2 ** 32 % 2 ** 32]
        random = np.random.RandomState(words)
        outputs[0][0] = _KINDS[self.kind](random, size, self)

    def infer_shape(self, *args):
        node = args[-2]
        return [[node.inputs[1][i] for i in range(len(self.pattern))]]

    def do_constant_folding(self, *_):
        return False

    def connection_pattern(self, node):
        return [[False], [False]]

    def grad(self, inputs, output_gradients):
        return [gradient.DisconnectedType()() for _ in inputs]


def _normal(random, size, op):
    return np.asarray(random.normal(size=size), dtype=op.dtype)


def _uniform(random, size, op):
    values = np.asarray(random.random_sample(size), dtype=op.dtype)
    # What is nearly 1 may be rounded to it, and 1 is excluded.
    return np.minimum(values, np.nextafter(np.asarray(1, op.dtype), np.asarray(0, op.dtype)))


def _truncated_normal(random, size, op):
    """Normally distributed values, drawn again where they are beyond two deviations."""
    values = np.asarray(random.normal(size=size))
    while True:
        far = np.abs(values) > 2
        count = np.count_nonzero(far)
        if not count:
            return np.asarray(values, dtype=op.dtype)
        values[far] = random.normal(size=count)


def _kept(random, size, op):
    """Zeros, and where they are kept the factor that makes up for the zeros."""
    # Pieces of 16 bits, if they are fine enough: a quarter of the work of one number for each.
    error = abs(round(op.level * 2 ** 16) / 2. ** 16 - op.level)
    bits = 16 if error <= 1e-4 * min(op.level, 1 - op.level) else 32
    count = int(np.prod(size, dtype='int64'))
    pieces = np.frombuffer(random.bytes(count * bits // 8), dtype='uint{}'.format(bits))
    kept = pieces >= round(op.level * 2 ** bits)
    factor = np.asarray(1 / (1 - op.level), op.dtype)
    return np.multiply(kept.reshape(size), factor, dtype=op.dtype)


_KINDS = {'normal': _normal, 'uniform': _uniform, 'truncated_normal': _truncated_normal,
          'kept': _kept}
