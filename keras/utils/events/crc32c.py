"""The checksum CRC-32C (Castagnoli), with which the records of event files are secured."""

import numpy as np

_POLYNOMIAL = 0x82F63B78
_ROWS = 1024        # long data is cut into so many parts, which NumPy goes through side by side
_MASK_DELTA = 0xa282ead8


def _table():
    """What each byte does to the checksum."""
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = np.where(table & 1, (table >> np.uint32(1)) ^ np.uint32(_POLYNOMIAL),
                         table >> np.uint32(1))
    return table


_TABLE = _table()
_BYTES = _TABLE.tolist()


def crc32c(data):
    """Returns the CRC-32C of some bytes.

    Args:
        data: Bytes.

    Returns:
        Integer of 32 bits.

    Example:
        from keras.utils.events.crc32c import crc32c
        assert crc32c(b'123456789') == 0xe3069283
    """
    data = bytes(data)
    size = len(data) // _ROWS
    if size < 16:
        return _go_on(0xffffffff, data) ^ 0xffffffff
    parts = np.frombuffer(data, np.uint8, size * _ROWS).reshape(_ROWS, size)
    states = np.zeros(_ROWS, dtype=np.uint32)
    states[0] = 0xffffffff
    for column in np.ascontiguousarray(parts.T):
        states = _TABLE[(states ^ column) & 0xff] ^ (states >> np.uint32(8))
    state, shift = 0, _shift_by_zeros(size)
    for part in states.tolist():
        state = (shift[0][state & 255] ^ shift[1][state >> 8 & 255]
                 ^ shift[2][state >> 16 & 255] ^ shift[3][state >> 24]) ^ part
    return _go_on(state, data[size * _ROWS:]) ^ 0xffffffff


def masked_crc32c(data):
    """Returns the checksum in the form in which it stands in a file.

    Args:
        data: Bytes.
    """
    crc = crc32c(data)
    return (((crc >> 15) | (crc << 17)) + _MASK_DELTA) & 0xffffffff


def _go_on(state, data):
    """The state after some more bytes."""
    for byte in data:
        state = _BYTES[(state ^ byte) & 255] ^ (state >> 8)
    return state


def _shift_by_zeros(count):
    """What `count` zero bytes do to a state: four tables, one for each of its bytes.

    It is linear: 32 states of a single bit are gone through, and all others are their sums.
    """
    bits = np.uint32(1) << np.arange(32, dtype=np.uint32)
    for _ in range(count):
        bits = _TABLE[bits & 0xff] ^ (bits >> np.uint32(8))
    tables = []
    for byte in range(4):
        table = np.zeros(256, dtype=np.uint32)
        for bit in range(8):
            table[np.arange(256) >> bit & 1 == 1] ^= bits[8 * byte + bit]
        tables.append(table.tolist())
    return tables
