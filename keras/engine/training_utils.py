"""Import path of Keras 2.3 for helpers of training, for programs that reach into it.

The work is done by the parts of `keras.engine.training`; this gives it the old names and arguments.
"""
import numpy as np

from keras import backend as K
from keras import losses  # noqa: F401
from keras import metrics as metrics_module
from keras.engine.training import (
    compilation, generator_sources, metrics_bookkeeping, sample_weights, standardize, validation)
from keras.engine.training.compilation import get_loss as get_loss_function  # noqa: F401
from keras.utils import generic_utils, losses_utils  # noqa: F401
from keras.utils.data_utils import Sequence  # noqa: F401
from keras.utils.generic_utils import to_list  # noqa: F401


def is_sequence(seq):
    """Whether an object is a `Sequence` of batches."""
    return bool(generator_sources.is_sequence(seq))


def is_generator_or_sequence(x):
    """Whether an object is a generator or a `Sequence` of batches."""
    return bool(generator_sources.is_batches(x))


def iter_sequence_infinite(seq):
    """Yields the batches of a `Sequence` in order, over and over.

    Args:
        seq: A `Sequence`.
    """
    while True:
        for batch in seq:
            yield batch


def make_batches(size, batch_size):
    """The first index and the index after the last one of each batch.

    Args:
        size: Integer, number of samples.
        batch_size: Integer, samples of a batch.

    Returns:
        List of pairs; the last batch may be smaller.
    """
    return [(start, min(start + batch_size, size)) for start in range(0, size, batch_size)]


def batch_shuffle(index_array, batch_size):
    """Brings whole batches of indices into another order.

    Args:
        index_array: Array of indices.
        batch_size: Integer. What is left after the last full batch stays at the end.

    Returns:
        An array of the same length.
    """
    index_array = np.asarray(index_array)
    full = len(index_array) // batch_size * batch_size
    batches = index_array[:full].reshape((-1, batch_size))
    order = np.random.permutation(len(batches))
    return np.concatenate([batches[order].reshape(-1), index_array[full:]])


def should_run_validation(validation_freq, epoch):
    """Whether an epoch is followed by validation.

    Args:
        validation_freq: Integer: every so many epochs; or a list of epochs, counted from 1.
        epoch: Integer, counted from 0.

    Returns:
        A bool.
    """
    validation.check_frequency(validation_freq)
    return validation.is_due(validation_freq, epoch)


def check_num_samples(ins, batch_size=None, steps=None, steps_name='steps'):
    """The number of samples, or None if the number of steps is given.

    Args:
        ins: List of arrays.
        batch_size: Integer or None.
        steps: Integer or None.
        steps_name: Name of that argument, for errors.

    Returns:
        An integer or None.

    Raises:
        ValueError: If there are neither arrays nor steps, or both steps and a batch size.
    """
    if steps is not None:
        if batch_size is not None:
            raise ValueError('If `%s` is set, `batch_size` must be None. Received: %r and %r.'
                             % (steps_name, steps, batch_size))
        return None
    if not ins or not hasattr(ins[0], 'shape'):
        raise ValueError('Without arrays the number of steps is not known: give `%s`.' % steps_name)
    return int(ins[0].shape[0])


def check_generator_arguments(y=None, sample_weight=None, validation_split=None):
    """Refuses what makes no sense beside a generator or `Sequence`.

    Args:
        y: Must be None.
        sample_weight: Must be None.
        validation_split: Must be None or 0.

    Raises:
        ValueError: If one of them is given.
    """
    for name, value in (('y', y), ('sample_weight', sample_weight),
                        ('validation_split', validation_split or None)):
        if value is not None:
            raise ValueError('`%s` cannot be given with a generator or `Sequence`: each batch '
                             'brings its own targets and weights.' % name)


def standardize_single_array(x):
    """An array whose first axis counts samples; one axis becomes a column; None stays None."""
    if x is None or (K.is_tensor(x) and K.ndim(x) != 1):
        return x
    if K.is_tensor(x):
        return K.expand_dims(x, 1)
    return standardize.as_array(x, 'x', 'data')


def standardize_input_data(data, names, shapes=None, check_batch_axis=True, exception_prefix=''):
    """Orders arrays by name and compares their shapes.

    Args:
        data: Array, list of arrays, dictionary by name, or None.
        names: List of names.
        shapes: List of shapes with the batch axis; None for no check.
        check_batch_axis: Whether the batch axis counts too.
        exception_prefix: What the data is for, e.g. `'input'`.

    Returns:
        List of arrays; of None if `data` is None.

    Raises:
        ValueError: If the number of arrays or a shape does not fit.
    """
    if data is None and names:
        return [None] * len(names)
    shapes = [None] * len(names) if shapes is None else shapes
    arrays = standardize.standardize(data, names, shapes, exception_prefix)
    for array, name, shape in zip(arrays, names, shapes):
        if check_batch_axis and shape and shape[0] is not None and len(array) != shape[0]:
            raise ValueError('Error when checking %s: expected %s to have %s samples, but got an '
                             'array of shape %s.'
                             % (exception_prefix, name, shape[0], tuple(array.shape)))
    return arrays


def standardize_sample_or_class_weights(x_weight, output_names, weight_type):
    """Spreads weights over the outputs.

    Args:
        x_weight: None, one value, a list per output, or a dictionary by name.
        output_names: List of names.
        weight_type: `'sample_weight'` or `'class_weight'`, for errors.

    Returns:
        List with one entry (possibly None) per output.
    """
    return sample_weights.by_output(x_weight, output_names, weight_type)


def standardize_class_weights(class_weight, output_names):
    """Spreads `class_weight` over the outputs, one entry per output."""
    return standardize_sample_or_class_weights(class_weight, output_names, 'class_weight')


def standardize_sample_weights(sample_weight, output_names):
    """Spreads `sample_weight` over the outputs, one entry per output."""
    return standardize_sample_or_class_weights(sample_weight, output_names, 'sample_weight')


def standardize_weights(y, sample_weight=None, class_weight=None, sample_weight_mode=None):
    """The weights of the samples of one output.

    Args:
        y: Array of targets.
        sample_weight: Array or None.
        class_weight: Dictionary {class number: weight} or None.
        sample_weight_mode: None or 'temporal'.

    Returns:
        Array `(samples,)`, or `(samples, time)` with 'temporal'; ones without weights.
    """
    weights = sample_weights.weights_for(y, sample_weight, class_weight, sample_weight_mode,
                                         'output')
    return sample_weights.ones_for(y, sample_weight_mode) if weights is None else weights


def check_array_length_consistency(inputs, targets, weights=None):
    """Refuses arrays of different numbers of samples.

    Args:
        inputs: List of arrays.
        targets: List of arrays.
        weights: List of arrays, or None.
    """
    standardize.check_lengths(inputs or [], targets or [], weights or [])


def check_loss_and_target_compatibility(targets, loss_fns, output_shapes):
    """Refuses targets that do not fit what their loss compares them with.

    Args:
        targets: List of arrays.
        loss_fns: List of losses, one per output.
        output_shapes: List of shapes with the batch axis.
    """
    known = [(y, _name_of_loss(loss), shape)
             for y, loss, shape in zip(targets, loss_fns, output_shapes)
             if y is not None and loss is not None and not K.is_tensor(y)]
    if known:
        ys, names, shapes = zip(*known)
        standardize.check_targets(ys, ['output_%d' % i for i in range(len(ys))], names, shapes)


def _name_of_loss(loss):
    """The name of a built-in loss function, given as such or inside a loss object."""
    return compilation.loss_name(compilation.get_loss(loss))


def weighted_masked_objective(fn):
    """Gives a loss function weights and masks.

    Args:
        fn: Function `(y_true, y_pred) -> losses`, one per sample; or None.

    Returns:
        Function `(y_true, y_pred, weights, mask=None) -> scalar tensor`, or None.
    """
    if fn is None:
        return None

    def weighted(y_true, y_pred, weights, mask=None):
        """The mean loss; the weights of samples that count (not 0) are averaged over."""
        score = fn(y_true, y_pred)
        if mask is not None:
            mask = K.cast(mask, K.floatx())
            score = score * mask
            score = score / (K.mean(mask) + K.epsilon())
        if weights is not None:
            axes = list(range(K.ndim(weights), K.ndim(score)))
            score = (K.mean(score, axis=axes) if axes else score) * weights
            score = score / K.mean(K.cast(K.not_equal(weights, 0), K.floatx()))
        return K.mean(score)
    return weighted


def get_metric_function(metric, output_shape=None, loss_fn=None):
    """The function or object that a metric means for an output.

    Args:
        metric: Name, function or `Metric`.
        output_shape: Shape of the output, with the batch axis.
        loss_fn: Loss of the output.

    Returns:
        A function or `Metric`.
    """
    if isinstance(metric, str) and metric in ('accuracy', 'acc', 'crossentropy', 'ce'):
        return metrics_bookkeeping.resolve(metric, output_shape, loss_fn)[1]._fn
    return metrics_module.get(metric)


def get_metric_name(metric, weighted=False):
    """The name under which a metric is logged.

    Args:
        metric: Name, function, configuration or `Metric`.
        weighted: Has no effect: 2.3 names weighted metrics like others.

    Returns:
        A string.
    """
    if isinstance(metric, str):
        return metric
    found = metrics_module.get(metric)
    return getattr(found, 'name', None) or found.__name__


def call_metric_function(metric_fn, y_true, y_pred=None, weights=None, mask=None):
    """Applies a metric to tensors.

    Args:
        metric_fn: A `Metric`.
        y_true: Tensor of targets, or of the values themselves.
        y_pred: Tensor of outputs, or None.
        weights: Tensor of weights, or None.
        mask: Tensor, or None.

    Returns:
        A scalar tensor.
    """
    if mask is not None:
        weights = compilation.masked_weight(weights, mask, y_true if y_pred is None else y_pred)
    if y_pred is None:
        return metric_fn(y_true, sample_weight=weights)
    return metric_fn(y_true, y_pred, sample_weight=weights)


def collect_metrics(metrics, output_names):
    """Spreads `metrics` over the outputs: one list per output."""
    return metrics_bookkeeping.per_output(metrics, output_names, 'metrics')


def collect_per_output_metric_info(metrics, output_names, output_shapes, loss_fns,
                                   is_weighted=False):
    """The metric objects of each output.

    Args:
        metrics: The argument of `compile`.
        output_names: List of names.
        output_shapes: List of shapes with the batch axis.
        loss_fns: List of losses.
        is_weighted: Whether they are the weighted ones.

    Returns:
        List with one `OrderedDict`-like dictionary {log name: `Metric`} per output.
    """
    lists = metrics_bookkeeping.per_output(metrics, output_names,
                                           'weighted_metrics' if is_weighted else 'metrics')
    return [dict(metrics_bookkeeping.resolve(metric, shape, loss) for metric in given)
            for given, shape, loss in zip(lists, output_shapes, loss_fns)]


def prepare_loss_functions(loss, output_names):
    """One `Loss` (or None) per output, from the argument of `compile`."""
    return compilation.prepare_losses(loss, output_names)


def prepare_loss_weights(output_names, loss_weights=None):
    """One number per output, from the argument of `compile`."""
    return compilation.prepare_loss_weights(loss_weights, output_names)


def get_output_sample_weight_and_mode(skip_target_weighing_indices, sample_weight_mode,
                                      output_name, output_index):
    """The placeholder of the weights of an output, and its mode.

    Args:
        skip_target_weighing_indices: Indices of the outputs without weights.
        sample_weight_mode: None or 'temporal'.
        output_name: Name of the output.
        output_index: Index of the output.

    Returns:
        `(tensor or None, mode or None)`.
    """
    if output_index in skip_target_weighing_indices:
        return None, None
    shape = [None, None] if sample_weight_mode == 'temporal' else [None]
    default = [[1.]] if sample_weight_mode == 'temporal' else [1.]
    weight = K.placeholder_with_default(K.constant(default), shape=shape,
                                        name=output_name + '_sample_weights')
    return weight, 'temporal' if sample_weight_mode == 'temporal' else None


def prepare_sample_weights(output_names, sample_weight_mode, skip_target_weighing_indices):
    """The placeholders of the weights of all outputs, and their modes.

    Args:
        output_names: List of names.
        sample_weight_mode: The argument of `compile`.
        skip_target_weighing_indices: Indices of the outputs without weights.

    Returns:
        `(list of tensors or None, list of modes)`.
    """
    needed = [i not in skip_target_weighing_indices for i in range(len(output_names))]
    modes = sample_weights.modes(sample_weight_mode, output_names, needed)
    pairs = [get_output_sample_weight_and_mode(skip_target_weighing_indices, mode, name, i)
             for i, (mode, name) in enumerate(zip(modes, output_names))]
    return [weight for weight, _ in pairs], [mode for _, mode in pairs]


def get_static_batch_size(layer):
    """The batch size that the first layer was given, or None."""
    shape, _ = get_input_shape_and_dtype(layer)
    return shape[0] if shape else None


def get_input_shape_and_dtype(layer):
    """The input shape, with the batch axis, and dtype that the first layer was given.

    Args:
        layer: A layer, or a model, whose first layer counts.

    Returns:
        `(shape, dtype)`, both None if it was given none.
    """
    while getattr(layer, 'layers', None):
        layer = layer.layers[0]
    shape = getattr(layer, 'batch_input_shape', None)
    return (shape, layer.dtype) if shape else (None, None)
