"""Computations that CNTK has no operator for, in NumPy: within a forward pass, with a gradient."""

import cntk as C
import numpy as np
from cntk.ops.functions import UserFunction

from keras.backend.cntk_backend import precision
from keras.backend.cntk_backend.arrays import Array
from keras.backend.cntk_backend.program import current


class _OnHost(UserFunction):
    """A node that calls NumPy functions.

    Args:
        inputs: Nodes.
        forward: Function of arrays that returns one.
        backward: Function of the slope of the result, the arrays and the result that returns the
            list of the slopes of the arrays, None for one that has none.
        shape: Shape of the result.
        kind: Its type.
        shapes: Shapes of the inputs.
    """

    def __init__(self, inputs, forward, backward, shape, kind, shapes):
        super(_OnHost, self).__init__(inputs, name='on_host')
        self._run = forward
        self._run_back = backward
        self._result = shape, kind
        self._shapes = shapes

    def infer_outputs(self):
        """What CNTK asks for: the variable of the result."""
        shape, kind = self._result
        return [C.output_variable(shape, kind, self.inputs[0].dynamic_axes)]

    def forward(self, arguments, device=None, outputs_to_retain=None):
        """What CNTK calls: the result, and what its gradient needs."""
        arguments = arguments if len(self._shapes) > 1 else [arguments]
        values = [np.asarray(value).reshape(shape)
                  for value, shape in zip(arguments, self._shapes)]
        result = np.ascontiguousarray(self._run(*values), dtype=self._result[1])
        return (values, result), result

    def backward(self, state, root_gradients, variables=None):
        """What CNTK calls: the slopes of the inputs."""
        values, result = state
        slopes = self._run_back(np.asarray(root_gradients).reshape(result.shape), *values, result)
        slopes = [np.zeros(value.shape, value.dtype) if slope is None else
                  np.ascontiguousarray(slope, dtype=value.dtype)
                  for slope, value in zip(slopes, values)]
        if variables is None:
            return slopes[0]
        for variable in variables:
            place = next(i for i, one in enumerate(self.inputs) if one.uid == variable.uid)
            variables[variable] = slopes[place]
        return None


def differentiable(forward, backward, *inputs, **result):
    """Computes in NumPy.

    Args:
        forward: Function of NumPy arrays that returns one.
        backward: Function `(slope, *arrays, result)` that returns the slopes of the arrays.
        *inputs: Arrays of the engine.
        **result: `shape` and `dtype` of the result, by default those of the first input.

    Returns:
        An array.

    Raises:
        NotImplementedError: This is inside of a loop, where CNTK cannot call NumPy.
    """
    shape = result.get('shape', inputs[0].shape)
    dtype = result.get('dtype', inputs[0].dtype)
    if current() is None:
        return Array(None, shape, dtype)
    if True in [x.is_in_loop for x in inputs]:
        raise NotImplementedError('CNTK computes this in NumPy, which it cannot do inside of a '
                                  'loop over time steps. Use unroll=True.')
    # A sum with 0 is a node of its own, which such a function may have for its input.
    node = C.user_function(_OnHost([x.node + 0. for x in inputs], forward, backward, shape,
                                   precision.kind_of(dtype), [x.shape for x in inputs]))
    return Array(node, shape, dtype)
