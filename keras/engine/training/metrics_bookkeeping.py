"""Metric objects of a compiled model: which function a name means, and how results are called."""
import numpy as np

from keras import backend as K
from keras import losses as losses_module
from keras import metrics as metrics_module
from keras.engine.training.compilation import masked_weight, refuse_unknown

_ACCURACY = ('accuracy', 'acc')
_CROSSENTROPY = ('crossentropy', 'ce')


def _uses(loss, name, class_name):
    """Whether `loss` is a given built-in one, as a wrapped function or as a class."""
    if isinstance(loss, getattr(losses_module, class_name)):
        return True
    return getattr(loss, 'fn', None) is getattr(losses_module, name)


def _by_output(name, shape, loss):
    """Returns what 'accuracy' or 'crossentropy' means for an output of this shape and loss."""
    kind = 'accuracy' if name in _ACCURACY else 'crossentropy'
    if shape[-1] == 1 or _uses(loss, 'binary_crossentropy', 'BinaryCrossentropy'):
        return getattr(metrics_module, 'binary_' + kind)
    if _uses(loss, 'sparse_categorical_crossentropy', 'SparseCategoricalCrossentropy'):
        return getattr(metrics_module, 'sparse_categorical_' + kind)
    return getattr(metrics_module, 'categorical_' + kind)


def resolve(metric, shape, loss):
    """Turns what the user gave into a metric object.

    Args:
        metric: Name, function, configuration or `Metric`.
        shape: Shape of the output, a tuple with the batch axis.
        loss: `Loss` of the output or None.

    Returns:
        Pair of the log name and the `Metric`.
    """
    if isinstance(metric, metrics_module.Metric):
        return metric.name, metric
    if metric in _ACCURACY or metric in _CROSSENTROPY:
        function = _by_output(metric, shape, loss)
        return metric, metrics_module.MeanMetricWrapper(function, name=metric)
    found = metrics_module.get(metric)
    if isinstance(found, metrics_module.Metric):
        return (metric if isinstance(metric, str) else found.name), found
    name = metric if isinstance(metric, str) else getattr(found, '__name__', type(found).__name__)
    return name, metrics_module.MeanMetricWrapper(found, name=name)


def per_output(metrics, names, argument):
    """Spreads `metrics` over the outputs.

    Args:
        metrics: None, a list for every output, a list of lists, or a dictionary by output name.
        names: Names of the outputs.
        argument: 'metrics' or 'weighted_metrics', for the errors.

    Returns:
        One list per output.
    """
    if not metrics:
        return [[] for _ in names]
    if isinstance(metrics, dict):
        refuse_unknown(metrics, names, argument)
        return [_as_list(metrics.get(name)) for name in names]
    if not isinstance(metrics, (list, tuple)):
        raise TypeError('`%s` should be a list or a dictionary by output name, but got %s: %r. '
                        'Write `%s=[%r]`.'
                        % (argument, type(metrics).__name__, metrics, argument, metrics))
    if any(isinstance(one, (list, tuple)) for one in metrics):
        if len(metrics) != len(names):
            raise ValueError('`%s` is a list of %d lists, but the model has %d outputs: %s. Give '
                             'one list per output.'
                             % (argument, len(metrics), len(names), list(names)))
        return [_as_list(one) for one in metrics]
    # One metric object cannot count two outputs, so the later outputs get copies of their own.
    copies = [[metrics_module.clone_metric(one) if isinstance(one, metrics_module.Metric) else one
               for one in metrics] for _ in names[1:]]
    return [list(metrics)] + copies


def _as_list(value):
    """Returns None as [], one thing as a list."""
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def unique(name, taken):
    """Returns `name`, or `name_1`, `name_2`, ... if it is taken; and takes it."""
    found, count = name, 0
    while found in taken:
        count += 1
        found = '%s_%d' % (name, count)
    taken.add(found)
    return found


class MetricsBook:
    """All metric objects of a compiled model, their log names and their result tensors.

    Args:
        model: The model; layers' own metrics (`add_metric`) are counted too.
        endpoints: List of `Endpoint`s, losses built.
        metrics: The argument of `compile`.
        weighted_metrics: The argument of `compile`.

    Attributes:
        names: Log names: the losses of outputs (if there are several outputs), then the metrics.
        metrics: The `Metric` objects, in the same order.
        tensors: Their result tensors; computing one counts the batch first.
        own: The metrics given to `compile` (without those of losses and layers).
    """

    def __init__(self, model, endpoints, metrics, weighted_metrics):
        self.names, self.metrics, self.tensors, self.own = [], [], [], []
        names = [endpoint.name for endpoint in endpoints]
        plain = per_output(metrics, names, 'metrics')
        weighted = per_output(weighted_metrics, names, 'weighted_metrics')
        taken = set()
        for endpoint, these, those in zip(endpoints, plain, weighted):
            if endpoint.loss is not None:
                endpoint.metrics = self._named(these, endpoint, taken, len(names) > 1)
                endpoint.weighted_metrics = self._named(those, endpoint, taken, len(names) > 1)
        with K.name_scope('metrics'):
            if len(endpoints) > 1:
                self._count_losses(endpoints)
            for endpoint in endpoints:
                self._count(endpoint, endpoint.metrics, None)
                self._count(endpoint, endpoint.weighted_metrics, endpoint.weight)
        self._add_layers(model, taken)

    def _named(self, metrics, endpoint, taken, prefixed):
        """Resolves the metrics of one output and gives them names."""
        found = []
        for metric in metrics:
            name, metric = resolve(metric, endpoint.shape, endpoint.loss)
            if prefixed:
                name = '%s_%s' % (endpoint.name, name)
            found.append((unique(name, taken), metric))
        return found

    def _add(self, name, metric, tensor):
        """Enters one metric."""
        self.names.append(name)
        self.metrics.append(metric)
        self.tensors.append(tensor)

    def _count_losses(self, endpoints):
        """Averages the loss of each output over the batches."""
        for endpoint in endpoints:
            if endpoint.value is not None:
                name = endpoint.name + '_loss'
                metric = metrics_module.Mean(name=name)
                self._add(name, metric, metric(endpoint.value))

    def _count(self, endpoint, metrics, weight):
        """Connects metrics with the target and the output of an endpoint."""
        if not metrics:
            return
        if endpoint.mask is not None:
            weight = masked_weight(weight, endpoint.mask, endpoint.output)
        for name, metric in metrics:
            self._add(name, metric, metric(endpoint.target, endpoint.output, sample_weight=weight))
            self.own.append(metric)

    def _add_layers(self, model, taken):
        """Enters the metrics that layers (and the model itself) count."""
        for metric, tensor in layer_metrics(model):
            self._add(unique(metric.name, taken), metric, tensor)

    def reset(self):
        """Forgets what was counted; one engine call for all metrics that reset the usual way."""
        plain = []
        for metric in self.metrics:
            if type(metric).reset_states is metrics_module.Metric.reset_states:
                plain.extend(metric.weights)
            else:
                metric.reset_states()
        if plain:
            K.batch_set_value([(weight, np.zeros(K.int_shape(weight),
                                                 K.host_dtype(K.dtype(weight))))
                               for weight in plain])


def layer_metrics(model):
    """Returns pairs of metric and result tensor that layers added with `add_metric`."""
    return [(metric, layer._metric_results[metric.name])
            for layer in [model] + _all_layers(model)
            for metric in layer._metrics if metric.name in layer._metric_results]


def _all_layers(network):
    """Returns the layers of a network and of the networks in it, each once."""
    found = []
    for layer in network._layers:
        if layer not in found:
            found.append(layer)
            found.extend(inner for inner in _all_layers(layer) if inner not in found)
    return found
