"""Tests of functions, gradients, branches and the learning phase."""

import threading

import numpy as np
import pytest

from keras import backend as K

only_tensorflow = pytest.mark.skipif(K.backend() != 'tensorflow', reason='session arguments')


# Functions


def test_inputs_outputs_and_types():
    x, y = K.placeholder((None, 2)), K.placeholder((2,), dtype='int32')
    f = K.function([x, y], [x * 2, K.sum(y), K.shape(x)])
    for given in ([[1., 2.]], np.array([[1, 2]]), np.array([[1., 2.]], dtype='float16'),
                  ((1, 2),), np.asfortranarray(np.ones((2, 4))[::2, 1::2] * [1, 2])):
        doubled, total, shape = f([given, (3, 4)])
        assert doubled.dtype == 'float32' and doubled[0].tolist() == [2., 4.]
        assert total == 7 and shape.tolist()[1] == 2


def test_a_variable_and_an_input_as_outputs():
    x, v = K.placeholder((None,)), K.variable([7., 8.])
    assert [o.tolist() for o in K.function([x], [v, x, v, x])([[1.]])] == [
        [7., 8.], [1.], [7., 8.], [1.]]


def test_no_inputs_and_no_outputs():
    assert K.function([], [])([]) == []
    assert K.function([], [K.constant(1.)])(()) == [1.]


@pytest.mark.parametrize('given, message', [
    ([np.ones((2, 4))], r"'given'.*\(None, 3\).*\(2, 4\)"),
    ([np.ones(3)], r"'given'.*\(None, 3\).*\(3,\)"),
    ([3.], r"'given'.*\(None, 3\).*\(\)"),
    ([], r'has 1 inputs \(given\), but 0 values'),
    ([1., 2.], 'but 2 values'),
    ([[[1, 2], [3]]], "'given' takes an array"),
    ([['a', 'b', 'c']], "'given' takes an array of type float32"),
    ([None], "'given' takes an array"),
])
def test_a_wrong_value_is_a_clear_error(given, message):
    f = K.function([K.placeholder((None, 3), name='given')], [])
    with pytest.raises(ValueError, match=message):
        f(given)


def test_values_come_as_one_list():
    f = K.function([K.placeholder((None,))], [])
    for wrong in (np.ones((1, 3)), 3., 'x'):
        with pytest.raises(TypeError, match=r'f\(\[x\]\)'):
            f(wrong)


def test_wrong_arguments():
    x = K.placeholder(())
    with pytest.raises(TypeError, match='`inputs`.*list'):
        K.function(x, [x])
    with pytest.raises(TypeError, match='`outputs`.*list'):
        K.function([x], x)
    with pytest.raises(TypeError, match='`updates`.*list'):
        K.function([x], [x], updates=K.update(K.variable(1.), x))
    with pytest.raises(TypeError, match='outputs of K.function.*tensors'):
        K.function([x], [np.ones(2)])
    with pytest.raises(ValueError, match='stands twice'):
        K.function([x, x], [x])
    with pytest.raises(ValueError, match="'nonsense'"):
        K.function([x], [x], nonsense=1)


def test_updates_see_old_values():
    x, v = K.placeholder(()), K.variable(1.)
    f = K.function([x], [v + x], updates=[(v, v * 2 + x)])
    assert [float(f([1.])[0]) for _ in range(4)] == [2., 4., 8., 16.]
    assert K.get_value(v) == 31.


def test_updates_of_all_kinds_at_once():
    a, b, c = K.variable(1.), K.variable(2.), K.variable(3.)
    f = K.function([], [], updates=[K.update_add(a, 1.), (b, a * 0 + 5.),
                                    K.update(c, K.constant(9.))])
    f([])
    assert [float(v) for v in K.batch_get_value([a, b, c])] == [2., 5., 9.]


def test_many_calls_also_past_the_trial():
    x, v = K.placeholder((None,)), K.variable(0.)
    f = K.function([x], [K.sum(x)], updates=[K.update_add(v, K.sum(x))])
    for n in range(1, 40):
        assert f([np.ones(n)])[0] == n
    assert K.get_value(v) == sum(range(40))


def test_sparse_input_and_output():
    sparse = pytest.importorskip('scipy.sparse')
    x = K.placeholder((None, 3), sparse=True, name='given')
    assert K.is_sparse(x) and K.is_placeholder(x) and K.int_shape(x) == (None, 3)
    w = K.variable(np.arange(6.).reshape((3, 2)))
    f = K.function([x], [K.dot(x, w), x])
    matrix = sparse.csr_matrix(np.array([[0., 2., 0.], [1., 0., 3.]], dtype='float32'))
    for given in (matrix, matrix.tocoo(), matrix.astype('float64')):
        product, same = f([given])
        np.testing.assert_allclose(product, matrix.toarray().dot(K.get_value(w)))
        assert sorted(same.values.tolist()) == [1., 2., 3.]
    with pytest.raises(ValueError, match="'given.*sparse.*ndarray"):
        f([matrix.toarray()])
    with pytest.raises(ValueError, match=r"'given.*\(None, 3\).*\(2, 4\)"):
        f([sparse.csr_matrix((2, 4))])
    dense = K.function([K.placeholder((None, 3))], [])
    with pytest.raises(ValueError, match='takes an array'):
        dense([matrix])


@only_tensorflow
def test_sparse_tensor_value():
    x = K.placeholder((None, 3), sparse=True)
    value = K.tf.SparseTensorValue([[0, 1]], [2.], [1, 3])
    assert K.function([x], [K.to_dense(x)])([value])[0].tolist() == [[0., 2., 0.]]


@only_tensorflow
def test_session_arguments():
    tf = K.tf
    x, extra, v = K.placeholder(()), K.placeholder(()), K.variable(1.)
    metadata = tf.RunMetadata()
    f = K.function([x], [x + extra], fetches=[K.update_add(v, 1.)], feed_dict={extra: 10.},
                   options=tf.RunOptions(trace_level=tf.RunOptions.FULL_TRACE),
                   run_metadata=metadata)
    assert f([1.]) == [11.] and K.get_value(v) == 2.
    assert len(metadata.step_stats.dev_stats) > 0
    f.feed_dict[extra] = 20.
    assert f([1.]) == [21.] and K.get_value(v) == 3.


# Gradients


def test_gradients():
    x, w = K.variable([1., 2.]), K.variable([3., 4.])
    gx, gw = K.gradients(K.sum(x * x * w), [x, w])
    assert K.eval(gx).tolist() == [6., 16.] and K.eval(gw).tolist() == [1., 4.]
    assert K.gradients(K.sum(x), [w]) == [None]


def test_gradient_of_a_lookup_is_an_array():
    table = K.variable(np.ones((4, 2)))
    gradient, = K.gradients(K.sum(K.gather(table, K.constant([1, 1, 3], dtype='int32'))), [table])
    expected = [[0., 0.], [2., 2.], [0., 0.], [1., 1.]]
    assert K.function([], [gradient])([])[0].tolist() == expected


def test_stop_gradient():
    x = K.variable(3.)
    one = K.gradients(x * K.stop_gradient(x), [x])[0]
    assert K.eval(one) == 3.
    a, b = K.stop_gradient([x, x * 2])
    assert K.eval(a + b) == 9.


# Order


def test_read_after():
    v = K.variable(1.)
    result = K.read_after([K.update_add(v, 2.)], lambda: v * 10.)
    assert K.function([], [result])([]) == [30.] and K.function([], [result])([]) == [50.]
    pair = K.read_after([K.update_add(v, 1.)], lambda: [v + 0., v * 2.])
    assert [float(part) for part in K.function([], pair)([])] == [6., 12.]


def test_control_dependencies():
    v = K.variable(1.)
    with K.control_dependencies([K.update_add(v, 1.)]):
        read = v + 0.
    assert K.eval(read) == 2.


def test_print_tensor(capfd):
    x = K.print_tensor(K.constant([1., 2.]), message='the value: ')
    assert K.eval(x).tolist() == [1., 2.]
    output, errors = capfd.readouterr()
    assert 'the value' in output + errors and '[1 2]' in output + errors


# Branches


@pytest.mark.parametrize('dtype', ['bool', 'int32', 'float32'])
@pytest.mark.parametrize('wrap', [lambda t: t, lambda t: lambda: t])
def test_switch_on_a_scalar(dtype, wrap):
    condition = K.placeholder((), dtype=dtype)
    f = K.function([condition], [K.switch(condition, wrap(K.constant([1., 2.])),
                                          wrap(K.constant([3., 4.])))])
    assert f([1])[0].tolist() == [1., 2.] and f([0])[0].tolist() == [3., 4.]


@pytest.mark.parametrize('shape', [(2,), (2, 1), (2, 3)])
@pytest.mark.parametrize('known', [True, False])
def test_switch_by_element(shape, known):
    condition = K.placeholder(shape if known else (None,) * len(shape), dtype='bool')
    a, b = np.ones((2, 3)), np.zeros((2, 3))
    f = K.function([condition], [K.switch(condition, K.variable(a), lambda: K.constant(b))])
    given = np.arange(np.prod(shape)).reshape(shape) % 2 == 0
    full = given.reshape(shape + (1,) * (2 - len(shape)))
    np.testing.assert_array_equal(f([given])[0], np.where(np.broadcast_to(full, (2, 3)), a, b))


def test_switch_refuses_a_condition_of_higher_rank():
    with pytest.raises(ValueError, match='condition of a rank up to'):
        K.switch(K.constant([[True]], dtype='bool'), K.ones((1,)), K.ones((1,)))


# Learning phase


def test_learning_phase_is_false_unless_fed():
    phase = K.learning_phase()
    assert K.learning_phase() is phase and K.dtype(phase) == 'bool'
    f = K.function([phase], [phase])
    assert [bool(f([given])[0]) for given in (0, 1, False, True)] == [False, True, False, True]
    assert not K.function([], [phase])([])[0]


def test_in_train_and_test_phase():
    x, y = K.constant(1.), K.constant(2.)
    train, test = K.in_train_phase(x, lambda: y), K.in_test_phase(x, y)
    assert train._uses_learning_phase and test._uses_learning_phase
    f = K.function([K.learning_phase()], [train, test])
    assert f([1]) == [1., 2.] and f([0]) == [2., 1.]


@pytest.mark.parametrize('training', [True, 1, np.bool_(True), np.int64(1)])
def test_phase_by_argument(training):
    x, y = K.constant(1.), K.constant(2.)
    assert K.in_train_phase(x, y, training=training) is x
    assert K.in_test_phase(x, lambda: y, training=training) is y
    assert K.in_train_phase(x, y, training=0) is y


def test_phase_by_tensor():
    given = K.placeholder((), dtype='bool')
    chosen = K.in_train_phase(K.constant(1.), K.constant(2.), training=given)
    assert not getattr(chosen, '_uses_learning_phase', False)
    f = K.function([given], [chosen])
    assert f([True]) == [1.] and f([False]) == [2.]


def test_fixed_learning_phase():
    for value in (0, 1):
        K.set_learning_phase(value)
        assert K.learning_phase() == value
        x = K.constant(5.)
        assert (K.in_train_phase(x, x * 2) is x) == bool(value)
        f = K.function([K.placeholder(()), K.learning_phase()], [x])
        assert f([1., value]) == [5.]
        with pytest.raises(ValueError, match='learning phase is fixed to'):
            f([1., 1 - value])
    K.clear_session()
    assert K.is_tensor(K.learning_phase())
    for wrong in (2, 'train', None, .5):
        with pytest.raises(ValueError, match='set_learning_phase'):
            K.set_learning_phase(wrong)


def test_learning_phase_inside_a_loop():
    doubled = K.map_fn(lambda x: K.in_train_phase(x * 2, x), K.constant([1., 2.]))
    f = K.function([K.learning_phase()], [doubled])
    assert f([1])[0].tolist() == [2., 4.] and f([0])[0].tolist() == [1., 2.]


# Threads


def test_one_function_in_many_threads():
    x, w = K.placeholder((None, 3)), K.variable(np.eye(3))
    f = K.function([x], [K.dot(x, w)])
    failures = []

    def work(number):
        given = np.full((number + 1, 3), number, dtype='float32')
        for _ in range(200):
            if not np.array_equal(f([given])[0], given):
                failures.append(number)

    run_in_threads(work, 16)
    assert failures == []


def test_functions_and_variables_made_in_threads():
    root = K.placeholder((2,))
    results = {}

    def work(number):
        with K.graph_scope(root):
            v = K.variable([number, number])
            f = K.function([root], [root * v])
            results[number] = [f([[1., 2.]])[0].tolist() for _ in range(20)]

    run_in_threads(work, 8)
    assert results == {n: [[n, 2. * n]] * 20 for n in range(8)}


def test_graph_scope_needs_a_tensor():
    with pytest.raises(ValueError, match='symbolic tensor or a variable'):
        with K.graph_scope(np.ones(2)):
            raise AssertionError('not reached')


def run_in_threads(work, count):
    """Runs `work(number)` in threads; an error in one of them is raised here."""
    errors = []

    def guarded(number):
        try:
            work(number)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=guarded, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
