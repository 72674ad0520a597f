"""The arrays of Keras 1 layers, put together as the layers here take them."""

import numpy as np

# Kernels of layers with data_format='channels_first' were (filters, channels, rows, columns).
_FIRST = {'Conv2D': (2, 3, 1, 0), 'Conv3D': (2, 3, 4, 1, 0), 'Conv2DTranspose': (2, 3, 0, 1),
          'SeparableConv2D': (2, 3, 1, 0), 'ConvLSTM2D': (2, 3, 1, 0)}
# Layers whose gates had arrays of their own: kernel, recurrent kernel, bias for each gate. The
# numbers are the positions of the gates in the file, in the order in which they stand here.
_GATES = {'LSTM': (0, 2, 1, 3), 'GRU': (0, 1, 2), 'ConvLSTM2D': (0, 2, 1, 3)}


def is_keras_1(version):
    """Whether a file says it was written by Keras 1; the first ones did not say anything.

    Args:
        version: The attribute `keras_version`, or None.

    Returns:
        A bool.
    """
    return version is None or version.split('.')[0] == '1'


def convert(layer, weights):
    """The weights of a layer as it takes them.

    Args:
        layer: A built layer, also a `Bidirectional` or `TimeDistributed` one.
        weights: List of arrays in the order of Keras 1.

    Returns:
        A list of arrays; those of a layer that has not changed are the given ones.
    """
    name = type(layer).__name__
    if name == 'Bidirectional':
        half = len(weights) // 2
        return (convert(layer.forward_layer, weights[:half])
                + convert(layer.backward_layer, weights[half:]))
    if name == 'TimeDistributed':
        return convert(layer.layer, weights)
    if name == 'Conv1D' and weights:
        return [_kernel_1d(layer, weights[0])] + list(weights[1:])
    return _join_gates(name, _to_channels_last(layer, name, weights))


def _to_channels_last(layer, name, weights):
    """Kernels with the axes of the image in front."""
    if name == 'Conv2DTranspose' and layer.data_format == 'channels_last':
        order = (0, 1, 3, 2)
    elif getattr(layer, 'data_format', None) == 'channels_first':
        order = _FIRST.get(name, ())
    else:
        order = ()
    return [np.transpose(value, order) if order and value.ndim == len(order) else value
            for value in weights]


def _kernel_1d(layer, kernel):
    """A kernel of `Conv1D` without the axis that it had because it was computed in 2D."""
    if kernel.ndim != 4:
        return kernel
    if kernel.shape[:2] != (layer.kernel_size[0], 1):
        kernel = np.transpose(kernel, (2, 3, 1, 0))
    return kernel[:, 0]


def _join_gates(name, weights):
    """One kernel, one recurrent kernel and one bias from those of all gates."""
    gates = _GATES.get(name, ())
    if not gates or len(weights) != 3 * len(gates):
        return list(weights)
    return [np.concatenate([weights[3 * gate + part] for gate in gates], axis=-1)
            for part in range(3)]
