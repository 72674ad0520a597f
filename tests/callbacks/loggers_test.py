"""CSV files, the progress bar, averages, a remote server, NaN."""

import http.server
import json
import threading
import urllib.parse

import numpy as np
import pytest

from keras.callbacks import BaseLogger, CSVLogger, ProgbarLogger, RemoteMonitor, TerminateOnNaN
from tests.callbacks.fake_model import FakeModel, run

EPOCHS = [{'loss': 0.5, 'accuracy': 0.25}, {'loss': 0.25, 'accuracy': 0.75}]


def test_csv(tmp_path):
    path = tmp_path / 'log.csv'
    run(CSVLogger(path), EPOCHS)
    run(CSVLogger(str(path)), EPOCHS)       # replaces the file
    assert path.read_text().split() == ['epoch,accuracy,loss', '0,0.25,0.5', '1,0.75,0.25']


def test_csv_is_up_to_date_after_every_epoch(tmp_path):
    logger = CSVLogger(str(tmp_path / 'log.csv'))
    logger.on_train_begin()
    logger.on_epoch_end(0, {'loss': 1})
    assert (tmp_path / 'log.csv').read_text().split() == ['epoch,loss', '0,1']
    logger.on_train_end()


def test_csv_goes_on(tmp_path):
    path = tmp_path / 'log.csv'
    logger = CSVLogger(str(path), separator=';', append=True)
    run(logger, EPOCHS)
    run(logger, [{'loss': 1.}])
    with pytest.warns(RuntimeWarning, match='no column for lr'):
        run(CSVLogger(str(path), separator=';', append=True), [dict(EPOCHS[0], lr=1.)] * 2)
    assert path.read_text().split() == [
        'epoch;accuracy;loss', '0;0.25;0.5', '1;0.75;0.25', '0;NA;1.0', '0;0.25;0.5', '1;0.25;0.5']
    with pytest.raises(ValueError, match="'epoch;accuracy;loss'.*separator"):
        run(CSVLogger(str(path), append=True), EPOCHS)


def test_csv_has_columns_for_what_comes_later(tmp_path):
    path = tmp_path / 'log.csv'
    run(CSVLogger(str(path)), [{'loss': 1}, {'loss': 2, 'val_loss': 3}],
        params={'metrics': ['loss', 'val_loss']})
    assert path.read_text().split() == ['epoch,loss,val_loss', '0,1,NA', '1,2,3']


def test_csv_writes_arrays(tmp_path):
    path = tmp_path / 'log.csv'
    run(CSVLogger(str(path)), [{'a': np.array([1, 2]), 'b': np.array(3.)}])
    assert path.read_text().split('\n')[1].strip() == '0,"[1, 2]",3.0'


def test_averages():
    logger = BaseLogger(stateful_metrics=['acc'])
    logger.set_params({'metrics': ['loss', 'acc', 'val_loss', 'done']})
    logger.on_epoch_begin(0)
    logger.on_batch_end(0, {'size': 3, 'loss': 1., 'acc': 0.5, 'done': 8.})
    logger.on_batch_end(1, {'size': 1, 'loss': 5., 'acc': 0.75, 'done': 8.})
    logs = {'done': 7.}     # averaged already: stays
    logger.on_epoch_end(0, logs)
    assert logs == {'loss': 2., 'acc': 0.75, 'done': 7.}
    logger.on_epoch_end(0, logs)
    assert logs == {'loss': 2., 'acc': 0.75, 'done': 7.}


@pytest.mark.parametrize('loss, stops', [
    (1., False), (np.nan, True), (np.inf, True), (np.float32(-np.inf), True), (None, False)])
def test_nan(loss, stops):
    callback = TerminateOnNaN()
    callback.set_model(FakeModel())
    callback.on_train_batch_end(0, {'loss': loss})
    assert callback.model.stop_training is stops


def progress(verbose, mode, params):
    """Drives a progress bar through an epoch of two batches of three samples."""
    logger = ProgbarLogger(mode)
    logger.set_params(dict(params, verbose=verbose, epochs=4, metrics=['loss', 'acc', 'val_loss']))
    logger.on_train_begin()
    logger.on_epoch_begin(2)
    for batch in range(2):
        logger.on_batch_begin(batch, {'size': 3})
        logger.on_batch_end(batch, {'size': 3, 'loss': 9., 'acc': 9.})
    logger.on_epoch_end(2, {'loss': 0.5, 'acc': 0.25, 'val_loss': 0.75, 'lr': 1.})


@pytest.mark.parametrize('mode, params, count', [
    ('samples', {'samples': 6}, '6/6'), ('steps', {'steps': 2}, '2/2')])
def test_the_bar_ends_with_the_values_of_the_epoch(mode, params, count, capsys):
    progress(1, mode, params)
    out = capsys.readouterr().out
    assert out.startswith('Epoch 3/4') and count in out
    last = out.strip().split('\n')[-1]
    assert 'loss: 0.5000 - acc: 0.2500 - val_loss: 0.7500' in last and 'lr' not in last


def test_one_line_per_epoch(capsys):
    progress(2, 'samples', {'samples': 6})
    assert 'loss: 0.5000 - acc: 0.2500 - val_loss: 0.7500' in capsys.readouterr().out


def test_silence(capsys):
    progress(0, 'samples', {'samples': 6})
    assert capsys.readouterr().out == ''


def test_an_unknown_total(capsys):
    progress(1, 'steps', {'steps': None})
    assert 'Epoch 3/4' in capsys.readouterr().out


def test_an_unknown_count_is_refused():
    with pytest.raises(ValueError, match="'samples' or 'steps'.*'epochs'"):
        ProgbarLogger('epochs')


@pytest.fixture
def server():
    """A server on this machine that keeps what it is sent."""
    received = []

    class Handler(http.server.BaseHTTPRequestHandler):
        """Answers every POST with 200."""

        def do_POST(self):
            body = self.rfile.read(int(self.headers['Content-Length'])).decode()
            received.append((self.path, self.headers['Content-Type'], self.headers['X'], body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *arguments):
            """Says nothing."""

    httpd = http.server.HTTPServer(('127.0.0.1', 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever)
    thread.start()
    yield 'http://127.0.0.1:%d' % httpd.server_port, received
    httpd.shutdown()
    thread.join()
    httpd.server_close()


def test_a_remote_server(server):
    root, received = server
    logs = {'loss': np.float32(0.5), 'all': np.arange(2)}
    RemoteMonitor(root, headers={'X': 'y'}).on_epoch_end(3, logs)
    RemoteMonitor(root, '/here', send_as_json=True).on_epoch_end(4, logs)
    path, kind, header, body = received[0]
    assert (path, header) == ('/publish/epoch/end/', 'y') and 'form' in kind
    assert json.loads(urllib.parse.parse_qs(body)['data'][0]) == {
        'epoch': 3, 'loss': 0.5, 'all': [0, 1]}
    path, kind, header, body = received[1]
    assert (path, kind, header) == ('/here', 'application/json', None)
    assert json.loads(body)['epoch'] == 4


def test_a_server_that_is_not_there_is_warned_of(server):
    root = server[0].rpartition(':')[0] + ':9'
    with pytest.warns(RuntimeWarning, match='could not send.*Training goes on'):
        RemoteMonitor(root).on_epoch_end(0, {'loss': 1.})


def test_an_address_that_is_none_is_warned_of():
    with pytest.warns(RuntimeWarning, match='could not send to nowhere'):
        RemoteMonitor('nowhere').on_epoch_end(0, {'loss': 1.})
