"""Pictures as files, as Pillow images and as arrays."""

import importlib
import os
import warnings

import numpy as np

from keras.backend.common import floatx, normalize_data_format
from keras.legacy.methods import hides_keras_1, new_keywords

COLOR_MODES = {'grayscale': 'L', 'rgb': 'RGB', 'rgba': 'RGBA'}
_GRAY = ('L', 'I;16', 'I')      # modes with one channel; the others have 16 and 32 bits
_INTERPOLATIONS = ('bicubic', 'bilinear', 'box', 'hamming', 'lanczos', 'nearest')
_MODES = {1: 'L', 3: 'RGB', 4: 'RGBA'}
_FORMATS = {'jpg': 'jpeg', 'tif': 'tiff'}       # Pillow's names of endings
_DEEPEST = 2 ** 16 - 1          # of PNG
_EXTENSIONS = ('jpg', 'jpeg', 'bmp', 'png', 'ppm', 'tif', 'tiff')


def load_img(path, grayscale=False, color_mode='rgb', target_size=None, interpolation='nearest'):
    """Reads a picture.

    Args:
        path: Path of the file, or an open file.
        grayscale: Old form of `color_mode='grayscale'`.
        color_mode: `'grayscale'`, `'rgb'` or `'rgba'`. Gray pictures of 16 and 32 bits keep them.
        target_size: `(height, width)`, or None for the size that it has.
        interpolation: How the size is changed: `'nearest'`, `'bilinear'`, `'bicubic'`, `'box'`,
            `'hamming'` or `'lanczos'`.

    Returns:
        A Pillow image.

    Raises:
        IOError: If the file is missing or broken.
        ImportError: If Pillow is not installed.
        ValueError: For another color mode, size or interpolation.

    Example:
        import os, tempfile
        import numpy as np
        from keras.preprocessing.image import load_img, save_img
        path = os.path.join(tempfile.mkdtemp(), 'a.png')
        save_img(path, np.zeros((8, 6, 3)))
        assert load_img(path, target_size=(4, 4)).size == (4, 4)
    """
    mode = COLOR_MODES[check_color_mode('grayscale' if grayscale else color_mode)]
    if hasattr(path, 'read'):
        image = _decoded(path, getattr(path, 'name', path), mode)
    else:
        with open(os.fspath(path), 'rb') as file:
            image = _decoded(file, path, mode)
    if target_size is None:
        return image
    height, width = check_size(target_size)
    if (width, height) == image.size:
        return image
    return image.resize((width, height), _filter(interpolation))


def _decoded(file, name, mode):
    """The picture in an open file, in a color mode."""
    opener = pillow('Image')
    try:
        image = opener.open(file)
        image.load()
        if mode == 'L' and image.mode in _GRAY or image.mode == mode:
            return image
        return image.convert(mode)
    except Exception as error:      # decoders raise many kinds: OSError, SyntaxError, zlib.error
        raise IOError('The image %s cannot be read: %s: %s. The file is broken or no picture that '
                      'Pillow knows: remove or replace it.' % (name, type(error).__name__, error))


def pillow(module):
    """A module of Pillow, which is needed for files only.

    Args:
        module: String, e.g. `'Image'`.

    Returns:
        The module.

    Raises:
        ImportError: If Pillow is not installed.
    """
    try:
        return importlib.import_module('PIL.' + module)
    except ImportError:
        raise ImportError('Pictures are read and written with Pillow, which is not installed: '
                          'pip install Pillow')


def check_color_mode(color_mode):
    """Refuses unknown color modes.

    Args:
        color_mode: String.

    Returns:
        The color mode.

    Raises:
        ValueError: If it is another one.
    """
    if color_mode not in COLOR_MODES:
        raise ValueError("`color_mode` must be 'grayscale', 'rgb' or 'rgba'. Received: %r."
                         % (color_mode,))
    return color_mode


def check_size(target_size):
    """Refuses what is no size of a picture.

    Args:
        target_size: `(height, width)`.

    Returns:
        A tuple of two integers.

    Raises:
        ValueError: If it is something else.
    """
    try:
        height, width = (int(side) for side in target_size)
        if height > 0 and width > 0 and (height, width) == tuple(target_size):
            return height, width
    except (TypeError, ValueError):
        pass
    raise ValueError('`target_size` must be (height, width), two integers above 0. Received: %r.'
                     % (target_size,))


def check_interpolation(interpolation):
    """Refuses unknown interpolations.

    Args:
        interpolation: String.

    Returns:
        The interpolation.

    Raises:
        ValueError: If it is another one.
    """
    if interpolation not in _INTERPOLATIONS:
        raise ValueError('`interpolation` must be one of %s. Received: %r.'
                         % (', '.join(map(repr, _INTERPOLATIONS)), interpolation))
    return interpolation


def _filter(interpolation):
    """Pillow's constant."""
    name = check_interpolation(interpolation).upper()
    image = pillow('Image')
    return getattr(getattr(image, 'Resampling', image), name)


@hides_keras_1
def img_to_array(img, data_format=None, dtype=None, **old):
    """The numbers of a picture.

    Args:
        img: A Pillow image, or an array of shape (rows, columns) or (rows, columns, channels).
        data_format: `'channels_last'` or `'channels_first'`, the order of axes of the result.
            Default: `keras.backend.image_data_format()`.
        dtype: The dtype of the result. Default: `keras.backend.floatx()`.

    Returns:
        Array with three axes.

    Raises:
        ValueError: If `img` has another number of axes.

    Example:
        import numpy as np
        from keras.preprocessing.image import img_to_array
        assert img_to_array(np.zeros((4, 6)), 'channels_last').shape == (4, 6, 1)
    """
    data_format = _data_format('img_to_array', data_format, old)
    x = np.array(img, dtype=dtype or floatx())
    if x.ndim == 2:
        x = x[:, :, np.newaxis]
    if x.ndim != 3:
        raise ValueError('`img` must have two or three axes. Received the shape: %r.' % (x.shape,))
    return x.transpose(2, 0, 1) if data_format == 'channels_first' else x


def _data_format(name, data_format, old):
    """The order of axes, which Keras 1 called `dim_ordering`."""
    if old:
        data_format = new_keywords(name, {'data_format': data_format}, old, 3)['data_format']
    return normalize_data_format(data_format)


@hides_keras_1
def array_to_img(x, data_format=None, scale=True, dtype=None, **old):
    """A picture of numbers.

    Args:
        x: Array with three axes, with 1, 3 or 4 channels.
        data_format: `'channels_last'` or `'channels_first'`, the order of its axes. Default:
            `keras.backend.image_data_format()`.
        scale: Whether the least number becomes black and the greatest white. Else numbers are
            taken as they are, from 0 to 255.
        dtype: The dtype to compute with. Default: `keras.backend.floatx()`.

    Returns:
        A Pillow image; with one channel and numbers above 255 it has 32 bits.

    Raises:
        ImportError: If Pillow is not installed.
        ValueError: If the array has another shape.

    Example:
        import numpy as np
        from keras.preprocessing.image import array_to_img
        assert array_to_img(np.random.rand(4, 6, 3), 'channels_last').size == (6, 4)
    """
    data_format = _data_format('array_to_img', data_format, old)
    x = np.asarray(x)
    if x.ndim != 3:
        raise ValueError('An image has three axes, but `x` has the shape %r. Take one image of '
                         'a batch: x[0].' % (x.shape,))
    if data_format == 'channels_first':
        x = x.transpose(1, 2, 0)
    if x.shape[2] not in _MODES:
        raise ValueError('An image has 1, 3 or 4 channels, but `x` has %d (shape %r, %s).'
                         % (x.shape[2], x.shape, data_format))
    x = x.astype(dtype or floatx())
    if scale:
        x = stretched(x)
    image = pillow('Image')
    if x.shape[2] == 1:
        x = x[:, :, 0]
        if x.size and x.max() > 255:
            return image.fromarray(x.astype('int32'))
    return image.fromarray(np.clip(x, 0, 255).astype('uint8'))


def stretched(x):
    """Numbers moved and scaled so that they go from 0 to 255.

    Args:
        x: Array.

    Returns:
        Array of the same shape.
    """
    x = x - x.min()
    greatest = x.max()
    return x / greatest * 255 if greatest else x


def save_img(path, x, data_format=None, file_format=None, scale=True, **kwargs):
    """Writes a picture.

    Args:
        path: Path of the file, or an open file.
        x: Array with three axes, with 1, 3 or 4 channels.
        data_format: See `array_to_img`.
        file_format: String, e.g. `'png'`. Default: the ending of the path tells.
        scale: See `array_to_img`.
        **kwargs: Arguments of `PIL.Image.Image.save`.

    Raises:
        ImportError: If Pillow is not installed.
        ValueError: If the array is no image, the format is unknown or cannot hold its numbers.

    Example:
        import os, tempfile
        import numpy as np
        from keras.preprocessing.image import save_img
        path = os.path.join(tempfile.mkdtemp(), 'a.png')
        save_img(path, np.random.rand(4, 6, 3), 'channels_last')
        assert os.path.exists(path)
    """
    img = array_to_img(x, data_format=data_format, scale=scale)
    if file_format is None and not hasattr(path, 'write'):
        file_format = os.path.splitext(os.fspath(path))[1][1:] or None
    if file_format is not None:
        file_format = _FORMATS.get(file_format.lower(), file_format.lower())
    _fitting(img, file_format).save(path, format=file_format, **kwargs)


def _fitting(img, file_format):
    """A picture with a mode that a format can hold."""
    if file_format == 'jpeg' and img.mode == 'RGBA':
        warnings.warn('JPEG files have no transparency: the fourth channel is left out. Use PNG to '
                      'keep it.', stacklevel=3)
        return img.convert('RGB')
    if file_format == 'png' and img.mode == 'I':
        numbers = np.asarray(img)
        if numbers.max() > _DEEPEST:
            raise ValueError('PNG files hold numbers up to %d; received %d. Divide, or write TIFF.'
                             % (_DEEPEST, numbers.max()))
        return pillow('Image').fromarray(np.clip(numbers, 0, _DEEPEST).astype('uint16'))
    return img


def list_pictures(directory, ext=_EXTENSIONS):
    """The pictures in a folder and in the folders below it.

    Args:
        directory: Path.
        ext: Endings of file names, in a tuple or with `|` between them; any case of letters.

    Returns:
        List of paths, in the order of the alphabet.

    Example:
        import tempfile
        from keras.preprocessing.image import list_pictures
        assert list_pictures(tempfile.mkdtemp()) == []
    """
    endings = tuple('.' + one for one in (ext.split('|') if isinstance(ext, str) else ext))
    return sorted(os.path.join(base, name) for base, _, names in os.walk(str(directory))
                  for name in names if name.lower().endswith(endings))
