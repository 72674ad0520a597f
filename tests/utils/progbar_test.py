"""The progress bar in terminals, files and unknown lengths."""

import io
import re
import types

import numpy as np
import pytest

from keras.utils import progbar
from keras.utils.progbar import Progbar


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def terminal(monkeypatch):
    stdout = Terminal()
    monkeypatch.setattr(progbar, 'sys', types.SimpleNamespace(stdout=stdout, modules={}))
    return stdout


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still unless it is set."""
    times = [1000.]
    monkeypatch.setattr(progbar.time, 'time', lambda: times[0])
    return times


def test_a_file_gets_one_line(capsys):
    bar = Progbar(5)
    for i in range(5):
        bar.add(1, [('loss', float(i))])
    out = capsys.readouterr().out
    assert out.count('\n') == 1 and '\r' not in out and '\b' not in out
    assert re.match(r'5/5 \[={30}\] - 0s .*us/step - loss: 2\.0000\n', out)


def test_a_terminal_line_is_redrawn(terminal, clock):
    bar = Progbar(10, width=10)
    clock[0] += 2
    bar.update(2, [('loss', .5)])
    clock[0] += 3
    bar.update(5, [('loss', .25)])
    clock[0] += 5
    bar.update(10, [('loss', .1)])
    lines = terminal.getvalue().split('\r')
    assert lines[1].rstrip() == ' 2/10 [=>........] - ETA: 8s - loss: 0.5000'
    assert lines[2].rstrip() == ' 5/10 [====>.....] - ETA: 5s - loss: 0.3500'
    assert lines[3].rstrip(' ') == '10/10 [==========] - 10s 1s/step - loss: 0.2250\n'


def test_a_shorter_line_covers_the_longer_one(terminal, clock):
    bar = Progbar(3, interval=0)
    bar.update(1, [('a', 'long text here')])
    bar.update(2, [('a', '')])
    first, second = terminal.getvalue().split('\r')[1:]
    assert len(second) == len(first)


def test_interval_limits_drawing(terminal, clock):
    bar = Progbar(1000, interval=1)
    for i in range(999):
        clock[0] += .01
        bar.add(1)
    assert 8 <= terminal.getvalue().count('\r') <= 11


def test_verbose_2_writes_a_line_at_the_end(capsys):
    bar = Progbar(3, verbose=2)
    for i in range(3):
        bar.add(1, [('loss', 1e-5), ('acc', .5)])
    assert capsys.readouterr().out == ' - 0s - loss: 1.0000e-05 - acc: 0.5000\n'


def test_verbose_0_writes_nothing(capsys):
    bar = Progbar(2, verbose=0)
    bar.add(2, [('loss', 1.)])
    assert capsys.readouterr().out == ''


def test_values_are_weighted_by_units_and_stateful_ones_are_not(capsys):
    bar = Progbar(4, stateful_metrics=['auc'])
    bar.update(1, [('loss', 4.), ('auc', .2)])
    bar.update(4, [('loss', 0.), ('auc', .6)])
    assert capsys.readouterr().out.endswith(' - loss: 1.0000 - auc: 0.6000\n')


def test_arrays_show_their_mean(capsys):
    Progbar(1).update(1, [('loss', np.array([1., 2.]))])
    assert 'loss: 1.5000' in capsys.readouterr().out


@pytest.mark.parametrize('seconds, text', [(59, '59s'), (61, '1:01'), (3661, '1:01:01')])
def test_time_left(terminal, clock, seconds, text):
    bar = Progbar(2)
    clock[0] += seconds
    bar.update(1)
    assert '- ETA: {}'.format(text) in terminal.getvalue()


@pytest.mark.parametrize('seconds, text', [
    (2, '2s/step'), (.002, '2ms/step'), (.000002, '2us/step'), (.9996, '1000ms/step')])
def test_pace(capsys, clock, seconds, text):
    bar = Progbar(1)
    clock[0] += seconds
    bar.update(1)
    assert text in capsys.readouterr().out


def test_unknown_target(terminal, clock):
    bar = Progbar(None, unit_name='sample')
    clock[0] += 4
    bar.update(2, [('loss', 1.)])
    assert '      2/Unknown - 4s 2s/sample - loss: 1.0000' in terminal.getvalue()
    assert '\n' not in terminal.getvalue()
    bar.update(3, finalize=True)
    assert terminal.getvalue().count('\n') == 1


def test_unknown_target_in_a_file(capsys):
    bar = Progbar(None)
    bar.add(1, [('loss', 1.)])
    bar.update(2, finalize=True)
    assert capsys.readouterr().out.count('\n') == 1


def test_nothing_follows_the_last_line(capsys):
    bar = Progbar(1)
    bar.update(1)
    bar.update(1)
    assert capsys.readouterr().out.count('\n') == 1


def test_target_zero(capsys):
    Progbar(0).update(0)
    assert '0/0' in capsys.readouterr().out


def test_no_standard_output(monkeypatch):
    monkeypatch.setattr(progbar, 'sys', types.SimpleNamespace(stdout=None, modules={}))
    Progbar(1).update(1)


def test_verbose_is_checked():
    with pytest.raises(ValueError, match='0, 1 or 2'):
        Progbar(1, verbose=3)


def test_a_notebook_is_not_flooded(terminal, clock, monkeypatch):
    shell = types.SimpleNamespace(kernel='of a notebook')
    monkeypatch.setitem(progbar.sys.modules, 'IPython',
                        types.SimpleNamespace(get_ipython=lambda: shell))
    bar = Progbar(1000)
    for _ in range(1000):
        clock[0] += 0.01
        bar.add(1)
    assert 15 <= terminal.getvalue().count('\r') <= 22      # ten seconds, two a second
