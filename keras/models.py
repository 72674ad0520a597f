"""Models: `Model`, `Sequential`, and how they are written, read and cloned."""
import keras.layers  # noqa: F401  (fills the registry: files name layers)
from keras import backend as K
from keras.engine.input_layer import Input, InputLayer
from keras.engine.sequential import Sequential
from keras.engine.training import Model
from keras.saving import (load_model, model_from_config, model_from_json, model_from_yaml,
                          save_model)
from keras.utils.generic_utils import has_arg, to_list, unpack_singleton  # noqa: F401
from keras.utils.registry import LAYERS

LAYERS.add(Model, Sequential)

__all__ = ['Input', 'InputLayer', 'Model', 'Sequential', 'clone_model', 'load_model',
           'model_from_config', 'model_from_json', 'model_from_yaml', 'save_model']


def clone_model(model, input_tensors=None):
    """Makes a model of new layers with new weights, put together like another one.

    Args:
        model: `Model` made from inputs and outputs, or `Sequential`.
        input_tensors: Tensor or list of tensors that the clone shall start from, in the place of
            new inputs. A tensor that does not come from `Input` is wrapped in one.

    Returns:
        A new, uncompiled model; its weights have fresh initial values.

    Raises:
        ValueError: If the model is a subclassed one, whose structure is Python code, or the number
            of tensors does not fit.

    Example:

        from keras.layers import Dense
        from keras.models import Sequential, clone_model
        model = Sequential([Dense(2, input_shape=(3,))])
        twin = clone_model(model)
        twin.set_weights(model.get_weights())
    """
    if not isinstance(model, Model):
        raise ValueError('clone_model() expects a `Model` or `Sequential`, but got %r of type %s.'
                         % (model, type(model).__name__))
    if isinstance(model, Sequential):
        return _clone_sequential(model, input_tensors)
    if not model._is_graph_network:
        raise ValueError('clone_model() cannot clone %r: the structure of a subclassed model is '
                         'the code of its class %s. Make another instance of it.'
                         % (model.name, type(model).__name__))
    return _clone_graph(model, input_tensors)


def _clone_layer(layer):
    """Returns a layer like another one, with weights of its own."""
    if isinstance(layer, Model) and (isinstance(layer, Sequential) or layer._is_graph_network):
        return clone_model(layer)
    return type(layer).from_config(layer.get_config())


def _new_inputs(model, given):
    """Returns the input tensors of a clone."""
    if given is None:
        return [Input(batch_shape=K.int_shape(x), dtype=K.dtype(x), sparse=K.is_sparse(x),
                      name=name) for x, name in zip(model.inputs, model.input_names)]
    given = to_list(given, allow_tuple=True)
    if len(given) != len(model.input_names):
        raise ValueError('The model %r has %d inputs, but `input_tensors` has %d tensors.'
                         % (model.name, len(model.input_names), len(given)))
    return [x if K.is_keras_tensor(x) else Input(tensor=x, name='input_wrapper_for_' + name)
            for x, name in zip(given, model.input_names)]


def _clone_sequential(model, input_tensors):
    """Clones a stack of layers."""
    layers = [_clone_layer(layer) for layer in model.layers]
    if model.inputs:
        first, = _new_inputs(model, input_tensors)
        layers.insert(0, first._keras_history[0])
    elif input_tensors is not None:
        raise ValueError('The model %r has no input yet, so `input_tensors` have no place in it. '
                         'Build it first.' % model.name)
    clone = Sequential(layers, name=model.name)
    clone._build_input_shape = model._build_input_shape
    return clone


def _clone_graph(model, input_tensors):
    """Clones a graph of layers, call by call."""
    inputs = _new_inputs(model, input_tensors)
    tensors = {id(old): new for old, new in zip(model.inputs, inputs)}
    layers = {}
    for depth in sorted(model._nodes_by_depth, reverse=True):
        for node in model._nodes_by_depth[depth]:
            if all(id(x) in tensors for x in node.output_tensors):
                continue
            layer = node.outbound_layer
            if layer not in layers:
                layers[layer] = _clone_layer(layer)
            arguments = {name: _replaced(value, tensors) for name, value in node.arguments.items()}
            called = [tensors[id(x)] for x in node.input_tensors]
            outputs = to_list(layers[layer](unpack_singleton(called), **arguments))
            tensors.update((id(old), new) for old, new in zip(node.output_tensors, outputs))
    return Model(inputs, [tensors[id(x)] for x in model.outputs], name=model.name)


def _replaced(argument, tensors):
    """Returns an argument of a call with the tensors of the model replaced by the clone's."""
    if isinstance(argument, (list, tuple)):
        return type(argument)(_replaced(item, tensors) for item in argument)
    return tensors.get(id(argument), argument)
