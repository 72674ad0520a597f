"""The limit on JAX: the same networks by hand, one jitted step that is given up its old state.

Behind workload and mode it is told the epochs of a round. Loss and accuracy are added up in the
state and looked at once an epoch.
"""
import functools
import sys

import jax
import numpy as np
from jax import lax
from jax import numpy as jnp
from protocol import serve
from workloads import EPSILON, LEARNING_RATE, WORKLOADS, batches, data


def glorot(*shape):
    """A Glorot-uniform array."""
    receptive = int(np.prod(shape[:-2]))
    limit = np.sqrt(6. / (receptive * (shape[-2] + shape[-1])))
    return jnp.asarray(np.random.uniform(-limit, limit, size=shape), 'float32')


def convolved(x, kernel, stride=1, padding='VALID'):
    """A convolution, channels last."""
    return lax.conv_general_dilated(x, kernel, (stride, stride), padding,
                                    dimension_numbers=('NHWC', 'HWIO', 'NHWC'))


def pooled(x):
    """The largest of each 2 x 2 values."""
    return lax.reduce_window(x, -jnp.inf, lax.max, (1, 2, 2, 1), (1, 2, 2, 1), 'VALID')


def lstm(x, weights):
    """The last output of an LSTM; the products with the inputs are taken at once."""
    kernel, recurrent, bias = weights
    entering = jnp.swapaxes(x @ kernel + bias, 0, 1)

    def step(state, entered):
        hidden, carry = state
        gates = entered + hidden @ recurrent
        i, f, g, o = jnp.split(gates, 4, axis=-1)
        carry = jax.nn.sigmoid(f) * carry + jax.nn.sigmoid(i) * jnp.tanh(g)
        return (jax.nn.sigmoid(o) * jnp.tanh(carry), carry), None

    zeros = jnp.zeros((x.shape[0], recurrent.shape[0]), x.dtype)
    return lax.scan(step, (zeros, zeros), entering)[0][0]


class Network:
    """First weights and forward pass of a workload.

    Attributes:
        weights: List of arrays that are trained.
        averages: List of running averages: a mean and a variance for each normalisation.
    """

    def __init__(self, spec):
        self.spec, self.weights, self.averages = spec, [], []
        features = spec['input'][-1]
        if spec['kind'] == 'recurrent':
            units, features = spec['hidden'][0], spec['width']
            self.weights += [glorot(spec['words'], features), glorot(features, 4 * units),
                             glorot(units, 4 * units), jnp.zeros(4 * units)]
            features = units
        elif spec['kind'] == 'residual':
            self._add_normal(3, features, spec['filters'][0])
            features = spec['filters'][0]
            for stage, block in self._blocks():
                filters = spec['filters'][stage]
                if stage and not block:
                    self._add_normal(1, features, filters)
                self._add_normal(3, features, filters)
                self._add_normal(3, filters, filters)
                features = filters
        elif spec['kind'] == 'conv':
            size = spec['input'][0]
            for filters in spec['filters']:
                self.weights += [glorot(3, 3, features, filters), jnp.zeros(filters)]
                features, size = filters, size - 2
            features *= (size // 2) ** 2
        hidden = () if spec['kind'] == 'recurrent' else spec.get('hidden', ())
        for units in tuple(hidden) + (spec['outputs'],):
            self.weights += [glorot(features, units), jnp.zeros(units)]
            features = units

    def _blocks(self):
        """Pairs of stage and block."""
        return [(stage, block) for stage in range(len(self.spec['filters']))
                for block in range(self.spec['blocks'])]

    def _add_normal(self, size, entering, filters):
        """Makes the weights of a convolution and its normalisation."""
        self.weights += [glorot(size, size, entering, filters), jnp.ones(filters),
                         jnp.zeros(filters)]
        self.averages += [jnp.zeros(filters), jnp.ones(filters)]

    def __call__(self, weights, averages, x):
        """Returns logits and new running averages."""
        weights, averages, new = list(weights), list(averages), []

        def normal(x, stride=1):
            kernel, gamma, beta = [weights.pop(0) for _ in range(3)]
            x = convolved(x, kernel, stride, 'SAME')
            mean = jnp.mean(x, (0, 1, 2))
            variance = jnp.mean(jnp.square(x), (0, 1, 2)) - jnp.square(mean)
            for value in (mean, variance):
                new.append(lax.stop_gradient(.99 * averages.pop(0) + .01 * value))
            scale = gamma * lax.rsqrt(variance + 1e-3)
            return x * scale + (beta - mean * scale)

        if self.spec['kind'] == 'recurrent':
            x = lstm(weights.pop(0)[x], [weights.pop(0) for _ in range(3)])
        elif self.spec['kind'] == 'residual':
            x = jax.nn.relu(normal(x))
            for stage, block in self._blocks():
                stride = 2 if stage and not block else 1
                shortcut = normal(x, stride) if stride > 1 else x
                x = jax.nn.relu(normal(x, stride))
                x = jax.nn.relu(normal(x) + shortcut)
            x = jnp.mean(x, (1, 2))
        elif self.spec['kind'] == 'conv':
            for _ in self.spec['filters']:
                x = jax.nn.relu(convolved(x, weights.pop(0)) + weights.pop(0))
            x = pooled(x).reshape(x.shape[0], -1)
        while len(weights) > 2:
            x = jax.nn.relu(x @ weights.pop(0) + weights.pop(0))
        return x @ weights[0] + weights[1], new


def loss_of(network, weights, averages, x, y):
    """Returns the loss, and besides new running averages and the number of hits."""
    logits, averages = network(weights, averages, x)
    if y.shape[-1] == 1:
        losses = jnp.maximum(logits, 0) - logits * y + jnp.log1p(jnp.exp(-jnp.abs(logits)))
        hits = jnp.sum((logits > 0) == (y > .5))
    else:
        losses = -jnp.sum(y * jax.nn.log_softmax(logits), -1)
        hits = jnp.sum(jnp.argmax(logits, -1) == jnp.argmax(y, -1))
    return jnp.mean(losses), (averages, hits)


def prepare(workload, mode):
    """Returns one round: epochs of training."""
    epochs = int(sys.argv[3])
    spec = WORKLOADS[workload]
    x_all, y_all = data(workload)
    network = Network(spec)

    @functools.partial(jax.jit, donate_argnums=(0,))
    def step(state, x, y):
        weights, ms, vs, t, averages, totals = state
        (loss, (averages, hits)), gradients = jax.value_and_grad(loss_of, 1, has_aux=True)(
            network, weights, averages, x, y)
        t = t + 1
        rate = LEARNING_RATE * jnp.sqrt(1 - .999 ** t) / (1 - .9 ** t)
        ms = [.9 * m + .1 * g for m, g in zip(ms, gradients)]
        vs = [.999 * v + .001 * g * g for v, g in zip(vs, gradients)]
        weights = [w - rate * m / (jnp.sqrt(v) + EPSILON) for w, m, v in zip(weights, ms, vs)]
        return weights, ms, vs, t, averages, totals + jnp.stack([loss * len(x), hits])

    random = np.random.RandomState(0)
    state = [network.weights, [jnp.zeros_like(w) for w in network.weights],
             [jnp.zeros_like(w) for w in network.weights], jnp.zeros(()), network.averages,
             jnp.zeros(2)]

    def epoch():
        state[-1] = jnp.zeros(2)
        for x, y in batches(x_all, y_all, spec['batch_size'], random):
            state[:] = step(state, x, y)
        return np.asarray(state[-1]) / len(x_all)

    return lambda: [epoch() for _ in range(epochs)]


if __name__ == '__main__':
    serve(prepare)
