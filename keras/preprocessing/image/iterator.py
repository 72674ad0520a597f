"""Batches of images, one after the other without end or by their number."""

import os
import random
import threading

import numpy as np

from keras.preprocessing.image.pictures import array_to_img
from keras.utils.data_utils import Sequence

_SUBSETS = ('training', 'validation')
_NAMES = random.SystemRandom()      # names of files: no seed must make two of them equal


class Iterator(Sequence):
    """Base class of what gives batches of images; without end by `next`, or by number.

    A subclass defines `_get_batches_of_transformed_samples(index_array)`, which makes a batch of
    the samples with these positions. With a seed, each batch has random numbers of its own, which
    depend on the seed and on how many batches came before, not on the thread that makes it.

    Args:
        n: Integer, the number of samples.
        batch_size: Integer, the number of samples of a batch; the last of a pass may have fewer.
        shuffle: Whether the samples are put in a new order for every pass.
        seed: Integer, makes order and transforms repeat. None for the state of `numpy.random`.

    Raises:
        ValueError: If `batch_size` is not an integer above 0.

    Example:
        import numpy as np
        from keras.preprocessing.image import Iterator
        class Numbers(Iterator):
            def _get_batches_of_transformed_samples(self, index_array):
                return 10 * index_array
        numbers = Numbers(5, batch_size=2, shuffle=False, seed=None)
        assert [next(numbers).tolist() for _ in range(4)] == [[0, 10], [20, 30], [40], [0, 10]]
        assert len(numbers) == 3 and numbers[1].tolist() == [20, 30]
    """

    white_list_formats = ('png', 'jpg', 'jpeg', 'bmp', 'ppm', 'tif', 'tiff')

    def __init__(self, n, batch_size, shuffle, seed):
        if batch_size != int(batch_size) or batch_size < 1:
            raise ValueError('`batch_size` must be an integer above 0. Received: %r.'
                             % (batch_size,))
        self.n = n
        self.batch_size = int(batch_size)
        self.seed = seed
        self.shuffle = shuffle
        self.batch_index = 0
        self.total_batches_seen = 0
        self.index_array = None
        self._pass_began = 0        # total_batches_seen when the pass began that [] goes through
        self._used = set()          # the numbers of the batches [] gave in it
        self._make_helpers()
        if seed is None:    # before worker processes are made: all of them must have one order
            self._set_index_array()

    def _make_helpers(self):
        """What cannot travel to another process."""
        self.lock = threading.Lock()
        self.index_generator = self._flow_index()
        self._chance = threading.local()

    def __getstate__(self):
        """All but the helpers, so that worker processes can be sent the iterator."""
        return {name: value for name, value in self.__dict__.items()
                if name not in ('lock', 'index_generator', '_chance')}

    def __setstate__(self, state):
        """The attributes, and new helpers."""
        self.__dict__.update(state)
        self._make_helpers()

    def __len__(self):
        """The number of batches of a pass."""
        return (self.n + self.batch_size - 1) // self.batch_size

    def __getitem__(self, idx):
        """The batch with the number `idx`."""
        length = len(self)
        if not -length <= idx < length:
            raise ValueError('There is no batch number %r: there are %d.' % (idx, length))
        idx %= length
        with self.lock:
            if idx in self._used:       # a further pass, of which nobody said that it begins
                self._begin_pass()
            self._used.add(idx)
            self.total_batches_seen += 1
            if self.index_array is None or idx == 0:
                self._seed(self._pass_began)
                self._order_for_pass()
            if idx:
                self._seed(self._pass_began + idx)
            rows = self.index_array[self.batch_size * idx:self.batch_size * (idx + 1)]
        return self._get_batches_of_transformed_samples(rows)

    def __iter__(self):
        """The iterator itself: it has no end."""
        return self

    def __next__(self, *args, **kwargs):
        """The next batch."""
        return self.next(*args, **kwargs)

    def next(self):
        """The next batch.

        Returns:
            What `_get_batches_of_transformed_samples` makes.
        """
        with self.lock:
            rows = next(self.index_generator)
        return self._get_batches_of_transformed_samples(rows)

    def reset(self):
        """Begins a pass: the next batch of `next` is the first one."""
        self.batch_index = 0

    def on_epoch_end(self):
        """Ends a pass; with `shuffle` the samples get a new order."""
        with self.lock:
            self._begin_pass()
            self._seed(self._pass_began)
            self._set_index_array()

    def _begin_pass(self):
        """Counts the batches of the pass that ends, whichever process made them."""
        self._pass_began += len(self)
        self._used = set()

    def _order_for_pass(self):
        """Orders the samples unless that was done; draws as if it had been done now."""
        known = self.index_array
        if known is None:
            self._set_index_array()
        elif self.shuffle and self.seed is not None:
            self._random().permutation(self.n)

    def _set_index_array(self):
        """Puts the samples in an order."""
        self.index_array = self._random().permutation(self.n) if self.shuffle \
            else np.arange(self.n)

    def _flow_index(self):
        """Yields the positions of the samples of each batch, without end."""
        self.reset()
        while True:
            self._seed(self.total_batches_seen)
            if self.batch_index == 0:
                self._set_index_array()
            if self.n == 0:
                return
            start = self.batch_index * self.batch_size % self.n
            self.batch_index = 0 if start + self.batch_size >= self.n else self.batch_index + 1
            self.total_batches_seen += 1
            yield self.index_array[start:start + self.batch_size]

    def _seed(self, number):
        """Gives this thread the random numbers of a batch."""
        self._chance.numbers = None
        if self.seed is not None:
            # NumPy's own state too: functions of the user draw from it.
            np.random.seed(self.seed + number)
            self._chance.numbers = np.random.RandomState(self.seed + number)

    def _drawn(self):
        """The random numbers that belong to the batch; None if they are NumPy's own."""
        return getattr(self._chance, 'numbers', None)

    def _random(self):
        """Where to draw from."""
        return self._drawn() or np.random

    def _get_batches_of_transformed_samples(self, index_array):
        """Makes the batch of the samples at these positions."""
        raise NotImplementedError('%s must define _get_batches_of_transformed_samples(index_array),'
                                  ' which returns a batch.' % type(self).__name__)


class Transforming(Iterator):
    """Base class of iterators over images that a generator transforms.

    Args:
        n: See `Iterator`.
        image_data_generator: An `ImageDataGenerator`, or None to leave the images as they are.
        batch_size: See `Iterator`.
        shuffle: See `Iterator`.
        seed: See `Iterator`.
        data_format: `'channels_last'` or `'channels_first'`.
        dtype: The dtype of the batches.
        save_to_dir: Folder that gets a picture of every image made; None for no pictures.
        save_prefix: String, the beginning of their names.
        save_format: String, e.g. `'png'`.

    Raises:
        ValueError: If `save_to_dir` is no folder.
    """

    def __init__(self, n, image_data_generator, batch_size, shuffle, seed, data_format, dtype,
                 save_to_dir, save_prefix, save_format):
        if save_to_dir is not None and not os.path.isdir(str(save_to_dir)):
            raise ValueError('`save_to_dir` must be a folder that is there. Received: %r. Make it '
                             'first: os.makedirs(%r).' % (save_to_dir, save_to_dir))
        self.image_data_generator = image_data_generator
        self.data_format = data_format
        self.dtype = dtype
        self.save_to_dir = save_to_dir
        self.save_prefix = save_prefix
        self.save_format = save_format
        super(Transforming, self).__init__(n, batch_size, shuffle, seed)

    def _image(self, position):
        """The image of a sample, as an array."""
        raise NotImplementedError('%s must define _image(position).' % type(self).__name__)

    def _images(self, index_array, shape):
        """The transformed images of samples as one array."""
        batch = np.empty((len(index_array),) + tuple(shape), dtype=self.dtype)
        generator, chance = self.image_data_generator, self._drawn()
        for row, position in enumerate(index_array):
            image = self._image(position)
            if generator is not None:
                drawn = generator.get_random_transform(image.shape, seed=chance)
                image = generator.standardize(generator.apply_transform(image, drawn))
            batch[row] = image
        if self.save_to_dir is not None:
            self._save(batch, index_array)
        return batch

    def _save(self, batch, index_array):
        """Writes the images of a batch as pictures."""
        for image, position in zip(batch, index_array):
            name = '%s_%d_%07d.%s' % (self.save_prefix, position, _NAMES.randrange(10 ** 7),
                                      self.save_format)
            picture = array_to_img(image, self.data_format, scale=True)
            picture.save(os.path.join(str(self.save_to_dir), name))


def part_of(subset, split, count):
    """The positions that belong to a part of the samples: the first ones are for validation.

    Args:
        subset: `'training'`, `'validation'`, or None for all.
        split: Number from 0 to 1, the part that is for validation; None or 0 for nothing.
        count: Integer, the number of samples.

    Returns:
        A slice.

    Raises:
        ValueError: If `subset` is another word.
    """
    if subset is None:
        return slice(0, count)
    if subset not in _SUBSETS:
        raise ValueError("`subset` must be 'training', 'validation' or None. Received: %r."
                         % (subset,))
    border = int((split or 0.) * count)
    return slice(border, count) if subset == 'training' else slice(0, border)
