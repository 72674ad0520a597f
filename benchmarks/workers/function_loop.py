"""The limit in TensorFlow 2 style: the same network by hand under one `tf.function` per step."""
import numpy as np
from protocol import serve
from session_loop import glorot
from workloads import EPSILON, LEARNING_RATE, WORKLOADS, batches, data


class Network:
    """Weights and forward pass of a workload."""

    def __init__(self, tf, spec):
        self.tf, self.spec, self.weights = tf, spec, []
        features = spec['input'][-1]
        size = spec['input'][0]
        for filters in spec.get('filters', ()):
            self.add((3, 3, features, filters))
            features, size = filters, size - 2
        if spec['kind'] == 'conv':
            features *= (size // 2) ** 2
        for units in spec['hidden'] + (spec['outputs'],):
            self.add((features, units))
            features = units

    def add(self, shape):
        """Makes the kernel and the bias of one layer."""
        bias = np.zeros(shape[-1], 'float32')
        self.weights += [self.tf.Variable(glorot(shape)), self.tf.Variable(bias)]

    def __call__(self, x):
        tf, weights = self.tf, list(self.weights)
        for _ in self.spec.get('filters', ()):
            x = tf.nn.conv2d(x, weights.pop(0), 1, 'VALID')
            x = tf.nn.relu(tf.nn.bias_add(x, weights.pop(0)))
        if self.spec['kind'] == 'conv':
            x = tf.nn.max_pool2d(x, 2, 2, 'VALID')
            x = tf.reshape(x, [tf.shape(x)[0], -1])
        while len(weights) > 2:
            x = tf.nn.relu(tf.nn.bias_add(tf.matmul(x, weights.pop(0)), weights.pop(0)))
        return tf.nn.bias_add(tf.matmul(x, weights.pop(0)), weights.pop(0))


def prepare(workload, mode):
    """Returns one round: an epoch of training."""
    import tensorflow as tf
    spec = WORKLOADS[workload]
    x_all, y_all = data(workload)
    network = Network(tf, spec)
    zeros = [tf.zeros_like(weight) for weight in network.weights]
    slots = [(tf.Variable(zero), tf.Variable(zero)) for zero in zeros]
    powers = tf.Variable(0.9), tf.Variable(0.999)

    @tf.function
    def step(x, y):
        with tf.GradientTape() as tape:
            logits = network(x)
            if spec['outputs'] == 1:
                losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=y, logits=logits)
                hits = tf.equal(tf.round(tf.sigmoid(logits)), y)
            else:
                losses = tf.nn.softmax_cross_entropy_with_logits(labels=y, logits=logits)
                hits = tf.equal(tf.argmax(logits, -1), tf.argmax(y, -1))
            loss = tf.reduce_mean(losses)
        gradients = tape.gradient(loss, network.weights)
        for weight, (m, v), grad in zip(network.weights, slots, gradients):
            tf.raw_ops.ResourceApplyAdam(
                var=weight.handle, m=m.handle, v=v.handle, beta1_power=powers[0],
                beta2_power=powers[1], lr=LEARNING_RATE, beta1=0.9, beta2=0.999, epsilon=EPSILON,
                grad=grad)
        powers[0].assign(powers[0] * 0.9)
        powers[1].assign(powers[1] * 0.999)
        return loss, tf.reduce_mean(tf.cast(hits, 'float32'))

    random = np.random.RandomState(0)

    def epoch():
        total = np.zeros(2)
        for x_batch, y_batch in batches(x_all, y_all, spec['batch_size'], random):
            loss, accuracy = step(x_batch, y_batch)
            total += [float(loss) * len(x_batch), float(accuracy) * len(x_batch)]
        return total / len(x_all)
    return epoch


if __name__ == '__main__':
    serve(prepare)
