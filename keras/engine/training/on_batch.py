"""Training, evaluation and prediction of a single batch."""
from keras.engine.training import fitting, preparation, steps
from keras.utils.generic_utils import unpack_singleton


class BatchMethods:
    """The part of `Model` for programs that have a loop of their own."""

    def train_on_batch(self, x, y, sample_weight=None, class_weight=None, reset_metrics=True):
        """Makes one step of training on one batch.

        Args:
            x: Inputs: array, list of arrays or dictionary by input name.
            y: Targets: array, list of arrays or dictionary by output name.
            sample_weight: Weights of the samples, as for `fit`.
            class_weight: Weights of the classes, as for `fit`.
            reset_metrics: Whether metrics count this batch alone; False to go on counting.

        Returns:
            The loss if there are no metrics and one output, else the list of the loss and the
            metrics, in the order of `metrics_names`; all before the weights were changed.
        """
        return self._on_batch('train', x, y, sample_weight, class_weight, reset_metrics)

    def test_on_batch(self, x, y, sample_weight=None, reset_metrics=True):
        """Computes the loss and the metrics of one batch in test mode.

        Args:
            x: Inputs: array, list of arrays or dictionary by input name.
            y: Targets: array, list of arrays or dictionary by output name.
            sample_weight: Weights of the samples, as for `fit`.
            reset_metrics: Whether metrics count this batch alone; False to go on counting.

        Returns:
            The loss if there are no metrics and one output, else the list of the loss and the
            metrics, in the order of `metrics_names`.
        """
        return self._on_batch('test', x, y, sample_weight, None, reset_metrics)

    def predict_on_batch(self, x):
        """Computes the outputs of one batch in test mode.

        Args:
            x: Inputs: array, list of arrays or dictionary by input name.

        Returns:
            Array of the outputs, or a list of arrays if the model has several outputs.
        """
        quick = getattr(self.predict_function, 'quick', None)
        if quick is not None and quick.fits(x, float('inf')):
            return unpack_singleton(quick(x))
        data = preparation.prepare_inputs(self, x)
        self._make_predict_function()
        return unpack_singleton(self._run_step('predict', self.predict_function, data))

    def _on_batch(self, mode, x, y, sample_weight, class_weight, reset_metrics):
        """Runs one step of training or evaluation."""
        preparation.require_compiled(self)
        data = preparation.prepare(self, x, y, sample_weight, class_weight)
        getattr(self, '_make_%s_function' % mode)()
        if self._metrics_are_stale:
            self.reset_metrics()
        if mode == 'train':
            fitting.seek(self, everywhere=False)
        outputs = self._run_step(mode, getattr(self, mode + '_function'), data)
        if reset_metrics:
            self.reset_metrics()
        return unpack_singleton(outputs)

    def _run_step(self, mode, step, data):
        """Feeds one batch to the function of a mode."""
        function, tail, weighted = steps.bind(step, self, mode, data.weights is not None)
        feeds = data.feeds()
        if weighted and data.weights is None and mode != 'predict':
            feeds += data.ones()
        whole = slice(None)
        return function([feed.part(whole) for feed in feeds] + tail)
