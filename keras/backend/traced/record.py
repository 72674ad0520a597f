"""Recording: an op called on tensors becomes a node, its results are new tensors."""

import functools
import inspect

import numpy as np

from keras.backend import common
from keras.backend import numpy_backend
from keras.backend.traced import abstract
from keras.backend.traced import engine as engines
from keras.backend.traced import state
from keras.backend.traced.tensor import Node, Symbol, Tensor, Variable, mapped, tensors_in

#: Arguments that are sizes: a kernel takes them as plain numbers, not as arrays.
SIZES = {
    'arange': ('start', 'stop', 'step'), 'conv2d_transpose': ('output_shape',),
    'conv3d_transpose': ('output_shape',), 'dropout': ('noise_shape',), 'filled': ('shape',),
    'local_conv2d': ('output_shape',), 'one_hot': ('num_classes',), 'repeat': ('n',),
    'repeat_elements': ('rep',), 'reshape': ('shape',), 'slice': ('start', 'size'),
    'tile': ('n',), 'normal': ('shape',), 'uniform': ('shape',), 'binomial': ('shape',),
    'truncated_normal': ('shape',), 'top_k': ('k',), 'in_top_k': ('k',),
    'temporal_padding': ('padding',), 'spatial_2d_padding': ('padding',),
    'spatial_3d_padding': ('padding',),
}

#: Ops on sizes that are computed on the host, with their definition on NumPy arrays.
ON_HOST = ('abs', 'arange', 'cast', 'concatenate', 'cumprod', 'cumsum', 'equal', 'expand_dims',
           'flatten', 'gather', 'greater', 'greater_equal', 'identity', 'less', 'less_equal', 'max',
           'maximum', 'min', 'minimum', 'not_equal', 'pow', 'prod', 'reshape', 'reverse', 'round',
           'sign', 'slice', 'square', 'squeeze', 'stack', 'sum', 'tile')


class Constant(Node):
    """A value that is known when it is recorded."""

    def __init__(self, value, dtype):
        super(Constant, self).__init__('constant', None)
        self.value = value
        self.dtype = dtype

    def inputs(self):
        """Nothing."""
        return []


def constant(value, dtype, name=None):
    """Returns the tensor of a NumPy value.

    Args:
        value: NumPy array.
        dtype: Type of the tensor as a string.
        name: Name of the tensor.

    Returns:
        A `Tensor`.
    """
    node = Constant(value, dtype)
    node.frame = None
    node.outputs = [Tensor(node, abstract.spec_of(value.shape, dtype), name)]
    return node.outputs[0]


def record(op, kernel, args, kwargs=None, name=None, kind=Node):
    """Records one call of a kernel.

    Args:
        op: Name of the op.
        kernel: Function on arrays of the engine.
        args: Tuple of arguments, tensors anywhere inside.
        kwargs: Dictionary of arguments, likewise.
        name: Name of the result; by default that of the op.
        kind: The class of the node.

    Returns:
        What the kernel returns, with tensors in the place of arrays.

    Raises:
        ValueError: If the kernel cannot work on such shapes and types. The message names the op
            and the layer.
    """
    node = kind(op, kernel, args, kwargs)
    return finish(node, name)


def finish(node, name=None):
    """Infers the results of a node and returns them, as `record` does."""
    inputs = tensors_in([node.args, node.kwargs])
    try:
        specs = abstract.infer(node, inputs)
    except (ArithmeticError, AssertionError, IndexError, LookupError, RuntimeError, TypeError,
            ValueError) as error:
        raise ValueError('{}{} cannot be computed from {}: {}'.format(
            node.op, in_layer(node), ', '.join(
                '{}{}'.format(x.dtype, x.shape) for x in inputs) or 'its arguments', error))
    return adopt(node, specs, name)


def adopt(node, specs, name=None):
    """Makes the tensors of a node from nested specs, and returns them nested."""
    def tensor(spec):
        made = Tensor(node, spec, name)
        node.outputs.append(made)
        return made

    node.structure = mapped(tensor, specs)
    return node.structure


def following(update, value):
    """Returns the value of a variable after an update that follows others.

    Args:
        update: The `Update`.
        value: Tensor with the value after the others, None if there are none.

    Returns:
        A tensor.
    """
    if value is None:
        return update
    return record(update.node.op, update.node.kernel, (value, update.node.args[1]))


def in_layer(node):
    """Returns ' (in layer ...)' for messages."""
    return ' (in {})'.format(node.where.rstrip('/')) if node.where else ''


def as_tensor(x, like=None):
    """Returns a tensor for a tensor, variable, number or array.

    Args:
        x: What is given.
        like: Another tensor, whose type a number takes (and an array, where it loses nothing but
            digits).

    Returns:
        A `Tensor` or `Variable`.
    """
    if isinstance(x, Symbol):
        return state.here.replaced.get(x, x)
    value = np.asarray(x)
    return constant(value, _type_like(value, like))


def _type_like(value, like):
    """The type that a value takes beside a tensor."""
    kind = value.dtype.kind
    if like is not None:
        floats = 'float' in like.dtype
        if kind in 'iu' and like.dtype != 'bool' or kind == 'f' and floats or like.dtype == 'bool' \
                and kind == 'b':
            return like.dtype
    if kind == 'f':
        return common.floatx()
    return 'int32' if value.dtype == 'int64' and not hasattr(like, 'dtype') else value.dtype.name


def recorded(op, kernel, host=None):
    """Returns the symbolic function of a contract op.

    Args:
        op: `Op` of the contract.
        kernel: The engine's function on arrays, of the same signature.
        host: The definition of the op on NumPy arrays, if sizes may be computed with it.

    Returns:
        A function with the signature of the op.
    """
    sizes = SIZES.get(op.name, ())
    names = list(op.signature.parameters)
    defaults = {name: parameter.default for name, parameter in op.signature.parameters.items()
                if parameter.default is not inspect.Parameter.empty}

    @functools.wraps(kernel)
    def call(*args, **kwargs):
        bound = op.signature.bind(*args, **kwargs).arguments
        given = [bound.get(name, defaults.get(name)) for name in names]
        if 'data_format' in names:
            place = names.index('data_format')
            given[place] = common.normalize_data_format(given[place])
        return call_kernel(op.name, kernel, names, given, sizes, host)

    call.__signature__ = op.signature
    return call


def call_kernel(op, kernel, names, given, sizes, host=None):
    """Records a kernel on arguments as a program gives them.

    Args:
        op: Name of the op.
        kernel: Function on arrays.
        names: Names of its parameters.
        given: Their values, in order.
        sizes: Names of those that are sizes.
        host: The same on NumPy arrays, or None.

    Returns:
        Nested tensors.
    """
    given = [mapped(current_value, value) for value in given]
    tensors = tensors_in(given)
    # NumPy, which computes with sizes, has no bfloat16.
    is_bfloat16 = any(isinstance(one, str) and one == 'bfloat16' for one in given)
    if host is not None and not is_bfloat16 and _is_about_sizes(tensors):
        return on_host(op, host, given)
    like = next((x for x in tensors if not x.is_host), None)
    if like is None and names and names[0] not in sizes:
        given[0] = mapped(_or_constant, given[0])
        tensors = tensors_in(given)
        like = tensors[0] if tensors else None
    given = [prepared(value, name in sizes, like) for name, value in zip(names, given)]
    name = given[names.index('name')] if 'name' in names else None
    return record(op, kernel, tuple(given), name=name)


def on_host(op, function, given):
    """Records a computation with sizes, in NumPy."""
    args = mapped(lambda x: x.node.value if isinstance(x, Tensor) and isinstance(x.node, Constant)
                  else x, tuple(given))
    node = Node(op, function, args, is_host=True)
    return finish(node)


def current_value(x):
    """A tensor as it is to be read now: after updates, say."""
    return state.here.replaced.get(x, x) if isinstance(x, Variable) else x


def _is_about_sizes(tensors):
    """Whether some tensors are computed on the host, and all others are known integers."""
    return any(x.is_host for x in tensors) and all(
        x.is_host or x.node is not None and isinstance(x.node, Constant)
        and x.dtype.startswith('int') for x in tensors)


def _or_constant(x):
    """A tensor for an array or number."""
    return x if x is None or isinstance(x, (Symbol, str)) else as_tensor(x)


def prepared(value, is_size, like=None):
    """An argument as a kernel takes it: sizes on the host, all else on the device."""
    def prepare(x):
        if isinstance(x, np.ndarray) and not is_size:
            return as_tensor(x, like)
        if isinstance(x, np.generic) and not is_size:
            return x.item()
        if not isinstance(x, Tensor):
            return x
        if is_size:
            return _to_host(x)
        return to_device(x) if x.is_host else x
    return mapped(prepare, value)


def to_device(x):
    """Returns a tensor of the device for one that is computed on the host."""
    engine = engines.current()
    node = Node('to_device', None, (x,))
    dtype = x.dtype
    node.kernel = functools.partial(engine.array, dtype=dtype)
    first, second = [engine.stand_in(np.shape(value), dtype) for value in x.spec.values]
    return adopt(node, abstract.Spec((first, second if x.spec.varies else first), dtype))


def _to_host(x):
    """Returns sizes on the host for a tensor whose value is needed as a size."""
    if x.is_host:
        return x
    if isinstance(x.node, Constant):
        value = np.asarray(x.node.value)
        return value if value.ndim else value.item()
    node = Node('to_host', engines.current().to_numpy, (x,), is_host=True)
    node.is_dynamic = True
    known = x.shape or ()
    values = [np.full([size if one is None else one for one in known], size, dtype='int32')
              for size in abstract.SIZES]
    return adopt(node, abstract.host_spec(tuple(values)))


def host_functions():
    """Returns the functions on sizes by the name of the op."""
    return {name: getattr(numpy_backend, name) for name in ON_HOST}
