"""The public class `Model`: a network that can be trained, evaluated and asked."""
import warnings

import numpy as np

from keras import backend as K
from keras import optimizers
from keras.engine.base_layer import disable_tracking
from keras.engine.network import Network
from keras.engine.training import compilation, fitting, preparation, validation
from keras.engine.training.deferred import DeferredBuild
from keras.engine.training.feeding import Feeding
from keras.engine.training.generator_sources import is_batches
from keras.engine.training.generators import GeneratorMethods
from keras.engine.training.metrics_bookkeeping import MetricsBook
from keras.engine.training.on_batch import BatchMethods
from keras.engine.training.steps import LOCK, QuickPredict, Step
from keras.legacy.methods import new_keywords
from keras.saving.persistence import Persistence
from keras.utils.generic_utils import unpack_singleton


class Model(BatchMethods, GeneratorMethods, DeferredBuild, Persistence, Network):
    """A network of layers that can be trained.

    There are two ways to make one: from input and output tensors, or by a subclass with a method
    `call(inputs)`, which is built when its first data comes.

    Args:
        inputs: Tensor made with `Input`, or list of them.
        outputs: Tensor computed from the inputs by layers, or list of them.
        name: Name of the model. Default: 'model_1' and so on.

    Example:

        import numpy as np
        from keras.layers import Dense, Input
        from keras.models import Model
        x = Input(shape=(4,))
        model = Model(inputs=x, outputs=Dense(2, activation='softmax')(x))
        model.compile('sgd', 'categorical_crossentropy', metrics=['accuracy'])
        model.fit(np.ones((8, 4)), np.eye(2)[[0, 1] * 4], epochs=2, verbose=0)
        assert model.predict(np.ones((3, 4))).shape == (3, 2)
    """

    # What a model is before `compile`; instances overwrite these.
    optimizer = None
    loss = None
    loss_weights = None
    sample_weight_mode = None
    history = None
    stop_training = False
    total_loss = None
    train_function = None
    test_function = None
    predict_function = None
    _is_compiled = False
    _metrics_are_stale = False      # they still show a finished `fit` or `evaluate`
    _endpoints = None
    _book = None
    _compile_metrics = None
    _compile_weighted_metrics = None
    _collected_trainable_weights = ()
    _function_kwargs = {}

    def _clear_graph(self):
        """Forgets the graph and what was made for it; `compile` is completed again later."""
        super(Model, self)._clear_graph()
        self._endpoints = self._book = self.total_loss = None
        self.train_function = self.test_function = self.predict_function = None

    @disable_tracking
    def compile(self, optimizer, loss=None, metrics=None, loss_weights=None,
                sample_weight_mode=None, weighted_metrics=None, target_tensors=None, **kwargs):
        """Sets what the model is trained for, and how. Weights are not changed.

        Args:
            optimizer: Name ('sgd'), optimizer, or optimizer of the engine.
            loss: Name ('mse'), function of `(y_true, y_pred)` or `Loss`; with several outputs also
                a list, or a dictionary by output name. An output without a loss (None) is not
                trained on. None if the model only has losses of `add_loss`.
            metrics: List of names, functions or `Metric`s for every output; or a list of lists, or
                a dictionary by output name. 'accuracy' ('acc') and 'crossentropy' ('ce') choose the
                binary, categorical or sparse form by the output's shape and loss.
            loss_weights: List or dictionary by output name of numbers that the losses are
                multiplied by in the total. Default 1.
            sample_weight_mode: 'temporal' for one weight per time step (weights of shape `(samples,
                time)`), else None; list or dictionary for several outputs.
            weighted_metrics: Like `metrics`, but these take sample and class weights into account.
            target_tensors: Tensor(s) to compare the outputs with, in the place of arrays given to
                `fit`; list or dictionary for several outputs.
            **kwargs: What the engine takes for its calls, see `K.function` (where it has sessions:
                `options`, `run_metadata`, `feed_dict`, `fetches`).

        Raises:
            ValueError: If something does not fit the model, is unknown, or there is no loss at all.
        """
        arguments = {'loss': loss, 'metrics': metrics, 'loss_weights': loss_weights,
                     'sample_weight_mode': sample_weight_mode,
                     'weighted_metrics': weighted_metrics, 'target_tensors': target_tensors}
        if preparation.is_built(self):
            with LOCK, K.graph_scope(self.outputs[0]):
                if kwargs:
                    K.function([], [K.constant(0.)], **kwargs)      # refuses unknown ones
                optimizer = usable(optimizer)
                self._take(self._connect(**arguments))
        else:
            optimizer = usable(optimizer)
        self.optimizer = optimizer
        self.loss = {} if loss is None else loss
        self.loss_weights = loss_weights
        self.sample_weight_mode = sample_weight_mode
        self._compile_metrics = metrics or []
        self._compile_weighted_metrics = weighted_metrics
        self._compile_arguments = arguments
        self._function_kwargs = kwargs
        self._is_compiled = True
        self.train_function = self.test_function = None

    def _connect(self, loss, metrics, loss_weights, sample_weight_mode, weighted_metrics,
                 target_tensors):
        """Builds losses and metrics without changing the model."""
        endpoints = compilation.make_endpoints(self, loss, loss_weights, sample_weight_mode,
                                               target_tensors)
        book = MetricsBook(self, endpoints, metrics, weighted_metrics)
        return endpoints, book, compilation.total_loss(self, endpoints)

    def _take(self, connected):
        """Takes what `_connect` built; the lists are what programs of Keras 2 reach for."""
        endpoints, book, total = connected
        self._endpoints, self._book, self.total_loss = endpoints, book, total
        trained = [endpoint for endpoint in endpoints if endpoint.loss is not None]
        fed = [endpoint for endpoint in trained if endpoint.feeds_target]
        self.loss_functions = [endpoint.loss for endpoint in endpoints]
        self.loss_weights_list = [endpoint.loss_weight for endpoint in endpoints]
        self.sample_weight_modes = [endpoint.mode for endpoint in endpoints]
        self.targets = [endpoint.target for endpoint in endpoints]
        self.sample_weights = [endpoint.weight for endpoint in endpoints]
        self.metrics_tensors = list(book.tensors)
        self._feed_outputs = [endpoint.output for endpoint in fed]
        self._feed_output_names = [endpoint.name for endpoint in fed]
        self._feed_output_shapes = [endpoint.target_shape() for endpoint in fed]
        self._feed_loss_fns = [endpoint.loss for endpoint in fed]
        self._feed_targets = [endpoint.target for endpoint in fed]
        self._feed_sample_weights = [endpoint.weight for endpoint in trained]
        self._feed_sample_weight_modes = [endpoint.mode for endpoint in trained]
        self._collected_trainable_weights = list(self.trainable_weights)

    def _complete_compile(self):
        """Finishes the `compile` of a model that was built later."""
        with LOCK:
            if self._endpoints is None:
                arguments = dict(self._compile_arguments)
                self.compile(self.optimizer, **dict(arguments, **self._function_kwargs))

    @property
    def metrics(self):
        """List of the `Metric` objects of `compile` and of the layers."""
        book = self._book
        if book is None:
            return Network.metrics.fget(self)
        return list(book.metrics)

    @property
    def metrics_names(self):
        """Names of what `evaluate` and `train_on_batch` return, 'loss' first."""
        return ['loss'] + (self._book.names if self._book is not None else [])

    def reset_metrics(self):
        """Forgets what the metrics have counted."""
        self._metrics_are_stale = False
        if self._book is not None:
            self._book.reset()

    def _uses_dynamic_learning_phase(self):
        """Whether the functions of the model are fed the learning phase."""
        if not self.uses_learning_phase:
            return False
        with K.graph_scope(self.outputs[0]):
            return not isinstance(K.learning_phase(), int)

    def _phase(self):
        """Returns the placeholder of the learning phase, or None."""
        return K.learning_phase() if self._uses_dynamic_learning_phase() else None

    def _check_trainable_weights_consistency(self):
        """Warns if `trainable` was changed after `compile`."""
        if len(self.trainable_weights) != len(self._collected_trainable_weights):
            warnings.warn('Discrepancy between trainable weights and collected trainable weights: '
                          '`trainable` was changed after `compile`, which has no effect until you '
                          'call `model.compile` again.',
                          UserWarning, stacklevel=4)

    def _make_train_function(self):
        """Makes `train_function` if there is none."""
        preparation.require_compiled(self)
        self._check_trainable_weights_consistency()
        if self.train_function is None:
            with LOCK, K.graph_scope(self.outputs[0]):
                if self.train_function is None:
                    with K.name_scope('training'), K.name_scope(type(self.optimizer).__name__):
                        updates = self.optimizer.get_updates(
                            loss=self.total_loss, params=self._collected_trainable_weights)
                    updates = list(self.updates) + list(updates)
                    self.train_function = self._make_step('train', updates)

    def _make_test_function(self):
        """Makes `test_function` if there is none."""
        preparation.require_compiled(self)
        if self.test_function is None:
            with LOCK, K.graph_scope(self.outputs[0]):
                if self.test_function is None:
                    self.test_function = self._make_step('test', self.state_updates)

    def _make_step(self, mode, updates):
        """Returns the step of training or evaluation."""
        loss = self.total_loss
        if K.ndim(loss):
            loss = K.mean(loss)     # a loss of `add_loss` that is no scalar is reported as its mean
        return Step(mode, self._feed_inputs + self._feed_targets, self._feed_sample_weights,
                    [loss] + self._book.tensors, updates, self._phase(), self._function_kwargs)

    def _make_predict_function(self):
        """Makes `predict_function` if there is none."""
        if self.predict_function is None:
            with LOCK, K.graph_scope(self.outputs[0]):
                if self.predict_function is None:
                    step = Step('predict', self._feed_inputs, [], self.outputs, self.state_updates,
                                self._phase(), self._function_kwargs)
                    step.quick = self._quick_predict(step)
                    self.predict_function = step

    def _quick_predict(self, step):
        """Returns the short road of `predict`, or None if the model needs the long one."""
        shape = K.int_shape(self._feed_inputs[0]) if len(self._feed_inputs) == 1 else None
        if not shape or None in shape[1:] or len(shape) < 2 or shape[0] is not None:
            return None
        if self.stateful or K.is_sparse(self._feed_inputs[0]):
            return None
        dtype = np.dtype(K.host_dtype(K.dtype(self._feed_inputs[0])))
        return QuickPredict(step.bind(False)[0], shape[1:], dtype)

    def _standardize_user_data(self, x, y=None, sample_weight=None, class_weight=None,
                               check_array_lengths=True, batch_size=None):
        """Returns `(inputs, targets, sample weights)` as lists of arrays that fit the model."""
        preparation.build_from(self, x)
        if y is None and not (self._is_compiled and not self._feed_targets):
            return preparation.prepare_inputs(self, x, batch_size).x, [], []
        data = preparation.prepare(self, x, y, sample_weight, class_weight, batch_size,
                                   check_array_lengths)
        return data.x, data.y, preparation.full_weights(self, data)

    def fit(self, x=None, y=None, batch_size=None, epochs=1, verbose=1, callbacks=None,
            validation_split=0.0, validation_data=None, shuffle=True, class_weight=None,
            sample_weight=None, initial_epoch=0, steps_per_epoch=None, validation_steps=None,
            validation_freq=1, max_queue_size=10, workers=1, use_multiprocessing=False, **kwargs):
        """Trains the model for a number of epochs (passes over the data).

        Args:
            x: Inputs: array, list of arrays, dictionary by input name; a generator or `Sequence` of
                `(x, y)` or `(x, y, sample_weight)`; None if the model reads tensors of its own.
            y: Targets: array, list or dictionary by output name; None with generators and target
                tensors.
            batch_size: Samples per step. Default 32.
            epochs: Number of the epoch at which to stop.
            verbose: 0 says nothing, 1 draws a bar, 2 writes one line per epoch.
            callbacks: List of `Callback`s.
            validation_split: Fraction of the samples, the last ones before shuffling, that are held
                out to validate on.
            validation_data: Tuple `(x, y)` or `(x, y, sample_weight)`, generator or `Sequence`;
                wins over `validation_split`.
            shuffle: True for a new order of samples in every epoch, 'batch' for a new order of
                whole batches (for data in HDF5 files), False for none.
            class_weight: Dictionary {class number: weight}; with several outputs a list or a
                dictionary by name.
            sample_weight: Array of shape `(samples,)`, or `(samples, time)` in the mode 'temporal';
                with several outputs a list or a dictionary by name.
            initial_epoch: Number of the first epoch, to go on with a run.
            steps_per_epoch: Number of steps of an epoch; needed for generators and tensors. With
                arrays, every step is fed all of them.
            validation_steps: The same for validation.
            validation_freq: Validate every so many epochs; or a list of the epochs (counted from
                1).
            max_queue_size: For generators and `Sequence`s: how many batches are made ahead.
            workers: For generators and `Sequence`s: how many workers make batches, 0 for the
                calling thread.
            use_multiprocessing: Whether these are processes and not threads.
            **kwargs: `nb_epoch`, the older name of `epochs`.

        Returns:
            A `History`; its `history` has the values of every epoch.

        Raises:
            RuntimeError: If the model was not compiled.
            ValueError: If the data does not fit the model.

        Example:

            import numpy as np
            from keras.layers import Dense
            from keras.models import Sequential
            model = Sequential([Dense(1, input_shape=(3,))])
            model.compile('sgd', 'mse')
            history = model.fit(np.ones((20, 3)), np.ones((20, 1)), batch_size=4, epochs=2,
                                validation_split=0.1, verbose=0)
            assert len(history.history['val_loss']) == 2
        """
        epochs = _epochs(epochs, initial_epoch, kwargs)
        preparation.require_compiled(self)
        if is_batches(x):
            _refuse_beside_batches(y=y, sample_weight=sample_weight, batch_size=batch_size,
                                   validation_split=validation_split)
            return self.fit_generator(
                x, steps_per_epoch, epochs, verbose, callbacks, validation_data, validation_steps,
                validation_freq, class_weight, max_queue_size, workers, use_multiprocessing,
                bool(shuffle), initial_epoch)
        preparation.check_steps(steps_per_epoch, 'steps_per_epoch')
        batch_size = preparation.check_batch_size(self, batch_size, steps_per_epoch)
        data = preparation.prepare(self, x, y, sample_weight, class_weight, batch_size)
        source = preparation.make_source(data, batch_size, steps_per_epoch, 'steps_per_epoch',
                                         shuffle)
        checked = validation.from_arguments(self, source, validation_data, validation_split,
                                            validation_steps, validation_freq, batch_size,
                                            Feeding(max_queue_size, workers, use_multiprocessing),
                                            range(initial_epoch, epochs))
        return fitting.train(self, source, callbacks, epochs, initial_epoch, verbose, checked)

    def evaluate(self, x=None, y=None, batch_size=None, verbose=1, sample_weight=None, steps=None,
                 callbacks=None, max_queue_size=10, workers=1, use_multiprocessing=False):
        """Computes the loss and the metrics in test mode, batch by batch.

        Args:
            x: Inputs, as for `fit`.
            y: Targets, as for `fit`.
            batch_size: Samples per step. Default 32.
            verbose: 1 draws a bar, 0 says nothing.
            sample_weight: As for `fit`.
            steps: Number of steps, for generators and tensors.
            callbacks: List of `Callback`s.
            max_queue_size: For generators and `Sequence`s: how many batches are made ahead.
            workers: For generators and `Sequence`s: how many workers make batches, 0 for the
                calling thread.
            use_multiprocessing: Whether these are processes and not threads.

        Returns:
            The loss if there are no metrics and one output, else the list of the loss and the
            metrics, in the order of `metrics_names`.
        """
        if is_batches(x):
            _refuse_beside_batches(y=y, sample_weight=sample_weight, batch_size=batch_size)
            return self.evaluate_generator(x, steps, callbacks, max_queue_size, workers,
                                           use_multiprocessing, verbose)
        preparation.check_steps(steps, 'steps')
        batch_size = preparation.check_batch_size(self, batch_size, steps)
        data = preparation.prepare(self, x, y, sample_weight, batch_size=batch_size)
        source = preparation.make_source(data, batch_size, steps, 'steps')
        return unpack_singleton(fitting.evaluate(self, source, callbacks, verbose))

    def predict(self, x, batch_size=None, verbose=0, steps=None, callbacks=None, max_queue_size=10,
                workers=1, use_multiprocessing=False):
        """Computes the outputs for given inputs, batch by batch, in test mode.

        Args:
            x: Inputs: array, list of arrays, dictionary by input name, generator or `Sequence`.
            batch_size: Samples per step. Default 32.
            verbose: 1 draws a bar, 0 says nothing.
            steps: Number of steps, for generators and tensors.
            callbacks: List of `Callback`s.
            max_queue_size: For generators and `Sequence`s: how many batches are made ahead.
            workers: For generators and `Sequence`s: how many workers make batches, 0 for the
                calling thread.
            use_multiprocessing: Whether these are processes and not threads.

        Returns:
            Array of the outputs, or a list of arrays if the model has several outputs.
        """
        quick = getattr(self.predict_function, 'quick', None)
        if quick is not None and steps is None and not verbose and not callbacks and quick.fits(
                x, 32 if batch_size is None else batch_size):
            return unpack_singleton(quick(x))
        if is_batches(x):
            _refuse_beside_batches(batch_size=batch_size)
            return self.predict_generator(x, steps, callbacks, max_queue_size, workers,
                                          use_multiprocessing, verbose)
        preparation.check_steps(steps, 'steps')
        batch_size = preparation.check_batch_size(self, batch_size, steps)
        data = preparation.prepare_inputs(self, x, batch_size)
        source = preparation.make_source(data, batch_size, steps, 'steps')
        return unpack_singleton(fitting.predict(self, source, callbacks, verbose))


def usable(optimizer):
    """Returns the optimizer of an identifier; raises if its learning rate is not finite."""
    optimizer = optimizers.get(optimizer)
    preparation.require_finite_rate(optimizer)
    return optimizer


def _epochs(epochs, initial_epoch, kwargs):
    """Returns the number of epochs, also under its older name."""
    if kwargs:
        epochs = new_keywords('Model.fit', {'epochs': epochs}, kwargs, stacklevel=3)['epochs']
    for name, value in (('epochs', epochs), ('initial_epoch', initial_epoch)):
        if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < 0:
            raise ValueError('`%s` should be an integer of at least 0, but is %r.' % (name, value))
    return epochs


def _refuse_beside_batches(**arguments):
    """Raises if arguments are given that make no sense beside a generator or `Sequence`."""
    for name, value in sorted(arguments.items()):
        if value is not None and not (name == 'validation_split' and value == 0):
            raise ValueError('`%s` cannot be given when `x` is a generator or a `Sequence`, which '
                             'yields whole batches (x, y) or (x, y, sample_weight) itself.' % name)
