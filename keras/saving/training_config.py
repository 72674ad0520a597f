"""How a model was compiled, as plain data, and back."""

import json
import warnings

from keras import losses as losses_module
from keras import metrics as metrics_module
from keras import optimizers as optimizers_module
from keras.saving.conversion import shape_of
from keras.saving.hdf5_file import child, read_array, text_attribute
from keras.saving.hdf5_format import layer_names, named_arrays, weight_names, write_arrays
from keras.saving.json_yaml import plain_data
from keras.saving.optimizer_state import State
from keras.utils.registry import (
    LOSSES, METRICS, custom_object_scope, serialize_keras_object)

# Names of metrics whose function follows from the loss and the shape of the output.
_DEPENDENT_METRICS = ('accuracy', 'acc', 'crossentropy', 'ce')


def training_config(model):
    """What `compile` was given, as plain data.

    Args:
        model: A compiled model.

    Returns:
        A dictionary, or None if the optimizer cannot be saved (a warning says so).
    """
    try:
        optimizer = serialize_keras_object(model.optimizer)
    except NotImplementedError:
        warnings.warn('The optimizer {} has no config that can be saved. The model is saved '
                      'without it; call compile() after loading.'
                      .format(type(model.optimizer).__name__))
        return None
    config = {'optimizer_config': optimizer,
              'loss': model.loss,
              'metrics': model._compile_metrics or [],
              'weighted_metrics': model._compile_weighted_metrics,
              'sample_weight_mode': model.sample_weight_mode,
              'loss_weights': model.loss_weights}
    return json.loads(json.dumps(config, default=plain_data))


def compile_from_config(model, config, custom_objects=None):
    """Compiles a model as a training config says.

    If it names something unknown, the model stays uncompiled and a warning says what to pass.

    Args:
        model: A model.
        config: What `training_config` returned.
        custom_objects: Dictionary from names to your own classes and functions.

    Returns:
        Whether the model is compiled now.
    """
    try:
        optimizer = optimizers_module.deserialize(config['optimizer_config'], custom_objects)
        loss = _resolved(config.get('loss'), LOSSES, losses_module, custom_objects)
        metrics, weighted = [_resolved(config.get(key), METRICS, metrics_module, custom_objects)
                             for key in ('metrics', 'weighted_metrics')]
    except (ValueError, KeyError, TypeError) as error:
        warnings.warn('The model was loaded, but not compiled: {} Pass what is missing to '
                      'load_model(..., custom_objects={{...}}), or call compile().'
                      .format(_sentence(error)))
        return False
    with custom_object_scope(custom_objects):
        model.compile(optimizer=optimizer, loss=loss, metrics=metrics,
                      loss_weights=config.get('loss_weights'),
                      sample_weight_mode=config.get('sample_weight_mode'),
                      weighted_metrics=weighted)
    return True


def save_optimizer_weights(file, optimizer):
    """Writes the state of an optimizer, if it has one yet.

    Args:
        file: An `h5py.Group`.
        optimizer: An optimizer.
    """
    weights = list(getattr(optimizer, 'weights', None) or [])
    if weights:
        write_arrays(file.create_group('optimizer_weights'), [weight.name for weight in weights],
                     optimizer.get_weights())


def load_optimizer_weights(file, model):
    """Sets the state of a compiled model's optimizer, if the file holds one.

    If it does not fit, the optimizer starts afresh and a warning says so.

    Args:
        file: An `h5py.Group`.
        model: A compiled model.
    """
    group = child(file, 'optimizer_weights')
    if group is None:
        return
    arrays = [found for _, found in named_arrays(group)]
    model._make_train_function()  # the optimizer's variables exist from here on
    name = type(model.optimizer).__name__
    state = State(model, arrays, _names_of_trained(file, model),
                  text_attribute(file, 'keras_version'), text_attribute(file, 'backend'))
    if not state.fits:
        warnings.warn('The saved state of the optimizer does not fit and was left out; training '
                      'starts with a fresh {}. The file holds arrays of shapes {}, the optimizer '
                      'has {}.'.format(name, [tuple(found.shape) for found in arrays],
                                       [shape_of(weight) for weight in model.optimizer.weights]))
        return
    model.optimizer.set_weights(state.values(read_array))
    if not state.knows_steps and getattr(model.optimizer, 'initial_decay', 0.):
        warnings.warn('The file does not say how many steps the {} has made, so the decay of its '
                      'learning rate begins anew. To go on, set its number of steps: '
                      'K.set_value(model.optimizer.iterations, steps).'.format(name))


def _names_of_trained(file, model):
    """The names in the file of the weights that are trained; None where they do not correspond."""
    group = child(file, 'model_weights')
    layers = [layer for layer in model.layers if layer.weights]
    stored = [names for names in (weight_names(group, name) for name in layer_names(group))
              if names]
    if [len(names) for names in stored] != [len(layer.weights) for layer in layers]:
        return None
    found = {id(weight): name for layer, names in zip(layers, stored)
             for weight, name in zip(layer.weights, names)}
    return [found[id(weight)] for weight in model._collected_trainable_weights]


def _resolved(value, registry, module, custom_objects):
    """Losses or metrics with your own ones and configs as objects; raises for unknown names."""
    if isinstance(value, (list, tuple)):
        return [_resolved(item, registry, module, custom_objects) for item in value]
    if isinstance(value, dict):
        if set(value) == {'class_name', 'config'}:
            return module.deserialize(value, custom_objects)
        return {key: _resolved(item, registry, module, custom_objects)
                for key, item in value.items()}
    if not isinstance(value, str):
        return value
    if value in (custom_objects or {}):
        return custom_objects[value]
    if value not in registry and not (registry is METRICS and value in _DEPENDENT_METRICS):
        module.deserialize(value)  # finds what scopes hold, else raises what is unknown
    return value


def _sentence(error):
    """The message of an error, ending with a full stop."""
    text = 'missing entry {}'.format(error) if isinstance(error, KeyError) else str(error)
    return text if text.endswith('.') else text + '.'
