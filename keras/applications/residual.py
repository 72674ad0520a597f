"""The common part of ResNet, ResNet V2 and ResNeXt."""

from keras.applications.building import batch_norm
from keras.layers import Activation, Add, Conv2D, MaxPooling2D, ZeroPadding2D

FOLDER = 'https://github.com/keras-team/keras-applications/releases/download/resnet/'
EPSILON = 1.001e-5


def residual_network(order, name, depths, stack, before=True, grouped=False):
    """Builds a residual network.

    Args:
        order: `building.Order`.
        name: String, name of the model and of its files.
        depths: Four integers, number of blocks of each stack.
        stack: Function of a tensor, the number of a stack (from 0), its filters, its depth and
            the beginning of its names; returns a tensor.
        before: Whether normalization and activation come before the convolutions of a block
            (version 2) instead of after them.
        grouped: Whether convolutions are in groups: then the size of the images must be known, and
            the first convolution has no biases.

    Returns:
        `Model`.
    """
    x = order.input(default_size=224, min_size=32, known=grouped or None)
    x = ZeroPadding2D(3, name='conv1_pad')(x)
    x = Conv2D(64, 7, strides=2, use_bias=not grouped, name='conv1_conv')(x)
    if not before:
        x = normalized(x, 'conv1', 'relu')
    x = ZeroPadding2D(1, name='pool1_pad')(x)
    x = MaxPooling2D(3, strides=2, name='pool1_pool')(x)
    for number, (filters, depth) in enumerate(zip((64, 128, 256, 512), depths)):
        x = stack(x, number, filters, depth, 'conv%d_block' % (number + 2))
    if before:
        x = normalized(x, 'post', 'relu')
    x = order.end(x, top='probs', average='avg_pool', named=True)
    files = [name + '_weights_tf_dim_ordering_tf_kernels%s.h5' % end for end in ('', '_notop')]
    if name == 'resnet50':      # the file of `resnet50.ResNet50` in the cache has this name too
        files = ['resnet/%s=%s' % (file, file) for file in files]
    return order.model(x, name, FOLDER, files)


def normalized(x, name, activation=None):
    """Batch normalization, and a rectifier if wanted.

    Args:
        x: Tensor.
        name: String, beginning of the names.
        activation: String, end of the name of the rectifier; None for no rectifier.

    Returns:
        Tensor.
    """
    x = batch_norm(name + '_bn', epsilon=EPSILON)(x)
    return Activation('relu', name='%s_%s' % (name, activation))(x) if activation else x


def stack_1(x, number, filters, depth, name):
    """A stack of blocks of version 1, the first of which halves the maps (not in stack 0).

    Args:
        x: Tensor.
        number: Integer, number of the stack.
        filters: Integer; four times as many come out.
        depth: Integer, number of blocks.
        name: String, beginning of the names.

    Returns:
        Tensor.
    """
    for block in range(1, depth + 1):
        start, stride, around = '%s%d' % (name, block), 1, x
        if block == 1:
            stride = 2 if number else 1
            around = Conv2D(4 * filters, 1, strides=stride, name=start + '_0_conv')(x)
            around = normalized(around, start + '_0')
        x = Conv2D(filters, 1, strides=stride, name=start + '_1_conv')(x)
        x = normalized(x, start + '_1', 'relu')
        x = Conv2D(filters, 3, padding='same', name=start + '_2_conv')(x)
        x = normalized(x, start + '_2', 'relu')
        x = Conv2D(4 * filters, 1, name=start + '_3_conv')(x)
        x = normalized(x, start + '_3')
        x = Add(name=start + '_add')([around, x])
        x = Activation('relu', name=start + '_out')(x)
    return x


def stack_2(x, number, filters, depth, name):
    """A stack of blocks of version 2, the last of which halves the maps (not in stack 3).

    Args:
        x: Tensor.
        number: Integer, number of the stack.
        filters: Integer; four times as many come out.
        depth: Integer, number of blocks.
        name: String, beginning of the names.

    Returns:
        Tensor.
    """
    for block in range(1, depth + 1):
        start, around = '%s%d' % (name, block), x
        stride = 2 if block == depth and number < 3 else 1
        x = normalized(x, start + '_preact', 'relu')
        if block == 1:
            around = Conv2D(4 * filters, 1, strides=stride, name=start + '_0_conv')(x)
        elif stride > 1:
            around = MaxPooling2D(1, strides=stride)(around)
        x = Conv2D(filters, 1, use_bias=False, name=start + '_1_conv')(x)
        x = normalized(x, start + '_1', 'relu')
        x = ZeroPadding2D(1, name=start + '_2_pad')(x)
        x = Conv2D(filters, 3, strides=stride, use_bias=False, name=start + '_2_conv')(x)
        x = normalized(x, start + '_2', 'relu')
        x = Conv2D(4 * filters, 1, name=start + '_3_conv')(x)
        x = Add(name=start + '_out')([around, x])
    return x
