"""What is done to a graph before it is compiled: phases, defaults, and updates that come first.

The engine knows none of these. So a learning phase is put in and the branch that is not taken is
left out; a placeholder that is not fed is replaced by its default; and a tensor that was made after
an update (`K.read_after`, `K.control_dependencies`) reads what the update gives.
"""

import collections

from keras.backend.theano_backend.engine import T, number, with_pattern


def SET(old, value):
    """The new value of a variable that is set."""
    return value


def ADD(old, value):
    """The new value of a variable that is added to."""
    return old + value


def SUBTRACT(old, value):
    """The new value of a variable that is subtracted from."""
    return old - value


#: What the tensor that `K.update` returns has in its attribute `_keras_update`.
Update = collections.namedtuple('Update', ['variable', 'value', 'kind'])


_PHASES = {value: T.constant(value, dtype='bool') for value in (False, True)}


class Region:
    """What is made between two moments reads variables as they are after updates.

    Args:
        updates: List of tensors that `K.update` and its like returned.
    """

    def __init__(self, updates):
        self.updates = list(updates)
        self.replaced = {one._keras_update.variable: one for one in self.updates
                         if hasattr(one, '_keras_update')}
        self.first = number(T.scalar())
        self._end = None

    def close(self):
        """Ends the region."""
        self._end = number(T.scalar())

    def holds(self, x):
        """Whether a tensor was made in the region."""
        return self.first < number(x) < self._end


class Rewriting:
    """Copies graphs with some of their tensors replaced. What it does not have to copy it keeps.

    Args:
        replaced: Dictionary: tensor -> what stands for it, which is itself rewritten; or itself,
            for a tensor that is left as it is.
        phase: The learning phase that is put in, a bool, or None.
        regions: List of regions.
        with_defaults: Whether placeholders are replaced by their defaults.
        since: Number of a tensor: those with lower ones are left as they are.

    Attributes:
        updates: Tensors that `K.update` returned and that what was rewritten depends on.
    """

    def __init__(self, replaced=None, phase=None, regions=(), with_defaults=False, since=0):
        self._replaced = dict(replaced or {})
        self._phase = phase
        self._regions = regions
        self._with_defaults = with_defaults
        self._since = since
        self._done = {}
        self.updates = []

    def __call__(self, tensors):
        """Returns the rewritten tensors."""
        for x in tensors:
            self._visit(x)
        return [self._done[x] for x in tensors]

    def _visit(self, x):
        """Rewrites a tensor and what it depends on, which may be deep."""
        waiting = [x]
        while waiting:
            one = waiting[-1]
            if one in self._done:
                waiting.pop()
                continue
            needed, finish = self._plan(one)
            missing = [other for other in needed if other not in self._done]
            if missing:
                waiting.extend(missing)
            else:
                finish()
                waiting.pop()

    def _plan(self, x):
        """Returns what must be rewritten before a tensor, and a function that then finishes it."""
        stand_in = self._stand_in(x)
        if stand_in is x:
            return (), lambda: self._done.update({x: x})
        if stand_in is not None:
            return (stand_in,), lambda: self._done.update({x: self._done[stand_in]})
        if hasattr(x, '_keras_update') and x not in self.updates:
            self.updates.append(x)
        if x.owner is None or self._since and number(x) < self._since:
            return (), lambda: self._done.update({x: x})
        region = next((one for one in self._regions if one.holds(x)), None)
        inputs, after = x.owner.inputs, list(getattr(x, '_keras_after', ()))
        if region is not None:
            inputs = [region.replaced.get(one, one) for one in inputs]
            after += region.updates
        return tuple(inputs) + tuple(after), lambda: self._copy(x, inputs)

    def _stand_in(self, x):
        """Returns what stands for a tensor, or None."""
        if x in self._replaced:
            return self._replaced[x]
        if self._phase is not None:
            if is_phase(x):
                return _PHASES[self._phase]
            if x.owner is not None:
                return self._taken_branch(x)
        return getattr(x, '_keras_default', None) if self._with_defaults else None

    def _taken_branch(self, x):
        """Returns the branch of a choice by the learning phase, or None."""
        condition = condition_of(x)
        if condition is None or not is_phase(condition):
            return None
        branch = x.owner.inputs[1 if self._phase else 2]
        same = branch.dtype == x.dtype and branch.broadcastable == x.broadcastable
        return branch if same else None

    def _copy(self, x, inputs):
        """Notes what a tensor is, and others that the same node computes, on rewritten inputs."""
        node = x.owner
        new = [self._done[one] for one in inputs]
        if all(one is other for one, other in zip(new, node.inputs)):
            made = node.outputs
        else:
            made = node.clone_with_new_inputs(new, strict=False).outputs
        for old, one in zip(node.outputs, made):
            if old is x or old not in self._done and old not in self._replaced:
                self._done[old] = one


def is_phase(x):
    """Whether a tensor is a learning phase."""
    return getattr(x, '_is_learning_phase', False)


def condition_of(x):
    """Returns the scalar that a tensor is chosen by from two others, or None."""
    node = x.owner
    if node is None or type(getattr(node.op, 'scalar_op', None)).__name__ != 'Switch':
        return None
    condition = node.inputs[0]
    while condition.owner is not None and type(condition.owner.op).__name__ == 'DimShuffle':
        condition = condition.owner.inputs[0]
    return condition


def roots_of(tensors):
    """Returns all variables, placeholders and constants that tensors depend on."""
    found, seen, waiting = [], set(), list(tensors)
    while waiting:
        x = waiting.pop()
        if x in seen:
            continue
        seen.add(x)
        if x.owner is None:
            found.append(x)
        else:
            waiting.extend(x.owner.inputs)
    return found


def updates_of(tensors, rewriting):
    """Returns the new values of all variables that updates among tensors set.

    Args:
        tensors: List of tensors that `K.update` returned, and of pairs (variable, new value).
        rewriting: What rewrites them, and knows of more updates, which are done too.

    Returns:
        Ordered dictionary: variable -> tensor.
    """
    rewriting([one for one in tensors if not isinstance(one, tuple)])
    result = collections.OrderedDict()
    done = set()
    waiting = list(tensors) + rewriting.updates
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, tuple):
            change = Update(one[0], one[1], SET)
        elif one in done:
            continue
        else:
            done.add(one)
            change = one._keras_update
        known = len(rewriting.updates)
        value, = rewriting([change.value])
        waiting += rewriting.updates[known:]
        x = change.variable
        value = value if value.dtype == x.dtype else T.cast(value, x.dtype)
        result[x] = with_pattern(change.kind(result.get(x, x), value), x.broadcastable)
    return result
