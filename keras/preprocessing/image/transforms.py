"""Changes of single images, with given numbers or with numbers drawn by chance."""

import numpy as np

from keras.backend.common import image_data_format
from keras.preprocessing.image.affine import apply_affine_transform
from keras.preprocessing.image.pictures import stretched


def random_rotation(x, rg, row_axis=1, col_axis=2, channel_axis=0, fill_mode='nearest', cval=0.,
                    interpolation_order=1):
    """Turns an image by an angle drawn by chance.

    Args:
        x: Array with three axes, an image.
        rg: Number; angles are from -rg to rg degrees.
        row_axis: Integer, the axis of rows.
        col_axis: Integer, the axis of columns.
        channel_axis: Integer, the axis of channels.
        fill_mode: See `apply_affine_transform`.
        cval: See `apply_affine_transform`.
        interpolation_order: See `order` of `apply_affine_transform`.

    Returns:
        Array of the same shape.

    Example:
        import numpy as np
        from keras.preprocessing.image import random_rotation
        assert random_rotation(np.random.rand(3, 8, 8), 40).shape == (3, 8, 8)
    """
    theta = np.random.uniform(-rg, rg)
    return apply_affine_transform(x, theta=theta, row_axis=row_axis, col_axis=col_axis,
                                  channel_axis=channel_axis, fill_mode=fill_mode, cval=cval,
                                  order=interpolation_order)


def random_shift(x, wrg, hrg, row_axis=1, col_axis=2, channel_axis=0, fill_mode='nearest', cval=0.,
                 interpolation_order=1):
    """Moves an image by distances drawn by chance.

    Args:
        x: Array with three axes, an image.
        wrg: Number; it is moved by up to this part of its width.
        hrg: Number; it is moved by up to this part of its height.
        row_axis: Integer, the axis of rows.
        col_axis: Integer, the axis of columns.
        channel_axis: Integer, the axis of channels.
        fill_mode: See `apply_affine_transform`.
        cval: See `apply_affine_transform`.
        interpolation_order: See `order` of `apply_affine_transform`.

    Returns:
        Array of the same shape.

    Example:
        import numpy as np
        from keras.preprocessing.image import random_shift
        assert random_shift(np.random.rand(3, 8, 8), 0.1, 0.2).shape == (3, 8, 8)
    """
    tx = np.random.uniform(-hrg, hrg) * x.shape[row_axis]
    ty = np.random.uniform(-wrg, wrg) * x.shape[col_axis]
    return apply_affine_transform(x, tx=tx, ty=ty, row_axis=row_axis, col_axis=col_axis,
                                  channel_axis=channel_axis, fill_mode=fill_mode, cval=cval,
                                  order=interpolation_order)


def random_shear(x, intensity, row_axis=1, col_axis=2, channel_axis=0, fill_mode='nearest',
                 cval=0., interpolation_order=1):
    """Slants an image by an angle drawn by chance.

    Args:
        x: Array with three axes, an image.
        intensity: Number; angles are from -intensity to intensity degrees.
        row_axis: Integer, the axis of rows.
        col_axis: Integer, the axis of columns.
        channel_axis: Integer, the axis of channels.
        fill_mode: See `apply_affine_transform`.
        cval: See `apply_affine_transform`.
        interpolation_order: See `order` of `apply_affine_transform`.

    Returns:
        Array of the same shape.

    Example:
        import numpy as np
        from keras.preprocessing.image import random_shear
        assert random_shear(np.random.rand(3, 8, 8), 20).shape == (3, 8, 8)
    """
    shear = np.random.uniform(-intensity, intensity)
    return apply_affine_transform(x, shear=shear, row_axis=row_axis, col_axis=col_axis,
                                  channel_axis=channel_axis, fill_mode=fill_mode, cval=cval,
                                  order=interpolation_order)


def random_zoom(x, zoom_range, row_axis=1, col_axis=2, channel_axis=0, fill_mode='nearest',
                cval=0., interpolation_order=1):
    """Zooms an image by factors drawn by chance, one for each direction.

    Args:
        x: Array with three axes, an image.
        zoom_range: Two numbers, the least and the greatest factor; below 1 the image gets larger.
        row_axis: Integer, the axis of rows.
        col_axis: Integer, the axis of columns.
        channel_axis: Integer, the axis of channels.
        fill_mode: See `apply_affine_transform`.
        cval: See `apply_affine_transform`.
        interpolation_order: See `order` of `apply_affine_transform`.

    Returns:
        Array of the same shape.

    Raises:
        ValueError: If `zoom_range` is something else.

    Example:
        import numpy as np
        from keras.preprocessing.image import random_zoom
        assert random_zoom(np.random.rand(3, 8, 8), (0.8, 1.2)).shape == (3, 8, 8)
    """
    least, greatest = two_numbers('zoom_range', zoom_range)
    zx, zy = (1, 1) if least == greatest == 1 else np.random.uniform(least, greatest, 2)
    return apply_affine_transform(x, zx=zx, zy=zy, row_axis=row_axis, col_axis=col_axis,
                                  channel_axis=channel_axis, fill_mode=fill_mode, cval=cval,
                                  order=interpolation_order)


def two_numbers(name, value):
    """Refuses what is not a pair of finite numbers.

    Args:
        name: String, how the argument is called.
        value: What was received.

    Returns:
        The two numbers.

    Raises:
        ValueError: If it is something else.
    """
    try:
        least, greatest = value
        if np.isfinite(least) and np.isfinite(greatest):
            return least, greatest
    except (TypeError, ValueError):
        pass
    raise ValueError('`%s` must be two finite numbers: [least, greatest]. Received: %r.'
                     % (name, value))


def apply_channel_shift(x, intensity, channel_axis=0):
    """Adds a number to all channels; none leaves the range that the image had.

    Args:
        x: Array, an image.
        intensity: Number.
        channel_axis: Integer, the axis of channels; all of them are treated alike.

    Returns:
        Array of the same shape.

    Example:
        import numpy as np
        from keras.preprocessing.image import apply_channel_shift
        assert apply_channel_shift(np.array([[[1., 5., 9.]]]), 3.).tolist() == [[[4, 8, 9]]]
    """
    x = np.asarray(x)
    return np.clip(x + intensity, x.min(), x.max())


def random_channel_shift(x, intensity_range, channel_axis=0):
    """Adds a number drawn by chance to all channels.

    Args:
        x: Array, an image.
        intensity_range: Number; what is added is from -intensity_range to intensity_range.
        channel_axis: Integer, the axis of channels; all of them are treated alike.

    Returns:
        Array of the same shape.

    Example:
        import numpy as np
        from keras.preprocessing.image import random_channel_shift
        assert random_channel_shift(np.random.rand(3, 8, 8), 0.2).shape == (3, 8, 8)
    """
    return apply_channel_shift(x, np.random.uniform(-intensity_range, intensity_range),
                               channel_axis=channel_axis)


def apply_brightness_shift(x, brightness):
    """Makes an image brighter or darker, after its numbers were scaled to 0 to 255.

    Args:
        x: Array with three axes in the order of `keras.backend.image_data_format()`.
        brightness: Number: 0 is black, 1 changes nothing, 2 is twice as bright.

    Returns:
        Array of the same shape with whole numbers from 0 to 255. A fourth channel, which is
        transparency, is kept.

    Example:
        import numpy as np
        from keras.preprocessing.image import apply_brightness_shift
        x = np.array([[[0.], [100.], [255.]]])
        assert apply_brightness_shift(x, 0.5).ravel().tolist() == [0, 50, 127]
    """
    return brighten(x, brightness, 0 if image_data_format() == 'channels_first' else 2)


def brighten(x, brightness, channel_axis):
    """Makes an image brighter or darker, see `apply_brightness_shift`.

    Args:
        x: Array with three axes.
        brightness: Number.
        channel_axis: Integer.

    Returns:
        Array of the same shape.
    """
    x = np.asarray(x)
    x = x.astype(np.result_type(x.dtype, 'float32'))
    pixels = np.trunc(stretched(x))     # as they stand in a file
    found = np.trunc(np.clip(pixels * x.dtype.type(brightness), 0, 255))
    if x.shape[channel_axis] == 4:
        alpha = [slice(None)] * 3
        alpha[channel_axis] = 3
        found[tuple(alpha)] = pixels[tuple(alpha)]
    return found


def random_brightness(x, brightness_range):
    """Makes an image brighter or darker by chance.

    Args:
        x: Array with three axes in the order of `keras.backend.image_data_format()`.
        brightness_range: Two numbers, the least and the greatest brightness.

    Returns:
        Array of the same shape, see `apply_brightness_shift`.

    Raises:
        ValueError: If `brightness_range` is something else.

    Example:
        import numpy as np
        from keras.preprocessing.image import random_brightness
        assert random_brightness(np.random.rand(8, 8, 3), (0.5, 1.5)).max() <= 255
    """
    least, greatest = two_numbers('brightness_range', brightness_range)
    return apply_brightness_shift(x, np.random.uniform(least, greatest))


def flip_axis(x, axis):
    """Mirrors an array.

    Args:
        x: Array.
        axis: Integer.

    Returns:
        The array with the order along the axis reversed.

    Example:
        import numpy as np
        from keras.preprocessing.image import flip_axis
        assert flip_axis(np.array([[1, 2], [3, 4]]), 1).tolist() == [[2, 1], [4, 3]]
    """
    return np.flip(np.asarray(x), axis)
