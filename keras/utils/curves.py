"""Pictures of how losses and metrics went, drawn with matplotlib where it is installed."""

import importlib


def matplotlib(module):
    """A module of matplotlib, which is imported only when a picture is wanted.

    Args:
        module: Its name, e.g. `'pyplot'`.

    Returns:
        The module.

    Raises:
        ImportError: If matplotlib is not installed.
    """
    try:
        return importlib.import_module('matplotlib.' + module)
    except ImportError as error:
        raise ImportError("Drawing curves needs matplotlib, which cannot be imported (%s): pip "
                          "install 'keras[viz]'." % error)


def chosen(history, names=None):
    """The names of the values that get a picture each.

    Args:
        history: Dictionary of lists, one value per epoch.
        names: List of names, or None for all; those of validation belong to the others.

    Returns:
        A list of names without `val_`.

    Raises:
        ValueError: If there is nothing to draw, or a name that is not in the history.
    """
    known = []
    for name in history:
        base = name[len('val_'):] if name.startswith('val_') else name
        if base not in known:
            known.append(base)
    if not known:
        raise ValueError('There is nothing to draw yet: no epoch was finished.')
    if isinstance(names, str):
        names = [names]
    unknown = [name for name in names or () if name not in history and 'val_' + name not in history]
    if unknown:
        raise ValueError('There are no values of %s in the history; it has: %s.'
                         % (', '.join(map(repr, unknown)), ', '.join(known)))
    return list(names or known)


def draw(axes, epochs, history, names):
    """Draws values of training and validation against the epochs.

    Args:
        axes: Sequence of matplotlib's axes, one for each name; what was on them is wiped off.
        epochs: Dictionary of lists, the indices of the epochs of the values.
        history: Dictionary of lists, the values.
        names: List of names without `val_`.

    Raises:
        ValueError: If the numbers of axes and names differ.
    """
    if len(axes) != len(names):
        raise ValueError('There must be one of the axes for each of %s; received %d.'
                         % (', '.join(names), len(axes)))
    for place, name in zip(axes, names):
        place.clear()
        for key, label in ((name, 'training'), ('val_' + name, 'validation')):
            if key in history:
                place.plot([epoch + 1 for epoch in epochs[key]], history[key], marker='.',
                           label=label)
        place.set_title(name)
        place.set_xlabel('epoch')
        place.legend()
