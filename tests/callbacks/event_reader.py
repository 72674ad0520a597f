"""Reads event files, independently of the writer: records, checksums, fields of messages."""
import glob
import os
import struct


def crc32c(data):
    """The checksum, bit by bit."""
    state = 0xffffffff
    for byte in data:
        state ^= byte
        for _ in range(8):
            state = state >> 1 ^ (0x82F63B78 if state & 1 else 0)
    return state ^ 0xffffffff


def masked(data):
    """The checksum as it stands in a file."""
    crc = crc32c(data)
    return ((crc >> 15 | crc << 17) + 0xa282ead8) & 0xffffffff


def records(path):
    """The records of a file; their checksums are right."""
    with open(path, 'rb') as file:
        content = file.read()
    found = []
    while content:
        (size, crc), content = struct.unpack('<QI', content[:12]), content[12:]
        assert crc == masked(struct.pack('<Q', size))
        record, (crc,) = content[:size], struct.unpack('<I', content[size:size + 4])
        assert len(record) == size and (size > 20000 or crc == masked(record))
        found.append(record)
        content = content[size + 4:]
    return found


def varint(data, at):
    """An integer and the position after it."""
    value = shift = 0
    while True:
        value |= (data[at] & 127) << shift
        shift += 7
        at += 1
        if data[at - 1] < 128:
            return value, at


def fields(data):
    """Field number -> list of values: integers, floats or bytes."""
    found, at = {}, 0
    while at < len(data):
        key, at = varint(data, at)
        kind = key & 7
        if kind == 0:
            value, at = varint(data, at)
        elif kind == 2:
            size, at = varint(data, at)
            value, at = data[at:at + size], at + size
        else:
            form, size = {1: ('<d', 8), 5: ('<f', 4)}[kind]
            (value,), at = struct.unpack(form, data[at:at + size]), at + size
        found.setdefault(key >> 3, []).append(value)
    return found


def doubles(data):
    """Packed doubles."""
    return list(struct.unpack('<%dd' % (len(data) // 8), data))


class Events:
    """All events of the files in a folder.

    Attributes:
        scalars, histograms, images: Tag -> list of `(step, value)`.
        graphs: List of encoded graphs.
    """

    def __init__(self, folder):
        self.scalars, self.histograms, self.images, self.graphs = {}, {}, {}, []
        self.files = sorted(glob.glob(os.path.join(str(folder), 'events.out.tfevents.*')))
        for path in self.files:
            first, rest = fields(records(path)[0]), records(path)[1:]
            assert first[3] == [b'brain.Event:2']
            for record in rest:
                self._take(fields(record))

    def _take(self, event):
        """Sorts one event in."""
        step = event.get(2, [0])[0]
        self.graphs += event.get(4, [])
        for summary in event.get(5, []):
            for value in fields(summary).get(1, []):
                value = fields(value)
                for kind, number in ((self.scalars, 2), (self.images, 4), (self.histograms, 5)):
                    if number in value:
                        one = value[number][0]
                        one = one if number == 2 else fields(one)
                        kind.setdefault(value[1][0].decode(), []).append((step, one))
