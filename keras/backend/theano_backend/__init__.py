"""The Theano backend: Theano 1.0.5, or Aesara 2.9 where Theano does not install.

A tensor is a variable of the engine, so its own functions work on it. Rooms: `core` (tensors and
variables), `math`, `shaping`, `nn`, `ctc`, `conv`, `pool`, `recurrent`, `random` and `function`
(functions, gradients, phases). Below them: `static` (what is known of sizes), `rewriting` (what is
done to a graph before it is compiled), `evaluation`, `draws`, `state` and `engine`.
"""

from keras.backend.theano_backend.engine import T, config, theano  # noqa: F401
from keras.backend.theano_backend import (
    conv, core, ctc, function, math, nn, pool, random, recurrent, shaping, state)
from keras.utils.generic_utils import has_arg  # noqa: F401

#: Names of this engine that the public namespace carries besides the contract.
EXTRAS = ('theano', 'T', 'Function', 'has_arg')

for _room in (state, core, math, shaping, ctc, nn, pool, conv, recurrent, random, function):
    # The ops of the rooms, of which some (`function`) have the name of a room.
    globals().update({_name: _value for _name, _value in vars(_room).items()
                      if getattr(_value, '__module__', None) == _room.__name__
                      and not _name.startswith('_')})
for _name in ('clear_session', 'device_scope', 'devices', 'get_uid', 'name_scope', 'reset_uids'):
    globals()[_name] = getattr(state, _name)
