"""Nodes that a plan treats in a way of its own: phases, gradients, loops, branches, chance."""

from keras.backend.traced.tensor import Node, Variable


class Placeholder(Node):
    """A tensor that is given its value when a function is called.

    Args:
        default: Tensor that it stands for where it is not given one, or None.
    """

    def __init__(self, default=None):
        super(Placeholder, self).__init__('placeholder', None)
        self.frame = None
        self.default = default


class LearningPhase(Node):
    """The learning phase: a plan is made for one value of it."""

    def __init__(self):
        super(LearningPhase, self).__init__('keras_learning_phase', None)
        self.frame = None
        self.after = ()


class PhaseChoice(Node):
    """One of two tensors, by the learning phase.

    Args:
        train: Tensor in training.
        test: Tensor otherwise.
    """

    def __init__(self, train, test):
        super(PhaseChoice, self).__init__('in_train_phase', None, (train, test))

    def chosen(self, phase):
        """Returns the tensor of a phase."""
        return self.args[0 if phase else 1]


class Gradient(Node):
    """Gradients of a loss with respect to tensors, none of which depends on another.

    Args:
        loss: Tensor.
        wrt: List of tensors and variables.
    """

    def __init__(self, loss, wrt):
        super(Gradient, self).__init__('gradients', None, (loss, tuple(wrt)))
        self.loss = loss
        self.wrt = list(wrt)


class Random(Node):
    """A kernel that takes a source of random numbers before its other arguments.

    Attributes:
        stream: `Stream` that says which numbers come next.
    """

    is_pure = False
    stream = None


class Loop(Node):
    """A loop over time, see `traced.loops`.

    Args:
        carry: List of tensors before the first step.
        sequences: List of tensors, of which each step sees one part along the first axis.
        body: `Body` of the loop.
    """

    def __init__(self, carry, sequences, body):
        super(Loop, self).__init__('loop', None, (tuple(carry), tuple(sequences)))
        self.carry = list(carry)
        self.sequences = list(sequences)
        self.body = body

    def inputs(self):
        """The arguments, and what the body uses from outside."""
        return super(Loop, self).inputs() + self.body.captured


class Branch(Node):
    """One of two bodies, by a scalar.

    Args:
        condition: Scalar tensor.
        then: `Body` of the one.
        otherwise: `Body` of the other.
    """

    def __init__(self, condition, then, otherwise):
        super(Branch, self).__init__('branch', None, (condition,))
        self.bodies = (then, otherwise)

    def inputs(self):
        """The condition, and what the bodies use from outside."""
        return super(Branch, self).inputs() + [x for body in self.bodies for x in body.captured]


class Body:
    """What is recorded inside a loop or branch.

    Args:
        frame: `Frame` of what belongs to it.
        params: List of tensors that stand for what is handed in.
        results: List of tensors that it returns.

    Attributes:
        captured: List of the tensors and variables from outside that it uses.
    """

    def __init__(self, frame, params, results):
        self.frame = frame
        self.params = list(params)
        self.results = list(results)
        self.captured = self._captured()

    def _captured(self):
        """Finds what is used from outside, in the order of first use."""
        found, seen = [], set(self.params)
        waiting = list(reversed(self.results))
        while waiting:
            x = waiting.pop()
            if x in seen:
                continue
            seen.add(x)
            if isinstance(x, Variable) or not _lies_in(x.node, self.frame):
                found.append(x)
            else:
                waiting.extend(reversed(x.node.inputs()))
        return found


def _lies_in(node, frame):
    """Whether a node was recorded in a frame."""
    return node.frame is not None and node.frame.is_inside(frame)


def hoist(results, frame, params):
    """Moves out of a loop what does not depend on its steps, so that it is computed once.

    Args:
        results: List of tensors the loop returns.
        frame: `Frame` of the loop.
        params: List of tensors that stand for what each step is handed.
    """
    order, seen = [], set()
    waiting = [(x, False) for x in results]
    while waiting:
        x, is_done = waiting.pop()
        if isinstance(x, Variable) or not _lies_in(x.node, frame):
            continue
        if is_done:
            order.append(x.node)
        elif x.node not in seen:
            seen.add(x.node)
            waiting.append((x, True))
            waiting.extend((one, False) for one in x.node.inputs())
    bound = {x.node for x in params}
    for node in order:
        depends = any(one.node in bound for one in node.inputs()
                      if not isinstance(one, Variable))
        if depends or not node.is_pure or isinstance(node, (Loop, Branch)) or node in bound:
            bound.add(node)
        elif node.frame is frame:
            node.frame = frame.parent
