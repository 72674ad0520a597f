"""Weights of `LSTM` and `GRU` in the layout of `CuDNNLSTM` and `CuDNNGRU`, and back.

The kernels have the same shapes in both; the bias tells which layout an array is in.
"""

import warnings

import numpy as np

from keras import backend as K

_CUDNN = 'CuDNNWeights'
_CELLS = {'LSTMCell', 'GRUCell', _CUDNN}
_ACTIVATIONS = {'activation': 'tanh', 'recurrent_activation': 'sigmoid'}


def convert(layer, cells, arrays, read=np.asarray):
    """Turns the weights of recurrent layers into the layout that the layers have.

    Args:
        layer: A built layer; its `weights` are in the order of `arrays`.
        cells: List of the cells in it, at any depth.
        arrays: List of arrays, or of what has a `shape` and can be read.
        read: Function from such a thing to an array.

    Returns:
        A list of arrays; those of other layers, and those that fit already, are the given ones.

    Raises:
        ValueError: If the file holds a `CuDNNGRU` or its counterpart, and the layer is a
            `GRU(reset_after=False)` or was one.
    """
    places = {id(variable): place for place, variable in enumerate(layer.weights)}
    if len(places) != len(arrays):
        return arrays
    arrays = list(arrays)
    for cell in cells:
        variables = [getattr(cell, name, None) for name in ('kernel', 'recurrent_kernel', 'bias')]
        places_here = [places.get(id(variable)) for variable in variables]
        if None in places_here:
            continue
        given = [arrays[place] for place in places_here]
        change = _change(cell, variables, given, layer)
        if change is not None:
            for place, value in zip(places_here, change(cell, [read(array) for array in given])):
                arrays[place] = value
    return arrays


def is_recurrent(cell):
    """Whether an object is a cell that `convert` may have something to do for.

    Args:
        cell: Any object.

    Returns:
        A bool.
    """
    return not _CELLS.isdisjoint(cls.__name__ for cls in type(cell).__mro__)


def _change(cell, variables, given, layer):
    """The function that converts these arrays for a cell, or None if they are in its layout."""
    shapes = [tuple(array.shape) for array in given]
    wanted = [tuple(K.int_shape(variable)) for variable in variables]
    if shapes[:2] != wanted[:2] or shapes[2] == wanted[2]:
        return None
    is_cudnn = any(cls.__name__ == _CUDNN for cls in type(cell).__mro__)
    units, width = wanted[1]
    if width == 3 * units and {shapes[2], wanted[2]} == {(width,), (2 * width,)}:
        raise ValueError(
            'The layer {!r} cannot take these weights: a GRU with reset_after=False computes '
            'something else than a CuDNNGRU does. Make the layer as GRU(..., reset_after=True), '
            'if the file is of a CuDNNGRU, or as GRU(..., reset_after=False), if it is of such a '
            'layer. Nothing was loaded.'.format(layer.name))
    plain = (2, width) if width == 3 * units else (width,)
    if is_cudnn:
        return _to_cudnn if shapes[2] == plain else None
    return _from_cudnn if shapes[2] == (2 * width,) and wanted[2] == plain else None


def _to_cudnn(cell, arrays):
    """Kernel, recurrent kernel and bias in the layout of cuDNN."""
    kernel, recurrent, bias = arrays
    # two biases that are only ever added; halves of a float add up to it exactly
    bias = bias.reshape(-1) if bias.ndim == 2 else np.tile(bias * .5, 2).astype(bias.dtype)
    return [_by_gate(kernel, len(recurrent), lambda part: part.T.reshape(part.shape)),
            _by_gate(recurrent, len(recurrent), np.transpose), bias]


def _from_cudnn(cell, arrays):
    """Kernel, recurrent kernel and bias in the layout of `LSTM` and `GRU`."""
    for name, expected in _ACTIVATIONS.items():
        function = getattr(cell, name, None)
        if getattr(function, '__name__', expected) != expected:
            warnings.warn('Weights of a layer that computes with {}={!r} are loaded into the '
                          'layer of the cell {!r} with {!r}, so its results will differ. Make the '
                          'layer with {}={!r}.'.format(name, expected, cell.name,
                                                       function.__name__, name, expected))
    kernel, recurrent, bias = arrays
    rows = np.stack(np.split(bias, 2))
    return [_by_gate(kernel, len(recurrent),
                     lambda part: part.reshape(part.shape[::-1]).T),
            _by_gate(recurrent, len(recurrent), np.transpose),
            rows if recurrent.shape[1] == 3 * len(recurrent) else rows.sum(axis=0)]


def _by_gate(kernel, units, function):
    """A kernel with a function applied to the part of each gate."""
    parts = np.split(kernel, kernel.shape[1] // units, axis=1)
    return np.concatenate([function(part) for part in parts], axis=1)
