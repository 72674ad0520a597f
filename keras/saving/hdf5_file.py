"""HDF5 files as this library opens them: clear errors, no links, whole files or none."""

import contextlib
import errno
import io
import os

import h5py
import numpy as np

from keras.utils.files import atomic_write
from keras.utils.hdf5_dict import HDF5_OBJECT_HEADER_LIMIT

_DAMAGE = (OSError, RuntimeError, KeyError, EOFError)  # what h5py raises on a damaged file


@contextlib.contextmanager
def reading(source):
    """Opens what a model or weights are read from.

    Args:
        source: A path, an open `h5py.File` or `h5py.Group`, or a binary file-like object, which
            is read from its current position.

    Yields:
        An `h5py.Group`.

    Raises:
        OSError: If the file is missing, a folder, not HDF5, truncated or damaged.
        TypeError: If the source is something else.
    """
    if isinstance(source, h5py.Group):
        yield source
        return
    if hasattr(source, 'read'):
        data = source.read()
        if not data:
            raise OSError('Nothing to read: the file-like object {!r} is empty or at its end. '
                          'Call its seek(0) first.'.format(source))
        opened, label = io.BytesIO(data), repr(source)
    else:
        opened = label = _checked_path(source)
    with _opened(opened, label) as group, _described(label):
        yield group


@contextlib.contextmanager
def writing(target):
    """Opens what a model or weights are written to.

    A path is written atomically: the file appears when it is complete and on the disk.

    Args:
        target: A path, an open `h5py.File` or `h5py.Group`, or a binary file-like object.

    Yields:
        An `h5py.Group`.

    Raises:
        OSError: If the file cannot be written; an existing one is then unchanged.
        TypeError: If the target is something else.
    """
    if isinstance(target, h5py.Group):
        yield target
    elif hasattr(target, 'write'):
        image = io.BytesIO()
        with h5py.File(image, 'w') as file:
            yield file
        target.write(image.getvalue())
    else:
        path = _path(target)
        try:
            with atomic_write(path) as stream, h5py.File(stream, 'w') as file:
                yield file
        except OSError as error:
            if error.filename:
                raise
            message = ('Nothing was written to {}: {}. A file that was there before is unchanged.'
                       .format(path, error.strerror or error))
            raise OSError(error.errno, message) if error.errno else OSError(message)


def exists(target):
    """Whether something would be overwritten at that path."""
    return isinstance(target, (str, os.PathLike)) and os.path.isfile(os.fspath(target))


def child(group, name):
    """The member of a group under a path such as `'dense_1/kernel:0'`, without following links.

    Args:
        group: An `h5py.Group`.
        name: Path inside the group.

    Returns:
        An `h5py.Group` or `h5py.Dataset`, or None if there is none of that name.

    Raises:
        ValueError: If the path leads over a soft or external link.
    """
    for part in split(name):
        if not isinstance(group, h5py.Group) or part not in group:
            link = isinstance(group, h5py.Group) and group.get(part, getlink=True)
            if isinstance(link, (h5py.SoftLink, h5py.ExternalLink)):
                _refuse_link(part)
            return None
        if not isinstance(group.get(part, getlink=True), h5py.HardLink):
            _refuse_link(part)
        group = group[part]
    return group


def split(name):
    """The parts of a path in an HDF5 file; it is always taken as relative."""
    return [part for part in name.split('/') if part not in ('', '.')]


def dataset(group, name):
    """A data set that holds its numbers itself, checked but not read.

    Args:
        group: An `h5py.Group`.
        name: Path inside the group.

    Returns:
        An `h5py.Dataset` of numbers.

    Raises:
        ValueError: If it is missing, no array of numbers, or stored outside of the file.
    """
    found = child(group, name)
    if not isinstance(found, h5py.Dataset):
        raise ValueError('The file names the array {!r} in {!r}, but does not hold it; it is '
                         'damaged or incomplete.'.format(name, group.name))
    plist = found.id.get_create_plist()
    if plist.get_layout() == h5py.h5d.VIRTUAL or plist.get_external_count():
        raise ValueError('The array {!r} in {!r} lies in another file (virtual or external '
                         'storage), which is not read. Save the model into one file.'
                         .format(name, group.name))
    if found.dtype.kind not in 'fiub':
        raise ValueError('The array {!r} in {!r} has the type {}; weights are numbers.'
                         .format(name, group.name, found.dtype))
    return found


def read_array(found):
    """The numbers of a data set.

    Args:
        found: What `dataset` returned.

    Returns:
        A NumPy array.

    Raises:
        OSError: If the file is damaged there.
    """
    try:
        return found[()]
    except _DAMAGE as error:
        raise OSError('The array {!r} cannot be read; the file is damaged ({}).'
                      .format(found.name, error))


def text_attribute(group, name):
    """A text attribute as `str`, whether it was stored as text or bytes; None if missing."""
    value = group.attrs.get(name)
    if value is None:
        return None
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.ravel()[0]
    if not isinstance(value, (str, bytes)):
        raise ValueError('The attribute {!r} of the file should be text; it is {!r}.'
                         .format(name, type(value).__name__))
    return value.decode('utf8') if isinstance(value, bytes) else str(value)


def save_attributes_to_hdf5_group(group, name, data):
    """Writes a list of names as an attribute, in several if it is too large for one.

    Args:
        group: An `h5py.Group`.
        name: Name of the attribute; the parts are called `name0`, `name1`, ...
        data: List of `str` or `bytes`.

    Raises:
        ValueError: If a single name is too long for an attribute.
    """
    encoded = [text.encode('utf8') if isinstance(text, str) else bytes(text) for text in data]
    longest = max([len(text) for text in encoded] or [0])
    if longest > HDF5_OBJECT_HEADER_LIMIT:
        raise ValueError('A name of {} bytes is too long for an HDF5 file (at most {}): {!r}... '
                         'Give the layer a shorter name.'
                         .format(longest, HDF5_OBJECT_HEADER_LIMIT, encoded[0][:60]))
    for key in [key for key in group.attrs if _is_part(key, name)]:
        del group.attrs[key]
    if longest * len(encoded) <= HDF5_OBJECT_HEADER_LIMIT:
        group.attrs[name] = np.array(encoded, dtype='S')
        return
    each = HDF5_OBJECT_HEADER_LIMIT // longest
    for number, start in enumerate(range(0, len(encoded), each)):
        group.attrs['{}{}'.format(name, number)] = np.array(encoded[start:start + each], 'S')


def load_attributes_from_hdf5_group(group, name):
    """Reads a list of names that `save_attributes_to_hdf5_group` wrote.

    Args:
        group: An `h5py.Group`.
        name: Name of the attribute.

    Returns:
        List of `str`; empty if there is no such attribute.
    """
    parts = []
    if name in group.attrs:
        parts = [group.attrs[name]]
    else:
        while '{}{}'.format(name, len(parts)) in group.attrs:
            parts.append(group.attrs['{}{}'.format(name, len(parts))])
    values = [value for part in parts for value in np.asarray(part).ravel().tolist()]
    if not all(isinstance(value, (str, bytes)) for value in values):
        raise ValueError('The attribute {!r} of {!r} should be a list of names; the file is '
                         'damaged or of another kind.'.format(name, group.name))
    return [value.decode('utf8') if isinstance(value, bytes) else value for value in values]


def has_list(group, name):
    """Whether a list of names is there, in one attribute or in parts."""
    return name in group.attrs or name + '0' in group.attrs


def _is_part(key, name):
    """Whether an attribute is `name` or a part of it such as `name3`."""
    return key == name or (key.startswith(name) and key[len(name):].isdigit())


def _refuse_link(name):
    """Raises the error about links."""
    raise ValueError('The file holds a soft or external link ({!r}), which is not followed: it '
                     'could lead to any other file. Save the model into one file.'.format(name))


def _path(value):
    """A path as `str`."""
    if isinstance(value, (str, os.PathLike)):
        return os.fspath(value)
    raise TypeError('Expected a path, an open h5py.File or h5py.Group, or a binary file-like '
                    'object; received {!r} of type {}.'.format(value, type(value).__name__))


def _checked_path(source):
    """The path of an existing HDF5 file."""
    path = _path(source)
    if not os.path.exists(path):
        raise FileNotFoundError(errno.ENOENT, 'There is no such file', path)
    if os.path.isdir(path):
        raise IsADirectoryError(errno.EISDIR, 'A file was expected, this is a folder', path)
    open(path, 'rb').close()  # raises what is wrong with the permissions
    if not os.path.getsize(path):
        raise OSError('The file {} is empty.'.format(path))
    if not h5py.is_hdf5(path):
        raise OSError('The file {} is not an HDF5 file. Expected what save() or save_weights() '
                      'wrote.'.format(path))
    return path


@contextlib.contextmanager
def _opened(opened, label):
    """An open HDF5 file; says which file it was if it cannot be opened."""
    try:
        file = h5py.File(opened, 'r')
    except _DAMAGE as error:
        raise OSError('The HDF5 file {} cannot be opened; it is truncated, damaged or in use ({}).'
                      .format(label, error))
    with file:
        yield file


@contextlib.contextmanager
def _described(label):
    """Adds the name of the file to errors about its contents."""
    try:
        yield
    except ValueError as error:
        if type(error) is ValueError and label not in str(error):
            error.args = ('{} (File: {})'.format(error, label),)
        raise
