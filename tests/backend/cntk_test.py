"""Tests of what is CNTK's own: programs by shape, integers as floats, loops along an axis."""

import numpy as np
import pytest

from keras import backend as K
from tests.backend.reference import close, numbers

if K.backend() != 'cntk':
    pytest.skip('looks into the programs of CNTK', allow_module_level=True)

from keras.backend.cntk_backend import installation  # noqa: E402
from keras.backend.cntk_backend import program  # noqa: E402


@pytest.fixture
def built(monkeypatch):
    """The list of programs that have been built during the test."""
    found = []
    begin = program.Program.__init__

    def noted(self, *args, **kwargs):
        begin(self, *args, **kwargs)
        found.append(self)
    monkeypatch.setattr(program.Program, '__init__', noted)
    return found


def test_a_program_is_kept_for_each_shape(built):
    x = K.placeholder((None, 3))
    double = K.function([x], [x * 2.])
    for count in (4, 2, 4, 2, 4):
        close(double([np.ones((count, 3))])[0], np.full((count, 3), 2.))
    assert len(built) == 2


def test_loss_and_gradient_share_one_forward_pass(built):
    x, w = K.placeholder((4, 3)), K.variable(numbers(3, 2))
    loss = K.sum(K.square(K.dot(x, w)))
    step = K.function([x], [loss], updates=[K.update_sub(w, .1 * K.gradients(loss, [w])[0])])
    given = numbers(4, 3)
    value = K.get_value(w)
    close(step([given])[0], np.square(given.dot(value)).sum())
    close(K.get_value(w), value - .2 * given.T.dot(given.dot(value)))
    kinds = [type(one).__name__ for one in built[0]._steps]
    assert kinds == ['Differentiate', 'Evaluate']


@pytest.mark.parametrize('value', [2 ** 24 - 1, 2 ** 24 + 1, -2 ** 40 - 1, 2 ** 52 + 1])
def test_integers_keep_all_digits(value):
    x = K.placeholder((2,), dtype='int64')
    got, = K.function([x], [x + 1])([np.array([value, 3])])
    assert got.dtype == 'int64' and got.tolist() == [value + 1, 4]


def test_a_counter_goes_on_where_floats_of_32_bits_end():
    counter = K.variable(2 ** 24 - 2, dtype='int64')
    count = K.function([], [counter], updates=[K.update_add(counter, 1)])
    for _ in range(4):
        count([])
    assert K.get_value(counter) == 2 ** 24 + 2


def test_an_integer_beyond_64_bits_of_float_is_refused():
    x = K.placeholder((1,), dtype='int64')
    with pytest.raises(ValueError, match='2 [*][*] 53'):
        K.function([x], [x + 1])([np.array([2 ** 60])])


def test_a_long_loop_is_one_loop_of_cntk():
    x = K.placeholder((2, 784, 1))
    last, _, _ = K.rnn(lambda now, states: (now + states[0], [now + states[0]]), x,
                       [K.variable(np.zeros((2, 1)))])
    gradient, = K.gradients(K.sum(K.square(last)), [x])
    given = numbers(2, 784, 1)
    got = K.function([x], [last, gradient])([given])
    close(got, [given.sum(axis=1), np.tile(2 * given.sum(axis=1, keepdims=True), (1, 784, 1))],
          1e-4)


@pytest.mark.parametrize('message, words', [
    ('libmpi.so.12: cannot open shared object file', 'link_mpi.sh'),
    ('another library is missing', 'another library')])
def test_a_missing_mpi_is_told_with_what_to_do(monkeypatch, message, words):
    def fail(name):
        raise ImportError(message)
    monkeypatch.setattr(installation.importlib, 'import_module', fail)
    with pytest.raises(ImportError, match=words):
        installation.load()
