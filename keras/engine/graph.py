"""Mapping the graph of layers between the inputs and the outputs of a model.

The plan made here is plain Python over nodes; `keras.engine.execute` carries it out on tensors.
"""
from collections import Counter

from keras.utils.generic_utils import unpack_singleton


class Graph(object):
    """The nodes that lead from inputs to outputs, sorted by depth.

    The depth of a node is the length of the longest way from it to an output, raised to that of
    the deepest call of the same layer.

    Attributes:
        layers: list of layers, inputs first; within a depth in the order they were met.
        layers_by_depth: dict, depth -> list of layers.
        nodes_by_depth: dict, depth -> list of nodes.
        node_keys: set of strings, one per node (see `node_key`).
    """

    def __init__(self, inputs, outputs):
        ordered, met = _walk_back(outputs)
        for x in inputs:
            layer, index, _ = x._keras_history
            if layer not in met:             # an input that only a loss or metric uses
                met[layer] = -1
                ordered.append(layer._inbound_nodes[index])
        node_depths, layer_depths = _depths(ordered)
        self.nodes_by_depth = _by_depth(ordered, node_depths)
        self.layers_by_depth = {
            depth: sorted(layers, key=met.get)
            for depth, layers in _by_depth(layer_depths, layer_depths).items()}
        self.layers = [layer for depth in sorted(self.layers_by_depth, reverse=True)
                       for layer in self.layers_by_depth[depth]]
        _check_names(self.layers)
        self._check_connected(inputs)
        self.node_keys = set(key for node, key in _keys(self.layers) if node in node_depths)

    def nodes(self):
        """All nodes, those that come first in a computation first."""
        return [node for depth in sorted(self.nodes_by_depth, reverse=True)
                for node in self.nodes_by_depth[depth]]

    def output_shapes(self, inputs, outputs, input_shapes):
        """Shapes of `outputs` when the inputs have other shapes.

        Args:
            inputs: list of tensors this graph begins with.
            outputs: list of tensors in this graph.
            input_shapes: list of shape tuples, one per input.

        Returns:
            List of shape tuples.
        """
        shapes = {id(x): tuple(shape) for x, shape in zip(inputs, input_shapes)}
        for node in self.nodes():
            if not node.inbound_layers:
                continue
            given = [shapes[id(x)] for x in node.input_tensors]
            if given == [tuple(shape) for shape in node.input_shapes]:
                found = node.output_shapes
            else:
                found = node.outbound_layer.compute_output_shape(unpack_singleton(given))
                found = found if isinstance(found, list) else [found]
            shapes.update((id(x), tuple(shape)) for x, shape in zip(node.output_tensors, found))
        return [shapes[id(x)] for x in outputs]

    def _check_connected(self, inputs):
        """Refuse a graph that needs a tensor which the inputs do not give."""
        available = set(id(x) for x in inputs)
        reached = []
        for node in self.nodes():
            for x in node.input_tensors:
                if id(x) not in available:
                    raise ValueError(
                        'Graph disconnected: cannot obtain value for tensor %s at layer "%s". The '
                        'following previous layers were accessed without issue: %s. Every `Input` '
                        'that the outputs depend on must be in the `inputs` of the model.'
                        % (x, node.outbound_layer.name, reached))
            available.update(id(x) for x in node.output_tensors)
            reached.append(node.outbound_layer.name)


def node_key(layer, node_index):
    """The name of one call of a layer, such as `'dense_1_ib-0'`."""
    return '%s_ib-%d' % (layer.name, node_index)


def _keys(layers):
    """All (node, key) of the layers."""
    return [(node, node_key(layer, index)) for layer in layers
            for index, node in enumerate(layer._inbound_nodes)]


def _walk_back(outputs):
    """Walk from the outputs towards the inputs, depth first, without recursion.

    Args:
        outputs: list of Keras tensors.

    Returns:
        (nodes, each after all nodes it needs; dict layer -> rank in the order of meeting it).
    """
    met, done, ordered, entered = {}, set(), [], set()
    for x in outputs:
        stack = [_node_of(x, 'an output of the model')]
        while stack:
            node = stack[-1]
            if node in done:
                stack.pop()
            elif node in entered:
                stack.pop()
                done.add(node)
                ordered.append(node)
            else:
                entered.add(node)
                met.setdefault(node.outbound_layer, len(met))
                sources = [_node_of(x, 'an input of layer "%s"' % node.outbound_layer.name)
                           for x in _made_inputs(node)]
                for source in reversed(sources):
                    if source in entered and source not in done:
                        raise ValueError('The tensor %s at layer "%s" is part of a cycle.'
                                         % (source.output_tensors, source.outbound_layer.name))
                    stack.append(source)
    return ordered, met


def _made_inputs(node):
    """Input tensors of a node; none for the node of an input layer, which holds itself."""
    return node.input_tensors if node.inbound_layers else []


def _node_of(x, role):
    """The node that made tensor `x`."""
    history = getattr(x, '_keras_history', None)
    if history is None:
        raise ValueError(
            'Tensor %s, %s, is not the output of a Keras layer (it has no `_keras_history`). Wrap '
            'the computation that made it in a `Lambda` layer, or the tensor in `Input(tensor=x)`.'
            % (x, role))
    return history[0]._inbound_nodes[history[1]]


def _depths(ordered):
    """Depth of each node and of each layer.

    Args:
        ordered: list of nodes, each after all nodes it needs.

    Returns:
        (dict node -> depth, dict layer -> depth).
    """
    nodes, layers = {}, {}
    for node in reversed(ordered):
        layer = node.outbound_layer
        depth = max(nodes.get(node, 0), layers.get(layer, 0))
        nodes[node] = layers[layer] = depth
        for source in node.inbound_nodes():
            nodes[source] = max(depth + 1, nodes.get(source, 0))
    return nodes, layers


def _by_depth(items, depths):
    """Dict, depth -> items of that depth in their order."""
    result = {}
    for item in items:
        result.setdefault(depths[item], []).append(item)
    return result


def _check_names(layers):
    """Refuse two layers of one name."""
    repeated = [name for name, n in Counter(layer.name for layer in layers).items() if n > 1]
    if repeated:
        name = sorted(repeated)[0]
        raise ValueError(
            'The name "%s" is used %d times in the model: by %s. All layer names should be unique: '
            'pass `name=` to the layers.'
            % (name, sum(layer.name == name for layer in layers),
               ', '.join(layer.__class__.__name__ for layer in layers if layer.name == name)))
