"""The state of optimizers, as Keras 1.2 to 2.2 wrote it too.

Since 2.3 a file holds the number of steps, what the optimizer counts beside it, and arrays in
groups of one per trained weight. Before that

- RMSprop, Adagrad and Adadelta did not store the number of steps, and Nadam not its schedule;
- Adam had no third group of arrays until 2.1.3;
- the weights stood in the order of their names up to 2.0.5, not in that of the layers.
"""

import numpy as np

from keras.backend import kernel_convention
from keras.saving import keras_1_weights
from keras.saving.conversion import convolution_kernels, shape_of
from keras.utils.conv_utils import convert_kernel


class State(object):
    """What the file holds, put in the order of the weights of an optimizer.

    Args:
        model: A compiled model whose training step exists.
        stored: List of arrays, or of what has a `shape` and can be read.
        names: Names of the trained weights in the file, in the order of the model's; None if they
            are not known.
        version: The file's `keras_version`, or None.
        backend: The file's `backend`, or None.

    Attributes:
        fits: Whether the arrays can be taken over.
        knows_steps: Whether the number of steps is among them.
    """

    def __init__(self, model, stored, names, version=None, backend=None):
        self.optimizer = model.optimizer
        self._params = list(model._collected_trainable_weights)
        self._flipped = set()
        if backend in kernel_convention.FLIPPED:
            self._flipped = {position for position, param in enumerate(self._params)
                             if id(param) in convolution_kernels(model)}
        heads = _count_scalars(stored)
        self._heads, self._slots = stored[:heads], stored[heads:]
        if is_by_name(version):
            self._slots = self._sorted_back(names)
        self.knows_steps = heads > 0
        self.fits = self._slots is not None and self._fit()

    def _sorted_back(self, names):
        """The arrays of each group in the order of the model, from that of the names."""
        size = len(self._params)
        if names is None or not size or len(self._slots) % size:
            return None
        order = sorted(range(size), key=names.__getitem__)
        places = [order.index(position) for position in range(size)]
        return [self._slots[start + place] for start in range(0, len(self._slots), size)
                for place in places]

    def _fit(self):
        """Whether number and shapes are right, but for what older versions left out."""
        wanted = [shape_of(weight) for weight in self.optimizer.weights]
        heads = _count_scalars(self.optimizer.weights)
        if len(self._heads) > heads:
            return False
        wanted, size = wanted[heads:], len(self._params)
        if getattr(self.optimizer, 'amsgrad', None) is False \
                and len(self._slots) == len(wanted) - size == 2 * size:
            wanted = wanted[:2 * size]          # the third group holds nothing without amsgrad
        return [tuple(array.shape) for array in self._slots] == wanted

    def values(self, read=np.asarray):
        """The arrays for `optimizer.set_weights`.

        Args:
            read: Function from one of `stored` to an array.

        Returns:
            A list of arrays.
        """
        values = self.optimizer.get_weights()
        heads = _count_scalars(values)
        for place, head in enumerate(self._heads):
            values[place] = read(head)
        if len(self._heads) == 1 and hasattr(self.optimizer, 'm_schedule'):
            values[1] = _schedule(self.optimizer.get_config(), int(values[0]))
        for place, slot in enumerate(self._slots):
            value = read(slot)
            flip = place % len(self._params) in self._flipped
            values[heads + place] = convert_kernel(value) if flip else value
        return values


def is_by_name(version):
    """Whether files of a version have the state in the order of the names of the weights.

    Args:
        version: The attribute `keras_version`, or None.

    Returns:
        A bool.
    """
    if keras_1_weights.is_keras_1(version):
        return True
    digits = version.split('-')[0].split('.')[:3]
    return all(part.isdigit() for part in digits) and [int(part) for part in digits] <= [2, 0, 5]


def _count_scalars(arrays):
    """How many single numbers come first."""
    shapes = [tuple(array.shape) for array in arrays] + [None]
    return next(place for place, shape in enumerate(shapes) if shape != ())


def _schedule(config, steps):
    """The product of the momenta of Nadam after so many steps."""
    t = np.arange(1, steps + 1)
    return np.prod(config['beta_1'] * (1. - .5 * .96 ** (t * config['schedule_decay'])))
