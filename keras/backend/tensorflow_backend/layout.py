"""Where the channels are: what TensorFlow's kernels take, and the way there and back."""

import functools

from keras.backend import common
from keras.backend import shapes
from keras.backend.tensorflow_backend.engine import tf

_NAMES = {('channels_last', 3): 'NWC', ('channels_first', 3): 'NCW',
          ('channels_last', 4): 'NHWC', ('channels_first', 4): 'NCHW',
          ('channels_last', 5): 'NDHWC', ('channels_first', 5): 'NCDHW'}


@functools.lru_cache(maxsize=None)
def _has_gpu():
    """True if TensorFlow sees a GPU (asked once)."""
    return bool(tf.config.experimental.list_physical_devices('GPU'))


def runs_channels_first():
    """True if the ops made now will run on a GPU, whose kernels know channels-first."""
    if common.device() == 'cpu' or not _has_gpu():
        return False
    return 'CPU' not in tf.no_op(name='device_in_scope').device.upper()


def permute(x, source, target):
    """Transposes `x` from one data format to another; does nothing if they are the same."""
    order = shapes.permutation(source, target, x.shape.ndims)
    return x if order is None else tf.transpose(x, order)


class Layout:
    """Carries a tensor to the data format the kernels take, and the result back.

    Args:
        data_format: `'channels_first'` or `'channels_last'`, what the caller has.

    Attributes:
        given: the caller's data format.
        used: the data format of the kernels.
    """

    def __init__(self, data_format):
        self.given = data_format
        self.used = data_format
        if data_format == 'channels_first' and not runs_channels_first():
            self.used = 'channels_last'

    def enter(self, x):
        """Brings an argument to the kernels' data format."""
        return permute(x, self.given, self.used)

    def leave(self, x):
        """Brings a result back to the caller's data format."""
        return permute(x, self.used, self.given)

    def name(self, ndim):
        """TensorFlow's name of the kernels' data format, such as `'NHWC'`."""
        return _NAMES[self.used, ndim]

    def everywhere(self, values):
        """Values of the spatial axes as a list over all axes, with 1 for batch and channels."""
        values = list(values)
        return [1, 1] + values if self.used == 'channels_first' else [1] + values + [1]

    def axes(self, ndim):
        """Spatial axes in the kernels' data format."""
        return shapes.spatial_axes(self.used, ndim)
