"""The TensorFlow backend: TensorFlow 1.14, 1.15, and 2.16 or later, in graph mode.

Importing it turns eager execution off (see `engine`). Rooms: `core` (tensors and variables),
`math`, `shaping`, `nn`, `conv`, `recurrent`, `fused` (loops of LSTM and GRU), `random`, `function`
(functions, gradients, phases), `training` (updates of weights), and `session` (graphs, sessions).
"""

from tensorflow.python.ops import control_flow_ops  # noqa: F401

from keras.backend.tensorflow_backend.engine import public as tf  # noqa: F401
from keras.backend.tensorflow_backend import (
    conv, core, function, fused, math, nn, random, recurrent, session, shaping, training)
from keras.utils.generic_utils import has_arg  # noqa: F401

_get_available_gpus = session._get_available_gpus       # programs for several GPUs call it

#: Names of this engine that the public namespace carries besides the contract.
EXTRAS = ('tf', 'control_flow_ops', 'Function', 'has_arg')

for _room in (session, core, math, shaping, nn, conv, recurrent, fused, random, function,
              training):
    # The ops of the rooms, of which some (`function`) have the name of a room.
    globals().update({_name: _value for _name, _value in vars(_room).items()
                      if getattr(_value, '__module__', None) == _room.__name__
                      and not _name.startswith('_')})
