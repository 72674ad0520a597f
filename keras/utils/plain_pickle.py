"""Reads old pickled archives as data: a pickle here can build values, never import or call.

Some published data sets are pickles. Python's own reader runs what a pickle asks for; this one
knows lists, tuples, dictionaries, strings, bytes, numbers and NumPy arrays of those, and refuses
the rest. Not even NumPy's classes are handed to the pickle: it fills stand-ins, and the arrays
are made from these afterwards, once everything about them is checked.
"""

import io
import pickle
import re

import numpy as np

_SCALARS = {int, float, bool, str, bytes, type(None)}
_CONTAINERS = (list, tuple, dict, set, frozenset)
_CODE = re.compile(r'(b1|[iu][1248]|f[248]|S\d{1,4}|U\d{1,4}|O|O[48])\Z')


def loads(data, encoding='latin1'):
    """Reads a pickle that holds plain data.

    Args:
        data: Bytes, the pickle.
        encoding: How strings that Python 2 pickled are read; with the default each byte becomes
            one character.

    Returns:
        What was pickled. An array may stand alone, or directly in a list, tuple or dictionary
        that stands alone.

    Raises:
        ValueError: If the pickle is broken, or wants anything that is not plain data.

    Example:
        import pickle
        from keras.utils import plain_pickle
        assert plain_pickle.loads(pickle.dumps({'a': [1, 2]})) == {'a': [1, 2]}
    """
    try:
        found = _finish(_Reader(_stream(data), encoding=encoding).load())
        _check(found)
    except _Refused as error:
        raise ValueError('The pickle was refused: %s. Expected plain data: lists, dictionaries, '
                         'strings, bytes, numbers and NumPy arrays of these. Use only files of '
                         'those who published the data set.' % error)
    except Exception as error:      # a broken pickle can raise nearly anything
        raise ValueError('The pickle is broken (%s: %s). Remove the file and get it anew.'
                         % (type(error).__name__, error))
    return found


def _stream(data):
    """A stream that lets the reader look ahead; without that it takes six times as long."""
    return io.BufferedReader(io.BytesIO(data), buffer_size=1 << 20)


class _Refused(Exception):
    """The pickle wants something that is not plain data."""


class _Reader(pickle.Unpickler):
    """An unpickler that has stand-ins for a few names and nothing else."""

    def find_class(self, module, name):
        """The stand-in for a name."""
        known = {'_reconstruct': _Array, 'scalar': _scalar} if module in (
            'numpy.core.multiarray', 'numpy._core.multiarray') else {
            'numpy': {'ndarray': _nothing, 'dtype': _Dtype},
            '_codecs': {'encode': _encode}}.get(module, {})
        if name not in known:
            raise _Refused('it asks for %s.%s' % (module, name))
        return _Callable(known[name])

    def persistent_load(self, pid):
        """Nothing is kept elsewhere."""
        raise _Refused('it refers to something outside, %r' % (pid,))


class _Callable(object):
    """What a pickle may call; it cannot be changed by the pickle."""

    __slots__ = ('_function',)

    def __init__(self, function):
        self._function = function

    def __call__(self, *args):
        return self._function(*args)

    def __setstate__(self, state):
        raise _Refused('it sets the state of something that has none')


class _Dtype(object):
    """Stands for a dtype of numbers, strings or objects."""

    __slots__ = ('value',)

    def __init__(self, code, *flags):
        code = code.decode('latin1') if isinstance(code, bytes) else code
        if not isinstance(code, str) or not _CODE.match(code):
            raise _Refused('it has an array of dtype %.40r' % (code,))
        self.value = np.dtype('O' if code[0] == 'O' else code)

    def __setstate__(self, state):
        if state[1] not in ('<', '>', '=', '|') or any(part is not None for part in state[2:5]):
            raise _Refused('it has an array with fields or parts')
        if state[1] in '<>':
            self.value = self.value.newbyteorder(state[1])


class _Array(object):
    """Stands for an array until all of the pickle is read."""

    __slots__ = ('shape', 'dtype', 'order', 'data')

    def __init__(self, *ignored):
        self.data = None

    def __setstate__(self, state):
        _, shape, dtype, by_columns, data = state
        if type(shape) is not tuple or not all(type(n) is int and n >= 0 for n in shape) \
                or type(dtype) is not _Dtype:
            raise _Refused('it has an array of shape %.80r' % (shape,))
        self.shape, self.dtype, self.data = shape, dtype.value, data
        self.order = 'F' if by_columns else 'C'

    def array(self):
        """The array itself."""
        size = 1
        for length in self.shape:
            size *= length
        if not self.dtype.hasobject:
            data = _bytes(self.data)
            if len(data) != size * self.dtype.itemsize:
                raise _Refused('it has %d bytes for an array of %d items of %d bytes'
                               % (len(data), size, self.dtype.itemsize))
            return np.frombuffer(data, self.dtype).reshape(self.shape, order=self.order).copy()
        if type(self.data) is not list or len(self.data) != size:
            raise _Refused('it has no list of %d items for an array of objects' % size)
        flat = np.empty(size, dtype=object)
        for position, item in enumerate(self.data):
            flat[position] = item
        return flat.reshape(self.shape, order=self.order)


def _nothing(*args):
    """Stands for `numpy.ndarray`, which a pickle names but need not call."""
    raise _Refused('it makes an array in an unknown way')


def _scalar(dtype, data):
    """A NumPy number, as a number of Python."""
    if type(dtype) is not _Dtype or dtype.value.kind not in 'biuf':
        raise _Refused('it has a scalar of an unknown kind')
    number, = np.frombuffer(_bytes(data), dtype.value)
    return number.item()


def _encode(text, encoding):
    """How Python 3 writes bytes for Python 2."""
    if encoding != 'latin1' or type(text) is not str:
        raise _Refused('it encodes something as %.40r' % (encoding,))
    return text.encode('latin1')


def _bytes(data):
    """Bytes, or the string that they became when Python 2 pickled them."""
    if type(data) is str:
        return data.encode('latin1')
    if type(data) is not bytes:
        raise _Refused('it has %s where bytes belong' % type(data).__name__)
    return data


def _finish(found):
    """Makes the arrays that stand alone or at the top of a container."""
    if type(found) is _Array:
        return found.array()
    if type(found) is dict:
        return {key: value.array() if type(value) is _Array else value
                for key, value in found.items()}
    if type(found) in (list, tuple) and _Array in set(map(type, found)):
        return type(found)(item.array() if type(item) is _Array else item for item in found)
    return found


def _check(root):
    """Looks at everything that was read; nothing but plain data may be there."""
    waiting, seen = [root], set()
    while waiting:
        item = waiting.pop()
        if id(item) in seen:
            continue
        seen.add(id(item))
        if type(item) is np.ndarray:
            items = item.ravel().tolist() if item.dtype.hasobject else []
        elif type(item) is dict:
            items = list(item) + list(item.values())
        elif type(item) in _CONTAINERS:
            items = item
        else:
            items = [item]
        others = set(map(type, items)) - _SCALARS
        for kind in others - set(_CONTAINERS):
            if kind is not np.ndarray or item is not root:
                raise _Refused('it has a %s in an unknown place' % kind.__name__.lstrip('_'))
        if others:
            waiting += [part for part in items if type(part) not in _SCALARS]
