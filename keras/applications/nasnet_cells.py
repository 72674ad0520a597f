"""The two cells of NASNet-A.

A cell has two inputs, the outputs of the last two cells: `x` and `before`. In the figures of the
paper (Zoph, Vasudevan, Shlens, Le, arXiv 1707.07012, figure 4) they are h_i and h_i-1.
"""

from keras import backend as K
from keras.applications.building import (
    batch_norm, channel_axis, padding_before_stride, sides)
from keras.layers import (
    Activation, AveragePooling2D, Concatenate, Conv2D, Cropping2D, MaxPooling2D,
    SeparableConv2D, ZeroPadding2D, add)


def normal_cell(x, before, filters, name):
    """A cell that keeps the size.

    Args:
        x: Tensor, output of the last cell.
        before: Tensor, output of the cell before.
        filters: Integer, filters of each part; six times as many come out.
        name: String, end of the names of all layers.

    Returns:
        Tensor.
    """
    with K.name_scope('normal_A_block_' + name):
        before = _adjust(before, x, filters, name)
        x = Activation('relu')(x)
        x = _convolve(x, filters, 'normal_conv_1_' + name)
        x = normalize(x, 'normal_bn_1_' + name)
        with K.name_scope('block_1'):
            left = _separate(x, filters, 5, 'normal_left1_' + name)
            right = _separate(before, filters, 3, 'normal_right1_' + name)
            sums = [add([left, right], name='normal_add_1_' + name)]
        with K.name_scope('block_2'):
            left = _separate(before, filters, 5, 'normal_left2_' + name)
            right = _separate(before, filters, 3, 'normal_right2_' + name)
            sums.append(add([left, right], name='normal_add_2_' + name))
        with K.name_scope('block_3'):
            left = _average(x, 'normal_left3_' + name)
            sums.append(add([left, before], name='normal_add_3_' + name))
        with K.name_scope('block_4'):
            left = _average(before, 'normal_left4_' + name)
            right = _average(before, 'normal_right4_' + name)
            sums.append(add([left, right], name='normal_add_4_' + name))
        with K.name_scope('block_5'):
            left = _separate(x, filters, 3, 'normal_left5_' + name)
            sums.append(add([left, x], name='normal_add_5_' + name))
        return Concatenate(channel_axis(), name='normal_concat_' + name)([before] + sums)


def reduction_cell(x, before, filters, name):
    """A cell that halves the size.

    Args:
        x: Tensor, output of the last cell.
        before: Tensor, output of the cell before; None for the first cell.
        filters: Integer, filters of each part; four times as many come out.
        name: String, end of the names of all layers.

    Returns:
        Tensor.
    """
    with K.name_scope('reduction_A_block_' + name):
        before = _adjust(before, x, filters, name)
        x = Activation('relu')(x)
        x = _convolve(x, filters, 'reduction_conv_1_' + name)
        x = normalize(x, 'reduction_bn_1_' + name)
        padded = ZeroPadding2D(padding_before_stride(x, 3), name='reduction_pad_1_' + name)(x)
        with K.name_scope('block_1'):
            left = _separate(x, filters, 5, 'reduction_left1_' + name, strides=2)
            right = _separate(before, filters, 7, 'reduction_right1_' + name, strides=2)
            first = add([left, right], name='reduction_add_1_' + name)
        with K.name_scope('block_2'):
            left = MaxPooling2D(3, strides=2, name='reduction_left2_' + name)(padded)
            right = _separate(before, filters, 7, 'reduction_right2_' + name, strides=2)
            second = add([left, right], name='reduction_add_2_' + name)
        with K.name_scope('block_3'):
            left = AveragePooling2D(3, strides=2, name='reduction_left3_' + name)(padded)
            right = _separate(before, filters, 5, 'reduction_right3_' + name, strides=2)
            third = add([left, right], name='reduction_add3_' + name)
        with K.name_scope('block_4'):
            fourth = add([second, _average(first, 'reduction_left4_' + name)])
        with K.name_scope('block_5'):
            left = _separate(first, filters, 3, 'reduction_left4_' + name)
            right = MaxPooling2D(3, strides=2, name='reduction_right5_' + name)(padded)
            fifth = add([left, right], name='reduction_add4_' + name)
        return Concatenate(channel_axis(), name='reduction_concat_' + name)(
            [second, third, fourth, fifth])


def normalize(x, name):
    """Batch normalization as in the reference implementation of NASNet.

    Args:
        x: Tensor.
        name: String, name of the layer.

    Returns:
        Tensor.
    """
    return batch_norm(name, momentum=0.9997, epsilon=1e-3)(x)


def _adjust(before, x, filters, name):
    """Brings the output of an earlier cell to the size of `x` and to the number of filters."""
    if before is None:
        return x
    with K.name_scope('adjust_block'):
        if sides(before) != sides(x):
            with K.name_scope('adjust_reduction_block_' + name):
                before = Activation('relu', name='adjust_relu_1_' + name)(before)
                shifted = ZeroPadding2D(((0, 1), (0, 1)))(before)
                shifted = Cropping2D(((1, 0), (1, 0)))(shifted)
                halves = []
                for number, path in enumerate((before, shifted), 1):
                    path = AveragePooling2D(1, strides=2, name='adjust_avg_pool_%d_%s'
                                                               % (number, name))(path)
                    halves.append(_convolve(path, filters // 2,
                                            'adjust_conv_%d_%s' % (number, name)))
                before = Concatenate(channel_axis())(halves)
                return normalize(before, 'adjust_bn_' + name)
        if K.int_shape(before)[channel_axis()] != filters:
            with K.name_scope('adjust_projection_block_' + name):
                before = Activation('relu')(before)
                before = _convolve(before, filters, 'adjust_conv_projection_' + name)
                return normalize(before, 'adjust_bn_' + name)
    return before


def _separate(x, filters, kernel, name, strides=1):
    """Twice: a rectifier, a separable convolution, batch normalization."""
    with K.name_scope('separable_conv_block_' + name):
        x = Activation('relu')(x)
        if strides == 2:
            x = ZeroPadding2D(padding_before_stride(x, kernel),
                              name='separable_conv_1_pad_' + name)(x)
        x = SeparableConv2D(filters, kernel, strides=strides, use_bias=False,
                            padding='same' if strides == 1 else 'valid',
                            kernel_initializer='he_normal', name='separable_conv_1_' + name)(x)
        x = normalize(x, 'separable_conv_1_bn_' + name)
        x = Activation('relu')(x)
        x = SeparableConv2D(filters, kernel, padding='same', use_bias=False,
                            kernel_initializer='he_normal', name='separable_conv_2_' + name)(x)
        return normalize(x, 'separable_conv_2_bn_' + name)


def _convolve(x, filters, name):
    """A 1x1 convolution."""
    return Conv2D(filters, 1, padding='same', use_bias=False, kernel_initializer='he_normal',
                  name=name)(x)


def _average(x, name):
    """The average over 3x3 places."""
    return AveragePooling2D(3, strides=1, padding='same', name=name)(x)
