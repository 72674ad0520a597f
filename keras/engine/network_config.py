"""A network as plain data, and back: layers, and which calls of them are joined."""
import json
import warnings
from collections import deque

import numpy as np

from keras.engine.graph import node_key
from keras.utils import registry
from keras.utils.generic_utils import unpack_singleton


def graph_config(network, network_class):
    """The configuration of a graph network.

    Args:
        network: the network.
        network_class: class `Network`; such layers keep their call 0, which joins their own ends.

    Returns:
        Dict with `name`, `layers`, `input_layers`, `output_layers`. Calls are numbered within the
        network: calls of a layer that belong to other models are left out.
    """
    numbers = _call_numbers(network, network_class)
    layers = [{'name': layer.name,
               'class_name': registry.get_registered_name(type(layer)),
               'config': layer.get_config(),
               'inbound_nodes': [
                   _node_config(node, numbers) for index, node in enumerate(layer._inbound_nodes)
                   if node.inbound_layers and node_key(layer, index) in network._network_nodes]}
              for layer in network.layers]
    return {'name': network.name,
            'layers': registry.copy_config(layers),
            'input_layers': _coordinates(network._input_coordinates, numbers),
            'output_layers': _coordinates(network._output_coordinates, numbers)}


def _call_numbers(network, network_class):
    """Dict, node key -> number of that call among those of its layer in the network."""
    numbers = {}
    for layer in network.layers:
        kept = 1 if isinstance(layer, network_class) and layer._is_graph_network else 0
        for index in range(len(layer._inbound_nodes)):
            key = node_key(layer, index)
            if key in network._network_nodes:
                numbers[key] = kept
                kept += 1
    return numbers


def _coordinates(entries, numbers):
    """[layer name, call number, tensor index] for each (layer, node index, tensor index)."""
    return [[layer.name, numbers[node_key(layer, node)], tensor] for layer, node, tensor in entries]


def _node_config(node, numbers):
    """One call as a list of [layer name, call number, tensor index, keyword arguments]."""
    kwargs = _plain_arguments(node)
    return [[layer.name, numbers[node_key(layer, index)], tensor, kwargs]
            for layer, index, tensor
            in zip(node.inbound_layers, node.node_indices, node.tensor_indices)]


def _plain_arguments(node):
    """The keyword arguments of a call if they can be written as JSON, else none of them."""
    try:
        json.dumps(node.arguments, default=_number)
    except TypeError:
        warnings.warn('Layer %s was called with keyword arguments that cannot be written as JSON '
                      'and are left out of the configuration: %s. A model made from it calls the '
                      'layer without them.' % (node.outbound_layer.name, node.arguments))
        return {}
    return dict(node.arguments)


def _number(value):
    """NumPy scalars and arrays as plain numbers, for `json`."""
    if isinstance(value, (np.generic, np.ndarray)):
        return value.tolist()
    raise TypeError('cannot be written as JSON: %r' % (value,))


def restore_graph(config, custom_objects=None, safe_mode=True):
    """Make the layers of a configuration and call them on each other.

    Args:
        config: dict, the result of `graph_config`; it is not changed.
        custom_objects: dict, name -> class or function.
        safe_mode: boolean, whether to refuse code that the configuration brings along.

    Returns:
        (inputs, outputs), each a tensor or a list of tensors.

    Raises:
        ValueError: if layers or calls are named that the configuration does not have.
    """
    layers, waiting = {}, deque()
    for entry in config['layers']:
        # in configurations of Keras 1 a layer has no name beside its own configuration
        name = entry.get('name') or entry['config']['name']
        layers[name] = registry.deserialize_keras_object(
            entry, module_objects=registry.LAYERS.objects, custom_objects=custom_objects,
            printable_module_name='layer', safe_mode=safe_mode)
        calls = deque(entry.get('inbound_nodes', ()))
        if calls:
            waiting.append((name, calls))
    _make_calls(layers, waiting)
    return tuple(unpack_singleton([_tensor(layers, *entry) for entry in _as_list(config[key])])
                 for key in ('input_layers', 'output_layers'))


def _make_calls(layers, waiting):
    """Call the layers, each in its own order, as soon as their inputs are there."""
    stuck = 0
    while waiting:
        name, calls = waiting.popleft()
        made = 0
        while calls and all(_exists(layers, *entry[:3]) for entry in calls[0]):
            _call(layers, layers[name], calls.popleft())
            made += 1
        if calls:
            waiting.append((name, calls))
        stuck = 0 if made else stuck + 1
        if stuck and stuck >= len(waiting) and waiting:
            missing = sorted(set(entry[0] for _, left in waiting for entry in left[0]
                                 if not _exists(layers, *entry[:3])))
            raise ValueError('The configuration cannot be put together: layers %s wait for outputs '
                             'of %s that no call gives.'
                             % (', '.join(name for name, _ in waiting), ', '.join(missing)))


def _call(layers, layer, entries):
    """Make one call; the keyword arguments stand with its first input."""
    inputs = [_tensor(layers, *entry[:3]) for entry in entries]
    kwargs = entries[0][3] if len(entries[0]) > 3 else {}
    layer(unpack_singleton(inputs), **registry.copy_config(kwargs))


def _exists(layers, name, node_index, tensor_index):
    """Whether the layer has been called that often."""
    if name not in layers:
        raise ValueError('The configuration names layer "%s", which is not among its layers: %s.'
                         % (name, ', '.join(sorted(layers))))
    return node_index < len(layers[name]._inbound_nodes)


def _tensor(layers, name, node_index, tensor_index):
    """The output tensor at these coordinates."""
    if not _exists(layers, name, node_index, tensor_index):
        raise ValueError('The configuration asks for call %d of layer "%s", which has only %d.'
                         % (node_index, name, len(layers[name]._inbound_nodes)))
    outputs = layers[name]._inbound_nodes[node_index].output_tensors
    if tensor_index >= len(outputs):
        raise ValueError('The configuration asks for output %d of layer "%s", which has only %d.'
                         % (tensor_index, name, len(outputs)))
    return outputs[tensor_index]


def _as_list(entries):
    """Coordinates as a list of them; a single one may stand without its list."""
    return [entries] if entries and isinstance(entries[0], str) else entries
