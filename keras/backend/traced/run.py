"""Running plans: whole functions, single values, and first values of variables."""

import operator

import numpy as np

from keras.backend import numpy_backend
from keras.backend.traced import engine as engines
from keras.backend.traced import nodes
from keras.backend.traced import plan as plans
from keras.backend.traced import random_numbers
from keras.backend.traced.source import Source
from keras.backend.traced.tensor import Symbol, Variable, mapped

_OPERATORS = {'add': operator.add, 'sub': operator.sub, 'mul': operator.mul,
              'truediv': operator.truediv, 'negative': operator.neg, 'pow': operator.pow,
              'getitem': operator.getitem}


def value_of(x):
    """Computes a tensor that depends on no placeholder.

    Args:
        x: Tensor or variable.

    Returns:
        NumPy array; of a sparse tensor, the dense one.
    """
    engine = engines.current()
    if isinstance(x, Variable):
        try:
            return engine.to_numpy(x.value)
        except (RuntimeError, ValueError) as error:
            if not engine.is_taken_away(error):
                raise
            with x.graph.lock:      # another thread was updating it
                return engine.to_numpy(x.value)
    plan = plans.Plan([], [x], [], phase=False)
    source = Source(plan)
    try:
        output, = run_once(plan, source)
    finally:
        source.release()
    return dense(output) if x.is_sparse else output


def run_once(plan, source):
    """Runs a plan without feeds a single time; returns the outputs as NumPy arrays."""
    engine = engines.current()
    outputs, values = engine.run_once(source.function, [x.value for x in plan.variables],
                                      [node.stream.draw() for node in plan.streams])
    results = [output if isinstance(output, np.ndarray) else engine.to_numpy(output)
               for output in outputs]
    for x, value in zip(plan.updated, values):
        x.value = value
    return results


def dense(parts):
    """Returns the dense array of a sparse one: indices, values and shape."""
    indices, values, shape = parts
    result = np.zeros(shape, dtype=values.dtype)
    np.add.at(result, tuple(indices.T), values)
    return result


def first_value(x):
    """Computes the first value of a variable.

    What is drawn or computed from constants is computed by NumPy: no engine has to prepare
    anything for shapes that occur once.

    Args:
        x: Tensor or variable.

    Returns:
        NumPy array.
    """
    if isinstance(x, Variable):
        return value_of(x)
    plan = plans.Plan([], [x], [], phase=False)
    functions = [_on_host(step) for step in plan.block.steps]
    if plan.variables or None in functions:
        return value_of(x)
    values = {}

    def known(one):
        if not isinstance(one, Symbol):
            return one
        one = plan.resolve(one)
        return values[one] if one in values else one.node.value

    for step, function in zip(plan.block.steps, functions):
        args, kwargs = mapped(known, (step.node.args, step.node.kwargs))
        result = function(*args, **kwargs)
        results = [result] if len(step.node.outputs) == 1 else result
        values.update(zip(step.node.outputs, results))
    return known(x)


def _on_host(step):
    """The NumPy function that does what a step does, or None."""
    if not isinstance(step, plans.Call) or step.node.is_dynamic:
        return None
    node = step.node
    if node.is_host:
        return node.kernel
    if isinstance(node, nodes.Random):
        return random_numbers.on_host(node)
    if node.op in _OPERATORS:
        return _OPERATORS[node.op]
    return getattr(numpy_backend, node.op, None) if len(node.outputs) == 1 else None
