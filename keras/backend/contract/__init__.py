"""The contract of a backend: every public op once, with its signature and docstring.

Each room is a file of stubs under the decorator `op`. An engine's function of the same name must
have the same signature, and takes its docstring from here. Which engines may refuse an op, and why,
stands beside the op as well (see `keras.backend.contract.declare`).
"""

import importlib
import os

from keras.backend.contract.declare import OPS, Op, op

#: The rooms of the contract; every engine package has the same ones.
ROOMS = ('core', 'math', 'shaping', 'nn', 'conv', 'recurrent', 'random', 'function')

for _room in ROOMS:
    if os.path.exists(os.path.join(os.path.dirname(__file__), _room + '.py')):
        importlib.import_module('keras.backend.contract.' + _room)

__all__ = ['OPS', 'ROOMS', 'Op', 'op']
