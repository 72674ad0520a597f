"""Pages of the reference, made from the docstrings of the package.

A page is a table entry: its title and the modules whose public names stand on it.
"""

import importlib
import inspect
import re
import textwrap

DATASETS = ('digits', 'mnist', 'fashion_mnist', 'cifar10', 'cifar100', 'imdb', 'reuters',
            'boston_housing')
APPLICATIONS = ('vgg16', 'vgg19', 'resnet', 'resnet_v2', 'resnext', 'inception_v3',
                'inception_resnet_v2', 'xception', 'mobilenet', 'mobilenet_v2', 'densenet',
                'nasnet', 'imagenet_utils')


def layers(*homes):
    """The part of a page about those of `keras.layers` that live in some modules."""
    return [('keras.layers', homes)]


def whole(*modules):
    """Parts of a page, one for each module with all that it has of its own."""
    return [(module, (module,)) for module in modules]


# File below docs/api/ -> (title, parts). A part is a module whose public names are listed, and the
# modules that define what is listed ('=' before one: it alone, not what is below it).
PAGES = {
    'models': ('Models', [('keras.models', (
        'keras.models', 'keras.engine.training', 'keras.engine.sequential', 'keras.saving'))]),
    'layers/core': ('Core layers', layers('keras.layers.core', 'keras.engine.input_layer')),
    'layers/convolutional': ('Convolutional layers', layers('keras.layers.convolutional')),
    'layers/pooling': ('Pooling layers', layers('keras.layers.pooling')),
    'layers/local': ('Locally connected layers', layers('keras.layers.local')),
    'layers/recurrent': ('Recurrent layers', layers(
        'keras.layers.recurrent', 'keras.layers.convolutional_recurrent',
        'keras.layers.cudnn_recurrent')),
    'layers/embeddings': ('Embedding', layers('keras.layers.embeddings')),
    'layers/merge': ('Merging layers', layers('keras.layers.merge')),
    'layers/activations': ('Activations as layers', layers('keras.layers.advanced_activations')),
    'layers/normalization': ('Normalization', layers('keras.layers.normalization')),
    'layers/noise': ('Noise', layers('keras.layers.noise')),
    'layers/wrappers': ('Layer wrappers', layers('keras.layers.wrappers')),
    'layers/writing': ('Writing layers', layers(
        'keras.engine.base_layer', 'keras.engine.input_spec', '=keras.layers')),
    'layers/keras-1': ('Layers of Keras 1', layers('keras.legacy.layers')),
    'activations': ('Activations', whole('keras.activations')),
    'losses': ('Losses', whole('keras.losses')),
    'metrics': ('Metrics', whole('keras.metrics')),
    'optimizers': ('Optimizers', whole('keras.optimizers')),
    'callbacks': ('Callbacks', whole('keras.callbacks')),
    'initializers': ('Initializers', whole('keras.initializers')),
    'regularizers': ('Regularizers', whole('keras.regularizers')),
    'constraints': ('Constraints', whole('keras.constraints')),
    'preprocessing/image': ('Images', whole('keras.preprocessing.image')),
    'preprocessing/text': ('Text', [
        ('keras.preprocessing.text',
         ('keras.preprocessing.text', 'keras.preprocessing.tokenizer'))]),
    'preprocessing/sequence': ('Sequences', [
        ('keras.preprocessing.sequence', (
            'keras.preprocessing.sequence', 'keras.preprocessing.padding',
            'keras.preprocessing.timeseries'))]),
    'datasets': ('Data sets', whole(*('keras.datasets.' + name for name in DATASETS))),
    'applications': ('Applications', [
        ('keras.applications.' + name, ('keras.applications',)) for name in APPLICATIONS]),
    'backend': ('Backend', []),
    'wrappers': ('scikit-learn', whole('keras.wrappers.scikit_learn')),
    'utils': ('Utilities', whole('keras.utils')),
    'configuration': ('Configuration', whole('keras.configuration')),
}

SECTION = re.compile(r'^(\w+):$')
ITEM = re.compile(r'^(\*{0,2}[\w.]+(?:, \*{0,2}\w+)*): (.*)$')


def page(name):
    """The text of a page of the reference.

    Args:
        name: A key of `PAGES`.

    Returns:
        Markdown.
    """
    title, parts = PAGES[name]
    lines = ['# ' + title, '']
    for module, homes in parts:
        namespace = importlib.import_module(module)
        if homes[0].startswith(module):
            lines += [text_of(importlib.import_module(homes[0])), '']
        elif len(parts) > 1:
            lines += ['`%s`' % module, '', text_of(namespace), '']
        for names, item in public(namespace, homes):
            lines += entry(namespace, names, item)
    if name == 'backend':
        lines += backend_lines()
    return '\n'.join(lines) + '\n'


def public(namespace, homes):
    """What a page lists of a module.

    Args:
        namespace: The module.
        homes: Dotted names of the modules that define what is listed.

    Returns:
        List of (all names, object) in the order of the alphabet: classes and functions that have a
        docstring.
    """
    found = {}
    for name in sorted(dir(namespace), key=str.lower):
        item = getattr(namespace, name)
        if not name.startswith('_') and (inspect.isclass(item) or inspect.isfunction(item)) \
                and item.__doc__ and any(is_home(home, item.__module__) for home in homes):
            found.setdefault(id(item), (item, []))[1].append(name)
    entries = []
    for item, names in found.values():
        first = item.__name__ if item.__name__ in names else names[0]
        entries.append(([first] + [name for name in names if name != first], item))
    return sorted(entries, key=lambda entry: entry[0][0].lower())


def is_home(home, module):
    """Whether a module is meant by an entry of a part."""
    return module == home.lstrip('=') or module.startswith(home + '.')


def backend_lines():
    """The functions of `keras.backend`: the settings, then the contract, room by room."""
    contract = importlib.import_module('keras.backend.contract')
    backend = importlib.import_module('keras.backend')
    common = importlib.import_module('keras.backend.common')
    lines = [text_of(backend), '', '## Settings', '']
    for names, item in public(common, ['keras.backend.common']):
        if getattr(backend, names[0], None) is item:
            lines += entry(backend, names, item, '###')
    for room in contract.ROOMS:
        lines += ['## ' + text_of(getattr(contract, room)).split(':')[0], '']
        for name, op in contract.OPS.items():
            if op.room == room and hasattr(backend, name):
                lines += entry(backend, [name], getattr(backend, name), '###')
                lines += ['- Not on `%s`: %s.\n' % reason for reason in sorted(op.refused.items())]
    return lines


def entry(namespace, names, item, level='##'):
    """The lines about a class or function."""
    name = names[0]
    call = '%s.%s' % (namespace.__name__, name) if '.' not in name else name
    lines = [level + ' ' + name, '', '```python', signature(call, item), '```', '']
    if len(names) > 1:
        lines += ['Also: %s.' % ', '.join('`%s`' % other for other in names[1:]), '']
    lines += [text_of(item), '']
    if inspect.isclass(item):
        for method_name, method in methods(namespace, item):
            lines += entry(namespace, ['%s.%s' % (name, method_name)], method, level + '#')
    return lines


def methods(namespace, cls):
    """Pairs (name, function) of the public methods that have a docstring.

    What comes from a base class that is on a page itself is left out; a model shows all it can do.
    """
    bases = [base for base in cls.__mro__[1:] if cls.__name__ != 'Model' and (
        base.__name__ == 'Layer' or getattr(namespace, base.__name__, None) is base)]
    shown = {}
    for owner in reversed(cls.__mro__):
        for name, value in vars(owner).items():
            value = getattr(value, '__func__', value)
            if inspect.isfunction(value) and not name.startswith('_') and value.__doc__ \
                    and not any(hasattr(base, name) for base in bases):
                shown[name] = value
    return sorted(shown.items())


def signature(name, item):
    """The call with its defaults; `self` is left out."""
    try:
        found = inspect.signature(item)
    except ValueError:          # a subclass of a built-in class, which tells nothing
        return name + '(...)'
    parameters = [p.replace(default=Shown(p.default)) if p.default is not p.empty else p
                  for p in found.parameters.values() if p.name not in ('self', 'cls')]
    call = name + str(found.replace(parameters=parameters))
    return '\n'.join(textwrap.wrap(call, 88, subsequent_indent=' ' * 4,
                                   break_long_words=False, break_on_hyphens=False))


class Shown(object):
    """A default value that is written as in the source, functions by their name."""

    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return getattr(self.value, '__name__', None) or repr(self.value)


def text_of(item):
    """A docstring as Markdown."""
    sections, title = [('', [])], ''
    for line in inspect.cleandoc(item.__doc__ or '').splitlines():
        found = SECTION.match(line)
        if found:
            sections.append((found.group(1), []))
        else:
            sections[-1][1].append(line)
    parts = []
    for title, lines in sections:
        body = textwrap.dedent('\n'.join(lines)).strip('\n')
        if title == 'Example':
            parts.append('**Example**\n\n```python\n%s\n```' % body)
        elif title:
            parts.append('**%s**\n\n%s' % (title, items(body)))
        else:
            parts.append(indented_code(body))
    return '\n\n'.join(parts)


def items(body):
    """`name: what it is` as a list; any other text as it stands."""
    entries = []
    for line in body.split('\n'):
        found = ITEM.match(line)
        if found:
            entries.append(['- `%s`: %s' % found.groups()])
        elif entries and (line.startswith('  ') or not line):
            entries[-1].append('    ' + line.strip() if line else '')
        else:
            entries.append([line])
    return '\n'.join('\n'.join(lines) for lines in entries)


def indented_code(body):
    """The text, with indented code fenced so that it is coloured."""
    return re.sub(r'\n\n((?:    .*\n?)+)', lambda found: '\n\n```python\n%s\n```\n' % (
        textwrap.dedent(found.group(1)).strip('\n')), body)
