"""`Node`: one call of a layer, the edge of the graph of layers."""


class Node(object):
    """The record of one call of a layer.

    A node is kept by the layer that was called (`outbound_layer._inbound_nodes`) and by each layer
    whose output it used (`inbound_layers[i]._outbound_nodes`). All lists but those about outputs
    have one entry per input tensor.

    Args:
        outbound_layer: the layer that was called.
        inbound_layers: list of layers that made the inputs; None for a tensor no layer made.
        node_indices: list of integers, which call of the inbound layer made the input.
        tensor_indices: list of integers, which output of that call it is.
        input_tensors: list of tensors.
        output_tensors: list of tensors.
        input_masks: list of tensors or None.
        output_masks: list of tensors or None, one per output.
        input_shapes: list of shape tuples.
        output_shapes: list of shape tuples, one per output.
        arguments: dict, keyword arguments of the call.

    Example:

        from keras.layers import Dense, Input
        layer = Dense(2)
        y = layer(Input((3,)))
        node = layer._inbound_nodes[0]
        assert node.output_tensors[0] is y
    """

    def __init__(self, outbound_layer, inbound_layers, node_indices, tensor_indices, input_tensors,
                 output_tensors, input_masks, output_masks, input_shapes, output_shapes,
                 arguments=None):
        self.outbound_layer = outbound_layer
        self.inbound_layers = inbound_layers
        self.node_indices = node_indices
        self.tensor_indices = tensor_indices
        self.input_tensors = input_tensors
        self.output_tensors = output_tensors
        self.input_masks = input_masks
        self.output_masks = output_masks
        self.input_shapes = input_shapes
        self.output_shapes = output_shapes
        self.arguments = arguments or {}
        for layer in inbound_layers:
            if layer is not None:
                layer._outbound_nodes.append(self)
        outbound_layer._inbound_nodes.append(self)

    def inbound_nodes(self):
        """The nodes that made the inputs.

        Returns:
            List of `Node`, one per input tensor that a layer made.
        """
        return [layer._inbound_nodes[index]
                for layer, index in zip(self.inbound_layers, self.node_indices)
                if layer is not None]

    def get_config(self):
        """Names and indices that describe the node.

        Returns:
            Dict with `outbound_layer`, `inbound_layers`, `node_indices` and `tensor_indices`.
        """
        return {'outbound_layer': self.outbound_layer.name if self.outbound_layer else None,
                'inbound_layers': [layer.name if layer is not None else None
                                   for layer in self.inbound_layers],
                'node_indices': self.node_indices,
                'tensor_indices': self.tensor_indices}
