"""The limit in graph mode: the same network by hand in `tf.compat.v1`, one session call a step.

What a careful programmer writes: fused optimizer kernel, cross-entropy on logits, loss and
accuracy fetched at every step because `fit` reports them too.
"""
import sys

import numpy as np
from protocol import serve
from workloads import EPSILON, LEARNING_RATE, WORKLOADS, batches, data

PREDICTIONS = 200


def glorot(shape):
    """A Glorot-uniform array."""
    receptive = int(np.prod(shape[:-2]))
    limit = np.sqrt(6. / (receptive * (shape[-2] + shape[-1])))
    return np.random.uniform(-limit, limit, size=shape).astype('float32')


def network(tf, spec, x):
    """Returns the logits."""
    def variables(shape):
        return (tf.Variable(glorot(shape), use_resource=True),
                tf.Variable(np.zeros(shape[-1], 'float32'), use_resource=True))
    features = spec['input'][-1]
    if spec['kind'] == 'conv':
        for filters in spec['filters']:
            kernel, bias = variables((3, 3, features, filters))
            x = tf.nn.relu(tf.nn.bias_add(tf.nn.conv2d(x, kernel, [1, 1, 1, 1], 'VALID'), bias))
            features = filters
        x = tf.nn.max_pool(x, [1, 2, 2, 1], [1, 2, 2, 1], 'VALID')
        features = int(np.prod(x.shape.as_list()[1:]))
        x = tf.reshape(x, [-1, features])
    for units in spec['hidden']:
        kernel, bias = variables((features, units))
        x = tf.nn.relu(tf.nn.bias_add(tf.matmul(x, kernel), bias))
        features = units
    kernel, bias = variables((features, spec['outputs']))
    return tf.nn.bias_add(tf.matmul(x, kernel), bias)


def prepare(workload, mode):
    """Returns one round: an epoch of training, or many session calls on one sample."""
    import tensorflow
    tf = tensorflow.compat.v1
    tf.disable_eager_execution()
    spec = WORKLOADS[workload]
    x_all, y_all = data(workload)
    x = tf.placeholder('float32', (None,) + spec['input'])
    y = tf.placeholder('float32', (None, spec['outputs']))
    logits = network(tf, spec, x)
    if spec['outputs'] == 1:
        output = tf.sigmoid(logits)
        losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=y, logits=logits)
        hits = tf.equal(tf.round(output), y)
    else:
        output = tf.nn.softmax(logits)
        losses = tf.nn.softmax_cross_entropy_with_logits_v2(labels=y, logits=logits)
        hits = tf.equal(tf.argmax(output, -1), tf.argmax(y, -1))
    loss, accuracy = tf.reduce_mean(losses), tf.reduce_mean(tf.cast(hits, 'float32'))
    train = tf.train.AdamOptimizer(LEARNING_RATE, epsilon=EPSILON).minimize(loss)
    session = tf.Session()
    session.run(tf.global_variables_initializer())
    random = np.random.RandomState(0)

    def epoch():
        total = np.zeros(2)
        for x_batch, y_batch in batches(x_all, y_all, spec['batch_size'], random):
            results = session.run([train, loss, accuracy], {x: x_batch, y: y_batch})
            total += np.multiply(results[1:], len(x_batch))
        return total / len(x_all)

    one = x_all[:1]
    bound = session.make_callable(output, [x])
    call = {'session': lambda: session.run(output, {x: one}), 'callable': lambda: bound(one)}

    def predictions():
        for _ in range(PREDICTIONS):
            call[sys.argv[3]]()
    return epoch if mode == 'fit' else predictions


if __name__ == '__main__':
    serve(prepare)
