"""`Network`: a graph of layers that is itself a layer."""
from keras import backend as K
from keras.backend import load_backend
from keras.engine.base_layer import Layer, automatic_name
from keras.engine.collect import Collected
from keras.engine.execute import run_graph
from keras.engine.graph import Graph, node_key
from keras.engine.input_layer import InputLayer
from keras.engine.network_config import graph_config, restore_graph
from keras.engine.node import Node
from keras.legacy import interfaces  # noqa: F401  (a name of this module in 2.3.1)
from keras.utils.generic_utils import (  # noqa: F401
    has_arg, object_list_uid, to_list, unpack_singleton)
from keras.utils.io_utils import ask_to_proceed_with_overwrite  # noqa: F401
from keras.utils.layer_utils import (  # noqa: F401
    get_source_inputs, print_summary, summary_html)
from keras.utils.layer_utils import print_summary as print_layer_summary  # noqa: F401


class Network(Collected, Layer):
    """A graph of layers, from input tensors to output tensors.

    `keras.models.Model` adds training to it. Without `inputs` and `outputs` it is the base of a
    subclassed model, which makes its layers in `__init__` and defines `call`.

    Args:
        inputs: tensor or list of tensors from `Input`.
        outputs: tensor or list of tensors computed by layers.
        name: string. Default: the class name in snake case and a number.
        trainable: boolean, default True.
        dtype: string, default `K.floatx()`.

    Raises:
        TypeError: for other keyword arguments, or for inputs that do not come from `Input`.
        ValueError: if the outputs need more than the inputs, or two layers have one name.

    Example:

        from keras.engine.network import Network
        from keras.layers import Dense, Input
        x = Input(shape=(3,))
        encoder = Network(x, Dense(2)(x), name='encoder')
    """

    def __init__(self, *args, **kwargs):
        inputs, outputs, kwargs = _graph_arguments(self.__class__.__name__, args, kwargs)
        self.__dict__['_is_graph_network'] = inputs is not None
        self._start(**kwargs)
        if self._is_graph_network:
            self._init_graph_network(inputs, outputs)

    def _start(self, name=None, trainable=True, dtype=None):
        """The books of a network that has no graph yet."""
        Layer.__init__(self, name=name or automatic_name(self.__class__.__name__),
                       trainable=trainable, dtype=dtype)
        self.inputs, self.outputs = [], []
        self.input_names, self.output_names = [], []
        self._clear_graph()

    def _clear_graph(self):
        """Forget the graph and all that was computed from it."""
        self._graph = None
        self._runs, self._inside = {}, {}
        self._output_shape_cache = {}
        self._nodes_by_depth, self._layers_by_depth, self._network_nodes = {}, {}, set()
        self._input_layers, self._input_coordinates = [], []
        self._output_layers, self._output_coordinates = [], []
        self._feed_inputs, self._feed_input_names, self._feed_input_shapes = [], [], []

    @property
    def _tracks_attributes(self):
        """A graph knows its layers; only a subclassed model finds them in its attributes."""
        return not self.__dict__.get('_is_graph_network', False)

    # making the graph

    def _init_graph_network(self, inputs, outputs, name=None):
        load_backend.check_unchanged(K.backend(), also_configuration=False)
        """Map the graph from `inputs` to `outputs` and make this network its one layer.

        Args:
            inputs: tensor or list of tensors.
            outputs: tensor or list of tensors.
            name: string, new name; None keeps the one it has.
        """
        inputs = to_list(inputs, allow_tuple=True)
        outputs = to_list(outputs, allow_tuple=True)
        _check_graph_inputs(self.__class__.__name__, inputs)
        graph = Graph(inputs, outputs)
        self._clear_graph()
        self._is_graph_network = True
        self.name = name or self.name
        self.inputs, self.outputs, self._graph = inputs, outputs, graph
        self._layers = graph.layers
        self._nodes_by_depth, self._layers_by_depth = graph.nodes_by_depth, graph.layers_by_depth
        self._network_nodes = graph.node_keys
        self._input_coordinates = [x._keras_history for x in inputs]
        self._output_coordinates = [x._keras_history for x in outputs]
        self._input_layers = [entry[0] for entry in self._input_coordinates]
        self._output_layers = [entry[0] for entry in self._output_coordinates]
        self.input_names = [layer.name for layer in self._input_layers]
        self.output_names = [layer.name for layer in self._output_layers]
        for layer, x in zip(self._input_layers, inputs):
            if layer.is_placeholder:
                self._feed_inputs.append(x)
                self._feed_input_names.append(layer.name)
                self._feed_input_shapes.append(K.int_shape(x))
        self.supports_masking = any(layer.supports_masking for layer in graph.layers)
        self._note_own_node()
        self._note_calls(inputs, [(node.outbound_layer, node.input_tensors)
                                  for node in graph.nodes()])
        self.built = True

    def _note_own_node(self):
        """Node 0 of a network joins its own inputs with its own outputs."""
        masks = [layer._inbound_nodes[node].output_masks[tensor]
                 for layer, node, tensor in self._output_coordinates]
        self._outbound_nodes, self._inbound_nodes = [], []
        Node(self, inbound_layers=[], node_indices=[], tensor_indices=[],
             input_tensors=self.inputs, output_tensors=self.outputs,
             input_masks=[None] * len(self.inputs), output_masks=masks,
             input_shapes=[K.int_shape(x) for x in self.inputs],
             output_shapes=[K.int_shape(x) for x in self.outputs])

    # applying it

    def call(self, inputs, mask=None):
        """Apply the network to other inputs.

        Args:
            inputs: tensor, or list of tensors.
            mask: mask tensor or None, or a list of them.

        Returns:
            Tensor, or list of tensors.
        """
        if not self._is_graph_network:
            raise NotImplementedError(
                'Model %s was made without `inputs` and `outputs`, so its class %s has to define '
                '`call(self, inputs)`.' % (self.name, self.__class__.__name__))
        return unpack_singleton(self._run(inputs, mask).outputs)

    def compute_mask(self, inputs, mask):
        """Masks of the outputs for given inputs and masks.

        Args:
            inputs: tensor, or list of tensors.
            mask: mask tensor or None, or a list of them.

        Returns:
            Mask tensor or None, or a list of them.
        """
        if not self._is_graph_network:
            return None
        return unpack_singleton(self._run(inputs, mask).masks)

    def run_internal_graph(self, inputs, masks=None):
        """Apply the layers of the network to other inputs.

        Args:
            inputs: list of tensors.
            masks: list of mask tensors or None. Default: no masks.

        Returns:
            (list of output tensors, list of output masks, list of output shapes).
        """
        run = self._run(inputs, masks)
        return run.outputs, run.masks, [K.int_shape(x) for x in run.outputs]

    def _run(self, inputs, masks):
        """The `Run` on these inputs and masks, computed once."""
        inputs = to_list(inputs, allow_tuple=True)
        if len(inputs) != len(self.inputs):
            raise ValueError('Model %s has %d input(s) (%s), but was called on %d tensor(s): %s.'
                             % (self.name, len(self.inputs), ', '.join(self.input_names),
                                len(inputs), inputs))
        masks = [None] * len(inputs) if masks is None else to_list(masks, allow_tuple=True)
        key = object_list_uid(inputs + masks)
        if key not in self._runs:
            run = run_graph(self._graph, self.inputs, self.outputs, inputs, masks)
            run.held = masks                 # alive, so that the ids in the key stay theirs
            self._runs[key] = run
            self._note_calls(inputs, run.calls)
        return self._runs[key]

    def _shapes_of(self, inputs, outputs):
        """Shapes of outputs: the layers inside have computed them."""
        return [K.int_shape(x) for x in outputs]

    def compute_output_shape(self, input_shape):
        """Shape of the outputs for given shapes of the inputs.

        Args:
            input_shape: shape tuple with the batch axis, or a list of them for several inputs.

        Returns:
            Shape tuple, or a list of them for several outputs.
        """
        if not self._is_graph_network:
            raise NotImplementedError('Model %s has no graph: the shape of its output is known '
                                      'after it was called.' % self.name)
        shapes = input_shape if isinstance(input_shape, list) else [input_shape]
        if len(shapes) != len(self.inputs):
            raise ValueError('Model %s has %d input(s), but %d shape(s) were given: %s.'
                             % (self.name, len(self.inputs), len(shapes), input_shape))
        key = str([tuple(shape) for shape in shapes])
        if key not in self._output_shape_cache:
            self._output_shape_cache[key] = self._graph.output_shapes(
                self.inputs, self.outputs, shapes)
        return unpack_singleton(list(self._output_shape_cache[key]))

    # looking into it

    @property
    def layers(self):
        """List of the layers, inputs first."""
        return list(self._layers)

    def get_layer(self, name=None, index=None):
        """Find a layer by its name, or by its place; the index wins if both are given.

        Args:
            name: string.
            index: integer, place in `layers`.

        Returns:
            `Layer`.

        Raises:
            ValueError: if there is no such layer.

        Example:

            from keras.layers import Dense
            from keras.models import Sequential
            model = Sequential([Dense(2, input_shape=(3,), name='scores')])
            kernel, bias = model.get_layer('scores').get_weights()
        """
        layers = self.layers
        if index is not None:
            if not -len(layers) <= index < len(layers):
                raise ValueError('Was asked to retrieve layer at index %s, but model %s has only '
                                 '%d layers: %s.' % (index, self.name, len(layers), _names(layers)))
            return layers[index]
        if not name:
            raise ValueError('get_layer needs a layer name or a layer index. Model %s has: %s.'
                             % (self.name, _names(layers)))
        for layer in layers:
            if layer.name == name:
                return layer
        raise ValueError('No such layer: %r. Model %s has: %s.' % (name, self.name, _names(layers)))

    @property
    def input(self):
        """Input tensor of the model, or the list of them."""
        if not self.inputs:
            return super(Network, self).input
        return unpack_singleton(list(self.inputs))

    @property
    def output(self):
        """Output tensor of the model, or the list of them."""
        if not self.outputs:
            return super(Network, self).output
        return unpack_singleton(list(self.outputs))

    def summary(self, line_length=None, positions=None, print_fn=None):
        """Print a table of the layers with their output shapes and numbers of weights.

        Args:
            line_length: integer, width in characters. Default: 65, or 98 for a branched graph.
            positions: list of floats or integers, where the columns end (fractions of the width,
                or characters).
            print_fn: callable taking one line of text. Default: `print`.

        Raises:
            ValueError: if the model has no weights yet because it was not built.
        """
        if not self.built:
            raise ValueError('Model %s has not been built yet, so there is nothing to sum up. Give '
                             'the first layer an `input_shape`, or call `build(input_shape)` or '
                             '`fit` first.' % self.name)
        print_summary(self, line_length=line_length, positions=positions, print_fn=print_fn)

    def _repr_html_(self):
        """The summary as a notebook shows it; None for a model that has no weights yet."""
        return summary_html(self) if self.built else None

    # configuration

    def get_config(self):
        """What is needed to make the network again, without its weights.

        Returns:
            Dict with `name`, `layers`, `input_layers` and `output_layers`.

        Raises:
            NotImplementedError: for a subclassed model, whose structure is its Python code.
        """
        if not self._is_graph_network:
            raise NotImplementedError(
                'Model %s is defined by the Python code of class %s, which cannot be written as '
                'a configuration. Keep the class and use `save_weights`/`load_weights`.'
                % (self.name, self.__class__.__name__))
        return graph_config(self, Network)

    @classmethod
    def from_config(cls, config, custom_objects=None, safe_mode=True):
        """Make a network from the result of `get_config`.

        Args:
            config: dict; it is not changed.
            custom_objects: dict, name -> class or function, for what this library does not know.
            safe_mode: boolean, whether to refuse code that a configuration brings along.

        Returns:
            A new network with new weights.

        Raises:
            ValueError: if the configuration asks for unknown classes or for layers it lacks.
        """
        inputs, outputs = restore_graph(config, custom_objects, safe_mode)
        return cls(inputs=inputs, outputs=outputs, name=config.get('name'))

    def _node_key(self, layer, node_index):
        """The name of one call of a layer in `_network_nodes`."""
        return node_key(layer, node_index)


def _graph_arguments(class_name, args, kwargs):
    """Sort the arguments of `Network()`.

    Returns:
        (inputs or None, outputs or None, dict of the other arguments).
    """
    given = dict(zip(('inputs', 'outputs', 'name'), args))
    twice = sorted(set(given) & set(kwargs))
    given.update(kwargs)
    unknown = sorted(set(given) - {'inputs', 'outputs', 'name', 'trainable', 'dtype'})
    if len(args) > 3 or twice or unknown:
        raise TypeError('%s() takes (inputs, outputs, name=None, trainable=True, dtype=None); '
                        'received %d positional arguments%s%s.'
                        % (class_name, len(args),
                           ', given twice: %s' % twice if twice else '',
                           ', unknown: %s' % unknown if unknown else ''))
    inputs, outputs = given.pop('inputs', None), given.pop('outputs', None)
    if (inputs is None) != (outputs is None):
        raise TypeError('%s() needs both `inputs` and `outputs`; %r is missing. Without both, the '
                        'class has to define `call`.'
                        % (class_name, 'inputs' if inputs is None else 'outputs'))
    return inputs, outputs, given


def _check_graph_inputs(class_name, inputs):
    """Refuse inputs that are given twice or do not come from `Input`."""
    if len(set(id(x) for x in inputs)) != len(inputs):
        raise ValueError('The inputs of a %s must all be different; received a tensor more than '
                         'once: %s.' % (class_name, inputs))
    for x in inputs:
        history = getattr(x, '_keras_history', None)
        if history is None:
            raise ValueError('The inputs of a %s must come from `keras.layers.Input`; received %s, '
                             'which no layer made. Wrap it: `Input(tensor=x)`.' % (class_name, x))
        if not isinstance(history[0], InputLayer):
            raise TypeError('The inputs of a %s must come from `keras.layers.Input`; received %s, '
                            'the output of layer "%s". Make a new `Input` of its shape and call '
                            'the following layers on it.' % (class_name, x, history[0].name))


def _names(layers):
    """The names of layers for an error message, shortened in the middle."""
    names = [layer.name for layer in layers]
    return ', '.join(names if len(names) <= 40 else names[:20] + ['...'] + names[-20:])
