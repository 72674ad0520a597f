"""Makes the compact lists of names and signatures that the tests here compare with.

    python -m tests.api.make_lists FOLDER

FOLDER has `keras-<version>.json` for both versions: what introspection of these packages gave.
A name is written as one string:

    (x, axis=-1)                    a function that is defined in this module, and its signature
    class                           a class that is defined in this module
    =keras.layers.core.Dense        the same object as there
    'text' or a number              a constant
    {}                              a module

Of the older version only what differs is kept. Names of other packages are left out.
"""

import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
NEW, OLD = '2.3.1', '2.2.4'


def read(folder, version):
    """The modules, classes and Keras 1 spellings of a version."""
    with open(os.path.join(folder, 'keras-%s.json' % version), encoding='utf8') as file:
        facts = json.load(file)
    modules = {module: {name: entry_of(module, name, entry)
                        for name, entry in content['names'].items() if not entry.get('external')}
               for module, content in facts['modules'].items()}
    classes = {path: class_of(path, entry) for path, entry in facts['classes'].items()}
    spellings = {'renamed': facts['legacy_argument_names'],
                 'probed': facts['legacy_arguments_probed']}
    return {'modules': modules, 'classes': classes, 'keras_1': spellings}


def entry_of(module, name, entry):
    """A name of a module as one string."""
    path = '%s.%s' % (module, name)
    kind = entry['kind']
    if kind == 'module':
        return '{}' if entry.get('defined') == path else '=' + entry['defined']
    if kind == 'constant':
        return entry['value']
    defined = entry.get('defined', '')
    if '<' not in defined and defined.startswith('keras.') and defined != path:
        return '=' + defined
    return 'class' if kind == 'class' else entry.get('signature', '')


def class_of(path, entry):
    """The bases, the constructor, and the methods and properties that a class does not inherit."""
    return {'bases': [base for base in entry['bases'] if base.startswith('keras.')],
            'init': entry.get('init'),
            'methods': {name: method.get('signature', '')
                        for name, method in sorted(entry.get('methods', {}).items())},
            'properties': sorted(name for name, prop in entry.get('properties', {}).items()
                                 if prop.get('from') == path)}


def without(old, new):
    """What of `old` is another thing in `new`, or is not there."""
    if isinstance(old, dict) and isinstance(new, dict):
        found = {key: without(value, new.get(key)) for key, value in old.items()
                 if value != new.get(key)}
        return found
    return old


def main(folder):
    """Writes one file per version."""
    new, old = read(folder, NEW), read(folder, OLD)
    older = {'modules': without(old['modules'], new['modules']),
             'classes': {path: entry for path, entry in old['classes'].items()
                         if entry != new['classes'].get(path)}}
    for version, facts in ((NEW, new), (OLD, older)):
        with open(os.path.join(HERE, 'keras-%s.json' % version), 'w', encoding='utf8') as file:
            json.dump(facts, file, indent=0, sort_keys=True, separators=(',', ':'))
            file.write('\n')


if __name__ == '__main__':
    main(sys.argv[1])
