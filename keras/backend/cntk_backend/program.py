"""A program: what a function of the graph becomes for inputs of certain shapes.

The text of a function is run once on arrays without values, the leaves of CNTK's graph. What it
builds is cut into few steps: evaluations of CNTK functions, gradients (a forward pass and its way
back), computations in NumPy, and draws of random numbers. Each step reads values from numbered
slots and writes others. A program may also run as it is built; then shapes may depend on values.
"""

import contextlib
import threading
import warnings

import cntk as C
import numpy as np
from cntk import cntk_py

from keras.backend import common
from keras.backend import feeds
from keras.backend.cntk_backend import arrays
from keras.backend.cntk_backend import precision
from keras.backend.cntk_backend.arrays import Array
from keras.backend.traced import printed

_here = threading.local()
#: CNTK's graphs share constants and buffers: one program is built or run at a time.
LOCK = threading.RLock()


def current():
    """Returns the program that is being built in this thread, None where shapes are inferred."""
    return getattr(_here, 'program', None)


def in_batch(x, shape=None):
    """Returns the node of an array whose first axis is the batch axis, see `Program.in_batch`."""
    if current() is None:
        return C.to_batch(x.node if shape is None else C.reshape(x.node, shape))
    return current().in_batch(x, shape)


@contextlib.contextmanager
def building(program):
    """A context in which a program is being built.

    Args:
        program: The `Program`, None to infer shapes only.
    """
    before = current()
    _here.program = program
    try:
        with precision.computing(program and program.kind), warnings.catch_warnings():
            # of CNTK, about how it looks at its own functions
            warnings.filterwarnings('ignore', 'inspect.getargspec', DeprecationWarning)
            yield program
    finally:
        _here.program = before


class Program:
    """Steps over numbered values.

    Args:
        kind: `numpy.float32` or `numpy.float64`, in which it computes.
        values: List of NumPy arrays to run the steps on as they are added; None to only note them.
        counts: Numbers of draws, beside `values`.
    """

    def __init__(self, kind, values=None, counts=None):
        self.kind = kind
        self.values = values
        self._counts = counts
        self._slots = 0
        self._steps = []
        self._of_leaf = {}              # uid of a leaf -> slot
        self._fixed = {}                # slot -> constant
        self._open = None               # the evaluation that others may join
        self._given = 0                 # how many slots are handed in

    @property
    def is_running(self):
        """Whether its steps run as they are added."""
        return self.values is not None

    def new_slot(self, fixed=None):
        """Returns the number of a further value."""
        slot = self._slots
        self._slots += 1
        if fixed is not None:
            self._fixed[slot] = fixed
        if self.is_running and slot >= len(self.values):
            self.values.append(fixed)
        return slot

    def leaf(self, slot, shape, dtype, needs_gradient=False):
        """Returns an array whose value is found in a slot."""
        if 0 in shape:
            return arrays.empty(shape, dtype)
        node = C.input_variable(shape, dtype=precision.kind_of(dtype), dynamic_axes=[],
                                needs_gradient=needs_gradient)
        self._of_leaf[node.uid] = slot
        return Array(node, shape, dtype, slot=slot)

    def given(self, value, dtype):
        """Returns a leaf of a new slot, for values like the one that is handed in."""
        self._given = self._slots + 1
        leaf = self.leaf(self.new_slot(), value.shape, dtype)
        leaf.is_sparse = isinstance(value, arrays.SparseArray)
        return leaf

    def needs(self, function):
        """Returns the leaves of a CNTK function with their slots."""
        return [(leaf, self._of_leaf[leaf.uid]) for leaf in function.arguments]

    def slot_of(self, x):
        """Returns the slot of an array, which is evaluated if it has none."""
        if x.slot is None:
            if x.value is not None:
                x.slot = self.new_slot(np.array(x.value, common.host_dtype(x.dtype)))
            else:
                self._evaluate(x)
        return x.slot

    def in_batch(self, x, shape=None):
        """Returns the node of an array whose first axis has become CNTK's batch axis.

        Args:
            x: The array.
            shape: Shape that it is given before.

        Returns:
            A node. What depends on constants only is fed: CNTK has no batch of constants.
        """
        if x.value is not None or not C.combine([_output(x.node)]).arguments:
            x = self.leaf(self.slot_of(x), x.shape, x.dtype)
        return C.to_batch(x.node if shape is None else C.reshape(x.node, shape))

    def value_of(self, x):
        """Returns the value of an array now, in a program that runs as it is built."""
        return self.values[self.slot_of(x)]

    def _evaluate(self, x):
        """Adds an array to an evaluation."""
        output = _output(x.node)
        needs = self.needs(C.combine([output]))
        step = self._open
        if step is None or self.is_running or any(slot >= step.limit for _, slot in needs):
            step = self._open = Evaluate(self._slots)
            self._steps.append(step)
        x.slot = self.new_slot()
        step.add(output, x, needs)
        if self.is_running:
            step.run(self.values, self._counts)

    def differentiate(self, total, others, leaves):
        """Adds a forward pass and its gradient.

        Args:
            total: Scalar array.
            others: Arrays of the forward pass that are used elsewhere.
            leaves: Leaves that the gradient is taken of.

        Returns:
            Pair: the other arrays as leaves, and the gradients as leaves.
        """
        step = Differentiate(self, total, others, leaves)
        self._steps.append(step)
        self._open = None
        others = [self._after(x, slot) for x, slot in zip(others, step.other_slots)]
        gradients = [self.leaf(slot, x.shape, x.dtype)
                     for x, slot in zip(leaves, step.gradient_slots)]
        if self.is_running:
            step.run(self.values, self._counts)
        return tuple(others), tuple(gradients)

    def _after(self, x, slot):
        """An array of a forward pass as it is used after it."""
        return x if slot is None else self.leaf(slot, x.shape, x.dtype)

    def on_host(self, function, inputs, specs):
        """Adds a computation in NumPy.

        Args:
            function: Function of NumPy arrays that returns a tuple of them.
            inputs: Its arguments, arrays.
            specs: List of pairs (shape, type) of its results.

        Returns:
            List of leaves.
        """
        slots = [self.slot_of(x) for x in inputs]
        made = [self.new_slot() for _ in specs]
        step = OnHost(function, slots, made)
        self._steps.append(step)
        if self.is_running:
            step.run(self.values, self._counts)
        return [self.leaf(slot, *spec) for slot, spec in zip(made, specs)]

    def draw(self, source, shape, dtype, function):
        """Adds a draw of random numbers.

        Args:
            source: The `Source` of the call.
            shape: Shape of what is drawn.
            dtype: Its type.
            function: Function of a NumPy generator and a shape.

        Returns:
            An array: a leaf, or what stands for its part at each step of a loop.
        """
        loop = source.loop
        whole = tuple(shape) if loop is None else (loop.length,) + tuple(shape)
        slot = self.new_slot()
        step = Draw(source, whole, function, slot)
        self._steps.append(step)
        if self.is_running:
            step.run(self.values, self._counts)
        drawn = self.leaf(slot, whole, dtype)
        return drawn if loop is None else loop.part_of(drawn)

    def print_later(self, x, message):
        """Has a value written when it is computed."""
        slot = self.slot_of(x)
        step = OnHost(lambda value: printed.write(message, value) or (), [slot], [])
        self._steps.append(step)
        if self.is_running:
            step.run(self.values, self._counts)

    def finish(self, outputs, updates):
        """Ends the program, which computes outputs and new values of variables."""
        outputs = [arrays.lifted(x) for x in outputs]
        self._sparse = [place for place, x in enumerate(outputs) if x.is_sparse]
        self._outputs = [self.slot_of(x) for x in outputs]
        self._updates = [self.slot_of(arrays.lifted(x)) for x in updates]

    def run(self, given, counts):
        """Runs the steps; returns the outputs and the new values of variables.

        Raises:
            precision.TooNarrow: There are values that this program cannot carry.
        """
        values = list(given) + [None] * (self._slots - len(given))
        for slot, value in self._fixed.items():
            values[slot] = value
        for step in self._steps:
            step.run(values, counts)
        return self._results(values)

    def results(self):
        """Returns outputs and new values of a program that ran as it was built."""
        return self._results(self.values)

    def _results(self, values):
        """Outputs and new values; what was handed in stays its owner's."""
        outputs = [values[slot] for slot in self._outputs]
        for place in self._sparse:
            value = np.asarray(outputs[place])
            indices = np.argwhere(value)
            outputs[place] = feeds.SparseValue(indices, value[tuple(indices.T)], value.shape)
        return outputs, [np.array(values[slot]) if slot < self._given else values[slot]
                         for slot in self._updates]


def _output(node):
    """The variable of a node that may be a function."""
    return node.output if isinstance(node, C.Function) else node


def _fed(needs, values, device):
    """Values for the leaves of a function as CNTK takes them, and the arrays that keep them.

    CNTK reads the memory of NumPy: the arrays have to live until it has computed.
    """
    kept = [precision.to_floats(values[slot], leaf.dtype) for leaf, slot in needs]
    views = [cntk_py.NDArrayView(value, device, False, True) for value in kept]
    return {leaf: cntk_py.Value(view) for (leaf, _), view in zip(needs, views)}, kept


def _device():
    """The device of values."""
    return C.device.use_default_device()


class Evaluate:
    """A step that evaluates nodes.

    Args:
        limit: Values of slots from this number on are not there yet.
    """

    def __init__(self, limit):
        self.limit = limit
        self._outputs = []              # (variable, shape, type, slot)
        self._needs = {}
        self._function = None

    def add(self, output, x, needs):
        """Adds a node to evaluate."""
        self._outputs.append((output, x.shape, x.dtype, x.slot))
        self._needs.update((leaf.uid, (leaf, slot)) for leaf, slot in needs)
        self._function = None

    def run(self, values, counts):
        """Evaluates the nodes."""
        if self._function is None:
            self._function = C.combine([output for output, _, _, _ in self._outputs])
        computed = {output: None for output, _, _, _ in self._outputs}
        device = _device()
        fed, kept = _fed(self._needs.values(), values, device)
        self._function._forward(fed, computed, device, set())
        for output, shape, dtype, slot in self._outputs:
            value = computed[output].data().to_ndarray()
            values[slot] = precision.from_floats(value.reshape(shape), dtype)


class Differentiate:
    """A step that runs a forward pass and takes its gradient."""

    def __init__(self, program, total, others, leaves):
        self._total = _output(total.node)
        self._others = {}               # slot -> (variable, shape, type)
        self.other_slots = []
        slots = {}
        for x in others:
            if x.slot is not None or x.value is not None:
                self.other_slots.append(None)
                continue
            output = _output(x.node)
            if output.uid not in slots:
                slots[output.uid] = program.new_slot()
                self._others[slots[output.uid]] = output, x.shape, x.dtype
            self.other_slots.append(slots[output.uid])
        self._function = C.combine(
            [self._total] + [output for output, _, _ in self._others.values()
                             if output.uid != self._total.uid])
        self._needs = program.needs(self._function)
        reached = {leaf.uid for leaf in C.combine([self._total]).arguments}
        self._gradients = []            # (leaf, shape, type, slot)
        self.gradient_slots = []
        for leaf in leaves:
            slot = program.new_slot()
            self.gradient_slots.append(slot)
            is_reached = leaf.size and leaf.node.uid in reached
            self._gradients.append((leaf.node if is_reached else None, leaf.shape, leaf.dtype,
                                    slot))
        self._one = np.ones(self._total.shape, precision.kind_of(total.dtype))

    def run(self, values, counts):
        """Runs forward and back."""
        computed = {output: None for output, _, _ in self._others.values()}
        computed[self._total] = None
        gradients = {leaf: None for leaf, _, _, _ in self._gradients if leaf is not None}
        device = _device()
        fed, kept = _fed(self._needs, values, device)
        state = self._function._forward(fed, computed, device,
                                        {self._total} if gradients else set())
        for slot, (output, shape, dtype) in self._others.items():
            value = computed[output].data().to_ndarray()
            values[slot] = precision.from_floats(value.reshape(shape), dtype)
        if gradients:
            one = cntk_py.Value(cntk_py.NDArrayView(self._one, device, False, False))
            self._function._backward(state, {self._total: one}, gradients)
        for leaf, shape, dtype, slot in self._gradients:
            values[slot] = np.zeros(shape, dtype) if leaf is None else precision.from_floats(
                gradients[leaf].data().to_ndarray().reshape(shape), dtype)


class OnHost:
    """A step that computes in NumPy."""

    def __init__(self, function, slots, made):
        self._function = function
        self._slots = slots
        self._made = made

    def run(self, values, counts):
        """Calls the function."""
        results = self._function(*[values[slot] for slot in self._slots])
        for slot, value in zip(self._made, results):
            values[slot] = value


class Source:
    """Where the numbers of one random op come from.

    Args:
        seed: Integer.
        place: Place of the number of the draw among the counts.
        loop: The loop it is in, or None.
        copies: Numbers of the copies of loops that are written out, which it is in.
    """

    def __init__(self, seed, place, loop, copies):
        self._seed = seed
        self._place = place
        self._copies = list(copies)
        self.loop = loop

    def generator(self, counts):
        """Returns the generator of this draw."""
        return np.random.RandomState([self._seed % 2 ** 32, counts[self._place] % 2 ** 32]
                                     + self._copies)


class Draw:
    """A step that draws random numbers."""

    def __init__(self, source, shape, function, slot):
        self._source = source
        self._shape = shape
        self._function = function
        self._slot = slot

    def run(self, values, counts):
        """Draws the numbers."""
        values[self._slot] = self._function(self._source.generator(counts), self._shape)
