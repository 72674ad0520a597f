"""What belongs to a graph, and what recording depends on: scopes, frames, the learning phase."""

import contextlib
import gc
import threading
from collections import defaultdict

from keras.backend.traced import engine as engines


class Graph:
    """Numbers, names and the learning phase of everything made between two `clear_session`.

    Tensors hold on to their graph; the graph holds on to none of them.
    """

    def __init__(self):
        self.lock = threading.RLock()
        self.uids = defaultdict(int)
        self.names = defaultdict(int)
        self.learning_phase = None
        self.is_dropped = False

    def unique(self, name):
        """Returns the name, with a number behind it if it has been taken."""
        with self.lock:
            count = self.names[name]
            self.names[name] += 1
        return self.unique('{}_{}'.format(name, count)) if count else name

    def check(self):
        """Raises an error if `clear_session` has ended this graph."""
        if self.is_dropped:
            raise RuntimeError('This tensor, function or model was made before K.clear_session(), '
                               'which freed its values. Build or load the model again.')


class Frame:
    """What is recorded inside a loop or branch.

    Args:
        parent: The frame around it, or None.
    """

    def __init__(self, parent):
        self.parent = parent

    def is_inside(self, other):
        """Whether this frame is the other one or lies in it."""
        frame = self
        while frame is not None:
            if frame is other:
                return True
            frame = frame.parent
        return False


class _Thread(threading.local):
    """What one thread is recording into."""

    def __init__(self):
        self.graphs = []
        self.scopes = ['']
        self.frame = None
        self.replaced = {}          # variable -> tensor that stands for it
        self.after = ()             # updates that come before what is recorded
        self.collectors = []        # lists that take the updates that are made
        self.device = None


_graphs = [Graph()]
here = _Thread()


def current():
    """Returns the current graph: that of `graph_scope`, else the one all threads share."""
    return here.graphs[-1] if here.graphs else _graphs[-1]


def clear_session():
    graph = current()
    graph.is_dropped = True
    graph.learning_phase = None
    if here.graphs:
        graph.is_dropped = False        # inside its scope the graph stays in use
        graph.uids.clear()
    else:
        _graphs[:] = [Graph()]
    gc.collect()
    engines.current().clear()


@contextlib.contextmanager
def graph_scope(tensor):
    graph = graph_of(tensor)
    with graph.lock:
        here.graphs.append(graph)
        try:
            yield
        finally:
            here.graphs.pop()


def graph_of(tensor):
    """Returns the graph of a tensor or variable."""
    graph = getattr(tensor, 'graph', None)
    if not isinstance(graph, Graph):
        raise ValueError('Expected a symbolic tensor or a variable, received {!r} of type {}.'
                         .format(tensor, type(tensor).__name__))
    return graph


def get_uid(prefix=''):
    graph = current()
    with graph.lock:
        graph.uids[prefix] += 1
        return graph.uids[prefix]


def reset_uids():
    current().uids.clear()


@contextlib.contextmanager
def name_scope(name, default_name=None, values=None):
    name = default_name if name is None else name
    outer = here.scopes[-1]
    scope = current().unique(outer + name) + '/' if name else outer
    here.scopes.append(scope)
    try:
        yield scope
    finally:
        here.scopes.pop()


def full_name(name):
    """Returns a unique name in the current scope, in the form of a tensor's name."""
    return current().unique(here.scopes[-1] + name) + ':0'


@contextlib.contextmanager
def setting(**values):
    """A context in which attributes of `here` have other values."""
    before = {name: getattr(here, name) for name in values}
    for name, value in values.items():
        setattr(here, name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(here, name, value)


def device_scope(name):
    engines.current().check_device(name)
    return setting(device=name)


def devices():
    return engines.current().devices()
