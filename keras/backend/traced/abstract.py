"""What is known of a tensor before it has a value.

A size that varies is stood in for by two different numbers. A kernel is run on stand-ins for the
one and for the other (an engine's stand-ins have a shape and a type, and take no time); what comes
out different varies too. Sizes computed from shapes are plain numbers on the way, one for each.
"""

import numpy as np

from keras.backend import shapes
from keras.backend.traced import engine as engines
from keras.backend.traced.nodes import Random
from keras.backend.traced.tensor import Symbol, mapped

#: Large, so that they bear pooling and kernels; far apart, so that they stay different.
SIZES = (1021, 2503)


class Spec:
    """What is known of a tensor.

    Args:
        values: Pair of stand-ins, one for each of `SIZES` (NumPy arrays for what is computed on
            the host); one object twice if nothing varies. None if not even the rank is known.
        dtype: Its type as a string.
        is_host: Whether it is computed on the host.
    """

    def __init__(self, values, dtype, is_host=False):
        self.values = values
        self.dtype = dtype
        self.is_host = is_host
        self.shape = None
        if values is not None:
            one, other = (np.shape(value) if is_host else tuple(value.shape) for value in values)
            self.shape = tuple(int(a) if a == b else None for a, b in zip(one, other))

    @property
    def varies(self):
        """Whether a size of it, or of what it is computed from, varies."""
        return self.values is None or self.values[0] is not self.values[1]


def spec_of(shape, dtype):
    """Returns the `Spec` of a tensor of that shape (a tuple, None in it, or None) and type."""
    if shape is None:
        return Spec(None, dtype)
    engine = engines.current()
    first, second = [engine.stand_in(tuple(size if known is None else known for known in shape),
                                     dtype) for size in SIZES[:2 if None in shape else 1] * 2][:2]
    return Spec((first, second if None in shape else first), dtype)


def host_spec(values):
    """Returns the `Spec` of a pair of NumPy values computed on the host."""
    return Spec(values, np.asarray(values[0]).dtype.name, is_host=True)


def infer(node, inputs):
    """Runs the kernel of a node on stand-ins.

    Args:
        node: The node.
        inputs: Its tensors and variables.

    Returns:
        What the kernel returns, with a `Spec` in the place of each array.

    Raises:
        ValueError: If the kernel cannot work on such shapes and types.
    """
    if any(x.spec.values is None for x in inputs):
        return _unknown(node, inputs)
    varies = any(x.spec.varies for x in inputs)
    try:
        first = _run(node, [x.spec.values[0] for x in inputs], inputs)
        second = _run(node, [x.spec.values[1] for x in inputs], inputs) if varies else first
    except Exception:
        # A size that varies may have to equal one that does not.
        guess = _by_trial(node, inputs) if varies and not node.is_host else None
        if guess is None:
            raise
        return guess
    return _merged(first, second, node.is_host)


def _run(node, values, inputs):
    """What the kernel makes of stand-ins for its inputs."""
    known = {id(x): value for x, value in zip(inputs, values)}
    args, kwargs = mapped(
        lambda x: known[id(x)] if isinstance(x, Symbol) else x, (node.args, node.kwargs))
    if node.is_host:
        return node.kernel(*args, **kwargs)
    if isinstance(node, Random):
        args = (engines.current().SOURCE,) + args
    return engines.current().infer(node.kernel, args, kwargs)


def _by_trial(node, inputs):
    """What the kernel makes of stand-ins in which sizes that vary have one that fits, or None.

    Sizes of the result that equal the tried one are taken as varying.
    """
    if node.op in _RULES:
        return _RULES[node.op](*node.args)
    engine = engines.current()
    known = {size for x in inputs if not x.is_host for size in x.shape if size}
    for trial in sorted(known | {1}):
        values = [x.spec.values[0] if x.is_host else engine.stand_in(
            tuple(trial if size is None else size for size in x.shape), x.dtype) for x in inputs]
        try:
            result = _run(node, values, inputs)
        except Exception:
            continue
        return _opened(result, trial)
    return None


def _reshaped(x, shape):
    """What is known of a tensor in another shape."""
    return spec_of(tuple(size if isinstance(size, (int, np.integer)) and size >= 0 else None
                         for size in shape), x.dtype)


def _without_axis(target, output, from_logits, axis):
    """What is known of a loss over the classes of an output."""
    axis %= len(output.shape)
    return spec_of(output.shape[:axis] + output.shape[axis + 1:], output.dtype)


def _transposed(x, kernel, output_shape, strides, padding, data_format, *dilation):
    """What is known of the result of a transposed convolution."""
    rank = len(x.shape)
    if isinstance(output_shape, Symbol):
        return spec_of((None,) * rank, x.dtype)
    sizes = [None if isinstance(size, Symbol) else size for size in output_shape]
    channels = shapes.channel_axis(data_format, rank)
    sizes[channels] = kernel.shape[-2] if sizes[channels] is None else sizes[channels]
    return spec_of(tuple(None if size is None else int(size) for size in sizes), x.dtype)


#: Results of ops for which no trial will do.
_RULES = {'reshape': _reshaped, 'sparse_categorical_crossentropy': _without_axis,
          'conv2d_transpose': _transposed, 'conv3d_transpose': _transposed}


def _opened(result, trial):
    """Nested stand-ins as specs in which sizes that equal the tried one vary."""
    if isinstance(result, (list, tuple)):
        return type(result)(_opened(one, trial) for one in result)
    shape = tuple(None if size == trial else int(size) for size in result.shape)
    return spec_of(shape, engines.current().dtype_name(result))


def _merged(first, second, is_host):
    """Nested results for both sizes as nested specs."""
    if isinstance(first, (list, tuple)) and not is_host:
        return type(first)(_merged(*pair, is_host=is_host) for pair in zip(first, second))
    if is_host:
        return host_spec((first, second))
    return Spec((first, second), engines.current().dtype_name(first))


def _unknown(node, inputs):
    """A guess at the type of a result whose shape cannot be known."""
    scalars = [engines.current().stand_in((), x.dtype) for x in inputs]
    try:
        result = _run(node, scalars, inputs)
        return Spec(None, engines.current().dtype_name(result))
    except Exception:   # a scalar does not do: what comes out is as a rule of the type of the first
        return Spec(None, inputs[0].dtype)
