"""The contract of a backend: every public op once, with its signature and docstring.

Each room is a file of stubs under the decorator `op`. An engine's function of the same name must
have the same signature, and takes its docstring from here. Which engines may refuse an op, and why,
stands beside the op as well (see `keras.backend.contract.declare`).
"""

from keras.backend.contract import (  # noqa: F401
    conv, core, function, math, nn, random, recurrent, shaping, training)
from keras.backend.contract.declare import OPS, Op, op

#: The rooms of the contract; every engine package has the same ones.
ROOMS = ('core', 'math', 'shaping', 'nn', 'conv', 'recurrent', 'random', 'function',
         'training')

__all__ = ['OPS', 'ROOMS', 'Op', 'op']
