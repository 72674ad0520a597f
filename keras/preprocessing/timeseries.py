"""Windows over a series, batch by batch."""

import json

import numpy as np

from keras.utils.data_utils import Sequence


class TimeseriesGenerator(Sequence):
    """Batches of windows over a series, each with the target that follows it.

    The window of the target at position `i` holds the `length` steps before it, every
    `sampling_rate`-th of them.

    Args:
        data: Array or list, the series; its first axis is time.
        targets: Array or list of the same length as `data`.
        length: Integer, the number of steps that a window spans.
        sampling_rate: Integer, the distance of two steps that are taken into a window.
        stride: Integer, the distance of two windows.
        start_index: Integer; steps before it are not used.
        end_index: Integer; steps after it are not used. Default: the last one.
        shuffle: Whether the windows are drawn by chance instead of one after the other.
        reverse: Whether time runs backwards in each window.
        batch_size: Integer, the number of windows in a batch (the last may have fewer).

    Raises:
        ValueError: If `data` and `targets` have different lengths, or no window fits.

    Example:
        import numpy as np
        from keras.preprocessing.sequence import TimeseriesGenerator
        data = np.arange(10.)
        windows = TimeseriesGenerator(data, data, length=3, batch_size=4)
        x, y = windows[0]
        assert x[0].tolist() == [0, 1, 2] and y[0] == 3 and len(windows) == 2
    """

    def __init__(self, data, targets, length, sampling_rate=1, stride=1, start_index=0,
                 end_index=None, shuffle=False, reverse=False, batch_size=128):
        if len(data) != len(targets):
            raise ValueError('`data` and `targets` must have the same length. Received: %d and %d.'
                             % (len(data), len(targets)))
        for name, number in (('sampling_rate', sampling_rate), ('stride', stride),
                             ('batch_size', batch_size)):
            if number < 1:
                raise ValueError('`%s` must be 1 or more. Received: %r.' % (name, number))
        self.data = data
        self.targets = targets
        self.length = length
        self.sampling_rate = sampling_rate
        self.stride = stride
        self.start_index = start_index + length
        self.end_index = len(data) - 1 if end_index is None else end_index
        self.shuffle = shuffle
        self.reverse = reverse
        self.batch_size = batch_size
        if self.start_index > self.end_index:
            raise ValueError('No window fits: the first target is at start_index + length = %d, '
                             'but the last step is end_index = %d. Take a smaller length.'
                             % (self.start_index, self.end_index))

    def __len__(self):
        """The number of batches."""
        steps = self.batch_size * self.stride
        return (self.end_index - self.start_index + steps) // steps

    def __getitem__(self, index):
        """The batch at position `index`: windows and targets."""
        if self.shuffle:
            rows = np.random.randint(self.start_index, self.end_index + 1, size=self.batch_size)
        else:
            first = self.start_index + self.batch_size * self.stride * index
            last = min(first + self.batch_size * self.stride, self.end_index + 1)
            rows = np.arange(first, last, self.stride)
        if isinstance(self.data, np.ndarray):
            steps = np.arange(-self.length, 0, self.sampling_rate)
            samples = self.data[rows[:, np.newaxis] + steps]
        else:
            samples = np.array([self.data[row - self.length:row:self.sampling_rate]
                                for row in rows.tolist()])
        targets = self.targets[rows] if isinstance(self.targets, np.ndarray) \
            else np.array([self.targets[row] for row in rows.tolist()])
        return (samples[:, ::-1] if self.reverse else samples), targets

    def get_config(self):
        """The constructor's arguments, the series and the targets as lists.

        Returns:
            Dictionary. `start_index` is the position of the first target.

        Raises:
            TypeError: If the series cannot be written as JSON.
        """
        config = {name: getattr(self, name) for name in (
            'length', 'sampling_rate', 'stride', 'start_index', 'end_index', 'shuffle', 'reverse',
            'batch_size')}
        for name in ('data', 'targets'):
            value = getattr(self, name)
            value = value.tolist() if isinstance(value, np.ndarray) else value
            try:
                config[name] = json.dumps(value)
            except TypeError:
                raise TypeError('`%s` cannot be written as JSON. Received: %s. Give a list or an '
                                'array of numbers.' % (name, type(value).__name__))
        return config

    def to_json(self, **kwargs):
        """The configuration as JSON.

        Args:
            **kwargs: Arguments of `json.dumps`.

        Returns:
            String.
        """
        return json.dumps({'class_name': type(self).__name__, 'config': self.get_config()},
                          **kwargs)
