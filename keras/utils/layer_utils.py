"""Helpers over layers and models: the summary, counting, sources, kernel conversion."""
from html import escape

import numpy as np

from keras.utils.conv_utils import convert_kernel
from keras.utils.generic_utils import to_list
from keras.utils.lazy import lazy

__all__ = ['convert_all_kernels_in_model', 'convert_dense_weights_data_format', 'convert_kernel',
           'count_params', 'get_source_inputs', 'print_summary', 'summary_html']
# One name more, which needs all layers; these stand on this module.
lazy(__name__, names={'layer_from_config': 'keras.utils.layer_config'})

_CONVOLUTIONS = ('Conv1D', 'Conv2D', 'Conv3D', 'Conv2DTranspose', 'Conv3DTranspose',
                 'SeparableConv1D', 'SeparableConv2D', 'DepthwiseConv2D')


def count_params(weights):
    """Number of scalars in a collection of weights, each weight counted once.

    Args:
        weights: list of backend variables.

    Returns:
        Integer.

    Example:

        from keras.layers import Dense
        from keras.models import Sequential
        from keras.utils.layer_utils import count_params
        model = Sequential([Dense(2, input_shape=(3,))])
        assert count_params(model.trainable_weights) == 8
    """
    distinct = {id(weight): weight for weight in weights}
    return int(sum(np.prod([int(size) for size in _shape(weight)], dtype='int64')
                   for weight in distinct.values()))


def _shape(weight):
    """Static shape of a variable of any engine."""
    shape = getattr(weight, '_keras_shape', None)
    return weight.shape if shape is None else shape


def print_summary(model, line_length=None, positions=None, print_fn=None):
    """Print a table of the layers of a model.

    Args:
        model: model, built.
        line_length: integer, width in characters. Default: 65, or 98 for a branched graph.
        positions: list of numbers, where the columns end: fractions of the width (all <= 1), or
            characters. Default: `[.45, .85, 1.]`, or `[.33, .55, .67, 1.]` for a branched graph.
        print_fn: callable taking one line of text. Default: `print`.

    Example:

        from keras.layers import Dense
        from keras.models import Sequential
        from keras.utils import print_summary
        lines = []
        print_summary(Sequential([Dense(2, input_shape=(3,))]), print_fn=lines.append)
    """
    print_fn = print_fn or print
    is_chain = _is_chain(model)
    if is_chain:
        line_length, positions = line_length or 65, positions or [.45, .85, 1.]
        header = ['Layer (type)', 'Output Shape', 'Param #']
    else:
        line_length, positions = line_length or 98, positions or [.33, .55, .67, 1.]
        header = ['Layer (type)', 'Output Shape', 'Param #', 'Connected to']
    if positions[-1] <= 1:
        positions = [int(line_length * position) for position in positions]

    print_fn('Model: "%s"' % model.name)
    print_fn('_' * line_length)
    print_fn(_row(header, positions))
    print_fn('=' * line_length)
    for index, layer in enumerate(model.layers):
        cells = ['%s (%s)' % (layer.name, layer.__class__.__name__), _output_shape(layer),
                 layer.count_params()]
        sources = [] if is_chain else _sources(model, layer)
        print_fn(_row(cells + ([] if is_chain else sources[:1] or ['']), positions))
        for source in sources[1:]:
            print_fn(_row(['', '', '', source], positions))
        print_fn(('=' if index == len(model.layers) - 1 else '_') * line_length)
    _print_totals(model, print_fn)
    print_fn('_' * line_length)


def summary_html(model):
    """The table of the layers of a model for a notebook.

    Args:
        model: model, built.

    Returns:
        String of HTML, in which names are escaped.

    Example:

        from keras.layers import Dense
        from keras.models import Sequential
        from keras.utils.layer_utils import summary_html
        model = Sequential([Dense(2, input_shape=(3,))])
        assert 'dense' in summary_html(model)
    """
    is_chain = _is_chain(model)
    header = ['Layer (type)', 'Output Shape', 'Param #'] + ([] if is_chain else ['Connected to'])
    lines = [_html_row(header, 'th')]
    for layer in model.layers:
        cells = ['%s (%s)' % (layer.name, layer.__class__.__name__), _output_shape(layer),
                 '{:,}'.format(layer.count_params())]
        lines.append(_html_row(cells if is_chain else
                               cells + ['\n'.join(_sources(model, layer))], 'td'))
    totals = []
    _print_totals(model, totals.append)
    return ('<table>\n<caption>Model: &quot;%s&quot;</caption>\n%s\n</table>\n<p>%s</p>'
            % (escape(model.name), '\n'.join(lines), '<br>'.join(map(escape, totals))))


def _html_row(cells, tag):
    """One row of the table."""
    return '<tr>%s</tr>' % ''.join(
        '<{0} style="text-align: {1}">{2}</{0}>'.format(
            tag, 'right' if index == 2 else 'left', escape(str(cell)).replace('\n', '<br>'))
        for index, cell in enumerate(cells))


def _row(cells, positions):
    """One line of the table: each cell is cut and padded to the end of its column."""
    line = ''
    for index, cell in enumerate(cells):
        line = (line[:-1] + ' ' if index else '') + str(cell)
        line = line[:positions[index]].ljust(positions[index])
    return line


def _output_shape(layer):
    """The output shape, or 'multiple' where the calls of the layer differ in it."""
    try:
        return layer.output_shape
    except AttributeError:
        return 'multiple'


def _is_chain(model):
    """Whether each layer is called once, on the output of the one before it."""
    if model.__class__.__name__ == 'Sequential' or not model._is_graph_network:
        return True
    nodes = [_node for nodes in model._nodes_by_depth.values() for _node in nodes]
    alone = all(len(nodes) == 1 for nodes in model._nodes_by_depth.values())
    layers = [node.outbound_layer for node in nodes]
    return (alone and all(len(node.inbound_layers) <= 1 for node in nodes)
            and len(set(layers)) == len(layers))


def _sources(model, layer):
    """'name[call][output]' of each tensor the layer is called on within the model."""
    own = set(node for nodes in model._nodes_by_depth.values() for node in nodes)
    return ['%s[%d][%d]' % (source.name, call, tensor)
            for node in layer._inbound_nodes if node in own
            for source, call, tensor
            in zip(node.inbound_layers, node.node_indices, node.tensor_indices)]


def _print_totals(model, print_fn):
    """The lines that count all, trained and frozen weights."""
    trained = model.trainable_weights
    if getattr(model, '_is_compiled', False):
        # it goes on training what was trainable when it was compiled
        model._check_trainable_weights_consistency()
        trained = model._collected_trainable_weights
    trainable, total = count_params(trained), count_params(model.weights)
    print_fn('Total params: {:,}'.format(total))
    print_fn('Trainable params: {:,}'.format(trainable))
    print_fn('Non-trainable params: {:,}'.format(total - trainable))


def get_source_inputs(tensor, layer=None, node_index=None):
    """The input tensors that a tensor was computed from.

    Args:
        tensor: Keras tensor.
        layer: layer to start from. Default: the one that made the tensor.
        node_index: integer, call of that layer. Default: the one that made the tensor.

    Returns:
        List of input tensors, each once; `tensor` itself if no layer made it.

    Example:

        from keras.layers import Dense, Input
        from keras.utils import get_source_inputs
        x = Input(shape=(3,))
        assert get_source_inputs(Dense(2)(x)) == [x]
    """
    history = getattr(tensor, '_keras_history', None)
    if layer is None or node_index is None:
        if history is None:
            return to_list(tensor)
        layer, node_index = history[0], history[1]
    if not layer._inbound_nodes:
        return [tensor]
    found, seen = [], set()
    stack = [layer._inbound_nodes[node_index]]
    while stack:
        node = stack.pop()
        if node in seen:
            continue
        seen.add(node)
        if not node.inbound_layers:
            found += [x for x in node.input_tensors if not any(x is y for y in found)]
        stack += [source._inbound_nodes[index]
                  for source, index in zip(node.inbound_layers[::-1], node.node_indices[::-1])]
    return found


def convert_all_kernels_in_model(model):
    """Flip the kernels of all convolutions, spatial axes only; files of one engine had them so.

    Args:
        model: model whose weights are changed in place.
    """
    for layer in model.layers:
        if layer.__class__.__name__ in _CONVOLUTIONS:
            weights = layer.get_weights()
            layer.set_weights([convert_kernel(weights[0])] + weights[1:])


def convert_dense_weights_data_format(dense, previous_feature_map_shape,
                                      target_data_format='channels_first'):
    """Reorder the kernel of a dense layer that follows a flattened feature map.

    Args:
        dense: `Dense` layer, built.
        previous_feature_map_shape: tuple of 3 integers, the shape before `Flatten`, in the
            layout of `target_data_format`.
        target_data_format: 'channels_first' or 'channels_last', the layout to convert to.

    Raises:
        ValueError: if `target_data_format` is another word.
    """
    if target_data_format not in ('channels_first', 'channels_last'):
        raise ValueError('`target_data_format` must be "channels_first" or "channels_last"; '
                         'received: %r.' % (target_data_format,))
    weights = dense.get_weights()
    kernel, rest = weights[0], weights[1:]
    shape = tuple(previous_feature_map_shape)
    if target_data_format == 'channels_first':
        grid = kernel.reshape((shape[1], shape[2], shape[0], -1)).transpose((2, 0, 1, 3))
    else:
        grid = kernel.reshape((shape[2], shape[0], shape[1], -1)).transpose((1, 2, 0, 3))
    dense.set_weights([grid.reshape(kernel.shape)] + rest)
