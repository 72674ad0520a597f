"""Atomic writing: the old file or the new one."""

import os
import stat
import subprocess
import sys

import pytest

from keras.utils import files
from keras.utils.files import atomic_write, remove_leftovers

posix = pytest.mark.skipif(os.name != 'posix', reason='modes and signals of POSIX')


def write(path, data):
    with atomic_write(path) as stream:
        stream.write(data)


def test_writes_and_replaces(tmp_path):
    path = tmp_path / 'a'
    write(path, b'old')
    write(str(path), b'new')
    assert path.read_bytes() == b'new'
    assert os.listdir(str(tmp_path)) == ['a']


@pytest.mark.parametrize('error', [ValueError, KeyboardInterrupt])
def test_an_error_leaves_the_old_file(tmp_path, error):
    path = tmp_path / 'a'
    write(path, b'old')
    with pytest.raises(error):
        with atomic_write(path) as stream:
            stream.write(b'half of the new')
            raise error()
    assert path.read_bytes() == b'old'
    assert os.listdir(str(tmp_path)) == ['a']


@posix
def test_the_mode_is_kept(tmp_path):
    path = tmp_path / 'a'
    write(path, b'old')
    os.chmod(str(path), 0o640)
    write(path, b'new')
    assert stat.S_IMODE(os.stat(str(path)).st_mode) == 0o640


@posix
def test_a_new_file_follows_the_umask(tmp_path):
    before = os.umask(0o027)
    try:
        write(tmp_path / 'a', b'')
    finally:
        os.umask(before)
    assert stat.S_IMODE(os.stat(str(tmp_path / 'a')).st_mode) == 0o640


@posix
def test_a_link_stays_a_link(tmp_path):
    (tmp_path / 'real').write_bytes(b'old')
    os.symlink('real', str(tmp_path / 'link'))
    write(tmp_path / 'link', b'new')
    assert os.path.islink(str(tmp_path / 'link'))
    assert (tmp_path / 'real').read_bytes() == b'new'


def test_the_file_appears_only_at_the_end(tmp_path):
    path = tmp_path / 'a'
    with atomic_write(path) as stream:
        stream.write(b'x')
        assert not path.exists()
    assert path.exists()


def test_folders_and_missing_folders(tmp_path):
    with pytest.raises(IsADirectoryError, match='folder'):
        write(tmp_path, b'')
    with pytest.raises(FileNotFoundError, match='nowhere'):
        write(tmp_path / 'nowhere' / 'a', b'')


def leftover(folder, name, pid, host=files._HOST):
    path = folder / '.{}.{}-{}-{}{}'.format(name, host, pid, '0123456789ab', files._SUFFIX)
    path.write_bytes(b'half')
    return path


@posix
def test_leftovers_of_dead_writers_are_removed_by_the_next_write(tmp_path):
    dead = subprocess.Popen([sys.executable, '-c', ''])
    dead.wait()
    gone = leftover(tmp_path, 'a', dead.pid)
    mine = leftover(tmp_path, 'a', os.getpid())
    alive = leftover(tmp_path, 'a', os.getppid())
    other = leftover(tmp_path, 'b', dead.pid)
    elsewhere = leftover(tmp_path, 'a', 1, host='00000000')
    write(tmp_path / 'a', b'new')
    assert not gone.exists() and not mine.exists()
    assert alive.exists() and other.exists() and elsewhere.exists()
    old = os.stat(str(alive)).st_mtime - 2 * files._OLD
    os.utime(str(elsewhere), (old, old))
    assert remove_leftovers(tmp_path / 'a') == [str(elsewhere)]


def test_two_writers_of_one_target(tmp_path):
    path = tmp_path / 'a'
    with atomic_write(path) as first:
        first.write(b'first')
        write(path, b'second')
        assert path.read_bytes() == b'second'
    assert path.read_bytes() == b'first'


def test_long_names(tmp_path):
    name = 'n' * 200
    write(tmp_path / name, b'x')
    assert os.listdir(str(tmp_path)) == [name]
