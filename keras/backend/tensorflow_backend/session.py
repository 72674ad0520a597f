"""Graphs and their sessions: one session for each graph, shared by all threads."""

import contextlib
import gc
import os
import threading
from collections import defaultdict

from keras.backend import common
from keras.backend.tensorflow_backend.engine import tf

_LOCK = threading.RLock()
_PHASE_NAME = 'keras_learning_phase'
_STATE = '_keras_state'                 # attribute of a graph
_KNOWN = '_keras_known_variables'       # attribute of a session: how many have been initialised
_manual_initialization = False

#: Types of the operations that are variables.
VARIABLE_OPS = ('VarHandleOp', 'VariableV2', 'Variable')


class GraphState:
    """What belongs to one graph: its session, its learning phase and its numbers.

    It is kept on the graph itself, so it lives exactly as long.
    """

    def __init__(self, graph):
        self.graph = graph
        self.lock = threading.RLock()
        self.session = None
        self.is_dropped = False
        self.learning_phase = None
        self.uids = defaultdict(int)

    def ready_session(self):
        """Returns the session of the graph, with all variables initialised."""
        session, is_new = self._session()
        if not _manual_initialization:
            variables = self.graph.get_collection_ref(tf.GraphKeys.GLOBAL_VARIABLES)
            if len(variables) != getattr(session, _KNOWN, 0):
                self._initialize(session, variables, is_new)
        return session

    def bare_session(self):
        """Returns the session of the graph (made now if there is none), variables as they are."""
        return self._session()[0]

    def _session(self):
        """The session of the graph, and whether it was made now, so that no variable has a value.
        """
        session = tf.get_default_session()
        if session is not None and session.graph is self.graph:
            return session, False
        if self.session is None:
            with self.lock:
                if self.session is None:
                    self.session = self._make_session()
                    return self.session, True
        return self.session, False

    def drop(self):
        """Closes the session for good."""
        with self.lock:
            if self.session is not None:
                self.session.close()
            self.session = None
            self.learning_phase = None
            self.uids.clear()
            self.is_dropped = True

    def _initialize(self, session, variables, is_new):
        """Runs the initializers of new variables without a value; it adds no nodes."""
        with self.lock:
            known = len(variables)
            fresh = variables[getattr(session, _KNOWN, 0):known]
            if not is_new:
                fresh = _without_value(session, fresh)
            at_once, in_order = [], []
            for variable in fresh:
                later = _reads_a_variable(variable)
                (in_order if later else at_once).append(variable.initializer)
            if at_once:
                session.run(at_once)
            for initializer in in_order:
                session.run(initializer)
            setattr(session, _KNOWN, known)

    def _make_session(self):
        """Returns a new session on this graph, by the configuration."""
        if self.is_dropped:
            raise RuntimeError(
                'This tensor, function or model was made before K.clear_session(), which closed '
                'its session and freed its values. Build or load the model again.')
        session = tf.Session(graph=self.graph, config=session_config())
        device = common.device()
        if device.startswith('cuda') and not any(
                found.device_type == 'GPU' for found in session.list_devices()):
            session.close()
            raise RuntimeError(
                'The configuration says "device": {!r}, but TensorFlow sees no such GPU. Set it '
                'to "auto" or "cpu", or install the drivers and TensorFlow for GPUs.'
                .format(device))
        return session


def session_config():
    """Returns the options of new sessions: threads by OMP_NUM_THREADS, the configured device."""
    options = {'allow_soft_placement': True}
    threads = os.environ.get('OMP_NUM_THREADS', '').split(',')[0].strip()
    if threads:
        if not threads.isdigit() or int(threads) < 1:
            raise ValueError('The environment variable OMP_NUM_THREADS is {!r}. Expected a number '
                             'of threads such as 4.'.format(os.environ['OMP_NUM_THREADS']))
        options['intra_op_parallelism_threads'] = int(threads)
    device = common.device()
    if device == 'cpu':
        options['device_count'] = {'GPU': 0}
    elif device.startswith('cuda'):
        options['gpu_options'] = tf.GPUOptions(visible_device_list=device.split(':')[1])
    return tf.ConfigProto(**options)


def _get_available_gpus():
    """Returns the names of the GPUs that the current session sees (for `multi_gpu_model`)."""
    return [device.name for device in get_session().list_devices() if device.device_type == 'GPU']


def devices():
    found = [device.name.split('/')[-1].split(':')[-2:]
             for device in current_state().bare_session().list_devices()
             if device.device_type in ('CPU', 'GPU')]
    return ['/{}:{}'.format(kind.lower(), number)
            for kind, number in sorted(found, key=lambda device: (device[0], int(device[1])))]


def device_scope(name):
    return tf.device(name)


def state_of(graph):
    """Returns the state of a graph; what a branch or loop builds belongs to the outer graph."""
    while hasattr(graph, 'outer_graph'):
        graph = graph.outer_graph
    state = getattr(graph, _STATE, None)
    if state is None:
        with _LOCK:
            state = getattr(graph, _STATE, None)
            if state is None:
                state = GraphState(graph)
                setattr(graph, _STATE, state)
    return state


def current_state():
    """Returns the state of the default graph."""
    return state_of(tf.get_default_graph())


def get_session():
    session = tf.get_default_session()
    if session is not None:
        return state_of(session.graph).ready_session()
    return current_state().ready_session()


def set_session(session):
    if not hasattr(session, 'graph') or not hasattr(session, 'run'):
        raise ValueError('set_session() was given {!r}. Expected a session, such as '
                         'K.tf.Session().'.format(session))
    state = state_of(session.graph)
    state.session = session
    state.is_dropped = False


def clear_session():
    state = current_state()
    state.drop()
    try:
        tf.reset_default_graph()
    except AssertionError:              # inside `with graph.as_default()`: the graph stays in use
        state.is_dropped = False
    # Graphs are circles of Python objects that hold large engine memory: freed now, not some day.
    gc.collect()


def manual_variable_initialization(value):
    global _manual_initialization
    _manual_initialization = bool(value)


def v1_variable_initialization():
    get_session()


def learning_phase():
    state = current_state()
    phase = state.learning_phase
    if phase is None:
        with state.lock:
            if state.learning_phase is None:
                with state.graph.as_default(), tf.name_scope(None), \
                        tf.control_dependencies(None), tf.device(None):
                    phase = tf.placeholder_with_default(False, shape=(), name=_PHASE_NAME)
                phase._keras_shape = ()
                phase._uses_learning_phase = False
                state.learning_phase = phase
            phase = state.learning_phase
    return phase


def set_learning_phase(value):
    if value not in (0, 1):
        raise ValueError('set_learning_phase() was given {!r}. Expected 0 (test) or 1 (train).'
                         .format(value))
    current_state().learning_phase = int(value)


def get_uid(prefix=''):
    state = current_state()
    with state.lock:
        state.uids[prefix] += 1
        return state.uids[prefix]


def reset_uids():
    current_state().uids.clear()


@contextlib.contextmanager
def graph_scope(tensor):
    graph = graph_of(tensor)
    with state_of(graph).lock:          # TensorFlow bears one builder of a graph at a time
        if tf.get_default_graph() is graph:
            yield
        else:
            with graph.as_default():
                yield


def graph_definition(tensor):
    graph = graph_of(tensor)
    with state_of(graph).lock:
        return graph.as_graph_def(add_shapes=True).SerializeToString()


def graph_of(tensor):
    """Returns the graph a tensor or variable belongs to."""
    graph = getattr(tensor, 'graph', None)
    if graph is None:
        raise ValueError('Expected a symbolic tensor or a variable, received {!r} of type {}.'
                         .format(tensor, type(tensor).__name__))
    return graph


def _without_value(session, variables):
    """Returns those of the variables that have no value in the session, each once."""
    unique = list({id(variable): variable for variable in variables}.values())
    checks = [getattr(variable, '_is_initialized_op', None) for variable in unique]
    has_value = iter(session.run([check for check in checks if check is not None]))
    return [variable for variable, check in zip(unique, checks)
            if not (_can_be_read(session, variable) if check is None else next(has_value))]


def _reads_a_variable(variable):
    """Whether the initial value of a variable is computed from other variables."""
    waiting, seen = [variable.initializer.inputs[1].op], set()
    while waiting:
        op = waiting.pop()
        if op.type in VARIABLE_OPS:
            return True
        if op.name not in seen:
            seen.add(op.name)
            waiting.extend([tensor.op for tensor in op.inputs] + list(op.control_inputs))
    return False


def _can_be_read(session, variable):
    """Whether a variable of the older kind, which carries no check of its own, has a value."""
    try:
        session.run(variable)
    except tf.errors.FailedPreconditionError:
        return False
    return True
