"""The limit on CNTK: the same networks with CNTK's own layers and `Trainer`.

Behind workload and mode it is told the epochs of a round. The trainer measures loss and error of
each batch; they are read and added up, as `fit` does.
"""
import sys
import warnings

import numpy as np
from protocol import serve
from workloads import EPSILON, LEARNING_RATE, WORKLOADS, batches, channels_first

with warnings.catch_warnings():
    warnings.simplefilter('ignore')     # of the engine, about its own modules
    import cntk


def network(spec):
    """Returns the layers of a workload; they give logits."""
    parts = []
    if spec['kind'] == 'conv':
        parts += [cntk.layers.Convolution2D(3, filters, activation=cntk.relu)
                  for filters in spec['filters']]
        parts.append(cntk.layers.MaxPooling((2, 2), strides=(2, 2)))
    parts += [cntk.layers.Dense(units, activation=cntk.relu) for units in spec['hidden']]
    return cntk.layers.Sequential(parts + [cntk.layers.Dense(spec['outputs'])])


def trainer(spec, x, y):
    """Returns the trainer of a workload for its input variables."""
    logits = network(spec)(x)
    if spec['outputs'] == 1:
        prediction = cntk.sigmoid(logits)
        loss = cntk.binary_cross_entropy(prediction, y)
        error = cntk.not_equal(cntk.greater(prediction, .5), cntk.greater(y, .5))
    else:
        loss = cntk.cross_entropy_with_softmax(logits, y)
        error = cntk.classification_error(logits, y)
    rate = cntk.learning_parameter_schedule(LEARNING_RATE)
    learner = cntk.adam(logits.parameters, rate, cntk.momentum_schedule(.9), unit_gain=False,
                        variance_momentum=cntk.momentum_schedule(.999), epsilon=EPSILON)
    return cntk.Trainer(logits, (loss, error), [learner])


def prepare(workload, mode):
    """Returns one round: epochs of training."""
    epochs, spec = int(sys.argv[3]), WORKLOADS[workload]
    x_all, y_all = channels_first(workload)
    x = cntk.input_variable(x_all.shape[1:])
    y = cntk.input_variable(y_all.shape[1:])
    training, random = trainer(spec, x, y), np.random.RandomState(0)

    def epoch():
        totals = np.zeros(2)
        for some_x, some_y in batches(x_all, y_all, spec['batch_size'], random):
            training.train_minibatch({x: some_x, y: some_y})
            totals += [len(some_x) * training.previous_minibatch_loss_average,
                       len(some_x) * training.previous_minibatch_evaluation_average]
        return totals / len(x_all)

    return lambda: [epoch() for _ in range(epochs)]


if __name__ == '__main__':
    serve(prepare)
