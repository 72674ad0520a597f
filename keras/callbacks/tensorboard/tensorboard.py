"""Writes a training for TensorBoard."""

import os
import warnings

import numpy as np

from keras.callbacks.callback import Callback
from keras.callbacks.tensorboard.distributions import Distributions
from keras.callbacks.tensorboard.embeddings import Embeddings
from keras.callbacks.tensorboard.graph import graph_of
from keras.utils.events.writer import EventFileWriter


class TensorBoard(Callback):
    """Writes logs, weights, activations, images and the graph for TensorBoard.

    Look at them with `tensorboard --logdir=./logs`. The files are the same on every engine and
    need no other package.

    Args:
        log_dir: String or path, the folder of the files.
        histogram_freq: Integer: every so many epochs the distributions of the weights are written,
            and those of the outputs of the layers, which are computed from the validation data of
            `fit` (arrays; not a generator). 0: never.
        batch_size: Integer, samples of the validation data that are computed at once.
        write_graph: Boolean: whether the graph of the model is written.
        write_grads: Boolean: whether the distributions of the gradients on the validation data
            are written too, every `histogram_freq` epochs.
        write_images: Boolean: whether weights are also shown as pictures, every `histogram_freq`
            epochs. Those with more than three axes longer than 1 are left out.
        embeddings_freq: Integer: every so many epochs the outputs of embedding layers are written
            for the projector. 0: never.
        embeddings_layer_names: List of names of layers; None for all `Embedding` layers.
        embeddings_metadata: File that names the points, relative to `log_dir`; or a dictionary from
            a layer's name to its file.
        embeddings_data: Array, or list of arrays with one for each input: what is embedded. None:
            the whole tables of the `Embedding` layers are shown.
        update_freq: `'epoch'`, `'batch'`, or an integer: losses and metrics are written after every
            so many samples.

    Attributes:
        writer: The `EventFileWriter`; its `add_summary(summary, step)` takes encoded summaries.

    Raises:
        ValueError: If an argument is none of these.

    Example:

        import os, tempfile
        import numpy as np
        from keras.callbacks import TensorBoard
        from keras.layers import Dense
        from keras.models import Sequential
        folder = tempfile.mkdtemp()
        model = Sequential([Dense(1, input_dim=3)])
        model.compile('sgd', 'mse')
        x, y = np.ones((8, 3)), np.zeros((8, 1))
        model.fit(x, y, verbose=0, validation_data=(x, y),
                  callbacks=[TensorBoard(folder, histogram_freq=1)])
        assert len(os.listdir(folder)) == 1
    """

    def __init__(self, log_dir='./logs', histogram_freq=0, batch_size=32, write_graph=True,
                 write_grads=False, write_images=False, embeddings_freq=0,
                 embeddings_layer_names=None, embeddings_metadata=None, embeddings_data=None,
                 update_freq='epoch'):
        super().__init__()
        if update_freq not in ('epoch', 'batch') and not (
                isinstance(update_freq, (int, np.integer)) and update_freq > 0):
            raise ValueError("TensorBoard: update_freq should be 'epoch', 'batch' or a number of "
                             'samples of at least 1. Received: %r' % (update_freq,))
        self.log_dir = os.fspath(log_dir)
        self.histogram_freq = histogram_freq
        self.batch_size = batch_size
        self.write_graph = write_graph
        self.write_grads = write_grads
        self.write_images = write_images
        self.embeddings_freq = embeddings_freq
        self.embeddings_layer_names = embeddings_layer_names
        self.embeddings_metadata = embeddings_metadata
        self.embeddings_data = embeddings_data
        self.update_freq = 1 if update_freq == 'batch' else update_freq
        self.samples_seen = 0
        self.samples_seen_at_last_write = 0
        self.writer = None
        self._distributions = None
        self._embeddings = None

    def set_model(self, model):
        """Takes the model, and opens a file for the run.

        Args:
            model: A `Model`.
        """
        self.model = model
        if self.writer is not None:
            self.writer.close()
        self._distributions = self._embeddings = None
        if self.embeddings_freq:
            self._embeddings = Embeddings(model, self.log_dir, self.embeddings_layer_names,
                                          self.embeddings_metadata, self.embeddings_data)
        self.writer = EventFileWriter(self.log_dir)
        if self.write_graph:
            self.writer.add_graph(graph_of(model))

    def on_batch_end(self, batch, logs=None):
        """Writes losses and metrics, if enough samples have been seen."""
        if self.update_freq == 'epoch':
            return
        self.samples_seen += (logs or {}).get('size', 1)
        if self.samples_seen - self.samples_seen_at_last_write >= self.update_freq:
            self._write_logs(logs, self.samples_seen)
            self.samples_seen_at_last_write = self.samples_seen

    def on_epoch_end(self, epoch, logs=None):
        """Writes losses and metrics, distributions and embeddings of the epoch."""
        if self.histogram_freq and epoch % self.histogram_freq == 0:
            self._write_distributions(epoch)
        if self.embeddings_freq and epoch % self.embeddings_freq == 0:
            self._embeddings.write(self.batch_size or 32)
        self._write_logs(logs, epoch if self.update_freq == 'epoch' else self.samples_seen)

    def on_train_end(self, logs=None):
        """Closes the file."""
        self.writer.close()

    def _write_logs(self, logs, step):
        """Writes all logged values but those that describe the batch."""
        for name, value in (logs or {}).items():
            if name not in ('batch', 'size', 'num_steps'):
                self.writer.add_scalar(name, value, step)
        self.writer.flush()

    def _write_distributions(self, epoch):
        """Writes histograms and pictures."""
        if self._distributions is None:
            self._distributions = Distributions(self.model, self.write_grads, self.write_images)
            if not self.validation_data:
                warnings.warn(
                    'TensorBoard writes the distributions of the weights only: those of outputs '
                    'and gradients are computed from validation arrays. Give `fit` the argument '
                    '`validation_data=(x, y)` (no generator), or '
                    '`validation_split`.', RuntimeWarning, stacklevel=2)
        self._distributions.write(self.writer, epoch, self.validation_data, self.batch_size or 32)

    def _wants_batches(self, mode):
        """Nothing is done for single batches if logs are written by epochs."""
        if mode == 'train' and self.update_freq == 'epoch' \
                and type(self).on_batch_end is TensorBoard.on_batch_end:
            return any(getattr(type(self), name) is not getattr(Callback, name) for name in (
                'on_batch_begin', 'on_train_batch_begin', 'on_train_batch_end'))
        return super()._wants_batches(mode)
