"""JAX as the engine of the traced graph: its arrays, stand-ins, gradients and compiled functions.

Loading this module switches 64-bit types on for the whole process: without it JAX turns every
float64 and int64 into one of 32 bits.
"""

import functools

import jax
import numpy as np
from jax import numpy as jnp
from jax.experimental import sparse

from keras.backend import common
from keras.backend import feeds

jax.config.update('jax_enable_x64', True)

# On a CPU the computation is the host's own work: handing it to another thread only costs time,
# for small steps more than the step itself. (Of no effect if JAX has begun to compute before.)
jax.config.update('jax_cpu_enable_async_dispatch', False)

NAME = 'jax'

#: Kernels by name; the package fills it from its rooms.
KERNELS = {}

#: Ops whose gradients have no gradients.
ONCE_DIFFERENTIABLE = frozenset()

#: What stands in for a source of random numbers: a key.
SOURCE = jax.ShapeDtypeStruct((2,), np.dtype('uint32'))

_device = {}
_inferred = {}


# Devices


def _configured():
    """Returns the device that the configuration names."""
    name = common.device()
    if name not in _device:
        kind, _, number = name.partition(':')
        if name == 'auto':
            found = jax.devices()
        else:
            try:
                found = jax.devices('cpu' if kind == 'cpu' else 'cuda')
            except RuntimeError:
                found = []
        if int(number or 0) >= len(found):
            raise RuntimeError(
                'The configuration says "device": {!r}, but JAX sees {} such devices. Set it to '
                '"auto" or "cpu", or install the drivers and a JAX for GPUs.'.format(
                    name, len(found)))
        _device[name] = found[int(number or 0)]
        # What kernels make without an argument lies there too.
        jax.config.update('jax_default_device', _device[name])
    return _device[name]


def devices():
    """Returns the names of all devices."""
    try:
        gpus = len(jax.devices('cuda'))
    except RuntimeError:
        gpus = 0
    return ['/cpu:0'] + ['/gpu:%d' % number for number in range(gpus)]


def check_device(name):
    """Raises an error if what is built under a device scope would run somewhere else."""
    kind, _, number = name.lower().rpartition('/')[2].replace('device:', '').partition(':')
    chosen = _configured()
    if kind == 'cpu' or chosen.platform != 'cpu' and int(number or 0) == chosen.id:
        return          # the host hands its values on by itself
    raise ValueError('The device {!r} cannot be used: this process computes on {}, the device that '
                     'keras.json configures. Set "device" there to compute on another one.'.format(
                         name, chosen))


# Arrays


def array(value, dtype=None):
    """Returns a NumPy value as an array on the device."""
    return jax.device_put(np.asarray(value, dtype=dtype), _configured())


def own_array(value, dtype=None):
    """Returns an array of memory of its own."""
    return jax.device_put(np.array(value, dtype=dtype, order='C'), _configured())


def sparse_array(indices, values, shape):
    """Returns a sparse array."""
    return sparse.BCOO((jnp.asarray(values), jnp.asarray(indices)), shape=tuple(shape))


def to_numpy(x):
    """Returns an array as a NumPy array of its own memory, a sparse one as a triple."""
    if isinstance(x, sparse.BCOO):
        return feeds.SparseValue(np.array(x.indices), np.array(x.data), tuple(x.shape))
    value = np.array(x)
    return value.astype('float32') if value.dtype.name == 'bfloat16' else value


def as_type_of(old, new):
    """Returns a new value of a variable in the type of the old one."""
    return new if new.dtype == old.dtype else new.astype(old.dtype)


def dtype_name(x):
    """Returns the name of the type of an array."""
    return np.dtype(x.dtype).name


def getitem(x, index):
    """Returns `x[index]`, as NumPy knows it."""
    return x[index]


# Stand-ins


def stand_in(shape, dtype):
    """Returns an array without values."""
    return jax.ShapeDtypeStruct(shape, np.dtype(dtype))


def infer(kernel, args, kwargs):
    """Returns what a kernel makes of stand-ins; remembered for arguments that come again."""
    leaves, structure = jax.tree_util.tree_flatten(
        (args, kwargs), is_leaf=lambda x: x is None or isinstance(x, slice))
    places = [place for place, leaf in enumerate(leaves)
              if isinstance(leaf, jax.ShapeDtypeStruct)]

    def call(*arrays):
        filled = list(leaves)
        for place, one in zip(places, arrays):
            filled[place] = one
        args, kwargs = jax.tree_util.tree_unflatten(structure, filled)
        return kernel(*args, **kwargs)

    key = _key(kernel, leaves, structure)
    if key is None:
        return jax.eval_shape(call, *[leaves[place] for place in places])
    if key not in _inferred:
        if len(_inferred) > 20000:
            _inferred.clear()
        _inferred[key] = jax.eval_shape(call, *[leaves[place] for place in places])
    return _inferred[key]


def _key(kernel, leaves, structure):
    """What tells a call of a kernel from others, or None if that cannot be told."""
    if getattr(kernel, '__closure__', None) or not getattr(kernel, '__module__', None) \
            or '<' in getattr(kernel, '__qualname__', '<'):
        return None
    settings = common.floatx(), common.epsilon()
    parts = [(leaf.shape, leaf.dtype.name) if isinstance(leaf, jax.ShapeDtypeStruct)
             else (type(leaf), leaf) for leaf in leaves]
    try:
        key = kernel, structure, settings, tuple(parts)
        hash(key)
    except TypeError:           # an argument that is no plain value
        return None
    return key


# Running


def fold(kernel, args, kwargs):
    """Returns None: what is constant is found by the compiler."""


def source(seed, count, steps):
    """Returns a key for one draw of a random op, at a step of the loops it is in."""
    key = jax.random.fold_in(jax.random.PRNGKey(seed), count)
    for index in steps:
        key = jax.random.fold_in(key, index)
    return key


def scan(body, carry, sequences):
    """Runs `body(index, carry, parts) -> (carry, outputs)` over the first axis of sequences."""
    def step(state, parts):
        index, carry = state
        new_carry, outputs = body(index, carry, parts)
        new_carry = tuple(as_type_of(old, new) for old, new in zip(carry, new_carry))
        return (index + 1, new_carry), outputs

    (_, carry), outputs = jax.lax.scan(step, (jnp.int32(0), tuple(carry)), tuple(sequences))
    return carry, outputs


def cond(condition, then, otherwise):
    """Runs one of two functions."""
    return jax.lax.cond(jnp.asarray(condition, bool), then, otherwise)


def gradient(forward, values, is_nested):
    """Runs a forward pass and takes the gradient of its loss.

    Args:
        forward: Function of `values` that returns the loss and a tuple of what is used besides.
        values: Tuple of arrays that the gradient is taken of.
        is_nested: Whether this is inside of another forward pass.

    Returns:
        Pair: the tuple of what is used besides, and the tuple of gradients.
    """
    def total(*values):
        loss, others = forward(*values)
        return jnp.sum(loss), others

    gradients, others = jax.grad(
        total, argnums=tuple(range(len(values))), has_aux=True)(*values)
    return others, gradients


def compile(function, plan):
    """Returns a function of fed values that runs a plan.

    The old values of variables that are updated are given up to the new ones.
    """
    types = [np.dtype(x.dtype) for x in plan.fed]
    if plan.is_dynamic:
        return lambda values, state, counts: function(_fed(values, types), state, counts)
    updated = set(plan.updated)
    changing = [place for place, x in enumerate(plan.variables) if x in updated]
    fixed = [place for place, x in enumerate(plan.variables) if x not in updated]

    @functools.partial(jax.jit, donate_argnums=(0,))
    def compiled(new, old, feeds, counts):
        state = [None] * (len(changing) + len(fixed))
        for places, values in ((changing, new), (fixed, old)):
            for place, value in zip(places, values):
                state[place] = value
        return function(feeds, state, counts)

    def run(values, state, counts):
        return compiled([state[place] for place in changing], [state[place] for place in fixed],
                        _fed(values, types), np.asarray(counts, 'uint32') if counts else None)

    def run_and_wait(values, state, counts):
        result = run(values, state, counts)
        jax.effects_barrier()
        return result
    _configured()
    return run_and_wait if plan.has_effects else run


def _fed(values, types):
    """Fed values as the compiled function takes them."""
    return [value.astype(dtype) if isinstance(value, np.ndarray) and value.dtype != dtype
            else value for value, dtype in zip(values, types)]


def is_taken_away(error):
    """Whether an error says that an update has taken a value away (it was donated)."""
    return 'deleted' in str(error)


def to_numpy_all(outputs):
    """Returns outputs as NumPy arrays."""
    return [to_numpy(x) for x in outputs]


def run_once(function, state, counts):
    """Runs a plan without feeds."""
    _configured()
    result = function([], state, counts)
    jax.effects_barrier()           # what it prints is out
    return result


def clear():
    """Frees what was inferred; what was compiled goes with the functions."""
    _inferred.clear()
