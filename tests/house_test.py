"""The rules of the house: sizes, floors, circles, names of engines, docstrings, syntax."""

import ast
import os
import re
import statistics
import sys

import pytest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PACKAGE = os.path.join(ROOT, 'keras')

MEDIAN_LINES = 150
FILE_LINES = 600
BODY_LINES = 60

# Longer files, each with its reason: the contract and tables only.
LONG_FILES = {}

# What lives on which floor; the longest matching prefix counts.
FLOORS = {
    'keras.version': 0, 'keras.configuration': 0, 'keras.utils': 0,
    # The table of Keras 1 spellings; the layers kept for their sake stand on floor 4.
    'keras.legacy': 0, 'keras.legacy.layers': 4,
    'keras.backend': 1,
    # Import paths of Keras 2.3 for what losses and metrics do.
    'keras.utils.losses_utils': 2, 'keras.utils.metrics_utils': 2,
    # Import paths of Keras 2.3 for what works on whole models.
    'keras.utils.layer_config': 6, 'keras.utils.multi_gpu_utils': 6,
    'keras.utils.test_utils': 6, 'keras.utils.vis_utils': 6,
    'keras.activations': 2, 'keras.initializers': 2, 'keras.regularizers': 2,
    'keras.constraints': 2, 'keras.losses': 2, 'keras.objectives': 2, 'keras.metrics': 2,
    'keras.optimizers': 2,
    'keras.engine': 3,
    'keras.layers': 4, 'keras.callbacks': 4,
    'keras.saving': 5,
    'keras.models': 6, 'keras.engine.saving': 6, 'keras.engine.training_utils': 6,
    'keras.engine.training_arrays': 6, 'keras.engine.training_generator': 6,
    'keras.engine.training': 6,
    'keras.engine.sequential': 6,
    'keras.datasets': 7, 'keras.applications': 7, 'keras.wrappers': 7, 'keras.preprocessing': 7,
    'keras': 8,
}

# Places outside keras/backend/ that may name an engine, each with its reason.
MAY_NAME_ENGINES = {
    'keras/configuration.py': 'the list of engines to choose from, and their install commands',
    'keras/applications/imagenet_utils.py': 'a mode of scaling images, and the address of a file',
    'keras/applications/densenet.py': 'the same mode',
}

ENGINES = re.compile(r'tensorflow|theano|aesara|cntk|\btorch|pytorch|\bjax\b|\bxla\b', re.I)

# Circles that the design wants, as (importing module, imported module), each with its reason.
CIRCLES = {
    ('keras.backend.composite', 'keras.backend'): 'ops over K call the ops of the engine in use',
    ('keras.backend.composite_training', 'keras.backend'): 'the same',
}


def read(path):
    """The text of a file."""
    with open(path, encoding='utf8') as file:
        return file.read()


def python_files(folder):
    """All .py files below a folder, as paths."""
    found = []
    for base, folders, files in os.walk(folder):
        folders[:] = [f for f in folders if f not in ('__pycache__',) and not f.startswith('.')]
        found += [os.path.join(base, name) for name in files if name.endswith('.py')]
    return sorted(found)


def module_name(path):
    """'keras/layers/__init__.py' -> 'keras.layers'."""
    parts = os.path.relpath(path, ROOT)[:-len('.py')].split(os.sep)
    return '.'.join(parts[:-1] if parts[-1] == '__init__' else parts)


SOURCES = {path: read(path) for path in python_files(PACKAGE)}
TREES = {path: ast.parse(text, path) for path, text in SOURCES.items()}
MODULES = {module_name(path): path for path in SOURCES}


def short(path):
    """The path from the root, with slashes."""
    return os.path.relpath(path, ROOT).replace(os.sep, '/')


def floor(module):
    """The floor of a module."""
    name = module
    while name not in FLOORS:
        name = name.rpartition('.')[0]
    return FLOORS[name]


def known(name):
    """The module that a dotted name lives in: 'keras.layers.Dense' -> 'keras.layers'."""
    while name and name not in MODULES:
        name = name.rpartition('.')[0]
    return name


def imports(module):
    """The modules of this package that a module imports anywhere, also inside functions."""
    path = MODULES[module]
    package = module if path.endswith('__init__.py') else module.rpartition('.')[0]
    found = set()
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ''
            if node.level:
                parts = package.split('.')
                parts = parts[:len(parts) - node.level + 1]
                base = '.'.join(parts + ([base] if base else []))
            found.update('%s.%s' % (base, alias.name) for alias in node.names)
        elif isinstance(node, ast.Call) and node.args:
            called = getattr(node.func, 'attr', getattr(node.func, 'id', ''))
            if called in ('import_module', '__import__'):
                found.add(constant(node.args[0]))
    found = {known(name) for name in found if name.split('.')[0] == 'keras'}
    return found - {module, ''}


def constant(node):
    """The value of a string that stands in the source, else ''."""
    try:
        return str(ast.literal_eval(node))
    except ValueError:
        return ''


def functions(path):
    """All function definitions of a file."""
    return [node for node in ast.walk(TREES[path])
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]


def body_lines(function):
    """The number of lines of a function's body, without its docstring."""
    body = function.body[1:] if ast.get_docstring(function, clean=False) is not None \
        else function.body
    if not body:
        return 0
    last = max(getattr(node, 'end_lineno', None) or getattr(node, 'lineno', 0)
               for statement in body for node in ast.walk(statement))
    return last - body[0].lineno + 1


def test_no_file_is_too_long():
    lengths = {short(path): text.count('\n') for path, text in SOURCES.items()}
    long = {path: n for path, n in lengths.items() if n > FILE_LINES and path not in LONG_FILES}
    assert not long, 'files over %d lines' % FILE_LINES
    assert statistics.median(lengths.values()) <= MEDIAN_LINES


def test_no_function_is_too_long():
    long = ['%s:%d %s, %d lines' % (short(path), node.lineno, node.name, body_lines(node))
            for path in TREES for node in functions(path) if body_lines(node) > BODY_LINES]
    assert not long


def test_only_the_backend_names_engines():
    found = []
    for path, text in SOURCES.items():
        name = short(path)
        if name.startswith('keras/backend/') or name in MAY_NAME_ENGINES:
            continue
        found += ['%s:%d %s' % (name, number, line.strip())
                  for number, line in enumerate(text.split('\n'), 1) if ENGINES.search(line)]
    assert not found


def test_every_allowance_is_used():
    for name in list(LONG_FILES) + list(MAY_NAME_ENGINES):
        assert os.path.exists(os.path.join(ROOT, name)), '%s is allowed something, but gone' % name


def test_no_engine_is_asked_for_by_name():
    asked = re.compile(r'backend\(\)\s*([!=]=|(not )?in\b)|([!=]=|in)\s*(\w+\.)?backend\(\)')
    found = [short(path) for path, text in SOURCES.items()
             if asked.search(text) and not short(path).startswith('keras/backend/')]
    assert not found, 'use a capability or an op of the contract instead of K.backend()'


def test_every_room_has_a_floor():
    rooms = {'.'.join(module.split('.')[:2]) for module in MODULES}
    assert not [room for room in sorted(rooms) if room not in FLOORS]


def test_imports_go_down():
    up = ['%s (floor %d) imports %s (floor %d)' % (module, floor(module), other, floor(other))
          for module in sorted(MODULES) for other in sorted(imports(module))
          if floor(other) > floor(module)]
    assert not up


def circles():
    """Groups of modules that import each other, found by Tarjan's algorithm."""
    graph = {module: {other for other in imports(module) if (module, other) not in CIRCLES}
             for module in MODULES}
    index, low, stack, found = {}, {}, [], []

    def visit(module):
        index[module] = low[module] = len(index)
        stack.append(module)
        for other in graph[module]:
            if other not in index:
                visit(other)
                low[module] = min(low[module], low[other])
            elif other in stack:
                low[module] = min(low[module], index[other])
        if low[module] == index[module]:
            group = stack[stack.index(module):]
            del stack[stack.index(module):]
            if len(group) > 1:
                found.append(sorted(group))

    for module in sorted(graph):
        if module not in index:
            visit(module)
    return found


def test_no_imports_in_a_circle():
    assert not circles()


def ops():
    """The names of the ops of the contract."""
    contract = [path for path in TREES if short(path).startswith('keras/backend/contract/')]
    return {node.name for path in contract for node in functions(path)}


def test_everything_public_is_documented():
    bare, described = [], ops()
    for path, tree in TREES.items():
        if tree.body and ast.get_docstring(tree) is None:
            bare.append('%s: module' % short(path))
        for node in tree.body:
            if short(path).startswith('keras/backend/') and node in functions(path) \
                    and node.name in described:
                continue    # an engine's op: the contract has its docstring
            if isinstance(node, (ast.ClassDef, ast.FunctionDef)) \
                    and not node.name.startswith('_') and ast.get_docstring(node) is None:
                bare.append('%s:%d %s' % (short(path), node.lineno, node.name))
    assert not bare


def all_scripts():
    """Every Python file of the repository."""
    folders = ('keras', 'tests', 'examples', 'benchmarks', 'tools')
    return [path for folder in folders for path in python_files(os.path.join(ROOT, folder))] \
        + [os.path.join(ROOT, 'setup.py')]


@pytest.mark.parametrize('path', all_scripts(), ids=short)
def test_syntax_of_python_3_6(path):
    text = read(path)
    if sys.version_info >= (3, 8):
        tree = ast.parse(text, path, feature_version=(3, 6))
    else:
        tree = ast.parse(text, path)
    later = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
             and node.module == '__future__' and node.names[0].name == 'annotations']
    assert not later
