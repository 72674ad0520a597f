"""Shapes, joining and cutting, padding and enlarging."""

import numpy as np

from keras.backend import common
from keras.backend import shapes

__all__ = ['arange', 'batch_flatten', 'concatenate', 'expand_dims', 'flatten', 'gather',
           'one_hot', 'permute_dimensions', 'repeat', 'repeat_elements', 'reshape',
           'resize_images', 'resize_volumes', 'reverse', 'slice', 'spatial_2d_padding',
           'spatial_3d_padding', 'squeeze', 'stack', 'temporal_padding', 'tile', 'transpose']


def reshape(x, shape):
    return np.reshape(x, shape)


def permute_dimensions(x, pattern):
    return np.transpose(x, pattern)


def transpose(x):
    return np.transpose(x)


def flatten(x):
    return np.reshape(x, (-1,))


def batch_flatten(x):
    return np.reshape(x, (x.shape[0], -1))


def expand_dims(x, axis=-1):
    return np.expand_dims(x, axis)


def squeeze(x, axis):
    return np.squeeze(x, axis)


def concatenate(tensors, axis=-1):
    return np.concatenate(tensors, axis)


def stack(x, axis=0):
    return np.stack(x, axis)


def repeat(x, n):
    return np.repeat(x[:, np.newaxis], n, axis=1)


def repeat_elements(x, rep, axis):
    return np.repeat(x, rep, axis=axis)


def tile(x, n):
    return np.tile(x, n)


def reverse(x, axes):
    return np.flip(x, axes if isinstance(axes, int) else tuple(axes))


def slice(x, start, size):
    for axis, (first, count) in enumerate(zip(start, size)):
        x = np.take(x, range(first, x.shape[axis] if count == -1 else first + count), axis=axis)
    return x


def gather(reference, indices):
    return reference[np.asarray(indices)]


def one_hot(indices, num_classes):
    return (np.asarray(indices)[..., np.newaxis] == np.arange(num_classes)).astype(common.floatx())


def arange(start, stop=None, step=1, dtype='int32'):
    if stop is None:
        start, stop = 0, max(start, 0)
    return np.arange(start, stop, step, dtype=dtype)


def temporal_padding(x, padding=(1, 1)):
    return np.pad(x, ((0, 0), tuple(padding), (0, 0)), 'constant')


def spatial_2d_padding(x, padding=((1, 1), (1, 1)), data_format=None):
    return _pad(x, padding, data_format)


def spatial_3d_padding(x, padding=((1, 1), (1, 1), (1, 1)), data_format=None):
    return _pad(x, padding, data_format)


def resize_images(x, height_factor, width_factor, data_format, interpolation='nearest'):
    resize = {'nearest': np.repeat, 'bilinear': _stretch}[interpolation]
    return _resize(x, (height_factor, width_factor), data_format, resize)


def resize_volumes(x, depth_factor, height_factor, width_factor, data_format):
    return _resize(x, (depth_factor, height_factor, width_factor), data_format, np.repeat)


def _pad(x, padding, data_format):
    """Zeros around the spatial axes."""
    amounts = [(0, 0)] * x.ndim
    axes = shapes.spatial_axes(common.normalize_data_format(data_format), x.ndim)
    for axis, pair in zip(axes, padding):
        amounts[axis] = tuple(pair)
    return np.pad(x, amounts, 'constant')


def _resize(x, factors, data_format, resize):
    """Enlarges the spatial axes one after the other."""
    axes = shapes.spatial_axes(common.normalize_data_format(data_format), x.ndim)
    for axis, factor in zip(axes, factors):
        x = resize(x, factor, axis=axis)
    return x


def _stretch(x, factor, axis):
    """Puts the places in between on a straight line; place i of the result is i / factor of `x`."""
    places = np.arange(x.shape[axis] * factor) / float(factor)
    low = places.astype(int)
    high = np.minimum(low + 1, x.shape[axis] - 1)
    weight = (places - low).reshape((-1,) + (1,) * (x.ndim - 1 - axis % x.ndim)).astype(x.dtype)
    return np.take(x, low, axis) * (1 - weight) + np.take(x, high, axis) * weight
