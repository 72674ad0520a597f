"""Batches of pictures from a folder that has a folder for each class."""

import os

import numpy as np

from keras.preprocessing.image.files import FilesIterator, is_picture
from keras.preprocessing.image.iterator import part_of


class DirectoryIterator(FilesIterator):
    """Batches of pictures from a folder; made by `ImageDataGenerator.flow_from_directory`.

    Args:
        directory: Path of a folder that has a folder for each class. Pictures may lie in folders
            below these.
        image_data_generator: An `ImageDataGenerator`, or None.
        target_size: `(height, width)` of all images.
        color_mode: `'grayscale'`, `'rgb'` or `'rgba'`.
        classes: List of the names of the folders that are used, in the order of the numbers of
            their classes. Default: all, in the order of the alphabet.
        class_mode: The targets: `'categorical'` one-hot vectors, `'binary'` or `'sparse'` numbers
            of classes, `'input'` the images, None no targets.
        batch_size: Integer, the number of images of a batch.
        shuffle: Whether the pictures are put in a new order for every pass.
        seed: Integer, makes order and transforms repeat.
        data_format: `'channels_last'` or `'channels_first'`. Default:
            `keras.backend.image_data_format()`.
        save_to_dir: Folder that gets a picture of every image made, or None.
        save_prefix: String, the beginning of their names.
        save_format: String, e.g. `'png'`.
        follow_links: Whether links to folders are followed.
        subset: `'training'` or `'validation'`, the part of every class that `validation_split` of
            the generator makes it, or None for all.
        interpolation: How sizes are changed, see `load_img`.
        dtype: The dtype of the batches. Default: `keras.backend.floatx()`.

    Raises:
        IOError: If the folder is missing.
        ValueError: If there are no pictures, a class has no folder, or an argument is unknown.

    Example:
        import os, tempfile
        import numpy as np
        from keras.preprocessing.image import DirectoryIterator, ImageDataGenerator, save_img
        folder = tempfile.mkdtemp()
        for name in ('cats', 'dogs'):
            os.mkdir(os.path.join(folder, name))
            save_img(os.path.join(folder, name, '1.png'), np.zeros((8, 8, 3)))
        batches = DirectoryIterator(folder, ImageDataGenerator(), target_size=(8, 8))
        assert batches.class_indices == {'cats': 0, 'dogs': 1}
    """

    def __init__(self, directory, image_data_generator, target_size=(256, 256), color_mode='rgb',
                 classes=None, class_mode='categorical', batch_size=32, shuffle=True, seed=None,
                 data_format=None, save_to_dir=None, save_prefix='', save_format='png',
                 follow_links=False, subset=None, interpolation='nearest', dtype=None):
        self.check_class_mode(class_mode)
        self.directory = str(directory)
        classes = _folders(self.directory, classes)
        self.num_classes = len(classes)
        self.class_indices = dict(zip(classes, range(len(classes))))
        split = getattr(image_data_generator, '_validation_split', None)
        self.filenames, self.classes, found = [], [], 0
        for number, name in enumerate(classes):
            names = _pictures(self.directory, name, follow_links, self.white_list_formats)
            found += len(names)
            names = names[part_of(subset, split, len(names))]
            self.filenames += names
            self.classes += [number] * len(names)
        self.classes = np.array(self.classes, dtype='int32')
        self._filepaths = [os.path.join(self.directory, name) for name in self.filenames]
        self.samples = len(self.filenames)
        if not self.samples:
            raise ValueError(_nothing_found(self.directory, found, subset, split,
                                            self.white_list_formats))
        super(DirectoryIterator, self).__init__(
            self.samples, image_data_generator, target_size, color_mode, interpolation, class_mode,
            data_format, dtype, batch_size=batch_size, shuffle=shuffle, seed=seed,
            save_to_dir=save_to_dir, save_prefix=save_prefix, save_format=save_format)
        print('Found %d images belonging to %d classes.' % (self.samples, self.num_classes))

    @property
    def filepaths(self):
        """List of strings, the paths of the pictures."""
        return self._filepaths

    @property
    def labels(self):
        """Array of integers, the class of each picture."""
        return self.classes


def _folders(directory, classes):
    """The names of the folders of the classes."""
    if not os.path.isdir(directory):
        raise IOError('The folder %s is not there, or is no folder. It should have a folder for '
                      'each class.' % os.path.abspath(directory))
    folders = sorted(name for name in os.listdir(directory)
                     if os.path.isdir(os.path.join(directory, name)))
    if classes is None:
        return folders
    if isinstance(classes, str):
        raise ValueError('`classes` must be a list of names of folders. Received: %r. For one '
                         'class write [%r].' % (classes, classes))
    missing = [name for name in classes if not os.path.isdir(os.path.join(directory, str(name)))]
    if missing:
        raise ValueError('There is no folder for the classes %s in %s. There are: %s.'
                         % (', '.join(map(str, missing)), directory, ', '.join(folders) or 'none'))
    return [str(name) for name in classes]


def _pictures(directory, name, follow_links, endings):
    """The names of all pictures of a class, from the folder `directory` on."""
    found = []
    top = os.path.join(directory, name)
    for base, _, names in sorted(os.walk(top, followlinks=follow_links)):
        below = os.path.relpath(base, top)
        folder = name if below == os.curdir else os.path.join(name, below)
        found += [os.path.join(folder, one) for one in sorted(names) if is_picture(one, endings)]
    return found


def _nothing_found(directory, found, subset, split, endings):
    """Why there are no pictures."""
    if found:
        return ('The part for %s is empty: %d pictures were found, and validation_split is %r. '
                'Every class gives its part, rounded down.' % (subset, found, split))
    loose = sum(is_picture(name, endings) for name in os.listdir(directory))
    if loose:
        return ('No pictures were found in folders of %s, but %d beside them: each class has a '
                "folder of its own. To use the pictures without classes pass classes=['.'], "
                'class_mode=None.' % (directory, loose))
    return ('No pictures were found in %s: it should have a folder for each class, with files that '
            'end in %s.' % (directory, ', '.join(endings)))
