"""`fit` and `predict` of a Keras-like package: this library, or the peer `tf_keras`."""
import sys

from protocol import serve
from workloads import EPSILON, LEARNING_RATE, WORKLOADS, data

PREDICTIONS = 200


def build(package, spec):
    """Returns the compiled model of a workload, written as a user would."""
    layers = package.layers
    model = package.models.Sequential()
    if spec['kind'] == 'conv':
        first, second = spec['filters']
        model.add(layers.Conv2D(first, 3, activation='relu', input_shape=spec['input']))
        model.add(layers.Conv2D(second, 3, activation='relu'))
        model.add(layers.MaxPooling2D(2))
        model.add(layers.Flatten())
        model.add(layers.Dense(spec['hidden'][0], activation='relu'))
    else:
        model.add(layers.Dense(spec['hidden'][0], activation='relu', input_shape=spec['input']))
        for units in spec['hidden'][1:]:
            model.add(layers.Dense(units, activation='relu'))
    last = 'sigmoid' if spec['outputs'] == 1 else 'softmax'
    model.add(layers.Dense(spec['outputs'], activation=last))
    optimizer = package.optimizers.Adam(learning_rate=LEARNING_RATE, epsilon=EPSILON)
    model.compile(optimizer=optimizer, loss=spec['loss'], metrics=['accuracy'])
    return model


def prepare(workload, mode):
    """Returns one round: an epoch of `fit`, or many predictions of one sample."""
    if sys.argv[3] == 'tf_keras':
        import tf_keras as package
    else:
        import keras as package
    spec = WORKLOADS[workload]
    x, y = data(workload)
    model = build(package, spec)
    if mode == 'fit':
        return lambda: model.fit(x, y, batch_size=spec['batch_size'], epochs=1, verbose=0)
    one = x[:1]

    def predictions():
        for _ in range(PREDICTIONS):
            model.predict(one) if sys.argv[3] != 'tf_keras' else model.predict(one, verbose=0)
    return predictions


if __name__ == '__main__':
    serve(prepare)
