"""What all networks trained on ImageNet share: scaling of images, names of the 1000 classes."""

import functools
import json
import warnings

import numpy as np

from keras import backend as K
from keras.applications import keras_modules_injection  # noqa: F401
from keras.utils.data_utils import get_file

_CLASSES = {
    'fname': 'imagenet_class_index.json', 'cache_subdir': 'models',
    'origin': 'https://storage.googleapis.com/download.tensorflow.org/data/'
              'imagenet_class_index.json',
    'file_hash': 'c2c37ea517e94d9795004a39431a14cb'}

# For each mode: whether the channels are reversed, the divisor, mean and deviation of channels.
_MODES = {
    'caffe': (True, None, (103.939, 116.779, 123.68), None),
    'tf': (False, 127.5, (1., 1., 1.), None),
    'torch': (False, 255., (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)),
}


def preprocess_input(x, data_format=None, mode='caffe', **kwargs):
    """Scales images as a network expects them.

    An array of floats is changed in place; give a copy if you need the old one.

    Args:
        x: Array or tensor of RGB images with values from 0 to 255: one image (3 axes) or a batch
            (4 axes).
        data_format: `'channels_first'`, `'channels_last'` or None for
            `K.image_data_format()`.
        mode: `'caffe'`: from RGB to BGR, minus the mean of each channel of ImageNet; `'tf'`:
            from -1 to 1; `'torch'`: from 0 to 1, minus the mean, by the deviation of each
            channel.
        **kwargs: The modules `backend`, `layers`, `models`, `utils`, which are not needed.

    Returns:
        Array or tensor of the same shape, of floats.

    Raises:
        ValueError: If the mode, the data format or the number of axes is not one of these.

    Example:
        import numpy as np
        from keras.applications.imagenet_utils import preprocess_input
        assert preprocess_input(np.array([[[255, 0, 51]]]), mode='tf').max() == 1
    """
    check_modules('preprocess_input', kwargs)
    if mode not in _MODES:
        raise ValueError('The mode of preprocess_input() must be one of %s; received %r.'
                         % (', '.join(map(repr, sorted(_MODES))), mode))
    data_format = K.normalize_data_format(data_format)
    is_array = isinstance(x, (np.ndarray, np.generic, list, tuple, int, float))
    x = np.asarray(x) if is_array else x
    rank = x.ndim if is_array else K.ndim(x)
    if rank not in (3, 4):
        raise ValueError('preprocess_input() takes one image (3 axes) or a batch of images (4 '
                         'axes); received %d axes, shape %s.' % (rank, K.int_shape(x) if not
                                                                 is_array else x.shape))
    axis = rank - 3 if data_format == 'channels_first' else rank - 1
    return (_array if is_array else _tensor)(x, axis, rank, *_MODES[mode])


def _array(x, axis, rank, backwards, divisor, mean, deviation):
    """The arithmetic on an array: in place if it holds floats and may be written."""
    if not issubclass(x.dtype.type, np.floating):
        x = x.astype(K.floatx())
    elif not x.flags.writeable:
        x = x.copy()
    if backwards:
        x = x[(slice(None),) * axis + (slice(None, None, -1),)]
    if divisor is not None:
        x /= divisor
    x -= _along(mean, axis, rank).astype(x.dtype)
    if deviation is not None:
        x /= _along(deviation, axis, rank).astype(x.dtype)
    return x


def _tensor(x, axis, rank, backwards, divisor, mean, deviation):
    """The same on a tensor."""
    if 'float' not in K.dtype(x):
        x = K.cast(x, K.floatx())
    if backwards:
        x = K.reverse(x, axis)
    if divisor is not None:
        x = x / divisor
    x = x - K.constant(_along(mean, axis, rank), dtype=K.dtype(x))
    if deviation is not None:
        x = x / K.constant(_along(deviation, axis, rank), dtype=K.dtype(x))
    return x


def _along(values, axis, rank):
    """Three numbers as an array that lies along an axis."""
    return np.reshape(values, [3 if i == axis else 1 for i in range(rank)])


def decode_predictions(preds, top=5, **kwargs):
    """Names the most probable classes of each image.

    Args:
        preds: Array of shape (images, 1000), what a network with its top predicted.
        top: Integer, how many classes to name for each image.
        **kwargs: The modules `backend`, `layers`, `models`, `utils`, which are not needed.

    Returns:
        A list for each image: its classes as tuples `(WordNet id, name, probability)`, the most
        probable first.

    Raises:
        IOError: If the names are not in `$KERAS_HOME/models` and cannot be downloaded.
        ValueError: If `preds` has another shape.

    Example:
        from keras.applications.mobilenet import MobileNet, decode_predictions
        names = decode_predictions(MobileNet().predict(images), top=3)
    """
    check_modules('decode_predictions', kwargs)
    preds = np.asarray(preds)
    if preds.ndim != 2 or preds.shape[1] != 1000:
        raise ValueError('decode_predictions() needs the probabilities of the 1000 classes of '
                         'ImageNet for a batch of images, an array of shape (images, 1000); '
                         'received the shape %s.' % (preds.shape,))
    classes = _read_classes(get_file(**_CLASSES))
    best = np.argsort(-preds, axis=1, kind='mergesort')[:, :top]
    return [[tuple(classes[str(i)]) + (row[i],) for i in order] for row, order in zip(preds, best)]


@functools.lru_cache(maxsize=4)
def _read_classes(path):
    """The class index: number in text -> [WordNet id, name]."""
    with open(path, encoding='utf8') as file:
        return json.load(file)


def check_modules(name, kwargs):
    """Refuses keyword arguments that are not the modules Keras-Applications took.

    Args:
        name: String, the function that was called.
        kwargs: Dictionary of keyword arguments.

    Raises:
        TypeError: If there are others than `backend`, `layers`, `models` and `utils`.
    """
    unknown = sorted(set(kwargs) - {'backend', 'layers', 'models', 'utils'})
    if unknown:
        raise TypeError('%s() got an unexpected keyword argument: %s.' % (name, unknown[0]))


def _obtain_input_shape(input_shape, default_size, min_size, data_format, require_flatten,
                        weights=None):
    """The shape of the images a network is made for, checked.

    Args:
        input_shape: Tuple without the batch axis, or None.
        default_size: Integer, side of the images that the network was published for.
        min_size: Integer, the smallest side that leaves something to the last layer.
        data_format: `'channels_first'` or `'channels_last'`.
        require_flatten: Whether the shape must be known, as dense layers at the top need it.
        weights: `'imagenet'`, or None or a path for any other weights.

    Returns:
        Tuple of 3 integers; None stands for a free side.

    Raises:
        ValueError: If the shape does not fit the network or the weights.
    """
    first = data_format == 'channels_first'
    given = None if input_shape is None else tuple(input_shape)
    if given is not None and len(given) != 3:
        raise ValueError('`input_shape` must be a tuple of three integers, e.g. %s; received %r.'
                         % ((default_size, default_size, 3), input_shape))
    channels, sides = 3, (default_size, default_size)
    if given is not None:
        channels = given[0] if first else given[2]
        sides = given[1:] if first else given[:2]
    if weights == 'imagenet' and channels != 3:
        raise ValueError('The weights \'imagenet\' are for images of 3 channels (%s); received '
                         '`input_shape=%s`.' % (data_format, given))
    if channels not in (1, 3, None):
        warnings.warn('This model usually takes 1 or 3 channels; `input_shape=%s` has %d. The '
                      'data format is %r.' % (given, channels, data_format))
    if weights == 'imagenet' and require_flatten and sides != (default_size,) * 2:
        raise ValueError('With include_top=True and weights=\'imagenet\' the images have %d x %d '
                         'pixels; received `input_shape=%s`. Leave `input_shape` out, or pass '
                         'include_top=False.' % (default_size, default_size, given))
    if any(side is not None and side < min_size for side in sides):
        raise ValueError('The images must have at least %d x %d pixels; received `input_shape=%s`.'
                         % (min_size, min_size, given))
    if given is None and not require_flatten:
        sides = (None, None)
    if require_flatten and None in sides:
        raise ValueError('With include_top=True `input_shape` must be known, e.g. %s; received %s.'
                         % ((default_size, default_size, 3), given))
    return (channels,) + sides if first else sides + (channels,)
