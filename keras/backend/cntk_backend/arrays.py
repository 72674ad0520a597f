"""The arrays that kernels compute with: CNTK nodes of known shape, marked with a type.

CNTK computes with floats, see `precision`: the mark says what they stand for. An array without
elements, which CNTK does not know, has no node.
"""

import cntk as C
import numpy as np

from keras.backend import common
from keras.backend.cntk_backend import precision

_scalars = {}


class SparseArray(np.ndarray):
    """A dense array of which the graph says that it is sparse: CNTK has no others for our ops."""


class Array:
    """A CNTK node, a constant or a stand-in, with shape and type.

    Args:
        node: The CNTK variable or function; None for a stand-in, and where there is a value.
        shape: Tuple of integers.
        dtype: The type that it stands for, as a string.
        value: NumPy array, if it is a constant.
        slot: Place of its value among those of a program, if it is computed or fed before.
    """

    __slots__ = ('_node', 'shape', 'dtype', 'value', 'slot', 'images', 'is_sparse')
    __array_ufunc__ = None          # NumPy leaves operators with its arrays to us
    __array_priority__ = 100

    def __init__(self, node, shape, dtype, value=None, slot=None):
        self._node = node
        self.shape = tuple(shape)
        self.dtype = dtype
        self.value = value
        self.slot = slot
        self.images = None
        self.is_sparse = isinstance(value, SparseArray)

    @property
    def node(self):
        """The CNTK node; made when it is first asked for."""
        if self._node is None:
            kind = precision.kind_of(self.dtype)
            if self.images is not None:
                self._node = self.images.to_last()
            elif self.value is not None:
                self._node = C.constant(np.ascontiguousarray(self.value, dtype=kind), dtype=kind)
            else:
                self._node = C.input_variable(self.shape, dtype=kind, dynamic_axes=[])
        return self._node

    @property
    def ndim(self):
        """The number of axes."""
        return len(self.shape)

    @property
    def size(self):
        """The number of elements."""
        return int(np.prod(self.shape, dtype='int64'))

    @property
    def is_float(self):
        """Whether it stands for floats."""
        return self.dtype.startswith('float')

    @property
    def is_in_loop(self):
        """Whether its node has one value for each step of a loop."""
        return self.images is None and self._node is not None and len(self._node.dynamic_axes) > 0

    def __len__(self):
        return self.shape[0]

    def __neg__(self):
        return unary(C.negate, self)

    def __abs__(self):
        return unary(C.abs, self)

    def __invert__(self):
        return where(self, False, True)

    def __add__(self, other):
        return binary(C.plus, self, other)

    __radd__ = __add__

    def __sub__(self, other):
        return binary(C.minus, self, other)

    def __rsub__(self, other):
        return binary(C.minus, other, self)

    def __mul__(self, other):
        return binary(C.element_times, self, other)

    __rmul__ = __mul__

    def __truediv__(self, other):
        return divided(self, other)

    def __rtruediv__(self, other):
        return divided(other, self)

    def __floordiv__(self, other):
        return _floored(self, other)

    def __rfloordiv__(self, other):
        return _floored(other, self)

    def __mod__(self, other):
        return self - _floored(self, other) * other

    def __rmod__(self, other):
        return other - _floored(other, self) * self

    def __pow__(self, other):
        return power(self, other)

    def __rpow__(self, other):
        return power(other, self)

    def __and__(self, other):
        return binary(C.element_min, self, other)

    __rand__ = __and__

    def __or__(self, other):
        return binary(C.element_max, self, other)

    __ror__ = __or__

    def __xor__(self, other):
        return compare(C.not_equal, self, other)

    __rxor__ = __xor__

    def __lt__(self, other):
        return compare(C.less, self, other)

    def __le__(self, other):
        return compare(C.less_equal, self, other)

    def __gt__(self, other):
        return compare(C.greater, self, other)

    def __ge__(self, other):
        return compare(C.greater_equal, self, other)

    def __matmul__(self, other):
        return matmul(self, lifted(other))

    def __rmatmul__(self, other):
        return matmul(lifted(other), self)


def is_number(value):
    """Whether a value is a Python number, which takes the type of what it meets."""
    return isinstance(value, (bool, int, float)) and not isinstance(value, np.generic)


def lifted(value, dtype=None):
    """Returns an `Array` for an array, a NumPy value or a number.

    Args:
        value: What is given.
        dtype: Type of a number; by default that of NumPy.

    Returns:
        An `Array`.
    """
    if isinstance(value, Array):
        return value
    value = np.asanyarray(value, dtype=dtype)
    return Array(None, value.shape, value.dtype.name, value)


def empty(shape, dtype):
    """Returns an array without elements."""
    return full(shape, dtype, 0)


def full(shape, dtype, value):
    """Returns an array of one value, which takes no memory until it becomes a node."""
    value = np.asarray(value, common.host_dtype(dtype))
    return Array(None, shape, dtype, np.broadcast_to(value, shape))


def scalar(value, kind):
    """Returns the constant node of a number."""
    key = float(value), kind
    if key not in _scalars:
        if len(_scalars) > 10000:
            _scalars.clear()
        _scalars[key] = C.constant(float(value), shape=(), dtype=kind)
    return _scalars[key]


def unary(function, x, dtype=None):
    """Applies a function of nodes to each element."""
    if not x.size:
        return empty(x.shape, dtype or x.dtype)
    if x.images is not None and dtype is None:
        return x.images.mapped(function)
    return Array(function(x.node), x.shape, dtype or x.dtype)


def binary(function, x, y, dtype=None):
    """Applies a function of two nodes to each pair of elements."""
    x, y, common_type = unified(x, y)
    shape = broadcast(x.shape, y.shape)
    if 0 in shape:
        return empty(shape, dtype or common_type)
    return Array(function(_operand(x), _operand(y)), shape, dtype or common_type)


def _operand(x):
    """The node of an argument of an elementwise function; one of a single number is a scalar."""
    if x.value is not None and not x.shape:
        return scalar(x.value, precision.kind_of(x.dtype))
    return x.node


def unified(x, y):
    """Returns two arguments, one of which may be a number, as arrays of one type, and the type."""
    if is_number(x):
        y = lifted(y)
        x = lifted(x, _type_of_number(x, y.dtype))
    elif is_number(y):
        x = lifted(x)
        y = lifted(y, _type_of_number(y, x.dtype))
    x, y = lifted(x), lifted(y)
    dtype = promoted(x.dtype, y.dtype)
    return cast(x, dtype), cast(y, dtype), dtype


def _type_of_number(number, dtype):
    """The type of a number beside an array of some type."""
    if dtype.startswith('float') or isinstance(number, bool):
        return dtype
    if isinstance(number, float):
        return common.floatx()
    return 'int32' if dtype == 'bool' else dtype


def promoted(one, other):
    """Returns the type of what is computed from two types."""
    if one == other or other == 'bool':
        return one
    if one == 'bool':
        return other
    floats = [dtype for dtype in (one, other) if dtype.startswith('float')]
    if len(floats) == 1:
        return floats[0]
    return np.promote_types(one, other).name


def broadcast(*shapes):
    """Returns the shape that arrays of some shapes have together.

    Raises:
        ValueError: If they do not fit.
    """
    rank = max(len(shape) for shape in shapes)
    result = [1] * rank
    for shape in shapes:
        for place, size in enumerate(shape, rank - len(shape)):
            if size != 1 and result[place] not in (1, size):
                raise ValueError('The shapes {} do not fit each other.'.format(
                    ' and '.join(map(str, shapes))))
            result[place] = size if size != 1 else result[place]
    return tuple(result)


def broadcast_to(x, shape):
    """Returns an array repeated to a shape."""
    shape = broadcast(x.shape, shape)
    if x.shape == shape:
        return x
    if not x.size or 0 in shape:
        return empty(shape, x.dtype)
    if x.value is not None:
        return lifted(np.broadcast_to(x.value, shape))
    kind = precision.kind_of(x.dtype)
    return Array(C.element_times(x.node, C.constant(1, shape=shape, dtype=kind)), shape, x.dtype)


def cast(x, dtype):
    """Returns an array in another type; floats become integers by leaving the fraction out."""
    if x.dtype == dtype:
        return x
    if x.value is not None:
        return Array(None, x.shape, dtype, x.value.astype(common.host_dtype(dtype)))
    if dtype == 'bool':
        return compare(C.not_equal, x, 0)
    node = x.node
    if x.is_float and not dtype.startswith('float'):
        below = C.less(node, scalar(0, precision.kind_of(x.dtype)))
        node = C.element_select(below, C.ceil(node), C.floor(node))
    precision.kind_of(dtype)
    return Array(node, x.shape, dtype)


def compare(function, x, y):
    """Compares two arguments, element by element."""
    result = binary(function, x, y)
    if not result.size:
        return empty(result.shape, 'bool')
    return Array(result.node, result.shape, 'bool')


def where(condition, x, y):
    """Chooses between two arguments, element by element; NumPy's rules of shapes."""
    x, y, dtype = unified(x, y) if not (is_number(x) and is_number(y)) else (
        lifted(x), lifted(y), lifted(x).dtype)
    shape = broadcast(condition.shape, x.shape, y.shape)
    if 0 in shape:
        return empty(shape, dtype)
    return Array(C.element_select(_operand(condition), _operand(x), _operand(y)), shape, dtype)


def divided(x, y):
    """Returns `x / y`, infinite or no number where `y` is 0, which CNTK leaves out."""
    by_number = is_number(y)
    x, y, dtype = unified(x, y)
    if not dtype.startswith('float'):
        dtype = common.floatx()
        x, y = cast(x, dtype), cast(y, dtype)
    if by_number and y.value:
        return binary(C.element_times, x, lifted(np.asarray(1. / float(y.value), dtype)))
    result = binary(C.element_divide, x, y)
    if y.value is not None and np.all(y.value):
        return result
    # What is infinite has no slope, or 0 times that would make all slopes no numbers.
    beyond = binary(C.element_times, unary(C.stop_gradient, x), float('inf'))
    return where(compare(C.equal, y, 0), beyond, result)


def ratio(x, y):
    """Returns `x / y` for a divisor that is not 0."""
    return binary(C.element_divide, x, y)


def _floored(x, y):
    """Returns the whole part of a quotient, towards minus infinity."""
    x, y, dtype = unified(x, y)
    quotient = binary(C.element_divide, x, y)
    result = unary(C.floor, quotient)
    if dtype.startswith('float'):
        return result
    # A quotient of large integers may have been rounded up to the next whole number.
    return where(compare(C.greater, result * y, x) if y.value is not None and np.all(y.value > 0)
                 else full((), 'bool', False), result - 1, result)


def power(x, a):
    """Returns `x ** a`."""
    x, a, dtype = unified(x, a)
    if a.value is not None and not a.shape:
        number = float(a.value)
        if number == 2.:
            return binary(C.element_times, x, x)
        if number == .5:
            return unary(C.sqrt, x)
        if number == -1.:
            return divided(lifted(np.asarray(1, dtype)), x)
    return binary(C.pow, x, a)


def matmul(x, y):
    """Returns the product of two matrices, or of stacks of them."""
    x, y, dtype = unified(x, y)
    if y.ndim <= 2:
        return product(x, y)
    raise ValueError('A product of arrays of shape {} and {} is K.batch_dot().'.format(
        x.shape, y.shape))


def product(x, y):
    """Returns the sum of products over the last axis of `x` and the first one of `y`."""
    x, y, dtype = unified(x, y)
    if x.shape[-1] != y.shape[0]:
        raise ValueError('The product of shapes {} and {} sums over an axis of {} and one of {}.'
                         .format(x.shape, y.shape, x.shape[-1], y.shape[0]))
    shape = x.shape[:-1] + y.shape[1:]
    if 0 in shape:
        return empty(shape, dtype)
    if not x.size:
        return full(shape, dtype, 0)
    inner = x.shape[-1]
    rows = reshape(x, (-1, inner))
    columns = reshape(y, (inner, -1))
    result = Array(C.times(rows.node, columns.node), (rows.shape[0], columns.shape[1]), dtype)
    return reshape(result, shape)


def reshape(x, shape):
    """Returns the same elements in another shape, in which one size may be -1."""
    shape = tuple(int(size) for size in shape)
    if -1 in shape:
        others = int(np.prod([size for size in shape if size != -1], dtype='int64'))
        missing = x.size // others if others else 0
        shape = tuple(missing if size == -1 else size for size in shape)
    if int(np.prod(shape, dtype='int64')) != x.size:
        raise ValueError('{} elements of shape {} do not fill the shape {}.'.format(
            x.size, x.shape, shape))
    if shape == x.shape:
        return x
    if x.value is not None:
        return lifted(x.value.reshape(shape))
    return Array(C.reshape(x.node, shape), shape, x.dtype)


def transposed(x, order):
    """Returns the array with its axes in another order."""
    order = tuple(int(axis) % max(x.ndim, 1) for axis in order)
    shape = tuple(x.shape[axis] for axis in order)
    if order == tuple(range(x.ndim)):
        return x
    if x.value is not None:
        return lifted(np.transpose(x.value, order))
    return Array(C.transpose(x.node, order), shape, x.dtype)


def reduced(function, x, axes, keepdims=False, dtype=None):
    """Applies a reduction of nodes over axes (a tuple of positive numbers)."""
    kept = tuple(1 if axis in axes else size for axis, size in enumerate(x.shape))
    shape = kept if keepdims else tuple(
        size for axis, size in enumerate(x.shape) if axis not in axes)
    node = x.node if not axes else function(x.node, axis=list(axes))
    return reshape(Array(node, kept, dtype or x.dtype), shape)


def joined(parts, axis):
    """Joins arrays of one type along an axis."""
    shape = list(parts[0].shape)
    shape[axis] = sum(part.shape[axis] for part in parts)
    parts = [part for part in parts if part.size]
    dtype = parts[0].dtype if parts else None
    if len(parts) == 1:
        return parts[0]
    return Array(C.splice(*[part.node for part in parts], axis=axis), shape, dtype)


def cut(x, axis, start, stop, step=1):
    """Returns `x[start:stop:step]` along one axis, for positive places and any step but 0."""
    count = len(range(start, stop, step))
    shape = x.shape[:axis] + (count,) + x.shape[axis + 1:]
    if shape == x.shape and step == 1:
        return x
    if 0 in shape:
        return empty(shape, x.dtype)
    if x.value is not None:
        index = [slice(None)] * x.ndim
        index[axis] = slice(start, None if stop < 0 else stop, step)
        return lifted(x.value[tuple(index)])
    if step < 0:
        last = start + (count - 1) * step
        node = C.slice(x.node, axis, last, start + 1, step)
        return Array(node, shape, x.dtype)
    return Array(C.slice(x.node, axis, start, stop, step), shape, x.dtype)


def padded(x, amounts, value=0.):
    """Returns an array with a value before and after it: a pair of counts for each axis."""
    shape = tuple(size + sum(pair) for size, pair in zip(x.shape, amounts))
    if shape == x.shape:
        return x
    if not x.size:
        return full(shape, x.dtype, value)
    amounts = [tuple(int(one) for one in pair) for pair in amounts]
    return Array(C.pad(x.node, amounts, constant_value=value), shape, x.dtype)


def from_samples(node, count, dtype):
    """Returns the array of a node with a batch axis of so many samples: its first axis."""
    shape = (count,) + tuple(node.shape)
    return Array(C.reshape(C.unpack_batch(node), shape), shape, dtype)
