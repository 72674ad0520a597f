"""A plan: the steps that compute tensors, each once, in an order that works.

A plan is made for one value of the learning phase; of a choice by phase only the chosen side is
looked at. Steps stand in blocks: the whole function is one; so is the body of a loop, each side of
a branch, and the forward pass of a gradient. What a forward pass computes is handed out to
the rest of the function, so that loss, outputs, updates and gradients share it.
"""

from keras.backend.traced import nodes
from keras.backend.traced.nodes import Placeholder
from keras.backend.traced.record import Constant, following
from keras.backend.traced.tensor import Update, Variable

_LEAVES = (Constant, Placeholder, nodes.LearningPhase)


class Block:
    """Steps that are run one after the other.

    Args:
        parent: The block around it, or None.
        params: Tensors and variables that it is handed.
        own: Set of nodes that are computed here even if a block around has computed them.
        is_differentiated: Whether it is the forward pass of a gradient, or lies in one.
    """

    def __init__(self, parent=None, params=(), own=(), is_differentiated=False):
        self.parent = parent
        self.params = list(params)
        self.own = own
        self.is_differentiated = is_differentiated
        self.steps = []
        self.results = []
        self.defined = {x: None for x in params}    # tensor -> step that hands it out, or None

    def find(self, x):
        """Makes sure that a tensor can be used here; returns whether it can."""
        block = self
        while block is not None:
            if x in block.defined:
                step = block.defined[x]
                if step is not None:
                    step.hand_out(x)
                return True
            if x.node in block.own:
                return False
            block = block.parent
        return False


class Call:
    """A step that calls the kernel of a node."""

    def __init__(self, node):
        self.node = node


class Differentiate:
    """A step that runs a forward pass and takes gradients of it.

    Args:
        loss: Tensor.
        wrt: List of tensors and variables.
        block: `Block` of the forward pass; it is handed `wrt`.
    """

    def __init__(self, loss, wrt, block):
        self.loss = loss
        self.wrt = wrt
        self.block = block
        self.handed_out = []
        self.gradients = []         # pairs: gradient tensor, place in wrt

    def hand_out(self, x):
        """Notes that a tensor of the forward pass is used outside of it."""
        if x not in self.handed_out:
            self.handed_out.append(x)
            self.block.find(x)


class Inner:
    """A step that runs a loop or branch.

    Args:
        node: `Loop` or `Branch`.
        blocks: List of `Block`, one for each of its bodies.
    """

    def __init__(self, node, blocks):
        self.node = node
        self.blocks = blocks


class Plan:
    """The steps that compute outputs and run updates.

    Args:
        fed: List of tensors that are given values.
        outputs: List of tensors.
        updates: List of `Update` and of pairs (variable, tensor).
        phase: The learning phase, a bool.

    Attributes:
        block: The outermost `Block`; its results are the outputs, then the new values.
        variables: List of the variables that are read.
        updated: List of the variables that are set, in the order of their new values.
        streams: List of the `Random` nodes.
        is_dynamic: Whether a shape depends on values, so that it cannot be compiled.
        has_effects: Whether something is done besides computing, such as printing.
    """

    def __init__(self, fed, outputs, updates, phase):
        self.phase = phase
        self.fed = list(fed)
        self.variables = []
        self.updated = []
        self.streams = []
        self.is_dynamic = False
        self.has_effects = False
        self._known = set()
        self._found = []                    # updates met on the way
        self.block = Block(params=self.fed)
        outputs = [self.resolve(x) for x in outputs]
        pairs = [one for one in updates if isinstance(one, tuple)]
        asked = [one for one in updates if not isinstance(one, tuple)]
        self.schedule(self.block, outputs + asked + [self.resolve(value) for _, value in pairs])
        values = self._new_values(asked, pairs)
        self.schedule(self.block, values)
        self.block.results = outputs + values

    def resolve(self, x):
        """Returns the tensor that stands for another in this phase."""
        while not isinstance(x, Variable) and x not in self.fed:
            node = x.node
            if isinstance(node, nodes.PhaseChoice):
                x = node.chosen(self.phase)
            elif isinstance(node, Placeholder) and node.default is not None:
                x = node.default
            else:
                break
        return x

    def schedule(self, block, targets):
        """Adds the steps to a block that compute targets."""
        for group in self._gradient_groups(block, targets):
            if not all(block.find(x) for node in group for x in node.outputs):
                self._differentiate(block, group)
        self._visit(block, targets)

    def _visit(self, block, targets):
        """Adds steps in depth-first order: first what a step needs, then the step."""
        waiting = [(x, False) for x in reversed(targets)]
        while waiting:
            x, is_ready = waiting.pop()
            x = self.resolve(x)
            if block.find(x):
                continue
            if is_ready or self._is_leaf(x):
                self._add(block, x)
            elif isinstance(x.node, nodes.Gradient):
                self._differentiate(block, [x.node])
            else:
                waiting.append((x, True))
                waiting.extend((one, False) for one in reversed(x.node.inputs()))

    def _is_leaf(self, x):
        """Whether nothing is to be computed for a tensor; takes note of it."""
        if not isinstance(x, Variable) and not isinstance(x.node, _LEAVES):
            return False
        if isinstance(x, Variable) and x not in self._known:
            self._known.add(x)
            self.variables.append(x)
        if not isinstance(x, Variable) and isinstance(x.node, Placeholder):
            raise ValueError('The value of {!r} is needed, but it is not among the inputs of the '
                             'function. Add this placeholder to `inputs`.'.format(
                                 x.name.split(':')[0]))
        return True

    def _add(self, block, x):
        """Adds the step that makes a tensor, whose inputs are there."""
        top = block
        if isinstance(x, Variable) or isinstance(x.node, _LEAVES):
            while top.parent is not None:
                top = top.parent
            top.defined.setdefault(x, None)
            if x.node in block.own:
                block.defined[x] = None
            return
        node = x.node
        for output in node.outputs:
            block.defined[output] = None
        if isinstance(node, (nodes.Loop, nodes.Branch)):
            bodies = [node.body] if isinstance(node, nodes.Loop) else node.bodies
            block.steps.append(Inner(node, [self._body(block, body) for body in bodies]))
        else:
            block.steps.append(Call(node))
        if isinstance(node, nodes.Random) and node not in self.streams:
            self.streams.append(node)
        self.is_dynamic |= node.is_dynamic
        self.has_effects |= not node.is_pure and not isinstance(node, nodes.Random)
        if isinstance(x, Update) and x not in self._found:
            self._found.append(x)

    def _body(self, block, body):
        """Returns the block of a loop or branch."""
        inner = Block(block, body.params, is_differentiated=block.is_differentiated)
        results = [self.resolve(x) for x in body.results]
        self.schedule(inner, results)
        inner.results = results
        return inner

    def _gradient_groups(self, block, targets):
        """Gradient nodes that targets need, the last first; those that share a pass together."""
        order = [node for node in self._ancestors(targets, block)
                 if isinstance(node, nodes.Gradient)]
        groups = []
        for node in reversed(order):
            loss = self.resolve(node.loss)
            for group in groups:
                if self.resolve(group[0].loss) is loss and _all_leaves(group) \
                        and _all_leaves([node]):
                    group.append(node)
                    break
            else:
                groups.append([node])
        return groups

    def _ancestors(self, targets, block=None, stops=()):
        """Nodes that targets depend on, in an order that works.

        Args:
            targets: List of tensors.
            block: A block: what can be used in it already is not looked at.
            stops: Tensors that are not looked at.

        Returns:
            List of nodes.
        """
        order, seen = [], set()
        waiting = [(x, False) for x in reversed(targets)]
        while waiting:
            x, is_done = waiting.pop()
            x = self.resolve(x)
            if isinstance(x, Variable) or x in stops:
                continue
            if is_done:
                order.append(x.node)
            elif x.node not in seen and not (block is not None and _is_there(block, x)):
                seen.add(x.node)
                waiting.append((x, True))
                waiting.extend((one, False) for one in reversed(x.node.inputs()))
        return order

    def _differentiate(self, block, group):
        """Adds the step of gradient nodes that share a loss."""
        loss = self.resolve(group[0].loss)
        wrt = []
        for node in group:
            wrt.extend(x for x in map(self.resolve, node.wrt) if x not in wrt)
        order = self._ancestors([loss], stops=set(wrt))
        cone = set()
        for node in order:
            if any(x in wrt or x.node in cone for x in map(self.resolve, node.inputs())):
                cone.add(node)
        outside = [x for node in order if node in cone for x in map(self.resolve, node.inputs())
                   if x not in wrt and x.node not in cone]
        self._visit(block, outside + wrt)
        forward = Block(block, wrt, own=cone, is_differentiated=True)
        self.schedule(forward, [loss])
        forward.results = [loss]
        step = Differentiate(loss, wrt, forward)
        block.steps.append(step)
        for x in forward.defined:
            if x not in wrt and x.node in cone:
                block.defined.setdefault(x, step)
        for node in group:
            for x, gradient in zip(node.wrt, node.outputs):
                block.defined[gradient] = None
                step.gradients.append((gradient, wrt.index(self.resolve(x))))

    def _new_values(self, asked, pairs):
        """New values of the variables that are updated, in the order in which they are met."""
        values = {}
        for one in [one for one in asked if isinstance(one, Update)] + self._found:
            values.setdefault(one.variable, []).append(one)
        last = dict(pairs)
        self.updated = list(values) + [x for x in last if x not in values]
        return [self.resolve(last[x]) if x in last else _composed(values[x])
                for x in self.updated]


def _composed(updates):
    """The value of a variable after several updates, each as if it were alone."""
    distinct = []
    for one in updates:
        if one not in distinct:
            distinct.append(one)
    value = None
    for one in distinct:
        replaced = one.node.args[0]
        if value is not None and isinstance(replaced, Update):
            value = one             # it was made to follow the other
            continue
        value = following(one, value)
    return value


def _all_leaves(group):
    """Whether gradient nodes are taken with respect to variables only."""
    return all(isinstance(x, Variable) for node in group for x in node.wrt)


def _is_there(block, x):
    """Whether a tensor can be used in a block, without taking note of it."""
    while block is not None:
        if x in block.defined:
            return True
        if x.node in block.own:
            return False
        block = block.parent
    return False
