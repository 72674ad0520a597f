"""The limit on Theano or Aesara: the same networks by hand, one compiled step of training.

Behind workload and mode it is told the epochs of a round. Loss and accuracy of the batches are
added up in Python.
"""
import importlib
import sys

import numpy as np
from protocol import serve
from workloads import EPSILON, LEARNING_RATE, WORKLOADS, batches, channels_first

try:
    theano = importlib.import_module('theano')
except ImportError:
    theano = importlib.import_module('aesara')
T = importlib.import_module(theano.__name__ + '.tensor')
nnet = importlib.import_module(theano.__name__ + '.tensor.nnet')
pool_2d = importlib.import_module(theano.__name__ + '.tensor.signal.pool').pool_2d


def weights(random, *shape):
    """Returns a variable with random numbers."""
    scale = np.sqrt(2. / np.prod(shape[1:] if len(shape) == 4 else shape[:1]))
    return theano.shared((random.standard_normal(shape) * scale).astype('float32'))


def zeros(*shape):
    """Returns a variable with zeros."""
    return theano.shared(np.zeros(shape, 'float32'))


def network(spec, x, random):
    """Returns the logits of a workload for inputs, and its variables."""
    parameters = []
    total = 2 * (len(spec.get('filters', ())) + len(spec['hidden']) + 1)
    features = spec['input'][-1]
    if spec['kind'] == 'conv':
        size = spec['input'][0]
        for filters in spec['filters']:
            kernel, bias = weights(random, filters, features, 3, 3), zeros(filters)
            x = nnet.relu(nnet.conv2d(x, kernel) + bias.dimshuffle('x', 0, 'x', 'x'))
            parameters += [kernel, bias]
            features, size = filters, size - 2
        x = pool_2d(x, (2, 2), ignore_border=True).flatten(2)
        features *= (size // 2) ** 2
    for units in spec['hidden'] + (spec['outputs'],):
        kernel, bias = weights(random, features, units), zeros(units)
        x = T.dot(x, kernel) + bias
        parameters += [kernel, bias]
        if len(parameters) < total:
            x = nnet.relu(x)
        features = units
    return x, parameters


def adam(loss, parameters):
    """Returns the updates of one step of Adam."""
    step = theano.shared(np.float32(0))
    t = step + np.float32(1)
    rate = (np.float32(LEARNING_RATE) * T.sqrt(1 - np.float32(.999) ** t)
            / (1 - np.float32(.9) ** t))
    updates = [(step, t)]
    for parameter, gradient in zip(parameters, theano.grad(loss, parameters)):
        first = theano.shared(np.zeros_like(parameter.get_value()))
        second = theano.shared(np.zeros_like(parameter.get_value()))
        m = np.float32(.9) * first + np.float32(.1) * gradient
        v = np.float32(.999) * second + np.float32(.001) * T.sqr(gradient)
        updates += [(first, m), (second, v),
                    (parameter, parameter - rate * m / (T.sqrt(v) + np.float32(EPSILON)))]
    return updates


def training_step(spec):
    """Returns the compiled step: arrays of a batch to its loss and accuracy."""
    x = T.tensor4() if spec['kind'] == 'conv' else T.matrix()
    y = T.matrix()
    logits, parameters = network(spec, x, np.random.RandomState(0))
    if spec['outputs'] == 1:
        loss = T.mean(T.nnet.binary_crossentropy(nnet.sigmoid(logits), y))
        hits = T.mean(T.eq(logits > 0, y > .5))
    else:
        loss = T.mean(nnet.categorical_crossentropy(nnet.softmax(logits), y))
        hits = T.mean(T.eq(T.argmax(logits, axis=1), T.argmax(y, axis=1)))
    inputs = [theano.In(one, borrow=True) for one in (x, y)]
    step = theano.function(inputs, [loss, hits], updates=adam(loss, parameters))
    step.trust_input = True
    return step


def prepare(workload, mode):
    """Returns one round: epochs of training."""
    theano.config.floatX = 'float32'
    epochs, spec = int(sys.argv[3]), WORKLOADS[workload]
    x_all, y_all = channels_first(workload)
    step, random = training_step(spec), np.random.RandomState(0)

    def epoch():
        totals = np.zeros(2)
        for x, y in batches(x_all, y_all, spec['batch_size'], random):
            totals += [float(value) * len(x) for value in step(x, y)]
        return totals / len(x_all)

    return lambda: [epoch() for _ in range(epochs)]


if __name__ == '__main__':
    serve(prepare)
