"""Sends the logs to a server."""

import http.client
import json
import urllib.error
import urllib.parse
import urllib.request
import warnings

from keras.callbacks.callback import Callback


class RemoteMonitor(Callback):
    """Sends the logs of every epoch to a server by HTTP POST; a server that fails is warned of.

    Args:
        root: String, the server, for example `'http://localhost:9000'`.
        path: String, the path on it.
        field: String, the form field that holds the JSON (if `send_as_json` is False).
        headers: Dictionary of more HTTP headers, or None.
        send_as_json: Boolean: whether the body is the JSON itself, not a form.

    Example:

        from keras.callbacks import RemoteMonitor
        monitor = RemoteMonitor('http://localhost:9000', send_as_json=True)
        assert monitor.path == '/publish/epoch/end/'
    """

    TIMEOUT = 10    # seconds: a server that hangs must not stop a training

    def __init__(self, root='http://localhost:9000', path='/publish/epoch/end/', field='data',
                 headers=None, send_as_json=False):
        super().__init__()
        self.root = root
        self.path = path
        self.field = field
        self.headers = headers
        self.send_as_json = send_as_json

    def on_epoch_end(self, epoch, logs=None):
        """Sends the epoch's index and logs."""
        values = {'epoch': epoch}
        for name, value in (logs or {}).items():
            values[name] = value.tolist() if hasattr(value, 'tolist') else value
        try:
            urllib.request.urlopen(self._request(values), timeout=self.TIMEOUT).close()
        except (OSError, http.client.HTTPException, ValueError) as error:
            if isinstance(error, urllib.error.HTTPError):
                error.close()
            warnings.warn('RemoteMonitor could not send to %s: %s. Training goes on.'
                          % (self.root + self.path, error), RuntimeWarning, stacklevel=2)

    def _request(self, values):
        """The HTTP request for a dictionary of plain values."""
        if self.send_as_json:
            body, kind = json.dumps(values), 'application/json'
        else:
            body = urllib.parse.urlencode({self.field: json.dumps(values)})
            kind = 'application/x-www-form-urlencoded'
        headers = dict({'Content-Type': kind}, **(self.headers or {}))
        return urllib.request.Request(self.root + self.path, body.encode('utf8'), headers)
