"""Keras 2: deep learning for people, on the engine of your choice.

Importing this package loads no engine; the first use of a layer, a model or `keras.backend` does.
"""
from keras.utils.lazy import lazy
from keras.version import __version__  # noqa: F401

lazy(__name__,
     submodules=['activations', 'applications', 'backend', 'callbacks', 'constraints', 'datasets',
                 'engine', 'initializers', 'layers', 'legacy', 'losses', 'metrics', 'models',
                 'objectives', 'optimizers', 'preprocessing', 'regularizers', 'saving', 'utils',
                 'wrappers'],
     names={'Input': 'keras.engine.input_layer',
            'Model': 'keras.engine.training',
            'Sequential': 'keras.engine.sequential'})
