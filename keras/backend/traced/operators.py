"""The operators of Python on symbolic tensors and variables."""

import operator

import numpy as np

from keras.backend.traced import engine as engines
from keras.backend.traced import record
from keras.backend.traced.tensor import Symbol, Tensor, Variable, tensors_in

_UNARY = {'__neg__': ('negative', operator.neg), '__abs__': ('abs', operator.abs),
          '__invert__': ('logical_not', operator.invert)}
_BINARY = {
    'add': operator.add, 'sub': operator.sub, 'mul': operator.mul, 'truediv': operator.truediv,
    'floordiv': operator.floordiv, 'mod': operator.mod, 'pow': operator.pow,
    'matmul': operator.matmul, 'and': operator.and_, 'or': operator.or_, 'xor': operator.xor}
_COMPARISONS = {'lt': operator.lt, 'le': operator.le, 'gt': operator.gt, 'ge': operator.ge}
_NAMES = ('x', 'y')


def _binary(name, kernel, reflected=False):
    """Returns the method of a binary operator."""
    def method(self, other):
        if other is None or isinstance(other, str):
            return NotImplemented
        if isinstance(other, (list, tuple)):
            other = np.asarray(other) if not tensors_in(other) else other
        given = [other, self] if reflected else [self, other]
        return record.call_kernel(name, kernel, _NAMES, given, (), host=kernel)
    return method


def _unary(name, kernel):
    """Returns the method of a unary operator."""
    def method(self):
        return record.call_kernel(name, kernel, ('x',), [self], (), host=kernel)
    return method


def _getitem(self, index):
    """Returns `self[index]`, as NumPy knows it."""
    x = record.as_tensor(self)
    if x.is_host and not any(not one.is_host for one in tensors_in([index])):
        return record.on_host('getitem', operator.getitem, [x, index])
    # Sizes stay on the host here; a tensor of the device may be an index of its own.
    return record.record('getitem', engines.current().getitem, (x, index))


def _iter(self):
    """Iterates along the first axis."""
    if not self.shape or self.shape[0] is None:
        raise TypeError('The symbolic tensor {!r} of shape {} has no known number of parts to '
                        'iterate over.'.format(self.name, self.shape))
    return (self[i] for i in range(self.shape[0]))


def _assign(op):
    """Returns a method of variables that updates them, in the words of TensorFlow."""
    def method(self, value):
        return op(self, value)
    return method


def attach(update, update_add, update_sub):
    """Gives tensors and variables their operators.

    Args:
        update: The op of that name.
        update_add: The op of that name.
        update_sub: The op of that name.
    """
    for name, (op, kernel) in _UNARY.items():
        setattr(Symbol, name, _unary(op, kernel))
    for name, kernel in _BINARY.items():
        setattr(Symbol, '__{}__'.format(name), _binary(name, kernel))
        setattr(Symbol, '__r{}__'.format(name), _binary(name, kernel, reflected=True))
    for name, kernel in _COMPARISONS.items():
        setattr(Symbol, '__{}__'.format(name), _binary(name, kernel))
    Symbol.__getitem__ = _getitem
    Symbol.__iter__ = _iter
    Symbol.__hash__ = object.__hash__
    Variable.assign = _assign(update)
    Variable.assign_add = _assign(update_add)
    Variable.assign_sub = _assign(update_sub)


__all__ = ['Tensor', 'attach']
