"""The progress bar of `fit`."""

from keras.callbacks.callback import Callback
from keras.utils.progbar import Progbar


class ProgbarLogger(Callback):
    """Prints a progress bar with the losses and metrics so far. `fit(verbose=1)` adds one.

    With `verbose=2` it prints one line per epoch and does not look at single batches.

    Args:
        count_mode: `'samples'` or `'steps'`: what the bar counts.
        stateful_metrics: Names of metrics whose last value is shown as it is; the others are
            averaged over the batches so far.

    Raises:
        ValueError: If `count_mode` is neither of the two.

    Example:

        import numpy as np
        from keras.callbacks import ProgbarLogger
        from keras.layers import Dense
        from keras.models import Sequential
        model = Sequential([Dense(1, input_dim=3)])
        model.compile('sgd', 'mse')
        model.fit(np.ones((8, 3)), np.zeros((8, 1)), verbose=0,
                  callbacks=[ProgbarLogger()])
    """

    def __init__(self, count_mode='samples', stateful_metrics=None):
        super().__init__()
        if count_mode not in ('samples', 'steps'):
            raise ValueError("count_mode must be 'samples' or 'steps'. Received: %r"
                             % (count_mode,))
        self.use_steps = count_mode == 'steps'
        self.stateful_metrics = set(stateful_metrics or [])
        self.verbose = 0
        self.epochs = None
        self.seen = 0
        self.target = None
        self.progbar = None
        self.log_values = []

    def on_train_begin(self, logs=None):
        """Reads how much there is to do, and how talkative to be."""
        self.verbose = self.params.get('verbose', 1)
        self.epochs = self.params.get('epochs')

    def on_epoch_begin(self, epoch, logs=None):
        """Prints the heading and starts a new bar."""
        self.seen = 0
        self.log_values = []
        self.target = self.params.get('steps' if self.use_steps else 'samples')
        if self.verbose:
            print('Epoch %d/%s' % (epoch + 1, self.epochs))
            self.progbar = Progbar(target=self.target, verbose=self.verbose,
                                   stateful_metrics=set(self.stateful_metrics))

    def on_batch_begin(self, batch, logs=None):
        """Forgets the values of the batch before."""
        self.log_values = []

    def on_batch_end(self, batch, logs=None):
        """Moves the bar on; the last step is drawn when the epoch ends."""
        logs = logs or {}
        steps = logs.get('num_steps', 1)
        self.seen += steps if self.use_steps else logs.get('size', 0) * steps
        if self.verbose and (self.target is None or self.seen < self.target):
            self.log_values = self._values(logs)
            self.progbar.update(self.seen, self.log_values)

    def on_epoch_end(self, epoch, logs=None):
        """Shows the values of the whole epoch."""
        if not self.verbose:
            return
        self.log_values = self._values(logs or {})
        # The logs of an epoch are final: the bar must not average them once more.
        self.progbar.stateful_metrics = {name for name, _ in self.log_values}
        if self.target is not None:
            self.seen = self.target
        self.progbar.update(self.seen, self.log_values)

    def _values(self, logs):
        """The pairs of name and value to be shown, in the order of `params['metrics']`."""
        return [(name, logs[name]) for name in self.params.get('metrics', [])
                if dict.__contains__(logs, name)]

    def _wants_batches(self, mode):
        """Batches matter only while a bar is drawn."""
        return mode == 'train' and self.params.get('verbose', 1) == 1
