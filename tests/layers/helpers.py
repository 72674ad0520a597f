"""Running one layer on arrays."""

import numpy as np

from keras import backend as K
from keras.layers import Input


def run(layer, *values, training=0, masks=None, weights=None):
    """Output array(s) of a layer for input arrays.

    Args:
        layer: The layer.
        *values: One array per input.
        training: Learning phase, 0 or 1.
        masks: Boolean array per input to be given as `mask`, or None.
        weights: Weights to be set before, or None.

    Returns:
        An array; a list of them if the layer has several outputs.
    """
    inputs = [Input(batch_shape=value.shape, dtype=value.dtype.name) for value in values]
    kwargs = {}
    if masks is not None:
        given = [None if mask is None else K.constant(mask, dtype='bool') for mask in masks]
        kwargs['mask'] = given if len(given) > 1 else given[0]
    output = layer(inputs if len(inputs) > 1 else inputs[0], **kwargs)
    if weights is not None:
        layer.set_weights(weights)
    outputs = output if isinstance(output, list) else [output]
    results = K.function(inputs + [K.learning_phase()], outputs)(list(values) + [training])
    return results if isinstance(output, list) else results[0]


def floats(*shape, seed=0):
    """Random float32 array."""
    return np.random.RandomState(seed).standard_normal(shape).astype('float32')
