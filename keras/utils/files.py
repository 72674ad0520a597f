"""Writing files so that a crash leaves the old one or the new one, never half of one."""

import contextlib
import errno
import os
import re
import socket
import stat
import time
import uuid
import zlib

_SUFFIX = '.keras-part'
_ACTIVE = set()  # temporary files that this process is writing now
_OLD = 24 * 3600  # seconds after which a temporary file is left over, whoever wrote it
_HOST = '{:08x}'.format(zlib.crc32(socket.gethostname().encode('utf-8', 'replace')))


@contextlib.contextmanager
def atomic_write(filepath):
    """Opens a temporary file beside the target that takes its place when all went well.

    The data reaches the disk (fsync) before the file is renamed. If the block raises, the
    temporary file is removed and the target stays as it was. What a killed process left
    behind is removed by the next write to the same target. An existing target keeps its
    permissions; a link stays a link and the file it points to is replaced.

    Args:
        filepath: Path of the target (`str` or `os.PathLike`).

    Yields:
        A binary file, open for reading and writing.

    Raises:
        OSError: If the folder does not exist, the target is a folder, or writing fails.

    Example:
        import os, tempfile
        from keras.utils.files import atomic_write
        path = os.path.join(tempfile.mkdtemp(), 'notes.txt')
        with atomic_write(path) as f:
            f.write(b'all or nothing')
    """
    target = os.path.realpath(os.fspath(filepath))
    _check_target(filepath, target)
    folder, name = os.path.split(target)
    remove_leftovers(target)
    temporary = os.path.join(folder, '.{}.{}-{}-{}{}'.format(
        name[:80], _HOST, os.getpid(), uuid.uuid4().hex[:12], _SUFFIX))
    _ACTIVE.add(temporary)
    try:
        with open(temporary, 'x+b') as stream:
            yield stream
            stream.flush()
            _sync(stream.fileno())
        _copy_mode(target, temporary)
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.remove(temporary)
        raise
    finally:
        _ACTIVE.discard(temporary)
    _sync_folder(folder)


def remove_leftovers(filepath):
    """Removes temporary files for this target whose writers are gone.

    Args:
        filepath: Path of the target.

    Returns:
        List of the paths that were removed.
    """
    folder, name = os.path.split(os.path.realpath(os.fspath(filepath)))
    pattern = re.compile(r'\.{}\.([0-9a-f]{{8}})-(\d+)-[0-9a-f]{{12}}{}'
                         .format(re.escape(name[:80]), re.escape(_SUFFIX)))
    removed = []
    for entry in os.listdir(folder):
        match = pattern.fullmatch(entry)
        path = os.path.join(folder, entry)
        if match and path not in _ACTIVE and _is_left_over(path, match.group(1), match.group(2)):
            with contextlib.suppress(OSError):
                os.remove(path)
                removed.append(path)
    return removed


def _check_target(filepath, target):
    """Refuses a target that cannot be replaced by a file."""
    if os.path.isdir(target):
        raise IsADirectoryError(errno.EISDIR, 'Cannot write a file: this is a folder. Give the '
                                'path of a file in it', str(filepath))
    if not os.path.isdir(os.path.dirname(target)):
        raise FileNotFoundError(errno.ENOENT, 'Cannot write a file: its folder does not exist. '
                                'Make the folder first', str(filepath))


def _is_left_over(path, host, pid):
    """Whether the writer of a temporary file is gone."""
    try:
        if time.time() - os.stat(path).st_mtime > _OLD:
            return True
    except OSError:
        return False
    if host != _HOST:
        return False
    if int(pid) == os.getpid() or os.name == 'nt':
        return True  # ours, but not active; Windows does not remove a file that is open
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _copy_mode(source, destination):
    """Gives a file the permissions of another one, if that exists."""
    with contextlib.suppress(FileNotFoundError):
        os.chmod(destination, stat.S_IMODE(os.stat(source).st_mode))


def _sync(descriptor):
    """Waits until the data is on the disk; some file systems cannot tell."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise


def _sync_folder(folder):
    """Waits until a renaming in the folder is on the disk, where folders can be opened."""
    if os.name == 'nt':
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
