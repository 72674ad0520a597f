"""The CNTK backend, on the traced graph: one kernel for each op, and the engine's services.

Rooms: `core`, `math`, `shaping`, `nn`, `conv`, `recurrent`, `random`, `training` (kernels on
`arrays`) and `engine` (NumPy arrays outside of functions, gradients, loops, and the `program` that
a function becomes for inputs of certain shapes).
"""

from keras.backend.cntk_backend import installation  # noqa: F401
from keras.backend.cntk_backend import engine
from keras.backend.cntk_backend import (
    conv, core, math, nn, pool, random, recurrent, shaping, training)
from keras.backend.traced import namespace
from keras.utils.generic_utils import has_arg  # noqa: F401

#: Names of this engine that the public namespace carries besides the contract.
EXTRAS = ('C', 'Function', 'has_arg')

C = installation.cntk

globals().update(namespace.make(
    engine, (core, math, shaping, nn, conv, pool, recurrent, random, training)))
