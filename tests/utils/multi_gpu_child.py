"""A process with four processors that stand for GPUs; `multi_gpu_test.py` starts it."""

import sys
import warnings

import numpy as np

from keras import backend as K
from keras.layers import (
    BatchNormalization, Dense, Dropout, Embedding, Input, LSTM, TimeDistributed, add)
from keras.models import Model, Sequential, load_model
from keras.utils import multi_gpu_model

# before anything else touches the engine: the devices are fixed with the first session
K.set_session(K.tf.Session(config=K.tf.ConfigProto(
    device_count={'CPU': 4}, intra_op_parallelism_threads=1, inter_op_parallelism_threads=1)))
CPUS = ['/cpu:1', '/cpu:2', '/cpu:3']


def dense_model():
    """One input, one output."""
    return Sequential([Dense(5, activation='tanh', input_shape=(4,)), Dense(2)], name='plain')


def branched_model():
    """Two inputs, two outputs."""
    a, b = Input((4,), name='a'), Input((4,), name='b')
    hidden = add([Dense(3, name='left')(a), Dense(3, name='right')(b)])
    return Model([a, b], [Dense(1, name='p')(hidden), Dense(2, name='q')(hidden)])


def check_devices():
    """The processors are there, and what is not there is named."""
    assert K.devices() == ['/cpu:0'] + CPUS
    for gpus, words in [(None, 'at least two.*none.*/cpu:0, /cpu:1'), (1, 'at least two'),
                        (2, 'no /gpu:0 and no /gpu:1.*/cpu:3'),
                        (['/cpu:1', '/cpu:7'], 'no /cpu:7'), (['/cpu:1', '/cpu:1'], 'at least two'),
                        (['/cpu:1'], 'at least two'), ('all', 'must be None')]:
        refused(lambda: multi_gpu_model(dense_model(), gpus), words)


def refused(function, words):
    """Asserts that the function raises a `ValueError` with these words."""
    import re
    try:
        function()
    except ValueError as error:
        assert re.search(words, str(error)), error
    else:
        raise AssertionError('not refused: ' + words)


def check_models_that_cannot_be_split():
    """Stateful models, models without a graph, sparse inputs."""
    refused(lambda: multi_gpu_model(
        Sequential([LSTM(2, stateful=True, batch_input_shape=(6, 3, 2))]), CPUS), 'stateful')
    refused(lambda: multi_gpu_model(Sequential([Dense(2)]), CPUS), 'inputs are known')
    x = Input((3,), sparse=True, name='words')
    refused(lambda: multi_gpu_model(Model(x, Dense(2)(x)), CPUS), "'words'.*sparse")


def check_placement(parallel, x):
    """Each part was computed on its own processor, forwards and backwards."""
    parallel.compile('sgd', 'mse')
    parallel._make_train_function()
    used = {}
    computing = [op for op in K.tf.get_default_graph().get_operations()
                 if op.type != 'ReadVariableOp']        # variables are read where they are
    for op in computing:
        for index in range(3):
            if 'replica_%d' % index in op.name:
                used.setdefault(index, set()).add(op.device[-5:].lower())
    assert used == {0: {'cpu:1'}, 1: {'cpu:2'}, 2: {'cpu:3'}}, used
    assert devices_of_products(parallel, x) == set(cpu[1:] for cpu in CPUS)


def devices_of_products(model, x):
    """Where the engine computed the products of matrices of a model."""
    metadata = K.tf.RunMetadata()
    options = K.tf.RunOptions(output_partition_graphs=True)
    K.function(model.inputs, model.outputs, options=options, run_metadata=metadata)([x])
    return {node.device[-5:].lower() for graph in metadata.partition_graphs for node in graph.node
            if 'MatMul' in node.op}


def check_layers_under_a_device_scope_of_the_engine():
    """A layer runs where it was called."""
    x = Input((3, 4))
    with K.tf.device('/cpu:2'):
        hidden = LSTM(3, return_sequences=True)(x)
    with K.tf.device('/cpu:3'):
        model = Model(x, TimeDistributed(Dense(2))(hidden))
    data = np.ones((2, 3, 4))
    assert devices_of_products(Model(x, hidden), data) == {'cpu:2'}
    assert devices_of_products(model, data) == {'cpu:2', 'cpu:3'}
    model.compile('adam', 'mse')
    assert np.isfinite(model.train_on_batch(data, np.ones((2, 3, 2))))


def check_same_numbers(cpu_merge):
    """Outputs, losses and trained weights equal those of the plain model, for uneven batches."""
    model = dense_model()
    parallel = multi_gpu_model(model, CPUS, cpu_merge=cpu_merge)
    assert parallel.output_names == model.output_names
    for size in (1, 2, 3, 7, 12):
        x = np.random.normal(size=(size, 4))
        np.testing.assert_allclose(parallel.predict(x), model.predict(x), rtol=1e-5, atol=1e-6)
    twin = dense_model()
    twin.set_weights(model.get_weights())
    for each in (twin, parallel):
        each.compile('adam', 'mse')
    x, y = np.random.normal(size=(22, 4)), np.random.normal(size=(22, 2))
    histories = [each.fit(x, y, batch_size=8, epochs=2, shuffle=False, verbose=0).history['loss']
                 for each in (twin, parallel)]
    np.testing.assert_allclose(histories[0], histories[1], rtol=1e-4)
    for a, b in zip(twin.get_weights(), model.get_weights()):
        np.testing.assert_allclose(a, b, rtol=1e-4, atol=1e-5)
    check_placement(parallel, x)
    return model, x


def check_saving(model, x, path):
    """The plain model underneath saves and loads."""
    model.save(path)
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')                 # it was never compiled itself
        loaded = load_model(path)
    np.testing.assert_allclose(loaded.predict(x), model.predict(x), rtol=1e-5)


def check_several_inputs_and_outputs():
    """Losses by the names of the outputs."""
    model = branched_model()
    parallel = multi_gpu_model(model, ['/cpu:1', '/cpu:2'])
    x = {'a': np.random.normal(size=(5, 4)), 'b': np.random.normal(size=(5, 4))}
    for got, wanted in zip(parallel.predict(x), model.predict(x)):
        np.testing.assert_allclose(got, wanted, rtol=1e-5, atol=1e-6)
    parallel.compile('sgd', {'p': 'mse', 'q': 'mae'})
    parallel.fit(x, {'p': np.zeros((5, 1)), 'q': np.zeros((5, 2))}, verbose=0)


def check_masks():
    """The mask of the output weighs the loss as in the plain model."""
    x = Input((4,))
    hidden = LSTM(3, return_sequences=True)(Embedding(6, 3, mask_zero=True)(x))
    model = Model(x, TimeDistributed(Dense(1))(hidden))
    parallel = multi_gpu_model(model, CPUS)
    words = np.array([[1, 2, 0, 0], [3, 0, 0, 0], [1, 2, 3, 4], [5, 1, 2, 0], [1, 0, 0, 0]])
    losses = []
    for each in (model, parallel):
        each.compile('sgd', 'mse')
        losses.append(each.evaluate(words, np.ones((5, 4, 1)), verbose=0))
    np.testing.assert_allclose(losses[0], losses[1], rtol=1e-5)


def check_statistics_of_small_batches():
    """Batches with fewer samples than devices leave no NaN in moving averages."""
    model = Sequential([BatchNormalization(input_shape=(4,)), Dropout(.2), Dense(1)])
    parallel = multi_gpu_model(model, CPUS)
    parallel.compile('sgd', 'mse')
    for size in (1, 2, 5):
        parallel.train_on_batch(np.random.normal(size=(size, 4)), np.ones((size, 1)))
    assert all(np.isfinite(weight).all() for weight in model.get_weights())


def check_relocation():
    """The copy has the weights of the model, on the first processor."""
    with K.device_scope('/cpu:3'):
        model = dense_model()
    parallel = multi_gpu_model(model, CPUS, cpu_relocation=True)
    copy = parallel.get_layer(model.name)
    assert copy is not model
    assert all(weight.op.device.lower().endswith('cpu:0') for weight in copy.weights)
    x = np.random.normal(size=(7, 4))
    np.testing.assert_allclose(parallel.predict(x), model.predict(x), rtol=1e-5, atol=1e-6)


if __name__ == '__main__':
    check_devices()
    check_models_that_cannot_be_split()
    check_same_numbers(cpu_merge=False)
    check_saving(*check_same_numbers(cpu_merge=True), path=sys.argv[1])
    check_several_inputs_and_outputs()
    check_masks()
    check_statistics_of_small_batches()
    check_relocation()
    check_layers_under_a_device_scope_of_the_engine()
    print('all is well')
