"""Unpacking archives: only inside the target folder, only files and folders."""

import os
import shutil
import tarfile
import warnings
import zipfile


def extract_archive(file_path, path='.', archive_format='auto'):
    """Unpacks an archive if the file is one.

    Links and devices in the archive are left out, with a warning. An archive that names a
    place outside the target folder is refused before anything is written.

    Args:
        file_path: Path of the archive.
        path: Target folder. Default: the current one.
        archive_format: `'tar'` (plain, gz, bz2 or xz), `'zip'`, a list of them, `'auto'` for
            both, or None for not unpacking at all.

    Returns:
        True if the file was an archive of that kind and is unpacked, else False.

    Raises:
        ValueError: If a format is unknown or the archive reaches outside the folder.
    """
    if archive_format is None:
        return False
    formats = ['tar', 'zip'] if archive_format == 'auto' else archive_format
    for name in [formats] if isinstance(formats, str) else formats:
        if name not in ('tar', 'zip'):
            raise ValueError('Unknown archive format {!r}: expected \'auto\', \'tar\', \'zip\', a '
                             'list of these, or None.'.format(name))
        if name == 'tar' and tarfile.is_tarfile(file_path):
            with tarfile.open(file_path) as archive:
                _extract_tar(archive, file_path, path)
            return True
        if name == 'zip' and zipfile.is_zipfile(file_path):
            with zipfile.ZipFile(file_path) as archive:
                _extract_zip(archive, file_path, path)
            return True
    return False


def _extract_tar(archive, file_path, folder):
    """Writes the files and folders of a tar archive."""
    members = archive.getmembers()
    targets = [_inside(member.name, file_path, folder) for member in members]
    skipped = [m.name for m in members if not (m.isfile() or m.isdir())]
    for member, target in zip(members, targets):
        if member.isdir():
            os.makedirs(target, exist_ok=True)
        elif member.isfile():
            _write(archive.extractfile(member), target, member.mode & 0o755 | 0o600)
    _warn_skipped(skipped, file_path)


def _extract_zip(archive, file_path, folder):
    """Writes the files and folders of a zip archive."""
    members = archive.infolist()
    targets = [_inside(member.filename, file_path, folder) for member in members]
    skipped = []
    for member, target in zip(members, targets):
        if member.external_attr >> 28 == 0o12:  # the Unix file type of a symbolic link
            skipped.append(member.filename)
        elif member.filename.endswith('/'):
            os.makedirs(target, exist_ok=True)
        else:
            _write(archive.open(member), target, 0o644)
    _warn_skipped(skipped, file_path)


def _inside(name, file_path, folder):
    """The path of a member in the folder; refuses names that lead out of it."""
    root = os.path.realpath(folder)
    target = os.path.realpath(os.path.join(root, name))
    if target != root and not target.startswith(root.rstrip(os.sep) + os.sep):
        raise ValueError('The archive {!r} was not unpacked: its member {!r} lies outside the '
                         'target folder {!r}.'.format(str(file_path), name, root))
    return target


def _write(source, target, mode):
    """Copies an open member to a file."""
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with source, open(target, 'wb') as stream:
        shutil.copyfileobj(source, stream)
    os.chmod(target, mode)


def _warn_skipped(names, file_path):
    """Says which members were left out."""
    if names:
        warnings.warn('The archive {!r} holds {} links or devices; they were left out: {}.'
                      .format(str(file_path), len(names), ', '.join(map(repr, names[:5]))))
