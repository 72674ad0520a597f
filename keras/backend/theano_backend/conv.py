"""Convolution.

The engine's kernels want the channels first. Transpositions are views to it, and those between two
convolutions cancel out when a function is compiled.
"""

from keras.backend import common
from keras.backend import shapes
from keras.backend.theano_backend import core
from keras.backend.theano_backend import shaping
from keras.backend.theano_backend import static
from keras.backend.theano_backend.engine import T, Variable, convolution, with_pattern
from keras.backend.theano_backend.pool import pool2d, pool3d  # noqa: F401


def conv1d(x, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1):
    return _convolve(x, kernel, strides, padding, data_format, dilation_rate)


def conv2d(x, kernel, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1)):
    return _convolve(x, kernel, strides, padding, data_format, dilation_rate)


def conv3d(x, kernel, strides=(1, 1, 1), padding='valid', data_format=None,
           dilation_rate=(1, 1, 1)):
    return _convolve(x, kernel, strides, padding, data_format, dilation_rate)


def depthwise_conv2d(x, depthwise_kernel, strides=(1, 1), padding='valid', data_format=None,
                     dilation_rate=(1, 1)):
    return _convolve(x, depthwise_kernel, strides, padding, data_format, dilation_rate,
                     name='depthwise_conv2d', per_channel=True)


def conv2d_transpose(x, kernel, output_shape, strides=(1, 1), padding='valid', data_format=None,
                     dilation_rate=(1, 1)):
    return _convolve_back(x, kernel, output_shape, strides, padding, data_format, dilation_rate)


def conv3d_transpose(x, kernel, output_shape, strides=(1, 1, 1), padding='valid',
                     data_format=None):
    return _convolve_back(x, kernel, output_shape, strides, padding, data_format, (1, 1, 1))


def _checked(padding, name, causal=False):
    """The padding name in lower case, if the op knows it."""
    lowered = padding.lower() if isinstance(padding, str) else padding
    allowed = ('valid', 'same') + (('causal',) if causal else ())
    if lowered not in allowed:
        raise ValueError('`padding` of K.{} must be one of {}. Received: {!r}.'.format(
            name, ', '.join(map(repr, allowed)), padding))
    return lowered


def _convolve(x, kernel, strides, padding, data_format, dilation_rate, name=None,
              per_channel=False):
    """Correlation of `x` with `kernel` in one, two or three dimensions."""
    rank = x.ndim - 2
    data_format = common.normalize_data_format(data_format)
    padding = _checked(padding, name or 'conv{}d'.format(rank), causal=rank == 1)
    strides = shapes.normalize_tuple(strides, rank, 'strides')
    dilations = shapes.normalize_tuple(dilation_rate, rank, 'dilation_rate')
    x = _move(x, data_format, 'channels_first')
    sizes = core.int_shape(kernel)[:rank]
    pairs = [_padding(x, 2 + i, sizes[i], strides[i], padding, dilations[i]) for i in range(rank)]
    known = _known_sizes(x, kernel, sizes, strides, pairs, dilations, per_channel)
    groups = 1
    if per_channel:
        groups = core.int_shape(kernel)[-2]
        kernel = kernel.dimshuffle(*list(range(rank, rank + 2)) + list(range(rank)))
        kernel = shaping.reshape(kernel, (known[1], 1) + tuple(sizes))
    else:
        kernel = kernel.dimshuffle(*[rank + 1, rank] + list(range(rank)))
    result = static.known(_correlate(x, kernel, pairs, strides, dilations, groups), known)
    result = with_pattern(result, [size == 1 for size in known])
    return _move(static.known(result, known), 'channels_first', data_format)


def _known_sizes(x, kernel, sizes, strides, pairs, dilations, per_channel):
    """Sizes of a convolution's output, channels first."""
    channels, filters = core.int_shape(kernel)[-2:]
    result = [core.int_shape(x)[0], channels * filters if per_channel else filters]
    for length, size, stride, pair, dilation in zip(
            core.int_shape(x)[2:], sizes, strides, pairs, dilations):
        if length is None or any(isinstance(one, Variable) for one in pair):
            result.append(None)
        else:
            result.append(shapes.conv_output_length(length + sum(pair), size, 'valid', stride,
                                                    dilation))
    return result


def _move(x, source, target):
    """Transposes a tensor from one data format to another."""
    order = shapes.permutation(source, target, x.ndim)
    return x if order is None else x.dimshuffle(*order)


def _padding(x, axis, size, stride, padding, dilation):
    """What is put before and after one axis: integers, or scalar tensors where they must be."""
    length = core.int_shape(x)[axis]
    span = shapes.dilated_size(size, dilation)
    if padding == 'valid':
        return 0, 0
    if padding == 'causal':
        return span - 1, 0
    if length is not None:
        return shapes.same_padding(length, size, stride, dilation)
    if stride == 1:
        return (span - 1) // 2, span - 1 - (span - 1) // 2
    length = x.shape[axis]
    total = T.maximum((length + stride - 1) // stride * stride - stride + span - length, 0)
    return total // 2, total - total // 2


def _correlate(x, kernel, pairs, strides, dilations, groups):
    """Calls the engine's kernel on images and filters with the channels first."""
    rank = len(strides)
    dtype = x.dtype
    fixed = not any(isinstance(one, Variable) for pair in pairs for one in pair)
    if not fixed or rank == 3 and any(before != after for before, after in pairs):
        x = shaping.pad(x, {2 + i: pair for i, pair in enumerate(pairs)})
        pairs = [(0, 0)] * rank
    if rank == 1:
        x, kernel = x.dimshuffle(0, 1, 'x', 2), kernel.dimshuffle(0, 1, 'x', 2)
        pairs, strides, dilations = [(0, 0)] + list(pairs), (1,) + strides, (1,) + dilations
    border = tuple(pairs) if rank < 3 else tuple(before for before, _ in pairs)
    if dtype == 'float16':
        x, kernel = core.cast(x, 'float32'), core.cast(kernel, 'float32')
    options = dict(border_mode=border, subsample=tuple(strides), filter_flip=False,
                   filter_dilation=tuple(dilations), input_shape=core.int_shape(x),
                   filter_shape=core.int_shape(kernel))
    if rank == 3:
        result = convolution.conv3d(x, kernel, **options)
    else:
        result = convolution.conv2d(x, kernel, num_groups=groups, **options)
    if rank == 1:
        result = shaping.squeeze(result, 2)
    return core.cast(result, dtype)


def _convolve_back(x, kernel, output_shape, strides, padding, data_format, dilation_rate):
    """Transposed convolution: the gradient of a convolution with respect to its input."""
    rank = x.ndim - 2
    data_format = common.normalize_data_format(data_format)
    padding = _checked(padding, 'conv{}d_transpose'.format(rank))
    strides = shapes.normalize_tuple(strides, rank, 'strides')
    dilations = shapes.normalize_tuple(dilation_rate, rank, 'dilation_rate')
    spans = [shapes.dilated_size(*one) for one in zip(core.int_shape(kernel), dilations)]
    filters = core.int_shape(kernel)[-2]
    lengths = _target_lengths(x, output_shape, spans, strides, padding, data_format)
    x = _move(x, data_format, 'channels_first')
    sizes = core.axis_sizes(x)
    # All that the kernel reaches, of which the wanted part is cut out.
    full = [(sizes[2 + i] - 1) * strides[i] + spans[i] for i in range(rank)]
    kernel = kernel.dimshuffle(*[rank + 1, rank] + list(range(rank)))
    back = (convolution.conv2d_grad_wrt_inputs if rank == 2
            else convolution.conv3d_grad_wrt_inputs)
    known = [None if isinstance(one, Variable) else one for one in [sizes[0], filters] + full]
    whole = back(x, kernel, tuple(known[:2] + full), filter_shape=core.int_shape(kernel),
                 border_mode='valid', subsample=strides, filter_flip=False,
                 filter_dilation=dilations)
    result = static.known(whole, known)
    for i in range(rank):
        result = _cut(result, 2 + i, full[i], lengths[i], padding)
    return _move(result, 'channels_first', data_format)


def _cut(x, axis, full, length, padding):
    """Cuts the wanted length out of an axis, or puts zeros behind it."""
    known = list(core.int_shape(x))
    if isinstance(full, Variable) or isinstance(length, Variable):
        before = T.maximum(full - length, 0) // 2 if padding == 'same' else 0
        missing = T.maximum(length - full, 0)
    else:
        before = max(full - length, 0) // 2 if padding == 'same' else 0
        missing = max(length - full, 0)
    x = shaping.pad(x, {axis: (0, missing)})
    index = tuple(slice(before, before + length) if i == axis else slice(None)
                  for i in range(x.ndim))
    known[axis] = None if isinstance(length, Variable) else length
    return static.known(with_pattern(x[index], [size == 1 for size in known]), known)


def _target_lengths(x, output_shape, spans, strides, padding, data_format):
    """The spatial lengths of a transposed convolution, with unknown ones filled in; checked."""
    if isinstance(output_shape, Variable):
        known = static.values(output_shape) or (None,) * x.ndim
        output_shape = [output_shape[i] if size is None else size for i, size in enumerate(known)]
    lengths = []
    for axis, span, stride in zip(shapes.spatial_axes(data_format, x.ndim), spans, strides):
        given = core.axis_sizes(x)[axis]
        length = output_shape[axis]
        if length is None or not isinstance(length, Variable) and length == -1:
            length = shapes.deconv_length(given, stride, span, padding, None)
        if not isinstance(length, Variable) and not isinstance(given, Variable):
            back = shapes.conv_output_length(length, span, padding, stride)
            if back != given:
                raise ValueError(
                    'The output of a transposed convolution was asked to have the shape {}. '
                    'Expected a size of axis {} from which a convolution makes {} places again; '
                    'from {} it makes {}.'.format(tuple(output_shape), axis, given, length, back))
        lengths.append(length)
    return lengths
