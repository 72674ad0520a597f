"""The functions of a `Lambda` layer as entries of its configuration, and back.

A function `f` under the key `function` becomes three entries: `function` (bytecode as
`func_dump` gives it, or a name), `function_type` ('lambda' for bytecode, 'function' for a name)
and, if it has a name, `function_name`, by which `custom_objects` can supply it.
"""

import builtins
import types

import numpy as np

from keras import backend as K
from keras.utils.functions import func_dump
from keras.utils.functions import func_load
from keras.utils.registry import deserialize_keras_object


def describe(key, function):
    """Configuration entries of a callable under `key`."""
    if isinstance(function, types.FunctionType):
        config = {key: func_dump(function), key + '_type': 'lambda'}
        if function.__name__ != '<lambda>':
            config[key + '_name'] = function.__name__
        return config
    name = getattr(function, '__name__', None)
    if name is None:
        raise ValueError(
            'A Lambda layer can save functions only; its `{}` is {!r} of type {}, which has no '
            'name. Use a function (constants can be given with `arguments=`), or write a '
            'subclass of Layer with get_config().'.format(
                key, function, type(function).__name__))
    return {key: name, key + '_type': 'function'}


def restore(key, config, custom_objects, safe_mode):
    """Takes the entries of `key` out of `config` and returns the callable.

    A function in `custom_objects` under the function's name, or (for `function` itself) under
    the layer's, goes before what the configuration holds.

    Raises:
        ValueError: If the configuration holds bytecode that may not be run, an unknown name, or
            an unknown type of function.
    """
    custom_objects = custom_objects or {}
    data, kind = config.pop(key), config.pop(key + '_type', 'lambda')
    names = [config.pop(key + '_name', None)]
    if key == 'function':
        names.append(config.get('name'))
    for name in names:
        if name is not None and callable(custom_objects.get(name)):
            return custom_objects[name]
    if kind == 'function':
        return deserialize_keras_object(data, custom_objects=custom_objects,
                                        printable_module_name='function in Lambda layer',
                                        safe_mode=safe_mode)
    if kind != 'lambda':
        raise ValueError("The entry '{}_type' of a Lambda layer must be 'lambda' or 'function'. "
                         'Received: {!r}.'.format(key, kind))
    names_in_force = dict({'K': K, 'np': np}, **custom_objects)
    names_in_force['__builtins__'] = builtins
    try:
        return func_load(data, globs=names_in_force, safe_mode=safe_mode)
    except ValueError as error:
        known = ' or '.join(repr(name) for name in names if name) or "the layer's name"
        raise ValueError('Lambda layer {!r}: {} In `custom_objects` the function is looked for '
                         'under {}.'.format(config.get('name'), error, known))


def pack_arguments(arguments):
    """The `arguments` of a Lambda layer with arrays written as plain data."""
    return {name: {'type': 'ndarray', 'value': value.tolist(), 'dtype': value.dtype.name}
            if isinstance(value, np.ndarray) else value for name, value in arguments.items()}


def unpack_arguments(arguments):
    """The `arguments` of a Lambda layer from `pack_arguments`, or as Keras 2 wrote them."""
    return {name: np.array(value['value'], dtype=value.get('dtype'))
            if isinstance(value, dict) and value.get('type') == 'ndarray' else value
            for name, value in (arguments or {}).items()}
