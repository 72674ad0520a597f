"""Convolution and pooling, place by place."""

import numpy as np

from keras.backend import common
from keras.backend import shapes

__all__ = ['conv1d', 'conv2d', 'conv2d_transpose', 'conv3d', 'conv3d_transpose',
           'depthwise_conv2d', 'local_conv1d', 'local_conv2d', 'pool2d', 'pool3d',
           'separable_conv1d', 'separable_conv2d']


def conv1d(x, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1):
    return _conv(x, kernel, strides, padding, data_format, dilation_rate, _mix)


def conv2d(x, kernel, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1)):
    return _conv(x, kernel, strides, padding, data_format, dilation_rate, _mix)


def conv3d(x, kernel, strides=(1, 1, 1), padding='valid', data_format=None,
           dilation_rate=(1, 1, 1)):
    return _conv(x, kernel, strides, padding, data_format, dilation_rate, _mix)


def depthwise_conv2d(x, depthwise_kernel, strides=(1, 1), padding='valid', data_format=None,
                     dilation_rate=(1, 1)):
    return _conv(x, depthwise_kernel, strides, padding, data_format, dilation_rate, _per_channel)


def separable_conv1d(x, depthwise_kernel, pointwise_kernel, strides=1, padding='valid',
                     data_format=None, dilation_rate=1):
    between = _conv(x, depthwise_kernel, strides, padding, data_format, dilation_rate, _per_channel)
    return conv1d(between, pointwise_kernel, data_format=data_format)


def separable_conv2d(x, depthwise_kernel, pointwise_kernel, strides=(1, 1), padding='valid',
                     data_format=None, dilation_rate=(1, 1)):
    between = _conv(x, depthwise_kernel, strides, padding, data_format, dilation_rate, _per_channel)
    return conv2d(between, pointwise_kernel, data_format=data_format)


def conv2d_transpose(x, kernel, output_shape, strides=(1, 1), padding='valid', data_format=None,
                     dilation_rate=(1, 1)):
    return _conv_transpose(x, kernel, output_shape, strides, padding, data_format, dilation_rate)


def conv3d_transpose(x, kernel, output_shape, strides=(1, 1, 1), padding='valid',
                     data_format=None):
    return _conv_transpose(x, kernel, output_shape, strides, padding, data_format, (1, 1, 1))


def pool2d(x, pool_size, strides=(1, 1), padding='valid', data_format=None, pool_mode='max'):
    return _pool(x, pool_size, strides, padding, data_format, pool_mode, 2)


def pool3d(x, pool_size, strides=(1, 1, 1), padding='valid', data_format=None, pool_mode='max'):
    return _pool(x, pool_size, strides, padding, data_format, pool_mode, 3)


def local_conv1d(inputs, kernel, kernel_size, strides, data_format=None):
    return _local_conv(inputs, kernel, kernel_size, strides, (kernel.shape[0],), data_format)


def local_conv2d(inputs, kernel, kernel_size, strides, output_shape, data_format=None):
    return _local_conv(inputs, kernel, kernel_size, strides, tuple(output_shape), data_format)


def _conv(x, kernel, strides, padding, data_format, dilation_rate, combine):
    """Slides a kernel over `x`; `combine(window, kernel)` is the result at one place."""
    rank = x.ndim - 2
    strides = shapes.normalize_tuple(strides, rank, 'strides')
    dilations = shapes.normalize_tuple(dilation_rate, rank, 'dilation_rate')
    sizes = kernel.shape[:rank]
    x = _to_last(x, data_format)
    places = [shapes.conv_output_length(*one) for one in
              zip(x.shape[1:-1], sizes, [padding] * rank, strides, dilations)]
    amounts = shapes.window_padding(padding, x.shape[1:-1], sizes, strides, dilations)
    x = np.pad(x, ((0, 0),) + tuple(amounts) + ((0, 0),), 'constant')
    result = None
    for place in np.ndindex(*places):
        window = x[(slice(None),) + tuple(
            slice(p * stride, p * stride + shapes.dilated_size(size, dilation), dilation)
            for p, stride, size, dilation in zip(place, strides, sizes, dilations))]
        value = combine(window, kernel)
        if result is None:
            result = np.zeros((len(x),) + tuple(places) + value.shape[-1:], value.dtype)
        result[(slice(None),) + place] = value
    return _from_last(result, data_format)


def _mix(window, kernel):
    """Sum over the window and its channels, for each filter."""
    return np.tensordot(window, kernel, window.ndim - 1)


def _per_channel(window, kernel):
    """Sum over the window, for each channel and each of its kernels."""
    taps = tuple(range(1, window.ndim - 1))
    return (window[..., np.newaxis] * kernel).sum(axis=taps).reshape(len(window), -1)


def _conv_transpose(x, kernel, output_shape, strides, padding, data_format, dilation_rate):
    """Each value of `x` puts the kernel, times itself, onto the output; overlaps add up."""
    rank = x.ndim - 2
    strides = shapes.normalize_tuple(strides, rank, 'strides')
    dilations = shapes.normalize_tuple(dilation_rate, rank, 'dilation_rate')
    sizes = kernel.shape[:rank]
    x = _to_last(x, data_format)
    axes = shapes.spatial_axes(common.normalize_data_format(data_format), rank + 2)
    lengths = tuple(output_shape[axis] for axis in axes)
    for length, *rest in zip(lengths, sizes, strides, dilations, x.shape[1:-1]):
        size, stride, dilation, given = rest
        if shapes.conv_output_length(length, size, padding, stride, dilation) != given:
            raise ValueError(f'A convolution of length {length} gives no length {given}.')
    amounts = shapes.window_padding(padding, lengths, sizes, strides, dilations)
    full = tuple(length + sum(pair) for length, pair in zip(lengths, amounts))
    result = np.zeros((len(x),) + full + (kernel.shape[-2],), np.result_type(x, kernel))
    for place in np.ndindex(*x.shape[1:-1]):
        window = (slice(None),) + tuple(
            slice(p * stride, p * stride + shapes.dilated_size(size, dilation), dilation)
            for p, stride, size, dilation in zip(place, strides, sizes, dilations))
        result[window] += np.tensordot(x[(slice(None),) + place], kernel, (1, rank + 1))
    kept = tuple(slice(before, before + length)
                 for length, (before, _) in zip(lengths, amounts))
    return _from_last(result[(slice(None),) + kept], data_format)


def _pool(x, pool_size, strides, padding, data_format, pool_mode, rank):
    """Largest or mean value of what each window sees of `x`."""
    sizes = shapes.normalize_tuple(pool_size, rank, 'pool_size')
    strides = shapes.normalize_tuple(strides, rank, 'strides')
    x = _to_last(x, data_format)
    lengths = x.shape[1:-1]
    shape = shapes.window_shape(x.shape, None, sizes, strides, padding, 'channels_last')
    amounts = shapes.window_padding(padding, lengths, sizes, strides)
    reduce = {'max': np.max, 'avg': np.mean}[pool_mode]
    result = np.zeros(shape, x.dtype)
    for place in np.ndindex(*shape[1:-1]):
        starts = [p * stride - before
                  for p, stride, (before, _) in zip(place, strides, amounts)]
        window = x[(slice(None),) + tuple(
            slice(max(start, 0), start + size) for start, size in zip(starts, sizes))]
        result[(slice(None),) + place] = reduce(window, axis=tuple(range(1, rank + 1)))
    return _from_last(result, data_format)


def _local_conv(x, kernel, kernel_size, strides, output_shape, data_format):
    """At each place a matrix of its own times what the window sees."""
    rank = x.ndim - 2
    sizes = shapes.normalize_tuple(kernel_size, rank, 'kernel_size')
    strides = shapes.normalize_tuple(strides, rank, 'strides')
    first = common.normalize_data_format(data_format) == 'channels_first'
    everything = (slice(None),)
    result = np.zeros((len(x),) + output_shape + kernel.shape[-1:], np.result_type(x, kernel))
    for matrix, place in zip(kernel, np.ndindex(*output_shape)):
        window = tuple(slice(p * stride, p * stride + size)
                       for p, stride, size in zip(place, strides, sizes))
        seen = x[2 * everything + window if first else everything + window]
        result[everything + place] = seen.reshape(len(x), -1) @ matrix
    return _from_last(result, data_format)


def _to_last(x, data_format):
    """The same tensor with its channels in the last axis."""
    first = common.normalize_data_format(data_format) == 'channels_first'
    return np.moveaxis(x, 1, -1) if first else x


def _from_last(x, data_format):
    """The same tensor with its channels where the data format wants them."""
    first = common.normalize_data_format(data_format) == 'channels_first'
    return np.moveaxis(x, -1, 1) if first else x
