"""PyTorch as the engine of the traced graph: its arrays, stand-ins, gradients and loops."""

import threading
import warnings

import numpy as np
import torch

from keras.backend import common
from keras.backend import feeds

# Weights of the loops of a GPU are parts of one of our arrays: that costs a copy a call.
warnings.filterwarnings('ignore', 'RNN module weights', UserWarning)
# What is made here fits; not to say so would give a warning.
torch.sparse.check_sparse_tensor_invariants.disable()

NAME = 'torch'

#: Kernels by name; the package fills it from its rooms.
KERNELS = {}

#: Kernels that step many weights at once, by op, with the number of arguments of each weight.
GROUPED = {}

#: Ops whose gradients have no gradients.
ONCE_DIFFERENTIABLE = frozenset(['fused_lstm', 'fused_gru'])

#: What stands in for a source of random numbers.
SOURCE = None

_HOST_TYPES = {torch.bfloat16: torch.float32}
_here = threading.local()
_device = {}


# Devices


def device():
    """Returns the device of new arrays: the configured one, 'meta' while shapes are inferred."""
    return getattr(_here, 'device', None) or _configured()


def _configured():
    """Returns the device that the configuration names."""
    name = common.device()
    if name not in _device:
        if name == 'auto':
            chosen = 'cuda:0' if torch.cuda.is_available() else 'cpu'
        else:
            chosen = name
        if chosen.startswith('cuda') and int(chosen.split(':')[1]) >= torch.cuda.device_count():
            raise RuntimeError(
                'The configuration says "device": {!r}, but PyTorch sees {} GPUs. Set it to "auto" '
                'or "cpu", or install the drivers and a PyTorch for GPUs.'.format(
                    name, torch.cuda.device_count()))
        _device[name] = torch.device(chosen)
    return _device[name]


def devices():
    """Returns the names of all devices."""
    return ['/cpu:0'] + ['/gpu:%d' % number for number in range(torch.cuda.device_count())]


def check_device(name):
    """Raises an error if what is built under a device scope would run somewhere else."""
    kind, number = _parsed(name)
    chosen = _configured()
    if kind == 'cpu' or chosen.type == 'cuda' and number == chosen.index:
        return          # the host hands its values on by itself
    raise ValueError('The device {!r} cannot be used: this process computes on {}, the device that '
                     'keras.json configures. Set "device" there to compute on another one.'.format(
                         name, chosen))


def _parsed(name):
    """Returns kind and number of a device: '/gpu:1' -> ('gpu', 1)."""
    kind, _, number = name.lower().rpartition('/')[2].replace('device:', '').partition(':')
    return kind, int(number or 0)


# Arrays


def array(value, dtype=None):
    """Returns a NumPy value as an array on the device."""
    value = np.asarray(value)
    if not value.flags.writeable or not value.flags.c_contiguous:
        value = np.array(value, order='C')
    if value.ndim:
        result = torch.from_numpy(value)
    else:
        result = torch.tensor(value.item(), dtype=_type(value.dtype.name))
    return result.to(device=device(), dtype=_type(dtype or value.dtype.name))


def own_array(value, dtype=None):
    """Returns an array of memory of its own."""
    result = array(value, dtype)
    return result.clone() if result.device.type == 'cpu' else result


def sparse_array(indices, values, shape):
    """Returns a sparse array."""
    return torch.sparse_coo_tensor(torch.from_numpy(np.ascontiguousarray(indices.T)),
                                   torch.from_numpy(np.ascontiguousarray(values)), shape,
                                   device=device(), check_invariants=False).coalesce()


def to_numpy(x):
    """Returns an array as a NumPy array of its own memory, a sparse one as a triple."""
    if isinstance(x, np.ndarray) or not isinstance(x, torch.Tensor):
        return np.asarray(x)
    x = x.detach()
    if x.is_sparse:
        x = x.coalesce()
        return feeds.SparseValue(x.indices().cpu().numpy().T, x.values().cpu().numpy(),
                                 tuple(x.shape))
    x = x.to(_HOST_TYPES.get(x.dtype, x.dtype))
    return x.cpu().numpy() if x.device.type != 'cpu' else x.numpy().copy()


def as_type_of(old, new):
    """Returns a new array in the type of an old one.

    It is never the same object as another array, nor does it lie in memory of NumPy.
    """
    if new.dtype is not old.dtype:
        return new.to(old.dtype)
    is_own = new.layout is not torch.strided or (
        not torch.compiler.is_compiling() and new.untyped_storage().resizable())
    return new.detach() if is_own else new.clone()


def dtype_name(x):
    """Returns the name of the type of an array."""
    return str(x.dtype)[len('torch.'):]


def _type(name):
    """Returns the engine's type of a name."""
    return getattr(torch, name)


def getitem(x, index):
    """Returns `x[index]`, as NumPy knows it."""
    parts = index if isinstance(index, tuple) else (index,)
    if any(isinstance(part, slice) and part.step is not None and part.step < 0 for part in parts):
        x, parts = _turned(x, parts)
    return x[tuple(_index(part) for part in parts)]


def _index(part):
    """A part of an index without NumPy's integers in it."""
    if isinstance(part, slice):
        return slice(*[None if one is None else int(one)
                       for one in (part.start, part.stop, part.step)])
    return part.item() if isinstance(part, np.ndarray) and part.ndim == 0 else part


def _turned(x, parts):
    """Reverses axes where a slice runs backwards; returns slices that run forwards."""
    result, axis = [], 0
    for place, part in enumerate(parts):
        if part is Ellipsis:
            taken = sum(one is not None for one in parts[place + 1:])
            axis = x.dim() - taken
        elif isinstance(part, slice) and part.step is not None and part.step < 0:
            length = x.shape[axis]
            start, stop, step = part.indices(length)
            x = x.flip(axis)
            part = slice(length - 1 - start, length - 1 - stop, -step)
        result.append(part)
        axis += part is not None and part is not Ellipsis
    return x, result


# Stand-ins


def stand_in(shape, dtype):
    """Returns an array without values."""
    return torch.empty(shape, dtype=_type(dtype), device='meta')


def infer(kernel, args, kwargs):
    """Returns what a kernel makes of stand-ins."""
    outer = getattr(_here, 'device', None)
    _here.device = torch.device('meta')
    try:
        with torch.no_grad():
            return kernel(*args, **kwargs)
    finally:
        _here.device = outer


# Running


def fold(kernel, args, kwargs):
    """Returns the result of a kernel on constants."""
    with torch.no_grad():
        return kernel(*args, **kwargs)


def source(seed, count, steps):
    """Returns a generator for one draw of a random op, at a step of the loops it is in."""
    if device().type == 'meta':
        return None
    number = seed
    for part in (count,) + steps:
        number = (number * 6364136223846793005 + int(part) + 1442695040888963407) % 2 ** 64
        number ^= number >> 29
    generator = torch.Generator(device())
    generator.manual_seed(number % 2 ** 63)
    return generator


def scan(body, carry, sequences):
    """Runs `body(index, carry, parts) -> (carry, outputs)` over the first axis of sequences."""
    outputs = []
    for index, parts in enumerate(zip(*[sequence.unbind(0) for sequence in sequences])):
        carry, made = body(index, carry, parts)
        outputs.append(made)
    if not outputs:
        return carry, _no_outputs(body, carry, sequences)
    return carry, [torch.stack(one) for one in zip(*outputs)]


def _no_outputs(body, carry, sequences):
    """Outputs of no steps: their shape is that of a step that is not taken."""
    parts = [torch.empty(x.shape[1:], dtype=x.dtype, device=x.device) for x in sequences]
    _, made = body(0, carry, parts)
    return [x.new_empty((0,) + tuple(x.shape)) for x in made]


def cond(condition, then, otherwise):
    """Runs one of two functions."""
    return then() if bool(condition) else otherwise()


def gradient(forward, values, is_nested):
    """Runs a forward pass and takes the gradient of its loss.

    Args:
        forward: Function of `values` that returns the loss and a tuple of what is used besides.
        values: Tuple of arrays that the gradient is taken of.
        is_nested: Whether this is inside of another forward pass.

    Returns:
        Pair: the tuple of what is used besides, and the tuple of gradients.
    """
    with torch.enable_grad():
        leaves = [value if is_nested and value.requires_grad
                  else value.detach().requires_grad_(True) for value in values]
        loss, others = forward(*leaves)
        total = loss if loss.dim() == 0 else loss.sum()
        if not total.requires_grad:
            return others, tuple(torch.zeros_like(value) for value in values)
        gradients = torch.autograd.grad(total, leaves, create_graph=is_nested, allow_unused=True)
    gradients = tuple(torch.zeros_like(leaf) if one is None else one
                      for leaf, one in zip(leaves, gradients))
    if not is_nested:
        others = tuple(x.detach() if isinstance(x, torch.Tensor) else x for x in others)
    return others, gradients


def compile(function, plan):
    """Returns a function of fed values that runs a plan."""
    kinds = [(x.dtype, x.is_sparse) for x in plan.fed]
    if common.jit() and not plan.is_dynamic:
        # What `gradient` calls, a forward pass, is compiled by itself, and its way back with it.
        # Not said where it stands: that imports the engine's compiler, which takes seconds.
        function.__globals__['gradient'] = torch.compiler.disable(gradient, recursive=False)
        function = torch.compile(function)

    def run(values, state, counts):
        feeds = [value if is_sparse else array(value, dtype)
                 for value, (dtype, is_sparse) in zip(values, kinds)]
        with torch.no_grad():
            return function(feeds, state, counts)
    return run


def is_taken_away(error):
    """Whether an error says that an update has taken a value away: here they are kept."""
    return False


def to_numpy_all(outputs):
    """Returns outputs as NumPy arrays."""
    return [to_numpy(x) for x in outputs]


def run_once(function, state, counts):
    """Runs a plan without feeds."""
    with torch.no_grad():
        return function([], state, counts)


def clear():
    """Frees memory that is kept for later use."""
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
