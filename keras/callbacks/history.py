"""The record that `fit` returns."""

import numpy as np

from keras.callbacks.callback import Callback
from keras.callbacks.logs import Logs
from keras.utils import curves


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
        self._epochs = Logs()   # name -> the epochs that have a value: validation may be rarer

    def on_train_begin(self, logs=None):
        """Starts anew."""
        self.epoch = []
        self.history = Logs()
        self._epochs = Logs()   # name -> the epochs that have a value: validation may be rarer

    def on_epoch_end(self, epoch, logs=None):
        """Appends the values of the epoch."""
        self.epoch.append(epoch)
        for name, value in (logs or {}).items():
            self.history.setdefault(name, []).append(_plain(value))
            self._epochs.setdefault(name, []).append(epoch)

    def plot(self, names=None, axes=None):
        """Draws losses and metrics against the epochs, a picture for each with its validation.

        Args:
            names: List of what to draw, without `val_`, e.g. `['loss', 'accuracy']`. Default: all.
            axes: Sequence of matplotlib's axes to draw on, one for each name. Default: new ones in
                a row, in a figure of their own.

        Returns:
            A NumPy array of the axes. `axes[0].figure.savefig('curves.png')` writes a file.

        Raises:
            ImportError: If matplotlib is not installed.
            ValueError: If there was no epoch, a name is unknown, or there is another number of
                axes.

        Example:

            import numpy as np
            from keras.layers import Dense
            from keras.models import Sequential
            model = Sequential([Dense(1, input_dim=3)])
            model.compile('sgd', 'mse')
            history = model.fit(np.ones((8, 3)), np.zeros((8, 1)), epochs=2, verbose=0)
            try:
                print(history.plot(['loss']))
            except ImportError as error:
                print(error)
        """
        names = curves.chosen(self.history, names)
        own = axes is None
        if own:
            size = (5 * len(names), 4)
            axes = curves.matplotlib('pyplot').subplots(1, len(names), figsize=size)[1]
        axes = np.atleast_1d(axes).ravel()
        curves.draw(axes, self._epochs, self.history, names)
        if own:
            axes[0].figure.tight_layout()
        return axes


def _plain(value):
    """A Python number for a NumPy scalar; everything else as it is."""
    return value.item() if getattr(value, 'shape', None) == () else value
