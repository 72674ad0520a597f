"""Convolution and pooling."""

from math import gcd

from keras.backend import common
from keras.backend import shapes
from keras.backend.tensorflow_backend.engine import tf
from keras.backend.tensorflow_backend.layout import Layout

_DIRECT = {3: tf.nn.conv1d, 4: tf.nn.conv2d, 5: tf.nn.conv3d}
_POOLING = {('max', 4): tf.nn.max_pool, ('avg', 4): tf.nn.avg_pool,
            ('max', 5): tf.nn.max_pool3d, ('avg', 5): tf.nn.avg_pool3d}


def conv1d(x, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1):
    strides = shapes.normalize_tuple(strides, 1, 'strides')
    dilations = shapes.normalize_tuple(dilation_rate, 1, 'dilation_rate')
    return _convolve(x, kernel, strides, padding, data_format, dilations)


def conv2d(x, kernel, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1)):
    strides = shapes.normalize_tuple(strides, 2, 'strides')
    dilations = shapes.normalize_tuple(dilation_rate, 2, 'dilation_rate')
    return _convolve(x, kernel, strides, padding, data_format, dilations)


def conv3d(x, kernel, strides=(1, 1, 1), padding='valid', data_format=None,
           dilation_rate=(1, 1, 1)):
    strides = shapes.normalize_tuple(strides, 3, 'strides')
    dilations = shapes.normalize_tuple(dilation_rate, 3, 'dilation_rate')
    return _convolve(x, kernel, strides, padding, data_format, dilations)


def depthwise_conv2d(x, depthwise_kernel, strides=(1, 1), padding='valid', data_format=None,
                     dilation_rate=(1, 1)):
    layout = Layout(common.normalize_data_format(data_format))
    strides = shapes.normalize_tuple(strides, 2, 'strides')
    dilations = shapes.normalize_tuple(dilation_rate, 2, 'dilation_rate')
    padding = _checked(padding, 'depthwise_conv2d')
    x = layout.enter(x)
    # TensorFlow's kernel wants equal strides, and no strides beside dilations.
    common_stride = gcd(*strides) if shapes.is_default(dilations) else 1
    rest = [stride // common_stride for stride in strides]
    if not shapes.is_default(rest):
        x, padding = _pad(x, depthwise_kernel, strides, padding, dilations, layout)
    result = tf.nn.depthwise_conv2d(
        x, depthwise_kernel, layout.everywhere([common_stride] * 2), padding.upper(),
        rate=dilations, data_format=layout.name(4))
    return layout.leave(_every(result, rest, layout))


def conv2d_transpose(x, kernel, output_shape, strides=(1, 1), padding='valid', data_format=None,
                     dilation_rate=(1, 1)):
    strides = shapes.normalize_tuple(strides, 2, 'strides')
    dilations = shapes.normalize_tuple(dilation_rate, 2, 'dilation_rate')
    return _convolve_back(x, kernel, output_shape, strides, padding, data_format, dilations)


def conv3d_transpose(x, kernel, output_shape, strides=(1, 1, 1), padding='valid',
                     data_format=None):
    strides = shapes.normalize_tuple(strides, 3, 'strides')
    return _convolve_back(x, kernel, output_shape, strides, padding, data_format, (1, 1, 1))


def pool2d(x, pool_size, strides=(1, 1), padding='valid', data_format=None, pool_mode='max'):
    pool_size = shapes.normalize_tuple(pool_size, 2, 'pool_size')
    strides = shapes.normalize_tuple(strides, 2, 'strides')
    return _pool(x, pool_size, strides, padding, data_format, pool_mode)


def pool3d(x, pool_size, strides=(1, 1, 1), padding='valid', data_format=None, pool_mode='max'):
    pool_size = shapes.normalize_tuple(pool_size, 3, 'pool_size')
    strides = shapes.normalize_tuple(strides, 3, 'strides')
    if x.dtype == tf.float64:
        return _pool3d_in_two_steps(x, pool_size, strides, padding, data_format, pool_mode)
    return _pool(x, pool_size, strides, padding, data_format, pool_mode)


def _pool3d_in_two_steps(x, pool_size, strides, padding, data_format, pool_mode):
    """Pooling over the last two axes, then over the first: TensorFlow has no 3D kernel for float64.
    """
    is_first = common.normalize_data_format(data_format) == 'channels_first'
    x = tf.transpose(x, [0, 2, 3, 4, 1]) if is_first else x

    def step(images, window, stride):
        return _pool(images, window, stride, padding, 'channels_last', pool_mode)

    sizes = [_size(x, axis) for axis in range(5)]
    planes = step(tf.reshape(x, [-1] + sizes[2:]), pool_size[1:], strides[1:])
    rows, cols = _size(planes, 1), _size(planes, 2)
    columns = step(tf.reshape(planes, [-1, sizes[1], rows * cols, sizes[4]]),
                   (pool_size[0], 1), (strides[0], 1))
    pooled = tf.reshape(columns, [-1, _size(columns, 1), rows, cols, sizes[4]])
    return tf.transpose(pooled, [0, 4, 1, 2, 3]) if is_first else pooled


def _checked(padding, name, causal=False):
    """The padding name in lower case, if the op knows it."""
    lowered = padding.lower() if isinstance(padding, str) else padding
    allowed = ('valid', 'same') + (('causal',) if causal else ())
    if lowered not in allowed:
        raise ValueError(f'`padding` of K.{name} must be one of {", ".join(map(repr, allowed))}. '
                         f'Received: {padding!r}.')
    return lowered


def _convolve(x, kernel, strides, padding, data_format, dilations):
    """Correlation of `x` with `kernel` in one, two or three dimensions."""
    layout = Layout(common.normalize_data_format(data_format))
    ndim = len(strides) + 2
    padding = _checked(padding, f'conv{len(strides)}d', causal=ndim == 3)
    x = layout.enter(x)
    dilated = not shapes.is_default(dilations)
    if padding == 'causal' or dilated and not shapes.is_default(strides):
        x, padding = _pad(x, kernel, strides, padding, dilations, layout)
    name = layout.name(ndim)
    if dilated:
        result = tf.nn.convolution(x, kernel, padding.upper(), dilation_rate=dilations,
                                   data_format=name)
        result = _every(result, strides, layout)
    else:
        steps = strides[0] if ndim == 3 else layout.everywhere(strides)
        result = _DIRECT[ndim](x, kernel, steps, padding.upper(), data_format=name)
    return layout.leave(result)


def _pad(x, kernel, strides, padding, dilations, layout):
    """Pads `x` itself; returns it with the padding that remains, `'valid'`."""
    if padding == 'valid':
        return x, padding
    amounts = [[0, 0] for _ in range(x.shape.ndims)]
    sizes = kernel.shape.as_list()
    for axis, size, stride, dilation in zip(layout.axes(x.shape.ndims), sizes, strides, dilations):
        if padding == 'causal':
            amounts[axis] = [shapes.dilated_size(size, dilation) - 1, 0]
        else:
            amounts[axis] = _same_padding(x, axis, size, stride, dilation)
    return tf.pad(x, amounts), 'valid'


def _same_padding(x, axis, size, stride, dilation):
    """What `shapes.same_padding` computes, also for a length known only when running."""
    length = x.shape.as_list()[axis]
    if length is not None:
        return shapes.same_padding(length, size, stride, dilation)
    length = tf.shape(x)[axis]
    steps = (length + stride - 1) // stride - 1
    total = tf.maximum(steps * stride + shapes.dilated_size(size, dilation) - length, 0)
    return total // 2, total - total // 2


def _every(x, strides, layout):
    """Keeps each stride-th place along the spatial axes."""
    if shapes.is_default(strides):
        return x
    return x[tuple(slice(None, None, stride) for stride in layout.everywhere(strides))]


def _convolve_back(x, kernel, output_shape, strides, padding, data_format, dilations):
    """Transposed convolution: the gradient of a convolution with respect to its input."""
    layout = Layout(common.normalize_data_format(data_format))
    ndim = len(strides) + 2
    padding = _checked(padding, f'conv{len(strides)}d_transpose')
    kernel = _spread(kernel, dilations)
    x = layout.enter(x)
    target = _target_shape(x, kernel, output_shape, strides, padding, layout)
    transpose = tf.nn.conv2d_transpose if ndim == 4 else tf.nn.conv3d_transpose
    result = transpose(x, kernel, target, layout.everywhere(strides), padding.upper(),
                       data_format=layout.name(ndim))
    return layout.leave(result)


def _spread(kernel, dilations):
    """Puts the zeros of a dilation between the taps of a kernel."""
    if shapes.is_default(dilations):
        return kernel
    sizes = kernel.shape.as_list()
    channels = sizes[len(dilations):]
    apart, zeros, joined = [], [], []
    for size, dilation in zip(sizes, dilations):
        apart += [size, 1]
        zeros += [[0, 0], [0, dilation - 1]]
        joined.append(size * dilation)
    wide = tf.pad(tf.reshape(kernel, apart + channels), zeros + [[0, 0], [0, 0]])
    wide = tf.reshape(wide, joined + channels)
    return wide[tuple(slice(shapes.dilated_size(size, dilation))
                      for size, dilation in zip(sizes, dilations))]


def _target_shape(x, kernel, output_shape, strides, padding, layout):
    """The output shape in the kernels' data format, with unknown sizes filled in."""
    ndim = x.shape.ndims
    order = shapes.permutation(layout.given, layout.used, ndim)
    if tf.is_tensor(output_shape):
        return output_shape if order is None else tf.gather(output_shape, order)
    target = [output_shape[axis] for axis in order or range(ndim)]
    if target[0] is None:
        target[0] = _size(x, 0)
    channels = shapes.channel_axis(layout.used, ndim)
    if target[channels] is None:
        target[channels] = kernel.shape.as_list()[-2]
    for axis, size, stride in zip(layout.axes(ndim), kernel.shape.as_list(), strides):
        if target[axis] is None:
            target[axis] = shapes.deconv_length(_size(x, axis), stride, size, padding, None)
    return tf.stack(target) if any(tf.is_tensor(size) for size in target) else target


def _size(x, axis):
    """Size of one axis: an int if known, else a scalar tensor."""
    size = x.shape.as_list()[axis]
    return tf.shape(x)[axis] if size is None else size


def _pool(x, pool_size, strides, padding, data_format, pool_mode):
    """Pooling in two or three dimensions."""
    layout = Layout(common.normalize_data_format(data_format))
    ndim = len(strides) + 2
    padding = _checked(padding, f'pool{len(strides)}d')
    if (pool_mode, ndim) not in _POOLING:
        raise ValueError(f"`pool_mode` must be 'max' or 'avg'. Received: {pool_mode!r}.")
    result = _POOLING[pool_mode, ndim](
        layout.enter(x), layout.everywhere(pool_size), layout.everywhere(strides),
        padding.upper(), data_format=layout.name(ndim))
    return layout.leave(result)
