"""Batches of images that are an array."""

import warnings

import numpy as np

from keras.backend.common import floatx, normalize_data_format
from keras.preprocessing.image.iterator import Transforming, part_of


class NumpyArrayIterator(Transforming):
    """Batches of images that are an array; made by `ImageDataGenerator.flow`.

    Args:
        x: Array with four axes, the images; or `(images, others)`, where the others are an array
            or a list of arrays of the same length, which are handed out with the images.
        y: Array or list of the same length, the targets, or None.
        image_data_generator: An `ImageDataGenerator`, or None.
        batch_size: Integer, the number of images of a batch.
        shuffle: Whether the images are put in a new order for every pass.
        sample_weight: Array of the same length, or None.
        seed: Integer, makes order and transforms repeat.
        data_format: `'channels_last'` or `'channels_first'`. Default:
            `keras.backend.image_data_format()`.
        save_to_dir: Folder that gets a picture of every image made, or None.
        save_prefix: String, the beginning of their names.
        save_format: String, e.g. `'png'`.
        subset: `'training'` or `'validation'`, the part that `validation_split` of the generator
            makes it, or None for all.
        dtype: The dtype of the batches. Default: `keras.backend.floatx()`.

    Raises:
        ValueError: If lengths or shapes do not fit, or for another `subset`.

    Example:
        import numpy as np
        from keras.preprocessing.image import ImageDataGenerator, NumpyArrayIterator
        x, y = np.zeros((5, 8, 8, 3)), np.arange(5)
        batches = NumpyArrayIterator(x, y, ImageDataGenerator(), batch_size=4)
        assert next(batches)[0].shape == (4, 8, 8, 3) and len(batches) == 2
    """

    def __init__(self, x, y, image_data_generator, batch_size=32, shuffle=False,
                 sample_weight=None, seed=None, data_format=None, save_to_dir=None,
                 save_prefix='', save_format='png', subset=None, dtype=None):
        data_format = normalize_data_format(data_format)
        x, others = _separate(x)
        y = None if y is None else np.asarray(y)
        weights = None if sample_weight is None else np.asarray(sample_weight)
        _check(x, others, y, weights, data_format)
        split = getattr(image_data_generator, '_validation_split', None)
        rows = part_of(subset, split, len(x))
        if subset is not None and y is not None:
            _check_classes(y, int((split or 0.) * len(x)))
        self.x = x[rows]
        self.x_misc = [other[rows] for other in others]
        self.y = None if y is None else y[rows]
        self.sample_weight = None if weights is None else weights[rows]
        super(NumpyArrayIterator, self).__init__(
            len(self.x), image_data_generator, batch_size, shuffle, seed, data_format,
            dtype or floatx(), save_to_dir, save_prefix, save_format)

    def _image(self, position):
        """The image of a sample."""
        return self.x[position].astype(self.dtype)

    def _get_batches_of_transformed_samples(self, index_array):
        """Images, targets and weights."""
        images = self._images(index_array, self.x.shape[1:])
        others = [other[index_array] for other in self.x_misc]
        images = [images] + others if others else images
        if self.y is None:
            return images
        batch = (images, self.y[index_array])
        return batch if self.sample_weight is None else batch + (self.sample_weight[index_array],)


def _separate(x):
    """The images, and the list of what is handed out with them."""
    if not isinstance(x, (tuple, list)):
        return np.asarray(x), []
    if len(x) != 2:
        raise ValueError('`x` as a tuple or list must be (images, others). Received %d items. Make '
                         'one array of a list of images: numpy.array(x).' % len(x))
    images, others = x
    others = others if isinstance(others, list) else [others]
    return np.asarray(images), [np.asarray(other) for other in others]


def _check(x, others, y, weights, data_format):
    """Refuses what is no batch of images or has another length."""
    if x.ndim != 4:
        raise ValueError('Images must have four axes: (images, rows, columns, channels), in the '
                         'order that `data_format` says. Received the shape: %r.' % (x.shape,))
    for name, array in [('y', y), ('sample_weight', weights)] + [('x', one) for one in others]:
        if array is not None and (array.ndim == 0 or len(array) != len(x)):
            raise ValueError('All arrays must have the same length, but there are %d images, and '
                             '`%s` has the shape %r.' % (len(x), name, array.shape))
    warn_of_channels(x, data_format)


def warn_of_channels(x, data_format):
    """Warns if images have neither 1, 3 nor 4 channels.

    Args:
        x: Array with four axes.
        data_format: `'channels_last'` or `'channels_first'`.
    """
    axis = 1 if data_format == 'channels_first' else 3
    if x.shape[axis] not in (1, 3, 4):
        warnings.warn('Images have 1, 3 or 4 channels, but here axis %d, that of channels with '
                      'data_format=%r, has %d: the shape is %r. Pass data_format if the axes have '
                      'another order.' % (axis, data_format, x.shape[axis], x.shape), stacklevel=2)


def _check_classes(y, border):
    """Refuses parts with other classes each; without this nobody would notice sorted labels."""
    if y.dtype.kind == 'O':
        return
    first, second = np.unique(y[:border]), np.unique(y[border:])
    if not np.array_equal(first, second) and _are_classes(y):
        raise ValueError('The parts for training and for validation have different classes. The '
                         'part for validation is the first one: shuffle images and labels together '
                         'before, or take a larger validation_split.')


def _are_classes(y):
    """Whether targets are labels and not measured numbers: whole ones, several times each."""
    if y.dtype.kind == 'f' and not np.array_equal(y, np.round(y)):
        return False
    return len(np.unique(y)) <= len(y) // 2
