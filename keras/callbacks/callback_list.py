"""Several callbacks that are called like one."""

import time
import warnings
from collections import deque

import numpy as np

from keras.callbacks.logs import Logs


class CallbackList:
    """Calls the same hook of several callbacks, in order.

    Args:
        callbacks: List of `Callback`s, or None. The list is copied.
        queue_length: Integer, how many recent calls of a batch hook are looked at when slow
            callbacks are warned of.

    Example:

        from keras.callbacks import CallbackList, LambdaCallback
        seen = []
        keep = LambdaCallback(on_epoch_end=lambda epoch, logs: seen.append(logs))
        callbacks = CallbackList([keep])
        callbacks.on_epoch_end(0, {'loss': 1.})
        assert seen == [{'loss': 1.}]
    """

    def __init__(self, callbacks=None, queue_length=10):
        self.callbacks = list(callbacks or [])
        self.queue_length = queue_length
        self.params = {}
        self.model = None
        self._clock = _HookClock(queue_length)

    def __iter__(self):
        return iter(self.callbacks)

    def append(self, callback):
        """Adds a callback to the end of the list.

        Args:
            callback: A `Callback`.
        """
        self.callbacks.append(callback)

    def set_params(self, params):
        """Hands the description of the run to all callbacks.

        Args:
            params: Dictionary, see `Callback`.
        """
        self.params = params
        for callback in self.callbacks:
            callback.set_params(params)

    def set_model(self, model):
        """Hands the model to all callbacks.

        Args:
            model: A `Model`.
        """
        self.model = model
        for callback in self.callbacks:
            callback.set_model(model)

    def wants_batches(self, mode):
        """Tells whether any callback looks at single batches, so that a loop may skip the calls.

        Ask after `set_params`: the progress bar only looks at batches when it draws a bar.

        Args:
            mode: `'train'`, `'test'` or `'predict'`.

        Returns:
            Boolean.
        """
        if mode not in ('train', 'test', 'predict'):
            raise ValueError("mode must be 'train', 'test' or 'predict'. Received: %r" % (mode,))
        return any(_wants_batches(callback, mode) for callback in self.callbacks)

    def on_epoch_begin(self, epoch, logs=None):
        """Calls `on_epoch_begin` of every callback.

        Args:
            epoch: Integer, counted from 0.
            logs: Dictionary or None.
        """
        self._clock.reset()
        logs = Logs() if logs is None else logs
        for callback in self.callbacks:
            callback.on_epoch_begin(epoch, logs)

    def on_epoch_end(self, epoch, logs=None):
        """Calls `on_epoch_end` of every callback; all see, and may add to, the same `logs`.

        Args:
            epoch: Integer, counted from 0.
            logs: Dictionary or None.
        """
        logs = Logs() if logs is None else logs
        for callback in self.callbacks:
            callback.on_epoch_end(epoch, logs)

    def on_train_batch_begin(self, batch, logs=None):
        """Calls `on_train_batch_begin` of every callback.

        Args:
            batch: Integer, index within the epoch.
            logs: Dictionary or None.
        """
        self._batch_begin('on_train_batch_begin', batch, logs)

    def on_train_batch_end(self, batch, logs=None):
        """Calls `on_train_batch_end` of every callback.

        Args:
            batch: Integer, index within the epoch.
            logs: Dictionary or None.
        """
        self._batch_end('on_train_batch_end', batch, logs)

    def on_batch_begin(self, batch, logs=None):
        """The same as `on_train_batch_begin`."""
        self.on_train_batch_begin(batch, logs)

    def on_batch_end(self, batch, logs=None):
        """The same as `on_train_batch_end`."""
        self.on_train_batch_end(batch, logs)

    def on_test_batch_begin(self, batch, logs=None):
        """Calls `on_test_batch_begin` of every callback.

        Args:
            batch: Integer, index within the run.
            logs: Dictionary or None.
        """
        self._batch_begin('on_test_batch_begin', batch, logs)

    def on_test_batch_end(self, batch, logs=None):
        """Calls `on_test_batch_end` of every callback.

        Args:
            batch: Integer, index within the run.
            logs: Dictionary or None.
        """
        self._batch_end('on_test_batch_end', batch, logs)

    def on_predict_batch_begin(self, batch, logs=None):
        """Calls `on_predict_batch_begin` of every callback.

        Args:
            batch: Integer, index within the run.
            logs: Dictionary or None.
        """
        self._batch_begin('on_predict_batch_begin', batch, logs)

    def on_predict_batch_end(self, batch, logs=None):
        """Calls `on_predict_batch_end` of every callback.

        Args:
            batch: Integer, index within the run.
            logs: Dictionary or None.
        """
        self._batch_end('on_predict_batch_end', batch, logs)

    def on_train_begin(self, logs=None):
        """Calls `on_train_begin` of every callback."""
        self._call('on_train_begin', logs)

    def on_train_end(self, logs=None):
        """Calls `on_train_end` of every callback."""
        self._call('on_train_end', logs)

    def on_test_begin(self, logs=None):
        """Calls `on_test_begin` of every callback."""
        self._call('on_test_begin', logs)

    def on_test_end(self, logs=None):
        """Calls `on_test_end` of every callback."""
        self._call('on_test_end', logs)

    def on_predict_begin(self, logs=None):
        """Calls `on_predict_begin` of every callback."""
        self._call('on_predict_begin', logs)

    def on_predict_end(self, logs=None):
        """Calls `on_predict_end` of every callback."""
        self._call('on_predict_end', logs)

    def _call(self, hook, logs):
        """Calls a hook that takes nothing but logs."""
        logs = Logs() if logs is None else logs
        for callback in self.callbacks:
            getattr(callback, hook)(logs)

    def _call_batch(self, hook, batch, logs):
        """Calls a hook for one batch."""
        logs = Logs() if logs is None else logs
        for callback in self.callbacks:
            getattr(callback, hook)(batch, logs)

    def _batch_begin(self, hook, batch, logs):
        """Calls a hook that stands before a batch, and notes when the batch begins."""
        with self._clock.timing(hook):
            self._call_batch(hook, batch, logs)
        self._clock.batch_begins()

    def _batch_end(self, hook, batch, logs):
        """Calls a hook that stands after a batch, and notes how long the batch took."""
        self._clock.batch_ended()
        with self._clock.timing(hook):
            self._call_batch(hook, batch, logs)


def _wants_batches(callback, mode):
    """`Callback._wants_batches`; an object of another class is taken to want them."""
    ask = getattr(callback, '_wants_batches', None)
    return True if ask is None else ask(mode)


class _HookClock:
    """Warns when callbacks take as long as the batches themselves."""

    SLOW = 0.1      # seconds; a hook that is faster is never complained about

    def __init__(self, queue_length):
        self.queue_length = queue_length
        self._warned = set()
        self.reset()

    def reset(self):
        """Forgets all times."""
        self._durations = {}
        self._began = None
        self._batch = 0.
        self._hook = None
        self._hook_began = 0.

    def batch_begins(self):
        self._began = time.time()

    def batch_ended(self):
        self._batch = 0. if self._began is None else time.time() - self._began

    def timing(self, hook):
        """A context in which the time of `hook` is taken (itself: no object is made per batch)."""
        self._hook = hook
        return self

    def __enter__(self):
        self._hook_began = time.time()

    def __exit__(self, *error):
        recent = self._durations.get(self._hook)
        if recent is None:
            recent = self._durations[self._hook] = deque(maxlen=self.queue_length)
        duration = time.time() - self._hook_began
        recent.append(duration)
        if duration > self.SLOW and self._batch > 0.:
            self._warn_if_slow(self._hook, float(np.median(recent)))

    def _warn_if_slow(self, hook, median):
        """Warns once per hook."""
        if median > self.SLOW and median > 0.95 * self._batch and hook not in self._warned:
            self._warned.add(hook)
            warnings.warn(
                'The callbacks take %.3f s in %s, the batch itself takes %.3f s. '
                'Do less there, or do it once per epoch.' % (median, hook, self._batch),
                RuntimeWarning, stacklevel=5)
