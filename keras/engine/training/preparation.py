"""From the data arguments of a method to arrays that fit a model, and to a batch source."""
import numpy as np

from keras import backend as K
from keras.engine.training import sample_weights as weighing
from keras.engine.training import standardize
from keras.engine.training.compilation import loss_name
from keras.engine.training.sources import ArraySource, Feed, TensorSource
from keras.engine.training.standardize import len_of


class Data:
    """Arrays that fit a model, in the order of its placeholders.

    Attributes:
        x: List of inputs.
        y: List of targets.
        weights: List of sample weights, one per trained output; None if none were given.
        placeholders: The tensors that all of them are fed to.
    """

    def __init__(self, model, x, y, weights):
        self.x = x
        self.y = y
        self.weights = weights
        self._model = model
        self.placeholders = list(model._feed_inputs)
        if y is not None:
            self.placeholders += model._feed_targets
            if weights is not None:
                self.placeholders += model._feed_sample_weights

    @property
    def arrays(self):
        """Inputs, targets and weights as one list."""
        return self.x + (self.y or []) + (self.weights or [])

    @property
    def samples(self):
        """Number of samples; None if nothing is fed."""
        return len_of(self.arrays[0]) if self.arrays else None

    def feeds(self):
        """Returns the arrays as `Feed`s."""
        return [Feed(array, placeholder)
                for array, placeholder in zip(self.arrays, self.placeholders)]

    def ones(self):
        """Returns `Feed`s of sample weights of one."""
        return [Feed(array, placeholder) for array, placeholder in
                zip(full_weights(self._model, self), self._model._feed_sample_weights)]


def prepare_inputs(model, x, batch_size=None):
    """Checks the inputs of a prediction.

    Args:
        model: The model; built now if it waits for data.
        x: Array, list or dictionary.
        batch_size: Samples per batch, for stateful models; None for no check.

    Returns:
        `Data`.
    """
    build_from(model, x)
    return Data(model, _inputs(model, x, batch_size), None, None)


def _inputs(model, x, batch_size):
    """Returns the list of input arrays."""
    x = standardize.standardize(x, model._feed_input_names, model._feed_input_shapes, 'input')
    standardize.check_lengths(x, [], [])
    _check_divisible(model, x, batch_size)
    return x


def prepare(model, x, y, sample_weight=None, class_weight=None, batch_size=None,
            check_lengths=True):
    """Checks the data of training or evaluation.

    Args:
        model: Compiled model; built now if it waits for data.
        x: Inputs: array, list, dictionary or None.
        y: Targets, likewise.
        sample_weight: Weights of samples, or None.
        class_weight: Weights of classes, or None.
        batch_size: Samples per batch, for stateful models; None for no check.
        check_lengths: Whether all arrays must have the same number of samples.

    Returns:
        `Data`.
    """
    build_from(model, x)
    require_compiled(model)
    x = _inputs(model, x, batch_size)
    y = standardize.standardize(y, model._feed_output_names, model._feed_output_shapes, 'target')
    fed = dict(zip(model._feed_output_names, y))
    trained = [endpoint for endpoint in model._endpoints if endpoint.loss is not None]
    weights = _weights(trained, fed, sample_weight, class_weight, x,
                       [endpoint.name for endpoint in model._endpoints])
    if check_lengths:
        standardize.check_lengths(x, y, weights or [])
    feeding = [endpoint for endpoint in trained if endpoint.feeds_target]
    standardize.check_targets(y, model._feed_output_names, [loss_name(e.loss) for e in feeding],
                              [e.shape for e in feeding])
    return Data(model, x, y, weights)


def _weights(endpoints, fed, sample_weight, class_weight, x, names):
    """Returns one array of weights per endpoint, or None if the user gave none."""
    if sample_weight is None and not class_weight:
        return None
    given = dict(zip(names, weighing.by_output(sample_weight, names, 'sample_weight')))
    classes = dict(zip(names, weighing.by_output(class_weight, names, 'class_weight')))
    found = [weighing.weights_for(fed.get(e.name), given[e.name], classes[e.name], e.mode, e.name)
             for e in endpoints]
    if all(one is None for one in found):
        return None
    return [weight if weight is not None else _ones(fed.get(e.name), e, x)
            for weight, e in zip(found, endpoints)]


def _ones(y, endpoint, x):
    """Returns weights of one for an output without weights of its own."""
    if y is not None:
        return weighing.ones_for(y, endpoint.mode)
    if not x or endpoint.mode == 'temporal':
        raise ValueError('The targets of output %r are a tensor, so its sample weights cannot be '
                         'made up. Give `sample_weight` for this output too.' % endpoint.name)
    return np.ones(len_of(x[0]), dtype='float32')


def full_weights(model, data):
    """Returns a weight array per trained output, ones where none were given."""
    if data.weights is not None:
        return data.weights
    fed = dict(zip(model._feed_output_names, data.y))
    return [_ones(fed.get(e.name), e, data.x) for e in model._endpoints if e.loss is not None]


def _check_divisible(model, x, batch_size):
    """A stateful model keeps one state per sample of a batch, so every batch has the same size."""
    if not x or not batch_size or not getattr(model, 'stateful', False):
        return
    samples = len_of(x[0])
    if samples % batch_size:
        raise ValueError('In a stateful network, the number of samples should be divisible by the '
                         'batch size. Found %d samples and a batch size of '
                         '%d.' % (samples, batch_size))


def is_built(model):
    """Whether a model has inputs and outputs."""
    return bool(getattr(model, 'inputs', None)) and bool(getattr(model, 'outputs', None))


def build_from(model, x):
    """Builds a model that waits for its first data, and completes its `compile`."""
    if not is_built(model):
        if x is None:
            raise ValueError('The model has no input shape yet and cannot be built without data: '
                             'got x=None. Give the first layer an `input_shape`, or pass data.')
        model._set_inputs(_as_arrays(x))
    if model._is_compiled and model._endpoints is None:
        model._complete_compile()


def _as_arrays(x):
    """Returns inputs with all that stands for an array made one; the structure stays."""
    if isinstance(x, dict):
        return {name: standardize.as_array(one, name, 'input') for name, one in x.items()}
    if isinstance(x, (list, tuple)) and x and not np.isscalar(x[0]):
        return [standardize.as_array(one, 'input_%d' % (i + 1), 'input') for i, one in enumerate(x)]
    return standardize.as_array(x, 'input_1', 'input')


def require_finite_rate(optimizer):
    """Raises if the learning rate of an optimizer is a number that is not finite."""
    rate = getattr(optimizer, 'learning_rate', getattr(optimizer, 'lr', None))
    if K.is_tensor(rate):
        rate = K.get_value(rate) if K.is_variable(rate) else None
    if rate is None or callable(rate):
        return
    if not np.all(np.isfinite(np.asarray(rate, dtype='float64'))):
        raise ValueError(
            'The learning rate of %s should be a finite number, but is %r. Set it, for example '
            'optimizer.lr = 0.01.' % (type(optimizer).__name__, rate))


def require_compiled(model):
    """Raises unless `compile` was called."""
    if not model._is_compiled:
        raise RuntimeError('You must compile your model before training or testing it. '
                           'Use `model.compile(optimizer, loss)`.')


def check_batch_size(model, batch_size, steps):
    """Returns the batch size to use.

    Args:
        model: The model, whose inputs may fix the size.
        batch_size: The user's argument or None.
        steps: The user's number of steps or None.

    Returns:
        Integer, or None if `steps` rules.
    """
    fixed = fixed_batch_size(model)
    if batch_size is None:
        if steps is not None:
            return None
        return fixed or 32
    if not is_count(batch_size):
        raise ValueError('`batch_size` should be a positive integer, but is %r.' % (batch_size,))
    if steps is not None:
        raise ValueError('Give either `batch_size` (%r) or a number of steps (%r), not both: with '
                         'a number of steps, every step is fed the whole '
                         'arrays.' % (batch_size, steps))
    if fixed and fixed != batch_size:
        raise ValueError('The `batch_size` argument is %d, but the model\'s input has the fixed '
                         'batch size %d (`batch_shape` or `batch_input_shape`). Use %d, or build '
                         'the model with None there.'
                         % (batch_size, fixed, fixed))
    return int(batch_size)


def fixed_batch_size(model):
    """Returns the batch size in the shape of the model's first input, or None."""
    for tensor in getattr(model, '_feed_inputs', None) or ():
        shape = K.int_shape(tensor)
        if shape and shape[0]:
            return shape[0]
    return None


def is_count(value):
    """Whether a value is a positive integer."""
    return isinstance(value, (int, np.integer)) and not isinstance(value, bool) and value > 0


def check_steps(steps, name):
    """Raises unless a number of steps is None or a positive integer."""
    if steps is not None and not is_count(steps):
        raise ValueError('`%s` should be a positive integer or None, but is %r.' % (name, steps))


def make_source(data, batch_size, steps, steps_name, shuffle=False):
    """Returns the batch source of prepared data.

    Args:
        data: `Data`.
        batch_size: Samples per batch; None if `steps` rules.
        steps: Number of steps that are all fed the whole data; None to cut the data into batches.
        steps_name: Name of that argument, for the errors.
        shuffle: True, False or 'batch'.
    """
    check_steps(steps, steps_name)
    weighted = data.weights is not None
    if steps is not None:
        return TensorSource(data.feeds(), steps, weighted, data.ones)
    if not data.arrays:
        raise ValueError('Nothing is fed to this model (it reads tensors of its own), so the end '
                         'of an epoch is unknown: give `%s`.' % steps_name)
    return ArraySource(data.feeds(), batch_size, shuffle, weighted, data.ones)
