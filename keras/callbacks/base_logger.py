"""Averages over the batches of an epoch."""

from keras.callbacks.callback import Callback


class BaseLogger(Callback):
    """Averages what the batches of an epoch log, for training loops that do not do it.

    `fit` averages by itself and needs none. Beside it, or twice in one list, a `BaseLogger`
    changes nothing: it only fills in what the logs of the epoch lack.

    Args:
        stateful_metrics: Names of metrics that are averages already: their last value counts.

    Example:

        from keras.callbacks import BaseLogger
        logger = BaseLogger()
        logger.set_params({'metrics': ['loss']})
        logger.on_epoch_begin(0)
        logger.on_batch_end(0, {'size': 3, 'loss': 1.})
        logger.on_batch_end(1, {'size': 1, 'loss': 5.})
        logs = {}
        logger.on_epoch_end(0, logs)
        assert logs == {'loss': 2.}
    """

    def __init__(self, stateful_metrics=None):
        super().__init__()
        self.stateful_metrics = set(stateful_metrics or [])
        self.seen = 0
        self.totals = {}

    def on_epoch_begin(self, epoch, logs=None):
        """Forgets the epoch before."""
        self.seen = 0
        self.totals = {}

    def on_batch_end(self, batch, logs=None):
        """Adds a batch, weighted by its number of samples."""
        logs = logs or {}
        size = logs.get('size', 0) * logs.get('num_steps', 1)
        self.seen += size
        for name, value in logs.items():
            if name in self.stateful_metrics:
                self.totals[name] = value
            else:
                self.totals[name] = self.totals.get(name, 0.) + value * size

    def on_epoch_end(self, epoch, logs=None):
        """Fills in the averages that `logs` lacks."""
        if logs is None:
            return
        for name in self.params.get('metrics', []):
            if name not in self.totals or dict.__contains__(logs, name):
                continue
            if name in self.stateful_metrics:
                logs[name] = self.totals[name]
            elif self.seen:
                logs[name] = self.totals[name] / self.seen
