"""Affine transforms of images: one matrix for an image, interpolation of all its channels."""

import numpy as np

FILL_MODES = ('constant', 'nearest', 'reflect', 'wrap')
# What a spline goes through beyond the edge, in the words of `numpy.pad`, and how far it matters.
_BEYOND = {'constant': 'reflect', 'nearest': 'edge', 'reflect': 'symmetric', 'wrap': 'wrap'}
_MARGIN = 12


def apply_affine_transform(x, theta=0, tx=0, ty=0, shear=0, zx=1, zy=1, row_axis=0, col_axis=1,
                           channel_axis=2, fill_mode='nearest', cval=0., order=1):
    """Turns, moves, slants and zooms an image, in one step.

    Args:
        x: Array with three axes, an image.
        theta: Number, the angle of turning, in degrees.
        tx: Number of pixels by which it is moved along the rows' axis.
        ty: Number of pixels by which it is moved along the columns' axis.
        shear: Number, the angle of slanting, in degrees.
        zx: Number, zoom along the rows' axis; below 1 the image gets larger.
        zy: Number, zoom along the columns' axis.
        row_axis: Integer, the axis of rows.
        col_axis: Integer, the axis of columns.
        channel_axis: Integer, the axis of channels.
        fill_mode: What is outside of the image: `'nearest'` the pixel at the edge, `'constant'`
            `cval`, `'reflect'` the mirrored image, `'wrap'` the image again.
        cval: Number, for `fill_mode='constant'`.
        order: Integer, how pixels are interpolated: 0 the nearest one, 1 linearly, 2 to 5 by
            splines of that degree (needs SciPy).

    Returns:
        Array of the same shape and dtype.

    Raises:
        ImportError: If `order` is above 1 and SciPy is not installed.
        ValueError: For another mode or order, or if `x` is no image.

    Example:
        import numpy as np
        from keras.preprocessing.image import apply_affine_transform
        x = np.arange(9.).reshape(3, 3, 1)
        moved = apply_affine_transform(x, ty=1)
        assert moved[:, :, 0].tolist() == [[1, 2, 2], [4, 5, 5], [7, 8, 8]]
    """
    x = np.asarray(x)
    if x.ndim != 3:
        raise ValueError('An image has three axes, but `x` has the shape %r. Take one image of a '
                         'batch: x[0].' % (x.shape,))
    if (theta, tx, ty, shear, zx, zy) == (0, 0, 0, 0, 1, 1):
        return x.copy()
    matrix = transform_matrix_offset_center(_matrix(theta, tx, ty, shear, zx, zy),
                                            x.shape[row_axis], x.shape[col_axis])
    planes = np.transpose(x, (channel_axis, row_axis, col_axis))
    back = np.argsort([axis % 3 for axis in (channel_axis, row_axis, col_axis)])
    return _resample(planes, matrix, fill_mode, cval, order).transpose(back)


def _matrix(theta, tx, ty, shear, zx, zy):
    """The matrix that leads from a place in the result to its place in the image, around (0, 0)."""
    turn, slant = np.deg2rad(theta), np.deg2rad(shear)
    matrix = np.array([[np.cos(turn), -np.sin(turn), 0.], [np.sin(turn), np.cos(turn), 0.],
                       [0., 0., 1.]])
    matrix = matrix.dot([[1., 0., tx], [0., 1., ty], [0., 0., 1.]])
    matrix = matrix.dot([[1., -np.sin(slant), 0.], [0., np.cos(slant), 0.], [0., 0., 1.]])
    return matrix.dot(np.diag([zx, zy, 1.]))


def transform_matrix_offset_center(matrix, x, y):
    """The same transform around the center of an image.

    Args:
        matrix: Array of shape (3, 3).
        x: Integer, the number of rows.
        y: Integer, the number of columns.

    Returns:
        Array of shape (3, 3).

    Example:
        import numpy as np
        from keras.preprocessing.image import transform_matrix_offset_center
        half_turn = transform_matrix_offset_center(np.diag([-1., -1., 1.]), 4, 4)
        assert half_turn.dot([1, 1, 1]).tolist() == [4, 4, 1]
    """
    row, column = x / 2. + 0.5, y / 2. + 0.5
    there = np.array([[1., 0., row], [0., 1., column], [0., 0., 1.]])
    back = np.array([[1., 0., -row], [0., 1., -column], [0., 0., 1.]])
    return there.dot(matrix).dot(back)


def apply_transform(x, transform_matrix, channel_axis=0, fill_mode='nearest', cval=0.):
    """Applies a matrix to an image, whose rows' axis comes before that of columns.

    Args:
        x: Array with three axes, an image.
        transform_matrix: Array of shape (3, 3) that leads from a place (row, column, 1) in the
            result to its place in the image.
        channel_axis: Integer, the axis of channels.
        fill_mode: See `apply_affine_transform`.
        cval: See `apply_affine_transform`.

    Returns:
        Array of the same shape and dtype.

    Raises:
        ValueError: For another mode.

    Example:
        import numpy as np
        from keras.preprocessing.image import apply_transform
        x = np.arange(9.).reshape(1, 3, 3)
        assert np.array_equal(apply_transform(x, np.eye(3)), x)
    """
    planes = np.moveaxis(np.asarray(x), channel_axis, 0)
    found = _resample(planes, np.asarray(transform_matrix), fill_mode, cval, 1)
    return np.moveaxis(found, 0, channel_axis)


def _resample(planes, matrix, fill_mode, cval, order):
    """Channels, each of which has rows and columns, at other places."""
    if fill_mode not in FILL_MODES:
        raise ValueError('`fill_mode` must be one of %s. Received: %r.'
                         % (', '.join(map(repr, FILL_MODES)), fill_mode))
    if order not in range(6):
        raise ValueError('The order of interpolation must be an integer from 0 to 5. Received: %r.'
                         % (order,))
    count, height, width = planes.shape
    down, right = np.arange(height)[:, np.newaxis], np.arange(width)
    rows, columns = (matrix[i, 0] * down + matrix[i, 2] + matrix[i, 1] * right for i in (0, 1))
    outside = None
    if fill_mode == 'constant':
        outside = (rows < 0) | (rows > height - 1) | (columns < 0) | (columns > width - 1)
    beyond = _MARGIN if order > 1 else 0
    rows = _inside(rows, height, fill_mode, beyond)
    columns = _inside(columns, width, fill_mode, beyond)
    work = np.ascontiguousarray(planes, dtype=np.result_type(planes.dtype, np.float32))
    if order > 1:
        found = _spline(work, rows, columns, order, fill_mode)
    else:
        found = (_linear if order else _nearest)(work.reshape(count, -1), rows, columns)
    if outside is not None:
        found[:, outside] = cval
    return _as_dtype(found, planes.dtype)


def _inside(place, size, fill_mode, beyond):
    """Places outside of an axis moved to where their pixels are taken from."""
    if fill_mode == 'reflect':
        place = np.mod(place + 0.5, 2 * size)
        place = np.minimum(place, 2 * size - place) - 0.5
    elif fill_mode == 'wrap' and size > 1:
        period = size - 1           # the last pixel is the first one of the next image
        again = np.where(place < 0, period - np.mod(-place, period), np.mod(place, period))
        place = np.where((place < 0) | (place > period), again, place)
    return np.clip(place, -beyond, size - 1 + beyond)


def _linear(planes, rows, columns):
    """Between four pixels each."""
    height, width = rows.shape
    top = np.minimum(rows.astype('intp'), max(height - 2, 0))
    left = np.minimum(columns.astype('intp'), max(width - 2, 0))
    down, right = (rows - top).astype(planes.dtype), (columns - left).astype(planes.dtype)
    pixels = top * width + left
    below, beside = width * (height > 1), int(width > 1)
    found = np.empty((len(planes), height, width), planes.dtype)
    for plane, result in zip(planes, found):
        upper, lower = (_between(plane[start:].take(pixels, mode='clip'),
                                 plane[start + beside:].take(pixels, mode='clip'), right)
                        for start in (0, below))
        result[...] = _between(upper, lower, down)
    return found


def _between(one, other, part):
    """Goes a part of the way from one array to the other, which is overwritten."""
    other -= one
    other *= part
    other += one
    return other


def _nearest(planes, rows, columns):
    """The pixel that is nearest to each place."""
    height, width = rows.shape
    pixels = np.floor(rows + 0.5).astype('intp') * width + np.floor(columns + 0.5).astype('intp')
    return planes[:, pixels]


def _spline(planes, rows, columns, order, fill_mode):
    """On a smooth surface through all pixels."""
    try:
        from scipy.ndimage import map_coordinates
    except ImportError:
        raise ImportError('Interpolation of an order above 1 is computed by SciPy, which is not '
                          'installed: pip install scipy')
    places = [rows + _MARGIN, columns + _MARGIN]
    # With a margin, what SciPy thinks to lie beyond the edge, which differs by version, is far.
    return np.stack([map_coordinates(np.pad(plane, _MARGIN, mode=_BEYOND[fill_mode]), places,
                                     order=order, mode='nearest') for plane in planes])


def _as_dtype(x, dtype):
    """Rounds for integers: halves go away from zero, and splines may have left the range."""
    if dtype.kind in 'iu':
        x = np.clip(np.trunc(x + np.copysign(0.5, x)), np.iinfo(dtype).min, np.iinfo(dtype).max)
    return x.astype(dtype, copy=False)
