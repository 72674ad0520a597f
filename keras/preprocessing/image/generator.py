"""Images that are changed by chance, and scaled, while they are handed out."""

import numpy as np

from keras.backend.common import normalize_data_format
from keras.legacy.construct import TakesKeras1Spellings
from keras.preprocessing.image import settings
from keras.preprocessing.image.affine import apply_affine_transform
from keras.preprocessing.image.arrays import NumpyArrayIterator, warn_of_channels
from keras.preprocessing.image.dataframe import DataFrameIterator
from keras.preprocessing.image.directory import DirectoryIterator
from keras.preprocessing.image.scaling import Scaling, whitening
from keras.preprocessing.image.transforms import apply_channel_shift, brighten, flip_axis


class ImageDataGenerator(TakesKeras1Spellings, Scaling):
    """Batches of images, each changed by chance, so that no network sees the same image twice.

    Args:
        featurewise_center: Whether the mean of all images is subtracted; see `fit`.
        samplewise_center: Whether the mean of each image is subtracted from it.
        featurewise_std_normalization: Whether images are divided by the standard deviation of all
            images; see `fit`.
        samplewise_std_normalization: Whether each image is divided by its standard deviation.
        zca_whitening: Whether pixels are decorrelated (ZCA whitening); see `fit`.
        zca_epsilon: Number, added to variances before whitening divides by their roots.
        rotation_range: Number; images are turned by up to this many degrees.
        width_shift_range: How far images are moved sideways: a number below 1 is a part of the
            width, a greater one counts pixels, an integer gives whole pixels below it, a list is
            what is chosen from (either way).
        height_shift_range: The same for up and down.
        brightness_range: Two numbers, the least and the greatest brightness (1 changes nothing;
            see `apply_brightness_shift`), or None.
        shear_range: Number; images are slanted by up to this many degrees.
        zoom_range: Two numbers, the least and the greatest zoom, or one number for
            `[1 - zoom_range, 1 + zoom_range]`.
        channel_shift_range: Number; up to this much is added to all channels.
        fill_mode: What is outside of an image: `'nearest'`, `'constant'`, `'reflect'` or `'wrap'`;
            see `apply_affine_transform`.
        cval: Number, for `fill_mode='constant'`.
        horizontal_flip: Whether half of the images are mirrored sideways.
        vertical_flip: Whether half of the images are turned upside down.
        rescale: Number, by which images are multiplied, or None.
        preprocessing_function: Function of one image (an array with three axes) that returns an
            array of the same shape. It sees the image after the transforms.
        data_format: `'channels_last'` or `'channels_first'`. None for
            `keras.backend.image_data_format()`.
        validation_split: Number between 0 and 1, the part of the images that
            `subset='validation'` means; 0 for none.
        interpolation_order: Integer; see `order` of `apply_affine_transform`.
        dtype: The dtype of the batches.

    Raises:
        ValueError: If a range is no number or not finite, or an argument is unknown.

    Example:
        import numpy as np
        from keras.preprocessing.image import ImageDataGenerator
        x, y = np.random.rand(8, 10, 10, 3), np.arange(8)
        generator = ImageDataGenerator(rotation_range=20, horizontal_flip=True)
        images, labels = next(generator.flow(x, y, batch_size=4, seed=1))
        assert images.shape == (4, 10, 10, 3)
    """

    def __init__(self, featurewise_center=False, samplewise_center=False,
                 featurewise_std_normalization=False, samplewise_std_normalization=False,
                 zca_whitening=False, zca_epsilon=1e-6, rotation_range=0, width_shift_range=0.,
                 height_shift_range=0., brightness_range=None, shear_range=0., zoom_range=0.,
                 channel_shift_range=0., fill_mode='nearest', cval=0., horizontal_flip=False,
                 vertical_flip=False, rescale=None, preprocessing_function=None,
                 data_format='channels_last', validation_split=0., interpolation_order=1,
                 dtype='float32'):
        self.rotation_range = settings.number('rotation_range', rotation_range)
        self.width_shift_range = settings.numbers('width_shift_range', width_shift_range)
        self.height_shift_range = settings.numbers('height_shift_range', height_shift_range)
        self.brightness_range = settings.brightness(brightness_range)
        self.shear_range = settings.number('shear_range', shear_range)
        self.zoom_range = settings.zoom(zoom_range)
        self.channel_shift_range = settings.number('channel_shift_range', channel_shift_range)
        self.fill_mode = settings.fill_mode(fill_mode)
        self.cval = cval
        self.horizontal_flip = horizontal_flip
        self.vertical_flip = vertical_flip
        self.interpolation_order = interpolation_order
        self.dtype = dtype
        self.data_format = normalize_data_format(data_format)
        self.channel_axis, self.row_axis, self.col_axis = \
            (1, 2, 3) if self.data_format == 'channels_first' else (3, 1, 2)
        self._validation_split = settings.split(validation_split)
        super(ImageDataGenerator, self).__init__(
            featurewise_center, samplewise_center, featurewise_std_normalization,
            samplewise_std_normalization, zca_whitening, zca_epsilon, rescale,
            preprocessing_function)

    def flow(self, x, y=None, batch_size=32, shuffle=True, sample_weight=None, seed=None,
             save_to_dir=None, save_prefix='', save_format='png', subset=None):
        """Batches of the images of an array, without end.

        Args:
            x: Array with four axes, the images; or `(images, others)`, see `NumpyArrayIterator`.
            y: Array of the same length, the targets, or None.
            batch_size: Integer, the number of images of a batch.
            shuffle: Whether the images are put in a new order for every pass.
            sample_weight: Array of the same length, or None.
            seed: Integer, makes order and transforms repeat.
            save_to_dir: Folder that gets a picture of every image made, or None.
            save_prefix: String, the beginning of their names.
            save_format: String, e.g. `'png'`.
            subset: `'training'`, `'validation'`, or None for all.

        Returns:
            A `NumpyArrayIterator`: of `(images, targets)`, `(images, targets, weights)`, or of
            images alone.

        Raises:
            ValueError: If lengths or shapes do not fit, or for another `subset`.
        """
        return NumpyArrayIterator(
            x, y, self, batch_size=batch_size, shuffle=shuffle, sample_weight=sample_weight,
            seed=seed, data_format=self.data_format, save_to_dir=save_to_dir,
            save_prefix=save_prefix, save_format=save_format, subset=subset, dtype=self.dtype)

    def flow_from_directory(self, directory, target_size=(256, 256), color_mode='rgb',
                            classes=None, class_mode='categorical', batch_size=32, shuffle=True,
                            seed=None, save_to_dir=None, save_prefix='', save_format='png',
                            follow_links=False, subset=None, interpolation='nearest'):
        """Batches of the pictures in a folder that has a folder for each class, without end.

        Args:
            directory: Path.
            target_size: `(height, width)` of all images.
            color_mode: `'grayscale'`, `'rgb'` or `'rgba'`.
            classes: List of the names of the folders that are used. Default: all.
            class_mode: `'categorical'`, `'binary'`, `'sparse'`, `'input'` or None; see
                `DirectoryIterator`.
            batch_size: Integer, the number of images of a batch.
            shuffle: Whether the pictures are put in a new order for every pass.
            seed: Integer, makes order and transforms repeat.
            save_to_dir: Folder that gets a picture of every image made, or None.
            save_prefix: String, the beginning of their names.
            save_format: String, e.g. `'png'`.
            follow_links: Whether links to folders are followed.
            subset: `'training'`, `'validation'`, or None for all.
            interpolation: How sizes are changed, see `load_img`.

        Returns:
            A `DirectoryIterator`.

        Raises:
            IOError: If the folder is missing.
            ValueError: If there are no pictures, a class has no folder, or an argument is unknown.
        """
        return DirectoryIterator(
            directory, self, target_size=target_size, color_mode=color_mode, classes=classes,
            class_mode=class_mode, batch_size=batch_size, shuffle=shuffle, seed=seed,
            data_format=self.data_format, save_to_dir=save_to_dir, save_prefix=save_prefix,
            save_format=save_format, follow_links=follow_links, subset=subset,
            interpolation=interpolation, dtype=self.dtype)

    def flow_from_dataframe(self, dataframe, directory=None, x_col='filename', y_col='class',
                            weight_col=None, target_size=(256, 256), color_mode='rgb',
                            classes=None, class_mode='categorical', batch_size=32, shuffle=True,
                            seed=None, save_to_dir=None, save_prefix='', save_format='png',
                            subset=None, interpolation='nearest', validate_filenames=True,
                            **kwargs):
        """Batches of the pictures whose names and targets stand in a table, without end.

        Args:
            dataframe: A `pandas.DataFrame`.
            directory: Path of the folder that names of files start from. Default: whole paths.
            x_col: String, the column with the names of files.
            y_col: String or list of strings, the column or columns with the targets.
            weight_col: String, the column with the weights of samples, or None.
            target_size: `(height, width)` of all images.
            color_mode: `'grayscale'`, `'rgb'` or `'rgba'`.
            classes: List of the classes that are used. Default: all.
            class_mode: `'categorical'`, `'binary'`, `'sparse'`, `'raw'`, `'multi_output'`,
                `'input'` or None; see `DataFrameIterator`.
            batch_size: Integer, the number of images of a batch.
            shuffle: Whether the pictures are put in a new order for every pass.
            seed: Integer, makes order and transforms repeat.
            save_to_dir: Folder that gets a picture of every image made, or None.
            save_prefix: String, the beginning of their names.
            save_format: String, e.g. `'png'`.
            subset: `'training'`, `'validation'`, or None for all.
            interpolation: How sizes are changed, see `load_img`.
            validate_filenames: Whether rows without a file are left out, with a warning.
            **kwargs: `has_ext`, `sort`, `drop_duplicates`: what older versions had; they change
                nothing, with a warning.

        Returns:
            A `DataFrameIterator`.

        Raises:
            TypeError: If a column has values of another kind, or for an unknown argument.
            ValueError: If a column is not there, no pictures are left, or an argument is unknown.
        """
        settings.warn_of_old_arguments(kwargs)
        return DataFrameIterator(
            dataframe, directory, self, x_col=x_col, y_col=y_col, weight_col=weight_col,
            target_size=target_size, color_mode=color_mode, classes=classes,
            class_mode=settings.class_mode(class_mode), batch_size=batch_size, shuffle=shuffle,
            seed=seed, data_format=self.data_format, save_to_dir=save_to_dir,
            save_prefix=save_prefix, save_format=save_format, subset=subset,
            interpolation=interpolation, dtype=self.dtype, validate_filenames=validate_filenames)

    def get_random_transform(self, img_shape, seed=None):
        """Draws a transform.

        Args:
            img_shape: Tuple, the shape of an image without the batch axis.
            seed: Integer, or a `numpy.random.RandomState` to draw from. Default: the state of
                `numpy.random`.

        Returns:
            Dictionary for `apply_transform`.
        """
        chance = settings.source_of_chance(seed)
        height, width = img_shape[self.row_axis - 1], img_shape[self.col_axis - 1]
        # The order of the draws is upstream's: equal seeds give equal images.
        drawn = {'theta': settings.draw(self.rotation_range, chance),
                 'tx': settings.draw_shift(self.height_shift_range, height, chance),
                 'ty': settings.draw_shift(self.width_shift_range, width, chance),
                 'shear': settings.draw(self.shear_range, chance), 'zx': 1, 'zy': 1}
        if tuple(self.zoom_range) != (1, 1):
            drawn['zx'], drawn['zy'] = chance.uniform(self.zoom_range[0], self.zoom_range[1], 2)
        for name, wanted in (('flip_horizontal', self.horizontal_flip),
                             ('flip_vertical', self.vertical_flip)):
            drawn[name] = (chance.random_sample() < 0.5) * wanted
        drawn['channel_shift_intensity'] = None
        if self.channel_shift_range:
            drawn['channel_shift_intensity'] = settings.draw(self.channel_shift_range, chance)
        drawn['brightness'] = None
        if self.brightness_range is not None:
            drawn['brightness'] = chance.uniform(*self.brightness_range)
        return drawn

    def apply_transform(self, x, transform_parameters):
        """Applies a transform to an image.

        Args:
            x: Array with three axes.
            transform_parameters: Dictionary with any of: `theta`, `tx`, `ty`, `shear`, `zx`, `zy`
                (see `apply_affine_transform`), `flip_horizontal`, `flip_vertical`,
                `channel_shift_intensity`, `brightness`.

        Returns:
            Array of the same shape.
        """
        given = transform_parameters
        rows, columns, channels = self.row_axis - 1, self.col_axis - 1, self.channel_axis - 1
        x = apply_affine_transform(
            x, given.get('theta', 0), given.get('tx', 0), given.get('ty', 0),
            given.get('shear', 0), given.get('zx', 1), given.get('zy', 1), row_axis=rows,
            col_axis=columns, channel_axis=channels, fill_mode=self.fill_mode, cval=self.cval,
            order=self.interpolation_order)
        if given.get('channel_shift_intensity') is not None:
            x = apply_channel_shift(x, given['channel_shift_intensity'], channels)
        if given.get('flip_horizontal'):
            x = flip_axis(x, columns)
        if given.get('flip_vertical'):
            x = flip_axis(x, rows)
        if given.get('brightness') is not None:
            x = brighten(x, given['brightness'], channels)
        return x

    def random_transform(self, x, seed=None):
        """Applies a transform that is drawn by chance.

        Args:
            x: Array with three axes, an image.
            seed: See `get_random_transform`.

        Returns:
            Array of the same shape.
        """
        return self.apply_transform(x, self.get_random_transform(x.shape, seed))

    def fit(self, x, augment=False, rounds=1, seed=None):
        """Learns from images what `featurewise_...` and `zca_whitening` need.

        Args:
            x: Array with four axes, images.
            augment: Whether it learns from transformed images.
            rounds: Integer, how many transformed images are made of each.
            seed: Integer, makes the transforms repeat.

        Raises:
            ValueError: If `x` has another number of axes.
        """
        x = np.array(x, dtype=self.dtype)
        if x.ndim != 4:
            raise ValueError('`fit` learns from images with four axes: (images, rows, columns, '
                             'channels), in the order that data_format=%r says. Received the '
                             'shape: %r.' % (self.data_format, x.shape))
        warn_of_channels(x, self.data_format)
        if self.rescale:
            x = x * self.rescale
        if seed is not None:
            np.random.seed(seed)
        if augment:
            x = np.array([self.random_transform(image) for _ in range(rounds) for image in x])
        across = (0, self.row_axis, self.col_axis)
        if self.featurewise_center:
            self.mean = np.mean(x, axis=across, keepdims=True)[0]
            x = x - self.mean
        if self.featurewise_std_normalization:
            self.std = np.std(x, axis=across, keepdims=True)[0]
            x = x / (self.std + self.tiny)
        if self.zca_whitening:
            self.principal_components = whitening(x.reshape(len(x), -1), self.zca_epsilon)
