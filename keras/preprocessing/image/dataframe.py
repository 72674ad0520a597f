"""Batches of pictures whose names and targets stand in a table."""

import os
import warnings

import numpy as np

from keras.preprocessing.image.files import FilesIterator, is_picture
from keras.preprocessing.image.iterator import part_of

_OF_CLASSES = ('binary', 'categorical', 'sparse')


class DataFrameIterator(FilesIterator):
    """Batches of pictures that a table lists; made by `ImageDataGenerator.flow_from_dataframe`.

    Args:
        dataframe: A `pandas.DataFrame`.
        directory: Path of the folder that names of files start from. Default: they are whole paths.
        image_data_generator: An `ImageDataGenerator`, or None.
        x_col: String, the column with the names of files.
        y_col: String, the column with the targets; a list of columns for `'raw'` and
            `'multi_output'`.
        weight_col: String, the column with the weights of samples, or None.
        target_size: `(height, width)` of all images.
        color_mode: `'grayscale'`, `'rgb'` or `'rgba'`.
        classes: List of the classes that are used, in the order of their numbers. Default: all, in
            the order of the alphabet.
        class_mode: The targets: `'categorical'` one-hot vectors (with several ones where a cell is
            a list), `'binary'` or `'sparse'` numbers of classes, `'raw'` what the table has,
            `'multi_output'` a list with what each column has, `'input'` the images, None no
            targets.
        batch_size: Integer, the number of images of a batch.
        shuffle: Whether the pictures are put in a new order for every pass.
        seed: Integer, makes order and transforms repeat.
        data_format: `'channels_last'` or `'channels_first'`.
        save_to_dir: Folder that gets a picture of every image made, or None.
        save_prefix: String, the beginning of their names.
        save_format: String, e.g. `'png'`.
        subset: `'training'` or `'validation'`, the part that `validation_split` of the generator
            makes it, or None for all.
        interpolation: How sizes are changed, see `load_img`.
        dtype: The dtype of the batches.
        validate_filenames: Whether rows without a file are left out, with a warning.

    Raises:
        TypeError: If a column has values of another kind.
        ValueError: If a column is not there, no pictures are left, or an argument is unknown.

    Example:
        import os, tempfile
        import numpy as np
        from keras.preprocessing.image import ImageDataGenerator, save_img
        path = os.path.join(tempfile.mkdtemp(), '1.png')
        save_img(path, np.zeros((8, 8, 3)))
        # import pandas
        # table = pandas.DataFrame({'filename': [path], 'class': ['cat']})
        # batches = ImageDataGenerator().flow_from_dataframe(table, target_size=(8, 8))
    """

    allowed_class_modes = FilesIterator.allowed_class_modes | frozenset(['raw', 'multi_output'])

    def __init__(self, dataframe, directory=None, image_data_generator=None, x_col='filename',
                 y_col='class', weight_col=None, target_size=(256, 256), color_mode='rgb',
                 classes=None, class_mode='categorical', batch_size=32, shuffle=True, seed=None,
                 data_format='channels_last', save_to_dir=None, save_prefix='', save_format='png',
                 subset=None, interpolation='nearest', dtype='float32', validate_filenames=True):
        self.check_class_mode(class_mode)
        self.directory = '' if directory is None else str(directory)
        names = _column(dataframe, x_col)
        self._check_names(names, x_col)
        rows = np.arange(len(names))
        cells = self._cells(dataframe, y_col, class_mode)
        weights = None if weight_col is None else np.array(_column(dataframe, weight_col))
        if class_mode in _OF_CLASSES:
            classes = self._known_classes(cells, classes, y_col)
            wanted = set(classes)
            rows = np.array([row for row in rows if not wanted.isdisjoint(_as_list(cells[row]))],
                            dtype='intp')
        if validate_filenames:
            rows = self._with_file(rows, names, x_col)
        rows = rows[part_of(subset, getattr(image_data_generator, '_validation_split', None),
                            len(rows))]
        if not len(rows):
            raise ValueError('No pictures are left of the %d rows of the table: files that are '
                             'missing, classes that are not wanted and the other `subset` are left '
                             'out. Names start from: %s.'
                             % (len(names), os.path.abspath(self.directory)))
        self.samples = len(rows)
        self.filenames = [names[row] for row in rows]
        self._filepaths = [os.path.join(self.directory, name) for name in self.filenames]
        self._sample_weight = None if weights is None else weights[rows]
        self._set_targets(cells, rows, class_mode, classes)
        super(DataFrameIterator, self).__init__(
            self.samples, image_data_generator, target_size, color_mode, interpolation, class_mode,
            data_format, dtype, batch_size=batch_size, shuffle=shuffle, seed=seed,
            save_to_dir=save_to_dir, save_prefix=save_prefix, save_format=save_format)
        print('Found %d %s image filenames%s.' % (
            self.samples, 'validated' if validate_filenames else 'non-validated',
            ' belonging to %d classes' % len(classes) if class_mode in _OF_CLASSES else ''))

    @property
    def filepaths(self):
        """List of strings, the paths of the pictures."""
        return self._filepaths

    @property
    def labels(self):
        """The class or target of each picture."""
        return self.classes if self.class_mode in _OF_CLASSES else self._targets_of_rows

    @property
    def sample_weight(self):
        """Array, the weight of each picture, or None."""
        return self._sample_weight

    def get_classes(self, df, y_col):
        """The numbers of the classes of a table.

        Args:
            df: A `pandas.DataFrame`.
            y_col: String, the column with the classes.

        Returns:
            List of integers, or of lists of integers.

        Raises:
            ValueError: If the column is not there.
        """
        return [self._number(cell) for cell in _column(df, y_col)]

    def _number(self, cell):
        """The number of a class, or the numbers of a list of classes."""
        if isinstance(cell, (list, tuple)):
            return [self.class_indices[label] for label in cell if label in self.class_indices]
        return self.class_indices[cell]

    def _check_names(self, names, x_col):
        """Refuses a column of something else."""
        wrong = [name for name in names if not isinstance(name, str)]
        if wrong:
            raise TypeError('The column %r must have names of files, which are strings. Received: '
                            '%.80r.' % (x_col, wrong[0]))

    def _cells(self, dataframe, y_col, class_mode):
        """The values of the column or columns of targets."""
        if class_mode in (None, 'input'):
            return None
        if class_mode == 'multi_output' and not isinstance(y_col, (list, tuple)):
            raise TypeError("class_mode='multi_output' needs a list of columns as `y_col`. "
                            'Received: %r.' % (y_col,))
        if class_mode == 'multi_output':
            return [_column(dataframe, name) for name in y_col]
        if class_mode == 'raw' and isinstance(y_col, (list, tuple)):
            return list(zip(*[_column(dataframe, name) for name in y_col]))
        if not isinstance(y_col, str):
            raise TypeError('`y_col` must be the name of one column for class_mode=%r. Received: '
                            '%r.' % (class_mode, y_col))
        cells = _column(dataframe, y_col)
        kinds = (str, list, tuple) if class_mode == 'categorical' else (str,)
        wrong = [cell for cell in cells if class_mode != 'raw' and not isinstance(cell, kinds)]
        if wrong:
            raise TypeError('The column %r must have names of classes, which are strings%s, for '
                            'class_mode=%r. Received: %.80r. Make strings of numbers: '
                            'dataframe[%r].astype(str).' % (
                                y_col, ' (or lists of them)' * (len(kinds) > 1), class_mode,
                                wrong[0], y_col))
        return cells

    def _known_classes(self, cells, classes, y_col):
        """The classes in the order of their numbers."""
        if isinstance(classes, str):
            raise ValueError('`classes` must be a list of names. Received: %r.' % (classes,))
        if not classes:
            classes = sorted({label for cell in cells for label in _as_list(cell)})
        return list(classes)

    def _with_file(self, rows, names, x_col):
        """The rows whose file is there and ends like a picture."""
        kept = [row for row in rows if is_picture(names[row], self.white_list_formats)
                and os.path.isfile(os.path.join(self.directory, names[row]))]
        lost = sorted(set(rows) - set(kept))
        if lost:
            warnings.warn('%d names in the column %r are of no picture that is there; they are '
                          'left out. The first one: %s'
                          % (len(lost), x_col, os.path.join(self.directory, names[lost[0]])),
                          stacklevel=4)
        return np.array(kept, dtype='intp')

    def _set_targets(self, cells, rows, class_mode, classes):
        """Keeps the targets of the rows that are used."""
        if class_mode in _OF_CLASSES:
            if class_mode == 'binary' and len(classes) != 2:
                raise ValueError("class_mode='binary' is for two classes. Received %d: %s."
                                 % (len(classes), ', '.join(classes)))
            self.class_indices = dict(zip(classes, range(len(classes))))
            self.classes = [self._number(cells[row]) for row in rows]
        elif class_mode == 'multi_output':
            self._targets_of_rows = [np.array([column[row] for row in rows]) for column in cells]
        elif class_mode == 'raw':
            self._targets_of_rows = np.array([cells[row] for row in rows])
        else:
            self._targets_of_rows = None


def _column(dataframe, name):
    """The values of a column, as a list."""
    if not hasattr(dataframe, 'columns'):
        raise TypeError('`dataframe` must be a pandas.DataFrame (pip install pandas). Received: '
                        '%.80r' % (dataframe,))
    if name not in dataframe.columns:
        raise ValueError('There is no column %r. There are: %s.'
                         % (name, ', '.join(map(repr, dataframe.columns))))
    return list(dataframe[name])


def _as_list(cell):
    """The classes of a cell."""
    return cell if isinstance(cell, (list, tuple)) else [cell]
