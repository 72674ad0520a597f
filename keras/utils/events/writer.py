"""The writer of event files."""

import itertools
import os
import socket
import struct
import time

from keras.utils.events import summaries, wire
from keras.utils.events.crc32c import masked_crc32c

_NUMBERS = itertools.count()


class EventFileWriter:
    """Writes an event file, which TensorBoard reads.

    Args:
        log_dir: Folder of the file; it is made if need be.

    Attributes:
        path: Path of the file.

    Example:

        import tempfile
        from keras.utils.events.writer import EventFileWriter
        writer = EventFileWriter(tempfile.mkdtemp())
        writer.add_scalar('loss', 0.5, step=1)
        writer.close()
    """

    def __init__(self, log_dir):
        self.log_dir = os.fspath(log_dir)
        os.makedirs(self.log_dir, exist_ok=True)
        # Two runs in one folder need two names, also within a second.
        name = 'events.out.tfevents.%010d.%s.%d.%d' % (
            time.time(), socket.gethostname(), os.getpid(), next(_NUMBERS))
        self.path = os.path.join(self.log_dir, name)
        self._file = None
        self._write(wire.block(3, 'brain.Event:2'))
        self.flush()

    def add_scalar(self, tag, value, step):
        """Writes a number.

        Args:
            tag: Its name.
            value: Number.
            step: Integer, where it stands on the axis.
        """
        self.add_summary(summaries.scalar(tag, value), step)

    def add_histogram(self, tag, values, step):
        """Writes the distribution of many numbers.

        Args:
            tag: Their name.
            values: Array, or `Histogram`.
            step: Integer.
        """
        self.add_summary(summaries.histogram(tag, values), step)

    def add_image(self, tag, pixels, step):
        """Writes a picture.

        Args:
            tag: Its name.
            pixels: Array of shape `(height, width, channels)`.
            step: Integer.
        """
        self.add_summary(summaries.image(tag, pixels), step)

    def add_summary(self, summary, global_step=None):
        """Writes an encoded summary, or an object that encodes itself (`SerializeToString()`).

        Args:
            summary: Bytes or object.
            global_step: Integer or None.
        """
        step = b'' if global_step is None else wire.integer(2, global_step)
        self._write(step + wire.block(5, _encoded(summary)))

    def add_graph(self, graph, global_step=None):
        """Writes a graph.

        Args:
            graph: Bytes of a definition of a graph; or an object that encodes itself, or that
                gives such an object by `as_graph_def()`.
            global_step: Integer or None.
        """
        step = b'' if global_step is None else wire.integer(2, global_step)
        if hasattr(graph, 'as_graph_def'):
            graph = graph.as_graph_def()
        self._write(step + wire.block(4, _encoded(graph)))

    def flush(self):
        """Hands all that was written to the system."""
        if self._file is not None:
            self._file.flush()

    def close(self):
        """Closes the file; what is written afterwards opens it again."""
        file, self._file = self._file, None
        if file is not None:
            file.close()

    def __del__(self):
        if getattr(self, '_file', None) is not None:
            self.close()        # of a training that an error ended

    def _write(self, fields):
        """Writes one event as a record: length, its checksum, event, its checksum."""
        if self._file is None:
            self._file = open(self.path, 'ab')
        event = wire.double(1, time.time()) + fields
        size = struct.pack('<Q', len(event))
        self._file.write(size + struct.pack('<I', masked_crc32c(size)) + event
                         + struct.pack('<I', masked_crc32c(event)))


def _encoded(message):
    """The bytes of a message."""
    return message.SerializeToString() if hasattr(message, 'SerializeToString') else bytes(message)
