"""Activations, losses, normalisation."""

import numpy as np

from keras.backend import common
from keras.backend import shapes
from keras.backend.tensorflow_backend.engine import VERSION, tf
from keras.backend.tensorflow_backend.layout import Layout, runs_channels_first

#: Below this the fused batch normalisation would raise epsilon on its own.
_LEAST_FUSED_EPSILON = 1.001e-5
_FUSED_TYPES = (tf.float16, tf.bfloat16, tf.float32)


def relu(x, alpha=0., max_value=None, threshold=0.):
    plain = _is_zero(threshold)
    if _is_zero(alpha):
        if plain and max_value is not None and _is_number(max_value) and max_value == 6:
            return tf.nn.relu6(x)
        result = tf.nn.relu(x) if plain else x * tf.cast(x > threshold, x.dtype)
        return result if max_value is None else tf.minimum(result, _like(max_value, result))
    if plain and max_value is None:
        if _is_number(alpha) and alpha <= 1:
            return tf.nn.leaky_relu(x, alpha=alpha)
        return tf.nn.relu(x) - alpha * tf.nn.relu(-x)
    below = tf.nn.relu(threshold - x)
    return relu(x, 0., max_value, threshold) - alpha * below


def elu(x, alpha=1.):
    unit = tf.nn.elu(x)
    if _is_number(alpha) and alpha == 1:
        return unit
    return tf.raw_ops.Select(condition=x > 0, x=unit, y=alpha * unit)


def softmax(x, axis=-1):
    return tf.nn.softmax(x, axis=axis)


def softplus(x):
    return tf.nn.softplus(x)


def softsign(x):
    return tf.nn.softsign(x)


def sigmoid(x):
    return tf.nn.sigmoid(x)


def tanh(x):
    return tf.nn.tanh(x)


def in_top_k(predictions, targets, k):
    return tf.nn.in_top_k(predictions, targets, k)


def bias_add(x, bias, data_format=None):
    data_format = common.normalize_data_format(data_format)
    ndim = x.shape.ndims
    sizes = bias.shape.as_list()
    broadcast = shapes.bias_shape(sizes, ndim, data_format)
    if len(sizes) == 1:
        if data_format == 'channels_last' or ndim < 3:
            return tf.nn.bias_add(x, bias)
        if ndim == 4 and runs_channels_first():
            return tf.nn.bias_add(x, bias, data_format='NCHW')
    return x + tf.reshape(bias, broadcast)


def categorical_crossentropy(target, output, from_logits=False, axis=-1):
    if output.shape.ndims is not None:
        axis = shapes.normalize_axis(axis, output.shape.ndims)
    if from_logits:
        return tf.nn.softmax_cross_entropy_with_logits_v2(labels=target, logits=output, axis=axis)
    output = output / tf.reduce_sum(output, axis, keepdims=True)
    return -tf.reduce_sum(target * tf.math.log(_probability(output)), axis)


def sparse_categorical_crossentropy(target, output, from_logits=False, axis=-1):
    ndim = output.shape.ndims
    if axis != -1 and shapes.normalize_axis(axis, ndim) != ndim - 1:
        axis = shapes.normalize_axis(axis, ndim)
        order = [other for other in range(ndim) if other != axis] + [axis]
        output = tf.transpose(output, order)
    logits = output if from_logits else tf.math.log(_probability(output))
    classes = output.shape.as_list()[-1] if ndim else None
    if classes is None:
        classes = tf.shape(output)[-1]
    result = tf.nn.sparse_softmax_cross_entropy_with_logits(
        labels=tf.cast(tf.reshape(target, [-1]), 'int64'),
        logits=tf.reshape(logits, [-1, classes]))
    if ndim != 2:
        result = tf.reshape(result, tf.shape(output)[:-1])
        if ndim is not None:
            result.set_shape(output.shape[:-1])
    return result


def binary_crossentropy(target, output, from_logits=False):
    if from_logits:
        return tf.nn.sigmoid_cross_entropy_with_logits(labels=target, logits=output)
    output = _probability(output)
    no = tf.math.log(1. - output)
    return -(no + target * (tf.math.log(output) - no))


def normalize_batch_in_training(x, gamma, beta, reduction_axes, epsilon=1e-3):
    axes = sorted(axis % x.shape.ndims for axis in reduction_axes)
    data_format = {(0, 1, 2): 'channels_last', (0, 2, 3): 'channels_first'}.get(tuple(axes))
    if x.shape.ndims == 4 and data_format and _can_fuse(x, epsilon):
        normal, mean, variance = _fused_in_training(x, gamma, beta, data_format, epsilon)
        # The fused kernel gives the unbiased variance; its channels-last users have always got it.
        return (normal, mean, variance if data_format == 'channels_last'
                else variance * _bias(x, axes))
    mean, variance = tf.nn.moments(x, axes, keepdims=False)
    sizes = [1 if axis in axes else -1 for axis in range(x.shape.ndims)]
    if sizes.count(-1) > 1:
        sizes = [1 if axis in axes else size
                 for axis, size in enumerate(_sizes(x))]
    wide = [None if one is None else tf.reshape(one, sizes)
            for one in (mean, variance, beta, gamma)]
    normal = tf.nn.batch_normalization(x, *wide, variance_epsilon=epsilon)
    if x.shape.ndims == 4 and data_format == 'channels_last':
        variance = variance / _bias(x, axes)
    return normal, mean, variance


def batch_normalization(x, mean, var, beta, gamma, axis=-1, epsilon=1e-3):
    ndim = x.shape.ndims
    axis = shapes.normalize_axis(axis, ndim)
    channels = x.shape.as_list()[axis]
    data_format = {3: 'channels_last', 1: 'channels_first'}.get(axis) if ndim == 4 else None
    fits = data_format == 'channels_last' or data_format and runs_channels_first()
    if fits and _can_fuse(x, epsilon) and _per_channel(channels, mean, var, beta, gamma):
        values = [one if one is None or one.shape.ndims == 1 else tf.reshape(one, [-1])
                  for one in (gamma, beta, mean, var)]
        return _fused(x, values, Layout(data_format), epsilon, training=False)[0]
    if axis != ndim - 1:
        wide = [1] * axis + [-1] + [1] * (ndim - axis - 1)
        mean, var, beta, gamma = (
            one if one is None or one.shape.ndims != 1 else tf.reshape(one, wide)
            for one in (mean, var, beta, gamma))
    return tf.nn.batch_normalization(x, mean, var, beta, gamma, variance_epsilon=epsilon)


def ctc_label_dense_to_sparse(labels, label_lengths):
    sizes = tf.shape(labels)
    places = tf.raw_ops.Where(condition=tf.sequence_mask(label_lengths, sizes[1]))
    return tf.SparseTensor(places, tf.gather_nd(labels, places), tf.cast(sizes, 'int64'))


def ctc_batch_cost(y_true, y_pred, input_length, label_length):
    labels = ctc_label_dense_to_sparse(
        tf.cast(y_true, 'int32'), tf.cast(tf.squeeze(label_length, -1), 'int32'))
    cost = tf.nn.ctc_loss(labels=labels, inputs=_time_major_logs(y_pred),
                          sequence_length=tf.cast(tf.squeeze(input_length, -1), 'int32'))
    return tf.expand_dims(cost, 1)


def ctc_decode(y_pred, input_length, greedy=True, beam_width=100, top_paths=1,
               merge_repeated=False):
    logs = _time_major_logs(y_pred)
    input_length = tf.cast(input_length, 'int32')
    if greedy:
        decoded, log_probability = tf.nn.ctc_greedy_decoder(logs, input_length)
    else:
        decoded, log_probability = tf.nn.ctc_beam_search_decoder(
            logs, input_length, beam_width=beam_width, top_paths=top_paths,
            merge_repeated=merge_repeated)
    return [tf.sparse.to_dense(one, default_value=-1) for one in decoded], log_probability


def _time_major_logs(y_pred):
    """Logarithms of (samples, time, classes) as (time, samples, classes)."""
    return tf.math.log(tf.transpose(y_pred, [1, 0, 2]) + common.epsilon())


def _is_number(value):
    """True for a Python or NumPy scalar, False for tensors and arrays."""
    return isinstance(value, (int, float, np.integer, np.floating))


def _is_zero(value):
    """True if the value is known to be 0 now."""
    return _is_number(value) and value == 0


def _like(value, x):
    """A constant of the dtype of `x`."""
    return tf.cast(value, x.dtype) if tf.is_tensor(value) else tf.constant(value, x.dtype)


def _probability(output):
    """Moves probabilities off 0 and 1 by epsilon, so that their logarithms are finite."""
    low, high = _like(common.epsilon(), output), _like(1. - common.epsilon(), output)
    if VERSION < (2, 0):                # there the one kernel for it has no gradient
        return tf.clip_by_value(output, low, high)
    return tf.raw_ops.ClipByValue(t=output, clip_value_min=low, clip_value_max=high)


def _sizes(x):
    """Sizes of a tensor: ints where known, else scalar tensors."""
    sizes = x.shape.as_list()
    if None not in sizes:
        return sizes
    dynamic = tf.shape(x)
    return [dynamic[axis] if size is None else size for axis, size in enumerate(sizes)]


def _bias(x, axes):
    """(n - 1) / n for the n values of `x` in each mean over `axes`."""
    count = 1
    for axis in axes:
        count = count * _sizes(x)[axis]
    if isinstance(count, int):
        return max(count - 1, 1) / max(count, 1)
    count = tf.cast(count, x.dtype)
    return tf.maximum(count - 1, 1) / count


def _can_fuse(x, epsilon):
    """True if the fused kernel computes this dtype with this epsilon."""
    return x.dtype in _FUSED_TYPES and _is_number(epsilon) and epsilon >= _LEAST_FUSED_EPSILON


def _per_channel(channels, *values):
    """True if each given value is known to hold one number per channel."""
    return channels is not None and all(
        one is None or one.shape.num_elements() == channels for one in values)


def _fused_in_training(x, gamma, beta, data_format, epsilon):
    """Fused normalisation by the batch's own mean and variance."""
    layout = Layout(data_format)
    normal, mean, variance = _fused(x, [gamma, beta, None, None], layout, epsilon, training=True)
    return normal, mean, variance


def _fused(x, values, layout, epsilon, training):
    """The fused kernel on gamma, beta, mean, variance (each may be None)."""
    gamma, beta, mean, variance = (
        one if one is None or one.dtype == tf.float32 else tf.cast(one, tf.float32)
        for one in values)
    if gamma is None or beta is None:
        channels = _sizes(x)[shapes.channel_axis(layout.given, 4)]
        gamma = tf.ones([channels]) if gamma is None else gamma
        beta = tf.zeros([channels]) if beta is None else beta
    normal, mean, variance = tf.nn.fused_batch_norm(
        layout.enter(x), gamma, beta, mean=mean, variance=variance, epsilon=epsilon,
        data_format=layout.name(4), is_training=training)
    return layout.leave(normal), mean, variance
