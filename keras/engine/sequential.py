"""`Sequential`: a stack of layers, each with one input and one output."""
import warnings

from keras import backend as K
from keras import layers as layer_module  # noqa: F401  (a name of this module in 2.3.1)
from keras.engine import network  # noqa: F401
from keras.engine.base_layer import Layer
from keras.engine.input_layer import Input, InputLayer
from keras.engine.network import Network
from keras.engine.training import Model
from keras.utils import registry
from keras.utils.layer_utils import get_source_inputs


class Sequential(Model):
    """A linear stack of layers.

    The model is built at once if the first layer knows its input shape, else when the first data
    comes (`fit`, `predict`, ...), when it is called on a tensor, or by `build(input_shape)`.

    Args:
        layers: list of layers to add.
        name: string. Default: `'sequential_1'`, `'sequential_2'`, ...

    Raises:
        TypeError: if something that is not a layer is added.

    Example:

        from keras.layers import Dense
        from keras.models import Sequential
        model = Sequential([Dense(32, activation='relu', input_shape=(500,)), Dense(10)])
        model.compile('rmsprop', 'mse')
    """

    def __init__(self, layers=None, name=None):
        super(Sequential, self).__init__(name=name)
        self._build_input_shape = None
        self._chain = []
        self._add_all(layers or ())

    def _add_all(self, layers):
        """Add many layers; the graph is mapped once, at the end."""
        self._mapping_waits = True
        for layer in layers:
            self.add(layer)
        self._mapping_waits = False
        if self._chain:
            self._finish()

    @property
    def _tracks_attributes(self):
        """The stack is the list of the layers; attributes are not looked at."""
        return False

    @property
    def layers(self):
        """List of the layers, without the input layer."""
        layers = list(self._layers)
        return layers[1:] if layers and isinstance(layers[0], InputLayer) else layers

    @property
    def model(self):
        """The model itself; in Keras 1 this was another object."""
        return self

    def add(self, layer):
        """Put a layer on top of the stack.

        Args:
            layer: `Layer` with one input and one output; a model is one too.

        Raises:
            TypeError: if `layer` is not a layer.
            ValueError: if the layer has several outputs, or its name is taken.
        """
        if not isinstance(layer, Layer):
            raise TypeError(
                'The added layer must be an instance of class Layer. Found: %r.%s'
                % (layer, ' Make an instance: `model.add(%s(...))`.' % layer.__name__
                   if isinstance(layer, type) else ' A function goes into a `Lambda` layer.'
                   if callable(layer) else ''))
        self._check_name(layer)
        if self._chain:
            self._extend(layer)
        elif self._layers:
            self._layers.append(layer)
        else:
            self._begin(layer)
        if self._chain and not self._mapping_waits:
            self._finish()

    def _check_name(self, layer):
        """Refuse a second layer of the same name (the same layer may come again)."""
        for other in self._layers:
            if other is not layer and other.name == layer.name:
                raise ValueError('A layer named "%s" (%s) is in the model already. All layer names '
                                 'should be unique: pass `name=` to the new layer.'
                                 % (layer.name, other.__class__.__name__))

    def _begin(self, layer):
        """The first layer: with an input if its shape is known."""
        if isinstance(layer, InputLayer):
            self._chain = list(layer._inbound_nodes[-1].output_tensors)
            return
        shape, dtype = _expected_input(layer)
        if shape is None:
            self._layers.append(layer)
            return
        self._chain = [Input(batch_shape=shape, dtype=dtype, name=layer.name + '_input')]
        try:
            self._extend(layer)
        except Exception:
            self._chain = []
            raise

    def _extend(self, layer):
        """Call the layer on the last tensor of the chain."""
        output = layer(self._chain[-1])
        if isinstance(output, list):
            raise ValueError('All layers in a Sequential model should have a single output tensor; '
                             'layer "%s" has %d. For layers with several outputs use '
                             '`Model(inputs, outputs)`.' % (layer.name, len(output)))
        self._chain.append(output)
        if layer not in self._layers:
            self._layers.append(layer)

    def _finish(self):
        """Make the chain the graph of this model."""
        self._init_graph_network(get_source_inputs(self._chain[0]), self._chain[-1:])

    def pop(self):
        """Take the last layer off the stack.

        Raises:
            TypeError: if there are no layers in the model.
        """
        if not self.layers:
            raise TypeError('There are no layers in the model.')
        if not self._chain:
            self._layers.pop()
            return
        last = self._chain.pop()
        layer, node_index, _ = last._keras_history
        node = layer._inbound_nodes[node_index]
        for below in node.inbound_layers:
            below._outbound_nodes = [other for other in below._outbound_nodes if other is not node]
        if len(self._chain) > 1:
            self._finish()
        else:
            self._chain, self._layers = [], []
            self.inputs, self.outputs, self.built = [], [], False
            self._is_graph_network = False
            self._clear_graph()

    def build(self, input_shape=None):
        """Make the weights of a stack whose first layer does not know its input shape.

        Args:
            input_shape: tuple, shape of the input with the batch axis. Not needed if the first
                layer knows it.

        Raises:
            ValueError: if there are no layers, or the input shape is not known.
        """
        if self._chain:
            self.built = True
            return
        if not self._layers:
            raise ValueError('Sequential model "%s" has no layers. Add one first: '
                             '`model.add(Dense(10))`.' % self.name)
        if input_shape is None:
            raise ValueError(
                'The input shape of Sequential model "%s" is not known. Give its first layer '
                '("%s") an `input_shape=(...)` without the batch axis, or call '
                '`model.build((None, ...))` with it.' % (self.name, self._layers[0].name))
        shape, layers = tuple(input_shape), list(self._layers)
        self._chain = [Input(batch_shape=shape, dtype=layers[0].dtype,
                             name=layers[0].name + '_input')]
        try:
            for layer in layers:
                self._extend(layer)
        except Exception:
            self._chain = []
            raise
        self._build_input_shape = shape
        self._finish()

    def _set_inputs(self, inputs, outputs=None, training=None):
        """Build for the shape of data.

        Args:
            inputs: array or tensor, or a list or dictionary with one of them.
            outputs: not used; a stack computes its own.
            training: not used.
        """
        if isinstance(inputs, dict):
            inputs = list(inputs.values())
        if isinstance(inputs, (list, tuple)) and len(inputs) == 1:
            inputs = inputs[0]
        if isinstance(inputs, (list, tuple)):
            raise ValueError('A Sequential model has one input, but %d were given. For several '
                             'inputs use `Model(inputs, outputs)`.' % len(inputs))
        self.build(K.int_shape(inputs) if K.is_tensor(inputs) else (None,) + inputs.shape[1:])

    def __call__(self, inputs, **kwargs):
        """Apply the stack to a tensor; an unbuilt one is built for its shape.

        Args:
            inputs: tensor.
            **kwargs: `mask`, a mask tensor.

        Returns:
            Tensor.
        """
        if not self.layers:
            raise ValueError('Sequential model "%s" has no layers and cannot be called. Add one '
                             'first: `model.add(Dense(10))`.' % self.name)
        return super(Sequential, self).__call__(inputs, **kwargs)

    def count_params(self):
        """Number of scalars in the weights; builds the model if its input shape is known."""
        if not self.built and self._chain:
            self.build()
        return super(Sequential, self).count_params()

    def predict_proba(self, x, batch_size=32, verbose=0):
        """Class probabilities for the input samples.

        Args:
            x: array (or list or dictionary with one), the samples.
            batch_size: integer, default 32.
            verbose: 0 or 1, whether to show progress.

        Returns:
            Array of shape `(samples, classes)`, what `predict` returns.
        """
        result = self.predict(x, batch_size=batch_size, verbose=verbose)
        if result.min() < 0. or result.max() > 1.:
            warnings.warn('The network returns values outside of [0, 1], so they are no '
                          'probabilities. The last layer might lack a softmax or sigmoid.')
        return result

    def predict_classes(self, x, batch_size=32, verbose=0):
        """Class numbers for the input samples.

        Args:
            x: array (or list or dictionary with one), the samples.
            batch_size: integer, default 32.
            verbose: 0 or 1, whether to show progress.

        Returns:
            Integer array: the place of the largest output; for a single output, 1 where it is
            above 0.5.
        """
        result = self.predict(x, batch_size=batch_size, verbose=verbose)
        if result.shape[-1] > 1:
            return result.argmax(axis=-1)
        return (result > 0.5).astype('int32')

    def get_config(self):
        """What is needed to make the stack again, without its weights.

        Returns:
            Dict with `name` and `layers`, and `build_input_shape` if the model was built for the
            shape of data.
        """
        layers = [registry.serialize_keras_object(layer) for layer in self.layers]
        config = {'name': self.name, 'layers': registry.copy_config(layers)}
        if self._build_input_shape:
            config['build_input_shape'] = self._build_input_shape
        return config

    @classmethod
    def from_config(cls, config, custom_objects=None, safe_mode=True):
        """Make a stack from the result of `get_config`.

        Args:
            config: dict, or the older form: the list of the layers alone; it is not changed.
            custom_objects: dict, name -> class or function, for what this library does not know.
            safe_mode: boolean, whether to refuse code that a configuration brings along.

        Returns:
            A new model with new weights.
        """
        as_dict = config if isinstance(config, dict) else {'layers': config}
        model = cls(name=as_dict.get('name'))
        model._add_all(registry.deserialize_keras_object(
            entry, module_objects=registry.LAYERS.objects, custom_objects=custom_objects,
            printable_module_name='layer', safe_mode=safe_mode) for entry in as_dict['layers'])
        if not model.inputs and as_dict.get('build_input_shape'):
            model.build(as_dict['build_input_shape'])
        return model


def _expected_input(layer):
    """(batch input shape or None, dtype) that the first layer was given.

    For a model as first layer it is that of its own first layer.
    """
    while isinstance(layer, Network):
        if not layer.layers:
            raise ValueError('Cannot add an empty model ("%s") to a Sequential model.' % layer.name)
        if layer.inputs:
            if len(layer.inputs) > 1:
                raise ValueError('Model "%s" has %d inputs; a Sequential model has only one.'
                                 % (layer.name, len(layer.inputs)))
            return K.int_shape(layer.inputs[0]), K.dtype(layer.inputs[0])
        layer = layer.layers[0]
    return getattr(layer, 'batch_input_shape', None), layer.dtype


registry.LAYERS.add(Sequential)
