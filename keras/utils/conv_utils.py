"""Arithmetic of convolution arguments: lengths, tuples, padding names, kernel flips."""
import numpy as np

PADDINGS = ('valid', 'same', 'causal', 'full')


def normalize_tuple(value, n, name):
    """Turns an int or an iterable of ints into a tuple of `n` ints.

    Args:
        value: int (repeated `n` times) or iterable of `n` ints.
        n: int, the wanted length.
        name: str, the argument's name, for the error message.

    Returns:
        Tuple of `n` ints.

    Raises:
        ValueError: `value` is neither an int nor `n` ints.

    Example:
        from keras.utils.conv_utils import normalize_tuple
        assert normalize_tuple(3, 2, 'kernel_size') == (3, 3)
    """
    if _is_integer(value):
        return (int(value),) * n
    try:
        items = tuple(value)
    except TypeError:
        items = None
    if items is None or len(items) != n or not all(_is_integer(item) for item in items):
        raise ValueError(
            f'The `{name}` argument must be an integer or a tuple of {n} integers. '
            f'Received: {value!r}. Pass for example `{name}={_sample(n)}`.')
    return tuple(int(item) for item in items)


def normalize_padding(value):
    """Lower-cases a padding name and checks it.

    Args:
        value: str, `'valid'`, `'same'` or `'causal'` in any case.

    Returns:
        The name in lower case.

    Raises:
        ValueError: any other value.
    """
    padding = value.lower() if isinstance(value, str) else value
    if padding not in ('valid', 'same', 'causal'):
        raise ValueError(f"The `padding` argument must be one of 'valid', 'same' (or 'causal', "
                         f'for Conv1D only). Received: {value!r}.')
    return padding


def convert_kernel(kernel):
    """Flips a kernel in all its spatial axes (true convolution <-> correlation).

    Args:
        kernel: array of 3, 4 or 5 dimensions, spatial axes first, then input and output channels.

    Returns:
        Array of the same shape and dtype.

    Raises:
        ValueError: the array has another number of dimensions.
    """
    kernel = np.asarray(kernel)
    if not 3 <= kernel.ndim <= 5:
        raise ValueError('A convolution kernel has 3, 4 or 5 dimensions (spatial axes, input '
                         f'channels, output channels). Received an array of shape {kernel.shape}.')
    return np.copy(np.flip(kernel, tuple(range(kernel.ndim - 2))))


def conv_output_length(input_length, filter_size, padding, stride, dilation=1):
    """Length that a convolution or a pooling gives along one axis.

    Args:
        input_length: int, or None if unknown.
        filter_size: int, taps of the kernel or size of the window.
        padding: `'valid'`, `'same'`, `'causal'` or `'full'`.
        stride: int.
        dilation: int, distance between two taps.

    Returns:
        int, or None if `input_length` is None.

    Raises:
        ValueError: unknown `padding`.
    """
    _check_padding(padding)
    if input_length is None:
        return None
    reach = (filter_size - 1) * dilation
    length = input_length + {'valid': -reach, 'same': 0, 'causal': 0, 'full': reach}[padding]
    return (length + stride - 1) // stride


def conv_input_length(output_length, filter_size, padding, stride):
    """Smallest usual input length for which a convolution gives `output_length`.

    Args:
        output_length: int, or None if unknown.
        filter_size: int, taps of the kernel.
        padding: `'valid'`, `'same'` or `'full'`.
        stride: int.

    Returns:
        int, or None if `output_length` is None.

    Raises:
        ValueError: unknown `padding`.
    """
    _check_padding(padding, allowed=('valid', 'same', 'full'))
    if output_length is None:
        return None
    return (output_length - 1) * stride + filter_size - 2 * _side_padding(filter_size, padding)


def deconv_length(dim_size, stride_size, kernel_size, padding, output_padding, dilation=1):
    """Length that a transposed convolution gives along one axis.

    Args:
        dim_size: int, length of the input, or None if unknown.
        stride_size: int.
        kernel_size: int, taps of the kernel.
        padding: `'valid'`, `'same'` or `'full'`.
        output_padding: int, extra length at the end, or None for the usual length.
        dilation: int, distance between two taps.

    Returns:
        int, or None if `dim_size` is None.

    Raises:
        ValueError: unknown `padding`.
    """
    _check_padding(padding, allowed=('valid', 'same', 'full'))
    if dim_size is None:
        return None
    reach = (kernel_size - 1) * dilation + 1
    if output_padding is not None:
        free = (dim_size - 1) * stride_size + reach
        return free - 2 * _side_padding(reach, padding) + output_padding
    spread = dim_size * stride_size
    if padding == 'same':
        return spread
    if padding == 'valid':
        return spread + max(reach - stride_size, 0)
    return spread - (stride_size + reach - 2)


def _side_padding(filter_size, padding):
    """Zeros on one side of the input."""
    return {'valid': 0, 'same': filter_size // 2, 'full': filter_size - 1}[padding]


def _check_padding(padding, allowed=PADDINGS):
    """Raises for a padding name that has no arithmetic."""
    if padding not in allowed:
        raise ValueError(f'`padding` must be one of {", ".join(map(repr, allowed))}. '
                         f'Received: {padding!r}.')


def _is_integer(value):
    """True for Python and NumPy integers (and integral floats), not for booleans."""
    if isinstance(value, (bool, np.bool_)):
        return False
    return isinstance(value, (int, np.integer)) or (
        isinstance(value, float) and value.is_integer())


def _sample(n):
    """A value that would have been right."""
    return '(' + ', '.join(['2'] * n) + (',)' if n == 1 else ')')
