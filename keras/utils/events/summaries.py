"""What event files hold, as encoded messages: values, histograms, images and graphs."""

import struct
import zlib

import numpy as np

from keras.utils.events import wire


def _limits():
    """The borders of the buckets of histograms: they grow by a tenth, on both sides of zero."""
    positive = [1e-12]
    while positive[-1] < 1e20:
        positive.append(positive[-1] * 1.1)
    last = np.finfo('float64').max
    return np.array([-last] + [-x for x in reversed(positive)] + [0.] + positive + [last])


_LIMITS = _limits()


class Histogram:
    """Counts values; it may be given them part by part.

    Example:

        import numpy as np
        from keras.utils.events.summaries import Histogram
        histogram = Histogram()
        histogram.add(np.array([1., 2., 3.]))
        assert histogram.count == 3 and histogram.total == 6.
    """

    def __init__(self):
        self.low, self.high = np.inf, -np.inf
        self.count = self.total = self.squares = 0.
        self.counts = np.zeros(len(_LIMITS))

    def add(self, values):
        """Counts some more values; those that are not finite are left out.

        Args:
            values: Array of numbers.
        """
        values = np.asarray(values, dtype='float64').ravel()
        values = values[np.isfinite(values)]
        if not values.size:
            return
        self.low = min(self.low, float(values.min()))
        self.high = max(self.high, float(values.max()))
        self.count += values.size
        self.total += float(values.sum())
        self.squares += float(np.square(values).sum())
        self.counts += np.bincount(np.searchsorted(_LIMITS, values, side='right'),
                                   minlength=len(_LIMITS))[:len(_LIMITS)]

    def encode(self):
        """Returns the message; runs of empty buckets are joined."""
        if not self.count:
            return wire.double(1, 0.) + wire.double(2, 0.) + wire.doubles(6, [0.]) \
                + wire.doubles(7, [0.])
        filled = np.flatnonzero(self.counts)
        kept = np.unique(np.concatenate([np.maximum(filled - 1, 0), filled]))
        return b''.join([
            wire.double(1, self.low), wire.double(2, self.high), wire.double(3, self.count),
            wire.double(4, self.total), wire.double(5, self.squares),
            wire.doubles(6, _LIMITS[kept].tolist()), wire.doubles(7, self.counts[kept].tolist())])


def scalar(tag, value):
    """Returns the summary of a number.

    Args:
        tag: Its name.
        value: Number.
    """
    return wire.block(1, wire.block(1, tag) + wire.float32(2, float(value)))


def histogram(tag, values):
    """Returns the summary of many numbers.

    Args:
        tag: Their name.
        values: `Histogram` or array.
    """
    if not isinstance(values, Histogram):
        counted = Histogram()
        counted.add(values)
        values = counted
    return wire.block(1, wire.block(1, tag) + wire.block(5, values.encode()))


def image(tag, pixels):
    """Returns the summary of a picture.

    Args:
        tag: Its name.
        pixels: Array of shape `(height, width, channels)` with 1, 3 or 4 channels: integers from 0
            to 255, or floating point numbers, which are scaled: to a maximum of 255 if none is
            negative, else so that zero becomes 127.
    """
    pixels = _scaled(np.asarray(pixels))
    height, width, channels = pixels.shape
    message = b''.join([wire.integer(1, height), wire.integer(2, width), wire.integer(3, channels),
                        wire.block(4, png(pixels))])
    return wire.block(1, wire.block(1, tag) + wire.block(4, message))


def png(pixels):
    """Returns a picture as a PNG file.

    Args:
        pixels: `uint8` array of shape `(height, width, channels)` with 1, 3 or 4 channels.
    """
    height, width, channels = pixels.shape
    kinds = {1: 0, 3: 2, 4: 6}
    if channels not in kinds:
        raise ValueError('A picture has 1, 3 or 4 channels, but this one has the shape %s.'
                         % (pixels.shape,))
    lines = np.zeros((height, 1 + width * channels), dtype=np.uint8)
    lines[:, 1:] = pixels.reshape(height, -1)
    header = struct.pack('>IIBBBBB', width, height, 8, kinds[channels], 0, 0, 0)
    return b'\x89PNG\r\n\x1a\n' + _chunk(b'IHDR', header) \
        + _chunk(b'IDAT', zlib.compress(lines.tobytes())) + _chunk(b'IEND', b'')


def graph(nodes):
    """Returns a graph of named nodes.

    Args:
        nodes: List of `(name, kind, list of names that it reads)`.
    """
    return b''.join(
        wire.block(1, wire.block(1, name) + wire.block(2, kind)
                   + b''.join(wire.block(3, source) for source in sources))
        for name, kind, sources in nodes)


def _chunk(kind, data):
    """A part of a PNG file."""
    return struct.pack('>I', len(data)) + kind + data \
        + struct.pack('>I', zlib.crc32(kind + data) & 0xffffffff)


def _scaled(pixels):
    """Pixels as bytes."""
    if pixels.dtype == np.uint8:
        return pixels
    pixels = np.nan_to_num(pixels.astype('float64'))
    low, high = (float(pixels.min()), float(pixels.max())) if pixels.size else (0., 0.)
    if low < 0:
        scale, offset = 127. / max(-low, high), 128.
    else:
        scale, offset = (255. / high if high > 0 else 0.), 0.
    return np.clip(pixels * scale + offset, 0, 255).astype(np.uint8)
