"""Curves that grow while a model is trained."""

import io

from keras.callbacks.history import History
from keras.utils import curves
from keras.utils.progbar import in_notebook


class LivePlot(History):
    """Draws losses and metrics after every epoch: in a notebook in place, elsewhere into a file.

    Args:
        names: List of what to draw, without `val_`, e.g. `['loss', 'accuracy']`. Default: all.
        to_file: Path of a picture (.png, .svg, .pdf) that is written anew each time. Needed
            outside of notebooks.
        every: Draw after every so many epochs, and at the end. Default 1.

    Raises:
        ValueError: In `fit`, if there is neither a notebook nor a file to draw into, or a name is
            unknown.
        ImportError: In `fit`, if matplotlib is not installed.

    Example:

        import os, tempfile
        import numpy as np
        from keras.callbacks import LivePlot
        from keras.layers import Dense
        from keras.models import Sequential
        model = Sequential([Dense(1, input_dim=3)])
        model.compile('sgd', 'mse')
        path = os.path.join(tempfile.mkdtemp(), 'curves.png')
        try:
            model.fit(np.ones((8, 3)), np.zeros((8, 1)), epochs=2, verbose=0,
                      callbacks=[LivePlot(to_file=path)])
        except ImportError as error:
            print(error)
    """

    def __init__(self, names=None, to_file=None, every=1):
        super().__init__()
        self.names = names
        self.to_file = to_file
        self.every = every
        self._display = None
        self._handle = None     # the picture in the notebook
        self._drawn = 0

    def on_train_begin(self, logs=None):
        """Starts anew, in a new picture."""
        super().on_train_begin(logs)
        curves.matplotlib('figure')
        self._display, self._handle, self._drawn = _notebook(), None, 0
        if self._display is None and self.to_file is None:
            raise ValueError('LivePlot has nothing to draw on: this is no notebook. Give it a '
                             "file: LivePlot(to_file='curves.png').")

    def on_epoch_end(self, epoch, logs=None):
        """Takes the values of the epoch, and draws."""
        super().on_epoch_end(epoch, logs)
        if len(self.epoch) - self._drawn >= self.every:
            self._draw()

    def on_train_end(self, logs=None):
        """Draws the last epochs, if they were not."""
        if len(self.epoch) > self._drawn:
            self._draw()

    def _draw(self):
        """Makes the picture from the beginning, and shows it."""
        names = curves.chosen(self.history, self.names)
        figure = curves.matplotlib('figure').Figure(figsize=(5 * len(names), 4))
        curves.matplotlib('backends.backend_agg').FigureCanvasAgg(figure)
        self.plot(names, [figure.add_subplot(1, len(names), place + 1)
                          for place in range(len(names))])
        figure.tight_layout()
        self._drawn = len(self.epoch)
        if self.to_file is not None:
            figure.savefig(self.to_file)
        if self._display is not None:
            self._show(figure)

    def _show(self, figure):
        """Puts the picture into the notebook, in the place of the one before."""
        stream = io.BytesIO()
        figure.savefig(stream, format='png')
        image = self._display.Image(data=stream.getvalue(), format='png')
        if self._handle is None:
            self._handle = self._display.display(image, display_id=True)
        else:
            self._handle.update(image)


def _notebook():
    """The module that shows things in a notebook, or None elsewhere."""
    if not in_notebook():
        return None
    import IPython.display
    return IPython.display
