"""Functions as data, and when they are trusted."""

import base64
import functools
import json
import marshal
import os
import subprocess
import sys

import numpy as np
import pytest

from keras.utils import functions
from keras.utils.functions import func_dump, func_load, has_arg

FOREIGN = """
import json, sys
sys.path.insert(0, sys.argv[1])
from keras.utils.functions import func_dump
print(json.dumps(func_dump(eval(sys.argv[2]))))
"""


class Model(object):
    def __call__(self, x, mask=None):
        return x

    def only_positional(self, *args, **kwargs):
        return args, kwargs


@pytest.mark.parametrize('fn, name, accept_all, answer', [
    (lambda x: x, 'x', False, True),
    (lambda x: x, 'y', False, False),
    (lambda x, *, y=1: x, 'y', False, True),
    (lambda *x: x, 'x', False, False),
    (lambda **x: x, 'x', False, False),
    (lambda **x: x, 'y', True, True),
    (lambda **x: x, 'y', False, False),
    (Model(), 'mask', False, True),
    (Model().only_positional, 'self', False, False),
    (functools.partial(lambda x, y: x, 1), 'y', False, True),
    (dict, 'x', False, False),
    (np.sum, 'axis', False, True)])
def test_has_arg(fn, name, accept_all, answer):
    assert has_arg(fn, name, accept_all) is answer


def foreign(source):
    """A dump that another process of this Python made, as it comes from a file."""
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    text = subprocess.check_output([sys.executable, '-c', FOREIGN, root, source])
    return json.loads(text.decode('utf8'))


def test_round_trip_with_defaults_closure_and_keyword_only():
    factor = 3

    def f(x, y=(1, 2), *, z=10):
        return x * factor + y[1] + z
    again = func_load(*func_dump(f))
    assert again(1) == 15 and again(1, (0, 0), z=0) == 3
    assert again.__name__ == 'f'


def test_round_trip_through_json_is_trusted():
    data = [1, (2, 3)]
    dump = json.loads(json.dumps(func_dump(lambda x, y=(1, (2, 3)): (x, y, data))))
    assert func_load(dump)(0) == (0, (1, (2, 3)), [1, [2, 3]])


def test_a_trusted_function_keeps_its_globals():
    dump = func_dump(lambda: np.pi)
    assert func_load(*dump, globs={})() == np.pi


def test_foreign_bytecode_is_refused():
    dump = foreign('lambda x: x + 41')
    with pytest.raises(ValueError) as error:
        func_load(dump)
    assert 'custom_objects' in str(error.value) and 'safe_mode=False' in str(error.value)


def test_foreign_bytecode_of_this_python_runs_if_asked_for():
    assert func_load(foreign('lambda x, y=[1, 2]: x + y[0]'), safe_mode=False)(41) == 42
    dump = foreign('lambda x: np.abs(x)')
    assert func_load(dump, globs={'np': np}, safe_mode=False)(-1) == 1


def test_other_defaults_are_not_trusted():
    code, defaults, closure = func_dump(lambda x, y=2: x * y)
    with pytest.raises(ValueError, match='refused'):
        func_load(code, (3,), closure)


@pytest.mark.parametrize('raw', [
    b'\x00\x00\x0d\x0a' + marshal.dumps((compile('1', 'f', 'eval'), None)),
    marshal.dumps(compile('1', 'f', 'eval'))])
def test_other_bytecode_never_runs(raw):
    code = base64.b64encode(raw).decode('ascii')
    with pytest.raises(ValueError, match='another version') as error:
        func_load(code, safe_mode=False)
    assert 'custom_objects' in str(error.value)


@pytest.mark.parametrize('code', ['\xe9\xe8', 3, None, base64.b64encode(
    functions._MAGIC + b'zzz').decode('ascii')])
def test_damaged_dumps(code):
    with pytest.raises(ValueError, match='custom_objects'):
        func_load(code, safe_mode=False)


def test_closure_must_fit():
    y = 1
    code, defaults, closure = func_dump(lambda x: x + y)
    with pytest.raises(ValueError, match='encloses 1 values'):
        func_load(code, defaults, None, safe_mode=False)


def test_arrays_and_objects_in_a_closure_are_trusted_here():
    weights, model = np.arange(3.), Model()
    dump = func_dump(lambda x: model(x) * weights)
    np.testing.assert_array_equal(func_load(*dump)(2.), [0., 2., 4.])


@pytest.mark.parametrize('value', [np.exp, len, functools.partial(len), 3])
def test_only_python_functions_have_bytecode(value):
    with pytest.raises(ValueError, match='lambda x: f\\(x\\)|class'):
        func_dump(value)


def test_keyword_defaults_must_be_plain():
    with pytest.raises(ValueError, match='keyword-only'):
        func_dump(lambda x, *, y=Model(): x)
