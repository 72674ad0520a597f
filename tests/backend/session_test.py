"""Tests of graphs and sessions on TensorFlow: whose is used, what is initialised, what is freed."""

import gc
import weakref

import numpy as np
import pytest

from keras import backend as K
from keras.backend import common

pytestmark = pytest.mark.skipif(K.backend() != 'tensorflow', reason='only TensorFlow has sessions')


@pytest.fixture
def tf():
    """TensorFlow in its first interface."""
    return K.tf


def test_one_session_for_a_graph():
    session = K.get_session()
    assert K.get_session() is session and session.graph is K.tf.get_default_graph()


def test_set_session(tf):
    v = K.variable(1.)
    f = K.function([], [v], updates=[(v, v + 1.)])
    first = K.get_session()
    assert f([]) == [1.]
    with tf.Session() as second:
        K.set_session(second)
        assert K.get_session() is second
        assert f([]) == [1.] and K.get_value(v) == 2.
        K.set_session(first)
        assert K.get_value(v) == 2. and f([]) == [2.]
    with pytest.raises(ValueError, match='Expected a session'):
        K.set_session('session')


def test_current_session_is_used(tf):
    v = K.variable(1.)
    f = K.function([], [v])
    assert f([]) == [1.]
    mine = K.get_session()
    with tf.Session() as other:
        assert K.get_session() is other
        K.set_value(v, 5.)
        assert f([]) == [5.] and K.get_value(v) == 5.
    assert K.get_session() is mine and f([]) == [1.]


def test_values_of_the_user_are_kept(tf):
    session = K.get_session()
    v, own = K.variable(1.), tf.Variable(2., use_resource=False)
    session.run([tf.assign(v, 7.), tf.assign(own, 8.)])
    K.variable(0.)
    assert K.get_session() is session
    assert session.run([v, own]) == [7., 8.]


@pytest.mark.parametrize('use_resource', [True, False])
def test_variables_of_the_user_are_initialised(tf, use_resource):
    K.get_session()
    own = tf.Variable(3., use_resource=use_resource)
    assert K.function([], [own * 2.])([]) == [6.]
    assert K.eval(own) == 3.
    K.set_value(own, 4.)
    assert K.get_value(own) == 4.


def test_shared_initial_value(tf):
    start = tf.constant([0., 0.])
    a, b = [tf.Variable(start, use_resource=True) for _ in range(2)]
    K.batch_set_value([(a, [1., 2.]), (b, [3., 4.])])
    assert [v.tolist() for v in K.batch_get_value([a, b])] == [[1., 2.], [3., 4.]]


def test_initial_value_of_another_variable():
    a = K.variable([1., 2.])
    b = K.variable(a * 2.)
    c = K.variable(b + 1.)
    assert K.get_value(c).tolist() == [3., 5.]


def test_initialisation_adds_no_nodes():
    K.get_session()
    for _ in range(3):
        K.random_normal_variable((3,), 0, 1)
        K.variable(1.)
    count = len(K.tf.get_default_graph().get_operations())
    K.get_session()
    assert len(K.tf.get_default_graph().get_operations()) == count


def test_manual_initialization(tf):
    K.manual_variable_initialization(True)
    try:
        v = K.variable(1.)
        with pytest.raises(tf.errors.FailedPreconditionError):
            K.get_session().run(v)
    finally:
        K.manual_variable_initialization(False)
    assert K.get_session().run(v) == 1.
    K.variable(2.)
    assert K.v1_variable_initialization() is None


def test_graphs_are_apart(tf):
    outer = K.variable(1.)
    with tf.Graph().as_default():
        inner = K.variable(2.)
        assert K.get_session().graph is inner.graph
        assert K.learning_phase().graph is inner.graph
        assert K.get_uid('dense') == 1 and K.get_uid('dense') == 2
    assert K.get_uid('dense') == 1
    assert K.get_session().graph is outer.graph
    assert K.get_value(inner) == 2. and K.get_value(outer) == 1.
    with K.graph_scope(inner):
        assert K.eval(inner * 2.) == 4.


def test_clear_session():
    v = K.variable(1.)
    f = K.function([], [v])
    assert f([]) == [1.]
    session = K.get_session()
    K.set_learning_phase(1)
    K.clear_session()
    assert K.get_session() is not session
    assert not isinstance(K.learning_phase(), int)
    for use in (lambda: f([]), lambda: K.get_value(v), lambda: K.set_value(v, 2.)):
        with pytest.raises(RuntimeError, match='made before K.clear_session'):
            use()


def test_clear_session_inside_a_graph(tf):
    with tf.Graph().as_default():
        v = K.variable(1.)
        assert K.get_value(v) == 1.
        K.clear_session()
        assert K.get_value(v) == 1. and K.get_uid('x') == 1


def test_clear_session_frees_the_graph():
    def build():
        x = K.placeholder((None, 2))
        f = K.function([x], [K.dot(x, K.ones((2, 2)))])
        f([np.ones((1, 2))])
        return weakref.ref(x.graph), weakref.ref(K.get_session())

    graph, session = build()
    K.clear_session()
    gc.collect()
    assert graph() is None and session() is None


def test_a_graph_of_the_user_is_freed(tf):
    graph = tf.Graph()
    with graph.as_default():
        K.eval(K.variable(1.))
        assert not K.learning_phase()._uses_learning_phase
    graph = weakref.ref(graph)
    gc.collect()
    assert graph() is None


@pytest.mark.parametrize('threads, expected', [('3', 3), ('2,1', 2), ('', 0)])
def test_omp_num_threads(monkeypatch, threads, expected):
    monkeypatch.setenv('OMP_NUM_THREADS', threads)
    K.clear_session()
    config = K.get_session()._config
    assert config.intra_op_parallelism_threads == expected and config.allow_soft_placement


def test_wrong_omp_num_threads(monkeypatch):
    monkeypatch.setenv('OMP_NUM_THREADS', 'many')
    K.clear_session()
    with pytest.raises(ValueError, match='OMP_NUM_THREADS.*many'):
        K.get_session()


def test_device(monkeypatch):
    monkeypatch.setitem(common._SETTINGS, 'device', 'cpu')
    K.clear_session()
    assert K.get_session()._config.device_count['GPU'] == 0
    assert [d.device_type for d in K.get_session().list_devices() if 'GPU' in d.device_type] == []


def test_a_gpu_that_is_not_there(monkeypatch):
    has_gpu = bool(K.tensorflow_backend._get_available_gpus())
    monkeypatch.setitem(common._SETTINGS, 'device', 'cuda:0')
    K.clear_session()
    if has_gpu:
        assert K.tensorflow_backend._get_available_gpus() != []
    else:
        with pytest.raises(RuntimeError, match='cuda:0.*sees no such GPU'):
            K.get_session()
