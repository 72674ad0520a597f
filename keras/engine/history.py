"""How a layer remembers its calls: inputs, outputs, masks and shapes per node."""
from keras.utils.generic_utils import unpack_singleton


class CallHistory(object):
    """The part of `Layer` that answers questions about its calls."""

    def _at_node(self, node_index, attribute, what):
        """`attribute` of one node, single items unpacked."""
        nodes = self._inbound_nodes
        if not nodes:
            raise RuntimeError('Layer %s was never called, so it has no %s. Call it on a tensor '
                               'first, e.g. on `Input(shape=...)`.' % (self.name, what))
        if not -len(nodes) <= node_index < len(nodes):
            raise ValueError('Asked for the %s of layer %s at node %d, but the layer has only %d '
                             'inbound node(s), numbered from 0.'
                             % (what, self.name, node_index, len(nodes)))
        return unpack_singleton(getattr(nodes[node_index], attribute))

    def _of_only_node(self, attribute, what):
        """`attribute` of the only node; AttributeError if there is none or more than one."""
        nodes = self._inbound_nodes
        if len(nodes) > 1:
            raise AttributeError(
                'Layer %s has multiple inbound nodes (it was called %d times), hence "%s" is not '
                'defined. Use `get_%s_at(node_index)` instead.'
                % (self.name, len(nodes), what, what.replace(' ', '_')))
        if not nodes:
            raise AttributeError('Layer %s has no inbound nodes: it was never called on a tensor, '
                                 'so "%s" is not defined yet.' % (self.name, what))
        return self._at_node(0, attribute, what)

    def _common_shape(self, attribute, what):
        """The shape(s) that all nodes agree on."""
        nodes = self._inbound_nodes
        if not nodes:
            raise AttributeError('Layer %s was never called, and thus has no defined %s.'
                                 % (self.name, what))
        shapes = set(str(getattr(node, attribute)) for node in nodes)
        if len(shapes) != 1:
            raise AttributeError(
                'Layer %s was called on tensors of different shapes, so "%s" is not one value: '
                '%s. Use `get_%s_at(node_index)` instead.'
                % (self.name, what, ', '.join(sorted(shapes)), what.replace(' ', '_')))
        return unpack_singleton(getattr(nodes[0], attribute))

    def get_input_at(self, node_index):
        """Input tensor (or list of them) of call number `node_index`, counted from 0."""
        return self._at_node(node_index, 'input_tensors', 'input')

    def get_output_at(self, node_index):
        """Output tensor (or list of them) of call number `node_index`, counted from 0."""
        return self._at_node(node_index, 'output_tensors', 'output')

    def get_input_mask_at(self, node_index):
        """Input mask (or list of them; None where there is none) of call number `node_index`."""
        return self._at_node(node_index, 'input_masks', 'input mask')

    def get_output_mask_at(self, node_index):
        """Output mask (or list of them; None where there is none) of call number `node_index`."""
        return self._at_node(node_index, 'output_masks', 'output mask')

    def get_input_shape_at(self, node_index):
        """Input shape tuple (or list of them) of call number `node_index`."""
        return self._at_node(node_index, 'input_shapes', 'input shape')

    def get_output_shape_at(self, node_index):
        """Output shape tuple (or list of them) of call number `node_index`."""
        return self._at_node(node_index, 'output_shapes', 'output shape')

    @property
    def input(self):
        """Input tensor (or list of them) of a layer that was called once."""
        return self._of_only_node('input_tensors', 'input')

    @property
    def output(self):
        """Output tensor (or list of them) of a layer that was called once."""
        return self._of_only_node('output_tensors', 'output')

    @property
    def input_mask(self):
        """Input mask (or list of them) of a layer that was called once."""
        return self._of_only_node('input_masks', 'input mask')

    @property
    def output_mask(self):
        """Output mask (or list of them) of a layer that was called once."""
        return self._of_only_node('output_masks', 'output mask')

    @property
    def input_shape(self):
        """Shape tuple (or list of them) of the inputs, if all calls agree on it."""
        return self._common_shape('input_shapes', 'input shape')

    @property
    def output_shape(self):
        """Shape tuple (or list of them) of the outputs, if all calls agree on it."""
        return self._common_shape('output_shapes', 'output shape')
