"""A plan written down as straight-line Python.

What is written for `K.function([x], [loss], updates=[(w, ...)])` reads like this:

    def function(feeds, state, counts):
        x0, = feeds
        v0, = state
        def forward3(v0):
            t1 = dot(x0, v0)  # dense_1
            t2 = mean(t1)
            return t2, (t2,)
        (t2,), (t4,) = gradient(forward3, (v0,), False)
        t5 = sub(v0, t4)
        return (t2,), (t5,)

A forward pass is handed what its gradient is taken of, under the names these have outside, and
returns the loss and what is used of it outside.
"""

import linecache
import math
import re

from keras.backend.traced import engine as engines
from keras.backend.traced import grouping
from keras.backend.traced import nodes
from keras.backend.traced import plan as plans
from keras.backend.traced.record import Constant
from keras.backend.traced.tensor import Symbol, Update, Variable, mapped

_written = [0]


class Source:
    """The Python function of a plan.

    Args:
        plan: `Plan`.

    Attributes:
        text: The source.
        function: The function: of fed arrays, values of `plan.variables` and numbers of draws of
            `plan.streams`; it returns outputs and new values of `plan.updated`.
    """

    def __init__(self, plan):
        self.plan = plan
        self.file = None
        self._names = {}
        self._globals = {}
        self._global_names = {}
        self._nodes = {}                # line number -> node
        self._folded = {}               # tensor -> array of the engine that never changes
        self._lines = []
        self._used = _used(plan)
        engine = engines.current()
        for service in ('gradient', 'scan', 'cond', 'source', 'as_type_of'):
            self._globals[service] = getattr(engine, service)
        self._groups = {}               # node -> group in which it is called
        for group in grouping.groups(plan, getattr(engine, 'GROUPED', {})):
            self._groups.update((node, group) for node in group.nodes)
        self._write_function()
        self.text = '\n'.join(self._lines) + '\n'
        self.function = self._compiled()

    def node_of(self, traceback):
        """Returns the node whose line an error has passed through, or None."""
        node = None
        while traceback is not None:
            if traceback.tb_frame.f_code.co_filename == self.file:
                node = self._nodes.get(traceback.tb_lineno, node)
            traceback = traceback.tb_next
        return node

    def release(self):
        """Forgets the text in the cache of tracebacks."""
        linecache.cache.pop(self.file, None)

    def _compiled(self):
        """Compiles the text; tracebacks show its lines."""
        _written[0] += 1
        self.file = '<keras function {}>'.format(_written[0])
        linecache.cache[self.file] = (
            len(self.text), None, self.text.splitlines(True), self.file)
        namespace = dict(self._globals)
        exec(compile(self.text, self.file, 'exec'), namespace)
        return namespace['function']

    def _write_function(self):
        """Writes the whole function."""
        block = self.plan.block
        fed = [self._name(x, 'x') for x in self.plan.fed]
        state = [self._name(x, 'v') for x in self.plan.variables]
        self._line(0, 'def function(feeds, state, counts):')
        for names, source in ((fed, 'feeds'), (state, 'state')):
            if names:
                self._line(1, '{} = {}'.format(_joined(names), source))
        self._write_steps(block, 1, [])
        count = len(block.results) - len(self.plan.updated)
        outputs = [self._expression(x) for x in block.results[:count]]
        values = [self._new_value(x, value)
                  for x, value in zip(self.plan.updated, block.results[count:])]
        self._line(1, 'return {}, {}'.format(_tuple(outputs), _tuple(values)))

    def _new_value(self, x, value):
        """The new value of a variable, in its type."""
        text = self._expression(value)
        if isinstance(value, Update):
            return text
        is_read = x in self.plan.variables
        return 'as_type_of({}, {})'.format(self._expression(x) if is_read else text, text)

    def _write_steps(self, block, depth, indices):
        """Writes the steps of a block; what is used for the last time is let go."""
        last = self._last_uses(block)
        for step in block.steps:
            if isinstance(step, plans.Call):
                self._write_call(step.node, depth, indices)
            elif isinstance(step, plans.Differentiate):
                self._write_gradient(step, depth, indices)
            elif isinstance(step.node, nodes.Loop):
                self._write_loop(step, depth, indices)
            else:
                self._write_branch(step, depth, indices)
            ended = sorted(self._names[x] for x in last.get(step, ()) if x in self._names)
            if ended:
                self._line(depth, 'del ' + ', '.join(ended))

    def _write_call(self, node, depth, indices):
        """Writes the call of a kernel, unless its result never changes."""
        if self._fold(node):
            return
        if node in self._groups:
            self._write_group(node)
            return
        if node.op == 'update' and self._is_own(node):
            self._line(depth, '{} = {}'.format(
                self._name(node.outputs[0], 't'), self._expression(node.args[1])), node)
            return
        arguments = [self._expression(one) for one in node.args]
        arguments += ['{}={}'.format(key, self._expression(one))
                      for key, one in node.kwargs.items()]
        if isinstance(node, nodes.Random):
            arguments.insert(0, 'source({}, counts[{}], {})'.format(
                node.stream.seed, self.plan.streams.index(node), _tuple(indices)))
        self._line(depth, '{} = {}({})'.format(
            self._pattern(node.structure), self._global(node.kernel, node.op),
            ', '.join(arguments)), node)

    def _is_own(self, node):
        """Whether a new value comes from a step that made it for this variable."""
        old, new = [self.plan.resolve(x) for x in node.args]
        return new.node in self._groups and old.dtype == new.dtype and \
            old is new.node.args[new.node.outputs.index(new)]

    def _write_group(self, node):
        """Writes the call of several steps of an optimizer where the first of them stands."""
        group = self._groups[node]
        if node is not group.nodes[0]:
            return
        columns = [_tuple(map(self._expression, column))
                   for column in zip(*[one.args[:group.columns] for one in group.nodes])]
        made = [_tuple(self._name(x, 't') for x in column)
                for column in zip(*[one.outputs for one in group.nodes])]
        self._line(1, '{} = {}({}, {}, {})'.format(
            ', '.join(made), self._global(group.kernel, node.op + 's'), ', '.join(columns),
            ', '.join(self._expression(grouping.read_directly(x)) for x in group.fixed),
            tuple(grouping.may_overwrite(self.plan, group))), node)

    def _fold(self, node):
        """Computes now what depends on constants only, if the engine has no compiler for it."""
        inputs = [self.plan.resolve(x) for x in node.inputs()]
        if not node.is_pure or node.is_host or node.is_dynamic or len(node.outputs) != 1 or \
                not inputs or not all(x in self._folded or self._is_constant(x) for x in inputs):
            return False

        def known(x):
            if not isinstance(x, Symbol):
                return x
            x = self.plan.resolve(x)
            return self._folded[x] if x in self._folded else self._globals[self._constant(x)]

        args, kwargs = mapped(known, (node.args, node.kwargs))
        result = engines.current().fold(node.kernel, args, kwargs)
        if result is not None:
            self._folded[node.outputs[0]] = result
        return result is not None

    def _is_constant(self, x):
        """Whether a tensor is a dense constant."""
        return not isinstance(x, Variable) and isinstance(x.node, Constant) and not x.is_sparse

    def _write_gradient(self, step, depth, indices):
        """Writes a forward pass and its gradient."""
        name = 'forward{}'.format(len(self._lines))
        params = [self._expression(x) for x in step.wrt]
        self._line(depth, 'def {}({}):'.format(name, ', '.join(params)))
        self._write_steps(step.block, depth + 1, indices)
        handed_out = [x for x in step.handed_out if x in self._used]
        self._line(depth + 1, 'return {}, {}'.format(
            self._expression(step.loss), _tuple(self._expression(x) for x in handed_out)))
        gradients = ['_'] * len(step.wrt)
        aliases = []
        for x, place in step.gradients:
            if gradients[place] == '_':
                gradients[place] = self._name(x, 't')
            else:
                aliases.append((self._name(x, 't'), gradients[place]))
        is_nested = step.block.parent is not None and step.block.parent.is_differentiated
        self._line(depth, '({}), ({}) = gradient({}, {}, {})'.format(
            _joined(self._expression(x) for x in handed_out), _joined(gradients), name,
            _tuple(params), is_nested))
        for name, same in aliases:
            self._line(depth, '{} = {}'.format(name, same))

    def _write_loop(self, step, depth, indices):
        """Writes the body of a loop and the loop."""
        node, block = step.node, step.blocks[0]
        name, index = 'body{}'.format(len(self._lines)), 'i{}'.format(len(self._lines))
        count = len(node.carry)
        params = [self._name(x, 't') for x in block.params]
        self._line(depth, 'def {}({}, carry, parts):'.format(name, index))
        for names, source in ((params[:count], 'carry'), (params[count:], 'parts')):
            if names:
                self._line(depth + 1, '{} = {}'.format(_joined(names), source))
        self._write_steps(block, depth + 1, indices + [index])
        is_used = [x in self._used for x in node.outputs[count:]]
        results = [self._expression(x) for x in block.results]
        outputs = [text for text, wanted in zip(results[count:], is_used) if wanted]
        self._line(depth + 1, 'return {}, {}'.format(_tuple(results[:count]), _tuple(outputs)))
        made = [self._name(x, 't') for x in node.outputs]
        stacked = [text for text, wanted in zip(made[count:], is_used) if wanted]
        self._line(depth, '({}), ({}) = scan({}, {}, {})'.format(
            _joined(made[:count]), _joined(stacked), name,
            _tuple(self._expression(x) for x in node.carry),
            _tuple(self._expression(x) for x in node.sequences)), node)

    def _write_branch(self, step, depth, indices):
        """Writes both sides of a branch and the choice."""
        names = []
        for block, word in zip(step.blocks, ('then', 'otherwise')):
            names.append('{}{}'.format(word, len(self._lines)))
            self._line(depth, 'def {}():'.format(names[-1]))
            self._write_steps(block, depth + 1, indices)
            self._line(depth + 1, 'return ' + self._expression(block.results[0]))
        self._line(depth, '{} = cond({}, {}, {})'.format(
            self._name(step.node.outputs[0], 't'), self._expression(step.node.args[0]), *names),
            step.node)

    def _line(self, depth, text, node=None):
        """Adds a line, with the layer of its node behind it."""
        if node is not None:
            self._nodes[len(self._lines) + 1] = node
            if node.where:
                text += '  # ' + node.where.rstrip('/')
        self._lines.append('    ' * depth + text)

    def _pattern(self, structure):
        """Names for nested results, as the left side of an assignment."""
        if isinstance(structure, (list, tuple)):
            return '({},)'.format(', '.join(self._pattern(one) for one in structure))
        return self._name(structure, 't')

    def _expression(self, item):
        """An argument as Python text."""
        if isinstance(item, Symbol):
            x = self.plan.resolve(item)
            if x in self._folded:
                return self._global(self._folded[x], 'constant')
            if not isinstance(x, Variable) and x not in self._names:
                if isinstance(x.node, Constant):
                    return self._constant(x)
                if isinstance(x.node, nodes.LearningPhase):
                    return self._phase()
            return self._name(x, 't')
        if isinstance(item, tuple):
            return _tuple(self._expression(one) for one in item)
        if isinstance(item, list):
            return '[{}]'.format(', '.join(self._expression(one) for one in item))
        if isinstance(item, dict):
            return '{{{}}}'.format(', '.join('{!r}: {}'.format(key, self._expression(one))
                                             for key, one in item.items()))
        if isinstance(item, slice):
            return 'slice({}, {}, {})'.format(*[
                self._expression(one) for one in (item.start, item.stop, item.step)])
        if item is None or type(item) in (bool, int, str) or \
                type(item) is float and math.isfinite(item):
            return repr(item)
        return self._global(item, 'value')

    def _constant(self, x):
        """The global name of a constant, which becomes an array of the engine once."""
        node = x.node
        if node not in self._global_names:
            engine = engines.current()
            value = node.value if x.is_sparse else engine.own_array(node.value, node.dtype)
            self._global_names[node] = self._global(value, 'constant')
        return self._global_names[node]

    def _phase(self):
        """The global name of the learning phase as an array."""
        return self._global(engines.current().array(self.plan.phase, 'bool'), 'phase')

    def _global(self, value, word):
        """Returns the name of a global: of a kernel, or a value that is no plain text."""
        key = id(value)
        if key not in self._global_names:
            word = re.sub(r'\W', '_', word)
            name = word
            while name in self._globals or name in ('function', 'slice', 'feeds', 'state', 'counts',
                                                    'carry', 'parts', 'i'):
                name = '{}_{}'.format(word, len(self._globals))
            self._globals[name] = value
            self._global_names[key] = name
        return self._global_names[key]

    def _name(self, x, letter):
        """Returns the name of a tensor."""
        if x not in self._names:
            self._names[x] = '{}{}'.format(letter, len(self._names))
        return self._names[x]

    def _last_uses(self, block):
        """Tells what each step of a block is the last to use: step -> list of tensors."""
        defined = {x: None for step in block.steps for x in grouping.made_by(step)}
        kept = set(self.plan.resolve(x) for x in block.results)
        last = {}
        for step in block.steps:
            for x in grouping.needed_by(self.plan, step):
                if x in defined:
                    last[x] = step
            for x in grouping.made_by(step):
                last.setdefault(x, step)
        handed_out = _handed_out(self.plan, block)
        result = {}
        for x, step in last.items():
            if x not in kept and x not in handed_out and x in self._used:
                result.setdefault(step, []).append(x)
        return result


def _handed_out(plan, block):
    """Tensors of a block that its own step hands out to the block around it."""
    outer = block.parent
    while outer is not None:
        for step in outer.steps:
            if isinstance(step, plans.Differentiate) and step.block is block:
                return set(step.handed_out)
        outer = outer.parent
    return set()


def _used(plan):
    """All tensors that are used anywhere in a plan."""
    found = set(plan.block.results)
    for step in plan.block.steps:
        found.update(grouping.needed_by(plan, step))
    return found


def _joined(names):
    """Names with a comma behind each, '' for none."""
    return ''.join('{}, '.format(name) for name in names).rstrip()


def _tuple(texts):
    """The text of a tuple."""
    return '({})'.format(_joined(texts))
