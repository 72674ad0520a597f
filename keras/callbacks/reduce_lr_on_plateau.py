"""Lowers the learning rate when nothing improves any more."""

import warnings

import numpy as np

from keras import backend as K
from keras.callbacks.callback import Callback
from keras.callbacks.monitor import better, learning_rate, monitored, worst


class ReduceLROnPlateau(Callback):
    """Multiplies the learning rate by a factor when a value has not improved for some epochs.

    The learning rate is logged as `lr`.

    Args:
        monitor: String, the name of the value, in either spelling.
        factor: Number below 1: new learning rate = old one * factor.
        patience: Integer, how many epochs without improvement are borne.
        verbose: 0 or 1; 1 prints what is set.
        mode: `'min'`, `'max'` or `'auto'` (by the name: greater accuracies are better, and
            smaller values of all else).
        min_delta: Number, the least change that counts as an improvement.
        cooldown: Integer, epochs after a reduction in which none are counted.
        min_lr: Number, the least learning rate.
        **kwargs: `epsilon`, the name of `min_delta` in earlier versions.

    Raises:
        ValueError: If `factor` is 1 or more.

    Example:

        import numpy as np
        from keras.callbacks import ReduceLROnPlateau
        from keras.layers import Dense
        from keras.models import Sequential
        model = Sequential([Dense(1, input_dim=3)])
        model.compile('sgd', 'mse')
        history = model.fit(np.zeros((8, 3)), np.zeros((8, 1)), epochs=3, verbose=0,
                            callbacks=[ReduceLROnPlateau('loss', factor=0.5, patience=1)])
        np.testing.assert_allclose(history.history['lr'], [0.01, 0.01, 0.005], rtol=1e-6)
    """

    def __init__(self, monitor='val_loss', factor=0.1, patience=10, verbose=0, mode='auto',
                 min_delta=1e-4, cooldown=0, min_lr=0, **kwargs):
        super().__init__()
        if factor >= 1.0:
            raise ValueError('ReduceLROnPlateau: factor must be below 1. Received: %r' % (factor,))
        if 'epsilon' in kwargs:
            warnings.warn('ReduceLROnPlateau: `epsilon` is now called `min_delta`.',
                          DeprecationWarning, stacklevel=2)
            min_delta = kwargs.pop('epsilon')
        if kwargs:
            raise TypeError('ReduceLROnPlateau does not know these arguments: %s'
                            % ', '.join(sorted(kwargs)))
        self.monitor = monitor
        self.factor = factor
        self.patience = patience
        self.verbose = verbose
        self.mode = mode
        self.min_delta = min_delta
        self.cooldown = cooldown
        self.min_lr = min_lr
        self._better = better(mode, monitor, 'ReduceLROnPlateau')
        self._forget()

    def _forget(self):
        """The state before the first epoch."""
        self.best = worst(self._better)
        self.wait = 0
        self.cooldown_counter = 0

    def on_train_begin(self, logs=None):
        """Starts anew."""
        self._forget()

    def monitor_op(self, current, best):
        """Whether `current` is better than `best` by more than `min_delta`."""
        margin = self.min_delta if self._better is np.greater else -self.min_delta
        return self._better(current, best + margin)

    def in_cooldown(self):
        """Whether the last reduction was so recent that no epochs are counted.

        Returns:
            Boolean.
        """
        return self.cooldown_counter > 0

    def on_epoch_end(self, epoch, logs=None):
        """Compares the value of the epoch with the best one."""
        variable = learning_rate(self.model, 'ReduceLROnPlateau')
        if logs is not None:
            logs['lr'] = K.get_value(variable)
        current = monitored(logs, self.monitor, 'ReduceLROnPlateau',
                            'the learning rate is not reduced')
        if current is None:
            return
        if self.in_cooldown():
            self.cooldown_counter -= 1
            self.wait = 0
        if self.monitor_op(current, self.best):
            self.best = current
            self.wait = 0
        elif not self.in_cooldown():
            self.wait += 1
            if self.wait >= self.patience:
                self._reduce(variable, epoch)

    def _reduce(self, variable, epoch):
        """Lowers the learning rate, unless it is the least one already."""
        old = float(K.get_value(variable))
        if old <= self.min_lr:
            return
        new = max(old * self.factor, self.min_lr)
        K.set_value(variable, new)
        if self.verbose > 0:
            print('\nEpoch %05d: the learning rate is reduced to %s' % (epoch + 1, new))
        self.cooldown_counter = self.cooldown
        self.wait = 0
