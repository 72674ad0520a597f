"""Values of tensors that nothing is fed to: the graph is walked once, nothing is compiled."""

import numpy as np

from keras.backend import feeds
from keras.backend.theano_backend import rewriting
from keras.backend.theano_backend import state
from keras.backend.theano_backend.engine import Constant, SharedVariable, SparseType


def value_of(x):
    """Returns the value of a tensor as a NumPy array of its own memory, a sparse one as a dense.

    Updates that it depends on are done, as a function would do them.

    Args:
        x: A tensor that depends on no placeholder without a default.

    Returns:
        A NumPy array.

    Raises:
        ValueError: If it does depend on one.
    """
    graph = state.graph_of(x)
    rewrite = rewriting.Rewriting(phase=False, regions=getattr(graph, 'regions', ()),
                                  with_defaults=True)
    wanted, = rewrite([x])
    changes = rewriting.updates_of(list(rewrite.updates), rewrite)
    changes.update((root, root.default_update) for root in rewriting.roots_of([wanted])
                   if getattr(root, 'default_update', None) is not None)
    values = _run([wanted] + list(changes.values()))
    for variable, value in zip(changes, values[1:]):
        variable.set_value(value, borrow=False)
    return dense(values[0]) if isinstance(x.type, SparseType) else np.array(values[0])


def dense(value):
    """Returns a sparse value of the engine as a NumPy array."""
    return np.asarray(value.toarray())


def sparse_value(value):
    """Returns a sparse value of the engine in the form that functions give it in."""
    value = value.tocoo()
    indices = np.stack([value.row, value.col], axis=1).astype('int64')
    return feeds.SparseValue(indices, value.data, tuple(value.shape))


def _run(tensors):
    """Computes tensors one node after the other, with the engine's Python implementations."""
    storage, computed = {}, {}
    for node in _in_order(tensors):
        for x in node.inputs:
            if x not in storage:
                storage[x], computed[x] = [_value_of_root(x)], [True]
        for x in node.outputs:
            storage[x], computed[x] = [None], [False]
        node.op.make_thunk(node, storage, computed, [], impl='py')()
    return [storage[x][0] if x in storage else _value_of_root(x) for x in tensors]


def _value_of_root(x):
    """The value of a tensor that is not computed from others."""
    if isinstance(x, Constant):
        return x.data
    if isinstance(x, SharedVariable):
        return x.get_value(borrow=True)
    raise ValueError('The placeholder {!r} has no value, so what depends on it cannot be computed. '
                     'Use K.function() and feed it.'.format(x.name))


def _in_order(tensors):
    """All nodes that tensors depend on, each after those it depends on itself."""
    order, done, waiting = [], set(), [x.owner for x in tensors if x.owner is not None]
    while waiting:
        node = waiting[-1]
        if node in done:
            waiting.pop()
            continue
        missing = [x.owner for x in node.inputs if x.owner is not None and x.owner not in done]
        if missing:
            waiting.extend(missing)
        else:
            done.add(node)
            order.append(node)
            waiting.pop()
    return order
