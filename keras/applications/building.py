"""What the builders of all models share: checking of arguments, input, top, weights."""

import os
import warnings

from keras import backend as K
from keras.applications.imagenet_utils import _obtain_input_shape, check_modules
from keras.engine.input_layer import Input
from keras.layers import (BatchNormalization, Dense, GlobalAveragePooling2D, GlobalMaxPooling2D)
from keras.models import Model
from keras.utils.data_utils import get_file
from keras.utils.layer_utils import get_source_inputs


class Order(object):
    """What the caller of a model function wants, checked.

    Args:
        title: String, name of the model function.
        include_top: Whether to have the layers that name the class.
        weights: None, `'imagenet'` or the path of a file.
        input_tensor: Tensor to start from, or None.
        input_shape: Shape of an image, or None.
        pooling: `'avg'`, `'max'` or None, what comes last without the top.
        classes: Integer, number of classes.
        modules: Dictionary of further keyword arguments; only modules are taken.

    Raises:
        TypeError: For unknown keyword arguments.
        ValueError: If the arguments do not go together.
    """

    def __init__(self, title, include_top, weights, input_tensor, input_shape, pooling, classes,
                 modules):
        check_modules(title, modules)
        if weights is not None and weights != 'imagenet':
            weights = os.fspath(weights)
            if not os.path.exists(weights):
                raise ValueError(
                    '%s(): `weights` must be None (random), \'imagenet\', or the path of a file '
                    'of weights; there is no file %r.' % (title, weights))
        if weights == 'imagenet' and include_top and classes != 1000:
            raise ValueError(
                '%s(): with include_top=True the weights \'imagenet\' tell 1000 classes apart; '
                'received classes=%r. Pass include_top=False and add a layer of your own, or '
                'weights=None.' % (title, classes))
        if not include_top and pooling not in (None, 'avg', 'max'):
            raise ValueError('%s(): `pooling` must be None, \'avg\' or \'max\'; received %r.'
                             % (title, pooling))
        self.title, self.include_top, self.weights = title, include_top, weights
        self.input_tensor, self.input_shape = input_tensor, input_shape
        self.pooling, self.classes = pooling, classes
        self.start = None

    def size(self, default_size, sizes):
        """The side of the images of a family that was trained at several sizes.

        Args:
            default_size: Integer, what is taken if nothing else is known.
            sizes: Integers, the sizes that there are weights for.

        Returns:
            Integer: that of square images of one of the sizes, else the default.
        """
        shape = self._given_shape()
        if shape is not None:
            rows, columns = shape[1:] if channels_first() else shape[:2]
            if rows == columns and rows in sizes:
                return rows
        return default_size

    def input(self, default_size, min_size, known=None):
        """Where the model starts.

        Args:
            default_size: Integer, side of the images that the network was published for.
            min_size: Integer, the smallest side.
            known: Whether the size must be known. Default: if the top is wanted.

        Returns:
            Tensor.
        """
        known = self.include_top if known is None else known
        tensor, shape = self.input_tensor, self._given_shape()
        if tensor is None or shape is None or None not in shape:
            shape = _obtain_input_shape(shape, default_size, min_size, K.image_data_format(),
                                        known, self.weights)
        if tensor is None:
            self.start = Input(shape=shape)
        elif hasattr(tensor, '_keras_history'):
            self.start = tensor
        else:
            batch_shape = K.int_shape(tensor)
            if batch_shape is None or None in batch_shape[1:]:
                batch_shape = (batch_shape or (None,))[:1] + tuple(shape)
            self.start = Input(tensor=tensor, batch_shape=batch_shape)
        return self.start

    def rows(self):
        """The number of rows of the images, or None."""
        return K.int_shape(self.start)[2 if channels_first() else 1]

    def end(self, x, top='predictions', average=None, named=False):
        """What comes last: a dense layer for the classes, pooling, or nothing.

        Args:
            x: Tensor of feature maps.
            top: String, name of the dense layer.
            average: String, name of the pooling layer before it.
            named: Whether pooling without the top has a name: `avg_pool`, `max_pool`.

        Returns:
            Tensor.
        """
        if self.include_top:
            x = GlobalAveragePooling2D(name=average)(x)
            return Dense(self.classes, activation='softmax', name=top)(x)
        if self.pooling is None:
            return x
        layer = {'avg': GlobalAveragePooling2D, 'max': GlobalMaxPooling2D}[self.pooling]
        return layer(name=self.pooling + '_pool' if named else None)(x)

    def model(self, x, name, folder, files, digests=(None, None)):
        """The model, with the weights that were asked for.

        Args:
            x: Tensor, where it ends.
            name: String, name of the model.
            folder: String, address of the folder with the published weights.
            files: Two strings, names of the files with and without the top: of a file there, or
                `'path in the cache=name there'`.
            digests: Two hashes of these files; None for those that are not known.

        Returns:
            `Model`.

        Raises:
            IOError: If the weights cannot be read or downloaded.
            ValueError: If the file holds weights of another model.
        """
        inputs = self.start if self.input_tensor is None else get_source_inputs(self.start)
        model = Model(inputs, x, name=name)
        path = self.weights
        if path == 'imagenet':
            which = 0 if self.include_top else 1
            cached, _, published = files[which].partition('=')
            path = get_file(cached, folder + (published or cached), cache_subdir='models',
                            file_hash=digests[which])
        if path is not None:
            try:
                model.load_weights(path)
            except ValueError as error:
                raise ValueError('%s(include_top=%s): the file %s holds weights of another model. '
                                 '%s' % (self.title, self.include_top, path, error))
        return model

    def _given_shape(self):
        """The shape of an image that the caller gave, itself or by the tensor; None if neither."""
        if self.input_shape is not None or self.input_tensor is None:
            return self.input_shape
        shape = K.int_shape(self.input_tensor)
        return None if shape is None else tuple(shape[1:])


def channels_first():
    """Whether the channels of images come before rows and columns."""
    return K.image_data_format() == 'channels_first'


def channel_axis():
    """The axis of the channels in a batch of images."""
    return 1 if channels_first() else 3


def batch_norm(name=None, **kwargs):
    """A batch normalization of channels.

    Args:
        name: String.
        **kwargs: Arguments of `BatchNormalization`.

    Returns:
        Layer.
    """
    return BatchNormalization(axis=channel_axis(), name=name, **kwargs)


def sides(x):
    """Rows and columns of a tensor of images.

    Args:
        x: Tensor with 4 axes.

    Returns:
        Tuple of two integers or None.
    """
    shape = K.int_shape(x)
    return shape[2:4] if channels_first() else shape[1:3]


def padding_before_stride(x, kernel):
    """How much to pad so that a convolution without padding and a stride of 2 is centred.

    An even side, and one that is not known, gets one row less before than after.

    Args:
        x: Tensor of images.
        kernel: Odd integer, side of the kernel.

    Returns:
        Two pairs of integers for `ZeroPadding2D`.
    """
    half = kernel // 2
    return tuple((half - (1 if side is None or side % 2 == 0 else 0), half) for side in sides(x))


def warn_of_size(title, rows, size):
    """Warns that weights were trained on images of another size.

    Args:
        title: String, name of the model function.
        rows: Integer or None, rows of the images.
        size: Integer, side of the images that the weights were trained on.
    """
    if rows not in (None, size):
        warnings.warn('%s: the weights of ImageNet that are loaded were trained on images of '
                      '%d x %d pixels; the input has %d rows.' % (title, size, size, rows))
