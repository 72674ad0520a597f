"""What `K.print_tensor` writes, the same on every engine."""

import sys

import numpy as np


def write(message, values):
    """Writes a message and an array on the standard error.

    Args:
        message: String.
        values: NumPy array.
    """
    text = np.array2string(values, separator=' ', formatter={'float_kind': '{:g}'.format})
    sys.stderr.write('{} {}\n'.format(message, text))
    sys.stderr.flush()
