"""What belongs to a graph: its number, names and learning phase; and whose graph a tensor is.

The engine knows no graphs. A variable or placeholder remembers the one that it was made in, and
what is computed from it belongs there too.
"""

from keras.backend.theano_backend import engine
from keras.backend.theano_backend.engine import Variable
from keras.backend.traced import engine as engines
from keras.backend.traced import state
from keras.backend.traced.state import (  # noqa: F401
    clear_session, current, device_scope, devices, full_name, get_uid, here, name_scope,
    reset_uids, setting)

engines.use(engine)


def adopt(x, name=None):
    """Makes a new variable, placeholder or constant part of the current graph; returns it."""
    x.graph = current()
    if name is not None:
        x.name = full_name(name)
    return x


def graph_of(x):
    """Returns the graph of a tensor or variable.

    Args:
        x: A tensor or variable.

    Returns:
        A graph; the current one for what depends on nothing that has one.

    Raises:
        ValueError: If `x` is neither.
    """
    if not isinstance(x, Variable):
        raise ValueError('Expected a symbolic tensor or a variable, received {!r} of type {}.'
                         .format(x, type(x).__name__))
    waiting, seen = [x], set()
    while waiting:
        one = waiting.pop()
        graph = getattr(one, 'graph', None)
        if graph is not None:
            x.graph = graph
            return graph
        if one not in seen and one.owner is not None:
            seen.add(one)
            waiting.extend(one.owner.inputs)
    return current()


def graph_scope(tensor):
    graph_of(tensor)            # from here on the tensor knows it
    return state.graph_scope(tensor)
