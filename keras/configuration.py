"""What the user has configured: the folder of this library and `keras.json` in it.

The folder is `$KERAS_HOME`, by default `~/.keras`. `keras.json` in it is optional and holds any of:

| key | allowed values | default |
|---|---|---|
| `backend` | name of an engine | chosen by `keras.backend.load_backend` |
| `floatx` | `float16`, `float32`, `float64`; `bfloat16` on PyTorch and JAX | `float32` |
| `epsilon` | a number above 0 | `1e-7` |
| `image_data_format` | `channels_last`, `channels_first` | `channels_last` |
| `image_dim_ordering` | `tf`, `th` (Keras 1; `image_data_format` wins) | |
| `device` | `auto`, `cpu`, `cuda:0`, `cuda:1`, ... | `auto` |
| `jit` | `true`: PyTorch compiles functions (`torch.compile`) | `false` |

Reading it never writes a file, and importing this module reads nothing.
"""

import io
import json
import math
import os
import re

FLOAT_TYPES = ('float16', 'float32', 'float64', 'bfloat16')
DATA_FORMATS = ('channels_last', 'channels_first')
DIM_ORDERINGS = {'tf': 'channels_last', 'th': 'channels_first'}


class ConfigurationError(ValueError):
    """`keras.json` cannot be read or says something that is not allowed."""


def home():
    """Returns the folder of this library: `$KERAS_HOME`, else `~/.keras` (it need not exist)."""
    return os.environ.get('KERAS_HOME') or os.path.join(os.path.expanduser('~'), '.keras')


def path():
    """Returns the path of the configuration file, `keras.json` in `home()` (it need not exist)."""
    return os.path.join(home(), 'keras.json')


def read(file_path=None):
    """Reads and checks the configuration.

    Args:
        file_path: The file to read; by default `path()`. A missing file means all defaults.

    Returns:
        Dictionary with the keys `backend` (a name or None), `floatx`, `epsilon`,
        `image_data_format`, `device` and `jit`.

    Raises:
        ConfigurationError: If the file cannot be read, is not a JSON object, or holds a value that
            is not allowed. The message names the file, the key, the value and what is allowed.

    Example:
        from keras import configuration
        print(configuration.read()['floatx'])
    """
    file_path = path() if file_path is None else file_path
    given = _load(file_path)
    result = {'backend': None, 'floatx': 'float32', 'epsilon': 1e-7,
              'image_data_format': 'channels_last', 'device': 'auto', 'jit': False}
    for key, (is_allowed, allowed) in _RULES.items():
        if key not in given:
            continue
        if not is_allowed(given[key]):
            raise ConfigurationError(
                'The configuration file {} says {!r}: {!r}, which is not allowed. Expected {}. '
                'Correct that line, or remove it to have the default.'.format(
                    file_path, key, given[key], allowed))
        if key != 'image_dim_ordering':
            result[key] = given[key]
        elif 'image_data_format' not in given:
            result['image_data_format'] = DIM_ORDERINGS[given[key]]
    return result


def _load(file_path):
    """Returns what the JSON file holds, `{}` if there is none."""
    if not os.path.lexists(file_path):
        return {}
    try:
        with io.open(file_path, encoding='utf-8') as f:
            given = json.load(f)
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            'The configuration file {} cannot be read: {}. It must be a JSON object such as '
            '{{"backend": "...", "floatx": "float32"}}. Mend it, remove it to have the defaults, '
            'or let KERAS_HOME name another folder.'.format(file_path, error))
    if not isinstance(given, dict):
        raise ConfigurationError(
            'The configuration file {} holds {!r}. Expected a JSON object such as '
            '{{"backend": "...", "floatx": "float32"}}.'.format(file_path, given))
    return given


def _is_positive_number(value):
    return (isinstance(value, (int, float)) and not isinstance(value, bool) and value > 0
            and math.isfinite(value))


def _is_device(value):
    return isinstance(value, str) and re.match(r'(auto|cpu|cuda:\d+)\Z', value) is not None


def _one_of(values):
    """The rule that a value is one of `values`, with its description."""
    return (lambda value: isinstance(value, str) and value in values,
            'one of ' + ', '.join(repr(value) for value in values))


_RULES = {
    'backend': (lambda value: isinstance(value, str) and value.strip() != '',
                'the name of an engine'),
    'floatx': _one_of(FLOAT_TYPES),
    'epsilon': (_is_positive_number, 'a number above 0, such as 1e-07'),
    'image_data_format': _one_of(DATA_FORMATS),
    'image_dim_ordering': _one_of(tuple(sorted(DIM_ORDERINGS))),
    'device': (_is_device, "'auto', 'cpu', or 'cuda:N' with the number of a GPU, such as 'cuda:0'"),
    'jit': (lambda value: isinstance(value, bool), 'true or false'),
}
