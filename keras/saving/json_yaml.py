"""The architecture of a model as text, and back. Text is plain data: reading it runs no code."""

import json

import numpy as np
import yaml

from keras.utils.registry import LAYERS, deserialize_keras_object, serialize_keras_object

_MOST_NODES = 10 ** 7  # values in a YAML text; aliases can make a short text explode


def plain_data(value):
    """What stands for a value in a file: the `default` of `json.dumps`.

    Args:
        value: Something JSON does not know: a NumPy value, a function, a class, or an object
            with `get_config`.

    Returns:
        A number, list, string or dictionary.

    Raises:
        TypeError: If there is nothing to write for it.
    """
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, bytes):
        return value.decode('utf8')
    if hasattr(value, 'get_config') or hasattr(value, '__name__'):
        return serialize_keras_object(value)
    if hasattr(value, 'as_list'):  # shapes of some engines
        return value.as_list()
    raise TypeError(
        'Cannot write {!r} of type {} into a file. A config may hold numbers, strings, lists, '
        'dictionaries, arrays, functions with names, and objects with get_config(); check '
        'get_config() of your layers.'.format(value, type(value).__name__))


def model_from_config(config, custom_objects=None, safe_mode=True):
    """Makes a model from its config.

    Args:
        config: Dictionary `{'class_name': ..., 'config': ...}`.
        custom_objects: Dictionary from names to your own classes and functions.
        safe_mode: Whether to refuse functions saved as bytecode by another process.

    Returns:
        A model, not compiled.

    Raises:
        TypeError: If `config` is a list (that is what `Sequential.from_config` takes).
        ValueError: If it names something unknown.

    Example:
        from keras.layers import Dense
        from keras.models import Sequential, model_from_config
        model = Sequential([Dense(2, input_shape=(3,))])
        again = model_from_config({'class_name': 'Sequential', 'config': model.get_config()})
    """
    if isinstance(config, list):
        raise TypeError('model_from_config() takes a dictionary with the keys \'class_name\' and '
                        '\'config\', not a list. Maybe Sequential.from_config(config) is meant.')
    return deserialize_keras_object(config, LAYERS, custom_objects, 'layer', safe_mode=safe_mode)


def model_from_json(json_string, custom_objects=None, safe_mode=True):
    """Makes a model from the text that `model.to_json()` returned.

    Args:
        json_string: The text.
        custom_objects: Dictionary from names to your own classes and functions.
        safe_mode: Whether to refuse functions saved as bytecode by another process.

    Returns:
        A model, not compiled, with fresh weights.

    Raises:
        ValueError: If the text is no JSON or names something unknown.

    Example:
        from keras.layers import Dense
        from keras.models import Sequential, model_from_json
        text = Sequential([Dense(2, input_shape=(3,))]).to_json()
        assert len(model_from_json(text).layers) == 1
    """
    return model_from_config(parse_json(json_string), custom_objects, safe_mode)


def model_from_yaml(yaml_string, custom_objects=None, safe_mode=True):
    """Makes a model from the text that `model.to_yaml()` returned.

    Args:
        yaml_string: The text, or an open text file. Plain data and tuples only.
        custom_objects: Dictionary from names to your own classes and functions.
        safe_mode: Whether to refuse functions saved as bytecode by another process.

    Returns:
        A model, not compiled, with fresh weights.

    Raises:
        ValueError: If the text is no YAML, asks for Python objects, or names something unknown.

    Example:
        from keras.layers import Dense
        from keras.models import Sequential, model_from_yaml
        text = Sequential([Dense(2, input_shape=(3,))]).to_yaml()
        assert len(model_from_yaml(text).layers) == 1
    """
    try:
        config = yaml.load(yaml_string, Loader=_PlainLoader)
        _check_size(config)
    except yaml.constructor.ConstructorError as error:
        raise ValueError('The YAML asks for something other than plain data, which is refused: '
                         '{}. Write it with model.to_yaml().'.format(error.problem))
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError('The text is not YAML as model.to_yaml() writes it: {}'.format(error))
    return model_from_config(config, custom_objects, safe_mode)


def parse_json(text):
    """Plain data from JSON text, with a clear error.

    Args:
        text: `str` or UTF-8 `bytes`.

    Returns:
        The data.

    Raises:
        ValueError: If the text is no JSON.
    """
    if isinstance(text, bytes):
        text = text.decode('utf8')
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError('The text is not JSON as model.to_json() writes it ({}): {:.60}'
                         .format(error, text))


class _PlainLoader(yaml.SafeLoader):
    """YAML without Python objects; older versions wrote tuples with a tag of their own."""


def _tuple(loader, node):
    """A tuple from a sequence."""
    return tuple(loader.construct_sequence(node, deep=True))


_PlainLoader.add_constructor('tag:yaml.org,2002:python/tuple', _tuple)


def _check_size(config):
    """Refuses data whose aliases multiply beyond any model, or that contain themselves."""
    sizes = {}              # id of a container -> how many values it unfolds to

    def unfolded(value):
        if isinstance(value, dict):
            parts = value.values()
        elif isinstance(value, (list, tuple)):
            parts = value
        else:
            return 1
        if id(value) not in sizes:
            sizes[id(value)] = float('inf')     # until it is known: what contains itself
            sizes[id(value)] = 1 + sum(unfolded(part) for part in parts)
        return sizes[id(value)]

    if unfolded(config) > _MOST_NODES:
        raise ValueError('The YAML unfolds to more than {} values; no model is that large.'
                         .format(_MOST_NODES))
