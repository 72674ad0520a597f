"""Dilated convolutions under their Keras 1 names."""

from keras.layers.convolutional.conv1d import Conv1D
from keras.layers.convolutional.conv2d import Conv2D
from keras.legacy.convert import convert, warn
from keras.legacy.table import CALLS


def AtrousConvolution1D(*args, **kwargs):
    """A `Conv1D` with `dilation_rate`, spelled as in Keras 1.

    Args:
        *args: Those of `Conv1D`.
        **kwargs: Those of `Conv1D`, and `atrous_rate` for `dilation_rate`. Default 1.

    Returns:
        A `Conv1D` layer.

    Example:
        from keras.layers import Conv1D
        layer = Conv1D(4, 3, dilation_rate=2)       # AtrousConvolution1D(4, 3, atrous_rate=2)
    """
    return _dilated(Conv1D, args, kwargs)


def AtrousConvolution2D(*args, **kwargs):
    """A `Conv2D` with `dilation_rate`, spelled as in Keras 1.

    Args:
        *args: Those of `Conv2D`.
        **kwargs: Those of `Conv2D`, and `atrous_rate` for `dilation_rate`. Default 1.

    Returns:
        A `Conv2D` layer.

    Example:
        from keras.layers import Conv2D
        layer = Conv2D(4, 3, dilation_rate=2)       # AtrousConvolution2D(4, 3, 3, atrous_rate=2)
    """
    return _dilated(Conv2D, args, kwargs)


def _dilated(cls, args, kwargs):
    """The convolution, with a warning that shows its call."""
    kwargs = dict(kwargs)
    kwargs['dilation_rate'] = kwargs.pop('atrous_rate', 1)
    args, kwargs, notes = convert(cls.__name__, CALLS[cls.__name__], args, kwargs)
    warn(cls.__name__, args, kwargs, notes, stacklevel=3)
    return cls(*args, **kwargs)
