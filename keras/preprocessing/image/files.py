"""What iterators over picture files have in common."""

import os

import numpy as np

from keras.backend.common import floatx, normalize_data_format
from keras.preprocessing.image import pictures
from keras.preprocessing.image.iterator import Transforming

_CHANNELS = {'grayscale': 1, 'rgb': 3, 'rgba': 4}


class FilesIterator(Transforming):
    """Base class of iterators over picture files. A subclass knows `filepaths` and `labels`.

    Args:
        n: Integer, the number of files.
        image_data_generator: An `ImageDataGenerator`, or None.
        target_size: `(height, width)` of all images.
        color_mode: `'grayscale'`, `'rgb'` or `'rgba'`.
        interpolation: How sizes are changed, see `load_img`.
        class_mode: String or None, what the targets are.
        data_format: `'channels_last'`, `'channels_first'`, or None.
        dtype: The dtype of the batches, or None.
        **kwargs: Further arguments of `Transforming`.

    Raises:
        ValueError: If one of them is unknown.
    """

    allowed_class_modes = frozenset(['categorical', 'binary', 'sparse', 'input', None])

    def __init__(self, n, image_data_generator, target_size, color_mode, interpolation, class_mode,
                 data_format, dtype, **kwargs):
        data_format = normalize_data_format(data_format)
        self.target_size = pictures.check_size(target_size)
        self.color_mode = pictures.check_color_mode(color_mode)
        self.interpolation = pictures.check_interpolation(interpolation)
        self.class_mode = class_mode
        channels = (_CHANNELS[color_mode],)
        self.image_shape = channels + self.target_size if data_format == 'channels_first' \
            else self.target_size + channels
        super(FilesIterator, self).__init__(n, image_data_generator, data_format=data_format,
                                            dtype=dtype or floatx(), **kwargs)

    @property
    def filepaths(self):
        """List of strings, the paths of the files."""
        raise NotImplementedError('%s must define filepaths.' % type(self).__name__)

    @property
    def labels(self):
        """The class or target of each file."""
        raise NotImplementedError('%s must define labels.' % type(self).__name__)

    @property
    def sample_weight(self):
        """The weight of each file, or None."""
        return None

    def _image(self, position):
        """The image of a sample."""
        image = pictures.load_img(self.filepaths[position], color_mode=self.color_mode,
                                  target_size=self.target_size, interpolation=self.interpolation)
        return pictures.img_to_array(image, self.data_format)

    def _get_batches_of_transformed_samples(self, index_array):
        """Images, targets and weights."""
        images = self._images(index_array, self.image_shape)
        if self.class_mode is None:
            return images
        batch = (images, self._targets(index_array, images))
        return batch if self.sample_weight is None else batch + (self.sample_weight[index_array],)

    def _targets(self, index_array, images):
        """The targets of a batch."""
        if self.class_mode == 'input':
            return images.copy()
        if self.class_mode == 'multi_output':
            return [output[index_array] for output in self.labels]
        if self.class_mode == 'raw':
            return self.labels[index_array]
        if self.class_mode in ('binary', 'sparse'):
            return np.array([self.labels[i] for i in index_array], dtype=self.dtype)
        targets = np.zeros((len(index_array), len(self.class_indices)), dtype=self.dtype)
        for row, position in enumerate(index_array):
            targets[row, self.labels[position]] = 1     # one class, or a list of them
        return targets

    @classmethod
    def check_class_mode(cls, class_mode):
        """Refuses unknown kinds of targets.

        Args:
            class_mode: String or None.

        Raises:
            ValueError: If it is another one.
        """
        if class_mode not in cls.allowed_class_modes:
            known = sorted(mode for mode in cls.allowed_class_modes if mode is not None)
            raise ValueError('`class_mode` must be one of %s, or None. Received: %r.'
                             % (', '.join(map(repr, known)), class_mode))


def is_picture(name, endings):
    """Whether a file name ends like those of pictures.

    Args:
        name: String.
        endings: Tuple of strings.

    Returns:
        Boolean.
    """
    return os.path.splitext(name)[1][1:].lower() in endings
