"""The dictionary of logged values, which answers to the spellings of Keras 2.2 and 2.3."""

# Names of one quantity, in the order in which they are tried.
_SYNONYMS = (
    ('accuracy', 'acc'),
    ('mse', 'mean_squared_error', 'MSE'),
    ('mae', 'mean_absolute_error', 'MAE'),
    ('mape', 'mean_absolute_percentage_error', 'MAPE'),
    ('msle', 'mean_squared_logarithmic_error', 'MSLE'),
    ('cosine_similarity', 'cosine_proximity', 'cosine'),
)
_GROUP_OF = {name: group for group in _SYNONYMS for name in group}
_WEIGHTED = 'weighted_'


def _split_count(name):
    """'accuracy_1' -> ('accuracy', '_1'); a name without a count is followed by ''."""
    stem, mark, count = name.rpartition('_')
    return (stem, mark + count) if mark and count.isdigit() else (name, '')


def _ending(name):
    """Splits off the longest known metric name: 'val_out_acc' -> ('val_out_', 'acc')."""
    start = 0
    while start >= 0:
        if name[start:] in _GROUP_OF:
            return name[:start], name[start:]
        start = name.find('_', start) + 1 or -1
    return name, ''


def spellings(name):
    """All the other names under which a logged value may be filed.

    Keras 2.2 wrote `acc`, `val_acc`, `out_acc`, `weighted_acc` and `mean_squared_error`;
    Keras 2.3 writes `accuracy`, `val_accuracy`, `out_accuracy`, `accuracy_1` (or `accuracy`,
    when there is no unweighted one) and `mse`.

    Args:
        name: A log key, for example `'val_acc'`.

    Returns:
        List of strings, the likeliest first, without `name` itself.

    Example:

        from keras.callbacks.logs import spellings
        assert spellings('val_acc') == ['val_accuracy']
    """
    stem, count = _split_count(name)
    prefix, metric = _ending(stem)
    others = [prefix + other + count for other in _GROUP_OF.get(metric, ()) if other != metric]
    if _WEIGHTED in name:
        plain = name.replace(_WEIGHTED, '', 1)
        again = [plain] + spellings(plain)
        others += [key + '_1' for key in again] + again
    return others


class Logs(dict):
    """A dictionary of logged values that can be asked with either spelling of a name.

    It holds and lists only what was written, under the names of Keras 2.3; a name that is not
    there is looked for under its other spellings by `logs[name]`, `logs.get(name)` and
    `name in logs`. `History.history` is one too.

    Example:

        from keras.callbacks import Logs
        logs = Logs(loss=0.5, val_accuracy=0.75)
        assert logs['val_acc'] == logs.get('val_accuracy') == 0.75
        assert 'val_acc' in logs and list(logs) == ['loss', 'val_accuracy']
    """

    @classmethod
    def of(cls, logs):
        """Returns `logs` itself if it is a `Logs`, else a `Logs` with the same items.

        Args:
            logs: A `Logs`, a dictionary or None.

        Returns:
            A `Logs`.
        """
        return logs if isinstance(logs, cls) else cls(logs or {})

    def __missing__(self, key):
        """Looks `key` up under its other spellings."""
        if isinstance(key, str):
            for other in spellings(key):
                if dict.__contains__(self, other):
                    return dict.__getitem__(self, other)
        raise KeyError(key)

    def __contains__(self, key):
        """Tells whether `key` is there under any spelling."""
        if dict.__contains__(self, key):
            return True
        return isinstance(key, str) and any(
            dict.__contains__(self, other) for other in spellings(key))

    def get(self, key, default=None):
        """The value of `key` under any spelling, else `default`."""
        try:
            return self[key]
        except KeyError:
            return default

    def copy(self):
        """A shallow copy that answers to both spellings too."""
        return Logs(self)
