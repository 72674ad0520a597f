"""The record that `fit` returns."""

from keras.callbacks.callback import Callback
from keras.callbacks.logs import Logs


class History(Callback):
    """Keeps the logs of every epoch. `fit` adds one by itself and returns it.

    Attributes:
        epoch: List of the epochs' indices.
        history: `Logs` of lists, one value per epoch: Python numbers, so that the whole can be
            written as JSON. It can be asked with either spelling (`acc`, `accuracy`).

    Example:

        import numpy as np
        from keras.layers import Dense
        from keras.models import Sequential
        model = Sequential([Dense(1, input_dim=3)])
        model.compile('sgd', 'mse', metrics=['accuracy'])
        history = model.fit(np.ones((8, 3)), np.zeros((8, 1)), epochs=2, verbose=0)
        assert history.epoch == [0, 1] and len(history.history['acc']) == 2
    """

    def __init__(self):
        super().__init__()
        self.epoch = []
        self.history = Logs()

    def on_train_begin(self, logs=None):
        """Starts anew."""
        self.epoch = []
        self.history = Logs()

    def on_epoch_end(self, epoch, logs=None):
        """Appends the values of the epoch."""
        self.epoch.append(epoch)
        for name, value in (logs or {}).items():
            self.history.setdefault(name, []).append(_plain(value))


def _plain(value):
    """A Python number for a NumPy scalar; everything else as it is."""
    return value.item() if getattr(value, 'shape', None) == () else value
