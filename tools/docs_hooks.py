"""What MkDocs asks while it builds the site: the pages that are made from the sources.

They are the reference (`docs_api.py`), the list of examples, and CONTRIBUTING.md.
"""

import ast
import glob
import os
import sys

import docs_api     # beside this file

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

EXAMPLES = """# Examples

Each is one file of the folder `examples/`, made to be read, changed and run. Data sets are
downloaded when they are first used.

All run on TensorFlow, PyTorch, JAX and CNTK; other engines draw other random numbers, so figures
differ a little from those given here. On Theano these were tried: `demo`, `mnist_mlp`, `mnist_cnn`
and `imdb_lstm`, whose loop is compiled for minutes before it trains.
"""


def generated():
    """Pairs (path below docs/, text) of the pages that are not written by hand."""
    if ROOT not in sys.path:
        sys.path.insert(0, ROOT)        # the package of this working tree is documented
    for name in docs_api.PAGES:
        yield 'api/%s.md' % name, docs_api.page(name)
    yield 'examples.md', examples_page()
    with open(os.path.join(ROOT, 'CONTRIBUTING.md'), encoding='utf8') as file:
        yield 'contributing.md', file.read()


def examples_page():
    """The docstrings of the examples, one below the other."""
    parts = [EXAMPLES]
    for path in sorted(glob.glob(os.path.join(ROOT, 'examples', '*.py'))):
        with open(path, encoding='utf8') as file:
            text = ast.get_docstring(ast.parse(file.read()))
        parts.append('## %s\n\n%s\n' % (os.path.basename(path), text))
    return '\n'.join(parts)


def on_files(files, config):
    """Adds the generated pages to those of the folder docs/."""
    from mkdocs.structure.files import File
    for path, text in generated():
        files.append(File.generated(config, path, content=text))
    return files
