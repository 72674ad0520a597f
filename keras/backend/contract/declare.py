"""How an op of the backend is declared: `@op` on a stub with its signature and docstring."""

import inspect
from collections import OrderedDict

#: Every declared op by name, in the order of declaration.
OPS = OrderedDict()


class Op:
    """One declared backend op.

    Attributes:
        name: The public name in `keras.backend`.
        room: The contract file that declares it (`core`, `math`, ...).
        signature: `inspect.Signature` that every engine must have.
        doc: The docstring that every engine's function is given.
        refused: Dictionary: engine name -> why it cannot do this, and what to use instead.
        optional: Whether an engine may leave the op out of its namespace without a refusal.
    """

    def __init__(self, stub, refused=None, optional=False):
        self.name = stub.__name__
        self.room = stub.__module__.rsplit('.', 1)[-1]
        self.signature = inspect.signature(stub)
        self.doc = inspect.getdoc(stub)
        self.refused = dict(refused or {})
        self.optional = optional

    def __repr__(self):
        return 'Op({}.{}{})'.format(self.room, self.name, self.signature)


def op(stub=None, refused=None, optional=False):
    """Declares a backend op: the decorated stub gives its name, signature and docstring.

    Args:
        stub: A function whose body is only a docstring.
        refused: Dictionary: engine name -> reason and alternative. Calling the op on such an
            engine raises `NotImplementedError` with that text.
        optional: True for an op that an engine may lack altogether (callers ask with `hasattr`).

    Returns:
        The stub itself.

    Raises:
        ValueError: If the name is declared twice or the stub has no docstring.

    Example:
        @op(refused={'cntk': 'it has no sparse tensors; pass a dense array instead'})
        def to_dense(tensor):
            '''Converts a sparse tensor into a dense one and returns it.'''
    """
    if stub is None:
        return lambda function: op(function, refused=refused, optional=optional)
    declared = Op(stub, refused, optional)
    if not declared.doc:
        raise ValueError('The backend op {!r} is declared without a docstring.'.format(declared))
    if declared.name in OPS:
        raise ValueError('The backend op {!r} is declared twice: {!r} and {!r}. Remove one.'.format(
            declared.name, OPS[declared.name], declared))
    OPS[declared.name] = declared
    return stub
