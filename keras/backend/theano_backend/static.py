"""What is known of a tensor before anything runs: sizes, and the values of small integer tensors.

The engine's types know only which axes have size 1. So sizes are found from the graph, one rule for
each kind of operation, and kept on the tensor.
"""

import numpy as np

from keras.backend.theano_backend.engine import Constant, SharedVariable, TensorType, subtensor

_SIZES = '_known_sizes'
_VALUES = '_known_values'

#: Integer tensors of more elements are not looked into.
_FEW = 16


def known(x, sizes):
    """Notes the sizes of a tensor, None for one that is not known; returns the tensor."""
    setattr(x, _SIZES, tuple(None if size is None else int(size) for size in sizes))
    return x


def sizes(x):
    """Returns the sizes of a tensor as a tuple of integers and None."""
    _visit(x)
    return getattr(x, _SIZES)


def values(x):
    """Returns the values of an integer tensor of up to one axis as a tuple of integers and None.

    Returns None if not even their number is known.
    """
    _visit(x)
    return getattr(x, _VALUES, None)


def _visit(x):
    """Finds out about a tensor and all that it is computed from, which may be deep."""
    waiting = [x]
    while waiting:
        one = waiting[-1]
        if hasattr(one, _SIZES):
            waiting.pop()
            _note_values(one)
            continue
        inputs = one.owner.inputs if one.owner is not None else ()
        missing = [other for other in inputs if not hasattr(other, _SIZES)]
        if missing:
            waiting.extend(missing)
            continue
        setattr(one, _SIZES, _found_sizes(one))


def _found_sizes(x):
    """Sizes of a tensor whose inputs are known."""
    given = getattr(x, '_keras_shape', None)
    if given is not None:
        return tuple(given)
    if isinstance(x, Constant) and hasattr(x.data, 'shape'):
        return tuple(x.data.shape)
    if isinstance(x, SharedVariable):
        return tuple(np.shape(x.get_value(borrow=True)))
    pattern = getattr(x.type, 'broadcastable', ())
    result = None
    if x.owner is not None and isinstance(x.type, TensorType):
        rule = _RULES.get(type(x.owner.op).__name__)
        if rule is not None:
            for one in x.owner.inputs:
                _note_values(one)
            result = rule(x.owner, [getattr(one, _SIZES) for one in x.owner.inputs])
    if result is None or len(result) != len(pattern):
        result = (None,) * len(pattern)
    return tuple(1 if is_one else size for is_one, size in zip(pattern, result))


def _note_values(x):
    """Notes the values of a small integer tensor whose inputs are known."""
    if hasattr(x, _VALUES) or getattr(x, 'dtype', '')[:3] not in ('int', 'uin'):
        return
    shape = getattr(x, _SIZES)
    if len(shape) > 1 or shape and (shape[0] is None or shape[0] > _FEW):
        return
    count = shape[0] if shape else 1
    if isinstance(x, Constant):
        found = tuple(int(one) for one in np.ravel(x.data))
    else:
        found = None
        if x.owner is not None:
            rule = _VALUE_RULES.get(type(x.owner.op).__name__)
            if rule is not None:
                for one in x.owner.inputs:
                    if hasattr(one, _SIZES):
                        _note_values(one)
                found = rule(x.owner)
        if found is None or len(found) != count:
            found = (None,) * count
    setattr(x, _VALUES, found)


def _value(x):
    """The value of a scalar integer (of either kind that the engine has), or None."""
    if isinstance(x, (int, np.integer)):
        return int(x)
    if isinstance(x, Constant) and np.ndim(x.data) == 0:
        return int(x.data)
    if x.owner is not None and type(x.owner.op).__name__ in ('ScalarFromTensor', 'Cast'):
        return _value(x.owner.inputs[0])
    found = getattr(x, _VALUES, None)
    return found[0] if found is not None and len(found) == 1 else None


def _vector(x):
    """The values of an integer vector, or None."""
    return getattr(x, _VALUES, None)


# Rules of sizes: function of the node and the sizes of its inputs


def _elementwise(node, shapes):
    """Sizes of what is computed element by element."""
    result = []
    for column in zip(*shapes):
        others = [size for size in column if size != 1]
        result.append(1 if not others else next((s for s in others if s is not None), None))
    return tuple(result) if shapes and len(result) == len(shapes[0]) else None


def _same(node, shapes):
    return shapes[0]


def _dim_shuffle(node, shapes):
    return tuple(1 if axis == 'x' else shapes[0][axis] for axis in node.op.new_order)


def _reduced(node, shapes):
    axis = node.op.axis
    if axis is None:
        return ()
    axes = [one % len(shapes[0]) for one in (axis if isinstance(axis, (tuple, list)) else (axis,))]
    return tuple(size for i, size in enumerate(shapes[0]) if i not in axes)


def _dot(node, shapes):
    first, second = shapes
    return first[:-1] + (second[1:] if len(second) == 2 else ())


def _batched_dot(node, shapes):
    first, second = shapes
    return first[:-1] + second[2:]


def _reshaped(node, shapes):
    wanted = _vector(node.inputs[1])
    if wanted is None:
        return None
    given = shapes[0]
    # A size that is found at run time is written -1 or is a tensor: it may follow from the others.
    free = [i for i, size in enumerate(wanted) if size is None or size == -1]
    result = [None if i in free else size for i, size in enumerate(wanted)]
    if len(free) == 1:
        rest = int(np.prod([size for size in result if size is not None], dtype='int64'))
        if None not in given and rest:
            result[free[0]] = int(np.prod(given, dtype='int64')) // rest
    return tuple(result)


def _cut(node, shapes):
    """Sizes of a slice."""
    result = []
    index = subtensor.get_idx_list(node.inputs, node.op.idx_list)
    rest = list(shapes[0])
    for one in index:
        size = rest.pop(0)
        if isinstance(one, slice):
            result.append(_slice_size(one, size))
    return tuple(result + rest)


def _slice_size(part, size):
    """Number of elements of a slice of an axis."""
    limits = []
    for limit in (part.start, part.stop, part.step):
        value = None if limit is None else _value(limit)
        if limit is not None and value is None:
            return None
        limits.append(value)
    start, stop, step = limits
    if size is None:
        return None
    return len(range(*slice(start, stop, step).indices(size)))


def _joined(node, shapes):
    axis = _value(node.inputs[0])
    shapes = shapes[1:]
    if axis is None:
        return None
    axis = axis % len(shapes[0])
    result = []
    for i, column in enumerate(zip(*shapes)):
        if i == axis:
            result.append(None if None in column else sum(column))
        else:
            result.append(next((size for size in column if size is not None), None))
    return tuple(result)


def _allocated(node, shapes):
    first = len(node.inputs) - node.outputs[0].ndim
    return tuple(_value(one) for one in node.inputs[first:])


def _picked_rows(node, shapes):
    return shapes[1] + shapes[0][1:]


def _shape_vector(node, shapes):
    return (len(shapes[0]),)


def _made_vector(node, shapes):
    return (len(shapes),)


def _pieces(node, shapes):
    """Sizes of an array of random numbers."""
    return _vector(node.inputs[1])


_RULES = {
    'Elemwise': _elementwise, 'DimShuffle': _dim_shuffle, 'Dot': _dot, 'Reshape': _reshaped,
    'BatchedDot': _batched_dot, 'Subtensor': _cut, 'Join': _joined, 'Alloc': _allocated,
    'AllocEmpty': _allocated, 'AdvancedSubtensor1': _picked_rows, 'Shape': _shape_vector,
    'MakeVector': _made_vector, 'Draw': _pieces, 'MaxAndArgmax': _reduced, 'Argmax': _reduced,
}
_RULES.update(dict.fromkeys(
    ('CAReduce', 'CAReduceDtype', 'Sum', 'Prod', 'Max', 'Min', 'Any', 'All', 'ProdWithoutZeros'),
    _reduced))
_RULES.update(dict.fromkeys(
    ('IncSubtensor', 'AdvancedIncSubtensor', 'AdvancedIncSubtensor1', 'AdvancedBooleanIncSubtensor',
     'Rebroadcast', 'SpecifyShape', 'Unbroadcast', 'Softmax', 'LogSoftmax', 'SoftmaxGrad',
     'ViewOp', 'OutputGuard', 'DeepCopyOp', 'DisconnectedGrad', 'Print', 'CumOp', 'SortOp',
     'ZeroGrad', 'GradClip', 'GradScale'), _same))


# Rules of values: function of the node


def _values_of_shape(node):
    return getattr(node.inputs[0], _SIZES)


def _value_of_size(node):
    return (getattr(node.inputs[0], _SIZES)[node.op.i],)


def _values_together(node):
    return tuple(_value(one) for one in node.inputs)


def _first_values(node):
    """Values of the first input, for what only changes their type."""
    one = node.inputs[0]
    found = _vector(one)
    return found if found is not None else (_value(one),)


def _values_of_slice(node):
    found = _vector(node.inputs[0])
    if found is None:
        return None
    index, = subtensor.get_idx_list(node.inputs, node.op.idx_list)
    if isinstance(index, slice):
        limits = [None if one is None else _value(one)
                  for one in (index.start, index.stop, index.step)]
        for limit, given in zip(limits, (index.start, index.stop, index.step)):
            if given is not None and limit is None:
                return None
        return found[slice(*limits)]
    place = _value(index)
    return None if place is None else (found[place],)


def _values_of_join(node):
    parts = [_vector(one) for one in node.inputs[1:]]
    return None if None in parts else sum(parts, ())


def _values_by_element(node):
    """Values of arithmetic with integers."""
    function = _ARITHMETIC.get(type(node.op.scalar_op).__name__)
    parts = [_vector(one) for one in node.inputs]
    if function is None or None in parts:
        return None
    count = max(len(part) for part in parts)
    columns = zip(*[part if len(part) == count else part * count for part in parts])
    return tuple(None if None in column else function(*column) for column in columns)


def _sum(*numbers):
    return sum(numbers)


def _product(*numbers):
    return int(np.prod(numbers, dtype='int64'))


def _whole_quotient(a, b):
    return a // b if b else None


_ARITHMETIC = {
    'Add': _sum, 'Mul': _product, 'Sub': lambda a, b: a - b, 'Cast': lambda a: a,
    'IntDiv': _whole_quotient, 'FloorDivide': _whole_quotient, 'Identity': lambda a: a,
    'Maximum': lambda a, b: max(a, b), 'Minimum': lambda a, b: min(a, b), 'Neg': lambda a: -a,
    'ScalarMaximum': lambda a, b: max(a, b), 'ScalarMinimum': lambda a, b: min(a, b),
}
_VALUE_RULES = {
    'Shape': _values_of_shape, 'Shape_i': _value_of_size, 'MakeVector': _values_together,
    'Subtensor': _values_of_slice, 'ScalarFromTensor': _first_values,
    'TensorFromScalar': _first_values, 'Join': _values_of_join, 'Elemwise': _values_by_element,
    'DimShuffle': _first_values, 'Rebroadcast': _first_values, 'SpecifyShape': _first_values,
    'Unbroadcast': _first_values,
}
