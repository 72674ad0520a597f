"""The graph of a model for TensorBoard."""

from keras import backend as K
from keras.utils.events import summaries


def graph_of(model):
    """Returns the graph of a model as TensorBoard reads it.

    It is the engine's own where the engine has one, else the graph of the layers.

    Args:
        model: A `Model`.
    """
    if hasattr(K, 'graph_definition') and getattr(model, 'outputs', None):
        return K.graph_definition(model.outputs[0])
    return layer_graph(model)


def layer_graph(model):
    """Returns the layers of a model as a graph.

    Args:
        model: A `Model`.
    """
    nodes = []
    for layer in model.layers:
        sources = []
        for node in getattr(layer, '_inbound_nodes', ()):
            sources += [source.name for source in node.inbound_layers if source.name not in sources]
        nodes.append((layer.name, type(layer).__name__, sources))
    return summaries.graph(nodes)
