"""Running a model's graph of layers on given tensors."""
from keras import backend as K
from keras.utils.generic_utils import has_arg, is_all_none, to_list, unpack_singleton


class Run(object):
    """The result of one application of a model to tensors.

    Attributes:
        inputs: list of tensors the model was applied to.
        outputs: list of tensors.
        masks: list of mask tensors or None, one per output.
        calls: list of (layer, input tensors), what was computed on the way.
        held: list of mask tensors or None the run was made with.
    """

    def __init__(self, inputs, outputs, masks, calls):
        self.inputs = inputs
        self.outputs = outputs
        self.masks = masks
        self.calls = calls
        self.held = []


def run_graph(graph, model_inputs, model_outputs, inputs, masks):
    """Apply the layers of a graph to other inputs.

    Args:
        graph: `keras.engine.graph.Graph` from `model_inputs` to `model_outputs`.
        model_inputs: list of tensors.
        model_outputs: list of tensors.
        inputs: list of tensors in place of `model_inputs`.
        masks: list of mask tensors or None, one per input.

    Returns:
        `Run`.

    Raises:
        ValueError: if an output does not depend on the inputs alone.
    """
    values = {id(x): (y, mask) for x, y, mask in zip(model_inputs, inputs, masks)}
    calls = []
    for node in graph.nodes():
        if all(id(x) in values for x in node.output_tensors):
            continue                         # an input of the model
        if not all(id(x) in values for x in node.input_tensors):
            continue
        node_inputs = [values[id(x)][0] for x in node.input_tensors]
        node_masks = [values[id(x)][1] for x in node.input_tensors]
        outputs, output_masks = _apply(node, node_inputs, node_masks, values)
        calls.append((node.outbound_layer, node_inputs))
        for x, y, mask in zip(node.output_tensors, outputs, output_masks):
            values[id(x)] = (y, mask)
    for x in model_outputs:
        if id(x) not in values:
            raise ValueError('Could not compute output %s: it needs tensors that the inputs %s do '
                             'not lead to.' % (x, model_inputs))
    return Run(inputs, [values[id(x)][0] for x in model_outputs],
               [values[id(x)][1] for x in model_outputs], calls)


def _apply(node, inputs, masks, values):
    """Call the layer of `node` on other tensors.

    Returns:
        (list of outputs, list of masks).
    """
    layer = node.outbound_layer
    inputs, masks = unpack_singleton(inputs), unpack_singleton(masks)
    kwargs = {key: _replaced(value, values) for key, value in node.arguments.items()}
    if 'mask' not in kwargs and not is_all_none(masks) and has_arg(layer.call, 'mask'):
        kwargs['mask'] = masks
    with K.name_scope(layer.name):
        outputs, output_masks, _ = layer._compute(inputs, masks, kwargs)
    outputs = to_list(outputs)
    if output_masks is None:
        return outputs, [None] * len(outputs)
    return outputs, to_list(output_masks, allow_tuple=True)


def _replaced(argument, values):
    """A keyword argument with the tensors of the model replaced by those of this run."""
    if isinstance(argument, list):
        return [_replaced(item, values) for item in argument]
    if isinstance(argument, tuple):
        return tuple(_replaced(item, values) for item in argument)
    return values[id(argument)][0] if id(argument) in values else argument
