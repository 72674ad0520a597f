"""Pictures of models: every layer a box, every tensor between two of them an arrow."""

import os
import sys

from keras.engine.network import Network
from keras.layers.wrappers import Wrapper
from keras.models import Model, Sequential  # noqa: F401  (`Model`: a name of this path)

try:
    import pydot
except ImportError:
    pydot = None

_RANKDIRS = ('TB', 'BT', 'LR', 'RL')


def plot_model(model, to_file='model.png', show_shapes=False, show_layer_names=True,
               rankdir='TB', expand_nested=False, dpi=96):
    """Draws a model into a file.

    Args:
        model: A `Model` or `Sequential`, built.
        to_file: Path of the file. Its extension says the format: png, svg, pdf, ...; `.dot` needs
            no program to draw. Default `'model.png'`.
        show_shapes: Whether the boxes show the shapes of inputs and outputs. Default False.
        show_layer_names: Whether they show the names of the layers too, not only the classes.
            Default True.
        rankdir: Direction of the arrows: `'TB'` (default, downwards), `'BT'`, `'LR'` or `'RL'`.
        expand_nested: Whether a model inside is drawn with its layers, in a frame. Default False.
        dpi: Dots per inch. Default 96.

    Returns:
        In a notebook, an image that it shows; else None.

    Raises:
        ImportError: If pydot is not installed.
        OSError: If the program `dot` of Graphviz is not installed.

    Example:
        import os, tempfile
        from keras.layers import Dense
        from keras.models import Sequential
        from keras.utils import plot_model
        model = Sequential([Dense(2, input_shape=(3,))])
        try:
            plot_model(model, os.path.join(tempfile.mkdtemp(), 'model.png'), show_shapes=True)
        except (ImportError, OSError) as error:
            print(error)
    """
    dot = model_to_dot(model, show_shapes, show_layer_names, rankdir, expand_nested, dpi)
    to_file = os.fspath(to_file)
    extension = os.path.splitext(to_file)[1][1:].lower() or 'png'
    if extension == 'dot':
        dot.write(to_file, format='raw')
        return None
    try:
        dot.write(to_file, format=extension)
    except OSError as error:
        if isinstance(error, FileNotFoundError) and 'dot' in str(error):
            raise OSError('The program `dot` of Graphviz was not found ({}). Install Graphviz '
                          '(`apt-get install graphviz`, `brew install graphviz`, or see '
                          'https://graphviz.org/download), or write a .dot file.'.format(error))
        raise
    return _image(to_file, extension)


def model_to_dot(model, show_shapes=False, show_layer_names=True, rankdir='TB',
                 expand_nested=False, dpi=96, subgraph=False):
    """Describes a model as a graph for Graphviz.

    The layers of a subclassed model are boxes without arrows: how they are joined is Python code.

    Args:
        model: A `Model` or `Sequential`, built.
        show_shapes: Whether the boxes show the shapes of inputs and outputs. Default False.
        show_layer_names: Whether they show the names of the layers too, not only the classes.
            Default True.
        rankdir: Direction of the arrows: `'TB'` (default, downwards), `'BT'`, `'LR'` or `'RL'`.
        expand_nested: Whether a model inside is drawn with its layers, in a frame. Default False.
        dpi: Dots per inch. Default 96.
        subgraph: Whether to make the frame of a model inside another. Default False.

    Returns:
        A `pydot.Dot`, or for `subgraph` a `pydot.Cluster`.

    Raises:
        ImportError: If pydot is not installed.
        ValueError: If the model is not built, or `rankdir` is another word.

    Example:
        from keras.layers import Dense
        from keras.models import Sequential
        from keras.utils import model_to_dot
        try:
            print(model_to_dot(Sequential([Dense(2, input_shape=(3,))])).to_string())
        except ImportError as error:
            print(error)
    """
    _check_pydot()
    if rankdir not in _RANKDIRS:
        raise ValueError('`rankdir` must be one of {}; received {!r}.'.format(
            ', '.join(map(repr, _RANKDIRS)), rankdir))
    if isinstance(model, Sequential) and not model.built:
        model.build()       # says what is missing
    picture = _Picture(show_shapes, show_layer_names, expand_nested)
    if subgraph:
        frame = picture.frame(model, model.name)
    else:
        frame = pydot.Dot(rankdir=rankdir, concentrate='true', dpi=str(dpi))
        frame.set_node_defaults(shape='record')
    picture.draw(model, frame, '')
    return frame


class _Picture(object):
    """The drawing of one model and all models inside it.

    A box is known by the path of the layer from the outermost model, e.g. `outer/inner/dense_1`:
    layers of two inner models may have one name, and one inner model may be used twice.
    """

    def __init__(self, show_shapes, show_layer_names, expand_nested):
        self.show_shapes = show_shapes
        self.show_layer_names = show_layer_names
        self.expand_nested = expand_nested

    def frame(self, model, path):
        """The frame around the layers of a model inside."""
        return pydot.Cluster(graph_name=path, label=_quoted(model.name), style='dashed')

    def draw(self, model, frame, path):
        """Puts the layers of a model and the arrows between them into a frame."""
        layers = model.layers
        for layer in layers:
            inner = self.expanded(layer)
            if inner is None:
                frame.add_node(pydot.Node(_quoted(path + layer.name), label=self.label(layer)))
            else:
                within = self.frame(inner, path + layer.name)
                within.set_label(_quoted(self.title(layer)))
                self.draw(inner, within, path + layer.name + '/')
                frame.add_subgraph(within)
        for source, target in _arrows(model, layers):
            for start in self.ends(source[0], path, source[1]):
                for end in self.starts(target[0], path, target[1]):
                    add_edge(frame, start, end)

    def expanded(self, layer):
        """The model that is drawn in the place of a layer, or None for a box."""
        if not self.expand_nested:
            return None
        if is_wrapped_model(layer) and _layers_known(layer.layer):
            return layer.layer
        return layer if is_model(layer) and _layers_known(layer) else None

    def ends(self, layer, path, index):
        """Names of the boxes that arrows from output `index` of a layer start at."""
        inner = self.expanded(layer)
        if inner is None:
            return [path + layer.name]
        outputs = inner._output_coordinates
        chosen = outputs if index is None else outputs[index:index + 1]
        return [name for source, _, tensor in chosen
                for name in self.ends(source, path + layer.name + '/', tensor)]

    def starts(self, layer, path, index):
        """Names of the boxes that arrows into input `index` of a layer lead to."""
        inner = self.expanded(layer)
        if inner is None:
            return [path + layer.name]
        inputs = inner._input_layers
        shown = inner.layers
        names = []
        for place in (inputs if index >= len(inputs) else [inputs[index]]):
            if place in shown:
                names.append(path + layer.name + '/' + place.name)
            else:       # the input layer of a Sequential is not drawn: what reads it is
                names += self.starts(shown[0], path + layer.name + '/', 0)
        return names

    def title(self, layer):
        """Name and class of a layer, of a wrapper those of the layer inside too."""
        title = type(layer).__name__
        name = layer.name
        if isinstance(layer, Wrapper):
            title = '{}({})'.format(title, type(layer.layer).__name__)
            name = '{}({})'.format(layer.name, layer.layer.name)
        return '{}: {}'.format(name, title) if self.show_layer_names else title

    def label(self, layer):
        """What stands in the box of a layer."""
        title = _escaped(self.title(layer))
        if not self.show_shapes:
            return _quoted(title)
        shapes = [_escaped(_shapes(layer, name)) for name in ('input_shape', 'output_shape')]
        return _quoted('{}|{{input:|output:}}|{{{{{}}}|{{{}}}}}'.format(title, *shapes))


def is_model(layer):
    """Whether a layer is a model.

    Args:
        layer: A layer.

    Returns:
        A bool.
    """
    return isinstance(layer, Network)


def is_wrapped_model(layer):
    """Whether a layer is a wrapper around a model.

    Args:
        layer: A layer.

    Returns:
        A bool.
    """
    return isinstance(layer, Wrapper) and is_model(layer.layer)


def add_edge(dot, src, dst):
    """Puts an arrow into a graph, unless it is there already.

    Args:
        dot: `pydot.Dot` or `pydot.Cluster`.
        src: Name of the box that it starts at.
        dst: Name of the box that it leads to.
    """
    src, dst = _quoted(src), _quoted(dst)
    if not dot.get_edge(src, dst):
        dot.add_edge(pydot.Edge(src, dst))


def _check_pydot():
    """Raises an error that says how to install what is missing."""
    if pydot is None:
        raise ImportError("Drawing a model needs pydot, which is not installed: pip install "
                          "'keras[viz]'. To draw pictures, the program Graphviz is needed too "
                          '(`apt-get install graphviz` or https://graphviz.org/download).')


def _layers_known(model):
    """Whether the model was built, so that its calls are known."""
    return bool(model._is_graph_network)


def _arrows(model, layers):
    """Pairs ((layer, output number), (layer, input number)) of the calls within a model."""
    if not _layers_known(model):
        return []
    nodes = [node for depth in sorted(model._nodes_by_depth, reverse=True)
             for node in model._nodes_by_depth[depth]]
    return [((source, tensor), (node.outbound_layer, number)) for node in nodes
            for number, (source, tensor)
            in enumerate(zip(node.inbound_layers, node.tensor_indices)) if source in layers]


def _shapes(layer, name):
    """The input or output shape of a layer, or 'multiple' where its calls differ."""
    try:
        return str(getattr(layer, name))
    except AttributeError:
        return 'multiple' if layer._inbound_nodes else '?'


def _escaped(text):
    """Text for a box: braces, bars and brackets have a meaning there."""
    return ''.join('\\' + letter if letter in '{}|<>\\' else letter for letter in text)


def _quoted(text):
    """Text as a string of the language of Graphviz."""
    return '"{}"'.format(text.replace('"', r'\"'))


def _image(path, extension):
    """The picture as a notebook shows it, where there is a notebook; else None."""
    notebook = sys.modules.get('IPython')
    if notebook is None or notebook.get_ipython() is None:
        return None
    display = notebook.display
    if extension == 'svg':
        return display.SVG(filename=path)
    return display.Image(filename=path) if extension in ('png', 'jpg', 'jpeg', 'gif') else None
