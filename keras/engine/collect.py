"""What a network gathers from its layers: weights, losses, updates, state."""
from keras.engine.extras import _key
from keras.engine.weights import pair, read, unique, write


class Collected(object):
    """The part of `Network` that speaks for its layers."""

    # weights: `trainable_weights` and the like come from `Layer`, over `_layers`

    def get_weights(self):
        """The values of all weights, layer by layer.

        Returns:
            List of NumPy arrays, the weights of the first layer first.
        """
        return read(self._weights_by_layer())

    def set_weights(self, weights):
        """Set the values of all weights, layer by layer; either all or, on an error, none.

        Args:
            weights: list of arrays, in the order of `get_weights()`.

        Raises:
            ValueError: if the number of arrays or a shape does not fit.
        """
        weights = list(weights)
        if len(weights) != len(self._weights_by_layer()):
            pair(self, self._weights_by_layer(), weights)       # raises, and says what is wrong
        pairs, start = [], 0
        for owner, variables in self._owners():
            pairs += pair(owner, variables, weights[start:start + len(variables)])
            start += len(variables)
        write(pairs)

    def _owners(self):
        """List of (layer, its weights); the network itself comes first if it has weights."""
        own = self._trainable_weights + self._non_trainable_weights
        return ([(self, own)] if own else []) + [(layer, layer.weights) for layer in self._layers]

    def _weights_by_layer(self):
        """List of all variables, layer by layer."""
        return [variable for _, variables in self._owners() for variable in variables]

    # losses and updates

    @property
    def losses(self):
        """List of the scalar losses that belong to this network's inputs, or to no inputs."""
        if not self._is_graph_network:
            return unique(self._losses, *[layer.losses for layer in self._layers])
        return unique(self._losses, self._losses_at(_key(self.inputs)), self._losses_at(None))

    @property
    def updates(self):
        """List of the updates that belong to this network's inputs, or to no inputs.

        Empty for a frozen network without state.
        """
        if not self.trainable and not self.stateful:
            return []
        if not self._is_graph_network:
            return unique(self._updates, *[layer.updates for layer in self._layers])
        return unique(self._updates, self._updates_at(_key(self.inputs)), self._updates_at(None))

    def _note_calls(self, inputs, calls):
        """Remember that a run on `inputs` consisted of these calls, (layer, input tensors) each."""
        self._inside[_key(inputs)] = [(layer, _key(tensors)) for layer, tensors in calls]

    # state

    @property
    def stateful(self):
        """Whether a layer keeps state from batch to batch."""
        return any(getattr(layer, 'stateful', False) for layer in self._layers)

    @property
    def state_updates(self):
        """List of the updates of stateful layers, which `predict` and `evaluate` run too."""
        updates = []
        for layer in self._layers:
            if getattr(layer, 'stateful', False):
                updates += (layer.state_updates if isinstance(layer, Collected)
                            else layer.updates)
        return unique(updates)

    def reset_states(self):
        """Set the state of all stateful layers back to its beginning."""
        for layer in self._layers:
            if getattr(layer, 'stateful', False) and hasattr(layer, 'reset_states'):
                layer.reset_states()

    @property
    def uses_learning_phase(self):
        """Whether training and testing compute different outputs."""
        return any(getattr(x, '_uses_learning_phase', False) for x in self.outputs)

    @property
    def input_spec(self):
        """List with the `InputSpec` of each input, or None if the inputs are not known yet."""
        if not self._is_graph_network:
            return None
        specs = [layer.input_spec if layer.input_spec is not None else None
                 for layer in self._input_layers]
        return specs if any(spec is not None for spec in specs) else None
