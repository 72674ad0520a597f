"""One bound engine function per mode: feeds and fetches are fixed once, a step is one call."""
import threading

import numpy as np

from keras import backend as K

#: Building step functions changes the graph, so only one thread does it at a time.
LOCK = threading.RLock()
_PHASES = {'train': np.array(True), 'test': np.array(False), 'predict': np.array(False)}


class Step:
    """The function of one mode of a model.

    Called with one list (inputs, targets, sample weights, and the learning phase if the model has
    one) it returns the list of results, as the functions of Keras 2 did. `bind` gives the loop the
    same function without the feeds that have a default value.

    Args:
        mode: 'train', 'test' or 'predict'.
        data: List of placeholders of inputs and targets.
        weights: List of placeholders of sample weights; unfed, they are ones.
        outputs: List of tensors to compute.
        updates: List of update operations.
        phase: Placeholder of the learning phase, or None if the model has no use for it.
        options: Keyword arguments for the engine's function (`compile(**kwargs)`).
    """

    def __init__(self, mode, data, weights, outputs, updates, phase, options):
        self.mode = mode
        self.data = list(data)
        self.weights = list(weights)
        self.phase = [] if phase is None else [phase]
        self.inputs = self.data + self.weights + self.phase
        self.outputs = list(outputs)
        self.updates = list(updates)
        self._options = options
        self.quick = None
        self._functions = {}

    def __call__(self, values):
        """Runs one step on a full list of values."""
        return self._function(True, True)(values)

    def bind(self, weighted):
        """Returns `(function, tail)`: the loop calls `function(data + tail)`.

        Args:
            weighted: Whether sample weights are among the data.
        """
        phased = bool(self.phase) and self.mode == 'train'
        function = self._function(weighted or not self.weights, phased or not self.phase)
        return function, [_PHASES[self.mode]] if phased else []

    def _function(self, weighted, phased):
        """Returns the engine function that feeds weights and the phase, or leaves them out."""
        key = weighted, phased
        function = self._functions.get(key)
        if function is None:
            with LOCK:
                function = self._functions.get(key)
                if function is None:
                    feeds = self.data + (self.weights if weighted else [])
                    feeds += self.phase if phased else []
                    with K.graph_scope((self.outputs + self.data)[0]):
                        function = K.function(feeds, self.outputs, updates=self.updates,
                                              name=self.mode + '_function', **self._options)
                    self._functions[key] = function
        return function


def bind(step, model, mode, weighted):
    """Returns `(function, tail, weighted)` of what stands in `model.train_function` or a sibling.

    A program may have put a function of its own there; that one is given everything.
    """
    if isinstance(step, Step):
        function, tail = step.bind(weighted)
        return function, tail, weighted
    tail = [_PHASES[mode].astype('float32')] if model._uses_dynamic_learning_phase() else []
    return step, tail, True


class QuickPredict:
    """The short road of `predict` for one batch of a model with one input.

    Args:
        function: Bound engine function of the input alone.
        shape: Shape of one sample, sizes only.
        dtype: NumPy dtype of the placeholder.
    """

    def __init__(self, function, shape, dtype):
        self.function = function
        self.shape = shape
        self.dtype = dtype

    def fits(self, x, batch_size):
        """Whether `x` is one batch that can be fed as it is."""
        return (type(x) is np.ndarray and x.shape[1:] == self.shape and 0 < x.shape[0] <= batch_size
                and x.dtype.kind in 'fiub')

    def __call__(self, x):
        """Runs the batch and returns the list of outputs."""
        return self.function([x if x.dtype is self.dtype else x.astype(self.dtype)])
