"""CNTK as the engine of the traced graph: its arrays, stand-ins, gradients and functions.

Outside of functions an array is a NumPy array: values of variables, what is fed, what comes out.
Inside it is an `arrays.Array`, a node of CNTK's own graph. The text of a function is run once for
each set of input shapes and becomes a `program.Program`, which is kept.
"""

import collections

import cntk as C
import numpy as np

from keras.backend import common
from keras.backend import feeds
from keras.backend.cntk_backend import arrays
from keras.backend.cntk_backend import loops
from keras.backend.cntk_backend import precision
from keras.backend.cntk_backend.arrays import Array
from keras.backend.cntk_backend.program import LOCK, Program, Source, building, current

NAME = 'cntk'

#: Kernels by name; the package fills it from its rooms.
KERNELS = {}

#: CNTK has first derivatives only.
ONCE_DIFFERENTIABLE = None

#: What stands in for a source of random numbers.
SOURCE = None

#: Programs that one function keeps, those of the shapes that came last.
_MOST_PROGRAMS = 32

_inferred = {}
_chosen = []


# Devices


def _use_device():
    """Tells CNTK, once, to compute on the device that the configuration names."""
    if not _chosen:
        name = common.device()
        number = int(name.partition(':')[2] or 0)
        gpus = C.device.all_devices()[:-1]
        if name.startswith('cuda') and number >= len(gpus):
            raise RuntimeError(
                'The configuration says "device": {!r}, but CNTK sees {} GPUs. Set it to "auto" or '
                '"cpu", or install the build of CNTK for GPUs (cntk-gpu).'.format(name, len(gpus)))
        use_gpu = name.startswith('cuda') or name == 'auto' and gpus
        device = C.device.gpu(number) if use_gpu else C.device.cpu()
        C.device.try_set_default_device(device)
        _chosen.append(device)


def devices():
    """Returns the names of all devices."""
    return ['/cpu:0'] + ['/gpu:%d' % number for number in range(len(C.device.all_devices()) - 1)]


def check_device(name):
    """Raises an error if what is built under a device scope would run somewhere else."""
    _use_device()
    kind, _, number = name.lower().rpartition('/')[2].replace('device:', '').partition(':')
    chosen = _chosen[0]
    if kind == 'cpu' or chosen.type() == C.device.DeviceKind.GPU \
            and int(number or 0) == chosen.id():
        return          # the host hands its values on by itself
    raise ValueError('The device {!r} cannot be used: this process computes on {}, the device that '
                     'keras.json configures. Set "device" there to compute on another one.'.format(
                         name, chosen))


# Arrays


def array(value, dtype=None):
    """Returns a NumPy value in a type."""
    return np.asarray(value, dtype=None if dtype is None else common.host_dtype(dtype))


def own_array(value, dtype=None):
    """Returns an array of memory of its own."""
    return np.array(value, dtype=None if dtype is None else common.host_dtype(dtype), order='C')


def sparse_array(indices, values, shape):
    """Returns a sparse array: a dense one that is marked."""
    result = np.zeros(shape, values.dtype)
    np.add.at(result, tuple(indices.T), values)
    return result.view(arrays.SparseArray)


def to_numpy(x):
    """Returns an array as a NumPy array of its own memory, a sparse one as a triple."""
    if isinstance(x, Array):
        x = current().value_of(x)
    return x if isinstance(x, feeds.SparseValue) else np.array(x)


def as_type_of(old, new):
    """Returns a new value of a variable in the type of the old one."""
    old, new = arrays.lifted(old), arrays.lifted(new)
    return arrays.cast(new, old.dtype)


def dtype_name(x):
    """Returns the name of the type of an array."""
    return np.dtype(x.dtype).name


def getitem(x, index):
    """Returns `x[index]`, as NumPy knows it."""
    return KERNELS['getitem'](x, index)


# Stand-ins


def stand_in(shape, dtype):
    """Returns an array without a value."""
    return arrays.empty(shape, dtype) if 0 in shape else Array(None, shape, str(dtype))


def infer(kernel, args, kwargs):
    """Returns what a kernel makes of stand-ins; remembered for arguments that come again."""
    key = _key(kernel, (args, kwargs))
    if key is None or key not in _inferred:
        with building(None):
            result = _stand_ins(kernel(*args, **kwargs))
        if key is None:
            return result
        if len(_inferred) > 20000:
            _inferred.clear()
        _inferred[key] = result
    return _inferred[key]


def _stand_ins(result):
    """Nested results without the nodes that they were made of."""
    if isinstance(result, (list, tuple)):
        return type(result)(_stand_ins(one) for one in result)
    return stand_in(tuple(result.shape), dtype_name(result))


def _key(kernel, args):
    """What tells a call of a kernel from others, or None if that cannot be told."""
    if getattr(kernel, '__closure__', None) and not hasattr(kernel, 'is_kernel') \
            or '<' in getattr(kernel, '__qualname__', '<'):
        return None
    parts = [kernel, common.floatx(), common.epsilon()]
    return tuple(parts) if _describe(args, parts) else None


def _describe(item, parts):
    """Adds what tells an argument from others to a list; returns whether that can be told."""
    if isinstance(item, Array):
        parts.append((item.shape, item.dtype))
    elif isinstance(item, (list, tuple)):
        parts.append((type(item), len(item)))
        return all(_describe(one, parts) for one in item)
    elif isinstance(item, dict):
        parts.append(tuple(item))
        return all(_describe(one, parts) for one in item.values())
    elif isinstance(item, (str, bool, int, float, type(None))):
        parts.append((type(item), item))
    else:
        return False
    return True


# Running


def fold(kernel, args, kwargs):
    """Returns None: the text of a function is run once for many calls."""


def source(seed, count, steps):
    """Returns the source of one draw of a random op, at a step of the loops it is in."""
    loop = next((step for step in steps if isinstance(step, loops.Loop)), None)
    return Source(seed, count, loop, [step for step in steps if step is not loop])


def scan(body, carry, sequences):
    """Runs `body(index, carry, parts) -> (carry, outputs)` over the first axis of sequences."""
    return loops.scan(body, carry, sequences)


def cond(condition, then, otherwise):
    """Computes both of two functions and takes the result of one."""
    x, y = arrays.lifted(then()), arrays.lifted(otherwise())
    if x.shape != y.shape:
        raise ValueError('K.switch() on CNTK needs two tensors of one shape, received the shapes '
                         '{} and {}.'.format(x.shape, y.shape))
    return KERNELS['select'](arrays.lifted(condition), x, y)


def gradient(forward, values, is_nested):
    """Runs a forward pass and takes the gradient of its loss.

    Args:
        forward: Function of `values` that returns the loss and a tuple of what is used besides.
        values: Tuple of arrays that the gradient is taken of.
        is_nested: Whether this is inside of another forward pass.

    Returns:
        Pair: the tuple of what is used besides, and the tuple of gradients.
    """
    program = current()
    values = [arrays.lifted(value) for value in values]
    leaves = [program.leaf(program.slot_of(value), value.shape, value.dtype, needs_gradient=True)
              for value in values]
    loss, others = forward(*leaves)
    others = [arrays.lifted(x) for x in others]
    total = KERNELS['sum'](arrays.lifted(loss))
    return program.differentiate(total, others, leaves)


def compile(function, plan):
    """Returns a function of fed values that runs a plan."""
    _use_device()
    dtypes = [x.dtype for x in plan.fed + plan.variables]
    programs = collections.OrderedDict()

    def run(values, state, counts):
        given = list(values) + list(state)
        with LOCK:
            if plan.is_dynamic:
                return _run_as_built(function, given, len(values), dtypes, counts)
            key = tuple([value.shape for value in given])
            program = programs.pop(key, None)
            for kind in (np.float32, np.float64):
                try:
                    if program is None:
                        program = _build(
                            Program(kind), function, given, len(values), dtypes, counts)
                    result = program.run(given, counts)
                    break
                except precision.TooNarrow:
                    program = None
            if len(programs) >= _MOST_PROGRAMS:
                programs.popitem(last=False)
            programs[key] = program
            return result

    return run


def _build(program, function, given, count, dtypes, counts):
    """Runs the text of a function on leaves, the first of which are fed; returns the program."""
    with building(program):
        leaves = [program.given(value, dtype) for value, dtype in zip(given, dtypes)]
        program.finish(*function(leaves[:count], leaves[count:], range(len(counts))))
    return program


def _run_as_built(function, given, count, dtypes, counts):
    """Runs a function step by step, as its shapes may depend on values."""
    for kind in (np.float32, np.float64):
        try:
            program = Program(kind, list(given), counts)
            return _build(program, function, given, count, dtypes, counts).results()
        except precision.TooNarrow:
            if kind is np.float64:
                raise


def is_taken_away(error):
    """Whether an error says that an update has taken a value away: here they are kept."""
    return False


def to_numpy_all(outputs):
    """Returns outputs as NumPy arrays."""
    return [to_numpy(x) for x in outputs]


def run_once(function, state, counts):
    """Runs a plan without feeds."""
    _use_device()
    with LOCK:
        return _run_as_built(function, list(state), 0, [dtype_name(x) for x in state], counts)


def clear():
    """Frees what was inferred; programs go with the functions."""
    _inferred.clear()
