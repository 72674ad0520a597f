"""Random numbers by place: what follows `set_random_seed`, so that training can be resumed.

TensorFlow's own random operations count their calls where nobody can read or set the count. After
`set_random_seed` they are therefore made as functions of a key, the seed of the operation, and of a
position: a variable of the graph that goes up by one whenever a call draws, and that `fit` sets to
the number of steps made so far.
"""

from keras.backend.tensorflow_backend import core
from keras.backend.tensorflow_backend import session as sessions
from keras.backend.tensorflow_backend.engine import tf
from keras.utils import random

_ATTRIBUTE = 'random_stream'


def place(seed):
    """Returns the pair of key and position for a random operation that is made here.

    Args:
        seed: Seed of the operation; None for one that follows from `set_random_seed`.

    Returns:
        A tensor of two integers; None if there was no `set_random_seed`, and inside of a loop,
        each round of which is to draw anew.
    """
    chance = random.current()
    graph = tf.get_default_graph()
    if chance is None or _is_in_loop(graph):
        return None
    state = sessions.state_of(graph)
    with state.lock:
        stream = getattr(state, _ATTRIBUTE, None)
        if stream is None or stream.chance is not chance:
            stream = Stream(state, chance)
            setattr(state, _ATTRIBUTE, stream)
    key = chance.operation_seed(graph.get_name_scope()) if seed is None else seed
    return tf.stack([tf.constant(key, dtype='int64'), stream.position])


class Stream:
    """The position of one graph: the number of calls that have drawn random numbers."""

    def __init__(self, state, chance):
        self.chance = chance
        self._state = state
        with state.graph.as_default(), tf.name_scope(None), tf.control_dependencies(None), \
                tf.device(None):
            self._taken = core.variable(0, dtype='int64', name='random_position')
            self.position = tf.identity(tf.assign_add(self._taken, 1))
        chance.listeners.add(self)

    def seek(self, position):
        """Sets the position; see `keras.utils.random`."""
        if not self._state.is_dropped:
            core.set_value(self._taken, position)


def _is_in_loop(graph):
    """Whether what is made now runs once for every round of a loop."""
    if hasattr(graph, 'outer_graph'):
        return True
    context = graph._get_control_flow_context()
    while context is not None:
        if context.IsWhileContext():
            return True
        context = context.outer_context
    return False
