"""Distributions of weights, outputs of layers and gradients, and weights as pictures."""

import numpy as np

from keras import backend as K
from keras.utils.events.summaries import Histogram

_PICTURES = 3       # of one weight


class Distributions:
    """What a model's numbers look like.

    Args:
        model: A `Model`.
        gradients: Whether gradients are written.
        images: Whether weights are written as pictures.
    """

    def __init__(self, model, gradients, images):
        self._model = model
        self._gradients = gradients
        self._images = images
        self._names = None
        self._function = None

    def write(self, writer, epoch, data, batch_size):
        """Writes all for one epoch.

        Args:
            writer: `EventFileWriter`.
            epoch: Integer.
            data: List of validation arrays (inputs, targets, sample weights); None or empty to
                write the weights only.
            batch_size: Samples that are computed at once.
        """
        weights = [weight for layer in self._model.layers for weight in layer.weights]
        for weight, value in zip(weights, K.batch_get_value(weights)):
            writer.add_histogram(tag_of(weight), value, epoch)
            for tag, pixels in pictures(tag_of(weight), value) if self._images else ():
                writer.add_image(tag, pixels, epoch)
        if data:
            for name, histogram in self._computed(data, batch_size):
                writer.add_histogram(name, histogram, epoch)

    def _computed(self, data, batch_size):
        """Returns names and `Histogram`s of outputs and gradients."""
        if self._function is None:
            self._names, self._function = self._make_function()
        found = [Histogram() for _ in self._names]
        if found:
            for start in range(0, len(data[0]), batch_size):
                batch = [array[start:start + batch_size] for array in data]
                for histogram, value in zip(found, self._function(batch)):
                    histogram.add(value)
        return zip(self._names, found)

    def _make_function(self):
        """Returns names, and a function from validation arrays to the values that they name."""
        model = self._model
        inputs = model._feed_inputs + model._feed_targets + model._feed_sample_weights
        with K.graph_scope(model.outputs[0]):
            named = outputs_of(model)
            if self._gradients:
                weights = [weight for layer in model.layers for weight in layer.trainable_weights]
                slopes = K.gradients(model.total_loss, weights)
                named += [(tag_of(weight) + '_grad', K.densify(slope))
                          for weight, slope in zip(weights, slopes) if slope is not None]
            function = K.function(inputs, [tensor for _, tensor in named])
        return [name for name, _ in named], function


def outputs_of(model):
    """Returns `(name, tensor)` of all outputs of the layers in a model.

    Args:
        model: A `Model`.
    """
    by_layer = {}
    for depth in sorted(getattr(model, '_nodes_by_depth', None) or {}, reverse=True):
        for node in model._nodes_by_depth[depth]:
            by_layer.setdefault(node.outbound_layer.name, []).extend(node.output_tensors)
    named = []
    for layer in model.layers:
        tensors = by_layer.get(layer.name, [])
        for number, tensor in enumerate(tensors):
            end = '_out' if len(tensors) == 1 else '_out_%d' % number
            named.append((layer.name + end, tensor))
    return named


def tag_of(weight):
    """The name of a weight in TensorBoard."""
    return weight.name.replace(':', '_')


def pictures(tag, weight):
    """Returns `(name, array of shape (height, width, 1))` of the first pictures of a weight.

    Args:
        tag: Name of the weight.
        weight: Array.
    """
    values = np.squeeze(weight)
    if values.ndim == 1:
        values = values.reshape((1, -1, 1, 1))
    elif values.ndim == 2:
        if values.shape[0] > values.shape[1]:
            values = values.T
        values = values[np.newaxis, :, :, np.newaxis]
    elif values.ndim == 3:
        if K.image_data_format() == 'channels_last':
            values = values.transpose((2, 0, 1))
        values = values[..., np.newaxis]
    else:
        return []
    if len(values) == 1:
        return [(tag + '/image', values[0])]
    return [('%s/image/%d' % (tag, number), one) for number, one in enumerate(values[:_PICTURES])]
