"""Weights of other conventions, turned into what the layers here take."""

import numpy as np

from keras import backend as K
from keras.backend import kernel_convention
from keras.saving import cudnn_weights, keras_1_weights
from keras.utils.conv_utils import convert_kernel

# Layers whose kernels were stored as the engine used them, and the names of those kernels.
_FLIPPED_KERNELS = {
    'Conv1D': ('kernel',), 'Conv2D': ('kernel',), 'Conv3D': ('kernel',),
    'Conv2DTranspose': ('kernel',), 'Conv3DTranspose': ('kernel',),
    'SeparableConv1D': ('depthwise_kernel',), 'SeparableConv2D': ('depthwise_kernel',),
    'DepthwiseConv2D': ('depthwise_kernel',),
    'ConvLSTM2D': ('kernel', 'recurrent_kernel'), 'ConvLSTM2DCell': ('kernel', 'recurrent_kernel'),
}


def sublayers(layer):
    """The layers directly inside a layer: of a model, a wrapper or a stack of cells.

    Args:
        layer: A layer.

    Returns:
        A list of layers.
    """
    found = list(getattr(layer, 'layers', None) or [])
    for name in ('layer', 'forward_layer', 'backward_layer', 'cell'):
        inner = getattr(layer, name, None)
        if inner is not None and hasattr(inner, 'weights'):
            found.append(inner)
    cells = getattr(layer, 'cells', None)
    return found + [cell for cell in cells or [] if hasattr(cell, 'weights')]


def convolution_kernels(layer):
    """The weights of a layer, and of all layers inside it, that are convolution kernels.

    Args:
        layer: A built layer.

    Returns:
        A set of the identities (`id`) of the variables.
    """
    found = set()
    for cls in type(layer).__mro__:
        for name in _FLIPPED_KERNELS.get(cls.__name__, ()):
            found.add(id(getattr(layer, name)))
    for inner in sublayers(layer):
        found |= convolution_kernels(inner)
    return found


def recurrent_layout(layer, arrays, read=np.asarray):
    """Turns weights of `CuDNNLSTM` into those of `LSTM`, where the layer has such, and so on.

    Args:
        layer: A built layer, also one with recurrent layers inside.
        arrays: List of arrays, or of what has a `shape` and can be read.
        read: Function from such a thing to an array.

    Returns:
        A list of arrays; those that need no change are the given ones.

    Raises:
        ValueError: If a `GRU(reset_after=False)` and a `CuDNNGRU` meet.
    """
    return cudnn_weights.convert(layer, _recurrent_cells(layer), arrays, read)


def _recurrent_cells(layer):
    """The cells inside a layer whose weights have two layouts."""
    found = [layer] if cudnn_weights.is_recurrent(layer) else []
    for inner in sublayers(layer):
        found += _recurrent_cells(inner)
    return found


def preprocess_weights_for_loading(layer, weights, original_keras_version=None,
                                   original_backend=None, reshape=False):
    """Turns the weights of a layer, as a file holds them, into what the layer takes.

    Args:
        layer: A built layer; its `weights` are in the order of `weights`.
        weights: List of arrays.
        original_keras_version: Version that wrote them, e.g. `'2.2.4'`; `'1'` for files that do
            not say. What Keras 1 wrote is put together as the layers here take it, and weights
            of `CuDNNLSTM` and `CuDNNGRU` fit `LSTM` and `GRU(reset_after=True)`, and the reverse.
        original_backend: The file's `backend` attribute. If that engine computed true
            convolutions, the kernels are flipped.
        reshape: Whether an array of another shape but as many values is reshaped.

    Returns:
        A list of arrays.

    Raises:
        ValueError: If an array cannot be reshaped, or is of a kind of layer that cannot be
            converted.
    """
    weights = list(weights)
    if original_keras_version is not None and keras_1_weights.is_keras_1(original_keras_version):
        weights = keras_1_weights.convert(layer, weights)
    weights = recurrent_layout(layer, weights)
    if original_backend in kernel_convention.FLIPPED:
        kernels = convolution_kernels(layer)
        for position, variable in enumerate(layer.weights[:len(weights)]):
            if id(variable) in kernels:
                weights[position] = convert_kernel(weights[position])
    if reshape:
        for position, variable in enumerate(layer.weights[:len(weights)]):
            weights[position] = np.reshape(weights[position], shape_of(variable))
    return weights


def shape_of(variable):
    """Shape of a weight as a tuple of ints.

    Args:
        variable: A variable of the engine.

    Returns:
        A tuple.
    """
    return tuple(K.int_shape(variable))
