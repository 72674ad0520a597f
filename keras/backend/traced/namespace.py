"""The symbolic functions of an engine, made of its kernels and of what the graph itself does."""

import inspect

from keras import configuration
from keras.backend.contract import OPS
from keras.backend.traced import (
    core, function, loops, random, record, special, training)
from keras.backend.traced import engine as engines


def make(engine, rooms):
    """Takes an engine into use and returns the functions of its namespace.

    Args:
        engine: The module with its services, see `traced.engine`.
        rooms: Modules with its kernels.

    Returns:
        Dictionary: name -> function.
    """
    engines.use(engine)
    for room in rooms:
        engine.KERNELS.update({name: value for name, value in vars(room).items()
                               if inspect.isfunction(value) and not name.startswith('_')
                               and value.__module__.startswith(engine.__name__.rpartition('.')[0])})
    result = {}
    for own in (core, function, loops, random, special, training):
        result.update({name: value for name, value in vars(own).items()
                       if name in OPS and callable(value)})
    on_host = record.host_functions()
    for name, op in OPS.items():
        if name not in result and name in engine.KERNELS:
            result[name] = record.recorded(op, engine.KERNELS[name], on_host.get(name))
    result['Function'] = function.Function
    result['FLOAT_TYPES'] = configuration.FLOAT_TYPES
    return result
