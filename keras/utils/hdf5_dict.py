"""HDF5 groups in the manner of dictionaries, and HDF5 files in memory."""

import io

import h5py
import numpy as np

HDF5_OBJECT_HEADER_LIMIT = 64512  # bytes that fit into one attribute


class H5Dict(object):
    """An HDF5 file or group, or a plain dictionary, used like a dictionary.

    Arrays are data sets, dictionaries are groups, and text, numbers and lists of text are
    attributes. Reading a key that is not there makes a group, unless it is opened to be read only.

    Args:
        path: Path of a file, an `h5py.Group`, or a dictionary, which is then used itself.
        mode: Mode in which a file is opened: 'r', 'w' or 'a' (default).

    Raises:
        TypeError: If `path` is something else.

    Example:
        import numpy as np
        from keras.utils import H5Dict
        store = H5Dict({})
        store['layer']['kernel'] = np.ones((2, 2))
        store['layer']['name'] = 'dense_1'
        assert store['layer']['kernel'].shape == (2, 2)
    """

    def __init__(self, path, mode='a'):
        self._opened = False
        self.read_only = mode == 'r'
        if isinstance(path, (h5py.Group, dict)):
            self.data = path
        elif isinstance(path, str) or hasattr(path, '__fspath__'):
            self.data = h5py.File(str(path), mode)
            self._opened = True
        else:
            raise TypeError('H5Dict takes a path, an h5py.Group or a dictionary. Received: %r.'
                            % (path,))

    @staticmethod
    def is_supported_type(path):
        """Whether an `H5Dict` can be made of an object."""
        return isinstance(path, (h5py.Group, dict, str)) or hasattr(path, '__fspath__')

    def __setitem__(self, attr, val):
        if self.read_only:
            raise ValueError('Cannot set %r: this is opened to be read only.' % (attr,))
        attr = _text(attr)
        if isinstance(val, dict):
            inner = H5Dict(self.data.setdefault(attr, {}) if isinstance(self.data, dict)
                           else self.data.require_group(attr))
            inner.update(val)
        elif isinstance(self.data, dict):
            self.data[attr] = val
        elif isinstance(val, (np.ndarray, np.generic)) and np.asarray(val).dtype.kind not in 'SU':
            if attr in self.data:
                del self.data[attr]
            self.data.create_dataset(attr, data=val)
        else:
            self._set_attribute(attr, val)

    def _set_attribute(self, name, value):
        """Writes an attribute; a long list of text becomes several: name0, name1, ..."""
        if not isinstance(value, (list, tuple, np.ndarray)) or not len(value) \
                or not isinstance(value[0], (str, bytes)):
            self.data.attrs[name] = value
            return
        rows = np.asarray([row.encode('utf8') if isinstance(row, str) else row for row in value])
        count = -(-rows.nbytes // HDF5_OBJECT_HEADER_LIMIT)
        if count == 1:
            self.data.attrs[name] = rows
            return
        for number, part in enumerate(np.array_split(rows, count)):
            self.data.attrs['%s%d' % (name, number)] = part

    def __getitem__(self, attr):
        attr = _text(attr)
        if isinstance(self.data, dict):
            if attr not in self.data:
                return self._new_group(attr)
            found = self.data[attr]
            return H5Dict(found) if isinstance(found, dict) else found
        if attr in self.data:
            found = self.data[attr]
            if isinstance(found, h5py.Dataset):
                return np.asarray(found)
            return H5Dict(found, 'r' if self.read_only else 'a')
        if attr in self.data.attrs:
            return self.data.attrs[attr]
        parts = []
        while '%s%d' % (attr, len(parts)) in self.data.attrs:
            parts.append(self.data.attrs['%s%d' % (attr, len(parts))])
        return np.concatenate(parts) if parts else self._new_group(attr)

    def _new_group(self, name):
        """What stands for a key that was not there."""
        if self.read_only:
            raise KeyError('Cannot make the group %r: this is opened to be read only.' % (name,))
        if isinstance(self.data, dict):
            return H5Dict(self.data.setdefault(name, {}))
        return H5Dict(self.data.create_group(name))

    def __contains__(self, key):
        key = _text(key)
        if isinstance(self.data, dict):
            return key in self.data
        return key in self.data or key in self.data.attrs or key + '0' in self.data.attrs

    def get(self, key, default=None):
        """The value under a key, or `default`; no group is made."""
        return self[key] if key in self else default

    def __len__(self):
        return len(self.data)

    def __iter__(self):
        return iter(self.data)

    def iter(self):
        """An iterator over the keys of arrays and groups."""
        return iter(self.data)

    def update(self, *args):
        """Sets the entries of dictionaries, or of lists of pairs."""
        for entries in args:
            for key, value in dict(entries).items():
                self[key] = value

    def close(self):
        """Writes what is open to the disk, and closes a file that was opened here."""
        if isinstance(self.data, h5py.Group):
            self.data.file.flush()
            if self._opened:
                self.data.close()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def save_to_binary_h5py(save_function, stream):
    """Writes an HDF5 file into a stream.

    Args:
        save_function: Function that is given an open `h5py.File` to write into.
        stream: Object with `write`, opened in binary mode.
    """
    image = io.BytesIO()
    with h5py.File(image, 'w') as file:
        save_function(file)
    stream.write(image.getvalue())


def load_from_binary_h5py(load_function, stream):
    """Reads an HDF5 file from a stream.

    Args:
        load_function: Function that is given an open `h5py.File` to read from.
        stream: Object with `read`, opened in binary mode.

    Returns:
        What the function returns.
    """
    with h5py.File(io.BytesIO(stream.read()), 'r') as file:
        return load_function(file)


def _text(key):
    """A key as `str`."""
    return key.decode('utf8') if isinstance(key, bytes) else key


h5dict = H5Dict
