"""What a layer adds to a model beside its output: losses, updates and metrics."""
from keras import metrics as metrics_module
from keras.engine.weights import unique
from keras.utils.generic_utils import object_list_uid, to_list


class Extras(object):
    """The part of `Layer` that collects losses, updates and metrics.

    A loss or update may depend on the inputs of one call of the layer; it is then listed under
    these inputs, so that a model takes only what belongs to its own calls.
    """

    def add_loss(self, losses, inputs=None):
        """Add scalar loss tensors to the layer.

        Args:
            losses: tensor, or list of tensors.
            inputs: tensor or list of tensors that the losses depend on; None for losses that do
                not depend on the inputs of the layer (e.g. on weights only).

        Example:

            from keras import backend as K
            from keras.layers import Dense, Input
            from keras.models import Model
            x = Input(shape=(3,))
            hidden = Dense(4)(x)
            model = Model(x, Dense(1)(hidden))
            model.add_loss(0.1 * K.mean(K.square(hidden)))
        """
        self._add(losses, inputs, self._losses, self._per_input_losses)

    def add_update(self, updates, inputs=None):
        """Add update operations, to be run with each training step.

        Args:
            updates: update op or tuple (variable, new value), or a list of them.
            inputs: tensor or list of tensors that the updates depend on; None if there are none.

        Example:

            from keras import backend as K
            from keras.layers import Layer

            class CountsSteps(Layer):
                def build(self, input_shape):
                    self.steps = self.add_weight('steps', (), initializer='zeros', trainable=False)
                    self.built = True

                def call(self, inputs):
                    self.add_update(K.update_add(self.steps, 1), inputs)
                    return inputs
        """
        self._add(updates, inputs, self._updates, self._per_input_updates)

    def _add(self, new, inputs, everything, per_input):
        """Put `new` in the list of everything and in the list of its inputs."""
        if new is None:
            return
        # an update may be a tuple (variable, value): only lists are taken apart
        new = [item for item in to_list(new) if item is not None]
        everything += new
        per_input.setdefault(_key(inputs), []).extend(new)
        self._held.append(inputs)           # alive, so that the ids in the key stay theirs

    def add_metric(self, value, name=None):
        """Add a metric that is averaged over the batches of an epoch.

        Args:
            value: tensor whose mean is reported, or the result of calling a `Metric`.
            name: string, name in the logs. Default: that of the metric, else `'mean'`.

        Raises:
            ValueError: if `value` is a plain tensor and `name` is not given.

        Example:

            from keras import backend as K
            from keras.layers import Dense, Input
            from keras.models import Model
            x = Input(shape=(3,))
            hidden = Dense(4)(x)
            model = Model(x, Dense(1)(hidden))
            model.add_metric(K.mean(hidden), name='mean_activation')
        """
        metric = getattr(value, '_metric_obj', None)
        result = value
        if metric is None:
            if name is None:
                raise ValueError('add_metric received a tensor (%s) without a name. Pass `name=`, '
                                 'e.g. add_metric(value, name="mean_activation").' % (value,))
            metric = metrics_module.Mean(name=name)
            result = metric(value)
        if not any(metric is known for known in self._metrics):
            self._metrics.append(metric)
        self._metric_results[metric.name] = result

    def get_losses_for(self, inputs=None):
        """Losses that depend on given inputs.

        Args:
            inputs: tensor or list of tensors; None for the losses that depend on no inputs.

        Returns:
            List of scalar tensors.
        """
        return self._losses_at(_key(inputs))

    def get_updates_for(self, inputs=None):
        """Updates that depend on given inputs; none for a frozen layer without state.

        Args:
            inputs: tensor or list of tensors; None for the updates that depend on no inputs.

        Returns:
            List of update operations.
        """
        return self._updates_at(_key(inputs))

    def _losses_at(self, key):
        """Losses of the calls with this key, those of the layers called within included."""
        return self._at(key, self._per_input_losses, '_losses_at')

    def _updates_at(self, key):
        """Updates of the calls with this key; none for a frozen layer without state."""
        if not self.trainable and not self.stateful:
            return []
        return self._at(key, self._per_input_updates, '_updates_at')

    def _at(self, key, per_input, ask):
        """What was added under `key` here and in the layers that were called within that call."""
        inside = ([(layer, None) for layer in self._layers] if key is None
                  else self._inside.get(key, ()))
        return unique(per_input.get(key, ()), *[getattr(layer, ask)(at) for layer, at in inside])

    def _keys_inside(self):
        """For each sub-layer, how often it was called and under which keys it added something."""
        return {id(layer): (len(layer._inbound_nodes), layer._known_keys())
                for layer in self._layers}

    def _note_inside(self, inputs, before):
        """Remember which calls of sub-layers belong to the call on `inputs`.

        Args:
            inputs: tensor, or list of tensors, of this layer's call.
            before: what `_keys_inside()` gave before the call.
        """
        noted = self._inside.setdefault(_key(inputs), [])
        for layer in self._layers:
            calls, known = before.get(id(layer), (0, ()))
            keys = [key for key in layer._known_keys() if key not in known]
            keys += [_key(node.input_tensors) for node in layer._inbound_nodes[calls:]]
            noted += [(layer, key) for key in unique_keys(keys)]

    def _known_keys(self):
        """Keys under which this layer or a layer in it added something."""
        return unique_keys(list(self._per_input_losses) + list(self._per_input_updates)
                           + list(self._inside))

    @property
    def losses(self):
        """List of all scalar loss tensors of the layer and the layers in it."""
        return unique(self._losses, *[layer.losses for layer in self._layers])

    @property
    def updates(self):
        """List of all update operations; empty for a frozen layer without state."""
        if not self.trainable and not self.stateful:
            return []
        return unique(self._updates, *[layer.updates for layer in self._layers])

    @property
    def metrics(self):
        """List of `Metric` objects of the layer and the layers in it."""
        return unique(self._metrics, *[layer.metrics for layer in self._layers])


def unique_keys(keys):
    """The keys that stand for inputs, in order and each once."""
    return [key for index, key in enumerate(keys)
            if key is not None and key not in keys[:index]]


def _key(inputs):
    """The dictionary key of a list of input tensors."""
    inputs = to_list(inputs, allow_tuple=True) if inputs is not None else []
    return object_list_uid(inputs) if inputs else None
