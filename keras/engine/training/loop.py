"""The loop: one pass over a batch source, in training, in evaluation and in prediction."""
import numpy as np

from keras.callbacks.logs import Logs


#: Results of so many batches are left to the engine before they are asked for.
DEFERRED = 256


class Totals:
    """What a pass of training or evaluation adds up.

    The first result of a step is the loss of the batch, averaged here over the samples; the other
    results are metrics that count by themselves, of which the last values stand.

    Args:
        names: Log names of the results.
    """

    def __init__(self, names):
        self.names = names
        self.losses = []
        self.sizes = []
        self.last = None
        self._fetch = None
        self._fetched = 0

    def deferring(self, function):
        """Returns the form of a step function that does not wait for its results, if it has one."""
        self._fetch = getattr(function, 'fetch', None)
        return function if self._fetch is None else function.deferred

    def add(self, index, size, outputs):
        """Takes the results of one batch."""
        self.losses.append(outputs[0])
        self.sizes.append(size)
        self.last = outputs
        if self._fetch is not None and len(self.losses) - self._fetched > DEFERRED:
            self._settle(len(self.losses) - 1)

    def _settle(self, stop):
        """Asks for the losses of batches before `stop`."""
        self.losses[self._fetched:stop] = self._fetch(self.losses[self._fetched:stop])
        self._fetched = stop

    def batch_logs(self, outputs):
        """Returns names and values of one batch."""
        return zip(self.names, outputs)

    def results(self):
        """Returns the values of the whole pass, in the order of the names."""
        if not self.sizes:
            raise ValueError('There was not a single batch to run.')
        if self._fetch is not None:
            self._settle(len(self.losses))
            self.last = self._fetch(list(self.last))
        sizes = np.asarray(self.sizes, dtype='float64')
        loss = np.dot(np.asarray(self.losses, dtype='float64'), sizes) / sizes.sum()
        return [loss] + list(self.last[1:])


class Predictions:
    """What a pass of prediction collects: output arrays, made once and filled slice by slice.

    Args:
        samples: Number of samples in all; None to collect the batches and join them at the end.
    """

    def __init__(self, samples):
        self.samples = samples
        self.filled = 0
        self.arrays = None
        self.parts = []

    def add(self, index, size, outputs):
        """Takes the outputs of one batch."""
        if self.samples is None:
            self.parts.append(outputs)
            return
        if index == 0:
            if size == self.samples:
                self.arrays = list(outputs)
                return
            self.arrays = [np.empty((self.samples,) + out.shape[1:], dtype=out.dtype)
                           for out in outputs]
        stop = self.filled + size
        for array, out in zip(self.arrays, outputs):
            if out.shape[0] != size or out.shape[1:] != array.shape[1:]:
                raise ValueError(
                    'The outputs of batch %d (%d samples) have shape %s, those of the first batch '
                    'fill an array of shape %s: outputs of different shapes cannot be joined. '
                    'Predict batch by batch with '
                    '`predict_on_batch`.' % (index, size, out.shape, array.shape))
            array[self.filled:stop] = out
        self.filled = stop

    def batch_logs(self, outputs):
        """Returns names and values of one batch."""
        return [('outputs', outputs)]

    def results(self):
        """Returns one array per output."""
        if self.samples is not None:
            return self.arrays
        if not self.parts:
            raise ValueError('There was not a single batch to predict.')
        return [np.concatenate(out) if np.ndim(out[0]) else np.asarray(out)
                for out in zip(*self.parts)]


class Listeners:
    """The batch hooks of callbacks, and a bar.

    Args:
        callbacks: `CallbackList`.
        mode: 'train', 'test' or 'predict'.
        bar: Object with `add(n)` for `evaluate` and `predict`, or None.
        counts_steps: Whether the bar counts batches.
    """

    def __init__(self, callbacks, mode, bar=None, counts_steps=False):
        self.mode = mode
        self.bar = bar
        self.counts_steps = counts_steps
        hears = callbacks is not None and callbacks.wants_batches(mode)
        self.begin = getattr(callbacks, 'on_%s_batch_begin' % mode) if hears else None
        self.end = getattr(callbacks, 'on_%s_batch_end' % mode) if hears else None

    def __bool__(self):
        return self.bar is not None or self.begin is not None

    def before(self, index, size):
        """Called before a batch."""
        if self.begin is not None:
            self.begin(index, Logs(batch=index, size=size))

    def after(self, index, size, values):
        """Called after a batch."""
        if self.end is not None:
            logs = Logs(batch=index, size=size)
            logs.update(values)
            self.end(index, logs)
        if self.bar is not None:
            self.bar.add(1 if self.counts_steps else size)


def run(model, function, source, collected, listeners):
    """Runs one pass over a source: the one loop of `fit`, `evaluate` and `predict`.

    Args:
        model: The model; its `stop_training` ends a pass of training early.
        function: Bound step function.
        source: `BatchSource`.
        collected: `Totals` or `Predictions`.
        listeners: `Listeners`.

    Returns:
        `collected`.
    """
    add = collected.add
    index = 0
    batches = source.epoch()
    if not listeners:
        if isinstance(collected, Totals):
            function = collected.deferring(function)
        for size, feeds in batches:
            add(index, size, function(feeds))
            index += 1
        return collected
    stoppable = listeners.mode == 'train'
    for size, feeds in batches:
        listeners.before(index, size)
        outputs = function(feeds)
        add(index, size, outputs)
        listeners.after(index, size, collected.batch_logs(outputs))
        index += 1
        if stoppable and model.stop_training:
            break
    return collected
