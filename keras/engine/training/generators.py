"""Training, evaluation and prediction with batches of generators and `Sequence`s."""
import contextlib

from keras.engine.training import fitting, preparation, validation
from keras.engine.training.feeding import Feeding
from keras.engine.training.generator_sources import GeneratedSource, unpack
from keras.legacy.methods import hides_keras_1, new_keywords
from keras.utils.generic_utils import unpack_singleton


class GeneratorMethods:
    """The part of `Model` whose data comes batch by batch."""

    @hides_keras_1
    def fit_generator(self, generator, steps_per_epoch=None, epochs=1, verbose=1, callbacks=None,
                      validation_data=None, validation_steps=None, validation_freq=1,
                      class_weight=None, max_queue_size=10, workers=1, use_multiprocessing=False,
                      shuffle=True, initial_epoch=0, **keras_1):
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
            max_queue_size: How many batches may be made ahead of their use.
            workers: Number of workers that make batches; 0 for the calling thread.
            use_multiprocessing: Whether the workers are processes, each with a copy of the data,
                and not threads; see `OrderedEnqueuer` and `GeneratorEnqueuer`.
            shuffle: Whether the batches of a `Sequence` come in another order in every epoch.
            initial_epoch: Number of the first epoch, to go on with a run.

        Returns:
            A `History`.
        """
        if keras_1:
            return self.fit_generator(**_new_keywords('fit_generator', locals()))
        preparation.require_compiled(self)
        feeding = Feeding(max_queue_size, workers, use_multiprocessing)
        source = self._generated_source(generator, steps_per_epoch, 'generator', class_weight,
                                        shuffle, feeding, max(1, epochs - initial_epoch))
        with contextlib.closing(source), fitting.resumable(self):
            preparation.build_from(self, unpack(source.first(), 'generator')[0])
            checked = validation.from_arguments(
                self, source, validation_data, 0., validation_steps, validation_freq, None, feeding,
                range(initial_epoch, epochs))
            return fitting.train(self, source, callbacks, epochs, initial_epoch, verbose, checked)

    @hides_keras_1
    def evaluate_generator(self, generator, steps=None, callbacks=None, max_queue_size=10,
                           workers=1, use_multiprocessing=False, verbose=0, **keras_1):
        """Computes the loss and the metrics on batches that a generator or a `Sequence` gives.

        Args:
            generator: Generator or `Sequence` of `(x, y)` or `(x, y, sample_weight)`.
            steps: Number of batches; default for a `Sequence`: its length.
            callbacks: List of `Callback`s.
            max_queue_size: How many batches may be made ahead of their use.
            workers: Number of workers that make batches; 0 for the calling thread.
            use_multiprocessing: Whether the workers are processes, each with a copy of the data,
                and not threads; see `OrderedEnqueuer` and `GeneratorEnqueuer`.
            verbose: 1 draws a bar, 0 says nothing.

        Returns:
            The loss, or the list of the loss and the metrics.
        """
        if keras_1:
            return self.evaluate_generator(**_new_keywords('evaluate_generator', locals()))
        preparation.require_compiled(self)
        source = self._generated_source(
            generator, steps, 'generator',
            feeding=Feeding(max_queue_size, workers, use_multiprocessing))
        with contextlib.closing(source):
            preparation.build_from(self, unpack(source.first(), 'generator')[0])
            return unpack_singleton(fitting.evaluate(self, source, callbacks, verbose))

    @hides_keras_1
    def predict_generator(self, generator, steps=None, callbacks=None, max_queue_size=10, workers=1,
                          use_multiprocessing=False, verbose=0, **keras_1):
        """Computes the outputs for batches that a generator or a `Sequence` gives.

        Args:
            generator: Generator or `Sequence` of inputs, or of tuples that begin with the inputs.
            steps: Number of batches; default for a `Sequence`: its length.
            callbacks: List of `Callback`s.
            max_queue_size: How many batches may be made ahead of their use.
            workers: Number of workers that make batches; 0 for the calling thread.
            use_multiprocessing: Whether the workers are processes, each with a copy of the data,
                and not threads; see `OrderedEnqueuer` and `GeneratorEnqueuer`.
            verbose: 1 draws a bar, 0 says nothing.

        Returns:
            Array of the outputs, or a list of arrays if the model has several outputs.
        """
        if keras_1:
            return self.predict_generator(**_new_keywords('predict_generator', locals()))

        def prepare(batch):
            data = preparation.prepare_inputs(self, _inputs_of(batch))
            return data.arrays, data.placeholders

        source = GeneratedSource(generator, steps, prepare, 'generator',
                                 feeding=Feeding(max_queue_size, workers, use_multiprocessing))
        with contextlib.closing(source):
            preparation.build_from(self, _inputs_of(source.first()))
            source.weighted = False
            return unpack_singleton(fitting.predict(self, source, callbacks, verbose))

    def _generated_source(self, batches, steps, argument, class_weight=None, shuffle=False,
                          feeding=None, epochs=1):
        """Returns the source of a generator or `Sequence` of inputs and targets."""

        def prepare(batch):
            x, y, weight = unpack(batch, argument)
            data = preparation.prepare(self, x, y, weight, class_weight)
            weights = preparation.full_weights(self, data)
            placeholders = self._feed_inputs + self._feed_targets + self._feed_sample_weights
            return data.x + data.y + weights, placeholders

        return GeneratedSource(batches, steps, prepare, argument, shuffle, feeding, epochs)


def _new_keywords(method, arguments):
    """Returns the arguments (`locals()`) of a method, those of Keras 1 under their new names."""
    given = {name: value for name, value in arguments.items() if name not in ('self', 'keras_1')}
    return new_keywords('Model.' + method, given, arguments['keras_1'], stacklevel=3)


def _inputs_of(batch):
    """Returns the inputs of a batch that may have targets and weights too."""
    return batch[0] if isinstance(batch, tuple) else batch
