"""Downloads, hashes, archives, sequences."""

import hashlib
import http.server
import io
import os
import tarfile
import threading
import zipfile

import pytest

from keras.utils import Sequence, get_file
from keras.utils.archives import extract_archive
from keras.utils.data_utils import validate_file

DATA = b'some bytes' * 10000
SHA = hashlib.sha256(DATA).hexdigest()
MD5 = hashlib.md5(DATA).hexdigest()


def read(path):
    with open(path, 'rb') as f:
        return f.read()


class Handler(http.server.BaseHTTPRequestHandler):
    """Serves DATA; /short stops early, /unknown states no length, /silent does not answer."""

    asked = []

    def do_GET(self):
        self.asked.append(self.path)
        if self.path == '/silent':
            return
        self.send_response(404 if self.path == '/missing' else 200)
        body = DATA[:100] if self.path == '/short' else DATA
        if self.path != '/unknown':
            self.send_header('Content-Length', str(len(DATA)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Writes nothing."""


@pytest.fixture(scope='module')
def server():
    server = http.server.HTTPServer(('127.0.0.1', 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield 'http://127.0.0.1:{}'.format(server.server_port)
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def forget_requests():
    del Handler.asked[:]


@pytest.mark.parametrize('page', ['/data', '/unknown'])
@pytest.mark.parametrize('hashes', [
    {}, {'file_hash': SHA}, {'file_hash': SHA.upper(), 'hash_algorithm': 'sha256'},
    {'md5_hash': MD5}, {'file_hash': MD5}])
def test_download_once(server, keras_home, capsys, page, hashes):
    path = get_file('f', server + page, **hashes)
    assert path == str(keras_home / 'datasets' / 'f')
    assert read(path) == DATA
    assert get_file('f', server + page, **hashes) == path
    assert Handler.asked == [page]
    assert '\r' not in capsys.readouterr().out
    assert os.listdir(str(keras_home / 'datasets')) == ['f']


def test_folders(server, keras_home, tmp_path):
    assert get_file('f', server + '/f', cache_subdir='models') == str(keras_home / 'models' / 'f')
    assert get_file('f', server + '/f', cache_dir=str(tmp_path / 'x')) == str(
        tmp_path / 'x' / 'datasets' / 'f')
    assert get_file(str(tmp_path / 'absolute'), server + '/f') == str(tmp_path / 'absolute')


def test_a_file_with_another_hash_is_replaced(server, keras_home, capsys):
    os.makedirs(str(keras_home / 'datasets'))
    (keras_home / 'datasets' / 'f').write_bytes(b'broken')
    path = get_file('f', server + '/data', file_hash=SHA)
    assert read(path) == DATA
    assert 'downloaded again' in capsys.readouterr().out


@pytest.mark.parametrize('page, options, error, words', [
    ('/missing', {}, OSError, ['404', '/missing', 'put the file at']),
    ('/silent', {}, OSError, ['/silent', 'Check the connection, or put the file at']),
    ('/short', {}, OSError, ['100 of 100000 bytes']),
    ('/data', {'file_hash': '0' * 64}, ValueError, [SHA, '0' * 64]),
    ('/data', {'file_hash': SHA, 'hash_algorithm': 'crc'}, ValueError, ['crc'])])
def test_a_failed_download_leaves_nothing(server, keras_home, page, options, error, words):
    with pytest.raises(error) as caught:
        get_file('f', server + page, **options)
    assert all(word in str(caught.value) for word in words)
    assert os.listdir(str(keras_home / 'datasets')) == []


def test_no_server(keras_home):
    with pytest.raises(OSError, match='put the file at'):
        get_file('f', 'http://127.0.0.1:9/f')
    with pytest.raises(ValueError, match='URL'):
        get_file('f', 'somewhere')


def test_validate_file(tmp_path):
    path = str(tmp_path / 'f')
    with open(path, 'wb') as f:
        f.write(DATA)
    assert validate_file(path, SHA) and validate_file(path, MD5)
    assert validate_file(path, MD5, 'md5', chunk_size=7)
    assert not validate_file(path, MD5, 'sha256')


def make_tar(path, members, mode='w:gz'):
    with tarfile.open(str(path), mode) as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            if isinstance(content, bytes):
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
            else:
                info.type, info.linkname = content
                archive.addfile(info)
    return str(path)


def make_zip(path, members):
    with zipfile.ZipFile(str(path), 'w') as archive:
        for name, content in members:
            archive.writestr(name, content)
    return str(path)


FILES = [('top.txt', b'1'), ('folder/deep/x.txt', b'2')]


@pytest.mark.parametrize('make', [make_tar, make_zip])
def test_unpack(tmp_path, make):
    path = make(tmp_path / 'archive', FILES)
    assert extract_archive(path, str(tmp_path / 'out'))
    for name, content in FILES:
        assert (tmp_path / 'out' / name).read_bytes() == content


@pytest.mark.parametrize('make', [make_tar, make_zip])
@pytest.mark.parametrize('name', ['../evil', '/tmp/keras_evil', 'a/../../evil'])
def test_nothing_leaves_the_folder(tmp_path, make, name):
    path = make(tmp_path / 'archive', FILES + [(name, b'evil')])
    with pytest.raises(ValueError, match='outside the target folder'):
        extract_archive(path, str(tmp_path / 'out'))
    assert os.listdir(str(tmp_path)) == ['archive']


def test_links_are_left_out_of_tar(tmp_path):
    path = make_tar(tmp_path / 'archive', [
        ('link', (tarfile.SYMTYPE, '/etc')), ('hard', (tarfile.LNKTYPE, 'top.txt')),
        ('pipe', (tarfile.FIFOTYPE, '')), ('link/passwd', b'x')] + FILES)
    with pytest.warns(UserWarning, match='3 links or devices'):
        extract_archive(path, str(tmp_path / 'out'))
    assert sorted(os.listdir(str(tmp_path / 'out'))) == ['folder', 'link', 'top.txt']
    assert not os.path.islink(str(tmp_path / 'out' / 'link'))


def test_links_are_left_out_of_zip(tmp_path):
    link = zipfile.ZipInfo('link')
    link.create_system = 3
    link.external_attr = 0o120777 << 16
    path = make_zip(tmp_path / 'archive', [(link, '/etc')] + FILES)
    with pytest.warns(UserWarning, match='link'):
        extract_archive(path, str(tmp_path / 'out'))
    assert sorted(os.listdir(str(tmp_path / 'out'))) == ['folder', 'top.txt']


def test_formats(tmp_path):
    path = make_zip(tmp_path / 'archive', FILES)
    out = str(tmp_path / 'out')
    assert not extract_archive(path, out, 'tar')
    assert not extract_archive(path, out, None)
    assert extract_archive(path, out, ['tar', 'zip'])
    with pytest.raises(ValueError, match='rar'):
        extract_archive(path, out, 'rar')


@pytest.mark.parametrize('options', [{'untar': True}, {'extract': True}])
def test_get_file_unpacks(tmp_path, options):
    archive = make_tar(tmp_path / 'set.tar.gz', [('set/a.txt', b'a')])
    name = 'set' if 'untar' in options else 'set.tar.gz'
    path = get_file(name, 'file://' + archive, cache_dir=str(tmp_path / 'home'), **options)
    assert path == str(tmp_path / 'home' / 'datasets' / name)
    assert (tmp_path / 'home' / 'datasets' / 'set' / 'a.txt').read_bytes() == b'a'


class Squares(Sequence):
    def __len__(self):
        return 3

    def __getitem__(self, index):
        return index ** 2


def test_sequence():
    assert list(Squares()) == [0, 1, 4]
    assert Squares().on_epoch_end() is None and Sequence.use_sequence_api


@pytest.mark.parametrize('ask, word', [(len, '__len__'), (lambda s: s[0], '__getitem__')])
def test_sequence_says_what_is_missing(ask, word):
    class Nothing(Sequence):
        pass
    with pytest.raises(NotImplementedError, match=word + '.*Nothing'):
        ask(Nothing())
