"""`fit` and `predict` of a Keras-like package: this library, `tf_keras`, or another `keras`.

Behind workload and mode it is told the name of the package, and perhaps the epochs of a round.
"""
import sys

from protocol import serve
from workloads import EPSILON, LEARNING_RATE, WORKLOADS, data

PREDICTIONS = 200


def dense(layers, model, spec):
    """Adds the layers of a dense network."""
    model.add(layers.Dense(spec['hidden'][0], activation='relu', input_shape=spec['input']))
    for units in spec['hidden'][1:]:
        model.add(layers.Dense(units, activation='relu'))


def conv(layers, model, spec):
    """Adds the layers of a convolutional network."""
    first, second = spec['filters']
    model.add(layers.Conv2D(first, 3, activation='relu', input_shape=spec['input']))
    model.add(layers.Conv2D(second, 3, activation='relu'))
    model.add(layers.MaxPooling2D(2))
    model.add(layers.Flatten())
    model.add(layers.Dense(spec['hidden'][0], activation='relu'))


def recurrent(layers, model, spec):
    """Adds the layers of a recurrent network."""
    model.add(layers.Embedding(spec['words'], spec['width']))
    model.add(layers.LSTM(spec['hidden'][0]))


def residual(package, spec):
    """Returns a network of residual blocks."""
    layers = package.layers

    def normal(x, filters, size, strides=1):
        x = layers.Conv2D(filters, size, strides=strides, padding='same', use_bias=False)(x)
        return layers.BatchNormalization()(x)

    inputs = layers.Input(shape=spec['input'])
    x = layers.Activation('relu')(normal(inputs, spec['filters'][0], 3))
    for stage, filters in enumerate(spec['filters']):
        for block in range(spec['blocks']):
            strides = 2 if stage and not block else 1
            shortcut = x if strides == 1 else normal(x, filters, 1, strides)
            x = layers.Activation('relu')(normal(x, filters, 3, strides))
            x = layers.Activation('relu')(layers.add([normal(x, filters, 3), shortcut]))
    x = layers.GlobalAveragePooling2D()(x)
    return package.models.Model(inputs, layers.Dense(spec['outputs'], activation='softmax')(x))


def build(package, spec):
    """Returns the compiled model of a workload, written as a user would."""
    if spec['kind'] == 'residual':
        model = residual(package, spec)
    else:
        model = package.models.Sequential()
        add = {'dense': dense, 'conv': conv, 'recurrent': recurrent}[spec['kind']]
        add(package.layers, model, spec)
        last = 'sigmoid' if spec['outputs'] == 1 else 'softmax'
        model.add(package.layers.Dense(spec['outputs'], activation=last))
    optimizer = package.optimizers.Adam(learning_rate=LEARNING_RATE, epsilon=EPSILON)
    model.compile(optimizer=optimizer, loss=spec['loss'], metrics=['accuracy'])
    return model


def prepare(workload, mode):
    """Returns one round: epochs of `fit`, or many predictions of one sample."""
    if sys.argv[3] == 'tf_keras':
        import tf_keras as package
    else:
        import keras as package
    epochs = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    spec = WORKLOADS[workload]
    x, y = data(workload)
    model = build(package, spec)
    if mode == 'fit':
        return lambda: model.fit(x, y, batch_size=spec['batch_size'], epochs=epochs, verbose=0)
    one = x[:1]

    def predictions():
        for _ in range(PREDICTIONS):
            model.predict(one) if sys.argv[3] != 'tf_keras' else model.predict(one, verbose=0)
    return predictions


if __name__ == '__main__':
    serve(prepare)
