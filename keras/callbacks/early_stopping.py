"""Stops training when nothing improves any more."""

import warnings

import numpy as np

from keras.callbacks.callback import Callback
from keras.callbacks.monitor import better, monitored, worst


class EarlyStopping(Callback):
    """Stops training when a monitored value has not improved for some epochs.

    Args:
        monitor: String, the name of the value, in either spelling (`val_acc`, `val_accuracy`).
        min_delta: Number, the least change that counts as an improvement.
        patience: Integer, how many epochs without improvement are borne.
        verbose: 0 or 1; 1 prints when training is stopped.
        mode: `'min'`, `'max'` or `'auto'` (by the name: greater accuracies are better, and
            smaller values of all else).
        baseline: Number that the value must first get better than; None: no such number.
        restore_best_weights: Boolean: whether the model gets the weights of the best epoch when
            training ends, early or not. If no epoch gets better than `baseline`, the best of
            them counts.

    Attributes:
        best: The best value so far.
        wait: Integer, epochs since then.
        stopped_epoch: Integer, the epoch in which training was stopped, or 0.

    Example:

        import numpy as np
        from keras.callbacks import EarlyStopping
        from keras.layers import Dense
        from keras.models import Sequential
        model = Sequential([Dense(1, input_dim=3)])
        model.compile('sgd', 'mse')
        history = model.fit(np.zeros((8, 3)), np.zeros((8, 1)), epochs=9, verbose=0,
                            callbacks=[EarlyStopping('loss', patience=2)])
        assert history.epoch == [0, 1, 2]
    """

    def __init__(self, monitor='val_loss', min_delta=0, patience=0, verbose=0, mode='auto',
                 baseline=None, restore_best_weights=False):
        super().__init__()
        self.monitor = monitor
        self.patience = patience
        self.verbose = verbose
        self.baseline = baseline
        self.restore_best_weights = restore_best_weights
        self.monitor_op = better(mode, monitor, 'EarlyStopping')
        # Added to the best value so far, so that `monitor_op` alone tells an improvement.
        self.min_delta = abs(min_delta) * (1 if self.monitor_op is np.greater else -1)
        self._forget()

    def _forget(self):
        """The state before the first epoch."""
        self.wait = 0
        self.stopped_epoch = 0
        self.best = worst(self.monitor_op) if self.baseline is None else self.baseline
        self.best_weights = None
        self._best_epoch = None
        self._best_saved = worst(self.monitor_op)
        self._last_epoch = None

    def on_train_begin(self, logs=None):
        """Starts anew."""
        self._forget()

    def on_epoch_end(self, epoch, logs=None):
        """Compares the value of the epoch with the best one."""
        self._last_epoch = epoch
        current = self.get_monitor_value(logs)
        if current is None:
            return
        if self.restore_best_weights and self._improves(current, self._best_saved):
            self._best_saved = current
            self._best_epoch = epoch
            self.best_weights = self.model.get_weights()
        if self._improves(current, self.best):
            self.best = current
            self.wait = 0
            return
        self.wait += 1
        if self.wait >= self.patience:
            self.stopped_epoch = epoch
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        """Restores the best weights, however training ended."""
        if self.stopped_epoch > 0 and self.verbose > 0:
            print('Epoch %05d: early stopping' % (self.stopped_epoch + 1))
        if not self.restore_best_weights or self._last_epoch is None:
            return
        if self.best_weights is None:
            warnings.warn('EarlyStopping has no best weights to restore: %r was never logged as '
                          'a number. The weights of the last epoch stay.' % self.monitor,
                          RuntimeWarning, stacklevel=2)
        elif self._best_epoch != self._last_epoch:
            if self.verbose > 0:
                print('Restoring the weights of the best epoch, %d' % (self._best_epoch + 1))
            self.model.set_weights(self.best_weights)

    def get_monitor_value(self, logs):
        """The monitored value of an epoch.

        Args:
            logs: Dictionary of the epoch.

        Returns:
            The value; None, with a warning, if there is none.
        """
        return monitored(logs, self.monitor, 'EarlyStopping', 'training is not stopped')

    def _improves(self, current, best):
        """Whether `current` is better than `best` by more than `min_delta`."""
        return self.monitor_op(current - self.min_delta, best)
