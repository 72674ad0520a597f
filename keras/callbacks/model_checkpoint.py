"""Saves the model while it is trained."""

import os

from keras.callbacks.callback import Callback
from keras.callbacks.logs import Logs
from keras.callbacks.monitor import better, monitored, worst


class ModelCheckpoint(Callback):
    """Saves the model, or its weights, at the end of an epoch.

    Files are replaced as a whole: a crash while saving leaves the earlier file.

    Args:
        filepath: String or path, may contain named format fields: `epoch` (counted from 1) and
            the names of logged values, in either spelling, for example
            `'weights.{epoch:02d}-{val_acc:.2f}.h5'`.
        monitor: String, the name of the value that tells the best epoch.
        verbose: 0 or 1; 1 prints what is done.
        save_best_only: Boolean: whether only an epoch that is better than all before is saved.
        save_weights_only: Boolean: whether `save_weights` is called instead of `save`.
        mode: `'min'`, `'max'` or `'auto'` (by the name: greater accuracies are better, and
            smaller values of all else).
        period: Integer, the number of epochs between checks.

    Raises:
        KeyError: During training, if `filepath` names a value that was not logged.

    Example:

        import os, tempfile
        import numpy as np
        from keras.callbacks import ModelCheckpoint
        from keras.layers import Dense
        from keras.models import Sequential
        model = Sequential([Dense(1, input_dim=3)])
        model.compile('sgd', 'mse')
        path = os.path.join(tempfile.mkdtemp(), 'model.{epoch:02d}.h5')
        model.fit(np.ones((8, 3)), np.zeros((8, 1)), epochs=2, verbose=0,
                  callbacks=[ModelCheckpoint(path, monitor='loss', save_best_only=True)])
        assert os.path.exists(path.format(epoch=2))
    """

    def __init__(self, filepath, monitor='val_loss', verbose=0, save_best_only=False,
                 save_weights_only=False, mode='auto', period=1):
        super().__init__()
        self.monitor = monitor
        self.verbose = verbose
        self.filepath = os.fspath(filepath)
        self.save_best_only = save_best_only
        self.save_weights_only = save_weights_only
        self.period = period
        self.epochs_since_last_save = 0
        # The mode only matters, and is only complained about, where values are compared.
        self.monitor_op = better(mode if save_best_only else 'min', monitor, 'ModelCheckpoint')
        self.best = worst(self.monitor_op)

    def on_epoch_end(self, epoch, logs=None):
        """Saves, if this epoch is one to be saved."""
        self.epochs_since_last_save += 1
        if self.epochs_since_last_save < self.period:
            return
        self.epochs_since_last_save = 0
        logs = Logs.of(logs)
        if self.save_best_only and not self._is_best(epoch, logs):
            return
        path = self._path(epoch, logs)
        if self.verbose > 0:
            print('\nEpoch %05d: saving the model to %s' % (epoch + 1, path))
        if self.save_weights_only:
            self.model.save_weights(path, overwrite=True)
        else:
            self.model.save(path, overwrite=True)

    def _is_best(self, epoch, logs):
        """Whether the epoch is the best so far; remembers its value."""
        current = monitored(logs, self.monitor, 'ModelCheckpoint', 'the model is not saved')
        if current is None:
            return False
        improved = self.monitor_op(current, self.best)
        if self.verbose > 0:
            print('\nEpoch %05d: %s is %.5f, the best so far was %.5f'
                  % (epoch + 1, self.monitor, current, self.best))
        if improved:
            self.best = current
        return bool(improved)

    def _path(self, epoch, logs):
        """The file name of an epoch."""
        fields = Logs(logs)
        fields['epoch'] = epoch + 1
        try:
            return self.filepath.format_map(fields)
        except KeyError as error:
            raise KeyError('ModelCheckpoint cannot make a file name of %r: nothing named %s was '
                           'logged. Available: %s.'
                           % (self.filepath, error, ', '.join(sorted(fields)))) from None
