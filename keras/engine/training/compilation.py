"""From the arguments of `compile` to one total loss: losses, weights, targets, masks per output."""
import warnings

from keras import backend as K
from keras import losses as losses_module
from keras.engine.training import sample_weights
from keras.utils.generic_utils import to_list


class Endpoint:
    """One output of a compiled model and all that belongs to it.

    Attributes:
        name: Name of the output.
        output: The output tensor.
        shape: Its static shape with the batch axis, a tuple.
        mask: Its mask tensor or None.
        loss: `Loss` object, or None if the output is not trained on.
        loss_weight: Number or tensor that multiplies the loss.
        mode: None or 'temporal' (one weight per time step).
        target: Tensor of the targets; None without a loss.
        feeds_target: Whether `target` is fed with arrays.
        weight: Placeholder of the sample weights; None without a loss.
        value: Scalar tensor of the loss before `loss_weight`; None without a loss.
        metrics: List of `(log name, Metric)`.
        weighted_metrics: The same, for metrics that take the sample weights.
    """

    def __init__(self, name, output, mask):
        self.name = name
        self.output = output
        self.shape = tuple(K.int_shape(output))
        self.mask = mask
        self.loss = None
        self.loss_weight = 1.
        self.mode = None
        self.target = None
        self.feeds_target = False
        self.weight = None
        self.value = None
        self.metrics = []
        self.weighted_metrics = []

    def make_target(self, given):
        """Takes the user's target tensor, or makes a placeholder."""
        if given is None:
            # A rank, no sizes: what must fit what is the business of the loss.
            self.target = K.placeholder(ndim=len(self.shape), name=self.name + '_target',
                                        sparse=K.is_sparse(self.output), dtype=K.dtype(self.output))
        elif not K.is_tensor(given):
            raise TypeError('The target tensor of output %r should be a tensor of the backend, but '
                            'is of type %s. Arrays are given to '
                            '`fit`.' % (self.name, type(given).__name__))
        else:
            self.target = given
        self.feeds_target = given is None or K.is_placeholder(given)

    def make_weight(self):
        """Makes the placeholder of the sample weights; unfed, every weight is one."""
        if self.mode == 'temporal' and len(self.shape) < 3:
            raise ValueError('`sample_weight_mode="temporal"` needs an output of shape (samples, '
                             'time, ...), but output %r has shape %s.' % (self.name, self.shape))
        rank = 2 if self.mode == 'temporal' else 1
        output = K.to_dense(self.output) if K.is_sparse(self.output) else self.output
        first = output[(slice(None),) * rank + (0,) * (len(self.shape) - rank)]
        ones = K.ones_like(first, dtype=K.floatx())
        self.weight = K.placeholder_with_default(ones, shape=(None,) * rank,
                                                 name=self.name + '_sample_weights')

    def make_value(self):
        """Builds the loss of this output from targets, output, weights and mask."""
        weight = self.weight
        if self.mask is not None:
            weight = masked_weight(weight, self.mask, self.output)
        with K.name_scope(self.name + '_loss'):
            self.value = self.loss(self.target, self.output, sample_weight=weight)

    def target_shape(self):
        """Shape that an array of targets must have; None if only the loss knows."""
        if loss_name(self.loss) == 'sparse_categorical_crossentropy':
            if K.image_data_format() == 'channels_first' and len(self.shape) in (4, 5):
                return (self.shape[0], 1) + self.shape[2:]
            return self.shape[:-1] + (1,)
        return self.shape if is_builtin(self.loss) else None


def masked_weight(weight, mask, output):
    """Returns sample weights (or None) with a mask multiplied in."""
    mask = K.cast(mask, K.dtype(output))
    if weight is None:
        return mask
    for _ in range(K.ndim(mask) - K.ndim(weight)):
        weight = K.expand_dims(weight)
    for _ in range(K.ndim(weight) - K.ndim(mask)):
        mask = K.expand_dims(mask)
    return weight * mask


def loss_name(loss):
    """Name of the built-in loss function behind a loss object, else None."""
    function = getattr(loss, 'fn', None)
    name = getattr(function, '__name__', None)
    return name if name and getattr(losses_module, name, None) is function else None


def is_builtin(loss):
    """Whether a loss is one of ours: targets then have the shape of the output (or are sparse)."""
    if not isinstance(loss, losses_module.LossFunctionWrapper):
        return False
    return loss_name(loss) is not None


def get_loss(loss):
    """Returns the `Loss` object of an identifier: None, name, function, configuration or object."""
    if loss is None or isinstance(loss, losses_module.Loss):
        return loss
    function = losses_module.get(loss)
    if isinstance(function, losses_module.Loss):
        return function
    name = getattr(function, '__name__', type(function).__name__)
    return losses_module.LossFunctionWrapper(function, name=name)


def prepare_losses(loss, names):
    """Returns one `Loss` (or None) per output.

    Args:
        loss: The argument of `compile`: None, one loss for all outputs, a list with one per output,
            or a dictionary by output name.
        names: Names of the outputs.
    """
    if loss is None:
        return [None] * len(names)
    if isinstance(loss, dict) and not _is_configuration(loss):
        refuse_unknown(loss, names, 'loss')
        for name in names:
            if name not in loss:
                warnings.warn('Output %r is missing from the dictionary of losses: nothing will be '
                              'trained to fit it, and no targets are passed for '
                              'it.' % name, UserWarning, stacklevel=4)
        return [get_loss(loss.get(name)) for name in names]
    if isinstance(loss, (list, tuple)):
        if len(loss) != len(names):
            raise ValueError('`loss` is a list of %d losses, but the model has %d outputs: %s. '
                             'Give one loss per output (None for no loss), or one loss for '
                             'all.' % (len(loss), len(names), list(names)))
        return [get_loss(one) for one in loss]
    return [get_loss(loss) for _ in names]


def _is_configuration(loss):
    """Whether a dictionary is the configuration of one loss object."""
    return 'class_name' in loss and 'config' in loss


def refuse_unknown(dictionary, names, argument):
    """Raises if a dictionary by output name has other keys."""
    unknown = [key for key in dictionary if key not in names]
    if unknown:
        raise ValueError('Unknown entries in the `%s` dictionary: %s. The model has the outputs '
                         '%s; name an output with `name=` where its layer is '
                         'made.' % (argument, unknown, list(names)))


def prepare_loss_weights(loss_weights, names):
    """Returns one number (or scalar tensor) per output.

    Args:
        loss_weights: The argument of `compile`: None, a list with one per output, or a dictionary
            by name.
        names: Names of the outputs.
    """
    if loss_weights is None:
        return [1.] * len(names)
    if isinstance(loss_weights, dict):
        refuse_unknown(loss_weights, names, 'loss_weights')
        return [loss_weights.get(name, 1.) for name in names]
    if isinstance(loss_weights, (list, tuple)):
        if len(loss_weights) != len(names):
            raise ValueError('`loss_weights` is a list of %d numbers, but the model has %d '
                             'outputs: %s. Give one number per '
                             'output.' % (len(loss_weights), len(names), list(names)))
        return list(loss_weights)
    raise TypeError('`loss_weights` should be a list or a dictionary by output name (%s), but got '
                    '%s: %r.'
                    % (list(names), type(loss_weights).__name__, loss_weights))


def _prepare_targets(target_tensors, endpoints):
    """Returns the given target tensor (or None) per endpoint."""
    names = [endpoint.name for endpoint in endpoints]
    trained = [endpoint for endpoint in endpoints if endpoint.loss is not None]
    if target_tensors is None or (
            isinstance(target_tensors, (list, tuple)) and not len(target_tensors)):
        return [None] * len(endpoints)
    if isinstance(target_tensors, dict):
        refuse_unknown(target_tensors, names, 'target_tensors')
        return [target_tensors.get(name) for name in names]
    given = to_list(target_tensors, allow_tuple=True)
    if len(given) == len(endpoints):
        return given
    if len(given) == len(trained):
        left = iter(given)
        return [next(left) if endpoint.loss is not None else None for endpoint in endpoints]
    raise ValueError('`target_tensors` has %d tensors, but the model has %d outputs: %s. Give one '
                     'per output (None to feed arrays).' % (len(given), len(endpoints), names))


def output_masks(model):
    """Returns one mask (or None) per output of the model."""
    if model._is_graph_network:
        return to_list(model.get_output_mask_at(0))
    return [getattr(output, '_keras_mask', None) for output in model.outputs]


def make_endpoints(model, loss, loss_weights, sample_weight_mode, target_tensors):
    """Builds the endpoints of a model, each with its loss.

    Args:
        model: Model with inputs and outputs.
        loss: See `Model.compile`, like the others.
        loss_weights: List, dictionary or None.
        sample_weight_mode: None, 'temporal', list or dictionary.
        target_tensors: Tensor, list, dictionary or None.

    Returns:
        List of `Endpoint`s, one per output.
    """
    names = model.output_names
    endpoints = [Endpoint(name, output, mask)
                 for name, output, mask in zip(names, model.outputs, output_masks(model))]
    losses = prepare_losses(loss, names)
    weights = prepare_loss_weights(loss_weights, names)
    modes = sample_weights.modes(sample_weight_mode, names, [one is not None for one in losses])
    for endpoint, one, weight, mode in zip(endpoints, losses, weights, modes):
        endpoint.loss, endpoint.loss_weight, endpoint.mode = one, weight, mode
    for endpoint, target in zip(endpoints, _prepare_targets(target_tensors, endpoints)):
        if endpoint.loss is not None:
            endpoint.make_target(target)
            endpoint.make_weight()
            endpoint.make_value()
    return endpoints


def total_loss(model, endpoints):
    """Sums the weighted losses of the endpoints and the losses that layers add.

    Args:
        model: The model; its `losses` (regularization, `add_loss`) take part.
        endpoints: List of `Endpoint`s.

    Returns:
        A tensor, scalar unless a loss added by the user is not.
    """
    total = None
    for endpoint in endpoints:
        if endpoint.value is None:
            continue
        part = endpoint.value
        if not (isinstance(endpoint.loss_weight, (int, float)) and endpoint.loss_weight == 1):
            part = endpoint.loss_weight * part
        total = part if total is None else total + part
    for added in model.losses:
        total = added if total is None else total + added
    if total is None:
        raise ValueError('The model cannot be compiled because it has no loss to optimize. Give '
                         '`compile` a `loss`, or add one with `model.add_loss(tensor)`.')
    return total
