"""The encoding of protocol buffers: fields of a message as bytes."""

import struct


def varint(value):
    """Returns an integer in groups of seven bits; a negative one as 64 bits.

    Args:
        value: Integer.
    """
    value &= 0xffffffffffffffff
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def integer(number, value):
    """Returns a field of an integer type.

    Args:
        number: Number of the field.
        value: Integer.
    """
    return varint(number << 3) + varint(int(value))


def double(number, value):
    """Returns a field of the type double."""
    return varint(number << 3 | 1) + struct.pack('<d', value)


def float32(number, value):
    """Returns a field of the type float."""
    return varint(number << 3 | 5) + struct.pack('<f', value)


def block(number, value):
    """Returns a field of bytes, of a text (as UTF-8) or of an encoded message."""
    value = value.encode('utf8') if isinstance(value, str) else bytes(value)
    return varint(number << 3 | 2) + varint(len(value)) + value


def doubles(number, values):
    """Returns a field of many doubles in one piece."""
    return block(number, struct.pack('<{}d'.format(len(values)), *values))
