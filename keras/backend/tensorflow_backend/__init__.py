"""The TensorFlow backend: TensorFlow 1.14, 1.15, and 2.16 or later, in graph mode.

Importing it turns eager execution off (see `engine`). Rooms: `core` (tensors and variables), `math`,
`shaping`, `nn`, `conv`, `recurrent`, `random`, `function` (functions, gradients, phases), and
`session` (graphs and sessions).
"""

import importlib as _importlib
import os as _os

from tensorflow.python.ops import control_flow_ops  # noqa: F401

from keras.backend.tensorflow_backend.engine import public as tf  # noqa: F401

#: Names of this engine that the public namespace carries besides the contract.
EXTRAS = ('tf', 'control_flow_ops')

for _room in ('session', 'core', 'math', 'shaping', 'nn', 'conv', 'recurrent', 'random', 'function'):
    if _os.path.exists(_os.path.join(_os.path.dirname(__file__), _room + '.py')):
        _module = _importlib.import_module('keras.backend.tensorflow_backend.' + _room)
        globals().update({_name: _value for _name, _value in vars(_module).items()
                          if getattr(_value, '__module__', None) == _module.__name__
                          and not _name.startswith('_')})
