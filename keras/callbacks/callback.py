"""The base class of all callbacks."""


class Callback:
    """Is told what happens during `fit`, `evaluate` and `predict`; override what you need.

    A callback may read and change the model (`self.model.stop_training = True` ends training
    after the current batch or epoch) and may add to `logs`: what it adds at the end of an epoch
    is kept in `History.history`.

    Attributes:
        params: Dictionary that describes the run: `batch_size`, `epochs`, `steps`, `samples`,
            `verbose`, `do_validation` and `metrics` (names of what is logged).
        model: The model that is trained, evaluated or asked for predictions.
        validation_data: The validation arrays of `fit` as a list (inputs, targets, sample
            weights), or None.

    Example:

        import numpy as np
        from keras.callbacks import Callback
        from keras.layers import Dense
        from keras.models import Sequential

        class BatchLosses(Callback):
            def on_train_begin(self, logs=None):
                self.losses = []

            def on_batch_end(self, batch, logs=None):
                self.losses.append(logs['loss'])

        model = Sequential([Dense(1, input_dim=3)])
        model.compile('sgd', 'mse')
        seen = BatchLosses()
        model.fit(np.ones((8, 3)), np.zeros((8, 1)), batch_size=4, verbose=0, callbacks=[seen])
        assert len(seen.losses) == 2
    """

    def __init__(self):
        self.validation_data = None
        self.model = None
        self.params = {}

    def set_params(self, params):
        """Takes the description of the run.

        Args:
            params: Dictionary, see the class.
        """
        self.params = params

    def set_model(self, model):
        """Takes the model of the run.

        Args:
            model: A `Model`.
        """
        self.model = model

    def on_epoch_begin(self, epoch, logs=None):
        """Called when an epoch of training begins.

        Args:
            epoch: Integer, counted from 0 (from `initial_epoch` if training goes on).
            logs: Dictionary, empty.
        """

    def on_epoch_end(self, epoch, logs=None):
        """Called when an epoch of training has ended, after its validation.

        Args:
            epoch: Integer, counted from 0.
            logs: Dictionary of the losses and metrics of the epoch; those of the validation
                data begin with `val_`.
        """

    def on_batch_begin(self, batch, logs=None):
        """Called when a batch of training begins; `on_train_batch_begin` calls it.

        Args:
            batch: Integer, index within the epoch.
            logs: Dictionary with `batch` (the index) and `size` (the number of samples).
        """

    def on_batch_end(self, batch, logs=None):
        """Called when a batch of training has ended; `on_train_batch_end` calls it.

        Args:
            batch: Integer, index within the epoch.
            logs: Dictionary with `batch`, `size`, and the losses and metrics of the batch.
        """

    def on_train_batch_begin(self, batch, logs=None):
        """Called when a batch of training begins. By default calls `on_batch_begin`.

        Args:
            batch: Integer, index within the epoch.
            logs: Dictionary with `batch` and `size`.
        """
        self.on_batch_begin(batch, logs=logs)

    def on_train_batch_end(self, batch, logs=None):
        """Called when a batch of training has ended. By default calls `on_batch_end`.

        Args:
            batch: Integer, index within the epoch.
            logs: Dictionary with `batch`, `size`, and the losses and metrics of the batch.
        """
        self.on_batch_end(batch, logs=logs)

    def on_test_batch_begin(self, batch, logs=None):
        """Called when a batch of `evaluate`, or of the validation in `fit`, begins.

        Args:
            batch: Integer, index within the run.
            logs: Dictionary with `batch` and `size`.
        """

    def on_test_batch_end(self, batch, logs=None):
        """Called when a batch of `evaluate`, or of the validation in `fit`, has ended.

        Args:
            batch: Integer, index within the run.
            logs: Dictionary with `batch`, `size`, and the losses and metrics of the batch.
        """

    def on_predict_batch_begin(self, batch, logs=None):
        """Called when a batch of `predict` begins.

        Args:
            batch: Integer, index within the run.
            logs: Dictionary with `batch` and `size`.
        """

    def on_predict_batch_end(self, batch, logs=None):
        """Called when a batch of `predict` has ended.

        Args:
            batch: Integer, index within the run.
            logs: Dictionary with `batch`, `size` and `outputs`.
        """

    def on_train_begin(self, logs=None):
        """Called once when `fit` begins.

        Args:
            logs: Dictionary, empty.
        """

    def on_train_end(self, logs=None):
        """Called once when `fit` ends.

        Args:
            logs: Dictionary, empty.
        """

    def on_test_begin(self, logs=None):
        """Called when `evaluate`, or the validation in `fit`, begins.

        Args:
            logs: Dictionary, empty.
        """

    def on_test_end(self, logs=None):
        """Called when `evaluate`, or the validation in `fit`, has ended.

        Args:
            logs: Dictionary, empty.
        """

    def on_predict_begin(self, logs=None):
        """Called when `predict` begins.

        Args:
            logs: Dictionary, empty.
        """

    def on_predict_end(self, logs=None):
        """Called when `predict` has ended.

        Args:
            logs: Dictionary, empty.
        """

    def _wants_batches(self, mode):
        """Whether a hook for single batches of `mode` is overridden, in a class or instance."""
        names = ['on_%s_batch_%s' % (mode, when) for when in ('begin', 'end')]
        if mode == 'train':
            names += ['on_batch_begin', 'on_batch_end']
        return any(getattr(getattr(self, name), '__func__', None) is not getattr(Callback, name)
                   for name in names)
