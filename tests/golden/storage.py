"""How golden cases are stored: JSON, with the arrays in a .npz beside it."""

import json
import os

import numpy as np


class Tensor:
    """An array that is to become a backend variable or constant, as float32 or int32."""

    def __init__(self, value, constant=False):
        value = np.asarray(value)
        narrow = {'float64': 'float32', 'int64': 'int32'}.get(value.dtype.name)
        self.value = value if narrow is None else value.astype(narrow)
        self.constant = constant or self.value.dtype.kind in 'ib'


class Function:
    """The name of a small Python function, see `runners.functions`."""

    def __init__(self, name):
        self.name = name


def decode(item, array):
    """Turns stored JSON into Python objects.

    Args:
        item: What `json.load` returned.
        array: Function that returns the array an `{"@": key}` refers to.

    Returns:
        The same structure with arrays, `Tensor`s, `Function`s and tuples.
    """
    if isinstance(item, list):
        return [decode(value, array) for value in item]
    if not isinstance(item, dict):
        return item
    if len(item) == 1:
        (key, value), = item.items()
        if key == '@':
            return array(value)
        if key in ('@t', '@c'):
            return Tensor(array(value), constant=key == '@c')
        if key == '@tuple':
            return tuple(decode(part, array) for part in value)
        if key == '@fn':
            return Function(value)
    return {key: decode(value, array) for key, value in item.items()}


class FlatArrays:
    """Arrays laid end to end, one flat array for each dtype."""

    def __init__(self):
        self.parts, self.sizes = {}, {}

    def add(self, array):
        """Stores an array; returns its key."""
        name = array.dtype.name
        offset = self.sizes.get(name, 0)
        self.parts.setdefault(name, []).append(array.ravel())
        self.sizes[name] = offset + array.size
        return [name, offset, list(array.shape)]

    def save(self, path):
        """Writes the .npz file."""
        np.savez_compressed(path, **{name: np.concatenate(parts)
                                     for name, parts in self.parts.items()})


def load(path):
    """Reads `path`.json and `path`.npz.

    Args:
        path: String without extension.

    Returns:
        The kind (string) and the list of decoded cases.
    """
    with open(path + '.json') as file:
        document = json.load(file)
    flat = {}
    if os.path.exists(path + '.npz'):
        with np.load(path + '.npz', allow_pickle=False) as file:
            flat = {name: file[name] for name in file.files}

    def array(key):
        name, offset, shape = key
        size = int(np.prod(shape))
        return flat[name][offset:offset + size].reshape(shape).copy()

    return document['kind'], decode(document['cases'], array)


def plain(item):
    """What an object looks like after a round trip through JSON."""
    if isinstance(item, dict):
        return {str(key): plain(value) for key, value in item.items()}
    if isinstance(item, (list, tuple)):
        return [plain(value) for value in item]
    if isinstance(item, np.ndarray):
        return item.tolist()
    if isinstance(item, np.generic):
        return item.item()
    if isinstance(item, bytes):
        return item.decode('utf8')
    if item is None or isinstance(item, (str, int, float, bool)):
        return item
    return getattr(item, '__name__', None) or type(item).__name__
