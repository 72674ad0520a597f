"""Ops written once, over other ops of `K`. An engine's own op of the same name comes first."""

from keras import backend as K
from keras.backend import common
from keras.backend import shapes
from keras.backend.composite_training import (  # noqa: F401
    adadelta_update, adagrad_update, adam_update, adamax_update, collect_updates, densify,
    divide_no_nan, in_current_graph, is_native_optimizer, momentum_update, top_k)


def hard_sigmoid(x):
    return K.clip(0.2 * x + 0.5, 0., 1.)


def softsign(x):
    return x / (1. + K.abs(x))


def elu(x, alpha=1.):
    return K.switch(x > 0, x, alpha * (K.exp(K.minimum(x, K.zeros_like(x))) - 1.))


def l2_normalize(x, axis=None):
    squares = K.sum(K.square(x), axis=axis, keepdims=True)
    return x / K.sqrt(K.maximum(squares, K.ones_like(squares) * 1e-12))


def logsumexp(x, axis=None, keepdims=False):
    top = K.stop_gradient(K.max(x, axis=axis, keepdims=True))
    rest = K.log(K.sum(K.exp(x - top), axis=axis, keepdims=keepdims))
    return rest + (top if keepdims else K.max(top, axis=axis))


def moving_average_update(x, value, momentum):
    return K.update_sub(x, (x - K.cast(value, K.dtype(x))) * (1. - momentum))


def categorical_crossentropy(target, output, from_logits=False, axis=-1):
    shapes.normalize_axis(axis, K.ndim(output))
    if from_logits:
        logs = output - K.logsumexp(output, axis=axis, keepdims=True)
    else:
        logs = K.log(_probability(output / K.sum(output, axis=axis, keepdims=True)))
    return -K.sum(target * logs, axis=axis)


def sparse_categorical_crossentropy(target, output, from_logits=False, axis=-1):
    ndim = K.ndim(output)
    axis = shapes.normalize_axis(axis, ndim)
    order = tuple(other for other in range(ndim) if other != axis) + (axis,)
    scores = K.permute_dimensions(output, order)
    classes = K.int_shape(scores)[-1]
    scores = scores if from_logits else K.log(_probability(scores))
    chosen = K.one_hot(K.cast(K.flatten(target), 'int64'), classes)
    chosen = K.reshape(chosen, K.shape(scores))
    return K.logsumexp(scores, axis=-1) - K.sum(scores * chosen, axis=-1)


def binary_crossentropy(target, output, from_logits=False):
    if from_logits:
        return (K.maximum(output, K.zeros_like(output)) - output * target
                + K.log(1. + K.exp(-K.abs(output))))
    output = _probability(output)
    no = K.log(1. - output)
    return -(no + target * (K.log(output) - no))


def separable_conv1d(x, depthwise_kernel, pointwise_kernel, strides=1, padding='valid',
                     data_format=None, dilation_rate=1):
    data_format = common.normalize_data_format(data_format)
    stride, = shapes.normalize_tuple(strides, 1, 'strides')
    dilation, = shapes.normalize_tuple(dilation_rate, 1, 'dilation_rate')
    axis = 1 if data_format == 'channels_last' else 2
    image = K.expand_dims(x, axis)
    if padding == 'causal':
        reach = shapes.dilated_size(K.int_shape(depthwise_kernel)[0], dilation) - 1
        image = K.spatial_2d_padding(image, ((0, 0), (reach, 0)), data_format)
        padding = 'valid'
    result = K.separable_conv2d(
        image, K.expand_dims(depthwise_kernel, 0), K.expand_dims(pointwise_kernel, 0),
        strides=(stride, stride), padding=padding, data_format=data_format,
        dilation_rate=(1, dilation))
    return K.squeeze(result, axis)


def separable_conv2d(x, depthwise_kernel, pointwise_kernel, strides=(1, 1), padding='valid',
                     data_format=None, dilation_rate=(1, 1)):
    result = K.depthwise_conv2d(x, depthwise_kernel, strides=strides, padding=padding,
                                data_format=data_format, dilation_rate=dilation_rate)
    return K.conv2d(result, pointwise_kernel, data_format=data_format)


def local_conv1d(inputs, kernel, kernel_size, strides, data_format=None):
    kernel_size = shapes.normalize_tuple(kernel_size, 1, 'kernel_size')
    strides = shapes.normalize_tuple(strides, 1, 'strides')
    output_shape = (K.int_shape(kernel)[0],)
    return _local_conv(inputs, kernel, kernel_size, strides, output_shape, data_format)


def local_conv2d(inputs, kernel, kernel_size, strides, output_shape, data_format=None):
    kernel_size = shapes.normalize_tuple(kernel_size, 2, 'kernel_size')
    strides = shapes.normalize_tuple(strides, 2, 'strides')
    return _local_conv(inputs, kernel, kernel_size, strides, tuple(output_shape), data_format)


def _probability(output):
    """Moves probabilities off 0 and 1 by epsilon, so that their logarithms are finite."""
    return K.clip(output, common.epsilon(), 1. - common.epsilon())


def _local_conv(inputs, kernel, kernel_size, strides, output_shape, data_format):
    """Convolution with a kernel of its own at every place, as one batched matrix product."""
    data_format = common.normalize_data_format(data_format)
    first = data_format == 'channels_first'
    places, features, filters = K.int_shape(kernel)
    # One strided view per tap, not one per place: there are far fewer taps.
    taps = [inputs[_tap(offset, strides, output_shape, first)]
            for offset in _offsets(kernel_size)]
    rank = len(kernel_size)
    patches = K.stack(taps, axis=2 if first else 1 + rank)
    if first:
        # (batch, channels, taps, places...) -> (places..., batch, channels, taps)
        order = tuple(range(3, 3 + rank)) + (0, 1, 2)
    else:
        # (batch, places..., taps, channels) -> (places..., batch, taps, channels)
        order = tuple(range(1, 1 + rank)) + (0, 1 + rank, 2 + rank)
    patches = K.reshape(K.permute_dimensions(patches, order), (places, -1, features))
    result = K.reshape(K.batch_dot(patches, kernel), output_shape + (-1, filters))
    if first:
        return K.permute_dimensions(result, (rank, rank + 1) + tuple(range(rank)))
    return K.permute_dimensions(result, (rank,) + tuple(range(rank)) + (rank + 1,))


def _offsets(kernel_size):
    """Places of the taps inside a kernel, the last axis running fastest."""
    offsets = [()]
    for size in kernel_size:
        offsets = [offset + (place,) for offset in offsets for place in range(size)]
    return offsets


def _tap(offset, strides, output_shape, first):
    """Index that picks what one tap sees at every place."""
    places = tuple(slice(start, start + (count - 1) * stride + 1, stride)
                   for start, stride, count in zip(offset, strides, output_shape))
    everything = slice(None)
    return (everything, everything) + places if first else (everything,) + places + (everything,)
