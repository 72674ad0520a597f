"""Objects over a pipe: pickled, with large arrays beside the pickle where Python can do that."""

import pickle
import struct

_BESIDE = pickle.HIGHEST_PROTOCOL >= 5      # Python 3.8: buffers travel without being copied
_PROTOCOL = min(pickle.HIGHEST_PROTOCOL, 5)


def pack(value):
    """Returns the list of bytes-like parts that an object is sent as.

    Args:
        value: Any object that can be pickled.
    """
    buffers = []
    if _BESIDE:
        data = pickle.dumps(value, _PROTOCOL, buffer_callback=buffers.append)
    else:
        data = pickle.dumps(value, _PROTOCOL)
    raw = [buffer.raw() for buffer in buffers]
    sizes = [len(data)] + [part.nbytes for part in raw]
    return [struct.pack('<{}Q'.format(len(sizes)), *sizes), data] + [p for p in raw if p.nbytes]


def send(connection, parts):
    """Sends what `pack` returned.

    Args:
        connection: `multiprocessing` connection.
        parts: List of bytes-like parts.
    """
    for part in parts:
        connection.send_bytes(part)


def receive(connection):
    """Waits for an object.

    Args:
        connection: `multiprocessing` connection.

    Returns:
        The object; its arrays can be written to.

    Raises:
        EOFError: If the other side is gone.
        OSError: If the pipe is broken.
    """
    header = connection.recv_bytes()
    sizes = struct.unpack('<{}Q'.format(len(header) // 8), header)
    data = connection.recv_bytes()
    if len(sizes) == 1:
        return pickle.loads(data)
    buffers = [bytearray(size) for size in sizes[1:]]
    for buffer in buffers:
        if buffer:
            connection.recv_bytes_into(buffer)
    return pickle.loads(data, buffers=buffers)
