"""Pickles as data: what old archives hold is read, anything that would run is refused."""

import collections
import datetime
import os
import pickle

import numpy as np
import pytest

from keras.utils import plain_pickle

ARRAYS = [np.arange(6, dtype='uint8').reshape(2, 3), np.arange(6.).reshape(2, 3).T,
          np.arange(4, dtype='>i4'), np.array([True, False]), np.array(3, dtype='int64'),
          np.array([b'ab', b'c']), np.array(['ab', 'c']),
          np.array([[1, 2], [3]], dtype=object), np.array([['a', None]], dtype=object)]
# As Python 2 writes {'data': array([[0, 255]], dtype=uint8), 'labels': [7], 'n': 2L} with
# protocol 2, and array([[1, 2], [300]], dtype=object) with protocol 0; put together by hand.
PYTHON_2 = (b"\x80\x02}q\x01(U\x04dataq\x02cnumpy.core.multiarray\n_reconstruct\nq\x03cnumpy\nnd"
            b"array\nq\x04K\x00\x85U\x01b\x87Rq\x05(K\x01K\x01K\x02\x86cnumpy\ndtype\nq\x06U\x02"
            b"u1K\x00K\x01\x87Rq\x07(K\x03U\x01|NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb\x89"
            b"U\x02\x00\xfftbU\x06labelsq\x08]q\x09K\x07aU\x01nq\n\x8a\x01\x02u.")
PYTHON_2_TEXT = (b"cnumpy.core.multiarray\n_reconstruct\np0\n(cnumpy\nndarray\np1\n(I0\ntS'b'\n"
                 b"tRp2\n"
                 b"(I1\n(I2\ntcnumpy\ndtype\np3\n(S'O8'\nI0\nI1\ntRp4\n(I3\nS'|'\nNNNI-1\nI-1\n"
                 b"I63\ntbI00\n(lp5\n(lp6\nI1\naI2\naa(lp7\nI300\naatb.")


@pytest.mark.parametrize('protocol', [0, 1, 2, 3, 4])
@pytest.mark.parametrize('array', ARRAYS, ids=lambda array: '%s%s' % (array.dtype, array.shape))
def test_arrays(array, protocol):
    for found in (plain_pickle.loads(pickle.dumps(array, protocol)),
                  plain_pickle.loads(pickle.dumps({'x': array, 'y': 1}, protocol))['x'],
                  plain_pickle.loads(pickle.dumps([0, array], protocol))[1]):
        assert found.dtype == array.dtype and np.array_equal(found, array)
        assert found.flags.writeable


@pytest.mark.parametrize('protocol', [0, 1, 2, 3, 4])
def test_plain_values(protocol):
    value = {'a': [1, -2, 2 ** 70, 0.5, None, True], b'b': (1, (2, [b'\xff', 'é'])), 3: {'c': {4}}}
    value = value if protocol == 4 else dict(value, **{'c': 1, 'd': ['x']})
    if protocol < 4:
        value[3] = {'c': [4]}       # sets need a global in older protocols
    assert plain_pickle.loads(pickle.dumps(value, protocol)) == value


def test_numbers_of_numpy_become_numbers():
    found = plain_pickle.loads(pickle.dumps([np.int64(3), np.float32(0.5), np.uint8(255)], 2))
    assert found == [3, 0.5, 255] and {type(item) for item in found} == {int, float}


def test_what_python_2_wrote():
    found = plain_pickle.loads(PYTHON_2)
    assert found['data'].tolist() == [[0, 255]] and found['data'].dtype == np.uint8
    assert found['labels'] == [7] and found['n'] == 2
    assert plain_pickle.loads(PYTHON_2_TEXT).tolist() == [[1, 2], [300]]


class Runs(object):
    """Unpickles by calling something."""

    def __init__(self, function, *args):
        self.call = function, args

    def __reduce__(self):
        return self.call


def touch(path):
    """The bytes of a pickle that would make a file."""
    return pickle.dumps({'data': [1, Runs(os.mkdir, path)]}, 2)


HOSTILE = {
    'system': pickle.dumps(Runs(os.system, 'true')),
    'eval': pickle.dumps([Runs(eval, '1')]),
    'getattr': pickle.dumps(Runs(getattr, 'a', 'upper')),
    'inst': b"(S'true'\nios\nsystem\n.",
    'obj': b"(cos\nsystem\nS'true'\no.",
    'a class': pickle.dumps(datetime.date(2020, 1, 1)),
    'an ordered dictionary': pickle.dumps(collections.OrderedDict(a=1)),
    'numpy.load': b"cnumpy\nload\n(S'x'\ntR.",
    'nested name': b'\x80\x04\x8c\x05numpy\x8c\x0cndarray.sort\x93.',
    'numpy.ndarray': b'cnumpy\nndarray\n((I4\ntI0\ntR.',
    'persistent id': b'Poutside\n.',
    'text of another encoding': b"c_codecs\nencode\n(S'a'\nS'rot13'\ntR.",
    'state of a function': b"cnumpy.core.multiarray\n_reconstruct\n}S'a'\nI1\nsb.",
    'the function itself': b'cnumpy.core.multiarray\n_reconstruct\n.',
    'a dtype alone': pickle.dumps(np.dtype('int32'), 2),
    'an array that was not filled': b"cnumpy.core.multiarray\n_reconstruct\n(I1\ntR.",
    'array of records': pickle.dumps(np.zeros(2, [('a', 'i4')]), 2),
    'array of times': pickle.dumps(np.zeros(2, 'M8[s]'), 2),
    'array in an array': pickle.dumps(np.array([np.zeros(2), 'a'], dtype=object), 2),
    'array deep down': pickle.dumps({'a': [[np.zeros(2)]]}, 2),
    'extension': b'\x80\x02\x82\x01.',
    'empty': b'', 'text': b'<html>', 'cut': pickle.dumps(list(range(1000)))[:500],
    'too few bytes': pickle.dumps(np.zeros(3, 'uint8'), 2).replace(b'K\x03\x85', b'K\x04\x85'),
    'huge shape': pickle.dumps(np.zeros(3, 'uint8'), 2).replace(b'K\x03\x85',
                                                                b'J\xff\xff\xff\x7f\x85'),
    'negative shape': pickle.dumps(np.zeros(3, 'uint8'), 2).replace(b'K\x03\x85',
                                                                    b'J\xff\xff\xff\xff\x85'),
    'objects from bytes': pickle.dumps(np.zeros(8, 'uint8'), 2).replace(b'u1', b'O8'),
}


@pytest.mark.parametrize('name', sorted(HOSTILE))
def test_anything_else_is_refused(name):
    with pytest.raises(ValueError, match='pickle (was refused|is broken)'):
        plain_pickle.loads(HOSTILE[name])


def test_nothing_has_run(tmp_path):
    path = str(tmp_path / 'made')
    with pytest.raises(ValueError, match=r'it asks for (posix|nt)\.mkdir.*Expected plain data'):
        plain_pickle.loads(touch(path))
    assert not os.path.exists(path)
    pickle.loads(touch(path))       # Python's own reader does run it
    assert os.path.exists(path)


def test_a_list_that_holds_itself():
    value = [1]
    value.append(value)
    found = plain_pickle.loads(pickle.dumps(value))
    assert found[1] is found
