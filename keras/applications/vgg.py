"""The common part of VGG16 and VGG19."""

from keras import backend as K
from keras.applications.building import channels_first
from keras.layers import Conv2D, Dense, Flatten, MaxPooling2D
from keras.utils.layer_utils import convert_dense_weights_data_format

FOLDER = 'https://github.com/fchollet/deep-learning-models/releases/download/v0.1/'


def vgg(order, name, depths):
    """Builds a network of blocks of 3x3 convolutions, each block halving the picture.

    Args:
        order: `building.Order`.
        name: String, name of the model and of its files.
        depths: Integers, number of convolutions of each block.

    Returns:
        `Model`.
    """
    x = order.input(default_size=224, min_size=32)
    for block, (depth, filters) in enumerate(zip(depths, (64, 128, 256, 512, 512)), 1):
        for layer in range(1, depth + 1):
            x = Conv2D(filters, 3, padding='same', activation='relu',
                       name='block%d_conv%d' % (block, layer))(x)
        x = MaxPooling2D(2, strides=2, name='block%d_pool' % block)(x)
    maps = K.int_shape(x)[1:]
    if order.include_top:
        x = Flatten(name='flatten')(x)
        x = Dense(4096, activation='relu', name='fc1')(x)
        x = Dense(4096, activation='relu', name='fc2')(x)
        x = Dense(order.classes, activation='softmax', name='predictions')(x)
    else:
        x = order.end(x)
    file = name + '_weights_tf_dim_ordering_tf_kernels%s.h5'
    model = order.model(x, name, FOLDER, (file % '', file % '_notop'))
    if order.include_top and order.weights == 'imagenet' and channels_first():
        # The published weights are for maps that were flattened with the channels last.
        convert_dense_weights_data_format(model.get_layer('fc1'), maps, 'channels_first')
    return model
