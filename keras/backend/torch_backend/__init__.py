"""The PyTorch backend, on the traced graph: one kernel for each op, and the engine's services.

Rooms: `core`, `math`, `shaping`, `nn`, `conv`, `recurrent`, `random`, `training` (kernels on the
engine's own arrays) and `engine` (arrays, gradients, loops, compiled functions).
"""

import torch  # noqa: F401

from keras.backend.torch_backend import engine
from keras.backend.torch_backend import (  # noqa: F401
    conv, core, math, nn, overrides, random, recurrent, shaping, training)
from keras.backend.traced import namespace
from keras.utils.generic_utils import has_arg  # noqa: F401

#: Names of this engine that the public namespace carries besides the contract.
EXTRAS = ('torch', 'Function', 'has_arg')

globals().update(namespace.make(
    engine, (core, math, shaping, nn, conv, recurrent, random, training)))
