"""Pages of docs/ taken apart into text and code, and the notebooks made of two of them.

    python tools/docs_pages.py        # writes docs/notebooks/ anew

A comment before a block of code says what is special about it:

    <!-- not run: why not -->         the block is only to be read
    <!-- only on torch -->            the block is for one engine
"""

import io
import json
import os
import re

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DOCS = os.path.join(ROOT, 'docs')
NOTEBOOKS = {'getting-started/sequential.md': 'sequential.ipynb',
             'getting-started/functional.md': 'functional.ipynb'}

BLOCK = re.compile(r'^(?:<!-- (not run|only on)(?:: | )(.+?) -->\n+)?```python\n(.*?)^```$',
                   re.M | re.S)


class Block(object):
    """A block of Python code of a page.

    Attributes:
        code: Text of the block.
        line: Number of its first line in the page.
        engine: Name of the one engine that it is for, or None.
        reason: Why it is not run, or None.
    """

    def __init__(self, text, found):
        self.code = found.group(3)
        self.line = text.count('\n', 0, found.start(3)) + 1
        self.engine = found.group(2) if found.group(1) == 'only on' else None
        self.reason = found.group(2) if found.group(1) == 'not run' else None


def read(path):
    """The text of a file."""
    with io.open(path, encoding='utf8') as file:
        return file.read()


def split(text):
    """A page in its parts.

    Args:
        text: Markdown.

    Returns:
        List of strings (text between blocks, stripped, none of them empty) and `Block`s.
    """
    parts, end = [], 0
    for found in BLOCK.finditer(text):
        parts += [text[end:found.start()].strip(), Block(text, found)]
        end = found.end()
    return [part for part in parts + [text[end:].strip()] if part != '']


def blocks(path):
    """The `Block`s of a page."""
    return [part for part in split(read(path)) if isinstance(part, Block)]


def notebook(text):
    """A page as the text of a Jupyter notebook, without results."""
    cells = []
    for part in split(text):
        code = isinstance(part, Block)
        source = (part.code if code else without_links(part)).strip('\n').splitlines(True)
        cell = {'cell_type': 'code' if code else 'markdown', 'id': 'cell-%02d' % len(cells),
                'metadata': {}, 'source': source}
        cells.append(dict(cell, execution_count=None, outputs=[]) if code else cell)
    kernel = {'display_name': 'Python 3', 'language': 'python', 'name': 'python3'}
    whole = {'cells': cells, 'nbformat': 4, 'nbformat_minor': 5,
             'metadata': {'kernelspec': kernel, 'language_info': {'name': 'python'}}}
    return json.dumps(whole, indent=1, sort_keys=True) + '\n'


def without_links(text):
    """The text without links to other pages, which are not beside a notebook."""
    return re.sub(r'\[([^\]]+)\]\((?!http)[^)]+\)', r'\1', text)


def main():
    """Writes the notebooks."""
    for page, name in NOTEBOOKS.items():
        path = os.path.join(DOCS, 'notebooks', name)
        with io.open(path, 'w', encoding='utf8') as file:
            file.write(notebook(read(os.path.join(DOCS, page))))
        print('Wrote ' + os.path.relpath(path, ROOT))


if __name__ == '__main__':
    main()
