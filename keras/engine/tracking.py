"""Attributes of a layer that belong to it: sub-layers, weights and metrics."""
import functools

from keras import backend as K

_PLAIN = (bool, int, float, complex, str, bytes, list, tuple, dict, set, type(None))


class Tracker(object):
    """The part of `Layer` that notices sub-layers, variables and metrics set as attributes.

    A subclass may set attributes before it calls `Layer.__init__`, so the lists are made on demand.
    """

    def __setattr__(self, name, value):
        """Set an attribute; what it is may make it part of the layer."""
        if (not isinstance(value, _PLAIN) and self._tracks_attributes
                and not self.__dict__.get('_tracking_off')):
            self._forget(name)
            self._track(value)
        object.__setattr__(self, name, value)

    def _track(self, value):
        """List `value` with the sub-layers, metrics or weights if it is one."""
        if isinstance(value, Tracker):
            _append_new(self._list('_layers'), value)
        elif hasattr(value, 'update_state') and hasattr(value, 'result'):
            _append_new(self._list('_metrics'), value)
        elif not callable(value) and K.is_variable(value):
            known = self._list('_trainable_weights') + self._list('_non_trainable_weights')
            if not any(value is weight for weight in known):
                trainable = getattr(value, 'trainable', True)
                self._list('_trainable_weights' if trainable
                           else '_non_trainable_weights').append(value)

    def _forget(self, name):
        """Take the sub-layer in attribute `name`, about to be replaced, off the list."""
        value = self.__dict__.get(name)
        elsewhere = any(value is other for key, other in self.__dict__.items() if key != name)
        if isinstance(value, Tracker) and not elsewhere:
            layers = self._list('_layers')
            layers[:] = [layer for layer in layers if layer is not value]

    @property
    def _tracks_attributes(self):
        """Whether layers, weights and metrics set as attributes become part of the layer."""
        return True

    def _list(self, name):
        """The list attribute `name`, made if it is not there yet."""
        return self.__dict__.setdefault(name, [])


def disable_tracking(func):
    """Decorate a method so that attributes it sets are not made part of the layer.

    Args:
        func: function, a method of a `Layer`.

    Returns:
        Function of the same signature.
    """
    @functools.wraps(func)
    def untracked(self, *args, **kwargs):
        """Call `func` while tracking is off."""
        before = self.__dict__.get('_tracking_off', False)
        self.__dict__['_tracking_off'] = True
        try:
            return func(self, *args, **kwargs)
        finally:
            self.__dict__['_tracking_off'] = before
    return untracked


def _append_new(items, value):
    """Append `value` unless that very object is there."""
    if not any(value is item for item in items):
        items.append(value)
