"""`fit` of a recurrent network: this library, it without fused ops, or the peer `tf_keras`."""
import sys

import numpy as np
from protocol import serve

STEPS, WORDS, BATCH_SIZE, SAMPLES = 80, 20000, 32, 640


def recurrent_layer(layers, workload):
    """The recurrent layer of a workload."""
    dropout = 0. if workload.endswith('_plain') else 0.2
    cls = layers.GRU if workload.startswith('gru') else layers.LSTM
    return cls(128, dropout=dropout, recurrent_dropout=dropout)


def prepare(workload, mode):
    """Returns one round: an epoch of `fit`."""
    if sys.argv[3] == 'tf_keras':
        import tf_keras as package
    else:
        import keras as package
        if sys.argv[3] == 'general':
            from keras import backend
            for name in ('fused_lstm', 'fused_gru'):
                delattr(backend, name)
    layers = package.layers
    model = package.models.Sequential([
        layers.Embedding(WORDS, 128), recurrent_layer(layers, workload),
        layers.Dense(1, activation='sigmoid')])
    model.compile('adam', 'binary_crossentropy', metrics=['accuracy'])
    random = np.random.RandomState(0)
    x = random.randint(1, WORDS, (SAMPLES, STEPS)).astype('int32')
    y = random.randint(2, size=(SAMPLES, 1)).astype('float32')
    return lambda: model.fit(x, y, batch_size=BATCH_SIZE, epochs=1, verbose=0)


if __name__ == '__main__':
    serve(prepare)
