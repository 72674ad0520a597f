"""Training, evaluation and prediction with batches of generators and `Sequence`s."""
from keras.engine.training import fitting, preparation, validation
from keras.engine.training.generator_sources import GeneratedSource, check_workers, unpack
from keras.utils.generic_utils import unpack_singleton


class GeneratorMethods:
    """The part of `Model` whose data comes batch by batch."""

    def fit_generator(self, generator, steps_per_epoch=None, epochs=1, verbose=1, callbacks=None,
                      validation_data=None, validation_steps=None, validation_freq=1,
                      class_weight=None, max_queue_size=10, workers=1, use_multiprocessing=False,
                      shuffle=True, initial_epoch=0):
        """Trains the model on batches that a generator or a `Sequence` gives.

        Args:
            generator: Generator (without end) or `Sequence` of `(x, y)` or `(x, y, sample_weight)`.
            steps_per_epoch: Number of batches of an epoch; default for a `Sequence`: its length.
            epochs: Number of the epoch at which to stop.
            verbose: 0 says nothing, 1 draws a bar, 2 writes one line per epoch.
            callbacks: List of `Callback`s.
            validation_data: Tuple of arrays, generator or `Sequence`.
            validation_steps: Number of batches of validation, if that is a generator.
            validation_freq: Validate every so many epochs; or a list of the epochs (counted from
                1).
            class_weight: Dictionary {class number: weight}.
            max_queue_size: Accepted; batches are made when they are needed.
            workers: Accepted; batches are made in the calling thread.
            use_multiprocessing: Accepted; batches are made in the calling thread.
            shuffle: Whether the batches of a `Sequence` come in another order in every epoch.
            initial_epoch: Number of the first epoch, to go on with a run.

        Returns:
            A `History`.
        """
        preparation.require_compiled(self)
        check_workers(workers, use_multiprocessing)
        source = self._generated_source(generator, steps_per_epoch, 'generator', class_weight,
                                        shuffle)
        first = source.first()
        preparation.build_from(self, unpack(first, 'generator')[0])
        checked = validation.from_arguments(self, source, validation_data, 0., validation_steps,
                                            validation_freq, None)
        return fitting.train(self, source, callbacks, epochs, initial_epoch, verbose, checked)

    def evaluate_generator(self, generator, steps=None, callbacks=None, max_queue_size=10,
                           workers=1, use_multiprocessing=False, verbose=0):
        """Computes the loss and the metrics on batches that a generator or a `Sequence` gives.

        Args:
            generator: Generator or `Sequence` of `(x, y)` or `(x, y, sample_weight)`.
            steps: Number of batches; default for a `Sequence`: its length.
            callbacks: List of `Callback`s.
            max_queue_size: Accepted; batches are made when they are needed.
            workers: Accepted; batches are made in the calling thread.
            use_multiprocessing: Accepted; batches are made in the calling thread.
            verbose: 1 draws a bar, 0 says nothing.

        Returns:
            The loss, or the list of the loss and the metrics.
        """
        preparation.require_compiled(self)
        check_workers(workers, use_multiprocessing)
        source = self._generated_source(generator, steps, 'generator')
        preparation.build_from(self, unpack(source.first(), 'generator')[0])
        return unpack_singleton(fitting.evaluate(self, source, callbacks, verbose))

    def predict_generator(self, generator, steps=None, callbacks=None, max_queue_size=10, workers=1,
                          use_multiprocessing=False, verbose=0):
        """Computes the outputs for batches that a generator or a `Sequence` gives.

        Args:
            generator: Generator or `Sequence` of inputs, or of tuples that begin with the inputs.
            steps: Number of batches; default for a `Sequence`: its length.
            callbacks: List of `Callback`s.
            max_queue_size: Accepted; batches are made when they are needed.
            workers: Accepted; batches are made in the calling thread.
            use_multiprocessing: Accepted; batches are made in the calling thread.
            verbose: 1 draws a bar, 0 says nothing.

        Returns:
            Array of the outputs, or a list of arrays if the model has several outputs.
        """
        check_workers(workers, use_multiprocessing)

        def prepare(batch):
            data = preparation.prepare_inputs(self, _inputs_of(batch))
            return data.arrays, data.placeholders

        source = GeneratedSource(generator, steps, prepare, 'generator')
        preparation.build_from(self, _inputs_of(source.first()))
        source.weighted = False
        return unpack_singleton(fitting.predict(self, source, callbacks, verbose))

    def _generated_source(self, batches, steps, argument, class_weight=None, shuffle=False):
        """Returns the source of a generator or `Sequence` of inputs and targets."""

        def prepare(batch):
            x, y, weight = unpack(batch, argument)
            data = preparation.prepare(self, x, y, weight, class_weight)
            weights = preparation.full_weights(self, data)
            placeholders = self._feed_inputs + self._feed_targets + self._feed_sample_weights
            return data.x + data.y + weights, placeholders

        return GeneratedSource(batches, steps, prepare, argument, shuffle)


def _inputs_of(batch):
    """Returns the inputs of a batch that may have targets and weights too."""
    return batch[0] if isinstance(batch, tuple) else batch
