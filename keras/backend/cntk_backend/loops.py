"""Loops: the first axis of sequences becomes the sequence axis of CNTK, which runs along it.

What a step computes has the shapes of one step; the samples stay an axis among others, and the
whole batch is one sequence. A state is CNTK's value of the step before.
"""

import cntk as C
import numpy as np

from keras.backend.cntk_backend import arrays
from keras.backend.cntk_backend.arrays import Array
from keras.backend.cntk_backend.program import current, in_batch


class Loop:
    """The steps of a loop.

    Args:
        length: Their number.
        like: Node that has the sequence axis, None before there is one.
    """

    def __init__(self, length, like=None):
        self.length = length
        self.like = like

    def part_of(self, x):
        """Returns the part of a sequence (steps, ...) at each step."""
        shape = x.shape if x.ndim > 1 else x.shape + (1,)       # a step has at least one axis
        node = in_batch(x, (1,) + shape)
        if self.like is None:
            node = self.like = C.to_sequence(node)
        else:
            node = C.to_sequence_like(node, self.like)
        return Array(node if x.ndim > 1 else C.reshape(node, ()), x.shape[1:], x.dtype)

    def whole(self, x):
        """Returns all parts as one array (steps, ...)."""
        shape = (self.length,) + x.shape
        node = C.unpack_batch(C.sequence.unpack(self.at_each_step(x), 0, no_mask_output=True))
        return Array(C.reshape(node, shape), shape, x.dtype)

    def last(self, x):
        """Returns the part at the last step."""
        node = C.unpack_batch(C.sequence.last(self.at_each_step(x)))
        return Array(C.reshape(node, x.shape), x.shape, x.dtype)

    def state(self, initial):
        """Returns the placeholder of a state after a step, and the array of it before a step."""
        after, before = state_before(in_batch(initial, (1,) + initial.shape), self.like)
        return after, Array(before, initial.shape, initial.dtype)

    def at_each_step(self, x):
        """Returns the node of an array that need not depend on the step."""
        if x.is_in_loop:
            return x.node
        return C.sequence.broadcast_as(in_batch(x, (1,) + x.shape), self.like)


def scan(body, carry, sequences):
    """Runs `body(index, carry, parts) -> (carry, outputs)` over the first axis of sequences."""
    carry = [arrays.lifted(x) for x in carry]
    sequences = [arrays.lifted(x) for x in sequences]
    length = sequences[0].shape[0]
    if current() is None or length == 0 or any(0 in x.shape for x in carry + sequences) or any(
            x.is_in_loop for x in carry + sequences):
        return _unrolled(body, carry, sequences)
    loop = Loop(length)
    parts = [loop.part_of(x) for x in sequences]
    after, states = zip(*[loop.state(x) for x in carry]) if carry else ((), ())
    new, outputs = body(loop, list(states), parts)
    new = [arrays.cast(arrays.lifted(x), old.dtype) for x, old in zip(new, carry)]
    outputs = [arrays.lifted(x) for x in outputs]
    if not new + outputs:
        return [], []
    nodes = tied([loop.at_each_step(x) for x in new + outputs], after, loop.like)
    made = [Array(node, x.shape, x.dtype) for node, x in zip(nodes, new + outputs)]
    return ([loop.last(x) for x in made[:len(new)]],
            [loop.whole(x) for x in made[len(new):]])


def state_before(initial, like):
    """Makes a state of a loop.

    Args:
        initial: Node of the state before the first step, with a batch axis only.
        like: Node with the axes of the loop.

    Returns:
        Pair: the placeholder of the state after a step, and the node of the state before it.
    """
    after = C.placeholder(shape=initial.shape, dynamic_axes=like.dynamic_axes)
    # Handed to CNTK as the value before the first step, it would bring its own axes into the loop.
    first = C.sequence.broadcast_as(initial, like)
    return after, C.element_select(C.sequence.is_first(like), first, C.sequence.past_value(after))


def tied(nodes, placeholders, like):
    """Puts the states after a step in the place of their placeholders.

    Args:
        nodes: What a step makes: first the states, then anything else.
        placeholders: Those of the states.
        like: Node with the axes of the loop.

    Returns:
        List of the same nodes.
    """
    shapes = [tuple(node.shape) for node in nodes]
    # A 0 at each step makes a node of its own of each, with the axes of the loop, also of a state
    # that does not depend on the sequences.
    zero = C.sequence.is_first(like) * 0.
    whole = C.combine([(node + zero).output for node in nodes])
    used = {node.uid for node in whole.placeholders}
    whole.replace_placeholders({one: node for one, node in zip(placeholders, whole.outputs)
                                if one.uid in used})
    # The outputs of the whole keep alive what has replaced the placeholders.
    if len(nodes) == 1:
        return list(whole.outputs)
    # All are parts of one node: CNTK may fail to evaluate several nodes of which one lies in a
    # loop that another one's loop needs.
    sizes = [int(np.prod(shape, dtype='int64')) for shape in shapes]
    ends = np.cumsum(sizes)
    joint = C.splice(*[C.reshape(node, (size,)) for node, size in zip(whole.outputs, sizes)])
    return [C.reshape(C.slice(joint, -1, int(end - size), int(end)), shape)
            for size, end, shape in zip(sizes, ends, shapes)]


def _unrolled(body, carry, sequences):
    """Runs a loop as one copy of the body per step."""
    made = []
    for index in range(sequences[0].shape[0]):
        parts = [arrays.reshape(arrays.cut(x, 0, index, index + 1), x.shape[1:])
                 for x in sequences]
        carry, outputs = body(index, carry, parts)
        made.append([arrays.lifted(x) for x in outputs])
    if not made:
        parts = [arrays.full(x.shape[1:], x.dtype, 0) for x in sequences]
        _, outputs = body(0, carry, parts)
        return carry, [arrays.empty((0,) + tuple(x.shape), x.dtype) for x in outputs]
    return carry, [arrays.joined([arrays.reshape(x, (1,) + x.shape) for x in column], 0)
                   for column in zip(*made)]
