"""Steps of many weights as one call of the engine, and which of them may be taken in place.

An optimizer records a step for each weight. An engine whose kernels take many weights at once names
them in `GROUPED`; here the calls of a plan are put together. A kernel may write the new value of a
variable into the memory of the old one where nothing in the plan reads the old one any more; that
no tensor outside shares that memory is for the kernel to see, which has the arrays.
"""

from keras.backend.traced import plan as plans
from keras.backend.traced.tensor import Symbol, Variable


class Group:
    """Calls that are made at once.

    Args:
        kernel: The kernel: of a tuple for each of the first arguments, of the other arguments, and
            of a tuple that says of every call whether the old values may be overwritten.
        columns: How many of the arguments differ between the calls.
        position: Place of the first call among the steps.
        fixed: The other arguments.
    """

    def __init__(self, kernel, columns, position, fixed):
        self.kernel = kernel
        self.columns = columns
        self.position = position
        self.fixed = fixed
        self.nodes = []

    def takes(self, inputs, fixed, made):
        """Whether a call can be made together with those that are in it."""
        return len(fixed) == len(self.fixed) and all(
            _same(one, other) for one, other in zip(fixed, self.fixed)) and all(
                made.get(x, -1) < self.position for x in inputs)


def groups(plan, kernels):
    """Finds the calls of a plan that can be made at once.

    Args:
        plan: `Plan`.
        kernels: Dictionary: name of an op -> (kernel of many calls, number of columns).

    Returns:
        List of `Group`.
    """
    found = []
    steps = plan.block.steps
    made = {x: place for place, step in enumerate(steps) for x in made_by(step)}
    for place, step in enumerate(steps):
        if isinstance(step, plans.Call) and step.node.op in kernels and not step.node.kwargs:
            node = step.node
            kernel, columns = kernels[node.op]
            fixed = [plan.resolve(x) if isinstance(x, Symbol) else x for x in node.args[columns:]]
            inputs = [plan.resolve(x) for x in node.inputs()]
            group = next((one for one in found if one.kernel is kernel
                          and one.takes(inputs, fixed, made)), None)
            if group is None:
                group = Group(kernel, columns, place, fixed)
                found.append(group)
            group.nodes.append(node)
    return found


def may_overwrite(plan, group):
    """Tells of every call of a group whether it is the last to read the variables it steps.

    A gradient taken before may read a variable; so may an update, which looks at its type alone.
    """
    users = {}
    for place, step in enumerate(plan.block.steps):
        if isinstance(step, plans.Differentiate) and place < group.position:
            continue
        for x in set(needed_by(plan, step)):
            is_type = isinstance(step, plans.Call) and step.node.op == 'update' and \
                step.node.args[0] is x and plan.resolve(step.node.args[1]) is not x
            if isinstance(x, Variable) and not is_type:
                users.setdefault(x, []).append(step.node if isinstance(step, plans.Call) else None)
    results = set(plan.block.results)
    return [all(isinstance(x, Variable) and x in plan.updated and x not in results
                and users[x] == [node] for x in node.args[:len(node.outputs)])
            and len(set(node.args[:group.columns])) == group.columns for node in group.nodes]


def read_directly(x):
    """Returns the variable that a tensor is a copy of, made by adding 0; else the tensor itself."""
    node = getattr(x, 'node', None)
    if node is not None and node.op == 'add' and len(node.args) == 2 and \
            isinstance(node.args[0], Variable) and type(node.args[1]) is float \
            and node.args[1] == 0.:
        return node.args[0]
    return x


def made_by(step):
    """Tensors that a step makes in its block."""
    if isinstance(step, plans.Differentiate):
        return step.handed_out + [x for x, _ in step.gradients]
    return step.node.outputs


def needed_by(plan, step):
    """Tensors and variables that a step uses, also inside of it."""
    if isinstance(step, plans.Differentiate):
        found = list(step.wrt) + [step.loss]
        blocks = [step.block]
    else:
        found = [plan.resolve(x) for x in step.node.inputs()]
        blocks = getattr(step, 'blocks', ())
    for block in blocks:
        found.extend(plan.resolve(x) for x in block.results)
        for inner in block.steps:
            found.extend(needed_by(plan, inner))
    return found


def _same(one, other):
    """Whether two arguments are the same tensor or number."""
    if isinstance(one, Symbol) or isinstance(other, Symbol):
        return one is other
    return type(one) is type(other) and one == other
